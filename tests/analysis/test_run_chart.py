from __future__ import annotations

import itertools
import math
from collections import Counter

import pytest
from scipy.stats import binom

from qvtkit.analysis.crossrun import joint_law
from qvtkit.analysis.run_chart import crossings_min, false_signal, longest_run_max, run_chart, signals_runs

PUBLISHED = """10:6/2 11:6/2 12:7/3 13:7/3 14:7/4 15:7/4 16:7/4 17:7/5 18:7/5 19:7/6 20:7/6 21:7/6 22:7/7 23:8/7 24:8/8
25:8/8 26:8/8 27:8/9 28:8/9 29:8/10 30:8/10 36:8/13 40:8/14 50:9/19 60:9/23 100:10/41"""
# What the exact law gives for a known centre, as published with crossrun.
FALSE_SIGNALS = {10: 0.045, 12: 0.043, 15: 0.051, 20: 0.071, 24: 0.066, 30: 0.064}


@pytest.mark.parametrize("line", PUBLISHED.split())
def test_the_limits_are_the_published_ones(line):
    n, _, limits = line.partition(":")
    longest, _, fewest = limits.partition("/")
    assert (longest_run_max(int(n)), crossings_min(int(n))) == (int(longest), int(fewest))


def test_the_fewest_crossings_are_the_quantile_of_the_binomial_law():
    for n in range(1, 400):
        assert crossings_min(n) == (binom.ppf(0.05, n - 1, 0.5) if n > 1 else 0), n


@pytest.mark.parametrize(("n", "chance"), FALSE_SIGNALS.items())
def test_the_chance_of_a_false_signal_is_the_published_one(n, chance):
    assert round(false_signal(n), 3) == chance


@pytest.mark.parametrize("probability", [0.5, 0.3, 0.788])
@pytest.mark.parametrize("n", [1, 2, 7, 10])
def test_the_joint_law_counts_every_series(n, probability):
    chances: Counter[tuple[int, int]] = Counter()
    for series in itertools.product([True, False], repeat=n):
        runs = [len(list(run)) for _, run in itertools.groupby(series)]
        chances[len(runs) - 1, max(runs)] += math.prod(probability if above else 1 - probability for above in series)
    for crossings, row in enumerate(joint_law(n, probability)):
        for longest, chance in enumerate(row, start=1):
            assert math.isclose(chance, chances[crossings, longest], abs_tol=1e-12)


def test_points_on_the_centre_are_passed_over_without_breaking_a_run():
    (part,) = run_chart([1, 1, 5, 1, 5, 1, 9, 9, 5, 9, 9, 1, 9])
    assert (part.centre, part.n_useful, part.longest_run, part.crossings) == (5, 10, 4, 3)


def test_a_missing_or_excluded_point_counts_neither_for_the_centre_nor_for_the_runs():
    (part,) = run_chart([1, None, 2, 900, 3, 4], exclude=[3])
    assert (part.n_obs, part.n_useful, part.centre, part.longest_run) == (5, 4, 2.5, 2)


def test_under_ten_useful_points_the_counts_are_given_and_no_verdict():
    (part,) = run_chart([1.0] * 4 + [2.0] * 4)
    assert (part.crossings, part.longest_run, part.signal, part.false_signal) == (1, 4, None, None)


def test_a_frozen_centre_comes_from_the_first_points_alone():
    values = [1.0, 2.0, 1.0, 2.0, 1.0, 2.0, *[5.0] * 9]
    (part,) = run_chart(values, freeze=6)
    assert (part.centre, part.longest_run, part.signal) == (1.5, 10, True)
    assert part.false_signal == false_signal(15)


def test_each_part_has_its_own_centre():
    values = [1.0, 2.0, 3.0, 11.0, 12.0, 13.0]
    parts = run_chart(values, parts=[3])
    assert [(part.first, part.last, part.centre) for part in parts] == [(0, 2, 2), (3, 5, 12)]
    assert run_chart(values, parts=[0, 3, 3, 6, 99, -1]) == parts


@pytest.mark.parametrize("values", [[], [None], [None, None], [4.0], [4.0, 4.0, 4.0]])
def test_without_useful_points_nothing_is_defined(values):
    for part in run_chart(values):
        assert (part.n_useful, part.longest_run, part.crossings, part.signal) == (0, None, None, None)


def test_the_best_box_asks_for_other_limits_and_stops_at_a_hundred_points():
    assert signals_runs(16, 4, 7, "bestbox")
    assert not signals_runs(16, 4, 7)
    assert signals_runs(101, 10, 3, "bestbox") == signals_runs(101, 10, 3) is True
    assert signals_runs(9, 1, 6, "cutbox") == signals_runs(9, 1, 6)


def test_beyond_a_thousand_points_the_chance_is_not_computed():
    assert false_signal(1001) is None
    assert 0 < false_signal(400) < 0.1
