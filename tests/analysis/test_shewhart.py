"""Shewhart charts against published figures and against the formulas, written a second time."""

from __future__ import annotations

import math
from itertools import pairwise
from statistics import fmean, median

import pytest

from qvtkit.analysis.shewhart import chart_for, shewhart

# Montgomery, table 7.8: nonconformities in 26 samples of 100 printed circuit boards.
BOARDS = [21, 24, 16, 12, 15, 5, 28, 20, 31, 25, 20, 24, 16, 19, 10, 17, 13, 22, 18, 39, 30, 24, 16, 19, 17, 15]
EVENTS = [3, 5, 2, 8, 4, 6, 3, 0, 7, 5, 4, 6]
DAYS = [310.0, 280.0, 305.0, 330.0, 300.0, 290.0, 315.0, 270.0, 320.0, 300.0, 310.0, 295.0]


def _near(ours, expected):
    assert ours == pytest.approx(expected, rel=1e-12, abs=1e-12)


def test_a_count_chart_has_the_limits_of_montgomery():
    chart = shewhart("c", BOARDS)
    assert [round(line[0], 2) for line in (chart.centre, chart.upper, chart.lower)] == [19.85, 33.21, 6.48]
    assert [place for place, beyond in enumerate(chart.outside, start=1) if beyond] == [6, 20]


def test_moving_ranges_have_a_limit_above_and_start_anew_with_each_part():
    chart = shewhart("mr", [3.0, 5.0, None, 4.0, 4.5, 4.0, 9.0], parts=[5])
    assert chart.values == (None, 2.0, None, None, 0.5, None, 5.0)
    _near(chart.centre, [1.25] * 5 + [5.0] * 2)
    _near(chart.upper, [3.267 * 1.25] * 5 + [3.267 * 5.0] * 2)
    assert (set(chart.lower), set(chart.outside)) == ({0.0}, {False})
    assert shewhart("mr", [1.0, 2.0, 1.0, 2.0, 1.0, 2.0, 9.0]).outside[-1]
    assert shewhart("mr", [4.0]).centre == (None,)


def test_excluded_points_are_drawn_and_do_not_make_the_limits():
    chart = shewhart("c", BOARDS, exclude=[5, 19])
    assert round(chart.centre[0], 2) == 19.67
    assert chart.outside[5]
    assert chart.outside[19]


def test_a_rate_chart_follows_each_denominator_and_stops_at_zero():
    chart = shewhart("u", EVENTS, DAYS)
    rate = sum(EVENTS) / sum(DAYS)
    _near(chart.centre, [rate] * 12)
    _near(chart.upper, [rate + 3 * math.sqrt(rate / days) for days in DAYS])
    assert set(chart.lower) == {0.0}


def _laney(scores):
    ranges = [abs(after - before) for before, after in pairwise(scores)]
    return fmean(each for each in ranges if each < 3.267 * fmean(ranges)) / 1.128


def test_laney_widens_a_rate_chart_by_how_much_the_points_vary():
    chart, rate = shewhart("up", EVENTS, DAYS), sum(EVENTS) / sum(DAYS)
    sigmas = [math.sqrt(rate / days) for days in DAYS]
    wider = _laney([(x / n - rate) / sigma for x, n, sigma in zip(EVENTS, DAYS, sigmas, strict=True)])
    _near(chart.sigma_z[0], wider)
    _near(chart.upper, [rate + 3 * sigma * wider for sigma in sigmas])


def test_laney_widens_a_proportion_chart_and_stays_within_0_and_1():
    chart, share = shewhart("pp", EVENTS, [9.0] * 12), sum(EVENTS) / 108
    sigma = math.sqrt(share * (1 - share) / 9)
    wider = _laney([(x / 9 - share) / sigma for x in EVENTS])
    _near(chart.upper, [min(1.0, share + 3 * sigma * wider)] * 12)
    _near(chart.lower, [max(0.0, share - 3 * sigma * wider)] * 12)


