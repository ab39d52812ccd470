"""What to do now: the order, one advice a subject, nothing before its day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from qvtkit.method.conseil import Vue
from qvtkit.method.jalons import current
from qvtkit.method.suivant import premier, suivant
from qvtkit.store.project import load

DAY = dt.date(2017, 3, 22)
HEAD = "format: 1\ndemarche:\n  phases: [{phase: %s, debut: 2016-01}]\n"
TEST = "3-experimentation/essai/experimentation.yaml"
EXAMPLE = Path(__file__).parents[2] / "examples" / "residence-absence-ash"


def _subjects(projet, day=DAY, most=50):
    return [each.sujet for each in suivant(projet, day, most).conseils]


def _about(projet, word, day=DAY):
    return [each for each in suivant(projet, day, 50).conseils if each.sujet.startswith(word)]


def test_an_unanswered_proposal_comes_first_and_the_most_late_of_them(creer):
    files = {"qvt.yaml": HEAD % "conception"}
    for name, due in (("a", "2017-04-15"), ("b", "2017-01-31"), ("c", "2017-02-28")):
        files[f"propositions/{name}.yaml"] = f"texte: Proposition {name}\ndate: 2016-12-20\necheance: {due}\n"
    first = suivant(creer(files), DAY).conseils[0]
    assert first.commande == "qvtkit proposal answer b"
    assert "en retard de 50" in first.pourquoi
    assert "2\u00a0autres propositions" in first.pourquoi
    assert first.position.file == "propositions/b.yaml"


def test_an_answered_proposal_is_no_advice(creer):
    files = {"qvt.yaml": HEAD % "conception", "propositions/a.yaml": "texte: A\netat: refusee\n"}
    assert _about(creer(files), "proposition") == []


def test_what_is_late_comes_before_the_gate_and_the_oldest_first(creer):
    agenda = """evenements:
  - {date: 2017-03-01, type: reunion, titre: La seconde}
  - {date: 2017-02-01, type: reunion, titre: La première}
  - {date: 2017-01-05, type: reunion, titre: Tenue, etat: fait}
  - {date: 2017-05-01, type: reunion, titre: À venir}
