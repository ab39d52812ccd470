"""The correction of an indentation: tabulations, the spaces of Word, a line too far left or right.

An indentation is right where the whole file can then be read; where two are and mean different things,
nobody can tell.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qvtkit.model.periods import Periode
from qvtkit.store.correct_lines import block, line_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qvtkit.issues import Issue
    from qvtkit.store.faulty import Faulty, Splice

    Alternatives = tuple[Splice, ...]
    """Of these, one must be right, or all mean the same."""

_INDENT = re.compile(r"[ \t\u00a0\u202f]*")


def indentation(faulty: Faulty, fault: Issue) -> Iterator[Alternatives]:
    """Yield the lines around with spaces for tabulations and for the non-breaking spaces of Word."""
    first, last = _run(faulty, line_number(fault), _is_badly_indented)
    lines = faulty.lines[first : last + 1]
    for unit in (2, 4):
        yield (block(faulty, first, [_spaced(line, unit) for line in lines]),)
    base = min(_wide(_spaced(line, 2)) for line in lines)
    above, below = _neighbour(faulty, first, -1), _neighbour(faulty, last, 1)
    for wide in dict.fromkeys((_wide(above), _column(above), _wide(below))):
        yield (block(faulty, first, [" " * (wide - base) + _spaced(line, 2)[max(base - wide, 0) :] for line in lines]),)


def _spaced(line: str, unit: int) -> str:
    """Return *line* with *unit* spaces for each tabulation of its indentation."""
    indent = line[: len(line) - len(line.lstrip(" \t\u00a0\u202f"))]
    return re.sub("[\u00a0\u202f]", " ", indent).replace("\t", " " * unit) + line[len(indent) :]


def _is_badly_indented(line: str) -> bool:
    indent = _INDENT.match(line)
    return indent is not None and bool(indent[0].strip(" "))


def aligned(faulty: Faulty, fault: Issue) -> Iterator[Alternatives]:
    """Yield the line beginning where the rubrique above it does, or that one beginning where this one does."""
    place = line_number(fault)
    line, above = faulty.lines[place], _neighbour(faulty, place, -1)
    wide, column = _wide(line), _column(above)
    if ":" not in line or ":" not in above or wide == column:
        return
    number = next(n for n in range(place - 1, -1, -1) if faulty.lines[n] == above)
    moved = " " * max(wide - (column - _wide(above)), 0) + above.lstrip(" ")
    yield faulty.line_splice(place, " " * column + line.lstrip(" ")), faulty.line_splice(number, moved)


def unaligned(faulty: Faulty, fault: Issue) -> Iterator[Alternatives]:
    """Yield the measures around moved under « mesures »."""
    first, last = _run(faulty, line_number(fault), _is_measure)
    _, measures = faulty.entry(("mesures",))
    wide = measures.entries[0][0].start.column if measures is not None and measures.entries else 2
    yield (block(faulty, first, [" " * wide + line for line in faulty.lines[first : last + 1]]),)


def _is_measure(line: str) -> bool:
    try:
        Periode.parse(line.partition(":")[0])
    except ValueError:
        return False
    return ":" in line and not line[0].isspace()


def _run(faulty: Faulty, number: int, alike: Callable[[str], bool]) -> tuple[int, int]:
    """Return the first and last of the lines like *number* that follow one another around it."""
    first = last = number
    while first > 0 and alike(faulty.lines[first - 1]):
        first -= 1
    while last + 1 < len(faulty.lines) and alike(faulty.lines[last + 1]):
        last += 1
    return first, last


def _neighbour(faulty: Faulty, number: int, step: int) -> str:
    """Return the nearest line above (*step* -1) or below that holds something, else an empty one."""
    end = -1 if step < 0 else len(faulty.lines)
    return next((faulty.lines[n] for n in range(number + step, end, step) if faulty.lines[n].strip()), "")


def _wide(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _column(line: str) -> int:
    """Return where the first rubrique of *line* begins, its dash passed."""
    return len(line) - len(line.lstrip(" -"))


LAYOUT: dict[str, Callable[[Faulty, Issue], Iterator[Alternatives]]] = {
    **dict.fromkeys(("tabulation", "espace-insecable"), indentation),
    "yaml-invalide": aligned,
    "mesure-non-decalee": unaligned,
}
"""The indentations to try, best first, where each of these is told."""
