"""Nothing is said to be done while something waits: groups, bodies, tests under way, points left open."""

from __future__ import annotations

import datetime as dt

import pytest

from qvtkit.method.suivant import suivant
from qvtkit.store.project import read_resource

DAY = dt.date(2017, 3, 22)
HEAD = "format: 1\ndemarche:\n  phases: [{phase: %s, debut: 2016-01}]\n"
FILE = "3-experimentation/essai/experimentation.yaml"
RUNNING = "titre: Essai\netat: en-cours\ndebut: 2017-01-02\nfin_prevue: 2017-05-31\n"
CLOSED = "titre: Essai\netat: terminee\ndebut: 2016-10\nfin: 2017-03\ndecision: {choix: generaliser, motif: Bien}\n"
YES = "grille: jalon-experimentation\nreponses:\n" + "".join(
    f"  {each}: oui\n"
    for each in ("retour-arriere", "trois-familles", "criteres-choisis", "dates-du-test", "seance-en-cours",
                 "ajustement", "restitution-copil", "decision-motivee")
)  # fmt: skip
ANSWERS = {"evaluations/2017-02-01-jalon-experimentation.yaml": YES}


def _next(projet, day=DAY):
    return suivant(projet, day, 50, None, lambda: read_resource("composition.yaml")["reperes"])


def _about(projet, word, day=DAY):
    return [each for each in _next(projet, day).conseils if each.sujet.startswith(word)]


def _phase(creer, files):
    return [each.sujet for each in _next(creer({"qvt.yaml": HEAD % "experimentation", **files})).conseils]


def test_a_yes_before_its_time_does_not_pass_over_a_test_that_runs(creer):
    assert "phase" not in _phase(creer, {FILE: RUNNING, **ANSWERS})


def test_the_passage_waits_for_the_session_of_bilan(creer):
    subjects = _phase(creer, {FILE: CLOSED, **ANSWERS})
    assert "bilan/essai" in subjects
    assert "phase" not in subjects
    held = {"3-experimentation/essai/seances/2017-03-20.yaml": "moment: bilan\n"}
    assert "phase" in _phase(creer, {FILE: CLOSED, **held, **ANSWERS})


def test_a_test_that_waits_beside_another_is_begun_or_taken_away(creer):
    held = {"3-experimentation/essai/seances/2017-03-20.yaml": "moment: bilan\n"}
    planned = {"3-experimentation/nuit/experimentation.yaml": "titre: La nuit\n"}
    subjects = _phase(creer, {FILE: CLOSED, **held, **planned, **ANSWERS})
    assert "test/nuit" in subjects
    assert "phase" not in subjects


@pytest.mark.parametrize(("adjusted", "asked"), [("{constat: Oubliée}", True), ("{decision: On coche}", False)])
def test_only_a_decision_is_an_adjustment(creer, adjusted, asked):
    session = {"3-experimentation/essai/seances/2017-02-20.yaml": "moment: en-cours\n"}
    subjects = _phase(creer, {FILE: f"{RUNNING}ajustements: [{adjusted}]\n", **session})
    assert ("question/ajustement" in subjects) is asked


def test_a_problem_that_lacks_its_sentence_is_edited(creer):
    files = {"qvt.yaml": HEAD % "diagnostic", "2-diagnostic/problemes/ash.yaml": "titre: ASH\netat: retenu\n"}
    assert _about(creer(files), "question/probleme-precis")[0].commande == "qvtkit problem edit ash"


def test_a_group_without_seats_is_nobody(creer):
    group = "1-conception/groupes/essai.yaml"
    files = {"qvt.yaml": HEAD % "experimentation", group: "nom: Le groupe\nroles: [groupe-evaluation]\n",
             FILE: RUNNING + "groupe: essai\n"}  # fmt: skip
    assert _about(creer(files), "groupe/")[0].commande == "qvtkit group member add essai"
    assert _about(creer(files), "grille/evaluation-embarquee") == []
    files[group] += "sieges: [{id: ash, colleges: [metier], fonction: ASH}]\n"
    assert _about(creer(files), "groupe/") == []
    assert _about(creer(files), "grille/evaluation-embarquee")


