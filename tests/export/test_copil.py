"""The dossier of the steering committee: what moved, what is asked, both sides of each disagreement, three pages."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from tests.export.reading import pages, section, words

from qvtkit.export.document import Callout, Definitions, Ensemble, Heading, Lignes, Table
from qvtkit.export.documents.copil import build
from qvtkit.export.vues.copil_reunion import Demandee
from qvtkit.export.vues.demande import sans_commande
from qvtkit.model.dates import DateSouple
from qvtkit.store.project import load

EXAMPLES = Path(__file__).parents[2] / "examples"
DAY = dt.date(2017, 3, 22)
GROUP = Demandee("groupe-qvt")
LONG = "Un texte très long, qui raconte tout ce que pense le groupe. " * 12


def part(document, title):
    """Return the words of a part, on one line."""
    return " ".join(section(document, title, 1).split())


def said(value):
    return " ".join(words(value).split())


def card(document):
    return {label: said(text) for label, text in next(b for b in document.blocs if isinstance(b, Definitions)).paires}


@pytest.fixture(scope="module")
def dossier():
    """The dossier of the worked example, built once: nothing changes it."""
    return build(load(EXAMPLES / "residence-absence-ash"), DAY, GROUP)


@pytest.fixture
def hopital(tmp_path):
    shutil.copytree(EXAMPLES / "hopital-de-jour-interruptions", tmp_path / "hopital")
    return tmp_path / "hopital"


def test_the_next_meeting_and_the_last_one_are_found(dossier):
    assert card(dossier) == {
        "Réunion": "28/03/2017, 14 h, Salle d’animation", "Objet": "Bilan et suites avec le nouveau directeur",
        "Comité": "Groupe QVT", "Depuis": "La réunion du 08/11/2016",
    }  # fmt: skip
    assert [block.texte for block in dossier.blocs if isinstance(block, Heading) and block.niveau == 1] == [
        "Ce qui avait été décidé, et ce que c’est devenu", "Ce qui a bougé", "Ce qui est demandé au comité",
        "Prochaines dates", "Décisions de la réunion",
    ]  # fmt: skip


def test_what_had_been_decided_and_what_became_of_it(dossier):
    told = part(dossier, "Ce qui avait été décidé")
    assert "Le ménage qui peut attendre passe au lendemain matin" in told
    assert "Gouvernante 14/11/2016 Fait" in told
    assert "Responsable SST 06/12/2016 En retard (106 jours)" in told
    assert "Sans réponse depuis 92 jours ; attendue pour le 31/01/2017, 50 jours de retard." in told
    assert "Refusée le 19/12/2016 (41 jours après) : non pour 2017" in told


def test_sessions_stand_family_by_family_and_each_opinion_is_kept(dossier):
    told = part(dossier, "Ce qui a bougé")
    tables = [b for b in dossier.blocs if isinstance(b, Table) and b.titre.startswith("Séance")]
    assert [said(table.titre) for table in tables] == [
        "Séance du 15/11/2016, pendant le test, 9 personnes", "Séance du 20/12/2016, bilan, 10 personnes"
    ]  # fmt: skip
    assert all(table.entetes == ("Économique", "Technique", "Social et santé") for table in tables)
    assert "ASH et aide-soignant : amélioré ; infirmier : inchangé." in told
    assert "La direction veut contenir les contrats courts ; les représentants du personnel" in told


def test_new_measures_stand_in_three_columns_with_their_honest_reading(dossier):
    table = next(b for b in dossier.blocs if isinstance(b, Table) and "Dernière valeur" in words(b))
    assert table.entetes == ("Économique", "Technique", "Social et santé")
    told = said(table)
    assert "Rappels sur repos Baisse souhaitée T0 : 12 rappels" in told
    assert "signal d’amélioration" in told
    assert "pas encore assez de mesures" in told
    assert "jamais pourquoi" in part(dossier, "Ce qui a bougé")


def test_who_came_and_who_left_is_told_by_function(dossier):
    told = part(dossier, "Ce qui a bougé")
    assert "Janvier 2017 : fin de mandat : Directrice, départ" in told
    assert "Mars 2017 : arrivée : Directeur, à la suite de Directrice" in told


def test_each_decision_has_its_facts_its_choices_and_a_line_to_write(dossier):
    asked = [block for block in dossier.blocs if isinstance(block, Ensemble)]
    assert len(asked) == 1
    told = said(asked[0])
    assert "1. Répondre à la proposition « compter sur un mois le temps" in told
    assert "Faite en séance d’évaluation le 20/12/2016." in told
    assert "Choix possibles : l’accepter, l’adapter ou la refuser, en disant pourquoi." in told
    assert isinstance(asked[0].blocs[-1], Lignes)
    points = next(b for b in dossier.blocs if isinstance(b, Table) and b.entetes[0] == "Question")
    assert said(points.lignes[0]).startswith("Quel budget est prévu pour la suite ?")
    assert points.lignes[0][2] == ""


def test_the_committee_reads_no_command_but_in_the_last_line(dossier):
    *blocks, foot = dossier.blocs
    assert "qvtkit" not in said(tuple(blocks)).replace("proposition qvtkit", "")
    assert "qvtkit meeting --groupe groupe-qvt" in said(foot)


def test_a_late_task_is_not_told_again_among_the_dates(dossier):
    told = part(dossier, "Prochaines dates")
    assert "06/12/2016" not in told
    assert "20/06/2017 Revue à six mois." in told
    assert "Prochaine réunion du comité" in told


def test_without_a_meeting_of_the_committee_it_tells_since_the_phase_began(hopital):
    document = build(load(hopital), DAY, Demandee("delegation"))
    assert card(document)["Depuis"] == (
        "Le début de la phase « Expérimentation », en décembre 2016 (aucune réunion du comité n’est notée)"
    )
    assert card(document)["Réunion"] == "Date à fixer"
    told = part(document, "Ce qui a bougé")
    assert "Infirmier : oui, de 8 h 30 à 9 h 30 ; médecin : non, il faut pouvoir joindre l’infirmière." in told
    assert told.count("les deux numéros sont collés") == 1, "the adjustment and the decision of one day are one fact"
    assert "Décider de la suite" not in said(document), "the test is not at its end"


def test_a_test_at_its_end_asks_for_one_of_four_decisions_with_the_three_families(hopital):
    document = build(load(hopital), dt.date(2017, 5, 3), Demandee("delegation"))
    asked = " ".join(said(block) for block in document.blocs if isinstance(block, Ensemble))
    assert "Quelle suite pour le test « Une fonction de planification" in asked
    assert "généraliser, adapter, prolonger ou arrêter" in asked
    assert "La séance de bilan n’est pas encore tenue." in asked
    assert [family in asked for family in ("Économique :", "Technique :", "Social et santé :")] == [True] * 3
    assert "Secrétaire médicale : dégradé ; infirmier : amélioré." in asked
    assert "[…]" not in asked


def test_opinions_stand_once_beside_the_decision_that_they_are_about(hopital):
    document = build(load(hopital), dt.date(2017, 5, 3), Demandee("delegation"))
    assert said(document.blocs).count("Secrétaire médicale : dégradé ; infirmier : amélioré.") == 1
    assert "Qui dit quoi : à la décision 1, plus bas." in part(document, "Ce qui a bougé")


def test_what_the_journal_says_in_its_own_words_is_not_told_twice(dossier, hopital):
    told = part(dossier, "Ce qui a bougé")
    assert "Décision : la procédure sera adaptée avant d’être étendue à l’étage 2." in told
    assert "Décision : adapter" not in told
    begun = part(build(load(hopital), DAY, Demandee("delegation")), "Ce qui a bougé")
    assert "L’essai commence à l’hôpital de jour" in begun
    assert "Début du test" not in begun


def test_an_adjustment_is_told_with_what_was_seen(hopital):
    told = part(build(load(hopital), DAY, Demandee("delegation")), "Ce qui a bougé")
    assert "Ajustement (la fonction n’est pas tenue quand deux secrétaires manquent) : l’agent d’accueil" in told


def test_a_test_is_named_in_the_masculine_and_a_sentence_that_ends_with_a_quote_has_its_stop(dossier):
    bref = said(next(b for b in dossier.blocs if isinstance(b, Callout)))
    assert "terminé, décision : adapter." in bref
    assert "terminée" not in bref
    assert "Début de la phase « Pérennisation »." in part(dossier, "Ce qui a bougé")


def test_minutes_that_are_missing_are_named(projet):
    (projet / "reunions" / "2016-11-08-groupe-qvt.yaml").unlink()
    told = part(build(load(projet), DAY, GROUP), "Ce qui avait été décidé")
    assert "Le compte rendu de la réunion du 08/11/2016 n’est pas dans le dossier" in told


def test_in_the_diagnostic_the_passage_is_asked():
    document = build(load(EXAMPLES / "ehpad-tour-des-medicaments"), dt.date(2019, 3, 22), Demandee("groupe-matin"))
    assert card(document)["Réunion"] == "16/04/2019, 14 h, Salle d’animation"
    asked = part(document, "Ce qui est demandé")
    assert "Passer à la phase « Expérimentation » ?" in asked
    assert asked.count("Les constats décrivent-ils des situations de travail") == 1, "the question stands below"
    assert "Aucune mesure nouvelle." in part(document, "Ce qui a bougé")
    bref = said(next(b for b in document.blocs if isinstance(b, Callout)))
    assert "À décider : dire si l’on passe à la suite." in bref


def test_where_nothing_moved_a_sentence_says_so(projet):
    asked = Demandee("groupe-qvt", dt.date(2017, 9, 5), DateSouple(2017, 8, 1))
    document = build(load(projet), dt.date(2017, 9, 1), asked)
    assert "Rien n’est noté depuis le 01/08/2017 : ni fait, ni séance, ni mesure, ni changement de siège." in said(
        document
    )
    asked = part(document, "Ce qui est demandé")
    assert "Revue à six mois : dire ce que chaque changement est devenu" in asked
    assert "Elle était prévue le 20/06/2017." in asked
    assert "« tient », « adapté », « s’est défait » ou « ne sait pas »" in asked


def test_an_almost_empty_project_gives_a_page_that_says_what_is_asked(creer):
    projet = creer({"qvt.yaml": "format: 1\ndemarche:\n  phases: [{phase: conception, debut: 2017-03-01}]\n"})
    document = build(projet, DAY)
    assert card(document)["Réunion"] == "Date à fixer"
    told = part(document, "Ce qui est demandé")
    assert "La phrase n’est pas encore écrite." in told
    assert "Rien n’était en attente." in part(document, "Ce qui avait été décidé")
    assert pages(document) == 1


def test_a_past_meeting_is_told_as_things_were_that_day(projet):
    document = build(load(projet), DAY, Demandee("groupe-qvt", dt.date(2016, 12, 1)))
    told = said(document)
    assert "Séance du 15/11/2016" in told
    assert "Séance du 20/12/2016" not in told
    assert "Directeur" not in told


def test_a_vacant_seat_and_a_start_without_baseline_are_asked(hopital):
    group = hopital / "1-conception" / "groupes" / "delegation.yaml"
    group.write_text(
        group.read_text(encoding="utf-8").replace(
            "encadrement_de_proximite: oui, debut: 2015-11",
            "encadrement_de_proximite: oui, debut: 2015-11, fin: 2017-01",
        ),
        encoding="utf-8",
    )
    file = hopital / "3-experimentation" / "fonction-planification" / "experimentation.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("etat: en-cours", "etat: prevue").replace("debut: 2017-02-01", "debut: 2012-02-01"),
        encoding="utf-8",
    )
    told = part(build(load(hopital), DAY, Demandee("delegation")), "Ce qui est demandé")
    assert "Pourvoir un siège vacant" in told
    assert "Commencer le test sans valeur de départ ?" in told
    assert "attendre d’avoir une valeur de départ ou commencer sans, en écrivant pourquoi" in told


@pytest.mark.parametrize("rule", ["fonctions", "noms"])
def test_names_stay_out_unless_the_project_shows_them(projet, nommee, rule):
    nommee(rule)
    file = projet / "reunions" / "2016-11-08-groupe-qvt.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Le ménage qui", "Camille Vasseur dit que le ménage qui"), encoding="utf-8")
    proposal = projet / "propositions" / "p-2016-12-part-des-auxiliaires.yaml"
    proposal.write_text(
        proposal.read_text(encoding="utf-8").replace("Compter sur", "Demander à Vasseur de compter sur"),
        encoding="utf-8",
    )
    assert ("Vasseur" in said(build(load(projet), DAY, GROUP))) is (rule == "noms")


def test_very_long_texts_hold_on_three_pages_and_the_quotes_are_closed(projet):
    for rank in range(9):
        (projet / "propositions" / f"p-2016-12-x{rank}.yaml").write_text(
            f"texte: {LONG}\ndate: 2016-12-0{rank + 1}\nechance:\necheance: 2017-01-10\n".replace("echance:\n", ""),
            encoding="utf-8",
        )
    journal = projet / "journal.yaml"
    more = "".join(f"  - {{date: 2017-02-{rank + 10}, type: decision, texte: '{LONG}'}}\n" for rank in range(15))
    journal.write_text(journal.read_text(encoding="utf-8") + more, encoding="utf-8")
    document = build(load(projet), DAY, GROUP)
    assert pages(document) <= 3
    titles = [said(block.blocs[0]) for block in document.blocs if isinstance(block, Ensemble)]
    assert all(title.count("«") == title.count("»") for title in titles)
    assert "autres décisions à prendre" in said(document)


@pytest.mark.parametrize("name", ["hopital-de-jour-interruptions", "residence-absence-ash"])
def test_the_examples_hold_on_three_pages(name):
    group = "delegation" if name.startswith("hopital") else "groupe-qvt"
    assert pages(build(load(EXAMPLES / name), DAY, Demandee(group))) <= 3


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("aucun rôle (un groupe peut le prendre : qvtkit group edit)", "aucun rôle"),
        ("rien de noté ; pour le prolonger : qvtkit experiment edit x", "rien de noté"),
        ("une proposition qui dure", "une proposition qui dure"),
    ],
)
def test_what_is_to_be_typed_is_taken_out(text, left):
    assert sans_commande(text) == left


def test_the_command_finds_the_committee_and_says_where_it_wrote(run):
    code, out, _ = run("export", "copil", "--format", "html")
    assert code == 0
    assert "dossier-copil-2017-03-22.html" in out
    assert run("exporter", "copil", "--groupe", "Groupe QVT", "--format", "html", "--dry-run")[0] == 0


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (["--groupe", "personne"], 1, "qvtkit group list"),
        (["--date", "mars 2017"], 2, "ne dit pas le jour de la réunion"),
        (["--depuis", "hier"], 2, "--depuis"),
        (["--format", "papyrus"], 2, "papyrus"),
    ],
)
def test_what_is_typed_wrong_is_told_and_nothing_is_written(run, projet, args, code, told):
    found = run("export", "copil", *args)
    assert found[0] == code
    assert told in found[2].replace("\u00a0", " ")
    assert not (projet / "exports").exists()


def test_several_groups_that_may_be_the_committee_are_told_apart(run, projet):
    for file in (projet / "1-conception" / "groupes").iterdir():
        file.write_text(file.read_text(encoding="utf-8").replace("copil, ", ""), encoding="utf-8")
    code, _, err = run("export", "copil", "--format", "html")
    assert code == 2
    assert "delegation, groupe-qvt" in err
    assert run("export", "copil", "--groupe", "groupe-qvt", "--format", "html")[0] == 0
