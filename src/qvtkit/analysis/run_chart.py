"""The run chart about the median, with the rules of Anhøj: runs too long, crossings too few.

Sources: Anhøj & Olesen, PLoS ONE 2014;9:e113825; Anhøj, PLoS ONE 2015; qicharts2 0.8.1. Unlike that package, no verdict
is given under ten useful points: the limits were published from ten on.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from qvtkit.analysis.crossrun import signal_probability
from qvtkit.analysis.numbers import bounds, known, median, side
from qvtkit.analysis.run_boxes import Method, beyond_box

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

MINIMUM = 10
"""Useful points under which the counts are shown and no verdict is given."""


@dataclass(frozen=True, slots=True)
class RunPart:
    """What the points of one part of a run chart say; positions from 0, the last one included."""

    first: int
    last: int
    n_obs: int
    """Points that are not put aside, missing ones included."""
    n_useful: int
    """Points that are neither missing, nor put aside, nor exactly on the centre."""
    centre: float | None
    longest_run: int | None = None
    longest_run_max: int | None = None
    crossings: int | None = None
    crossings_min: int | None = None
    beyond: bool = False
    """A limit is passed, however few the points are."""

    @property
    def signal(self) -> bool | None:
        """Whether the points are out of the ordinary; None under ten useful points."""
        return self.beyond if self.n_useful >= MINIMUM else None

    @property
    def false_signal(self) -> float | None:
        """How often random points about their true centre give a signal; None where no verdict is given."""
        return false_signal(self.n_useful) if self.n_useful >= MINIMUM else None


def longest_run_max(n_useful: int) -> int:
    """Return the longest run that is still ordinary among *n_useful* points: log2 rounded, plus three."""
    return round(math.log2(n_useful)) + 3


@lru_cache(maxsize=1024)
def crossings_min(n_useful: int) -> int:
    """Return the fewest crossings that are still ordinary: the 5 % quantile of the binomial law (n - 1, 1/2)."""
    chances = max(n_useful - 1, 0)
    term, total, crossings = 1, 1, 0
    while 20 * total < 2**chances:
        term = term * (chances - crossings) // (crossings + 1)
        total += term
        crossings += 1
    return crossings


@lru_cache(maxsize=1024)
def false_signal(n_useful: int) -> float | None:
    """Return the chance that *n_useful* random points about their true centre are flagged; None above 1,000."""
    return signal_probability(
        n_useful, longest_run_max=longest_run_max(n_useful), crossings_min=crossings_min(n_useful)
    )


def run_chart(
    values: Sequence[float | None],
    *,
    freeze: int | None = None,
    parts: Iterable[int] = (),
    exclude: Collection[int] = (),
    method: Method = "anhoej",
) -> tuple[RunPart, ...]:
    """Return the analysis of each part of *values*, in order; missing values are None.

    *freeze*: the centre is the median of the first so many points of the part. *parts*: positions (from 0) where a
    new part begins. *exclude*: positions that count neither for the centre nor for the runs.
    """
    return tuple(
        _part(values, first, last, freeze=freeze, exclude=exclude, method=method)
        for first, last in bounds(len(values), parts)
    )


def _part(
    values: Sequence[float | None],
    first: int,
    last: int,
    *,
    freeze: int | None,
    exclude: Collection[int],
    method: Method,
) -> RunPart:
    """Return the analysis of the points from *first* to *last*."""
    kept = [position for position in range(first, last + 1) if position not in exclude]
    base = kept if freeze is None else [position for position in kept if position - first < freeze]
    centre = median(known(values[position] for position in base))
    sides = [] if centre is None else _sides(values, kept, centre)
    if not sides:
        return RunPart(first, last, len(kept), 0, centre)
    runs = [sum(1 for _ in run) for _, run in groupby(sides)]
    useful, longest, crossings = len(sides), max(runs), len(runs) - 1
    return RunPart(
        first,
        last,
        len(kept),
        useful,
        centre,
        longest,
        longest_run_max(useful),
        crossings,
        crossings_min(useful),
        beyond=signals_runs(useful, crossings, longest, method),
    )


def _sides(values: Sequence[float | None], kept: Iterable[int], centre: float) -> list[int]:
    """Return the side of each useful value: 1 above *centre*, -1 below it."""
    found = (side(value, centre) for value in known(values[position] for position in kept))
    return [each for each in found if each != 0]


def signals_runs(n_useful: int, crossings: int, longest_run: int, method: Method = "anhoej") -> bool:
    """Tell whether so many crossings and so long a run pass the limits for *n_useful* points.

    The best box and the cut box exist for 10 to 100 useful points; elsewhere the rules of Anhøj stand in.
    """
    boxed = None if method == "anhoej" else beyond_box(n_useful, crossings, longest_run, method)
    if boxed is not None:
        return boxed
    return longest_run > longest_run_max(n_useful) or crossings < crossings_min(n_useful)
