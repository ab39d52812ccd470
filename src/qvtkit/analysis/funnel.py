"""Funnels: several establishments or teams about a common target, without a ranking.

Exact limits: Spiegelhalter, Statistics in Medicine 2005;24:1185, appendix A.1.1. Arcsine limits with additive
over-dispersion: as FunnelPlotR 0.6.0 for proportions.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.analysis import distributions as law
from qvtkit.analysis.numbers import clean
from qvtkit.analysis.proportions import is_share

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Cdf = Callable[[int], float]

FEW_UNITS = 8
"""Under this number each unit is set beside the mean of the others, and only the 99.8 % limits are read."""
ENOUGH_FOR_DISPERSION = 10
"""Over-dispersion is told, and adjusted for, from this number of units."""
P95, P998 = (0.025, 0.975), (0.001, 0.999)
Z95, Z998 = 1.959964, 3.090232
"""As FunnelPlotR rounds them."""
WINSORISED = 0.1
LARGEST_EXACT = 10_000_000
"""Denominator, or expected events, of one unit beyond which the exact limits take too long: none are given."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of an exact funnel; None where its denominator does not allow it."""

    rate: float | None
    target: float | None
    lo95: float | None = None
    hi95: float | None = None
    lo998: float | None = None
    hi998: float | None = None
    p_lower: float | None = None
    """P(X <= observed) under the target."""
    p_upper: float | None = None
    """P(X >= observed) under the target."""

    @property
    def to_explore(self) -> bool:
        """Tell whether chance alone would put the unit so far less than once in 1,000: a question, never a judgement.

        By the exact tails: with very few cases the limit, set between two counts, is crossed by any unit at 100 %.
        """
        tails = [tail for tail in (self.p_lower, self.p_upper) if tail is not None]
        return bool(tails) and min(tails) < P998[0]


@dataclass(frozen=True, slots=True)
class Arcsine:
    """An approximate funnel of proportions, with its over-dispersion."""

    target: float
    phi: float
    """Dispersion: about 1 where units differ by chance alone."""
    tau2: float
    """Variance between units, on the arcsine scale."""
    limits: tuple[tuple[float, float, float, float], ...]
    """For each unit: lo95, hi95, lo998, hi998."""
    adjusted: tuple[tuple[float, float, float, float], ...]
    """The same, widened by tau2."""


def pooled(numerators: Sequence[float], denominators: Sequence[float]) -> float | None:
    """Return the rate of all units together; None without a denominator."""
    total = sum(denominators)
    return sum(numerators) / total if total > 0 else None


def targets(
    numerators: Sequence[float], denominators: Sequence[float], *, others: bool | None = None
) -> list[float | None]:
    """Return the target of each unit: the pooled rate, or that of the other units.

    *others* unsaid: the other units when there are fewer than eight, for one of few weighs on the common mean.
    """
    if others is None:
        others = len(denominators) < FEW_UNITS
    if not others:
        return [pooled(numerators, denominators)] * len(denominators)
    count, total = sum(numerators), sum(denominators)
    return [
        pooled([count - own_count], [total - own_total])
        for own_count, own_total in zip(numerators, denominators, strict=True)
    ]


def binomial_funnel(
    numerators: Sequence[int], denominators: Sequence[int], target: Sequence[float | None] | float | None = None
) -> tuple[Unit, ...]:
    """Return the exact funnel of proportions, from 0 to 1; *target*: one for all, one each, or the pooled rate."""
    return tuple(
        _binomial_unit(count, total, aim)
        for count, total, aim in zip(numerators, denominators, _each(target, numerators, denominators), strict=True)
    )


def poisson_funnel(
    counts: Sequence[int], exposures: Sequence[float], target: Sequence[float | None] | float | None = None
) -> tuple[Unit, ...]:
    """Return the exact funnel of events per unit of exposure; *target* as in `binomial_funnel`."""
    return tuple(
        _poisson_unit(count, exposure, aim)
        for count, exposure, aim in zip(counts, exposures, _each(target, counts, exposures), strict=True)
    )


