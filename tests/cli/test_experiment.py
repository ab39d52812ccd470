"""The fiche expérimentation, from its description to the decision."""

from __future__ import annotations

import json

import pytest

DONE = "procedure-absence-ash"
BASE = ("experiment", "add", "relais", "--titre", "Un relais le week-end")


def _file(projet, key="relais"):
    return projet / "3-experimentation" / key / "experimentation.yaml"


def _text(projet, key="relais"):
    return _file(projet, key).read_text(encoding="utf-8")


def _plain(text):
    """Return *text* with ordinary spaces."""
    return text.replace("\u00a0", " ")


def _added(before, after):
    """Lines of *after* that *before* has not, and the reverse."""
    old, new = before.splitlines(), after.splitlines()
    return [line for line in new if line not in old], [line for line in old if line not in new]


@pytest.fixture
def relais(run, projet):
    """A planned experiment, with two indicators measured before today."""
    code, _, err = run(
        *BASE, "--indicateur", "rappels-repos", "--indicateur", "soins-reportes", "--fin-prevue", "2017-06-30"
    )
    assert code == 0, err
    return projet


@pytest.fixture
def en_cours(run, relais):
    assert run("experiment", "start", "relais", "--motif", "la fiche suivra")[0] == 0
    return relais


def test_add_writes_every_rubrique_in_its_place(run, projet):
    code, out, err = run(
        *BASE, "--probleme", "Absence ASH", "--origine", "Initiative locale", "--hypothese", "Si nous : alors",
        "--services", "étage 1", "--services", "étage 2, nuit", "--metiers", "Aide-soignant", "--effectif", "12",
        "--heures", "10,5", "--concepteurs", "Gouvernante", "--groupe", "Groupe QVT", "--droit-a-l-erreur", "oui",
        "--conditions-arret", "Une chute, ou deux", "--indicateur", "rappels_repos", "--fin-prevue", "30/06/2017",
    )  # fmt: skip
    assert code == 0
    assert "« Un relais le week-end » décrite" in _plain(out)
    assert "qvtkit experiment start relais" in out
    assert "« Économique » et « Technique »" in _plain(err)
    for line in (
        "probleme: absence-ash", 'hypothese: "Si nous : alors"', '  services: ["étage 1", "étage 2, nuit"]',
        "  metiers: [aide-soignant]", "    heures: 10,5", "groupe: groupe-qvt", "fin_prevue: 2017-06-30",
        '  conditions_arret: ["Une chute, ou deux"]', '  - {fonction: "Gouvernante"}', "droit_a_l_erreur: oui",
        "  - {indicateur: rappels-repos, sens: baisse, ajoute: 2017-03-22}",
    ):  # fmt: skip
        assert line in _text(projet)
    assert "etat: prevue" in _text(projet)
    assert run("check")[0] == 0


def test_a_title_gives_the_id(run, projet):
    assert run("experiment", "add", "--titre", "Relais à l'étage 2")[0] == 0
    assert _file(projet, "relais-a-l-etage-2").exists()


@pytest.mark.parametrize(
    ("option", "value", "hint"),
    [("--probleme", "absence-ahs", "absence-ash"), ("--groupe", "group-qvt", "groupe-qvt"),
     ("--indicateur", "rappel-repos", "rappels-repos")],
)  # fmt: skip
def test_a_wrong_reference_is_refused_with_what_was_meant(run, projet, option, value, hint):
    code, _, err = run(*BASE, option, value)
    assert code == 1
    assert f"« {value} »" in _plain(err)
    assert f"Vouliez-vous dire « {hint} »" in _plain(err)
    assert not _file(projet).exists()


def test_add_refuses_what_exists_and_what_is_missing(run, projet):
    before = _text(projet, DONE)
    code, _, err = run("experiment", "add", DONE, "--titre", "Autre")
    assert (code, before) == (1, _text(projet, DONE))
    assert f"qvtkit experiment edit {DONE}" in err
    code, _, err = run("experiment", "add", "--no-input")
    assert code == 2
    assert "--titre" in err


