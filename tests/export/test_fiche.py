from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

import pytest
from tests.export.reading import UNSEEN, texts

from qvtkit.export.document import Bullets, Callout, Document, Ensemble, Figure, Heading, Para, Table
from qvtkit.export.documents.fiche import build
from qvtkit.export.render import render
from qvtkit.export.render.prepare import plain
from qvtkit.export.shell import ILLUSTRATION
from qvtkit.store.project import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qvtkit.model.projet import Projet

JOUR = dt.date(2017, 4, 6)
SECTIONS = [
    "1. Identité", "2. Contexte et enjeux", "3. Gouvernance", "4. Déroulement", "5. Diagnostic",
    "6. Expérimentation", "7. Évaluation embarquée", "8. Résultats par famille",
    "9. Réussites, difficultés et conditions", "10. Décision et suites",
    "11. Ce que nous dirions à un voisin", "12. Ressources produites", "13. Annexes", "14. Visas",
]  # fmt: skip
BANNED = ("significatif", "significative", "prouve", "grâce à", "efficace", "cause commune", "cause spéciale")


def words(document: Document) -> str:
    """The words of a document, with ordinary spaces, without the drawings."""
    return re.sub(r"[ \u00a0\u202f]+", " ", words_of(document))


def headings(document: Document) -> list[str]:
    return [b.texte for b in document.blocs if isinstance(b, Heading) and b.niveau == 1]


def section(document: Document, number: int) -> tuple[Any, ...]:
    """The blocks of a numbered section, without its heading."""
    starts = [r for r, b in enumerate(document.blocs) if isinstance(b, Heading) and b.niveau == 1]
    starts.append(len(document.blocs))
    return document.blocs[starts[number - 1] + 1 : starts[number]]


def told(blocks: tuple[Any, ...]) -> str:
    return words(Document("", "", blocks, "", "", ""))


def tables(blocks: tuple[Any, ...]) -> list[Table]:
    """The tables, those that no page end cuts included."""
    flat = [item for b in blocks for item in (b.blocs if isinstance(b, Ensemble) else (b,))]
    return [b for b in flat if isinstance(b, Table)]


def words_of(value: Any) -> str:
    """The words of any part of a document."""
    return " ".join(texts(value))


def drawings(document: Document) -> list[Figure]:
    """The drawings in the cells of its tables."""
    cells = [
        cell for table in tables(document.blocs) for row in table.lignes for cell in row if isinstance(cell, tuple)
    ]
    return [item for cell in cells for item in cell if isinstance(item, Figure)]


@pytest.fixture
def longue(projet: Path) -> Document:
    return build(load(projet), court=False, aujourdhui=JOUR)


@pytest.fixture
def courte(projet: Path) -> Document:
    return build(load(projet), court=True, aujourdhui=JOUR)


def test_the_sections_come_in_the_order_of_the_method(longue: Document):
    assert headings(longue) == SECTIONS
    assert longue.titre == "Mieux travailler quand une collègue manque"
    assert longue.bandeau.replace("\u00a0", " ") == (
        f"{ILLUSTRATION} : d’après un cas publié, complété par des données inventées"
    )
    assert longue.pied_entier.startswith(f"{ILLUSTRATION} · ")
    assert (longue.date, longue.compact, longue.pages) == ("2017-04-06", True, 6)


def test_the_example_lacks_nothing(longue: Document):
    assert not [b for b in longue.blocs if isinstance(b, Callout) and b.genre == "a-completer"]
    assert "Non renseigné" not in words(longue)


