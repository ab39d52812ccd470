"""Two small groups of values, before and after: exact rank-sum test, Cliff’s delta, Hodges–Lehmann shift.

The test is the permutation test on mid-ranks (Wilcoxon–Mann–Whitney with ties): every way to share the values out
is counted, nothing is assumed of their distribution. Interval of the shift: order statistics of the differences
(Hodges and Lehmann, 1963), as R’s `wilcox.test(conf.int = TRUE)`.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from functools import lru_cache
from statistics import NormalDist
from typing import TYPE_CHECKING, NamedTuple

from qvtkit.analysis.distributions import tail_of
from qvtkit.analysis.numbers import finite, known, median

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LARGEST_EXACT = 6_000_000_000
"""Bytes touched by the exact count, about a second: two groups of 90. Beyond: the normal law, and it is said."""


class RankTest(NamedTuple):
    """What the ranks of two groups say."""

    n_before: int
    n_after: int
    u_before: float
    """Pairs where the value before is the higher one; a tie counts for a half."""
    p: float
    """Two-sided p-value."""
    exact: bool
    ties: bool
    delta: float
    """Cliff’s delta: P(after > before) - P(after < before), from -1 to 1."""
    best_p: float
    """The smallest p that groups of these sizes can give without ties: above 0.05 nothing can be concluded."""


class Shift(NamedTuple):
    """By how much the values moved, in their unit: the median of all differences after - before."""

    value: float
    low: float
    high: float
    level: float
    """The exact level of the interval: with very few values it cannot reach 0.95."""
    announced: float
    """0.95 while the exact level is not far below it, else the exact level, as R prints it."""


def present(values: Iterable[float | None]) -> list[float]:
    """Return the values that are there and finite, in order."""
    return known(map(finite, values))


def best_p(n_before: int, n_after: int) -> float:
    """Return the smallest two-sided p that groups without ties can give: 2 / C(n_before + n_after, n_before).

    With ties a p may fall below it (one extreme order is then rarer than its mirror): no reason to conclude from less.
    """
    return min(1.0, 2 / math.comb(n_before + n_after, n_before))


def rank_test(before: Iterable[float | None], after: Iterable[float | None]) -> RankTest | None:
    """Compare two independent groups by their ranks; None when one of them is empty.

    Missing values (None, NaN, infinity) are left out. Two groups that are all alike give p = 1.
    """
    first, second = present(before), present(after)
    if not first or not second:
        return None
    pooled = sorted(first + second)
    ranks = [bisect_left(pooled, value) + 1 + bisect_right(pooled, value) for value in pooled]
    own = sum(bisect_left(pooled, value) + 1 + bisect_right(pooled, value) for value in first)
    n, m = len(first), len(second)
    pairs_won = own - n * (n + 1)  # twice u_before
    exact = _cost(min(n, m), n + m) <= LARGEST_EXACT
    small = own if n <= m else sum(ranks) - own
    p = _exact_p(ranks, min(n, m), small) if exact else _normal_p(ranks, n, own)
    return RankTest(
        n, m, pairs_won / 2, p, exact, len(set(pooled)) < n + m, (n * m - pairs_won) / (n * m), best_p(n, m)
    )


def hodges_lehmann(
    before: Iterable[float | None], after: Iterable[float | None], *, level: float = 0.95
) -> Shift | None:
    """Return the shift after - before with its interval; None when a group is empty or a difference is not finite.

    Raises ValueError when *level* is not between 0 and 1.
    """
    first, second = present(before), present(after)
    differences = sorted(after_one - before_one for before_one in first for after_one in second)
    centre = median(differences) if all(map(math.isfinite, differences)) else None
    if centre is None:
        return None
    n, m = len(first), len(second)
    rank, missed = _interval_rank(min(n, m), max(n, m), 2 * tail_of(level))
    announced = 1 - missed if missed - (1 - level) > (1 - level) / 2 else level
    return Shift(centre, differences[rank - 1], differences[n * m - rank], 1 - missed, announced)


def _cost(small: int, total: int) -> float:
    """Bytes that the exact count goes through: one addition of a whole table for each value and each size."""
    fields = 2 * small * (total - small) + 1
    return small * total * fields * (math.comb(total, small).bit_length() / 8 + 1)


def _exact_p(ranks: Sequence[int], size: int, observed: int) -> float:
    """Return the share of the ways to draw *size* doubled ranks whose sum is as far from its mean as *observed*."""
    lowest = min(ranks)
    counts = sums_of_draws([rank - lowest for rank in ranks], size)
    twice_mean = 2 * size * (len(ranks) + 1 - lowest)  # mean of the doubled ranks: N + 1
    far = abs(2 * (observed - size * lowest) - twice_mean)
    return sum(count for total, count in enumerate(counts) if abs(2 * total - twice_mean) >= far) / sum(counts)


def sums_of_draws(ranks: Sequence[int], size: int) -> list[int]:
    """Return how many draws of *size* of the *ranks* (whole, >= 0) have each sum, from 0.

    One whole number holds the table of a size: a field of fixed width for each sum. To add a rank to every draw is
    then one shift and one addition.
    """
    width = math.comb(len(ranks), size).bit_length() // 8 + 1
    tables = [1] + [0] * size
    for rank in ranks:
        for drawn in range(size, 0, -1):
            tables[drawn] += tables[drawn - 1] << (8 * width * rank)
    return fields(tables[size], width)


def fields(table: int, width: int) -> list[int]:
    """Return the numbers that *table* holds, *width* bytes each, the first sum first."""
    raw = table.to_bytes((table.bit_length() // 8 // width + 1) * width, "little")
    return [int.from_bytes(raw[place : place + width], "little") for place in range(0, len(raw), width)]


def _normal_p(ranks: Sequence[int], n: int, observed: int) -> float:
    """Return the two-sided p of the normal approximation, with ties and continuity taken into account."""
    total = len(ranks)
    mean = n * (total + 1)
    spread = sum((rank - total - 1) ** 2 for rank in ranks) * n * (total - n) / (total * (total - 1))
    away = max(0.0, abs(observed - mean) - 1)
    return min(1.0, 2 * NormalDist().cdf(-away / math.sqrt(spread))) if spread and away else 1.0


def _interval_rank(small: int, large: int, alpha: float) -> tuple[int, float]:
    """Return which difference bounds the interval (1 for the first), and the probability that it misses."""
    if small * small * large > 2_000_000:  # noqa: PLR2004 (no clinic has so many months: the normal law serves)
        middle, spread = small * large / 2, math.sqrt(small * large * (small + large + 1) / 12)
        return max(1, math.floor(middle + NormalDist().inv_cdf(alpha / 2) * spread)), alpha
    counts = _pairs_won(small, large)
    total, below, rank = math.comb(small + large, small), 0, 0
    while (below + counts[rank]) / total < alpha / 2:
        below += counts[rank]
        rank += 1
    if rank == 0:
        return 1, min(1.0, 2 * counts[0] / total)
    return rank, 2 * below / total


@lru_cache(maxsize=64)
def _pairs_won(small: int, large: int) -> tuple[int, ...]:
    """Return how many orders of two groups without ties give each number of pairs won (Gaussian binomial)."""
    counts = [1] + [0] * (small * large)
    for size in range(1, small + 1):
        for place in range(len(counts) - 1, large + size - 1, -1):
            counts[place] -= counts[place - large - size]
        for place in range(size, len(counts)):
            counts[place] += counts[place - size]
    return tuple(counts)
