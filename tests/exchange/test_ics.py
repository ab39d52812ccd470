"""Calendars, read back by a library that knows the standard."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qvtkit.exchange.ics import Rendezvous, calendar

DAY = dt.date(2017, 3, 22)
MEETING = Rendezvous(uid="u1@qvtkit", titre="Réunion", jour=dt.date(2017, 3, 28))


def _read(*events):
    raw = calendar("Démarche", events, DAY)
    return raw, icalendar.Calendar.from_ical(raw)


def _only(raw):
    (event,) = raw.walk("VEVENT")
    return event


def test_a_day_without_an_hour_lasts_until_the_next_day():
    _, read = _read(MEETING)
    event = _only(read)
    assert event.decoded("DTSTART") == dt.date(2017, 3, 28)
    assert event.decoded("DTEND") == dt.date(2017, 3, 29)
    assert read.walk("VTIMEZONE") == []
    assert event["SUMMARY"] == "Réunion"


def test_two_days_and_a_half_take_three_days():
    event = _only(_read(Rendezvous("u", "x", DAY, duree_jours=2.5))[1])
    assert event.decoded("DTEND") - event.decoded("DTSTART") == dt.timedelta(days=3)


@pytest.mark.parametrize(
    ("day", "offset", "length", "hours"),
    [(dt.date(2017, 1, 10), 1, None, 2), (dt.date(2017, 7, 4), 2, 1, 7), (dt.date(2017, 7, 4), 2, 0.5, 3.5)],
)
def test_an_hour_is_that_of_paris_in_winter_and_in_summer(day, offset, length, hours):
    _, read = _read(Rendezvous("u", "x", day, heure="14:00", duree_jours=length))
    event = _only(read)
    start, end = event.decoded("DTSTART"), event.decoded("DTEND")
    assert start == dt.datetime.combine(day, dt.time(14), ZoneInfo("Europe/Paris"))
    assert start.utcoffset() == dt.timedelta(hours=offset)
    assert end - start == dt.timedelta(hours=hours)


def test_the_time_zone_is_told_with_its_two_changes_a_year():
    zone = _read(Rendezvous("u", "x", DAY, heure="14:00"))[1].walk("VTIMEZONE")[0]
    paris, told = ZoneInfo("Europe/Paris"), zone.to_tz()
    for text in ("2026-03-29T01:59", "2026-03-29T03:01", "2026-10-25T04:00", "2030-07-01T12:00"):
        moment = dt.datetime.fromisoformat(text)
        assert told.utcoffset(moment) == paris.utcoffset(moment)


def test_lines_are_folded_at_75_octets_and_end_as_the_standard_wants():
    text = "Évaluation embarquée : " + "é" * 200
    raw, read = _read(Rendezvous("u", text, DAY, description="a\nb"))
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert _only(read)["SUMMARY"] == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=120))
def test_any_text_comes_back_as_it_was(text):
    event = _only(_read(Rendezvous("u", f"T{text}T", DAY, lieu=f"L{text}L", description=f"D\n{text}D"))[1])
    assert event["SUMMARY"] == f"T{text}T"
    assert event["LOCATION"] == f"L{text}L"
    assert event["DESCRIPTION"] == f"D\n{text}D"


def test_text_cannot_add_a_line_to_the_calendar():
    hostile = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:autre"
    _, read = _read(Rendezvous("u", hostile, DAY))
    assert _only(read)["UID"] == "u"


def test_a_later_export_replaces_an_earlier_one():
    first = _only(icalendar.Calendar.from_ical(calendar("x", [MEETING], DAY)))
    later = _only(icalendar.Calendar.from_ical(calendar("x", [MEETING], DAY + dt.timedelta(days=30))))
    assert first["UID"] == later["UID"]
    assert later["SEQUENCE"] > first["SEQUENCE"]
    assert calendar("x", [MEETING], DAY) == calendar("x", [MEETING], DAY)


def test_a_calendar_without_events_is_still_one():
    assert _read()[1].walk("VEVENT") == []
