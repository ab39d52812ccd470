"""`evaluation compare`: between collèges, and from one date to another."""

from __future__ import annotations

import csv
import io
import json

import pytest

GRID = "points-de-vigilance"
FIRST = f"2017-01-20-{GRID}"


@pytest.fixture
def twice(run, projet):
    """The grid answered again, some positions changed."""
    source = str(projet / "evaluations" / f"{FIRST}.yaml")
    said = ("communication.metier=oui", "communication.representants-du-personnel=oui", "encadrement-de-proximite.direction=non",
            "contextes=non: un déménagement")  # fmt: skip
    options = [word for each in said for word in ("--reponse", each)]
    assert run("evaluation", "run", "--reponses", source, "--date", "2017-03-01", *options)[0] == 0
    return projet


def _plain(text):
    return text.replace("\u00a0", " ")


def test_one_evaluation_shows_differences_first(run):
    code, out, _ = run("evaluation", "comparer", FIRST)
    assert code == 0
    text = _plain(out)
    assert text.index("Les avis diffèrent (4)") < text.index("Une seule réponse")
    assert "   Représentants du personnel : en partie\n" in text
    assert "ni moyenne, ni note" in text


def test_two_dates_say_what_changed_and_for_whom(run, twice):
    code, out, _ = run("evaluation", "compare", f"2017-03-01-{GRID}", FIRST)  # in order of date, however typed
    assert code == 0
    text = _plain(out)
    assert "Réponses du 20/01/2017, puis du 01/03/2017" in text
    assert "Les avis se sont rejoints : question 8." in text
    changed = text.partition("Ce qui change (3)")[2].partition("Ce qui ne change pas")[0]
    assert "   Métiers : non → oui\n" in changed
    assert "   Direction : oui (à chaque fois)\n" in changed
    assert "un déménagement" in changed


def test_as_data_every_position_is_there(run, twice):
    data = json.loads(run("evaluation", "compare", GRID, "--json")[1])["data"]
    assert [each["id"] for each in data["evaluations"]] == [FIRST, f"2017-03-01-{GRID}"]
    assert data["changements"] == ["contextes", "encadrement-de-proximite", "communication"]
    assert data["rapprochements"] == ["communication"]
    question = next(each for each in data["questions"] if each["id"] == "communication")
    assert question["etats"] == ["divergence", "convergence"]
    assert {"partie": "metier", "en_mots": "Métiers", "reponses": ["non", "oui"], "change": True} in question["avis"]
    assert not any(isinstance(value, float) for each in data["questions"] for value in each.values())


def test_as_a_table(run, twice):
    out = run("evaluation", "compare", GRID, "--format", "csv")[1].lstrip("\ufeff")
    rows = list(csv.reader(io.StringIO(out), delimiter=";"))
    assert rows[0] == ["N°", "Question", "Qui répond", "20/01/2017", "01/03/2017", "Ce qui change"]
    assert ["8", "Métiers", "non", "oui", "non → oui"] in [[row[0], *row[2:]] for row in rows]
    assert run("evaluation", "compare", GRID, "--format", "md")[1].startswith("| N°")


def test_two_evaluations_of_one_day_are_told_apart(run, twice):
    source = str(twice / "evaluations" / f"{FIRST}.yaml")
    run("evaluation", "run", "--reponses", source, "--date", "2017-03-01")
    out = run("evaluation", "compare", f"2017-03-01-{GRID}", f"2017-03-01-{GRID}-2", "--format", "md")[1]
    assert f"2017-03-01-{GRID}-2" in out.splitlines()[0]


@pytest.mark.parametrize(
    ("args", "exit_code", "said"),
    [
        ((FIRST, "2016-12-20-evaluation-embarquee"), 2, "deux grilles différentes"),
        (("2017-01-20-points-de-vigilence",), 1, f"Vouliez-vous dire « {FIRST} »"),
        (("jalon-conception",), 1, "n’a pas encore été remplie"),
        ((), 2, "ÉVALUATION"),
        ((FIRST, "--format", "xls"), 2, "--format"),
    ],
)
def test_what_cannot_be_compared_is_said(run, args, exit_code, said):
    code, out, err = run("evaluation", "compare", *args)
    assert (code, said in _plain(err)) == (exit_code, True), err
    assert "Métiers" not in out


def test_in_a_terminal_the_evaluations_are_ticked(talk, twice):
    child = talk("evaluation", "compare")
    child.expect("Quelles évaluations")
    child.sendline("2, 3")
    child.expect("Ce qui change")
    child.expect(talk.end)
