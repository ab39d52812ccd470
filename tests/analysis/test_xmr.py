from __future__ import annotations

import pytest

from qvtkit.analysis.mdc import Signal, signals
from qvtkit.analysis.mdc_chart import mdc_chart
from qvtkit.analysis.mdc_nhsr import mdc_nhsr_chart
from qvtkit.analysis.profiles import PROFILES
from qvtkit.analysis.xmr import FACTOR_SHEWHART, Limits, range_limit, xmr_limits

FLAT = Limits(0.0, -3.0, 3.0)
STEADY = [10.0, 12.0, 11.0, 13.0, 10.0, 12.0, 9.0, 11.0, 12.0, 10.0, 13.0, 11.0, 10.0]


def _rules(values, **lengths):
    return [(signal.rule, signal.side, signal.positions) for signal in signals(values, FLAT, **lengths)]


def test_limits_lie_266_mean_moving_ranges_from_the_mean():
    assert xmr_limits([10, 12, 11]) == Limits(11, 11 - 2.66 * 1.5, 11 + 2.66 * 1.5)


def test_the_two_factors_differ_by_less_than_two_thousandths_of_the_half_width():
    narrow, wide = xmr_limits(STEADY, factor=FACTOR_SHEWHART), xmr_limits(STEADY)
    assert 1.4e-4 < (wide.upper - narrow.upper) / (wide.upper - wide.centre) < 1.6e-4


def test_screening_drops_the_largest_ranges_once():
    values = [*STEADY[:6], 60.0, *STEADY[6:]]
    assert xmr_limits(values, screen=True).upper < xmr_limits(values).upper
    assert xmr_limits([5, 5, 5], screen=True) is None
    assert xmr_limits([5, 5, 5]) == Limits(5, 5, 5)


def test_a_missing_value_is_passed_over_or_takes_its_ranges_away():
    assert xmr_limits([1, None, 4, 5]) == xmr_limits([1, 4, 5])
    assert xmr_limits([1, None, 4, 5], across_gaps=False).upper == pytest.approx(10 / 3 + 2.66)


def test_the_upper_limit_of_the_ranges_is_3267_of_them():
    assert range_limit([1, 3, 2]) == 3.267 * 1.5
    assert range_limit([1]) is None


def test_a_mean_is_exact_so_that_a_point_can_lie_on_it():
    assert xmr_limits([0.1] * 13) == Limits(0.1, 0.1, 0.1)
    assert xmr_limits([1e308, 1e308, 1e308]) == Limits(1e308, 1e308, 1e308)
    assert xmr_limits([1e308, -1e308, 1e308]) is None


def test_a_point_on_a_limit_is_within():
    assert _rules([3, -3, 3.5, -3.5]) == [("point", 1, (2,)), ("point", -1, (3,))]


def test_a_point_on_the_mean_breaks_a_shift():
    assert _rules([1, 1, 1, 0, 1, 1, 1]) == []
    assert _rules([1, 0.5, 1, 0.5, 1, 0.5]) == [("decalage", 1, (0, 1, 2, 3, 4, 5))]
    assert _rules([1, 0.5, 1, 0.5, 1, 0.5], shift=7) == []


def test_a_trend_has_no_pause_and_ignores_the_mean():
    assert _rules([-0.5, -0.2, 0, 0.1, 0.3, 0.7]) == [("tendance", 1, (0, 1, 2, 3, 4, 5))]
    assert _rules([-0.5, -0.2, 0, 0, 0.1, 0.3, 0.7]) == []


def test_two_trends_share_the_point_where_they_turn():
    values = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.5, 0.4, 0.3, 0.2, -0.1]
    found = [signal for signal in _rules(values) if signal[0] == "tendance"]
    assert found == [("tendance", 1, (0, 1, 2, 3, 4, 5)), ("tendance", -1, (5, 6, 7, 8, 9, 10))]


def test_two_of_three_counts_neither_the_other_side_nor_what_is_outside():
    assert _rules([2.5, 0.5, 2.5]) == [("deux-sigma", 1, (0, 2))]
    assert _rules([2.5, -0.5, 2.5]) == []
    assert _rules([2.5, 0, 2.5]) == []
    assert _rules([2.5, 4, 0.5]) == [("point", 1, (1,))]
    assert _rules([2.5, 4, 2.5]) == [("point", 1, (1,)), ("deux-sigma", 1, (0, 2))]
    assert _rules([2, 2, 2]) == []


