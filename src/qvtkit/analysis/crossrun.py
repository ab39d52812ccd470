"""How often chance alone gives so many crossings and so long a run: the exact joint law.

Source: Wentzel-Larsen & Anhøj, « Joint distribution for number of crossings and longest run in independent Bernoulli
observations », PLoS ONE 2019;14(10):e0223233. The law is counted here by compositions: c crossings cut the n points
into c + 1 runs, on one side and the other in turn, and each way to cut n into c + 1 parts is a series.
"""

from __future__ import annotations

import math
from functools import lru_cache

MOST = 1000
"""Beyond so many points the exact count is no longer worth its time."""


@lru_cache(maxsize=4096)
def cuts(total: int, parts: int, longest: int) -> int:
    """Count the ways to cut *total* into *parts* whole numbers from 1 to *longest*, in order."""
    if parts < 1 or not parts <= total <= parts * longest:
        return int(parts == 0 == total)
    ways = 0
    for over in range(min(parts, (total - parts) // longest) + 1):
        ways += (-1) ** over * math.comb(parts, over) * math.comb(total - over * longest - 1, parts - 1)
    return ways


def joint_law(n: int, probability: float = 0.5) -> tuple[tuple[float, ...], ...]:
    """Return P(crossings = row, longest run = column + 1) for *n* independent points, as n rows of n floats.

    *probability* is that of a point above the centre. Meant for n up to a few dozen.
    """
    cumulated = [[_at_most(n, crossings, longest, probability) for longest in range(n + 1)] for crossings in range(n)]
    return tuple(tuple(row[longest] - row[longest - 1] for longest in range(1, n + 1)) for row in cumulated)


def _at_most(n: int, crossings: int, longest: int, probability: float) -> float:
    """Return P(that many crossings, no run longer than *longest*)."""
    if longest == 0:
        return 0.0
    if probability == 0.5:  # noqa: PLR2004 -- one half: every series weighs the same
        return 2 * cuts(n, crossings + 1, longest) / (1 << n)
    one, other = (crossings + 2) // 2, (crossings + 1) // 2
    below = 1 - probability
    return math.fsum(
        cuts(first, one, longest)
        * cuts(n - first, other, longest)
        * (probability**first * below ** (n - first) + below**first * probability ** (n - first))
        for first in range(n + 1)
    )


def signal_probability(n: int, *, longest_run_max: int, crossings_min: int) -> float | None:
    """Return the chance that *n* random points about their true centre pass one of the two limits.

    None above 1,000 points. With a centre computed on the same points the chance is smaller.
    """
    if n > MOST:
        return None
    if n < 1:
        return 0.0
    within = sum(cuts(n, crossings + 1, longest_run_max) for crossings in range(max(crossings_min, 0), n))
    return ((1 << n) - 2 * within) / (1 << n)


def long_run_probability(n: int, longest_run_max: int) -> float | None:
    """Return the chance of a run longer than *longest_run_max* in *n* random points; None above 1,000 points."""
    return signal_probability(n, longest_run_max=longest_run_max, crossings_min=0)


def few_crossings_probability(n: int, crossings_min: int) -> float | None:
    """Return the chance of fewer than *crossings_min* crossings in *n* random points; None above 1,000 points."""
    return signal_probability(n, longest_run_max=max(n, 1), crossings_min=crossings_min)