def arcsine_funnel(
    numerators: Sequence[int], denominators: Sequence[int], target: float | None = None
) -> Arcsine | None:
    """Return the approximate funnel with over-dispersion; None unless every unit has a proportion.

    sin²(asin √target ± z / (2√n)); the z-scores of the units are winsorised at 10 and 90 %.
    """
    aim = pooled(numerators, denominators) if target is None else target
    usable = all(map(is_share, numerators, denominators))
    if aim is None or not usable or not 0 <= aim <= 1:
        return None
    angle = math.asin(math.sqrt(aim))
    scores = [
        2 * math.sqrt(total) * (math.asin(math.sqrt(count / total)) - angle)
        for count, total in zip(numerators, denominators, strict=True)
    ]
    low, high = quantile7(scores, WINSORISED), quantile7(scores, 1 - WINSORISED)
    phi = math.fsum(min(max(score, low), high) ** 2 for score in scores) / len(scores)
    tau2 = _tau2(phi, [4 * total for total in denominators])
    return Arcsine(
        aim, phi, tau2,
        tuple(_arcsine_limits(angle, 1 / (4 * total)) for total in denominators),
        tuple(_arcsine_limits(angle, 1 / (4 * total) + tau2) for total in denominators),
    )  # fmt: skip


def quantile7(values: Sequence[float], share: float) -> float:
    """Return a quantile by linear interpolation (type 7 of Hyndman and Fan, 1996)."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * share
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def _each(
    target: Sequence[float | None] | float | None, numerators: Sequence[float], denominators: Sequence[float]
) -> Sequence[float | None]:
    if target is None:
        return targets(numerators, denominators, others=False)
    return clean([target] * len(denominators) if isinstance(target, int | float) else target)


def _binomial_unit(count: int, total: int, target: float | None) -> Unit:
    if not is_share(count, total):
        return Unit(None, target)
    if target is None or not 0 <= target <= 1:
        return Unit(count / total, None)
    if total > LARGEST_EXACT:
        return Unit(count / total, target)

    def cdf(k: int) -> float:
        return law.binomial_cdf(k, total, target)

    def limit(p: float) -> float:
        return min(1.0, _interpolated(cdf, lambda k: law.binomial_pmf(k, total, target), p, total) / total)

    return _unit(count / total, target, limit, cdf(count), law.binomial_sf(count, total, target))


def _poisson_unit(count: int, exposure: float, target: float | None) -> Unit:
    rate = count / exposure if count >= 0 and 0 < exposure < math.inf else math.inf
    if rate == math.inf:
        return Unit(None, target)
    if target is None or not 0 <= target * exposure < math.inf:
        return Unit(rate, None)
    mean = target * exposure
    if mean > LARGEST_EXACT:
        return Unit(rate, target)
    most = math.ceil(mean + 20 * math.sqrt(mean) + 20)

    def cdf(k: int) -> float:
        return law.poisson_cdf(k, mean)

    def limit(p: float) -> float:
        return _interpolated(cdf, lambda k: law.poisson_pmf(k, mean), p, most) / exposure

    return _unit(rate, target, limit, cdf(count), law.poisson_sf(count, mean))


def _unit(rate: float, target: float, limit: Callable[[float], float], p_lower: float, p_upper: float) -> Unit:
    lo95, hi95, lo998, hi998 = (max(0.0, limit(p)) for p in (*P95, *P998))
    return Unit(rate, target, lo95, hi95, lo998, hi998, p_lower, p_upper)


def _interpolated(cdf: Cdf, pmf: Cdf, p: float, most: int) -> float:
    """Return the count at which exactly *p* would lie below, between two whole counts."""
    rank = law.quantile(cdf, p, most)
    return rank - (cdf(rank) - p) / pmf(rank)


def _tau2(phi: float, weights: Sequence[float]) -> float:
    """Return the variance between units (DerSimonian and Laird), 0 where chance is enough."""
    units, total = len(weights), sum(weights)
    spread = total - sum(weight * weight for weight in weights) / total
    return max(0.0, (units * phi - (units - 1)) / spread) if spread > 0 else 0.0


def _arcsine_limits(angle: float, variance: float) -> tuple[float, float, float, float]:
    ends = (angle + z * math.sqrt(variance) for z in (-Z95, Z95, -Z998, Z998))
    lo95, hi95, lo998, hi998 = (math.sin(end) ** 2 for end in ends)
    return lo95, hi95, lo998, hi998
