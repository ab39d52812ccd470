"""The programme of the cluster: its data, and the dates it proposes."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qvtkit.method import programme as method
from qvtkit.model.agenda import Evenement
from qvtkit.model.codes import Phase
from qvtkit.model.dates import DateSouple
from qvtkit.resources import path
from qvtkit.store.project import read_resource

FILES = sorted(path("programme").glob("*"))
PLAN = method.programme(read_resource("programme", "cluster.yaml"))
NOBODY = method.Groupes()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_file_of_the_programme_is_whole_and_sourced(file):
    data = read_resource("programme", file.name)
    plan = method.programme(data)
    assert int(data["version"]) >= 1
    assert data["source"]
    assert [day.numero for day in plan.journees] == list(range(1, len(plan.journees) + 1))
    assert [day.part for day in plan.journees] == sorted({day.part for day in plan.journees})
    assert (plan.journees[0].part, plan.journees[-1].part) == (0, 1)
    assert {day.phase for day in plan.journees} == {str(phase) for phase in Phase}
    assert [work.apres for work in plan.travaux] == [day.numero for day in plan.journees][:-1]
    assert all(day.titre and day.contenu and day.objectif and day.source for day in plan.journees)
    assert all(each.titre and each.source for each in (*plan.travaux, *plan.restitutions))
    assert all(source for _, source in plan.textes.values())
    assert plan.mois_min <= plan.mois <= plan.mois_max


@pytest.mark.parametrize(
    ("year", "month", "day"), [(2016, 3, 27), (2017, 4, 16), (2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2038, 4, 25)]
)
def test_easter(year, month, day):
    assert method.easter(year) == dt.date(year, month, day)


@given(st.dates(dt.date(2016, 1, 1), dt.date(2040, 1, 1)), st.integers(12, 18))
def test_the_days_follow_each_other_on_days_when_people_can_come(debut, mois):
    when = method.dates(PLAN, (), debut, mois)
    days = list(when.values())
    assert days[0] == debut
    assert days == sorted(set(days))
    for day in days[1:]:
        assert day.weekday() < 5
        assert not method.is_holiday(day)
        assert not (day.month == 8 and day.day <= 25)
    assert dt.timedelta(days=30 * (mois - 1)) < days[-1] - debut < dt.timedelta(days=31 * mois + 60)


def test_what_the_agenda_has_is_kept_and_the_rest_stands_between():
    known = (
        Evenement.model_validate({"date": "2017-01-10", "type": "journee-collective", "numero": "1"}),
        Evenement.model_validate({"date": "2017-02-14", "type": "journee-collective", "numero": "3"}),
    )
    proposed = method.proposed(PLAN, known, dt.date(2017, 1, 10), 15, NOBODY)
    days = {each.numero: each.date.first_day for each in proposed if each.numero}
    assert set(days) == {2, 4, 5}
    assert dt.date(2017, 1, 10) < days[2] < dt.date(2017, 2, 14) < days[4] < days[5]


def test_a_cancelled_day_is_proposed_again():
    gone = Evenement.model_validate(
        {"date": "2017-01-10", "type": "journee-collective", "numero": "1", "etat": "annule"}
    )
    proposed = method.proposed(PLAN, (gone,), dt.date(2017, 1, 17), 15, NOBODY)
    assert [each.date for each in proposed if each.numero == 1] == [DateSouple(2017, 1, 17)]


def test_support_counts_half_days_and_days_that_say_nothing():
    def event(**more):
        return Evenement.model_validate({"type": "appui-individuel", "etat": "fait", **more})

    events = (event(duree_jours="0,5"), event(), event(etat="prevu"), event(etat="annule", duree_jours="1"))
    assert method.support(events) == (1.5, 1.0)


def test_a_month_alone_begins_on_a_tuesday_when_people_can_come():
    assert method.first_day(DateSouple(2027, 1), PLAN) == dt.date(2027, 1, 5)
    assert method.first_day(DateSouple(2027, 8), PLAN) == dt.date(2027, 8, 31)
