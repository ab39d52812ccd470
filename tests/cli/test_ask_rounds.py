"""Questions that depend on the answers so far: their words, their default, whether they still matter."""

from __future__ import annotations

import pytest

from qvtkit.cli import ask
from qvtkit.cli.ask import BACK, Question, complete
from qvtkit.errors import InterruptedByUserError
from qvtkit.store.drafts import Draft

NAME = Question("nom", "Nom ?", "--nom")
ECHO = Question(
    "suite", "Suite ?", "--suite", obligatoire=False, selon=lambda answers: {"texte": f"Suite de {answers['nom']} ?"}
)
DETAIL = Question("detail", "Détail ?", "--detail", quand=lambda answers: answers.get("suite") == "oui")
LAST = Question("fin", "Fin ?", "--fin", defaut="x")
ALL = [NAME, ECHO, DETAIL, LAST]


@pytest.fixture
def play(monkeypatch):
    """Play a list of answers; return the questions as they were put."""

    def start(*script):
        waiting, put = list(script), []

        def prompt(question, default):
            put.append(question.texte)
            answer = waiting.pop(0)
            if answer is KeyboardInterrupt:
                raise answer
            return answer

        monkeypatch.setattr(ask, "prompt", prompt)
        return put

    return start


def test_a_question_takes_its_words_from_the_answers(play):
    put = play("Anne", "", "x")
    complete(ALL, {}, can_ask=True)
    assert put == ["Nom ?", "Suite de Anne ?", "Fin ?"]


def test_a_change_of_mind_drops_the_answers_that_no_longer_matter(play):
    play("Anne", "oui", "long", BACK, BACK, "non", "x")
    assert complete(ALL, {}, can_ask=True) == {"nom": "Anne", "suite": "non", "fin": "x"}


def test_what_was_skipped_is_not_asked_again_by_a_resumed_draft(play):
    play("Anne", "", KeyboardInterrupt)
    with pytest.raises(InterruptedByUserError):
        complete(ALL, {}, can_ask=True, draft=Draft("uid", "sautée"))
    put = play("y")
    assert complete(ALL, {}, can_ask=True, draft=Draft("uid", "sautée")) == {"nom": "Anne", "fin": "y"}
    assert put == ["Fin ?"]


def test_nothing_ticked_can_be_said_where_something_is_proposed(monkeypatch):
    monkeypatch.setenv("QVTKIT_QUESTIONS", "simples")
    several = Question("types", "Types ?", "--types", genre="choix-multiple", choix=(("a", "Un"), ("b", "Deux")))
    monkeypatch.setattr("builtins.input", lambda _: "aucun")
    assert ask.prompt(several, ["a"]) == []
    monkeypatch.setattr("builtins.input", lambda _: "")
    assert ask.prompt(several, ["a"]) == ["a"]
