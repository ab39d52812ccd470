"""`next` says what was begun on this machine and not saved."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from qvtkit.ops.resuming import command_of
from qvtkit.store.drafts import Draft
from qvtkit.store.head import identity


def test_a_waiting_draft_is_mentioned_with_its_day_and_its_command(run, projet):
    Draft(identity(projet), "problem-rank-absences", dt.date(2017, 3, 20)).save({"precision": "3"})
    Draft("un autre projet", "journal-add", dt.date(2017, 3, 21)).save({"texte": "Ailleurs"})
    out = run("next")[1].replace("\u00a0", " ")
    assert "Une réponse en cours du 20/03/2017 vous attend : qvtkit problem rank absences" in out
    assert "journal add" not in out
    waiting = json.loads(run("next", "--json")[1])["data"]["brouillons"]
    assert waiting == [{"commande": "qvtkit problem rank absences", "date": "2017-03-20"}]


def test_a_draft_that_was_saved_waits_no_more(run, projet):
    draft = Draft(identity(projet), "journal-add", dt.date(2017, 3, 20))
    draft.save({"texte": "Ici"})
    draft.clear()
    assert "vous attend" not in run("next")[1].replace("\u00a0", " ")


@pytest.mark.parametrize(("name", "command"), [
    ("phase-advance", "phase advance"), ("session-run-essai-du-matin", "session run essai-du-matin"),
    ("member-add-copil", "group member add copil"), ("indicator-abs-taux", "indicator add abs-taux"),
    ("evaluation-jalon-conception--", "evaluation run"), ("closing-review-6", "closing review"), ("meeting", "meeting"),
])  # fmt: skip
def test_the_command_of_a_draft_is_one_that_can_be_typed(name, command):
    assert command_of(name) == command
