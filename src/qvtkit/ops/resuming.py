"""The answers that somebody began to type on this machine and did not save: which command goes on with them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qvtkit.errors import NoProjectError
from qvtkit.store import drafts
from qvtkit.store.head import identity

if TYPE_CHECKING:
    from qvtkit.model.projet import Projet

_OWN = (
    ("member-add-", "group member add "), ("indicator-", "indicator add "), ("import-", "indicator import"),
    ("evaluation-", "evaluation run"), ("closing-review-", "closing review"), ("meeting", "meeting"),
)  # fmt: skip
"""How the drafts are named that do not bear the words of their command; a space at the end keeps the rest."""


def waiting(projet: Projet) -> list[dict[str, str]]:
    """Return what waits to be gone on with, the last first: the command, and the day of the last answer."""
    try:
        uid = identity(Path(projet.racine))
    except NoProjectError:
        return []
    return [{"commande": f"qvtkit {command_of(name)}", "date": day} for name, day in drafts.waiting(uid)]


def command_of(name: str) -> str:
    """Return the command of a draft: « problem-rank-sujet » is that of `problem rank sujet`."""
    for start, command in _OWN:
        if name.startswith(start):
            return command + name.removeprefix(start) if command.endswith(" ") else command
    return " ".join(name.split("-", 2))
