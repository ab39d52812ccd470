"""Counts of events over an exposure: exact interval of a rate, exact ratio of two rates.

The ratio is conditional on the total of events (Przyborowski and Wilenski, 1940), as R’s `poisson.test`.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from qvtkit.analysis.distributions import binomial_test, poisson_cdf, poisson_sf, root, tail_of
from qvtkit.analysis.proportions import clopper_pearson

LARGEST_ODDS = 1e100


class Rate(NamedTuple):
    """Events per unit of exposure, with its interval."""

    value: float
    low: float
    high: float


class RateRatio(NamedTuple):
    """How many times the first rate the second is contained in it; None where it has no bound or no value."""

    value: float | None
    low: float
    high: float | None
    p: float


def exact_rate(count: int, exposure: float = 1, *, level: float = 0.95) -> Rate | None:
    """Return the rate of *count* events over *exposure* with its exact interval (Garwood, 1936).

    In events per unit of exposure; None without exposure. Raises ValueError when *level* is not between 0 and 1.
    """
    if not _usable(count, exposure):
        return None
    tail = tail_of(level)
    far = count + 20 + 20 * math.sqrt(count + 1)
    low = 0.0 if count == 0 else root(lambda mean: poisson_sf(count, mean) - tail, 0, float(count))
    high = root(lambda mean: tail - poisson_cdf(count, mean), float(count), far)
    rate = Rate(count / exposure, low / exposure, high / exposure)
    return rate if all(map(math.isfinite, rate)) else None


def rate_ratio(
    count1: int, exposure1: float, count2: int, exposure2: float, *, level: float = 0.95
) -> RateRatio | None:
    """Return the first rate over the second, with its exact interval and two-sided p; None without exposure.

    None too where one exposure is so much the greater that their ratio is not a number.
    """
    if not _usable(count1, exposure1) or not _usable(count2, exposure2):
        return None
    odds = exposure2 / exposure1
    if not 0 < odds < LARGEST_ODDS:
        return None
    share = exposure1 / (exposure1 + exposure2)
    bounds = clopper_pearson(count1, count1 + count2, level=level)
    if bounds is None:  # no event at all: nothing is known of the ratio
        return RateRatio(None, 0.0, None, 1.0)
    return RateRatio(
        count1 / count2 * odds if count2 else None,
        bounds.low / (1 - bounds.low) * odds,
        bounds.high / (1 - bounds.high) * odds if bounds.high < 1 else None,
        binomial_test(count1, count1 + count2, share),
    )


def _usable(count: float, exposure: float) -> bool:
    return count >= 0 and 0 < exposure < math.inf
