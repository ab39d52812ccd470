"""An issue: one thing wrong or doubtful in what the user wrote, with its place and its remedy.

Issues are values and are collected; exceptions (`errors.py`) are for operations that cannot go on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from qvtkit.messages import MESSAGES


class Level(StrEnum):
    """How serious an issue is. Only errors make `check` exit with 1."""

    ERREUR = "erreur"
    AVERTISSEMENT = "avertissement"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file of the project: path relative to the project, 1-based line and column."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Issue:
    """One problem: its code in the catalogue, where it is, what to do."""

    code: str
    level: Level
    message: str
    remedy: str
    position: Position | None = None
    path: tuple[str | int, ...] = ()
    """Keys that lead to the faulty value inside the record, outermost first."""

    def at(self, position: Position | None) -> Issue:
        """Return the same issue, placed."""
        return replace(self, position=position)

    def as_dict(self) -> dict[str, Any]:
        """Return the issue as the JSON envelope shows it."""
        place = self.position
        return {
            "code": self.code,
            "level": str(self.level),
            "file": place.file if place else None,
            "line": (place.line or None) if place else None,
            "column": (place.column or None) if place else None,
            "message": self.message,
            "remedy": self.remedy,
        }


def issue(
    code: str,
    position: Position | None = None,
    path: tuple[str | int, ...] = (),
    **params: object,
) -> Issue:
    """Build the issue *code* of the catalogue, its sentences filled with *params*.

    Raises KeyError for a code or a parameter that the catalogue does not have: a programming error.
    """
    entry = MESSAGES[code]
    return Issue(
        code=code,
        level=Level(entry.level),
        message=entry.message.format(**params),
        remedy=entry.remedy.format(**params),
        position=position,
        path=path,
    )
