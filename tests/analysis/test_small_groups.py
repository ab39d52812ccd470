"""Tests of small groups beside scipy, statsmodels, and plain counting of every possibility."""

from __future__ import annotations

import math
from itertools import combinations, product

import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from qvtkit.analysis.distributions import binomial_cdf, binomial_sf, poisson_cdf, poisson_sf
from qvtkit.analysis.multiple import expected_false_signals, holm
from qvtkit.analysis.paired import mcnemar, paired
from qvtkit.analysis.poisson import exact_rate, rate_ratio
from qvtkit.analysis.proportions import clopper_pearson, fisher, newcombe, wilson
from qvtkit.analysis.rank import best_p, hodges_lehmann, rank_test

few = st.lists(st.integers(0, 5), min_size=1, max_size=5)
values = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=15)
CONFOUNDING = [None, math.nan, math.inf, -math.inf]


def _by_counting(before, after):
    """The permutation test on mid-ranks, by listing every way to share the values out."""
    pooled = sorted(before + after)
    ranks = [sum(other < value for other in pooled) + (pooled.count(value) + 1) / 2 for value in before + after]
    mean = len(before) * (len(pooled) + 1) / 2
    far = abs(sum(ranks[: len(before)]) - mean)
    sums = [sum(draw) for draw in combinations(ranks, len(before))]
    return sum(abs(total - mean) >= far - 1e-9 for total in sums) / len(sums)


@given(few, few)
def test_the_rank_test_counts_every_way_to_share_the_values_out(before, after):
    assert rank_test(before, after).p == pytest.approx(_by_counting(before, after), rel=1e-12)


@given(st.lists(st.integers(-(10**6), 10**6), min_size=2, max_size=24, unique=True), st.integers(1, 23))
def test_without_ties_the_rank_test_is_that_of_scipy(pooled, cut):
    before, after = pooled[: min(cut, len(pooled) - 1)], pooled[min(cut, len(pooled) - 1) :]
    peer = scipy.stats.mannwhitneyu(before, after, method="exact")
    found = rank_test(before, after)
    assert (found.u_before, found.p) == (peer.statistic, pytest.approx(peer.pvalue, rel=1e-9))


def test_two_large_groups_of_answers_fall_back_on_the_normal_law_and_say_so():
    before, after = [1, 2, 2, 3, 4, 5] * 40, [2, 3, 3, 4, 5, 5] * 40
    found = rank_test(before, after)
    peer = scipy.stats.mannwhitneyu(before, after, method="asymptotic", use_continuity=True)
    assert found.exact is False
    assert found.p == pytest.approx(peer.pvalue, rel=1e-9)
    assert rank_test(before[:60], after[:60]).exact is True


@pytest.mark.parametrize(
    ("before", "after", "least"),
    [(3, 3, 0.1), (4, 3, 0.057), (4, 4, 0.029), (6, 3, 0.024), (10, 5, 0.0007), (5, 3, 0.0357)],
)
def test_the_smallest_p_that_groups_can_give(before, after, least):
    assert best_p(before, after) == pytest.approx(least, abs=5e-4)
    assert rank_test(range(before), range(100, 100 + after)).p == pytest.approx(best_p(before, after), rel=1e-12)


@given(
    st.lists(st.integers(-100, 100), min_size=1, max_size=8), st.lists(st.integers(-100, 100), min_size=1, max_size=8)
)
def test_a_change_of_unit_or_of_sign_changes_nothing_of_the_ranks(before, after):
    found = rank_test(before, after)
    moved = rank_test([3 * each + 7 for each in before], [3 * each + 7 for each in after])
    assert moved == found
    mirrored = rank_test([-each for each in before], [-each for each in after])
    assert (mirrored.p, mirrored.delta) == (pytest.approx(found.p, rel=1e-12), -found.delta)
    swapped = rank_test(after, before)
    assert (swapped.p, swapped.delta) == (pytest.approx(found.p, rel=1e-12), -found.delta)


