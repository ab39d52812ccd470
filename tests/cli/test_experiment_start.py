"""Starting a test: what is missing is listed at once, a written reason passes, the sessions are proposed."""

from __future__ import annotations

import json

import pytest

import qvtkit

SITTING = "direction, representants-du-personnel, encadrement, metier, prevention-support"
READY = (
    "--fin-prevue", "30/06/2017", "--retour-arriere", "On reprend l’ancien planning", "--conditions-arret", "Une chute, ou deux",
    "--droit-a-l-erreur", "oui", "--suspension", SITTING,
)  # fmt: skip


def _file(projet):
    return projet / "3-experimentation" / "relais" / "experimentation.yaml"


def _agenda(projet):
    return (projet / "agenda.yaml").read_text(encoding="utf-8")


@pytest.fixture
def relais(run, projet):
    """A planned experiment with an indicator in each family, each measured before today."""
    options = [
        word for each in ("rappels-repos", "soins-reportes", "cout-remplacements") for word in ("--indicateur", each)
    ]
    assert run("experiment", "add", "relais", "--titre", "Un relais", "--groupe", "groupe-qvt", *options)[0] == 0
    return projet


def _start(run, *args):
    code, out, _ = run("experiment", "start", "relais", *args, "--json")
    return code, json.loads(out)


def test_all_that_is_missing_is_said_at_once_with_what_gives_it(run, relais):
    before = _file(relais).read_bytes()
    code, out, err = run("experiment", "start", "relais")
    assert (code, out) == (2, "")
    for option in ("--fin-prevue DATE", '--retour-arriere "…"', '--conditions-arret "…"', "--droit-a-l-erreur oui",
                   f'--suspension "{SITTING}"'):  # fmt: skip
        assert f"Ajoutez {option}" in err
    assert '--motif "…"' in err
    assert _file(relais).read_bytes() == before


def test_what_is_whole_starts_without_a_reason_and_without_a_line_in_the_journal(run, relais):
    journal = (relais / "journal.yaml").read_bytes()
    code, reply = _start(run, *READY)
    assert (code, [each["code"] for each in reply["issues"]]) == (0, ["periode-coupee"])
    text = _file(relais).read_text(encoding="utf-8")
    for line in ('  retour_arriere: "On reprend', '  conditions_arret: ["Une chute, ou deux"]', "droit_a_l_erreur: oui",
                 "  - {college: encadrement, date: 2017-03-22}"):  # fmt: skip
        assert line in text
    assert (relais / "journal.yaml").read_bytes() == journal
    assert run("check")[0] == 0


@pytest.mark.parametrize("left_out", ["--retour-arriere", "--conditions-arret", "--droit-a-l-erreur", "--fin-prevue"])
def test_each_single_thing_is_wanted(run, relais, left_out):
    rank = READY.index(left_out)
    code, reply = _start(run, *READY[:rank], *READY[rank + 2 :])
    assert code == 2
    assert [left_out in each["remedy"] for each in reply["issues"]] == [True, False]  # then how to go without


def test_a_right_to_error_refused_is_not_one(run, relais):
    rank = READY.index("oui")
    code, reply = _start(run, *READY[:rank], "non", *READY[rank + 1 :])
    assert (code, "--droit-a-l-erreur" in reply["issues"][0]["remedy"]) == (2, True)


def test_every_party_that_sits_suspends_its_judgement_and_no_other_is_wanted(run, relais):
    code, reply = _start(run, *READY[:-1], "direction, metier")
    assert code == 2
    told = reply["issues"][0]
    assert "représentants du personnel, encadrement et prévention et support" in told["message"].replace("\u00a0", " ")
    assert '"representants-du-personnel, encadrement, prevention-support"' in told["remedy"]
    assert "externe" not in told["remedy"]
    code, reply = _start(run, *READY[:-1], "directoin")
    assert (code, reply["issues"][0]["message"].split()[0]) == (2, "--suspension")
    assert "direction" in reply["issues"][0]["message"]


