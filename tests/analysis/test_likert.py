"""Answers to a questionnaire: never a mean, nothing under the threshold."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qvtkit.analysis.likert import Answers, answers, comparable, low_response, waves

FAVOURABLE = [4, 5]


@pytest.mark.parametrize("counts", [[], [0] * 5, [1, 2, 3, 2, 1], [0, 0, 0, 0, 9], [-1, 5, 5, 5, 5]])
def test_nothing_is_said_of_fewer_than_ten_answers(counts):
    assert answers(counts, FAVOURABLE if counts else []) is None
    assert waves(counts or [0] * 5, [5] * 5, FAVOURABLE) is None
    assert waves([5] * 5, counts or [0] * 5, FAVOURABLE) is None


def test_a_written_decision_lowers_the_threshold_to_five():
    assert answers([1, 2, 3, 2, 1], FAVOURABLE, threshold=5).n == 9


def test_a_mean_is_nowhere():
    names = {field.name for field in fields(Answers)} | {name for name in dir(Answers) if not name.startswith("_")}
    assert not {name for name in names if "mean" in name or "moyenne" in name}


def test_the_same_mean_is_told_apart():
    split, neutral = answers([10, 0, 0, 0, 10], FAVOURABLE), answers([0, 0, 20, 0, 0], FAVOURABLE)
    assert (split.favourable, split.neutral, split.unfavourable) == (10, 0, 10)
    assert (neutral.favourable, neutral.neutral, neutral.unfavourable) == (0, 20, 0)


def test_a_scale_of_four_has_no_neutral_answer_and_a_reversed_one_keeps_its_own():
    even = answers([3, 4, 5, 6], [3, 4])
    assert (even.favourable, even.neutral, even.unfavourable) == (11, 0, 7)
    reverse = answers([6, 5, 4, 3, 2], [1, 2])
    assert (reverse.favourable, reverse.neutral, reverse.unfavourable) == (11, 4, 5)


@pytest.mark.parametrize(
    ("counts", "reveals"), [([0, 0, 0, 0, 12], True), ([1, 0, 0, 0, 11], True), ([2, 0, 0, 0, 10], False)]
)
def test_a_group_that_answers_as_one_is_revealed(counts, reveals):
    assert answers(counts, FAVOURABLE).reveals is reveals


@given(st.lists(st.integers(0, 12), min_size=5, max_size=5).filter(lambda counts: sum(counts) >= 10))
def test_quartiles_are_categories_that_were_answered(counts):
    found = answers(counts, FAVOURABLE)
    for value, share in ((found.q1, 0.25), (found.median, 0.5), (found.q3, 0.75)):
        assert counts[value - 1] > 0
        assert sum(counts[:value]) >= share * sum(counts) > sum(counts[: value - 1])
    assert found.favourable + found.neutral + found.unfavourable == found.n


def test_a_change_is_clear_only_when_the_interval_leaves_out_zero():
    assert waves([1, 3, 5, 10, 6], [5, 8, 6, 3, 1], FAVOURABLE).clear is True
    assert waves([2, 2, 4, 3, 2], [2, 2, 3, 4, 2], FAVOURABLE).clear is False


def test_response_rates_too_far_apart_are_not_compared():
    assert comparable(60, 100, 45, 100) is True
    assert comparable(80, 100, 55, 100) is False
    assert comparable(8, 0, 5, 10) is False
    assert low_response(49, 100) is True
    assert low_response(50, 100) is False
    assert low_response(0, 0) is True