@pytest.mark.parametrize(
    ("number", "facts"),
    [
        (1, ("Résidence des Tilleuls", "Ehpad, privé non lucratif", "50–99 personnes", "Depuis janvier 2016")),
        (2, ("Délégués du personnel (DP) : 12/02/2016, avis favorable ; comité d’hygiène", "240 heures, 1 500 €", "Économique")),
        (3, ("Groupe QVT (10 sièges)", "Délégué du personnel, infirmière (2), auxiliaire de vie (2)", "s’est libéré en janvier 2017", "depuis mars 2017")),
        (4, ("23/02/2016 : décision : le groupe QVT est constitué", "De janvier 2016 à mars 2016",
             "Décision de passage : Constitution du groupe QVT.", "14 autres dates sont dans la monographie")),
        (5, ("38 participants", "Effet sur le travail : stress, tensions", "Remplacement systématique dès le premier jour (coût", "chacun improvise de son côté")),
        (6, ("du 03/10/2016 au 16/12/2016, 11 semaines", "ASH, aide-soignant", "moins de 20",
             "représentants du personnel (20/09/2016)", "25/10/2016")),
        (7, ("Personne n’est servi en retard", "Avis partagés : « ≠ »", "Ce qui s’est dégradé",
             "Ménage des chambres (25/10/2016) : Le ménage repoussé à l’après-midi dérange", "inchangé (infirmier)",
             "À répondre : pas encore de réponse (attendue pour le 31/01/2017)")),
        (8, ("6,4 %", "16 sur 251", "en semaine 39 de 2016", "5,2 %",
             "Baisse souhaitée", "~ indice d’amélioration, à confirmer (12 mesures avant, 11 après)",
             "+ signal d’amélioration (9 mesures avant, 5 après) Écart probable : de −7 à −1 rappels. Prudence : saison.",
             "Source : paie et factures d’intérim",
             "5 indicateurs examinés : moins d’un faux signal attendu par hasard (environ 0,2).",
             "dégradé (encadrement : inchangé), le 20/12/2016 ; les chiffres ne disent pas la même chose",
             "Qui n’est pas dans ces chiffres ?",
             "Pas de valeur avant le début du test.",
             "Mis à part : février 2016, épidémie de grippe.", "L’étage 2 a recopié la liste")),
        (9, ("16 matins sur 19", "une réponse datée à chaque proposition")),
        (10, ("Décision : adapter", "90 heures par an", "Non prévus", "échéance : juin 2017",
             "Revue à six mois pour le 20/06/2017")),
        (11, ("Une réussite", "Une difficulté", "Un conseil")),
        (12, ("La procédure essayée à l’étage 1",)),
        (13, ("60 h", "71 h", "640 €",
             "Les collèges répondent différemment à 4 questions sur 11", "En partie : encadrement. La gouvernante a porté seule")),
        (14, ("Visée le 28/03/2017",)),
    ],
)  # fmt: skip
def test_the_facts_of_the_example_are_in_their_section(longue: Document, number: int, facts: tuple[str, ...]):
    seen = told(section(longue, number))
    for fact in facts:
        assert fact in seen


def test_three_families_stand_side_by_side_with_their_drawings(longue: Document):
    found = tables(section(longue, 8))
    assert [table.titre for table in found] == ["Économique", "Technique", "Social et santé", "En résumé"]
    assert {table.entetes for table in found[:3]} == {("Indicateur", "Avant → après", "Lecture", "Courbe")}
    assert [next(iter(row)) for row in found[3].lignes] == [
        "Visé et obtenu",
        "Visé, non vu",
        "Peut-être payé ailleurs",
        "Surprises",
    ]
    figures = drawings(longue)
    assert len(figures) == 6
    assert all("T0" in f.alt or "Dernière" in f.alt for f in figures)
    assert all("test</text>" in f.svg for f in figures)


def test_one_column_a_session_with_answers_in_words(longue: Document):
    table = next(b for b in section(longue, 7) if isinstance(b, Table))
    dates = [head.partition("\n")[0] for head in table.entetes[2:]]
    assert dates == ["20/09/2016", "25/10/2016", "15/11/2016", "20/12/2016"]
    breakfast = next(row for row in table.lignes if "Petits-déjeuners" in " ".join(texts(row[0])))
    assert [next(texts(cell)) for cell in breakfast[2:]] == ["Départ", "Inchangé", "Amélioré ≠", "Amélioré ≠"]


def test_no_code_no_conclusion_and_no_arrow_up_or_down(longue: Document, courte: Document):
    for document in (longue, courte):
        seen = words(document).lower()
        for word in (*BANNED, "↑", "↓", "score"):
            assert word not in seen
        for code in (
            "social-sante",
            "en-partie",
            "aide-soignant-",
            "representants-du",
            "groupe-qvt",
            "degrade ",
            "ameliore",
        ):
            assert code not in seen
        assert not re.search(r"(?<!\w)(?:none|true|false)(?!\w)", seen)


