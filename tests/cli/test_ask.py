"""The dialogue itself: defaults, the way back, drafts, plain and rich questions."""

from __future__ import annotations

import datetime as dt

import pytest

from qvtkit.cli import ask
from qvtkit.cli.ask import BACK, Question, complete
from qvtkit.errors import InterruptedByUserError, MissingAnswersError
from qvtkit.store.drafts import Draft

NAME = Question("nom", "Nom ?", "--nom")
KIND = Question("type", "Type ?", "--type", genre="choix", choix=(("ehpad", "Ehpad"), ("ch", "Centre hospitalier")))
FORM = Question("forme", "Forme ?", "--forme", obligatoire=False, quand=lambda answers: answers.get("type") == "ehpad")
SIZE = Question(
    "effectif", "Effectif ?", "--effectif", defaut="10", verifie=lambda text: None if text.isdigit() else "un nombre"
)
JUNE, AUGUST = dt.date(2016, 6, 2), dt.date(2016, 8, 29)
ALL = [NAME, KIND, FORM, SIZE]


@pytest.fixture
def answers(monkeypatch):
    """Play a list of answers; an exception in it is raised."""

    def play(*script):
        waiting = list(script)

        def prompt(question, default):
            answer = waiting.pop(0)
            if isinstance(answer, type) and issubclass(answer, BaseException):
                raise answer
            return default if answer is None else answer

        monkeypatch.setattr(ask, "prompt", prompt)
        return waiting

    return play


def test_only_what_lacks_is_asked(answers):
    left = answers("Tilleuls", "")
    assert complete([NAME, FORM, SIZE], {"type": "ehpad", "effectif": "62"}, can_ask=True) == {
        "type": "ehpad", "effectif": "62", "nom": "Tilleuls",
    }  # fmt: skip
    assert left == []


def test_a_question_that_does_not_apply_is_skipped(answers):
    answers("Tilleuls", "ch", "20")
    assert complete(ALL, {}, can_ask=True) == {"nom": "Tilleuls", "type": "ch", "effectif": "20"}


def test_the_way_back_proposes_the_former_answer(answers):
    answers("Tileuls", BACK, "Tilleuls", "ehpad", "binome", BACK, None, "12")
    assert complete(ALL, {}, can_ask=True) == {"nom": "Tilleuls", "type": "ehpad", "forme": "binome", "effectif": "12"}


def test_back_at_the_first_question_asks_it_again(answers):
    answers(BACK, BACK, "Tilleuls")
    assert complete([NAME], {}, can_ask=True) == {"nom": "Tilleuls"}


def test_a_wrong_answer_is_asked_again(answers, capsys):
    answers("", "Tilleuls", "ch", "beaucoup", "12")
    assert complete(ALL, {}, can_ask=True)["effectif"] == "12"
    assert "un nombre" in capsys.readouterr().out


def test_an_interruption_keeps_the_answers_and_the_next_run_resumes(answers, capsys):
    draft = Draft("uid", "essai")
    answers("Tilleuls", "ehpad", KeyboardInterrupt)
    with pytest.raises(InterruptedByUserError) as caught:
        complete(ALL, {}, can_ask=True, draft=draft)
    assert caught.value.exit_code == 130
    assert "brouillon" in caught.value.issues[0].message
    left = answers("binome", "12")
    assert complete(ALL, {}, can_ask=True, draft=Draft("uid", "essai")) == {
        "nom": "Tilleuls", "type": "ehpad", "forme": "binome", "effectif": "12",
    }  # fmt: skip
    assert left == []
    assert "retrouvées" in capsys.readouterr().out


def test_one_can_go_back_into_a_resumed_draft(answers):
    draft = Draft("uid", "retour")
    draft.save({"nom": "Tileuls"})
    answers(BACK, "Tilleuls", "ch", "12")
    assert complete(ALL, {}, can_ask=True, draft=draft)["nom"] == "Tilleuls"


def test_without_a_terminal_defaults_are_taken_and_the_rest_is_named():
    with pytest.raises(MissingAnswersError) as caught:
        complete(ALL, {}, can_ask=False)
    assert [option for option, _ in caught.value.missing] == ["--nom", "--type"]
    assert complete(ALL, {"nom": "A", "type": "ch"}, can_ask=False) == {"nom": "A", "type": "ch", "effectif": "10"}


def _kept(day, **answers):
    draft = Draft("uid", "essai", day)
    draft.save(answers, {key: value for key, value in answers.items() if key == "fin"})


def test_a_run_for_show_keeps_nothing_and_resumes_nothing(answers):
    Draft("uid", "essai").save({"nom": "Tilleuls"})
    answers("Chênes", "ch", KeyboardInterrupt)
    with pytest.raises(InterruptedByUserError) as caught:
        complete(ALL, {}, can_ask=True, draft=Draft("uid", "essai", keeps=False))
    assert "brouillon" not in caught.value.issues[0].message
    assert Draft("uid", "essai").load() == {"nom": "Tilleuls"}


def test_a_complete_draft_is_confirmed_with_its_day_before_anything_is_written(answers, capsys):
    _kept(JUNE, nom="Tilleuls", type="ch", effectif="12")
    left = answers(BACK, "oui")
    found = complete(ALL, {}, can_ask=True, draft=Draft("uid", "essai", AUGUST))
    assert (found, left) == ({"nom": "Tilleuls", "type": "ch", "effectif": "12"}, [])
    said = " ".join(capsys.readouterr().out.split())
    assert "du 02/06/2016 ont été retrouvées" in said
    assert "il n’y manque rien" in said


def test_one_may_answer_everything_again_instead_of_resuming(answers):
    _kept(JUNE, nom="Tilleuls", type="ch", effectif="12")
    left = answers("non", "Chênes", "ch", None)
    found = complete(ALL, {}, can_ask=True, draft=Draft("uid", "essai", JUNE))
    assert (found, left) == ({"nom": "Chênes", "type": "ch", "effectif": "10"}, [])


def test_a_date_that_was_todays_is_asked_again_another_day(answers):
    end = Question("fin", "Quand ?", "--date", defaut="29/08/2016")
    _kept(JUNE, nom="Tilleuls", fin="02/06/2016")
    left = answers("oui", None)
    found = complete([NAME, end], {}, can_ask=True, draft=Draft("uid", "essai", AUGUST))
    assert (found, left) == ({"nom": "Tilleuls", "fin": "29/08/2016"}, [])


def test_what_was_taken_as_proposed_is_known_when_the_draft_is_found_again(answers):
    answers("Tilleuls", "ch", None, "x", KeyboardInterrupt)
    draft = Draft("uid", "essai", JUNE)
    with pytest.raises(InterruptedByUserError):
        complete([*ALL, Question("ville", "Ville ?", ""), Question("rue", "Rue ?", "")], {}, can_ask=True, draft=draft)
    assert (draft.proposed(), draft.day()) == ({"effectif": "10"}, JUNE)