@given(values, values)
def test_the_shift_lies_in_its_interval_and_its_level_is_said(before, after):
    shift = hodges_lehmann(before, after)
    assert shift.low <= shift.value <= shift.high
    assert 0 <= shift.level <= 1
    assert shift.announced == 0.95 or shift.announced == pytest.approx(shift.level)


def test_the_level_of_three_against_three_is_ninety_percent():
    shift = hodges_lehmann([1, 2, 3], [4, 5, 7])
    assert shift.announced == pytest.approx(0.9)
    assert (shift.low, shift.high) == (1, 6)


@pytest.mark.parametrize("odd", [[], *[[each] for each in CONFOUNDING], CONFOUNDING])
def test_groups_without_any_value_say_nothing(odd):
    assert rank_test(odd, [1, 2]) is None
    assert rank_test([1, 2], odd) is None
    assert hodges_lehmann(odd, [1, 2]) is None


@pytest.mark.parametrize("value", [0, 5e-324, 1e308, -1e308])
def test_constant_groups_are_alike(value):
    found = rank_test([value] * 7, [value] * 4)
    assert (found.p, found.delta) == (1, 0)
    assert hodges_lehmann([value] * 7, [value] * 4).value == 0


def test_values_too_far_apart_for_a_difference_keep_their_ranks():
    before, after = [-1.7e308] * 6, [1.7e308] * 4
    assert rank_test(before, after).delta == 1
    assert hodges_lehmann(before, after) is None


@given(st.lists(st.integers(-3, 3), max_size=9))
def test_signed_ranks_count_every_way_to_turn_the_signs(changes):
    found = paired([0] * len(changes), changes)
    sizes = [abs(each) for each in changes]
    ranks = [
        sum(other < size for other in sizes) + (sizes.count(size) + 1) / 2
        for size, change in zip(sizes, changes, strict=True)
        if change
    ]
    seen = sum(
        rank if change > 0 else -rank for rank, change in zip(ranks, [each for each in changes if each], strict=True)
    )
    ways = [
        sum(sign * rank for sign, rank in zip(signs, ranks, strict=True))
        for signs in product((-1, 1), repeat=len(ranks))
    ]
    assert found.signed_rank_p == pytest.approx(
        sum(abs(way) >= abs(seen) - 1e-9 for way in ways) / len(ways), rel=1e-12
    )
    assert found.pairs == len(changes)


@given(st.integers(0, 60), st.integers(0, 60))
def test_the_sign_test_is_a_coin_thrown(improved, worsened):
    peer = scipy.stats.binomtest(improved, improved + worsened).pvalue if improved + worsened else 1
    assert mcnemar(worsened, improved) == pytest.approx(peer, rel=1e-9)


def test_pairs_with_a_missing_answer_are_left_out_and_many_pairs_are_no_trouble():
    found = paired([1, None, 3, math.nan], [2, 2, None, 4])
    assert (found.improved, found.pairs) == (1, 1)
    assert paired([], []).sign_p == 1
    many = paired([1] * 1000, [2] * 400 + [0] * 600)
    assert many.signed_rank_p < 1e-6
    assert many.sign_p == pytest.approx(scipy.stats.binomtest(400, 1000).pvalue, rel=1e-9)


shares = st.integers(1, 400).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))


@given(shares, st.sampled_from([0.9, 0.95, 0.998]))
def test_intervals_of_a_proportion_are_those_of_statsmodels(share, level):
    for method, name in ((wilson, "wilson"), (clopper_pearson, "beta")):
        low, high = proportion_confint(*share, alpha=1 - level, method=name)
        expected = (0 if math.isnan(low) else low, 1 if math.isnan(high) else high)
        assert tuple(method(*share, level=level)) == pytest.approx(expected, abs=1e-9)


@given(shares, shares)
def test_a_difference_of_proportions_is_that_of_statsmodels(first, second):
    found = newcombe(*first, *second)
    low, high = confint_proportions_2indep(*first, *second, method="newcomb", compare="diff")
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-9)
    table = [[first[0], first[1] - first[0]], [second[0], second[1] - second[0]]]
    assert fisher(*first, *second) == pytest.approx(scipy.stats.fisher_exact(table).pvalue, rel=1e-6)


