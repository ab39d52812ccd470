"""Dates as precise as the person who gave them: a year, a month or a day."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from qvtkit.text import fold

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_SHORT = {"janv": 1, "jan": 1, "fevr": 2, "fev": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10,
          "nov": 11, "dec": 12}  # fmt: skip
MONTH_NUMBERS = {fold(name): number for number, name in enumerate(MONTHS, 1)} | _SHORT

_ISO = re.compile(r"^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")
_SLASHED = re.compile(r"^(?:[Ll]e\s+)?(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})$")
_WEEKDAY = "(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)-"
_WORDS = re.compile(rf"^(?:le-)?(?:{_WEEKDAY})?(?:(\d{{1,2}})(?:-?er)?-)?([a-z]+)-(\d{{4}})$")
_IN_NAME = re.compile(r"^\d{4}(?:-\d{2}(?:-\d{2})?)?(?=-|$)")
YEARS = range(1900, 2200)
"""Any other is a slip of the finger."""


@dataclass(frozen=True, slots=True)
class DateSouple:
    """A date known to the year, the month or the day, kept and shown as given."""

    annee: int
    mois: int | None = None
    jour: int | None = None

    @classmethod
    def parse(cls, text: str) -> DateSouple:
        """Read « 2016 », « 2016-01 », « 15/01/2016 », « mars 2016 », « mardi 1er mars 2016 ».

        Raises ValueError for another form or for a day that does not exist.
        """
        year, month, day = _fields(text.strip())
        if year not in YEARS:
            raise ValueError(text)
        dt.date(year, 1 if month is None else month, 1 if day is None else day)  # refuses 2016-13 and 31 April
        return cls(year, month, day)

    @classmethod
    def of(cls, day: dt.date) -> DateSouple:
        """Return the date of a calendar day."""
        return cls(day.year, day.month, day.day)

    @property
    def first_day(self) -> dt.date:
        """First day that the date may mean."""
        return dt.date(self.annee, self.mois or 1, self.jour or 1)

    @property
    def last_day(self) -> dt.date:
        """Last day that the date may mean."""
        month = self.mois or 12
        return dt.date(self.annee, month, self.jour or calendar.monthrange(self.annee, month)[1])

    def surely_before(self, other: DateSouple) -> bool:
        """Tell whether every day that this date may mean comes before the other's."""
        return self.last_day < other.first_day

    @property
    def francais(self) -> str:
        """« 15/01/2016 », « janvier 2016 » or « 2016 »."""
        if self.mois is None:
            return str(self.annee)
        if self.jour is None:
            return f"{MONTHS[self.mois - 1]} {self.annee}"
        return f"{self.jour:02}/{self.mois:02}/{self.annee}"

    @property
    def sort_key(self) -> tuple[dt.date, dt.date]:
        """Order of a timeline: by first day, the more precise first."""
        return (self.first_day, self.last_day)

    def __str__(self) -> str:
        parts = [f"{self.annee:04}"]
        parts += [f"{part:02}" for part in (self.mois, self.jour) if part is not None]
        return "-".join(parts)


def date_of_id(record_id: str) -> DateSouple | None:
    """Return the date that begins the last part of an id: « essai/2016-11-15-soir »."""
    match = _IN_NAME.match(record_id.rpartition("/")[2])
    try:
        return DateSouple.parse(match[0]) if match else None
    except ValueError:
        return None


def _fields(text: str) -> tuple[int, int | None, int | None]:
    """Return year, month and day as written; ValueError for an unknown form."""
    if match := _ISO.match(text):
        year, month, day = match.groups()
        return int(year), int(month) if month else None, int(day) if day else None
    if match := _SLASHED.match(text):
        day, month, year = match.groups()
        return int(year), int(month), int(day) if day else None
    if match := _WORDS.match(fold(text)):
        day, word, year = match.groups()
        if word in MONTH_NUMBERS:
            return int(year), MONTH_NUMBERS[word], int(day) if day else None
    raise ValueError(text)