def test_the_short_fiche_says_the_essential_on_one_page(courte: Document):
    seen = words(courte)
    assert courte.compact
    assert headings(courte) == [
        "Le problème", "Ce qui a été testé", "Ce que disent les chiffres", "Ce que nous dirions à un voisin",
    ]  # fmt: skip
    for fact in (
        "Ehpad privé non lucratif, 50–99 personnes, Auvergne-Rhône-Alpes",
        "Étage 1, le matin, de 7 h à 13 h, du 03/10/2016 au 16/12/2016, 11 semaines.",
        "Toilettes planifiées reportées 7,3 → 4,8 % : indice d’amélioration, à confirmer (12 mesures avant, 11 après ;",
        "16 sur 251 au départ, 13 sur 248 à la dernière mesure ; prudence : saison, mesures manquantes)",
        "Application de la procédure essayée Rien avant → 66,7 % : pas encore assez de mesures (0 mesure avant, 10 après ; 2 sur 3 à la dernière mesure ; prudence :",
        "Décision : adapter",
        "90 heures par an ; euros non prévus.",
        "Contact : infirmière coordinatrice.",
    ):
        assert fact in seen
    pikepdf = pytest.importorskip("pikepdf")
    from io import BytesIO

    with pikepdf.open(BytesIO(render(courte, "pdf").contenu)) as pdf:
        assert len(pdf.pages) == 1


@pytest.mark.parametrize("court", [False, True])
def test_the_same_project_and_day_give_the_same_document(projet: Path, court: bool):
    first, second = (build(load(projet), court=court, aujourdhui=JOUR) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("court", [False, True])
@pytest.mark.parametrize("fmt", ["docx", "html"])
def test_every_renderer_accepts_an_empty_project(creer: Callable[..., Projet], court: bool, fmt: str):
    document = build(creer(), court=court, aujourdhui=JOUR)
    assert render(document, fmt).contenu


def test_an_empty_project_says_so_section_by_section(creer: Callable[..., Projet]):
    document = build(creer(), court=False, aujourdhui=JOUR)
    assert headings(document) == SECTIONS
    for number in (1, 2, 3, 4, 5, 7, 8, 9, 11):
        assert told(section(document, number)).strip() == "Non renseigné à ce jour."
    assert "Aucune expérimentation n’est encore menée." in told(section(document, 6))
    assert told(section(document, 10)).count("Non prévus") == 2
    assert told(section(document, 14)).count("À viser") == 2
    assert document.bandeau == ""


def box(document: Document) -> dict[str, str]:
    """The lines of « À compléter »: command, pieces."""
    callouts = [b for b in document.blocs if isinstance(b, Callout) and b.genre == "a-completer"]
    assert len(callouts) <= 1
    lists = [b for callout in callouts for b in callout.blocs if isinstance(b, Bullets)]
    pairs = [plain(item).replace("\u00a0", " ").partition(" : ") for one in lists for item in one.items]
    return {command: pieces for pieces, _, command in pairs}


def test_the_box_lists_what_an_empty_project_lacks(creer: Callable[..., Projet]):
    document = build(creer(), court=False, aujourdhui=JOUR)
    assert isinstance(document.blocs[0], Callout)
    missing = box(document)
    assert list(missing) == [
        "qvtkit project edit", "qvtkit phase advance", "qvtkit framing edit", "qvtkit group add", "qvtkit finding tool",
        "qvtkit finding add", "qvtkit problem add", "qvtkit journal add --type decision", "qvtkit closing edit",
    ]  # fmt: skip
    assert missing["qvtkit group add"] == "Les groupes et leurs sièges"
    assert missing["qvtkit closing edit"].startswith("Les réussites, les difficultés")
    assert "le visa de la direction" in missing["qvtkit closing edit"]
    assert ".yaml" not in words(document)


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("4-perennisation/suites.yaml", "heures: 90", "heures:", {}),
        (
            "qvt.yaml",
            "contact: Infirmière coordinatrice",
            "contact:",
            {"qvtkit project edit": "La fonction à contacter"},
        ),
        (
            "4-perennisation/bilan.yaml",
            "{college: direction, date: 2017-03-28}",
            "{college: direction}",
            {"qvtkit closing edit": "Le visa de la direction"},
        ),
        (
            "3-experimentation/procedure-absence-ash/experimentation.yaml",
            "choix: adapter",
            "choix:",
            {"qvtkit experiment edit procedure-absence-ash": "La décision"},
        ),
        (
            "indicateurs/cout-remplacements.yaml",
            "famille: economique",
            "famille:",
            {"qvtkit indicator edit cout-remplacements": "La famille de « Coût des remplacements d’ASH »"},
        ),
    ],
)
def test_the_box_lists_exactly_what_was_emptied(projet: Path, file: str, old: str, new: str, expected: dict[str, str]):
    path = projet / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert box(build(load(projet), court=False, aujourdhui=JOUR)) == expected


