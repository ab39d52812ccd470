"""Run the checks on a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.checks.rules import RULES, owner
from qvtkit.issues import MOST, Issue, Level, Position, issue

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from qvtkit.checks.rule import Rule
    from qvtkit.model.projet import Projet

_ORDER = {Level.ERREUR: 0, Level.AVERTISSEMENT: 1, Level.INFO: 2}


def check(
    projet: Projet, aujourdhui: dt.date | None = None, *, regles: Collection[str] = (), sans: Collection[str] = ()
) -> list[Issue]:
    """Return every issue of the project: errors first, then by file and line, each with its correction.

    With *aujourdhui*, dates of the future are told too. *regles* (names) runs those rules only,
    *sans* leaves some out. Reads, never writes.
    """
    chosen = [rule for rule in RULES if (not regles or rule.nom in regles) and rule.nom not in sans]
    found = sorted(_once(_found(projet, aujourdhui, chosen)), key=_rank)
    shown = sorted(set(_bearable(found)), key=_rank)
    corrected = projet.source.corrected(shown)
    hidden = [each for each in corrected[len(shown) :] if owner(each.code) in chosen]
    return sorted([*corrected[: len(shown)], *hidden], key=_rank)


def _once(found: Iterable[Issue]) -> set[Issue]:
    """Return each fault once: what a badly indented line holds is not unknown as well."""
    told = set(found)
    shifted = {_line(each) for each in told if each.code == "espace-insecable"}
    return {each for each in told if each.code != "cle-inconnue" or _line(each) not in shifted}


def _line(found: Issue) -> tuple[str, int]:
    return (found.position.file, found.position.line) if found.position else ("", 0)


def _found(projet: Projet, aujourdhui: dt.date | None, chosen: Sequence[Rule]) -> Iterator[Issue]:
    for loaded in projet.all_loaded():
        yield from (each for each in loaded.issues if owner(each.code) in chosen)
    for rule in chosen:
        for run in rule.runs:
            yield from run(projet, aujourdhui)


def _bearable(found: Sequence[Issue]) -> Iterator[Issue]:
    """Yield the first of the faults of one code in one file, then say that there are more: none loses its level."""
    seen: dict[tuple[str, str], int] = {}
    for each in found:
        key = (each.code, each.position.file if each.position else "")
        seen[key] = seen.get(key, 0) + 1
        if seen[key] <= MOST:
            yield each
        elif seen[key] == MOST + 1:
            yield issue("autres-problemes", Position(key[1]))


def _rank(found: Issue) -> tuple[int, Position, str, str]:
    return _ORDER[found.level], found.position or Position(""), found.code, found.message


def has_errors(issues: Sequence[Issue]) -> bool:
    """Tell whether one of *issues* is an error."""
    return any(found.level is Level.ERREUR for found in issues)
