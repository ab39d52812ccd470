"""Funnels: exact limits about a target, and no ranking."""

from __future__ import annotations

import math

import pytest
import scipy.stats
from hypothesis import given, settings
from hypothesis import strategies as st

from qvtkit.analysis.funnel import arcsine_funnel, binomial_funnel, poisson_funnel, pooled, quantile7, targets

LIMITS = {"lo95": 0.025, "hi95": 0.975, "lo998": 0.001, "hi998": 0.999}


def _definition(law, p, size):
    """Spiegelhalter 2005, A.1.1, with scipy: between the two counts around the quantile."""
    rank = int(law.ppf(p))
    return (rank - (law.cdf(rank) - p) / law.pmf(rank)) / size


@settings(max_examples=30)
@given(
    st.lists(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=1, max_size=8)
)
def test_binomial_limits_follow_their_definition(units):
    counts, totals = [count for count, _ in units], [total for _, total in units]
    for (count, total), unit in zip(units, binomial_funnel(counts, totals), strict=True):
        law = scipy.stats.binom(total, pooled(counts, totals))
        if 0 < unit.target < 1:
            for name, p in LIMITS.items():
                expected = min(1, max(0, _definition(law, p, total)))
                assert getattr(unit, name) == pytest.approx(expected, abs=1e-9)
        assert unit.p_lower == pytest.approx(law.cdf(count), abs=1e-11)
        assert unit.p_upper == pytest.approx(law.sf(count - 1), abs=1e-11)


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 200), st.floats(0.5, 5000)), min_size=1, max_size=8))
def test_poisson_limits_follow_their_definition(units):
    counts, exposures = [count for count, _ in units], [exposure for _, exposure in units]
    for exposure, unit in zip(exposures, poisson_funnel(counts, exposures), strict=True):
        if unit.target * exposure > 1e-6:
            law = scipy.stats.poisson(unit.target * exposure)
            for name, p in LIMITS.items():
                assert getattr(unit, name) * exposure == pytest.approx(max(0, _definition(law, p, 1)), abs=1e-7)


@pytest.mark.parametrize(("counts", "totals"), [([0, 0, 0], [5, 1, 900]), ([5, 1, 900], [5, 1, 900])])
def test_units_all_at_nought_or_all_at_a_hundred_percent_have_finite_limits_and_nothing_to_explore(counts, totals):
    for unit in binomial_funnel(counts, totals):
        assert all(0 <= getattr(unit, name) <= 1 for name in LIMITS)
        assert unit.to_explore is False


def test_a_single_case_at_a_hundred_percent_is_nothing_to_explore():
    alone, *_ = binomial_funnel([1, 80], [1, 100])
    assert alone.rate == 1
    assert alone.to_explore is False


def test_a_unit_far_from_the_others_is_to_be_explored():
    *others, far = binomial_funnel([20, 22, 19, 21, 60], [100] * 5, targets([20, 22, 19, 21, 60], [100] * 5))
    assert far.to_explore is True
    assert far.target == pytest.approx(82 / 400)
    assert [each.target for each in others] == [pytest.approx((142 - count) / 400) for count in (20, 22, 19, 21)]


def test_from_eight_units_on_the_target_is_common():
    assert len(set(targets(range(8), [10] * 8))) == 1
    assert len(set(targets(range(7), [10] * 7))) == 7
    assert targets([3], [10]) == [None]


@pytest.mark.parametrize(("count", "total"), [(0, 0), (4, 3), (-1, 3)])
def test_a_unit_without_a_usable_denominator_is_left_blank(count, total):
    blank, good = binomial_funnel([count, 5], [total, 10], 0.4)
    assert (blank.rate, blank.lo95, blank.to_explore) == (None, None, False)
    assert good.hi998 is not None
    assert poisson_funnel([3, 2], [0, math.inf], 0.1)[0].rate is None
    assert binomial_funnel([], []) == ()


def test_a_target_that_is_no_number_or_beyond_counting_gives_a_rate_without_limits():
    for found in (
        *binomial_funnel([3], [10], math.nan),
        *binomial_funnel([3], [10], [math.nan]),
        *binomial_funnel([3], [20_000_000], 0.1),
        *poisson_funnel([3], [10], math.inf),
        *poisson_funnel([3], [10], 1e300),
        *poisson_funnel([3], [2e9], 0.5),
    ):
        assert found.rate is not None
        assert found.target is None or math.isfinite(found.target)
        assert (found.lo95, found.hi998, found.to_explore) == (None, None, False)


def test_over_dispersion_widens_the_limits_and_ordinary_units_have_none():
    calm = arcsine_funnel([50, 52, 48, 49, 51] * 2, [100] * 10)
    assert calm.tau2 == 0
    assert calm.adjusted == calm.limits
    wild = arcsine_funnel([20, 80, 35, 65, 50] * 2, [100] * 10)
    assert wild.phi > 5
    assert wild.tau2 > 0
    low, high, lower, higher = wild.adjusted[0]
    assert lower < low < wild.limits[0][0] < wild.limits[0][1] < high < higher
    assert arcsine_funnel([3, 5], [0, 10]) is None


def test_arcsine_limits_by_hand():
    found = arcsine_funnel([30, 10], [100, 100], 0.2)
    angle, step = math.asin(math.sqrt(0.2)), 1 / (2 * math.sqrt(100))
    assert found.limits[0] == pytest.approx(
        tuple(math.sin(angle + z * step) ** 2 for z in (-1.959964, 1.959964, -3.090232, 3.090232)), rel=1e-12
    )
    scores = [2 * 10 * (math.asin(math.sqrt(rate)) - angle) for rate in (0.3, 0.1)]
    low, high = quantile7(scores, 0.1), quantile7(scores, 0.9)
    assert found.phi == pytest.approx((low**2 + high**2) / 2, rel=1e-12)