def test_cases_between_events_have_limits_about_the_mean_and_the_median_drawn():
    chart = shewhart("g", EVENTS)
    average = fmean(EVENTS)
    assert set(chart.centre) == {median(EVENTS)}
    _near(chart.upper, [average + 3 * math.sqrt(average * (average + 1))] * 12)
    assert set(chart.lower) == {0.0}


def test_times_between_events_are_drawn_from_their_root():
    chart = shewhart("t", DAYS, screen=False)
    roots = [days ** (1 / 3.6) for days in DAYS]
    sigma = fmean(abs(after - before) for before, after in pairwise(roots)) / 1.128
    _near(chart.centre, [fmean(roots) ** 3.6] * 12)
    _near(chart.upper, [(fmean(roots) + 3 * sigma) ** 3.6] * 12)
    _near(chart.lower, [(fmean(roots) - 3 * sigma) ** 3.6] * 12)


def test_normalised_individuals_weigh_each_step_by_its_denominators():
    chart = shewhart("ip", EVENTS, DAYS, screen=False)
    ratios = [x / n for x, n in zip(EVENTS, DAYS, strict=True)]
    steps = [
        math.sqrt(math.pi / 2) * abs(ratios[i + 1] - ratios[i]) / math.sqrt(1 / DAYS[i] + 1 / DAYS[i + 1])
        for i in range(11)
    ]
    _near(chart.centre, [sum(EVENTS) / sum(DAYS)] * 12)
    _near(chart.upper, [chart.centre[0] + 3 * fmean(steps) / math.sqrt(days) for days in DAYS])
    assert shewhart("ip", EVENTS).centre[0] == fmean(EVENTS)


def test_each_part_is_computed_alone_and_a_frozen_part_from_its_first_points():
    doubled = [*EVENTS, *(20 + event for event in EVENTS)]
    chart = shewhart("i", doubled, parts=[12])
    assert chart.upper[:12] == shewhart("i", EVENTS).upper
    assert chart.upper[12:] == shewhart("i", doubled[12:]).upper
    assert shewhart("i", doubled, freeze=12).upper == shewhart("i", EVENTS).upper * 2


def test_a_missing_value_or_a_denominator_of_zero_makes_its_point_missing():
    chart = shewhart("p", [5, None, 3, 0], [10, 10, None, 0])
    assert chart.values == (0.5, None, None, None)
    assert chart.centre == (0.5,) * 4
    assert (chart.upper[1:], chart.outside) == ((None,) * 3, (False,) * 4)


def test_what_cannot_be_drawn_is_none():
    assert shewhart("p", [1, 2, 3]).values == (None, None, None)
    assert shewhart("t", [3, 0, 4]).centre == (None, None, None)
    assert shewhart("c", [-4, -6]).upper == (None, None)
    assert shewhart("p", [12, 11], [10, 10]).upper == (None, None)
    assert shewhart("i", [5, 5, 5]).upper == (None, None, None)
    assert shewhart("i", []).values == ()


def test_saturated_proportions_have_no_width():
    chart = shewhart("p", [10, 10, 10], [10, 10, 10])
    assert (chart.lower, chart.upper, chart.outside) == ((1.0,) * 3, (1.0,) * 3, (False,) * 3)
    assert shewhart("pp", [10, 10, 10], [10, 10, 10]).upper == (None,) * 3


def test_the_suited_chart_depends_on_the_denominators_and_on_how_points_vary():
    assert chart_for([1, 0, 2, 1], [30, 28, 31, 30], proportion=True) == "run"
    assert chart_for([12, 15, 8, 10, 14], [50] * 5, proportion=True) == "p"
    assert chart_for([12, 15, 8, 10, 14], [50] * 5, proportion=False) == "u"
    assert chart_for([9500, 9450, 9510], [10000] * 3, proportion=True) == "pp"
    assert chart_for([5, 45, 4, 40, 8, 44], [60] * 6, proportion=True) == "pp"
    assert chart_for([], [], proportion=True) == "run"
