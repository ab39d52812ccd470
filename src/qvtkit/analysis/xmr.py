"""Individuals and moving ranges (XmR): a centre and two limits from the values themselves.

Sources: Making Data Count (NHS England), « SPC charts – XmR testing », Single Chart Tool v5.0: mean ± 2.66 × the mean
moving range, no screening; NHSRplotthedots 0.2.2: the same, screened; qicharts2 0.8.1 and qcc: mean ± 3 × the mean
moving range / 1.128, which is 1.5·10⁻⁴ narrower. Screening: Nelson, Journal of Quality Technology, 1982.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from qvtkit.analysis.numbers import clean, known, mean

if TYPE_CHECKING:
    from collections.abc import Sequence

FACTOR_MDC = 2.66
"""Half-width in mean moving ranges, as Making Data Count rounds it."""
D2 = 1.128
"""Mean range of two normal values, in standard deviations."""
FACTOR_SHEWHART = 3 / D2
RANGE_LIMIT = 3.267
"""Upper limit of the moving ranges, in mean moving ranges."""


@dataclass(frozen=True, slots=True)
class Limits:
    """A centre and the two limits around it, in the unit of the values; always finite."""

    centre: float
    lower: float
    upper: float

    @property
    def width(self) -> float:
        """The distance between the limits; 0 when it exceeds the largest float."""
        width = self.upper - self.lower
        return width if math.isfinite(width) else 0.0

    @property
    def two_sigma(self) -> tuple[float, float]:
        """The lines at two thirds of the way from the centre to each limit."""
        return (
            self.centre - 2 * ((self.centre - self.lower) / 3),
            self.centre + 2 * ((self.upper - self.centre) / 3),
        )


def moving_ranges(values: Sequence[float | None], *, across_gaps: bool = True) -> list[float]:
    """Return the distance of each value to the one before; n values give at most n - 1 ranges.

    A missing value is passed over, or, without *across_gaps*, the two ranges that touch it are left out.
    """
    if across_gaps:
        present = known(values)
        return [abs(after - before) for before, after in pairwise(present)]
    return [
        abs(after - before) for before, after in pairwise(clean(values)) if before is not None and after is not None
    ]


def mean_range(ranges: Sequence[float], *, screen: bool = False, limit: float = RANGE_LIMIT) -> float | None:
    """Return the mean moving range; None without ranges or when it would not be finite.

    With *screen*, the ranges at or above *limit* times the mean are dropped once and the mean is taken anew; when that
    drops them all, as it does for a constant series, nothing is left to say: None.
    """
    if not all(map(math.isfinite, ranges)):
        return None
    first = mean(ranges)
    if first is None or not screen:
        return first
    return mean([value for value in ranges if value < limit * first])


def range_limit(values: Sequence[float | None], *, screen: bool = False, across_gaps: bool = True) -> float | None:
    """Return the upper limit of the moving ranges: 3.267 times their mean; None when there is none."""
    average = mean_range(moving_ranges(values, across_gaps=across_gaps), screen=screen)
    limit = None if average is None else RANGE_LIMIT * average
    return limit if limit is not None and math.isfinite(limit) else None


def xmr_limits(
    values: Sequence[float | None], *, factor: float = FACTOR_MDC, screen: bool = False, across_gaps: bool = True
) -> Limits | None:
    """Return the mean of *values* and the limits at *factor* mean moving ranges of it.

    None with fewer than two values, when screening leaves no range, or when a limit exceeds the largest float. A
    constant series without screening has its two limits on its centre.
    """
    centre = mean(known(values))
    average = mean_range(moving_ranges(values, across_gaps=across_gaps), screen=screen)
    if centre is None or average is None:
        return None
    return limits_around(centre, factor * average)


def limits_around(centre: float, half_width: float) -> Limits | None:
    """Return the limits at *half_width* of *centre*; None when one of them is not a finite number."""
    limits = Limits(centre, centre - half_width, centre + half_width)
    return limits if math.isfinite(limits.lower) and math.isfinite(limits.upper) else None
