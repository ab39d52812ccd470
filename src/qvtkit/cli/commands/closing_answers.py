"""From the answers of the dialogue of the close to what the two files are to hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qvtkit.cli.commands.closing_questions import LISTS, SECTIONS, WHICH, Liste, value_of
from qvtkit.cli.lines import ERASE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qvtkit.cli.ask import Question
    from qvtkit.model.base import Record
    from qvtkit.model.projet import Projet


def data_of(projet: Projet, questions: Sequence[Question], answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the rubriques of the parts gone through; an answer left empty empties its rubrique."""
    from qvtkit.ops.closing_words import inside

    parts = answers.get(WHICH, list(SECTIONS))
    words = {
        each.cle: answers.get(each.cle)
        for each in questions
        if each.cle != WHICH and "." not in each.cle and each.applies(dict(answers)) and _moved(each, answers)
    }
    data = inside(words)
    data |= {key: _items(projet, key, answers) for key in LISTS if key in parts}
    if "visas" in parts:
        dates = {key.partition(".")[2]: date for key, date in answers.items() if key.startswith("visas.")}
        data["visas"] = [{"college": college, "date": date} for college, date in dates.items()]
    return data


def _moved(question: Question, answers: Mapping[str, Any]) -> bool:
    """Tell whether the answer is another than the one proposed; what is asked of the agenda always counts."""
    return question.cle.startswith("revue") or answers.get(question.cle) != question.default_for(dict(answers))


def _items(projet: Projet, key: str, answers: Mapping[str, Any]) -> list[Any]:
    """Return the items that are left, in order: each keeps what was not asked of it."""
    there = value_of(projet, key)
    numbers = sorted(int(name.split(".")[1]) for name in answers if name.startswith(f"{key}.") and name.count(".") == 1)
    return [
        _item(LISTS[key], there[number - 1] if number <= len(there) else None, f"{key}.{number}", answers)
        for number in numbers
        if answers[f"{key}.{number}"] != ERASE
    ]


def _item(told: Liste, before: Record | str | None, name: str, answers: Mapping[str, Any]) -> Any:
    text = answers[name]
    if not told.premier:
        return text
    asked = ([told.second] if told.second else []) + (["probleme", "etat"] if told.premier == "titre" else [])
    kept = {} if before is None or isinstance(before, str) else before.as_file()
    kept = {key: value for key, value in kept.items() if key not in asked}
    given = {key: answer for key in asked if (answer := answers.get(f"{name}.{key}"))}
    default = {"etat": "prevu"} if told.premier == "titre" else {}
    return {**kept, told.premier: text, **default, **given}
