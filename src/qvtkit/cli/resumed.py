"""Answers found again: what a draft still says, how it is told, and whether anything is left to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qvtkit.cli import lines
from qvtkit.model.dates import DateSouple
from qvtkit.text import plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qvtkit.cli.ask import Question
    from qvtkit.store.drafts import Draft

_SHOWN, _SHOWN_WHOLE = 3, 12
"""How many answers are told: of a questionnaire that goes on, of one that is about to be written."""


def still_true(questions: Sequence[Question], draft: Draft, known: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers of *draft*, without those taken as proposed where something else is proposed now.

    « Today » of last month is not today: such a question is put again.
    """
    kept, proposed = draft.load(), draft.proposed()
    answers = {**{key: value for key, value in kept.items() if value is not None}, **known}
    for question in questions:
        key = question.cle
        taken_as_proposed = key in kept and key in proposed and kept[key] == proposed[key]
        if taken_as_proposed and question.resolved(answers).default_for(answers) != kept[key]:
            del kept[key]
    return kept


def is_whole(questions: Sequence[Question], kept: Mapping[str, Any], known: Mapping[str, Any]) -> bool:
    """Tell whether nothing would be asked any more."""
    answers = {**{key: value for key, value in kept.items() if value is not None}, **known}
    return all(q.cle in kept or q.cle in known or not q.applies(answers) for q in questions)


def recap(questions: Sequence[Question], kept: Mapping[str, Any], draft: Draft, *, whole: bool) -> str:
    """Say what a draft holds and of which day it is, so that nobody goes on with other answers unaware."""
    by_key = {question.cle: question for question in questions}
    said = [
        f"{by_key[key].texte.rstrip(' ?')} : {lines.told(by_key[key], value)}"
        for key, value in kept.items()
        if key in by_key and value is not None
    ]
    most = _SHOWN_WHOLE if whole else _SHOWN
    shown = " ; ".join(said[:most]) + (f" ; et {plural(len(said) - most, 'autre')}" if len(said) > most else "")
    day = draft.day()
    when = f"du {DateSouple.of(day).francais}" if day and draft.is_old else "de la dernière fois"
    after = ", et il n’y manque rien" if whole else " ; on reprend où vous en étiez"
    correct = "" if whole else " Pour les corriger, tapez <."
    return f"Vos réponses {when} ont été retrouvées{after}{f' ({shown})' if shown else ''}.{correct}"
