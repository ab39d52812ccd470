"""When to evaluate a test."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qvtkit.method.seances_prevues import seances_prevues
from qvtkit.model.codes import MomentSeance

DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1))


def test_before_at_a_third_at_two_thirds_at_the_end():
    planned = seances_prevues(dt.date(2016, 10, 3), dt.date(2016, 12, 16))
    assert [(f"{each.jour:%a %d/%m}", str(each.moment)) for each in planned] == [
        ("Fri 30/09", "t0"), ("Thu 27/10", "en-cours"), ("Mon 21/11", "en-cours"), ("Fri 16/12", "bilan"),
    ]  # fmt: skip


@pytest.mark.parametrize(("days", "moments"), [(0, "t0 bilan"), (1, "t0 bilan"), (3, "t0 en-cours en-cours bilan")])
def test_a_test_of_a_few_days_has_fewer(days, moments):
    first = dt.date(2016, 10, 3)
    planned = seances_prevues(first, first + dt.timedelta(days))
    assert " ".join(each.moment for each in planned) == moments


@given(DAYS, st.integers(0, 1000))
def test_always_on_working_days_in_order_and_never_two_on_one(first, days):
    planned = seances_prevues(first, first + dt.timedelta(days))
    dates = [each.jour for each in planned]
    assert all(day.weekday() < 5 for day in dates)
    assert dates == sorted(set(dates))
    assert dates[0] < first <= dates[-1]
    assert [each.moment for each in planned][:: len(planned) - 1] == [MomentSeance.T0, MomentSeance.BILAN]