def test_the_places_that_lack_come_back_until_they_are_taken(creer):
    group = "nom: Copil\nroles: [copil]\nsieges:\n  - {id: dir, colleges: [direction], pouvoir_decisionnaire: oui}\n"
    files = {"qvt.yaml": HEAD % "diagnostic", "1-conception/groupes/copil.yaml": group}
    found = _about(creer(files), "composition/copil")[0]
    assert "Aucun siège pour les représentants du personnel" in found.pourquoi
    assert found.commande == "qvtkit group member add copil --colleges representants-du-personnel"
    files["1-conception/groupes/copil.yaml"] += (
        "  - {id: rp, colleges: [representants-du-personnel]}\n"
        "  - {id: enc, colleges: [encadrement], encadrement_de_proximite: oui}\n"
    )
    assert _about(creer(files), "composition/") == []


@pytest.mark.parametrize(("told", "what"), [
    ("{instance: chsct}", "Informer cette instance"),
    ("{instance: chsct, date: 2016-02-08, prevue: oui}", "Dire si l’information a eu lieu"),
    ("{instance: chsct, date: 2018-02-08, prevue: oui}", ""), ("{instance: chsct, date: 2016-02-08}", ""),
])  # fmt: skip
def test_a_body_waits_for_its_information(creer, told, what):
    framing = f"instances: [{{instance: dp, date: 2016-01-12}}, {told}]\n"
    files = {"qvt.yaml": HEAD % "experimentation", "1-conception/cadrage.yaml": framing}
    found = _about(creer(files), "instance/chsct")
    assert [each.quoi.partition(" :")[0].partition(",")[0] for each in found] == ([what] if what else [])


def test_the_values_that_wait_are_noted_in_one_round_after_the_sessions(creer):
    files = {
        "qvt.yaml": HEAD % "experimentation", FILE: RUNNING + "indicateurs: [{indicateur: abs}]\n",
        "indicateurs/abs.yaml": "nom: Absences\nperiodicite: semaine\nmesures: {2017-S01: 8}\n",
    }  # fmt: skip
    found = _next(creer(files)).conseils
    measure = next(each for each in found if each.sujet == "mesure/abs")
    session = next(each for each in found if each.sujet == "question/seance-en-cours")
    assert measure.commande == "qvtkit indicator round"
    assert found.index(session) < found.index(measure)


def test_a_value_of_another_length_is_named_and_not_said_to_be_absent(creer):
    indicator = "nom: Soins\nperiodicite: semaine\nmesures: {2017-03: 8}\n"
    files = {"qvt.yaml": HEAD % "diagnostic", "indicateurs/soins.yaml": indicator}
    found = _about(creer(files), "question/valeurs-de-depart")[0]
    assert "mars 2017" in found.pourquoi
    assert "aucune valeur" not in found.pourquoi


def test_what_was_left_open_is_told_when_nothing_else_is_to_do(creer):
    past = "{phase: conception, debut: 2016, fin: 2016-02, points_ouverts: [%s]}"
    head = f"format: 1\ndemarche:\n  phases: [{past}, {{phase: perennisation, debut: 2016-03, fin: 2017-01}}]\n"
    suite = _next(creer({"qvt.yaml": head % "Prévenir le CHSCT"}))
    assert suite.conseils == ()
    assert any("« Prévenir le CHSCT » : qvtkit phase show conception" in line for line in suite.restes)
    climate = {"1-conception/cadrage.yaml": "climat_social: {texte: On se parle}\n"}
    suite = _next(creer({"qvt.yaml": head % "climat-social", **climate}))
    assert not [line for line in suite.restes if "climat" in line], "settled since"
