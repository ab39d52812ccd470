"""An issue: one thing wrong or doubtful in what the user wrote, with its place and its remedy.

Issues are values and are collected; exceptions (`errors.py`) are for operations that cannot go on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Any

from qvtkit.messages import MESSAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST = 100
"""As many problems of one file as anyone can read; a broken or hostile file may have thousands."""
_LONG, _SHOWN = 2000, 80
"""A text longer than the first number is quoted by its beginning: a value may be of any length."""


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
    remplacement: str = ""
    """What the faulty word, or line, was surely meant to be; empty where that is not sure."""
    correction: str = ""
    """The corrected line or lines to paste, with their indentation; shown as it is, never typeset."""
    correction_lines: tuple[int, int] | None = None
    """The first and last lines that the correction replaces."""

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
            "correction": self.correction or None,
            "correction_lines": list(self.correction_lines) if self.correction_lines else None,
        }


def level_of(code: str) -> Level:
    """Return the level of the issues *code*."""
    return Level(MESSAGES[code].level)


def issue(
    code: str,
    position: Position | None = None,
    path: tuple[str | int, ...] = (),
    **params: object,
) -> Issue:
    """Build the issue *code* of the catalogue, its sentences filled with *params*.

    The parameter `remplacement` is what the faulty word was surely meant to be, where that is sure.
    Raises KeyError for a code or a parameter that the catalogue does not have: a programming error.
    """
    entry = MESSAGES[code]
    meant = str(params.pop("remplacement", ""))
    shown = {name: _quoted(value) for name, value in params.items()}
    return Issue(
        code=code,
        level=level_of(code),
        message=entry.message.format(**shown),
        remedy=entry.remedy.format(**shown),
        position=position,
        path=path,
        remplacement=meant,
    )


def _quoted(value: object) -> object:
    return f"{value[:_SHOWN]}…" if isinstance(value, str) and len(value) > _LONG else value


def limited(found: Iterable[Issue], place: Position | None) -> Iterator[Issue]:
    """Yield the first of *found*, then say at *place* that there are more; the rest is not even looked for."""
    rest = iter(found)
    yield from islice(rest, MOST)
    if next(rest, None) is not None:
        yield issue("autres-problemes", place)
