"""Proportions: Wilson and Clopper–Pearson intervals, Newcombe’s difference (method 10), Fisher’s exact test.

Sources: Newcombe, Statistics in Medicine 1998;17:857 and 873.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from qvtkit.analysis.distributions import SAME, binomial_cdf, binomial_sf, hypergeometric_pmf, root, tail_of, z_of


class Interval(NamedTuple):
    """The two ends of an interval."""

    low: float
    high: float


class Difference(NamedTuple):
    """A difference of two proportions, first - second, with its interval; all from -1 to 1."""

    value: float
    low: float
    high: float


def wilson(count: int, total: int, *, level: float = 0.95) -> Interval | None:
    """Return Wilson’s score interval, from 0 to 1, without continuity correction; None without a usable total.

    Raises ValueError when *level* is not between 0 and 1.
    """
    if not is_share(count, total):
        return None
    z2 = z_of(level) ** 2
    share, scale = count / total, 1 + z2 / total
    centre = (share + z2 / (2 * total)) / scale
    half = math.sqrt(z2 * (share * (1 - share) / total + z2 / (4 * total * total))) / scale
    return Interval(0.0 if count == 0 else max(0.0, centre - half), 1.0 if count == total else min(1.0, centre + half))


def clopper_pearson(count: int, total: int, *, level: float = 0.95) -> Interval | None:
    """Return the exact interval of Clopper and Pearson (1934), from 0 to 1; None without a usable total.

    It errs on the wide side. Raises ValueError when *level* is not between 0 and 1.
    """
    if not is_share(count, total):
        return None
    tail = tail_of(level)
    low = 0.0 if count == 0 else root(lambda p: binomial_sf(count, total, p) - tail, 0, 1)
    high = 1.0 if count == total else root(lambda p: tail - binomial_cdf(count, total, p), 0, 1)
    return Interval(low, high)


def newcombe(count1: int, total1: int, count2: int, total2: int, *, level: float = 0.95) -> Difference | None:
    """Return the first proportion minus the second with Newcombe’s hybrid score interval (method 10).

    All from -1 to 1; None without two usable totals. Raises ValueError when *level* is not between 0 and 1.
    """
    first, second = wilson(count1, total1, level=level), wilson(count2, total2, level=level)
    if first is None or second is None:
        return None
    p1, p2 = count1 / total1, count2 / total2
    return Difference(
        p1 - p2,
        p1 - p2 - math.hypot(p1 - first.low, second.high - p2),
        p1 - p2 + math.hypot(first.high - p1, p2 - second.low),
    )


def fisher(count1: int, total1: int, count2: int, total2: int) -> float | None:
    """Return Fisher’s exact two-sided p: the tables no more probable than this one; None without two usable totals."""
    if not is_share(count1, total1) or not is_share(count2, total2):
        return None
    drawn = count1 + count2
    seen = hypergeometric_pmf(count1, total1, total2, drawn) * SAME
    possible = range(max(0, drawn - total2), min(total1, drawn) + 1)
    chances = (hypergeometric_pmf(count, total1, total2, drawn) for count in possible)
    return min(1.0, math.fsum(chance for chance in chances if chance <= seen))


def is_share(count: float, total: float) -> bool:
    """Tell whether *count* among *total* makes a proportion."""
    return total > 0 and 0 <= count <= total
