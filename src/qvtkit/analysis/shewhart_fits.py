"""The centre and the sigma that each kind of Shewhart chart gives to a part of a series. Sources: see `shewhart.py`."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from qvtkit.analysis.numbers import finite, known, mean, median
from qvtkit.analysis.xmr import D2, RANGE_LIMIT, mean_range, moving_ranges

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Kind = Literal["i", "mr", "p", "pp", "u", "up", "c", "g", "t", "ip"]
"""Individuals, their moving ranges; proportion, Laney's p′; rate, Laney's u′; count; cases between events; time
between; normalised I."""
RATIOS = ("p", "pp", "u", "up")
POWER = 3.6
"""Times between events to the power 1/3.6 are nearly normal (Nelson 1994)."""
RANGE_LIMIT_IP = 3.2665


@dataclass(frozen=True, slots=True)
class Part:
    """The points of a part: values, numerators, denominators, and the places its centre is computed from."""

    y: list[float | None]
    x: list[float | None]
    n: list[float | None]
    base: list[int]
    screen: bool

    def of_base(self, values: Sequence[float | None]) -> list[float | None]:
        """Return those of *values* that the centre is computed from."""
        return [values[place] for place in self.base]


@dataclass(frozen=True, slots=True)
class Fit:
    """A centre and the sigma of each point about it; *drawn*: the centre to show when it is another."""

    centre: float | None
    sigmas: list[float | None]
    drawn: float | None = None
    sigma_z: float | None = None


def fit(kind: Kind, part: Part) -> Fit:
    """Return the centre and the sigmas that a kind of chart gives to a part."""
    if kind in RATIOS:
        return _ratio(kind, part)
    if kind == "ip":
        return _normalised(part)
    if kind == "t":
        return _individuals([_root(value) for value in part.y], part) if _positive(part.y) else _none(part)
    if kind == "i":
        return _individuals(part.y, part)
    centre = mean(known(part.of_base(part.y)))
    if kind == "mr":  # three sigma above their mean, the ranges reach 3.267 times it
        return Fit(centre, [None if centre is None else (RANGE_LIMIT - 1) / 3 * centre] * len(part.y))
    variance = None if centre is None else centre if kind == "c" else centre * (centre + 1)
    sigmas = [_sqrt(variance)] * len(part.y)
    return Fit(centre, sigmas, median(known(part.of_base(part.y))) if kind == "g" else None)


def _individuals(values: Sequence[float | None], part: Part) -> Fit:
    """Return the mean, and the mean moving range over 1.128; a range that touches a missing value is left out."""
    base = part.of_base(values)
    average = mean_range(moving_ranges(base, across_gaps=False), screen=part.screen)
    return Fit(mean(known(base)), [None if average is None else average / D2] * len(values))


def _ratio(kind: Kind, part: Part) -> Fit:
    """Return the overall ratio with the sigma that each denominator gives, times sigma z for p′ and u′."""
    centre = divided(_total(part.of_base(part.x)), _total(part.of_base(part.n)))
    if centre is None:
        return _none(part)
    variance = centre * (1 - centre) if kind in {"p", "pp"} else centre
    sigmas = [_sqrt(divided(variance, n)) for n in part.n]
    if kind in {"p", "u"}:
        return Fit(centre, sigmas)
    scores = [None if y is None else divided(y - centre, sigma) for y, sigma in zip(part.y, sigmas, strict=True)]
    average = mean_range(moving_ranges(part.of_base(scores), across_gaps=False), screen=part.screen)
    wider = None if average is None else average / D2
    return Fit(centre, [None if s is None or wider is None else s * wider for s in sigmas], sigma_z=wider)


def _normalised(part: Part) -> Fit:
    """Return the overall ratio with a sigma from successive differences, each in proportion to its denominators."""
    sizes = part.n if known(part.n) else [None if y is None else 1.0 for y in part.y]
    weighted = [None if y is None or n is None else y * n for y, n in zip(part.y, sizes, strict=True)]
    centre = divided(_total(part.of_base(weighted)), _total(part.of_base(sizes)))
    steps = [
        math.sqrt(math.pi / 2) * abs(after - before) / math.sqrt(1 / small + 1 / big)
        for (before, small), (after, big) in pairwise(zip(part.y, sizes, strict=True))
        if before is not None and after is not None and small is not None and big is not None
    ]
    average = mean_range(steps, screen=part.screen, limit=RANGE_LIMIT_IP)
    return Fit(centre, [None if average is None or n is None else average * math.sqrt(1 / n) for n in sizes])


def ranges(values: Sequence[float | None]) -> list[float | None]:
    """Return the distance of each value to the one before; None for the first, and where one of the two lacks."""
    steps = [None if a is None or b is None else finite(abs(b - a)) for a, b in pairwise(values)]
    return [None, *steps][: len(values)]


def _none(part: Part) -> Fit:
    """Return a part without centre nor limits."""
    return Fit(None, [None] * len(part.y))


def _positive(values: Iterable[float | None]) -> bool:
    """Tell whether all values are above zero, as times between events have to be."""
    return all(value > 0 for value in known(values))


def _root(value: float | None) -> float | None:
    """Return the root that makes times between events nearly normal."""
    return None if value is None else value ** (1 / POWER)


def _sqrt(value: float | None) -> float | None:
    """Return the square root; None for a negative number, as when there are more events than occasions."""
    return None if value is None or value < 0 else math.sqrt(value)


def _total(values: Iterable[float | None]) -> float | None:
    """Return the sum; None without values or when it exceeds the largest float."""
    present = known(values)
    try:
        return math.fsum(present) if present else None
    except OverflowError:
        return None


def divided(numerator: float | None, denominator: float | None) -> float | None:
    """Return the ratio; None without one of them, by zero, or when it exceeds the largest float."""
    if numerator is None or denominator is None or denominator == 0:
        return None
    return finite(numerator / denominator)
