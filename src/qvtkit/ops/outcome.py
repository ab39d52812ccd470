"""What an operation gives back: what to write, and what to say of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qvtkit.issues import Issue
    from qvtkit.store.changes import Change
    from qvtkit.store.history import Entry


@dataclass(frozen=True)
class Outcome:
    """The result of one action.

    `message` is one French sentence for the user, `suite` the commands that come next,
    `data` the same as plain data for --json, `kind` its kind. `entree` is the entry of the history
    that the changes take back or do again. `copie_exigee`: nothing is written where this machine
    cannot keep what was there before.
    """

    racine: str
    kind: str
    message: str
    data: dict[str, Any] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    issues: tuple[Issue, ...] = ()
    suite: tuple[str, ...] = ()
    entree: Entry | None = None
    copie_exigee: bool = False