def test_an_emptied_bilan_is_named_piece_by_piece(projet: Path):
    (projet / "4-perennisation/bilan.yaml").write_text("reussites: [{texte: Une}]\n", encoding="utf-8")
    document = build(load(projet), court=False, aujourdhui=JOUR)
    assert box(document) == {
        "qvtkit closing edit": (
            "Les difficultés, les conditions de réussite, la transférabilité, la réussite à retenir, "
            "la difficulté à retenir, le conseil à un voisin, le visa de la direction, "
            "le visa des représentants du personnel"
        )
    }
    assert told(section(document, 11)).strip() == "Non renseigné à ce jour."
    assert not [b for b in section(document, 9) if isinstance(b, Heading) and b.texte == "Difficultés"]
    short = words(build(load(projet), court=True, aujourdhui=JOUR))
    assert "Il reste 8 points à compléter" in short


def test_means_that_nobody_planned_are_said_in_clear(projet: Path):
    (projet / "4-perennisation/suites.yaml").write_text("actions: [{titre: Continuer}]\n", encoding="utf-8")
    document = build(load(projet), court=False, aujourdhui=JOUR)
    said = told(section(document, 10))
    for line in (
        "Qui porte la suite Personne n’est désigné ",
        "Moyens en heures Non prévus",
        "Moyens en euros Non prévus",
    ):
        assert line in said
    assert box(document) == {}
    short = words(build(load(projet), court=True, aujourdhui=JOUR))
    assert "Personne n’est désigné ; heures non prévues ; euros non prévus." in short


def test_an_empty_family_says_so(projet: Path):
    for file in ("cout-remplacements", "heures-projet"):
        path = projet / f"indicateurs/{file}.yaml"
        path.write_text(
            path.read_text(encoding="utf-8").replace("famille: economique", "famille: technique"), encoding="utf-8"
        )
    document = build(load(projet), court=False, aujourdhui=JOUR)
    assert "Aucun indicateur dans cette famille." in told(section(document, 8))
    assert box(document) == {"": "Un indicateur de la famille économique"}


def test_without_an_experiment_the_reason_is_told(creer: Callable[..., Projet]):
    journal = "faits: [{date: 2016-09-06, type: decision, texte: Le sujet est reporté faute de temps}]\n"
    document = build(creer({"journal.yaml": journal}), court=False, aujourdhui=JOUR)
    said = told(section(document, 6))
    assert "Aucune expérimentation n’est encore menée. Dernière décision notée au journal (06/09/2016)" in said
    assert "le sujet est reporté faute de temps." in said
    assert "journal.yaml" not in box(document)
    passage = "format: 1\ndemarche: {phases: [{phase: experimentation, motif: Fusion en cours}]}\n"
    document = build(creer({"qvt.yaml": passage}), court=False, aujourdhui=JOUR)
    assert "Aucune expérimentation n’est encore menée. Fusion en cours." in told(section(document, 6))