def test_a_missing_value_is_passed_over_by_every_rule():
    with_gap = signals([1, 0.5, None, 1, 0.5, 1, 0.5], FLAT)
    assert with_gap == (Signal("decalage", 1, (0, 1, 3, 4, 5, 6)),)


def test_under_thirteen_values_there_are_no_limits_and_no_reading():
    chart = mdc_chart(STEADY[:12], wanted=1, target=11)
    assert (chart.sections[0].reason, chart.variation, chart.assurance) == ("trop-peu", None, None)
    assert chart.sections[0].centre == pytest.approx(134 / 12)
    chart = mdc_chart(STEADY, wanted=1, target=11)
    assert chart.sections[0].provisional
    assert (chart.variation, chart.assurance) == ("habituel", "aleatoire")


@pytest.mark.parametrize(
    ("wanted", "target", "expected"),
    [(1, 0, "atteinte"), (1, 50, "non-atteinte"), (-1, 0, "non-atteinte"), (-1, 50, "atteinte"), (0, 50, None)],
)
def test_a_target_beyond_the_limits_is_always_or_never_reached(wanted, target, expected):
    assert mdc_chart(STEADY, wanted=wanted, target=target).assurance == expected
    assert mdc_nhsr_chart(STEADY, wanted=wanted, target=target).assurance == expected


def test_a_target_on_a_limit_is_read_differently_by_the_two_profiles():
    upper = xmr_limits(STEADY).upper
    assert mdc_chart(STEADY, wanted=-1, target=upper).assurance == "atteinte"
    assert mdc_nhsr_chart(STEADY, wanted=-1, target=upper).assurance == "aleatoire"


def test_the_target_is_read_against_the_latest_limits():
    values = [*STEADY, *(value + 20 for value in STEADY)]
    assert mdc_chart(values, wanted=1, target=20, recalculate=[13]).assurance == "atteinte"


def test_a_short_recalculated_section_has_no_limits():
    chart = mdc_chart([*STEADY, 30, 31, 30], wanted=1, recalculate=[13])
    assert [section.reason for section in chart.sections] == [None, "trop-peu"]
    assert chart.variation is None


def test_a_frozen_baseline_wins_over_a_recalculation_and_has_to_be_long_enough():
    values = [*STEADY, *(value + 20 for value in STEADY)]
    chart = mdc_chart(values, wanted=1, recalculate=[13], freeze=13)
    assert len(chart.sections) == 1
    assert chart.sections[0].limits == xmr_limits(STEADY)
    assert {point.classe for point in chart.points[13:]} == {"amelioration"}
    assert mdc_chart(values, freeze=11).sections[0].reason == "trop-peu"


def test_nhsr_freezes_the_first_points_of_each_section():
    values = [*STEADY, 40, *(value + 20 for value in STEADY), 60]
    chart = mdc_nhsr_chart(values, recalculate=[14], freeze=13)
    assert [section.limits for section in chart.sections] == [
        xmr_limits(STEADY, screen=True),
        xmr_limits([value + 20 for value in STEADY], screen=True),
    ]


def test_nhsr_may_be_read_without_screening():
    values = [*STEADY, 60.0, *STEADY]
    screened, plain = mdc_nhsr_chart(values), mdc_nhsr_chart(values, screen=False)
    assert [chart.sections[0].limits for chart in (screened, plain)] == [
        xmr_limits(values, screen=True),
        xmr_limits(values),
    ]
    assert (screened.profile.screen, plain.profile.screen) == (True, False)


def test_nhsr_goes_on_where_a_value_lacks_inside_a_trend():
    chart = mdc_nhsr_chart([5, 1, 9, 4, None, 1, 2, 3, 4, 5, 6, 7, 2, 8, 1], wanted=1)
    assert [point.rule for point in chart.points] == [None] * 5 + ["tendance"] * 7 + [None] * 3


def test_a_constant_series_says_that_nothing_varies():
    for chart in (mdc_chart([7.0] * 20, wanted=1), mdc_nhsr_chart([7.0] * 20, wanted=1)):
        assert (chart.sections[0].reason, chart.sections[0].limits) == ("constante", None)
        assert {point.classe for point in chart.points} == {"habituel"}


def test_each_profile_says_where_it_comes_from():
    for name, profile in PROFILES.items():
        assert (profile.nom, bool(profile.source), bool(profile.version)) == (name, True, True)
    assert (PROFILES["mdc"].shift, PROFILES["mdc-nhsr"].shift, PROFILES["anhoej"].shift) == (6, 7, None)
