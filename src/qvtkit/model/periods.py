"""Periods of a measure: year, semester, quarter, month, ISO week or day."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from qvtkit.model.dates import MONTHS, YEARS, DateSouple
from qvtkit.text import fold

Genre = Literal["annee", "semestre", "trimestre", "mois", "semaine", "jour"]

_SEMESTER = re.compile(r"^(?:(\d{4})-s([12])|s([12])-(\d{4})|([12])(?:er?|eme)-semestre-(\d{4}))$")
_QUARTER = re.compile(r"^(?:(\d{4})-[tq]([1-4])|[tq]([1-4])-(\d{4})|([1-4])(?:er?|eme)-trimestre-(\d{4}))$")
_WEEK = re.compile(r"^(?:(\d{4})-w(\d{1,2})|w(\d{1,2})-(\d{4})|semaine-(\d{1,2})(?:-de)?-(\d{4})|(\d{4})-semaine-(\d{1,2}))$")  # fmt: skip  # noqa: E501
_S_NUMBER = re.compile(r"^(?:(\d{4})-s(\d{1,2})|s(\d{1,2})-(\d{4}))$")


class AmbiguousPeriodError(ValueError):
    """« S1 » may be a semester or a week, and the periodicity does not say which."""


@dataclass(frozen=True, slots=True, repr=False)
class Periode:
    """A stretch of time of a known kind; `numero` counts within the year (1-based)."""

    genre: Genre
    annee: int
    numero: int = 1

    @classmethod
    def parse(cls, text: str, periodicite: str | None = None) -> Periode:
        """Read « 2016 », « 2016-S1 », « 2016-T3 », « mars 2016 », « 2016-W11 », « 14/03/2016 ».

        « S11 » is a week; « S1 » and « S2 » are semesters unless *periodicite* is « semaine ».
        Raises ValueError where no such period exists.
        """
        return _parsed(text, periodicite)

    @classmethod
    def of_date(cls, date: DateSouple) -> Periode:
        """Return the period that a date of year, month or day precision covers."""
        if date.mois is None:
            return cls("annee", date.annee)
        if date.jour is None:
            return cls("mois", date.annee, date.mois)
        return cls("jour", date.annee, date.first_day.timetuple().tm_yday)

    @classmethod
    def containing(cls, day: dt.date, periodicite: str) -> Periode:
        """Return the period of kind *periodicite* in which *day* lies (« ponctuelle »: the day)."""
        match periodicite:
            case "annee":
                return cls("annee", day.year)
            case "semestre":
                return cls("semestre", day.year, (day.month + 5) // 6)
            case "trimestre":
                return cls("trimestre", day.year, (day.month + 2) // 3)
            case "mois":
                return cls("mois", day.year, day.month)
            case "semaine":
                year, week, _ = day.isocalendar()
                return cls("semaine", year, week)
            case _:
                return cls("jour", day.year, day.timetuple().tm_yday)

    @property
    def first_day(self) -> dt.date:
        """First day of the period."""
        return _bounds(self.genre, self.annee, self.numero)[0]

    @property
    def last_day(self) -> dt.date:
        """Last day of the period."""
        return _bounds(self.genre, self.annee, self.numero)[1]

    @property
    def days(self) -> int:
        """Length in days: the value of `jours_periode` in a formula."""
        return (self.last_day - self.first_day).days + 1

    def next(self) -> Periode:
        """Return the period of the same kind that follows."""
        kind = self.genre if self.genre != "jour" else "ponctuelle"
        return Periode.containing(self.last_day + dt.timedelta(days=1), kind)

    @property
    def francais(self) -> str:
        """« mars 2016 », « 3e trimestre 2016 », « semaine 11 de 2016 », « 14/03/2016 »."""
        match self.genre:
            case "annee":
                return str(self.annee)
            case "mois":
                return f"{MONTHS[self.numero - 1]} {self.annee}"
            case "semaine":
                return f"semaine {self.numero} de {self.annee}"
            case "jour":
                return f"{self.first_day:%d/%m/%Y}"
            case _:
                rank = "1er" if self.numero == 1 else f"{self.numero}e"
                return f"{rank} {self.genre} {self.annee}"

    @property
    def court(self) -> str:
        """Short label for charts: « 03/2016 », « T3 2016 », « S11 2016 »."""
        match self.genre:
            case "mois":
                return f"{self.numero:02}/{self.annee}"
            case "semestre" | "semaine":
                return f"S{self.numero} {self.annee}"
            case "trimestre":
                return f"T{self.numero} {self.annee}"
            case _:
                return self.francais

    @property
    def sort_key(self) -> tuple[dt.date, dt.date]:
        """Order of a series: by last day, then by first."""
        return (self.last_day, self.first_day)

    def __repr__(self) -> str:
        """Return the canonical form, by which a validation error names the key of a measure."""
        return str(self)

    def __str__(self) -> str:
        match self.genre:
            case "annee":
                return f"{self.annee:04}"
            case "mois":
                return f"{self.annee:04}-{self.numero:02}"
            case "semaine":
                return f"{self.annee:04}-W{self.numero:02}"
            case "jour":
                return self.first_day.isoformat()
            case _:
                return f"{self.annee:04}-{self.genre[0].upper()}{self.numero}"


_MONTHS_IN = {"mois": 1, "trimestre": 3, "semestre": 6, "annee": 12}


@lru_cache(maxsize=4096)
def _bounds(kind: Genre, year: int, number: int) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of a period; readings ask for them thousands of times."""
    if kind == "jour":
        day = dt.date(year, 1, 1) + dt.timedelta(days=number - 1)
        return day, day
    if kind == "semaine":
        monday = dt.date.fromisocalendar(year, number, 1)
        return monday, monday + dt.timedelta(days=6)
    months = _MONTHS_IN[kind]
    first = dt.date(year, (number - 1) * months + 1, 1)
    month = first.month + months - 1
    return first, dt.date(year, month, calendar.monthrange(year, month)[1])


@lru_cache(maxsize=4096)  # every indicator of a project has the same months
def _parsed(text: str, periodicite: str | None) -> Periode:
    if found := _weeks_and_parts(fold(text), periodicite):
        genre, year, number = found
        if year not in YEARS:
            raise ValueError(text)
        period = Periode(genre, year, number)
        period.first_day  # noqa: B018 (refuses a week 53 that the year does not have)
        return period
    return Periode.of_date(DateSouple.parse(text))


def _weeks_and_parts(folded: str, periodicite: str | None) -> tuple[Genre, int, int] | None:
    """Recognise semesters, quarters and weeks; None for any other form."""
    if match := _S_NUMBER.match(folded):
        year, number, number_first, year_last = match.groups()
        return _semester_or_week(int(year or year_last), int(number or number_first), periodicite)
    forms: tuple[tuple[Genre, re.Pattern[str]], ...] = (
        ("semestre", _SEMESTER), ("trimestre", _QUARTER), ("semaine", _WEEK),
    )  # fmt: skip
    for genre, pattern in forms:
        if match := pattern.match(folded):
            numbers = [int(group) for group in match.groups() if group]
            year, number = max(numbers), min(numbers)
            return genre, year, number
    return None


def _semester_or_week(year: int, number: int, periodicite: str | None) -> tuple[Genre, int, int]:
    """Decide what « S » means: the periodicity says, else only a number above 2 is surely a week."""
    if periodicite == "semaine":
        return "semaine", year, number
    if number in {1, 2}:
        if periodicite not in {None, "semestre"}:
            raise AmbiguousPeriodError(year, number)
        return "semestre", year, number
    return "semaine", year, number
