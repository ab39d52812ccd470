"""Calendars that Outlook and Thunderbird import (RFC 5545): CRLF, lines folded at 75 octets, stable UIDs.

Pure: the day of the export is an argument, so that the same agenda gives the same file.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ZONE = "Europe/Paris"
_OCTETS = 75
_ZONE_LINES = (
    "BEGIN:VTIMEZONE", f"TZID:{ZONE}",
    "BEGIN:DAYLIGHT", "TZNAME:CEST", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "DTSTART:19960331T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "END:DAYLIGHT",
    "BEGIN:STANDARD", "TZNAME:CET", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "END:STANDARD",
    "END:VTIMEZONE",
)  # fmt: skip
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_LONGEST_DAY = dt.timedelta(hours=7)
_USUAL = dt.timedelta(hours=2)
"""How long an event of a given hour lasts where the agenda does not say (proposition qvtkit)."""


@dataclass(frozen=True, slots=True)
class Rendezvous:
    """An event of a calendar: a day, or an hour of that day."""

    uid: str
    titre: str
    jour: dt.date
    heure: str = ""
    duree_jours: float | None = None
    lieu: str = ""
    description: str = ""
    genre: str = ""
    etat: Literal["CONFIRMED", "TENTATIVE", "CANCELLED"] = "CONFIRMED"


def calendar(name: str, events: Iterable[Rendezvous], day: dt.date) -> bytes:
    """Return the calendar file of *events* as exported on *day*."""
    found = tuple(events)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//qvtkit//agenda//FR", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
             f"X-WR-CALNAME:{_text(name)}", f"X-WR-TIMEZONE:{ZONE}"]  # fmt: skip
    if any(each.heure for each in found):
        lines += _ZONE_LINES
    for each in found:
        lines += _event(each, day)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode()


def _event(each: Rendezvous, day: dt.date) -> Iterator[str]:
    """Yield the lines of one event; the sequence grows with the day, so that a later export replaces an earlier."""
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(each.uid)}"
    yield f"DTSTAMP:{day:%Y%m%d}T000000Z"
    yield f"SEQUENCE:{(day - dt.date(2000, 1, 1)).days if day.year >= 2000 else 0}"  # noqa: PLR2004
    yield from _when(each)
    yield f"SUMMARY:{_text(each.titre)}"
    for key, value in (("LOCATION", each.lieu), ("DESCRIPTION", each.description), ("CATEGORIES", each.genre)):
        if value.strip():
            yield f"{key}:{_text(value)}"
    yield f"STATUS:{each.etat}"
    yield f"TRANSP:{'OPAQUE' if each.heure and each.etat == 'CONFIRMED' else 'TRANSPARENT'}"
    yield "END:VEVENT"


def _when(each: Rendezvous) -> Iterator[str]:
    """Yield start and end; the end of a whole day is the next one, as the format wants."""
    days = max(math.ceil(each.duree_jours or 1), 1)
    if not each.heure:
        yield f"DTSTART;VALUE=DATE:{each.jour:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{each.jour + dt.timedelta(days=days):%Y%m%d}"
        return
    start = dt.datetime.combine(each.jour, dt.time.fromisoformat(each.heure))
    length = _USUAL if each.duree_jours is None else _LONGEST_DAY * min(each.duree_jours, 1)
    end = start + dt.timedelta(days=days - 1) + (length or _USUAL)
    yield f"DTSTART;TZID={ZONE}:{start:%Y%m%dT%H%M%S}"
    yield f"DTEND;TZID={ZONE}:{end:%Y%m%dT%H%M%S}"


def _text(value: str) -> str:
    """Return a text as the format writes it: no raw comma, semicolon, backslash or end of line."""
    lines = value.strip().replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _CONTROLS.sub("", lines).translate(_ESCAPED)


def _folded(line: str) -> Iterator[str]:
    """Yield *line* in pieces of 75 octets at most; those that follow begin with a space."""
    piece, size = "", 0
    for char in line:
        width = len(char.encode("utf-8", "replace"))
        if size + width > _OCTETS:
            yield piece
            piece, size = " ", 1
        piece += char
        size += width
    yield piece