@pytest.mark.parametrize(("count", "total"), [(0, 0), (3, 0), (5, 4), (-1, 4)])
def test_what_is_no_proportion_has_no_interval(count, total):
    assert wilson(count, total) is None
    assert clopper_pearson(count, total) is None
    assert newcombe(count, total, 1, 2) is None
    assert fisher(1, 2, count, total) is None


@given(st.integers(0, 2000), st.floats(0.01, 1e6))
def test_the_exact_interval_of_a_rate_is_that_of_the_chi_square(count, exposure):
    rate = exact_rate(count, exposure)
    low = scipy.stats.chi2.ppf(0.025, 2 * count) / 2 if count else 0
    high = scipy.stats.chi2.ppf(0.975, 2 * count + 2) / 2
    assert (rate.low, rate.high) == pytest.approx((low / exposure, high / exposure), rel=1e-9)


@given(st.integers(0, 60), st.floats(0.5, 50), st.integers(0, 60), st.floats(0.5, 50))
def test_the_ratio_of_two_rates_is_a_proportion_of_their_events(count1, exposure1, count2, exposure2):
    found = rate_ratio(count1, exposure1, count2, exposure2)
    if count1 + count2 == 0:
        assert found == (None, 0, None, 1)
        return
    peer = scipy.stats.binomtest(count1, count1 + count2, exposure1 / (exposure1 + exposure2))
    bounds = peer.proportion_ci(method="exact")
    odds = exposure2 / exposure1
    assert found.p == pytest.approx(peer.pvalue, rel=1e-6)
    assert found.low == pytest.approx(bounds.low / (1 - bounds.low) * odds, rel=1e-6)
    assert (found.high is None) == (bounds.high == 1)
    assert found.high is None or found.high == pytest.approx(bounds.high / (1 - bounds.high) * odds, rel=1e-6)


@pytest.mark.parametrize("exposure", [0, -1, math.inf, math.nan])
def test_events_without_an_exposure_have_no_rate(exposure):
    assert exact_rate(3, exposure) is None
    assert rate_ratio(3, exposure, 2, 10) is None


@pytest.mark.parametrize(("exposure1", "exposure2"), [(1e-300, 1e300), (1e300, 1e-300)])
def test_exposures_beyond_comparison_have_no_ratio(exposure1, exposure2):
    assert rate_ratio(100, exposure1, 100, exposure2) is None


@given(shares, st.floats(0, 1))
def test_binomial_tails(share, p):
    count, total = share
    assert binomial_cdf(count, total, p) == pytest.approx(scipy.stats.binom.cdf(count, total, p), abs=1e-11)
    assert binomial_sf(count, total, p) == pytest.approx(scipy.stats.binom.sf(count - 1, total, p), abs=1e-11)


@given(st.integers(-1, 500), st.floats(0, 500))
def test_poisson_tails(count, mean):
    assert poisson_cdf(count, mean) == pytest.approx(scipy.stats.poisson.cdf(count, mean), abs=1e-11)
    assert poisson_sf(count, mean) == pytest.approx(scipy.stats.poisson.sf(count - 1, mean), abs=1e-11)


@pytest.mark.parametrize("p_values", [[0.3], [0.01, 0.04, 0.03, 0.005], [0.0, 1.0, 0.5, 0.5, 0.02], [0.2] * 12])
def test_the_adjustment_for_several_indicators_is_that_of_statsmodels(p_values):
    assert holm(p_values) == pytest.approx(list(multipletests(p_values, method="holm")[1]), rel=1e-12, abs=1e-300)


def test_an_indicator_without_a_test_does_not_count_among_the_others():
    assert holm([0.04, None, 0.01]) == [0.04, None, 0.02]
    assert holm([]) == []
    assert expected_false_signals(5) == pytest.approx(0.2)