def test_several_experiments_each_have_their_part(projet: Path):
    folder = projet / "3-experimentation/reserve-linge"
    folder.mkdir()
    (folder / "experimentation.yaml").write_text(
        "titre: Une réserve de linge\ndebut: 2017-03-01\nfin_prevue: 2017-05-01\netat: en-cours\n"
        "indicateurs: [{indicateur: rappels-repos, ajoute: 2017-03-10}]\n",
        encoding="utf-8",
    )
    document = build(load(projet), court=False, aujourdhui=JOUR)
    assert "6. Expérimentations" in headings(document)
    seen = words(document)
    assert "Ajouté après coup (10/03/2017)" in seen
    assert "Pas encore de décision (une réserve de linge)." in seen
    assert "Du 01/03/2017 au 01/05/2017 (fin prévue), 9 semaines" in seen


def test_only_exportable_resources_leave(projet: Path):
    path = projet / "3-experimentation/procedure-absence-ash/experimentation.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("exportable: oui", "exportable: non"), encoding="utf-8")
    document = build(load(projet), court=False, aujourdhui=JOUR)
    assert told(section(document, 12)).strip() == "Aucune ressource à partager à ce jour."


def test_the_words_of_the_project_are_followed(creer: Callable[..., Projet]):
    head = "format: 1\ndemarche: {vocabulaire: qvct, titre: Mieux}\netablissement: {nom: Les Lilas}\n"
    document = build(creer({"qvt.yaml": head}), court=False, aujourdhui=JOUR)
    assert document.sous_titre == "Fiche de capitalisation QVCT · Les Lilas"


@pytest.mark.parametrize("court", [False, True])
def test_no_name_leaks_in_a_document(projet: Path, court: bool):
    path = projet / "1-conception/groupes/groupe-qvt.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "fonction: Gouvernante,", "fonction: Gouvernante, nom: Hélène Quatremare,"
    )
    assert "Quatremare" in text
    path.write_text(text, encoding="utf-8")
    for file in ("4-perennisation/bilan.yaml", "journal.yaml", "2-diagnostic/problemes/absence-ash.yaml",
                 "3-experimentation/procedure-absence-ash/seances/2016-12-20.yaml"):  # fmt: skip
        other = projet / file
        text = (
            other.read_text(encoding="utf-8")
            .replace("gouvernante", "QUATREMARE Helene")
            .replace("À l'étage", "Mme Quatremare, à l'étage")
        )
        other.write_text(text.replace("groupe", "groupe de Mme Quatremare"), encoding="utf-8")
    document = build(load(projet), court=court, aujourdhui=JOUR)
    assert not [
        text for text in texts(document, UNSEEN - {"svg"}) if "quatremare" in text.lower() or "helene" in text.lower()
    ]
    assert "Gouvernante" in words(document)


def test_names_show_when_the_project_asks_for_them(projet: Path):
    path = projet / "1-conception/groupes/groupe-qvt.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "fonction: Gouvernante,", "fonction: Gouvernante, nom: Hélène Quatremare,"
    )
    path.write_text(text, encoding="utf-8")
    head = projet / "qvt.yaml"
    before = head.read_text(encoding="utf-8")
    for rule, shown in (("noms", "gouvernante (Hélène Quatremare)"), ("initiales", "gouvernante (H. Q.)")):
        head.write_text(before.replace("identites: fonctions", f"identites: {rule}"), encoding="utf-8")
        assert shown in words(build(load(projet), court=False, aujourdhui=JOUR))


