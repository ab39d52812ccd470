"""Binomial, Poisson and hypergeometric probabilities, with the standard library alone.

Tails are summed from the observed count outwards, where the terms shrink: a few hundred terms at most, no
cancellation. Relative precision: about 1e-12 for counts in the thousands.
"""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

NEGLIGIBLE = 1e-18
SAME = 1 + 1e-7
"""Two probabilities closer than this count as equal in a two-sided test, as in R."""


def z_of(level: float) -> float:
    """Return the normal quantile of a two-sided interval at *level* (0.95 gives 1.96); ValueError as `tail_of`."""
    return NormalDist().inv_cdf(1 - tail_of(level))


def tail_of(level: float) -> float:
    """Return what a two-sided interval leaves out on each side; ValueError unless *level* is between 0 and 1."""
    if not 0 < level < 1:
        raise ValueError(level)
    return (1 - level) / 2


def binomial_pmf(k: int, n: int, p: float) -> float:
    """Return P(X = k) for X binomial(n, p), p from 0 to 1; 0 outside 0 to n."""
    if not 0 <= k <= n:
        return 0.0
    if p in {0, 1}:
        return float(k == n * p)
    return math.exp(_log_choose(n, k) + k * math.log(p) + (n - k) * math.log1p(-p))


def binomial_cdf(k: int, n: int, p: float) -> float:
    """Return P(X <= k) for X binomial(n, p)."""
    if p in {0, 1}:
        return float(k >= n * p)
    if k < n * p:
        return _tail(binomial_pmf(k, n, p), lambda i: (k - i) * (1 - p) / ((n - k + i + 1) * p))
    return 1 - binomial_sf(k + 1, n, p)


def binomial_sf(k: int, n: int, p: float) -> float:
    """Return P(X >= k) for X binomial(n, p)."""
    if p in {0, 1}:
        return float(k <= n * p)
    if k > n * p:
        return _tail(binomial_pmf(k, n, p), lambda i: (n - k - i) * p / ((k + i + 1) * (1 - p)))
    return 1 - binomial_cdf(k - 1, n, p)


def poisson_pmf(k: int, mean: float) -> float:
    """Return P(X = k) for X Poisson(mean)."""
    if k < 0:
        return 0.0
    if mean == 0:
        return float(k == 0)
    return math.exp(k * math.log(mean) - mean - math.lgamma(k + 1))


def poisson_cdf(k: int, mean: float) -> float:
    """Return P(X <= k) for X Poisson(mean)."""
    if k < mean:
        return _tail(poisson_pmf(k, mean), lambda i: (k - i) / mean)
    return 1 - poisson_sf(k + 1, mean)


def poisson_sf(k: int, mean: float) -> float:
    """Return P(X >= k) for X Poisson(mean)."""
    if k > mean:
        return _tail(poisson_pmf(k, mean), lambda i: mean / (k + i + 1))
    return 1 - poisson_cdf(k - 1, mean)


def quantile(cdf: Callable[[int], float], p: float, most: int) -> int:
    """Return the smallest integer k, from 0 to *most*, with cdf(k) >= p."""
    low, high = 0, most
    while low < high:
        middle = (low + high) // 2
        if cdf(middle) >= p:
            high = middle
        else:
            low = middle + 1
    return low


def binomial_test(k: int, n: int, p: float = 0.5) -> float:
    """Return the exact two-sided p-value: the outcomes no more probable than the observed one."""
    seen, mean = binomial_pmf(k, n, p) * SAME, n * p
    if k == mean:
        return 1.0
    if k < mean:  # the other tail begins at the first outcome above the mean that is as rare
        start = math.ceil(mean)
        far = start + quantile(lambda i: float(binomial_pmf(start + i, n, p) <= seen), 1, n + 1 - start)
        return min(1.0, binomial_cdf(k, n, p) + binomial_sf(far, n, p))
    start = math.floor(mean)
    far = start - quantile(lambda i: float(binomial_pmf(start - i, n, p) <= seen), 1, start + 1)
    return min(1.0, binomial_cdf(far, n, p) + binomial_sf(k, n, p))


def hypergeometric_pmf(k: int, good: int, bad: int, drawn: int) -> float:
    """Return P(X = k): *k* good ones among *drawn* from *good* + *bad*; ValueError where that cannot be."""
    return math.exp(_log_choose(good, k) + _log_choose(bad, drawn - k) - _log_choose(good + bad, drawn))


def root(increasing: Callable[[float], float], low: float, high: float) -> float:
    """Return where an increasing function crosses zero between *low* and *high*, to the last bit."""
    while low < (middle := low + (high - low) / 2) < high:
        if increasing(middle) < 0:
            low = middle
        else:
            high = middle
    return high


def _tail(first: float, ratio: Callable[[int], float]) -> float:
    """Sum terms that shrink, each the one before times ratio(i), from *first*."""
    terms, rank, term = [first], 0, first
    while first and (term := term * ratio(rank)) > NEGLIGIBLE * first:
        terms.append(term)
        rank += 1
    return min(1.0, math.fsum(terms))


def _log_choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
