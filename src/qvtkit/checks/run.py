"""Run every check on a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.checks.rules import RULES
from qvtkit.issues import Issue, Level, Position

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from qvtkit.model.projet import Projet

_ORDER = {Level.ERREUR: 0, Level.AVERTISSEMENT: 1, Level.INFO: 2}


def check(projet: Projet, aujourdhui: dt.date | None = None) -> list[Issue]:
    """Return every issue of the project: errors first, then by file and line.

    With *aujourdhui*, dates of the future are told too. Reads, never writes.
    """
    found: list[Issue] = []
    for loaded in projet.all_loaded():
        found += loaded.issues
    for rule in RULES:
        found += rule(projet, aujourdhui)
    found += projet.source.strays()
    return sorted(set(found), key=_rank)


def _rank(found: Issue) -> tuple[int, Position]:
    return _ORDER[found.level], found.position or Position("")


def has_errors(issues: Sequence[Issue]) -> bool:
    """Tell whether one of *issues* is an error."""
    return any(found.level is Level.ERREUR for found in issues)
