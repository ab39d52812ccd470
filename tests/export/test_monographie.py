"""The monograph: all that the folder knows in the order of a case study, and room for what only people can tell."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.oxml.ns import qn
from tests.export.reading import texts

from qvtkit.export.document import Callout, Ensemble, Figure, Heading, Lignes, Table
from qvtkit.export.documents.monographie import build
from qvtkit.export.render import render
from qvtkit.store.project import load

if TYPE_CHECKING:
    from collections.abc import Callable

    from qvtkit.export.document import Document
    from qvtkit.model.projet import Projet

JOUR = dt.date(2017, 4, 6)
EXAMPLES = sorted(path for path in (Path(__file__).parents[2] / "examples").iterdir() if path.is_dir())
PARTS = [
    "1. L’établissement et son contexte", "2. Pourquoi la démarche", "3. Gouvernance et dialogue social",
    "4. Le déroulement, date par date", "5. L’état des lieux", "6. Le problème", "7. L’expérimentation",
    "8. L’évaluation embarquée", "9. Les résultats, famille par famille", "10. Les enseignements", "11. Les suites",
    "Annexe A. Les indicateurs", "Annexe B. Les propositions et leurs réponses", "Annexe C. Les grilles remplies",
    "Annexe D. Moyens et ressources", "Annexe E. Sources", "Annexe F. Visas",
]  # fmt: skip


def words(value: Any) -> str:
    return re.sub(r"[ \u00a0\u202f]+", " ", " ".join(texts(value)))


def part(document: Document, title: str) -> tuple[Any, ...]:
    """The blocks under a title of the first level."""
    starts = [r for r, b in enumerate(document.blocs) if isinstance(b, Heading) and b.niveau == 1]
    begin = next(r for r in starts if document.blocs[r].texte.startswith(title))
    return document.blocs[begin + 1 : next((r for r in starts if r > begin), len(document.blocs))]


def titles(document: Document) -> list[str]:
    return [b.texte.replace("\u00a0", " ") for b in document.blocs if isinstance(b, Heading) and b.niveau == 1]


@pytest.fixture
def tilleuls(projet: Path) -> Document:
    return build(load(projet), JOUR)


def test_the_parts_come_in_the_order_of_a_case_study(tilleuls: Document):
    assert titles(tilleuls) == PARTS
    assert tilleuls.sous_titre == "Monographie d’établissement · Résidence des Tilleuls"
    assert tilleuls.bandeau.startswith("Chiffres d’illustration")


@pytest.mark.parametrize(
    ("title", "facts"),
    [
        ("1.", ("Filière gérontologique Rhône Centre (de 2016 à avril 2017), avec l’Aract",
                "On se parle facilement dans les équipes")),
        ("2.", ("S’essayer concrètement à la démarche QVT", "240 heures, 1 500 €", "Projet d’établissement 2015-2020")),
        ("3.", ("ne pas mettre en cause les personnes", "Fréquence : mensuelle", "Comité d’hygiène",
                "puis une feuille affichée en salle de relève")),
        ("4.", ("04/02/2016 Journée collective n° 1", "14/01/2016", "Décision de passage : Constitution du groupe QVT.",
                "Événement extérieur : le logiciel de planning et de paie change", "Fiche visée : direction")),
        ("5.", ("38 participants", "Les transmissions de midi sont souvent coupées")),
        ("6.", ("Stress, tensions", "Sortir du bricolage individuel",
                "Les transmissions de midi sont interrompues (non retenu à ce jour).")),
        ("7.", ("plus d’une toilette prévue sur dix reportée" , "Du 03/10/2016 au 16/12/2016, 11 semaines",
                "On coche une case sur le tableau de relève")),
        ("8.", ("Trois semaines seulement, et une procédure encore peu appliquée.", "inchangé : infirmier",
                "Les familles demandent ce que signifie la case cochée", "Présents : 9 personnes.",
                "Le groupe garde les deux avis.")),
        ("9.", ("Une toilette de plus ou de moins ferait un écart de 0,403 point.",
                "une dégradation jusqu’à 435 € reste possible", "16 sur 251", "Mis à part : février 2016",
                "Mesures à cheval sur une limite du test", "neuf jours sur dix suffisent ; proposition qvtkit",
                "Qui n’est pas dans ces chiffres ?", "Cela ne dit pas pourquoi.",
                "L’étage 2 a recopié la liste")),
        ("10.", ("Une absence se prépare la veille", "Une gouvernante libérée d’autres tâches",
                 "la liste des tâches, elle, doit être refaite")),
        ("11.", ("Décision : adapter", "Non prévus", "échéance : juin 2017")),
        ("Annexe A", ("Semaine 28 de 2016", "6,9 % (", "Maladie, accident du travail", "Étage 1, toilettes du matin avec aide", "Logiciel de planning et de paie",
                      "« Toilettes du matin reportées » ÷ « Toilettes du matin prévues au plan de soins » × 100")),
        ("Annexe B", ("Oui. Le week-end, l’infirmière de service décide, et le planning affiché l’indiquera dès le 14 novembre.",
                      "Pas encore de réponse (attendue pour le 31/01/2017).")),
        ("Annexe C", ("Le groupe a-t-il écrit lui-même ses règles de travail", "Avis partagés. Oui : direction",
                      "La gouvernante a porté seule", "Évaluation embarquée",
                      "Les collèges répondent différemment à 4 questions sur 11.")),
        ("Annexe D", ("prévu 60 h, réalisé 71 h", "La procédure essayée à l’étage 1")),
        ("Annexe E", ("Aract Normandie, 6 avril 2017", "Chiffres de « Coût des remplacements d’ASH » : paie")),
        ("Annexe F", ("Visée le 28/03/2017",)),
    ],
)  # fmt: skip
def test_what_the_folder_knows_is_written(tilleuls: Document, title: str, facts: tuple[str, ...]):
    seen = words(part(tilleuls, title))
    for fact in facts:
        assert fact in seen


def test_each_session_is_told_whole(tilleuls: Document, projet: Path):
    folder = projet / "3-experimentation/procedure-absence-ash/seances"
    told = [b.texte for b in part(tilleuls, "8.") if isinstance(b, Heading) and b.texte.startswith("Séance du")]
    assert len(told) == len(list(folder.glob("*.yaml"))) == 4
    assert told[0].endswith("avant le test (T0)")


def test_each_indicator_has_its_curve_and_its_family(tilleuls: Document):
    blocks = part(tilleuls, "9.")
    families = [b.texte for b in blocks if isinstance(b, Heading) and b.niveau == 2]
    assert families[:3] == ["Économique", "Technique", "Social et santé"]
    assert sum(isinstance(block, Figure) for block in blocks) == 6
    boxes = next(block for block in blocks if isinstance(block, Ensemble))
    assert [row[0] for table in boxes.blocs if isinstance(table, Table) for row in table.lignes] == [
        "Visé et obtenu", "Visé, non vu", "Peut-être payé ailleurs", "Surprises",
    ]  # fmt: skip


def test_people_are_asked_what_only_they_can_tell(tilleuls: Document):
    for title in PARTS[:11]:
        asked = [block for block in part(tilleuls, title.partition(" ")[0]) if isinstance(block, Lignes)]
        assert asked, title
        assert all(re.match("À vous\u00a0– (?:racontez|décrivez|notez) ", block.libelle) for block in asked)
    guide = next(block for block in tilleuls.blocs if isinstance(block, Callout) and "trame" in block.titre)
    assert "« À vous »" in words(guide)
    assert "proposition qvtkit" in words(guide)


def test_an_empty_project_is_a_frame_of_questions(creer: Callable[..., Projet]):
    document = build(creer(), JOUR)
    assert titles(document) == PARTS
    assert sum(isinstance(block, Lignes) for block in document.blocs) >= len(PARTS[:11])
    assert "Aucune expérimentation n’est encore menée." in words(part(document, "7."))
    assert words(part(document, "11.")).count("Non prévus") == 2
    assert "À compléter" in words(document.blocs[1])
    for fmt in ("docx", "html"):
        assert render(document, fmt).avertissements == ()


def test_an_index_of_accidents_of_a_small_place_gives_no_measure(creer: Callable[..., Projet]):
    text = "nom: Taux de gravité des accidents du travail\nfamille: social-sante\nmesures: {2015: 1.7, 2016: 98.3}\n"
    document = build(creer({"indicateurs/at-gravite.yaml": text}), JOUR)
    told = words(part(document, "Annexe A"))
    assert "Moins de 100 ETP" in told
    assert "98,3" not in words(document)


def test_no_name_leaks_in_the_monograph(projet: Path):
    groups = projet / "1-conception/groupes/groupe-qvt.yaml"
    text = groups.read_text(encoding="utf-8")
    groups.write_text(text.replace("fonction: Gouvernante,", "fonction: Gouvernante, nom: Hélène Quatremare,"), "utf-8")
    for file in ("journal.yaml", "indicateurs/rappels-repos.yaml", "evaluations/2017-01-20-points-de-vigilance.yaml",
                 "3-experimentation/procedure-absence-ash/seances/2016-12-20.yaml"):  # fmt: skip
        other = projet / file
        changed = re.sub("(?i)gouvernante|étage", "Mme QUATREMARE", other.read_text(encoding="utf-8"))
        assert "QUATREMARE" in changed
        other.write_text(changed, encoding="utf-8")
    assert "quatremare" not in words(build(load(projet), JOUR)).lower()


def test_no_code_is_shown(tilleuls: Document):
    seen = words(tilleuls).lower()
    for code in ("social-sante", "en-partie", "aide-soignant-", "representants-du", "groupe-qvt", "matins_", "none"):
        assert code not in seen


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_the_monograph_of_each_example_opens_in_word_and_in_pdf(folder: Path):
    document = build(load(folder), JOUR)
    assert render(document, "pdf").contenu.startswith(b"%PDF")
    word = docx.Document(io.BytesIO(render(document, "docx").contenu))
    assert any("TOC" in (each.text or "") for each in word.element.body.iter(qn("w:instrText")))
    found = [each.text for each in word.paragraphs if each.style.name == "Heading 1"]
    assert [re.sub("s?[ \u00a0].*", "", each) for each in found] == [re.sub("s? .*", "", each) for each in PARTS]


def test_the_contents_come_first_with_their_pages(tilleuls: Document, texte_pdf: Callable[[Path], str], tmp_path: Path):
    file = tmp_path / "monographie.pdf"
    file.write_bytes(render(tilleuls, "pdf").contenu)
    first = re.sub(r"[ \u00a0]+", " ", texte_pdf(file)).partition("\f")[0]
    listed = re.findall(r"^ ?(\S.*?) ?(?:\. ?){3,}\u2060?(\d+)$", first, flags=re.MULTILINE)
    assert [title for title, _ in listed] == PARTS
    pages = [int(page) for _, page in listed]
    assert pages == sorted(pages)
    page = render(tilleuls, "html").contenu.decode()
    assert [each for each in PARTS if each in page.replace("\u00a0", " ")] == PARTS


def test_the_command_makes_the_files(run, projet: Path):
    code, out, _ = run("export", "monographie", "--format", "docx,html")
    assert code == 0
    assert "Monographie produite :" in out.replace("\u00a0", " ")
    made = sorted(path.suffix for path in (projet / "exports").glob("monographie-*"))
    assert made == [".docx", ".html"]
    assert run("exporter", "monographie", "--dry-run", "--format", "docx")[0] == 0
    assert len(list((projet / "exports").glob("monographie-*"))) == 2
