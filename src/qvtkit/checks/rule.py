"""What a rule is: a name that can be asked for, a line that says it, the codes it gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from qvtkit.issues import Level, level_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from qvtkit.issues import Issue
    from qvtkit.model.projet import Projet

Run: TypeAlias = "Callable[[Projet, dt.date | None], Iterator[Issue]]"


@dataclass(frozen=True)
class Rule:
    """A family of checks. What no rule claims among the faults found while reading is `lecture`."""

    nom: str
    """Stable, ASCII kebab-case: people and scripts type it."""
    description: str
    codes: tuple[str, ...]
    runs: tuple[Run, ...] = ()
    """Pure functions of the project and of the day; none where the faults are found while reading."""

    @property
    def niveau(self) -> Level:
        """The most serious level that the rule may give."""
        levels = {level_of(code) for code in self.codes}
        return next((level for level in Level if level in levels), Level.ERREUR)
