"""What a reader of several tables, cuts or waves can work out of a hidden count, from everything that was published.

Each published figure is an equation on counts: a total is the sum of its parts, the whole minus what was shown of it,
wave two minus wave one where one team joined. The bounds come from the equations and from their combinations that
reduce them (Gauss–Jordan); they are never narrower than what can be known, and a count fixed by them is found.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Bounds = tuple[int, int | None]
Row = dict[str, Fraction]
_ROUNDS = 100


class Equation(NamedTuple):
    """Counts, each times a whole number, and what they add up to."""

    terms: Mapping[str, int]
    total: int


def knowable(equations: Sequence[Equation]) -> dict[str, Bounds]:
    """Return, for each count named in *equations*, the least and the greatest it may be; None: no upper bound.

    Raises ValueError when no counts of zero or more satisfy them.
    """
    written = [
        ({name: Fraction(times) for name, times in each.terms.items() if times}, Fraction(each.total))
        for each in equations
    ]
    rows = written + _reduced(written)
    bounds: dict[str, Bounds] = {name: (0, None) for row, _ in rows for name in row}
    for _ in range(_ROUNDS):
        before = dict(bounds)
        for row, total in rows:
            for name in row:
                bounds[name] = _narrowed(name, row, total, bounds)
        if bounds == before:
            break
    return dict(sorted(bounds.items()))


def exposed(equations: Sequence[Equation], small: Iterable[str], threshold: int) -> dict[str, Bounds]:
    """Return the counts among *small* that are known to less than *threshold*: not to be published as it stands."""
    bounds = knowable(equations)
    found = {name: bounds[name] for name in small if name in bounds}
    return {name: (low, high) for name, (low, high) in found.items() if high is not None and high - low < threshold}


def _narrowed(name: str, row: Row, total: Fraction, bounds: Mapping[str, Bounds]) -> Bounds:
    """Return the bounds of *name* once the other counts of the row take all the room that they may."""
    least: Fraction | None = total
    most: Fraction | None = total  # what is left for this count, times its coefficient
    for other, times in row.items():
        if other != name:
            low, high = bounds[other]
            at_low, at_high = times * low, None if high is None else times * high
            smallest, greatest = (at_low, at_high) if times > 0 else (at_high, at_low)
            most = None if most is None or smallest is None else most - smallest
            least = None if least is None or greatest is None else least - greatest
    if row[name] < 0:
        least, most = most, least
    low, high = bounds[name]
    low = low if least is None else max(low, math.ceil(least / row[name]))
    if most is not None:
        room = math.floor(most / row[name])
        high = room if high is None else min(high, room)
    if high is not None and high < low:
        raise ValueError(name)
    return low, high


def _reduced(rows: Sequence[tuple[Row, Fraction]]) -> list[tuple[Row, Fraction]]:
    """Return the equations in reduced row echelon form: those that combinations make as short as can be."""
    done: list[tuple[str, Row, Fraction]] = []
    for row, total in rows:
        left, rest = dict(row), total
        for pivot, other, other_total in done:
            left, rest = _minus(left, rest, left.get(pivot, Fraction(0)), other, other_total)
        if left:
            pivot = min(left)
            scale = left[pivot]
            left, rest = {name: times / scale for name, times in left.items()}, rest / scale
            done = [
                (name, *_minus(other, other_total, other.get(pivot, Fraction(0)), left, rest))
                for name, other, other_total in done
            ]
            done.append((pivot, left, rest))
        elif rest:
            raise ValueError(rest)
    return [(row, total) for _, row, total in done]


def _minus(row: Row, total: Fraction, times: Fraction, other: Row, other_total: Fraction) -> tuple[Row, Fraction]:
    """Return *row* minus *times* the *other* one."""
    if not times:
        return row, total
    left = {
        name: row.get(name, Fraction(0)) - times * other.get(name, Fraction(0)) for name in row.keys() | other.keys()
    }
    return {name: each for name, each in left.items() if each}, total - times * other_total