@pytest.mark.parametrize(
    ("option", "value"),
    [("--effectif", "douze"), ("--fin-prevue", "31/02/2017"), ("--origine", "hasard"), ("--euros", "x")],
)
def test_a_wrong_answer_names_its_option(run, projet, option, value):
    code, _, err = run(*BASE, option, value)
    assert code == 2
    assert option in err
    assert value in err


def test_start_takes_the_day_and_gives_the_state(run, relais):
    before = _text(relais)
    code, out, _ = run(
        "experiment",
        "start",
        "relais",
        "--suspension",
        "direction",
        "--suspension",
        "Métier",
        "--motif",
        "la suite en séance",
    )
    assert code == 0
    assert "début le 22/03/2017" in out
    added, removed = _added(before, _text(relais))
    assert added == [
        "etat: en-cours                  # prevue | en-cours | terminee | arretee", "debut: 2017-03-22",
        "  - {college: direction, date: 2017-03-22}", "  - {college: metier, date: 2017-03-22}",
        "  date: 2017-03-22", "  debut: 2017-03-22", "  fin_prevue: 2017-06-30",
        "    - {indicateur: rappels-repos, sens: baisse, ajoute: 2017-03-22}",
        "    - {indicateur: soins-reportes, sens: baisse, ajoute: 2017-03-22}",
    ]  # fmt: skip
    assert {line.strip().partition(":")[0] for line in removed} <= {
        "etat", "debut", "suspension_du_jugement", "date", "fin_prevue", "indicateurs",
    }  # fmt: skip


def test_start_needs_a_value_of_before_or_a_reason(run, relais):
    journal = (relais / "journal.yaml").read_text(encoding="utf-8")
    before = _text(relais)
    code, out, _ = run("experiment", "start", "relais", "--debut", "2016-01-05", "--json")
    assert code == 2
    envelope = json.loads(out)
    found = {each["code"]: each["message"] for each in envelope["issues"]}
    assert "Rappels sur repos" in found["t0-manquant"]
    assert (before, journal) == (_text(relais), (relais / "journal.yaml").read_text(encoding="utf-8"))
    code, _, _ = run("experiment", "start", "relais", "--debut", "2016-01-05", "--motif", "On n'avait rien relevé")
    assert code == 0
    added, removed = _added(journal, (relais / "journal.yaml").read_text(encoding="utf-8"))
    assert removed == []
    assert len(added) == 1
    assert added[0].startswith("  - {date: 2016-01-05, type: decision,")
    assert "Motif : On n'avait rien relevé" in added[0]
    assert run("check")[0] == 0


def test_start_without_any_indicator_asks_why(run, projet):
    run(*BASE)
    code, _, err = run("experiment", "start", "relais", "--fin-prevue", "2017-06")
    assert code == 2
    assert "Aucun indicateur" in err
    assert "qvtkit experiment edit relais --indicateur" in err
    assert run("experiment", "start", "relais", "--fin-prevue", "2017-06", "--motif", "essai")[0] == 0


def test_start_wants_an_end_after_the_start(run, projet):
    run(*BASE, "--indicateur", "rappels-repos")
    code, _, err = run("experiment", "start", "relais", "--fin-prevue", "2016-12", "--motif", "essai")
    assert code == 2
    assert "avant le début" in err
    assert "etat: prevue" in _text(projet)


def test_dry_run_shows_both_files_and_writes_none(run, relais):
    before = _text(relais)
    code, out, _ = run("experiment", "start", "relais", "--debut", "2016-01-05", "--motif", "rien relevé", "--dry-run")
    assert code == 0
    assert "journal.yaml" in out
    assert "+debut: 2016-01-05" in out
    assert before == _text(relais)


@pytest.mark.parametrize("verb", ["start", "adjust", "close"])
def test_what_is_over_is_refused_kindly(run, verb):
    code, _, err = run("experiment", verb, DONE)
    assert code == 1
    assert "déjà « terminée »" in _plain(err)
    assert f"qvtkit experiment show {DONE}" in err


@pytest.mark.parametrize("verb", ["adjust", "close"])
def test_what_has_not_begun_is_refused_with_the_command(run, relais, verb):
    code, _, err = run("experiment", verb, "relais")
    assert code == 1
    assert "qvtkit experiment start relais" in err


