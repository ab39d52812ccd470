"""A published table gives nobody away: not by its cells, not by subtraction, not by another table."""

from __future__ import annotations

import random

import pytest
import scipy.optimize
from hypothesis import given, settings
from hypothesis import strategies as st

from qvtkit.analysis.audit import Equation, exposed, knowable
from qvtkit.analysis.flow import with_totals
from qvtkit.analysis.suppression import protect

tables = st.tuples(st.integers(1, 5), st.integers(1, 5)).flatmap(
    lambda size: st.lists(
        st.lists(st.integers(0, 15), min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]
    )
)


def _linear_programme(rows, hidden, cell, sign):
    """The extreme count of *cell* given the published ones, by scipy."""
    counts = with_totals(rows)
    names = sorted(counts)
    height, width = len(rows), len(rows[0])
    lines = [
        [cell for cell in names if cell[axis] == line]
        for axis, size in ((0, height), (1, width))
        for line in range(size + 1)
    ]
    equations, totals = [], []
    for line in lines:
        end = max(line, default=None)
        if len(line) > 1 and (end[0] == height or end[1] == width):
            equations.append([-1 if name == end else int(name in line) for name in names])
            totals.append(0)
    bounds = [(0, None) if name in hidden else (counts[name], counts[name]) for name in names]
    aim = [sign * int(name == cell) for name in names]
    found = scipy.optimize.linprog(aim, A_eq=equations or None, b_eq=totals or None, bounds=bounds)
    return None if found.status == 3 else round(sign * found.fun)


@settings(max_examples=40)
@given(tables, st.integers(2, 8))
def test_bounds_are_those_of_linear_programming(rows, threshold):
    found = protect(rows, threshold=threshold)
    for cell, (low, high) in list(found.bounds.items())[:4]:
        assert low == _linear_programme(rows, found.hidden, cell, 1)
        assert high == _linear_programme(rows, found.hidden, cell, -1)


@settings(max_examples=60)
@given(tables, st.integers(2, 10), st.booleans())
def test_no_small_count_can_be_worked_out(rows, threshold, zeros):
    found = protect(rows, threshold=threshold, zeros_are_sensitive=zeros)
    counts = with_totals(rows)
    small = {cell for cell, count in counts.items() if count < threshold and (count or zeros)}
    assert found.primary == small
    assert small <= found.hidden
    assert found.known == ()
    for cell, (low, high) in found.bounds.items():
        assert low <= counts[cell] <= (high if high is not None else counts[cell])


@settings(max_examples=40)
@given(tables, st.integers(2, 8))
def test_as_many_cells_as_it_takes_leave_a_doubt_as_wide_as_the_threshold(rows, threshold):
    found = protect(rows, threshold=threshold, extra=None)
    assert len(found.hidden) >= len(protect(rows, threshold=threshold).hidden)
    assert found.narrow == ()


def test_the_same_table_is_always_protected_the_same_way():
    rows = [[18, 7, 9], [2, 4, 8], [3, 6, 7]]
    assert protect(rows, threshold=5) == protect([list(row) for row in rows], threshold=5)
    assert protect([[12, 30], [25, 18]], threshold=10).hidden == frozenset()


@pytest.mark.parametrize("rows", [[], [[]], [[1, 2], [3]], [[1, -2]]])
def test_what_is_no_table_is_refused(rows):
    with pytest.raises(ValueError, match=r".*"):
        protect(rows, threshold=5)


def test_a_table_of_two_hundred_cells_is_protected():
    source = random.Random(7)  # noqa: S311 (a series to try, the same each time)
    rows = [[source.randint(0, 30) for _ in range(10)] for _ in range(20)]
    found = protect(rows, threshold=10)
    assert found.known == ()
    assert len(found.hidden) <= len(found.primary) + 12


def test_the_whole_minus_what_is_shown_gives_a_hidden_team_away():
    whole = [Equation({"a": 1, "b": 1, "c": 1}, 30), Equation({"a": 1}, 14), Equation({"b": 1}, 12)]
    assert knowable(whole)["c"] == (4, 4)
    assert exposed(whole, ["c"], 5) == {"c": (4, 4)}
    assert exposed(whole[:2], ["c"], 5) == {}


def test_two_waves_give_a_team_that_joined_away():
    """The same teams answered the same way; one more joined for the second wave."""
    waves = [Equation({"anciens": 1}, 25), Equation({"anciens": 1, "nouvelle": 1}, 28)]
    assert exposed(waves, ["nouvelle"], 10) == {"nouvelle": (3, 3)}


def test_two_cuts_of_the_same_people_are_read_together():
    by_service = [Equation({"s1-jour": 1, "s1-nuit": 1}, 20), Equation({"s2-jour": 1, "s2-nuit": 1}, 3)]
    by_shift = [Equation({"s1-jour": 1, "s2-jour": 1}, 12), Equation({"s1-nuit": 1, "s2-nuit": 1}, 11)]
    bounds = knowable([*by_service, *by_shift])
    assert bounds["s2-nuit"] == (0, 3)
    assert bounds["s1-nuit"] == (8, 11)


def test_a_difference_of_two_published_figures_is_read_too():
    assert knowable([Equation({"a": 1, "b": -1}, 2), Equation({"a": 1, "b": 1}, 8)]) == {"a": (5, 5), "b": (3, 3)}
    assert knowable([Equation({"a": 1, "b": -1}, 2)]) == {"a": (2, None), "b": (0, None)}
    assert knowable([]) == {}


def test_figures_that_contradict_each_other_are_refused():
    for equations in ([Equation({"a": 1}, -1)], [Equation({"a": 1}, 3), Equation({"a": 1}, 4)]):
        with pytest.raises(ValueError, match=r".*"):
            knowable(equations)