def test_the_criteria_of_the_session_before_the_test_count(run, relais):
    run("experiment", "edit", "relais", "--retirer", "cout-remplacements", "--retirer", "soins-reportes")
    _, reply = _start(run, *READY)
    assert [each["code"] for each in reply["issues"]] == ["critere-manquant", "motif-possible"]
    assert "« Économique » et « Technique »" in reply["issues"][0]["message"].replace("\u00a0", " ")
    said = ["--activite", "Toilettes | technique | À l’heure", "--activite", "Remplacements | economique | Moins cher"]
    assert run("session", "run", "relais", "--date", "2017-03-21", *said)[0] == 0
    assert _start(run, *READY)[0] == 0


def test_a_reason_passes_and_the_open_points_stay_written(run, relais):
    code, _ = _start(run, "--motif", "Décidé en réunion")
    assert code == 0
    line = (relais / "journal.yaml").read_text(encoding="utf-8").splitlines()[-1]
    for point in (
        "date de fin",
        "retour en arrière",
        "conditions d’arrêt",
        "droit à l’erreur",
        "suspension du jugement (direction",
    ):
        assert point in line
    assert "Motif : Décidé en réunion" in line


def test_a_planned_test_shows_what_it_still_lacks(run, relais):
    out = run("experiment", "show", "relais")[1].replace("\u00a0", " ")
    assert "  - suspension du jugement (direction, représentants" in out.partition("il manque encore")[2]
    assert "date de fin" in json.loads(run("experiment", "show", "relais", "--json")[1])["data"]["manques"]
    run("experiment", "start", "relais", *READY)
    assert "manque encore" not in run("experiment", "show", "relais")[1]


def test_sessions_are_noted_in_the_agenda_when_wanted(run, relais):
    before = _agenda(relais)
    code, out, _ = run("experiment", "start", "relais", *READY, "--debut", "03/04/2017", "--planifier")
    assert code == 0
    assert "Séances notées dans l’agenda" in out
    assert _agenda(relais).removeprefix(before).splitlines() == [
        f'  - {{date: {day}, type: seance, titre: "{title} : « Un relais »", groupe: groupe-qvt, etat: prevu}}'
        for day, title in (
            ("2017-03-31", "Séance de départ (T0)"), ("2017-05-02", "Séance au premier tiers du test"),
            ("2017-05-31", "Séance aux deux tiers du test"), ("2017-06-30", "Séance de bilan"),
        )
    ]  # fmt: skip
    assert run("undo")[0] == 0
    assert _agenda(relais) == before


def test_sessions_not_wanted_are_only_proposed(run, relais):
    before = _agenda(relais)
    code, reply = _start(run, *READY)
    assert [each["date"] for each in reply["data"]["seances_proposees"]] == ["2017-04-24", "2017-05-29", "2017-06-30"]
    assert (code, reply["data"]["planifiees"], _agenda(relais)) == (0, False, before)


def test_the_agenda_is_made_where_there_is_none(run, relais):
    (relais / "agenda.yaml").unlink()
    assert run("experiment", "start", "relais", *READY, "--planifier")[0] == 0
    assert _agenda(relais).count("type: seance") == 3


SAID = ("--activite", "Toilettes | technique | À l’heure | amélioré")


def _sessions(projet):
    """Date and state of the sessions that the agenda dates."""
    events = qvtkit.load(projet).agenda.evenements
    return [(str(each.date), str(each.etat)) for each in events if each.titre.endswith("« Un relais »")]


def test_a_session_held_another_day_is_the_planned_one(run, relais):
    run("experiment", "start", "relais", *READY, "--planifier")
    code, out, _ = run("session", "run", "relais", "--date", "2017-04-25", *SAID)
    assert code == 0
    assert "la séance prévue le 24/04/2017 est notée tenue le 25/04/2017" in out.replace("\u00a0", " ")
    assert _sessions(relais) == [("2017-04-25", "fait"), ("2017-05-29", "prevu"), ("2017-06-30", "prevu")]
    assert run("undo")[0] == 0
    assert _sessions(relais)[0] == ("2017-04-24", "prevu")