ODD = {
    "qvt.yaml": (
        "format: 1\netablissement: {effectif: 12}\ndemarche:\n  phases:\n"
        "    - {phase: diagnostic, debut: 2016-01, fin: 2016-02}\n    - {fin: 2016-05}\n"
    ),
    "journal.yaml": "faits: [{date: 2020, texte: Bien plus tard}, {texte: Sans date}]\n",
    "1-conception/cadrage.yaml": (
        "communication: {date: 2016-01}\nengagement_direction: {texte: Nous répondrons}\n"
        "moyens: {remplacements: non}\nprojets_lies: [{nom: Certification 2016, type: certification}]\n"
    ),
    "1-conception/groupes/vide.yaml": "roles: [copil]\n",
    "2-diagnostic/etat-des-lieux.yaml": (
        "outils: [{outil: marche-exploratoire}]\nconstats: [{texte: On court, service: étage}, {nature: force}]\n"
    ),
    "2-diagnostic/problemes/p.yaml": "etat: retenu\nmetiers: tous\noptions: [{texte: Embaucher, ecartee: oui}]\n",
    "3-experimentation/a/experimentation.yaml": (
        "debut: 2017-01-02\nfin: 2017-01-02\nfin_prevue: 2017-02-01\netat: arretee\n"
        "suspension_du_jugement: [{college: direction}]\n"
        "indicateurs: [{indicateur: un}, {indicateur: absent}, {indicateur: jour}]\n"
        "decision: {motif: Trop tôt}\n"
    ),
    "3-experimentation/a/seances/premiere.yaml": (
        "activites: [{activite: Plier, avis: {ash: ameliore, medecin: degrade}}, "
        "{activite: Ranger, avis: {ash: inchange}}, {activite: Laver}]\n"
    ),
    "3-experimentation/b/experimentation.yaml": "debut: 2016\nfin_prevue: 2017-01\n",
    "3-experimentation/c/experimentation.yaml": "debut: 2016-03-01\nfin: 2016-12-20\n",
    "3-experimentation/d/experimentation.yaml": "fin_prevue: 2017-01-05\nindicateurs: [{indicateur: un}]\n",
    "3-experimentation/e/experimentation.yaml": "debut: 2016-03-10\nfin: 2016-03-01\n",
    "3-experimentation/f/experimentation.yaml": "debut: 2016-03-01\nfin: 2016-03-10\n",
    "indicateurs/un.yaml": (
        "nom: Un\nfamille: technique\nunite: h\nmesures: {2016-T3: 0.25}\ndefinition: {depuis: 2017-01-02}\n"
    ),
    "indicateurs/jour.yaml": (
        "nom: Jour\nfamille: technique\nmesures: {2016-12-31: 1500, 2017-01-02: 1234.5}\n"
        "definition: {depuis: 2017-01-02}\n"
    ),
    "evaluations/2016-05-points-de-vigilance.yaml": "grille: points-de-vigilance\nreponses: {contextes: oui}\n",
    "evaluations/2016-06-points-de-vigilance.yaml": (
        "grille: points-de-vigilance\nreponses: {question-locale: {groupe: peut-etre}}\n"
    ),
    "propositions/p.yaml": "texte: Un banc\n",
    "4-perennisation/bilan.yaml": (
        "reussites: [{texte: On se parle, avis: {ash: Moins qu'avant}}]\ndifficultes: [{texte: Le temps}]\n"
    ),
    "4-perennisation/suites.yaml": "integration: [{projet: Projet social}]\nmoyens: {euros: 200}\n",
}


def test_half_written_projects_read_well(creer: Callable[..., Projet]):
    document = build(creer(ODD), court=False, aujourdhui=JOUR)
    seen = words(document)
    for expected in (
        "Moins de 20 personnes", "Nous répondrons.", "Participants non remplacés.",
        "Certification 2016 (certification)", "Marche exploratoire", "on court (étage)", "tous les métiers",
        "Embaucher.", "le 02/01/2017 (fin prévue le 01/02/2017), 1 jour",
        "De 2016 à janvier 2017 (fin prévue)",
        "10 mois", "10 jours", "jusqu’au 05/01/2017", "Le test n’a pas encore de date de début.",
        "0,25 h (au 3e trimestre 2016)", "1 500 (le 31/12/2016)", "1 234 (le 02/01/2017)",
        "Ce qui est compté a changé entre ces deux valeurs.", "Pas de réponse commune", "Inchangé", "Sans réponse",
        "Premiere", "À répondre : pas encore de réponse.",
        "On se parle. (Avis : ASH : moins qu’avant.)", "Projet social.", "Décision : à préciser (a)", "200 € par an",
        "En dehors des phases", "5 autres dates sont dans la monographie", "Autres constats",
    ):  # fmt: skip
        assert expected in seen
    assert "Sans date" not in seen
    missing = box(document)
    assert next(pieces for command, pieces in missing.items() if "member add" in command) == "Les sièges des groupes"
    assert missing["qvtkit indicator add absent"] == "La fiche de l’indicateur « absent »"
    assert missing["qvtkit session run b"] == "Les séances d’évaluation embarquée"
    for court in (False, True):
        assert render(build(creer(ODD), court=court, aujourdhui=JOUR), "html").avertissements == ()