def test_adjust_adds_a_line_and_finds_the_running_one(run, en_cours):
    before = _text(en_cours)
    assert run("experiment", "adjust", "--constat", "On oublie : souvent", "--json")[0] == 2
    assert run("experiment", "adjust", "--constat", "On oublie : souvent", "--decision", "On note")[0] == 0
    added, _ = _added(before, _text(en_cours))
    assert '  - {date: 2017-03-22, constat: "On oublie : souvent", decision: "On note"}' in added


@pytest.mark.parametrize(("choice", "state"), [("Généraliser", "terminee"), ("arreter", "arretee")])
def test_close_decides(run, en_cours, choice, state):
    code, out, _ = run(
        "experiment", "close", "--choix", choice, "--motif", "Vu en séance", "--fin", "22/03/2017", "--heures", "12"
    )
    assert code == 0
    assert "qvtkit export fiche" in out
    text = _text(en_cours)
    assert f"etat: {state} " in text
    assert "fin: 2017-03-22" in text
    assert "    heures: 12" in text
    assert '  motif: "Vu en séance"' in text
    assert run("check")[0] == 0


def test_close_needs_a_choice_and_a_reason(run, en_cours):
    before = _text(en_cours)
    code, _, err = run("experiment", "close")
    assert code == 2
    assert "--choix" in err
    assert "--motif" in err
    code, _, err = run("experiment", "close", "--choix", "continuer", "--motif", "x")
    assert code == 2
    assert "generaliser" in err
    assert before == _text(en_cours)


def test_a_longer_test_is_told_in_the_journal(run, en_cours):
    code, _, _ = run("experiment", "edit", "relais", "--fin-prevue", "2017-07-31")
    assert code == 0
    assert "31/07/2017 (au lieu de 30/06/2017)" in (en_cours / "journal.yaml").read_text(encoding="utf-8")


def test_edit_changes_only_what_is_given(run, projet):
    before = _text(projet, DONE)
    assert run("experiment", "edit", DONE, "--euros", "900", "--qui-decide", "Le directeur")[0] == 0
    added, removed = _added(before, _text(projet, DONE))
    assert added == ['  qui_decide: "Le directeur"', "  prevu: {heures: 60, euros: 900}"]
    assert len(removed) == 2


def test_edit_adds_to_the_plan_and_takes_out_of_it(run, relais):
    assert run("experiment", "edit", "relais", "--indicateur", "abs-taux", "--retirer", "soins-reportes")[0] == 0
    assert "indicateur: abs-taux, sens: baisse, ajoute: 2017-03-22" in _text(relais)
    assert "soins-reportes" not in _text(relais)
    code, _, err = run("experiment", "edit", "relais", "--retirer", "soins-reportes")
    assert code == 1
    assert "plan" in err


def test_edit_does_not_start_a_test(run, relais):
    assert run("experiment", "edit", "relais", "--debut", "2017-03-01")[0] == 1
    assert run("experiment", "edit", "relais", "--fin", "2017-03-01")[0] == 1


def test_show_fits_a_screen_of_sentences(run, relais):
    code, out, _ = run("experiment", "show", DONE)
    assert code == 0
    assert "Terminée ; début : 03/10/2016 ; fin : 16/12/2016" in _plain(out)
    assert "pas de valeur avant le début" in out
    assert "→ On coche une case" in out
    _, out, _ = run("experiment", "show", "relais")
    assert "Économique : aucun indicateur" in _plain(out)
    assert "qvtkit experiment start relais" in out


def test_list_and_show_as_data(run, projet):
    data = json.loads(run("experiment", "list", "--json")[1])
    assert (data["kind"], data["data"][0]["id"]) == ("experimentations", DONE)
    data = json.loads(run("experimentation", "voir", DONE, "--json")[1])["data"]
    assert data["decision"]["choix"] == "adapter"
    assert data["seances"] == ["2016-09-20", "2016-10-25", "2016-11-15", "2016-12-20"]
    assert "03/10/2016" in run("experiment", "list")[1]
