"""The questions put before the notes of a meeting: the day, who is there, what is to be talked of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qvtkit.cli.ask import Question
from qvtkit.cli.commands.session_questions import is_day
from qvtkit.cli.options import codes
from qvtkit.model.codes import College

if TYPE_CHECKING:
    import datetime as dt


def setting(today: dt.date, seats: dict[str, int]) -> list[Question]:
    """Return the questions before the notes: the day, who is there, what is to be talked of."""
    who = Question("presents", "Qui est présent ?", "--presents", genre="choix-multiple", choix=codes(College),
                   obligatoire=False, defaut=[str(each) for each in College if str(each) in seats])  # fmt: skip
    counts = [
        Question(f"presents_{each}", f"{each.libelle} : combien de personnes ?", "--presents", verifie=_is_count,
                 defaut=str(seats.get(str(each), 1)), quand=_ticked(str(each)))
        for each in College
    ]  # fmt: skip
    return [
        Question("date", "Quel jour se tient la réunion ?", "--date", defaut=f"{today:%d/%m/%Y}", verifie=is_day),
        who, *counts,
        Question("ordre_du_jour", "De quoi va-t-on parler ?", "--ordre-du-jour", obligatoire=False,
                 aide="les points de l’ordre du jour", liste=True),
    ]  # fmt: skip


def _ticked(college: str) -> Any:
    return lambda answers: isinstance(answers.get("presents"), list) and college in answers["presents"]


def _is_count(answer: str) -> str | None:
    counted = answer.strip().isdigit() and int(answer) > 0
    return None if counted else f"« {answer} » n’est pas un nombre de personnes. Exemple : 4"