def test_a_session_far_ahead_of_the_planned_one_is_another(run, relais):
    run("experiment", "start", "relais", *READY, "--planifier")
    assert run("session", "run", "relais", "--date", "2017-04-03", *SAID)[0] == 0
    assert [state for _, state in _sessions(relais)] == ["prevu"] * 3


def test_a_session_that_was_missed_is_told_once(run, relais, monkeypatch):
    run("experiment", "start", "relais", *READY, "--planifier")
    code, out, _ = run("session", "run", "relais", "--date", "2017-05-29", *SAID)
    assert code == 0
    assert "la séance prévue le 24/04/2017 est notée non tenue" in out.replace("\u00a0", " ")
    assert _sessions(relais)[:2] == [("2017-04-24", "non-tenu"), ("2017-05-29", "fait")]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1496500000")  # 3 June 2017
    late = json.loads(run("agenda", "list", "--json")[1])["data"]
    assert [each["id"] for each in late if each["en_retard"] and each["type"] == "seance"] == []
    # noted afterwards, it is held after all
    assert run("session", "run", "relais", "--date", "2017-04-26", *SAID)[0] == 0
    assert _sessions(relais)[:2] == [("2017-04-26", "fait"), ("2017-05-29", "fait")]


def test_the_end_of_a_test_leaves_only_its_review_awaited(run, relais):
    run("experiment", "start", "relais", *READY, "--planifier")
    code, out, _ = run("experiment", "close", "relais", "--fin", "2017-05-15", "--choix", "adapter", "--motif", "essai")
    assert code == 0
    assert "annulée" in out
    assert _sessions(relais) == [("2017-04-24", "non-tenu"), ("2017-05-29", "annule"), ("2017-06-30", "prevu")]


def test_a_longer_test_moves_the_sessions_still_to_come(run, relais, monkeypatch):
    run("experiment", "start", "relais", *READY, "--planifier")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1493600000")  # 1 May 2017: the first one is past
    run("agenda", "done", "2017-06-30", "--etat", "reporte", "--date", "2017-07-03")
    code, out, _ = run("experiment", "edit", "relais", "--fin-prevue", "2017-07-31")
    assert code == 0
    said = out.replace("\u00a0", " ")
    assert "aux deux tiers du test le 19/06/2017 (au lieu du 29/05/2017)" in said
    assert "Restent à leur jour : séance de bilan le 03/07/2017" in said
    assert _sessions(relais) == [("2017-04-24", "prevu"), ("2017-06-19", "prevu"), ("2017-07-03", "prevu")]
    assert run("undo")[0] == 0
    assert _sessions(relais)[1] == ("2017-05-29", "prevu")


def test_a_start_in_the_middle_of_a_month_says_what_it_costs(run, relais):
    _, reply = _start(run, *READY, "--debut", "2017-04-10")
    cut = next(each for each in reply["issues"] if each["code"] == "periode-coupee")
    assert "10/04/2017" in cut["message"]
    assert "avril 2017" in cut["message"]
    assert "le 03/04/2017 ou le 02/05/2017" in cut["remedy"]


@pytest.mark.parametrize("day", ["2017-04-03", "2017-04-01"])
def test_a_start_within_days_of_the_edge_says_nothing(run, relais, day):
    _, reply = _start(run, *READY, "--debut", day)
    assert [each["code"] for each in reply["issues"]] == ["date-future"]


def test_a_planned_end_that_is_past_is_told_and_kept(run, relais):
    code, _, err = run("experiment", "add", "ancien", "--titre", "Un test d’avant", "--fin-prevue", "2016-12-16")
    assert code == 0
    assert "16/12/2016" in err
    assert "experiment start ancien --debut" in err
