"""What an operation gives back: what to write, and what to say of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qvtkit.issues import Issue
    from qvtkit.store.changes import Change


@dataclass(frozen=True)
class Outcome:
    """The result of one action.

    `message` is one French sentence for the user, `suite` the commands that come next,
    `data` the same as plain data for --json, `kind` its kind.
    """

    racine: str
    kind: str
    message: str
    data: dict[str, Any] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    issues: tuple[Issue, ...] = ()
    suite: tuple[str, ...] = ()
