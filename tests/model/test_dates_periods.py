from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qvtkit.model.dates import DateSouple
from qvtkit.model.periods import AmbiguousPeriodError, Periode

DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2150, 12, 31))


@pytest.mark.parametrize(
    ("typed", "iso", "shown"),
    [
        ("2016", "2016", "2016"), ("2016-01", "2016-01", "janvier 2016"), ("2016-1", "2016-01", "janvier 2016"),
        ("2016-01-15", "2016-01-15", "15/01/2016"), ("15/01/2016", "2016-01-15", "15/01/2016"),
        ("15.01.2016", "2016-01-15", "15/01/2016"), ("03/2016", "2016-03", "mars 2016"),
        ("Mars 2016", "2016-03", "mars 2016"), ("1er août 2016", "2016-08-01", "01/08/2016"),
        ("mardi 15 mars 2016", "2016-03-15", "15/03/2016"), ("le 1 er mars 2016", "2016-03-01", "01/03/2016"),
        ("15 DÉCEMBRE 2016", "2016-12-15", "15/12/2016"), ("févr. 2016", "2016-02", "février 2016"),
    ],
)  # fmt: skip
def test_dates_keep_their_precision(typed, iso, shown):
    date = DateSouple.parse(typed)
    assert (str(date), date.francais) == (iso, shown)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "hier",
        "31/04/2016",
        "2016-13",
        "29/02/2015",
        "16",
        "2016-00",
        "32/01/2016",
        "mars",
        "1899",
        "2200",
        "0001-01",
        "2016\n-01",
        "mars mars 2016",
    ],
)
def test_dates_that_do_not_exist_are_refused(typed):
    with pytest.raises(ValueError, match=r".*"):
        DateSouple.parse(typed)


def test_only_a_sure_order_counts_as_before():
    year, month = DateSouple.parse("2016"), DateSouple.parse("2016-03")
    assert not year.surely_before(month)
    assert not month.surely_before(year)
    assert DateSouple.parse("2016-02").surely_before(month)


@pytest.mark.parametrize(
    ("typed", "periodicite", "canonical", "days"),
    [
        ("2016", None, "2016", 366), ("2015", None, "2015", 365), ("2016-S1", None, "2016-S1", 182), ("S2 2016", None, "2016-S2", 184),
        ("2016-T3", None, "2016-T3", 92), ("t1 2016", None, "2016-T1", 91), ("mars 2016", None, "2016-03", 31),
        ("03/2016", None, "2016-03", 31), ("2016-W11", None, "2016-W11", 7), ("2016-S11", None, "2016-W11", 7),
        ("S1 2016", "semaine", "2016-W01", 7), ("semaine 11 2016", None, "2016-W11", 7), ("14/03/2016", None, "2016-03-14", 1),
    ],
)  # fmt: skip
def test_periods_in_every_form(typed, periodicite, canonical, days):
    periode = Periode.parse(typed, periodicite)
    assert (str(periode), periode.days) == (canonical, days)


@pytest.mark.parametrize(
    "typed",
    [
        "2016-T5",
        "2016-W54",
        "2016-W53",
        "2016-13",
        "T0 2016",
        "début 2016",
        "",
        "9999-W52",
        "9999-S2",
        "0001-S1",
        "1899-T1",
    ],
)
def test_periods_that_do_not_exist_are_refused(typed):
    with pytest.raises(ValueError, match=r".*"):
        Periode.parse(typed)


def test_s1_is_ambiguous_when_the_periodicity_is_neither():
    with pytest.raises(AmbiguousPeriodError):
        Periode.parse("2016-S1", "mois")


@given(DAYS, st.sampled_from(["jour", "semaine", "mois", "trimestre", "semestre", "annee"]))
def test_a_period_reads_back_contains_its_day_and_is_followed_without_gap(day, periodicite):
    periode = Periode.containing(day, periodicite)
    assert Periode.parse(str(periode), periodicite) == periode
    assert periode.first_day <= day <= periode.last_day
    assert periode.next().first_day - periode.last_day == dt.timedelta(days=1)
    assert periode.next().genre == periode.genre


@given(DAYS, st.sampled_from(["jour", "semaine", "mois", "trimestre", "semestre", "annee"]))
def test_the_french_label_of_a_period_reads_back(day, periodicite):
    periode = Periode.containing(day, periodicite)
    assert Periode.parse(periode.francais) == periode