def test_the_story_comes_first_in_a_few_lines(longue: Document, projet: Path, creer: Callable[..., Projet]):
    first = longue.blocs[0]
    assert isinstance(first, Callout)
    lines = [re.sub("[\u00a0\u202f]", " ", plain(block.texte)) for block in first.blocs if isinstance(block, Para)]
    assert [line.partition(" : ")[0] for line in lines] == [
        "Où en est la démarche", "Le problème", "Ce qui a été essayé", "Les chiffres", "Les avis diffèrent sur",
        "La décision", "La suite", "Un conseil",
    ]  # fmt: skip
    assert lines[0] == "Où en est la démarche : pérennisation, depuis février 2017."
    assert "« Rappels sur repos », 12 → 8 rappels (9 mesures avant et 5 après)" in lines[3]
    assert "Cela ne dit pas pourquoi. Rien de net pour les 4 autres." in lines[3]
    assert lines[6].endswith("90 heures par an ; euros non prévus.")
    assert not [b for b in build(creer(), court=False, aujourdhui=JOUR).blocs if "L’essentiel" in words_of(b)]


def test_a_value_that_counted_something_else_is_not_set_beside_the_last_one(projet: Path):
    path = projet / "indicateurs/rappels-repos.yaml"
    text = path.read_text(encoding="utf-8")
    assert "depuis: 2016-01\n" in text
    path.write_text(text.replace("depuis: 2016-01\n", "depuis: 2017-01-01\n"), encoding="utf-8")
    document = build(load(projet), court=False, aujourdhui=JOUR)
    row = next(row for table in tables(section(document, 8)) for row in table.lignes if "Rappels" in words_of(row[0]))
    values = [plain(block.texte).replace("\u00a0", " ") for block in row[1] if isinstance(block, Para)]
    last = next(rank for rank, text in enumerate(values) if text.startswith("Dernière valeur"))
    assert values[last + 1 :] == [
        "Ce qui est compté a changé entre ces deux valeurs.",
        "Valeur d’avant, à part : 12 rappels (en septembre 2016)",
    ]
    assert not [text for text in values if text.startswith("T0")]
    figure = next(block for block in row[3] if isinstance(block, Figure))
    assert "T0" not in figure.alt


def test_the_fiche_says_where_the_rest_is(longue: Document):
    for number in (4, 8, 13):
        assert "dans la monographie de la démarche." in told(section(longue, number))


def test_very_long_texts_hold_on_the_short_page(projet: Path):
    long = "Cette phrase est longue parce que des personnes ont beaucoup à dire de leur travail. " * 12
    (projet / "4-perennisation/bilan.yaml").write_text(
        f"a_retenir: {{reussite: '{long}', difficulte: '{long}', conseil: '{long}'}}\n", encoding="utf-8"
    )
    document = build(load(projet), court=True, aujourdhui=JOUR)
    assert words(document).count("[…]") == 3
    assert render(document, "pdf").avertissements == ()


def test_texts_of_people_stay_texts(creer: Callable[..., Projet]):
    journal = "faits: [{date: 2016-01, texte: '<b>gras</b> {{ 7*7 }} #strong[x]'}]\n"
    document = build(creer({"journal.yaml": journal}), court=False, aujourdhui=JOUR)
    assert "<b>gras</b> {{ 7*7 }} #strong[x]" in words(document)


def test_typography_is_french_and_drawings_are_untouched(longue: Document):
    assert not [text for text in texts(longue) if re.search(r"\w'\w| [:;?!»%]", text)]
    for figure in drawings(longue):
        assert "\u202f" not in re.sub(r"<(title|desc|text).*?</\1>", "", figure.svg)


def test_paragraphs_are_never_empty(longue: Document, courte: Document):
    for document in (longue, courte):
        assert all(plain(b.texte).strip() for b in document.blocs if isinstance(b, Para))
