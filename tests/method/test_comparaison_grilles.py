"""Answers to a checklist side by side: positions are kept, never averaged."""

from __future__ import annotations

import pytest

from qvtkit.method.comparaison_grilles import Etat, comparer
from qvtkit.model.evaluation import Evaluation, Grille

GRID = Grille.model_validate({"items": [
    {"id": "a", "par": "college"}, {"id": "b"}, {"id": "avant-seul", "moment": "avant"}, {"id": "fin-seule", "moment": "fin"},
]})  # fmt: skip


def _answered(moment, **answers):
    return Evaluation.model_validate({"moment": moment, "reponses": answers})


def _lines(*evaluations):
    return {line.id: line for line in comparer(GRID, evaluations)}


def test_one_evaluation_tells_who_agrees():
    said = _lines(_answered("avant", a={"direction": "oui", "metier": "non"}, b="oui"))
    assert {key: line.etats[0] for key, line in said.items()} == {
        "a": Etat.DIVERGENCE, "b": Etat.UNE_REPONSE, "avant-seul": Etat.SANS_REPONSE,
    }  # fmt: skip
    assert said["a"].de("metier") == ("non",)
    assert not said["a"].changent


def test_two_dates_keep_each_position_and_say_which_changed():
    first = _answered("avant", a={"direction": "oui", "metier": "non", "medical": "oui", "commentaire": "tôt"})
    last = _answered("fin", a={"direction": "oui", "metier": "oui", "encadrement": "oui"})
    line = _lines(first, last)["a"]
    assert line.parties == ("direction", "metier", "medical", "encadrement")
    assert (line.de("medical"), line.de("encadrement")) == (("oui", None), (None, "oui"))
    assert line.changent == ("metier",)
    assert line.rapprochement
    assert not line.ecart_nouveau
    assert line.commentaires == ("tôt", "")


def test_a_question_of_another_moment_was_not_asked():
    said = _lines(_answered("avant"), _answered("fin"))
    assert said["avant-seul"].etats == (Etat.SANS_REPONSE, Etat.NON_POSEE)
    assert said["fin-seule"].etats == (Etat.NON_POSEE, Etat.SANS_REPONSE)


@pytest.mark.parametrize(("first", "last", "new"), [("oui", "non", True), ("non", "oui", False)])
def test_a_new_difference(first, last, new):
    line = _lines(_answered("fin", a={"direction": "oui", "metier": first}),
                  _answered("fin", a={"direction": "oui", "metier": last}))["a"]  # fmt: skip
    assert (line.ecart_nouveau, line.rapprochement) == (new, not new)


def test_answers_to_questions_that_the_grid_lost_come_last_and_without_a_grid_too():
    old = _answered("fin", disparue="oui", b="non")
    assert list(_lines(old)) == ["a", "b", "fin-seule", "disparue"]
    assert [line.id for line in comparer(None, [old])] == ["disparue", "b"]