"""
    projet = creer({"qvt.yaml": HEAD % "conception", "agenda.yaml": agenda})
    found = suivant(projet, DAY).conseils
    assert [each.quoi for each in found[:2]] == [
        "Dire ce qu’il en est de « La première »",
        "Dire ce qu’il en est de « La seconde »",
    ]
    assert found[0].commande == "qvtkit agenda done 2017-02-01-la-premiere"
    assert found[2].sujet.startswith("question/")


def test_at_most_five_and_the_others_are_counted(creer):
    projet = creer({"qvt.yaml": HEAD % "perennisation"})
    suite = suivant(projet, DAY, 1)
    assert len(suite.conseils) == 1
    assert suite.autres == len(suivant(projet, DAY, 50).conseils) - 1


def test_a_meeting_put_off_wants_a_date_until_it_has_one(creer):
    agenda = "evenements:\n  - {date: 2017-02-01, type: reunion, titre: R, etat: reporte}\n"
    files = {"qvt.yaml": HEAD % "conception", "agenda.yaml": agenda}
    assert "nouvelle date" in _about(creer(files), "agenda")[0].quoi
    files["agenda.yaml"] += "  - {date: 2017-04-01, type: reunion, titre: R}\n"
    assert _about(creer(files), "agenda") == []


def test_a_task_of_a_meeting_waits_until_it_is_ticked(creer):
    note = "notes:\n  - {type: a-faire, texte: Afficher, qui: Gouvernante, echeance: 2017-03-01, fait: %s}\n"
    files = {"qvt.yaml": HEAD % "conception", "reunions/2017-02-01-groupe.yaml": note % "non"}
    task = _about(creer(files), "tache")[0]
    assert ("Gouvernante" in task.pourquoi, task.commande) == (True, "qvtkit agenda done 2017-03-01-afficher")
    files["reunions/2017-02-01-groupe.yaml"] = note % "oui"
    assert _about(creer(files), "tache") == []


RUNNING = "titre: Essai\netat: en-cours\ndebut: 2017-01-02\nfin_prevue: %s\nindicateurs: [{indicateur: abs}]\n"


def test_a_test_past_its_end_is_to_be_closed_and_that_is_said_once(creer):
    projet = creer({"qvt.yaml": HEAD % "experimentation", TEST: RUNNING % "2017-03-01"})
    commands = [each.commande for each in suivant(projet, DAY, 50).conseils]
    assert commands.count("qvtkit experiment close essai") == 1
    assert "question/decision-motivee/essai" in _subjects(projet)
    assert "question/decision-motivee" not in _subjects(projet)


def test_a_running_test_is_not_to_be_decided_before_its_end(creer):
    projet = creer({"qvt.yaml": HEAD % "experimentation", TEST: RUNNING % "2017-05-31"})
    assert not [each for each in _subjects(projet) if "decision" in each or "restitution" in each]
    assert suivant(projet, DAY).ensuite.date == dt.date(2017, 5, 31)


def test_the_session_of_a_test_is_due_when_a_third_of_it_is_past(creer):
    projet = creer({"qvt.yaml": HEAD % "experimentation", TEST: RUNNING % "2017-04-02"})  # ninety days
    assert "question/seance-en-cours" not in _subjects(projet, dt.date(2017, 1, 31))
    assert "question/seance-en-cours" in _subjects(projet, dt.date(2017, 2, 1))


def test_a_session_of_the_agenda_is_asked_once_and_its_record_is_enough(creer):
    agenda = "evenements:\n  - {date: 2017-02-08, type: seance, titre: Premier tiers}\n"
    files = {"qvt.yaml": HEAD % "experimentation", TEST: RUNNING % "2017-05-02", "agenda.yaml": agenda}
    commands = [each.commande for each in suivant(creer(files), DAY, 50).conseils]
    assert commands.count("qvtkit session run essai") == 1
    assert _about(creer(files), "agenda")[0].quoi == "Tenir la séance « Premier tiers »"
    files["3-experimentation/essai/seances/2017-02-10.yaml"] = "moment: en-cours\n"
    assert _about(creer(files), "agenda") == []


def test_values_of_before_are_asked_while_it_is_time(creer):
    files = {
        "qvt.yaml": HEAD % "experimentation", "indicateurs/abs.yaml": "nom: Absences\nperiodicite: mois\n",
        TEST: "titre: Essai\nindicateurs: [{indicateur: abs}]\n",
    }  # fmt: skip
    assert suivant(creer(files), DAY).conseils[0].commande == "qvtkit indicator add abs"
    files["indicateurs/abs.yaml"] += "mesures: {2017-02: 8}\n"
    assert "question/valeurs-de-depart" not in _subjects(creer(files))


def test_a_followed_indicator_is_asked_a_month_after_its_period(creer):
    files = {
        "qvt.yaml": HEAD % "experimentation", TEST: RUNNING % "2017-12-31",
        "indicateurs/abs.yaml": "nom: Absences\nperiodicite: mois\nmesures: {2016-12: 8}\n",
        "indicateurs/autre.yaml": "nom: Ailleurs\nperiodicite: mois\nmesures: {2015-12: 8}\n",
    }  # fmt: skip
    assert _about(creer(files), "mesure", dt.date(2017, 3, 2)) == []
    late = _about(creer(files), "mesure", dt.date(2017, 3, 3))
    assert [each.commande for each in late] == ["qvtkit indicator add abs"]
    assert "janvier 2017" in late[0].pourquoi


def test_a_value_not_available_is_a_value_noted(creer):
    files = {
        "qvt.yaml": HEAD % "experimentation", TEST: RUNNING % "2017-12-31",
        "indicateurs/abs.yaml": "nom: Absences\nperiodicite: mois\nmesures: {2016-12: 8, 2017-01: nd}\n",
    }  # fmt: skip
    assert _about(creer(files), "mesure", dt.date(2017, 3, 10)) == []


def test_a_seat_empty_for_a_month_is_to_be_filled(creer):
    group = "roles: [copil]\nsieges:\n  - {id: dir, colleges: [direction], fonction: Directrice, fin: 2017-02-10}\n"
    projet = creer({"qvt.yaml": HEAD % "conception", "1-conception/groupes/copil.yaml": group})
    assert _about(projet, "siege", dt.date(2017, 3, 10)) == []
    assert _about(projet, "siege", dt.date(2017, 3, 20))[0].commande == "qvtkit group member replace copil dir"


def test_a_closed_test_wants_its_session_of_bilan(creer):
    files = {"qvt.yaml": HEAD % "experimentation", TEST: "titre: E\netat: terminee\ndebut: 2016-10\nfin: 2016-12\n"}
    assert _about(creer(files), "bilan")[0].commande == "qvtkit session run essai --moment bilan"
    files["3-experimentation/essai/seances/2016-12-20.yaml"] = "moment: bilan\n"
    assert _about(creer(files), "bilan") == []


def test_one_command_is_said_once_and_names_what_else_it_does(creer):
    found = suivant(creer({"qvt.yaml": HEAD % "perennisation"}), DAY, 50).conseils
    closing = [each for each in found if each.commande == "qvtkit closing edit"]
    assert len(closing) == 1
    assert "Écrire le budget prévu, même s'il est de zéro" in closing[0].aussi


@pytest.mark.parametrize(("answer", "advised"), [("non", False), ("oui", False), (None, True)])
def test_what_people_judged_is_not_asked_again(creer, answer, advised):
    files = {"qvt.yaml": HEAD % "conception"}
    if answer:
        said = f"grille: jalon-conception\nreponses:\n  climat-social: {answer}\n"
        files["evaluations/2016-03-01-jalon-conception.yaml"] = said
    subjects = _subjects(creer(files))
    assert ("jalon/jalon-conception" in subjects) is advised
    assert "question/climat-social" not in subjects


def test_without_a_phase_the_first_begins(creer):
    assert [each.commande for each in suivant(creer(), DAY).conseils] == ["qvtkit phase advance"]


def test_a_file_in_error_comes_before_all_and_a_broken_head_alone(creer):
    files = {"qvt.yaml": HEAD % "conception", "propositions/a.yaml": "texte: [\n", "propositions/b.yaml": "texte: B\n"}
    found = suivant(creer(files), DAY).conseils
    assert [each.sujet for each in found[:2]] == ["fichiers", "proposition/b"]
    assert "propositions/a.yaml" in found[0].pourquoi
    assert [each.sujet for each in suivant(creer({"qvt.yaml": "demarche: [\n"}), DAY).conseils] == ["fichiers"]


def test_a_project_that_is_over_is_left_in_peace(creer):
    head = HEAD.replace("demarche:\n", "demarche:\n  etat: terminee\n") % "perennisation"
    suite = suivant(creer({"qvt.yaml": head, "propositions/a.yaml": "texte: A\n"}), DAY)
    assert suite.conseils == ()


ENDED = "titre: Essai\netat: terminee\ndebut: 2016-10\nfin: 2016-12\ndecision: {choix: %s, motif: Il faut}\n"
GATE = "titre: La nôtre\nitems: [{id: pilote, texte: Qui ?, preuve: pilote}]\n"
LAST = {
    "qvt.yaml": HEAD % "perennisation", "modeles/grilles/jalon-perennisation.yaml": GATE,
    "4-perennisation/suites.yaml": "pilote: {fonction: IDEC}\n",
    "agenda.yaml": "evenements:\n  - {date: 2017-12-19, type: revue, titre: À un an}\n"
                   "  - {date: 2017-06-20, type: revue, titre: À six mois}\n",
}  # fmt: skip


def test_in_the_last_phase_what_the_close_and_the_fiche_lack_is_named_a_command_at_a_time(creer):
    suite = suivant(creer(LAST), DAY, 50)
    closing = next(each for each in suite.conseils if each.sujet == "fiche/closing edit")
    assert "les conditions de réussite" in closing.quoi
    head = next(each for each in suite.conseils if each.commande == "qvtkit project edit")
    assert head.sujet == "fiche/project edit"
    assert (suite.ensuite.date, suite.ensuite.texte) == (dt.date(2017, 6, 20), "À six mois")


def test_what_lies_in_a_file_that_cannot_be_read_is_not_said_to_lack(creer):
    files = {**LAST, "4-perennisation/bilan.yaml": "reussites: [\n", "agenda.yaml": "evenements: [\n"}
    files.pop("modeles/grilles/jalon-perennisation.yaml")
    said = [f"{each.quoi} {each.pourquoi}" for each in suivant(creer(files), DAY, 50).conseils]
    assert not [each for each in said if "revue" in each or "réussite" in each or "visa" in each]
    assert "agenda.yaml" in said[0]


@pytest.mark.parametrize(("choice", "advised"), [("generaliser", True), ("adapter", True), ("arreter", False)])
def test_a_decision_wants_an_action_or_another_test(creer, choice, advised):
    files = {"qvt.yaml": HEAD % "experimentation", TEST: ENDED % choice}
    assert bool(_about(creer(files), "suite/")) is advised
    files["4-perennisation/suites.yaml"] = "actions: [{titre: Étendre}]\n"
    assert bool(_about(creer(files), "suite/")) is advised, "an action without a date is not yet one"
    files["4-perennisation/suites.yaml"] = "actions: [{titre: Étendre, echeance: 2017-06}]\n"
    assert _about(creer(files), "suite/") == []


def test_a_review_is_held_by_its_own_command(creer):
    found = _about(creer(LAST), "agenda", dt.date(2017, 6, 20))[0]
    assert (found.quoi, found.commande) == ("Tenir aujourd’hui « À six mois »", "qvtkit closing review")
    assert suivant(creer(LAST), dt.date(2017, 6, 20), 50).ensuite.date == dt.date(2017, 12, 19)


def test_a_restitution_of_today_is_not_proposed_again(creer):
    agenda = "evenements:\n  - {date: 2017-03-22, type: restitution, titre: Rendre}\n"
    files = {"qvt.yaml": HEAD % "diagnostic", "agenda.yaml": agenda}
    commands = [each.commande for each in suivant(creer(files), DAY, 50).conseils]
    assert "qvtkit agenda done 2017-03-22-rendre" in commands
    assert "qvtkit agenda add --type restitution" not in commands


def test_a_meeting_is_announced_then_held_then_no_more(creer):
    agenda = "evenements:\n  - {date: 2017-03-27, type: reunion, titre: Copil, groupe: copil}\n"
    files = {"qvt.yaml": HEAD % "conception", "agenda.yaml": agenda}
    assert _about(creer(files), "agenda", dt.date(2017, 3, 19)) == []
    assert _about(creer(files), "agenda")[0].quoi == "Préparer « Copil », le 27/03/2017"
    today = suivant(creer(files), dt.date(2017, 3, 27)).conseils[0]
    assert (today.quoi, today.commande) == ("Tenir aujourd’hui « Copil »", "qvtkit meeting --groupe copil")
    files["reunions/2017-03-27-copil.yaml"] = "notes: [{type: decision, texte: Oui}]\n"
    assert _about(creer(files), "agenda", dt.date(2017, 3, 28)) == []


def test_a_task_without_a_date_comes_back_a_month_after_its_meeting(creer):
    note = "notes:\n  - {type: a-faire, texte: Afficher}\n"
    projet = creer({"qvt.yaml": HEAD % "conception", "reunions/2017-02-20-groupe.yaml": note})
    assert _about(projet, "tache") == []
    assert "sans échéance" in _about(projet, "tache", dt.date(2017, 3, 23))[0].pourquoi


def test_a_feasibility_of_zero_is_for_people_and_ranking_is_not_asked_again(creer):
    problem = "titre: P\netat: retenu\npriorisation: {faisable_organisation: 2, faisable_budget: 0, delai: 3}\n"
    files = {"qvt.yaml": HEAD % "diagnostic", "2-diagnostic/problemes/p.yaml": problem}
    assert not [each for each in suivant(creer(files), DAY, 50).conseils if "problem rank" in each.commande]
    assert not [each for each in suivant(creer({"qvt.yaml": HEAD % "diagnostic"}), DAY, 50).conseils
                if "problem rank" in each.commande]  # fmt: skip


def test_a_project_at_rest_is_only_reminded_of_what_people_wait_for(creer):
    head = HEAD.replace("demarche:\n", "demarche:\n  etat: en-sommeil\n") % "conception"
    projet = creer({"qvt.yaml": head, "propositions/a.yaml": "texte: A\n"})
    assert _subjects(projet) == ["proposition/a"]


def test_a_document_that_was_produced_is_not_proposed_again(creer):
    framing = "pourquoi: Pour souffler\nmoyens: {heures: 10}\nprojets_lies: [{nom: Le projet}]\n"
    projet = creer({"qvt.yaml": HEAD % "conception", "1-conception/cadrage.yaml": framing})
    assert "document/note-de-cadrage" in _subjects(projet)
    done = suivant(projet, DAY, 50, {"note-de-cadrage": dt.date(2017, 3, 1)}).conseils
    assert "document/note-de-cadrage" not in [each.sujet for each in done]


def test_the_passage_names_what_it_leaves_without_an_answer(creer):
    gate = "titre: Ici\nitems: [{id: nuit, texte: La nuit ?}, {id: jour, texte: Le jour ?}]\n"
    files = {"qvt.yaml": HEAD % "conception", "modeles/grilles/jalon-conception.yaml": gate}
    passage = _about(creer(files), "phase")[0]
    assert "2\u00a0questions à juger ensemble" in passage.pourquoi
    assert "La nuit ? ; Le jour ?" in passage.pourquoi


@pytest.mark.parametrize("day", [DAY, dt.date(2017, 6, 20), dt.date(2018, 1, 5)])
def test_what_status_shows_first_is_the_first_of_next(day):
    projet = load(EXAMPLE)
    assert premier(Vue(projet, day, current(projet, day), {})).sujet == suivant(projet, day).conseils[0].sujet


def test_the_worked_example_answers_its_proposal_first():
    found = suivant(load(EXAMPLE), DAY).conseils
    assert found[0].commande == "qvtkit proposal answer p-2016-12-part-des-auxiliaires"
    assert len(found) <= 5
