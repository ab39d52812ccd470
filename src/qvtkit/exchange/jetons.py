"""What a cell says of time: a whole period, or the part of one that a title or another cell completes."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from qvtkit.exchange.tableur import MoisAffiche, Valeur
from qvtkit.model.dates import MONTH_NUMBERS, DateSouple
from qvtkit.model.periods import Periode
from qvtkit.text import fold

FIRST, LAST = 1990, 2100
"""Years that a workbook of measures may speak of: any other number is a number."""
ILLISIBLE = "illisible"
"""The kind of a period that stands in its column and cannot be read."""
_MONTHS = {
    name[:size]: number
    for name, number in MONTH_NUMBERS.items()
    for size in range(3, len(name) + 1)
    if name[:size] != "jui"
}
_ENGLISH = {
    "january": 1, "feb": 2, "february": 2, "march": 3, "apr": 4, "april": 4, "may": 5, "jun": 6, "june": 6, "jul": 7,
    "july": 7, "aug": 8, "august": 8, "sept": 9, "october": 10, "december": 12,
}  # fmt: skip
_MONTHS |= _ENGLISH
"""Months whole or cut anywhere: « avr », « AVRI », « avril »; « jui » is two months, and none."""
_YEAR = r"((?:19[9]|20\d)\d|2100)"
_MONTH_NAME = r"([a-z]{3,9})"
_ORDINAL = r"(?:er|e|eme|nd|ere|nde)?"


@dataclass(frozen=True, slots=True)
class Jeton:
    """A year, a kind of period with its number, or both; `jour` for a date."""

    annee: int | None = None
    genre: str = ""
    numero: int = 0
    jour: dt.date | None = None
    mois_affiche: bool = False


def _words(text: str) -> str:
    """Return the folded words of a text, without « mois de », « année », « exercice », « au »."""
    folded = re.sub(r"[/:()*]+", "-", fold(text))
    folded = re.sub(r"^(?:mois-de|mois-d|mois|annee|exercice|an|au|le|fin|a-fin|situation-au)-+", "", folded)
    return re.sub(r"-+", "-", folded).strip("-")


_FORMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), genre)
    for pattern, genre in (
        (rf"(?:t|q|trim|trimestre)-?(?P<n>[1-4])(?:-?(?P<a>{_YEAR}|\d\d))?", "trimestre"),
        (rf"(?P<n>[1-4]){_ORDINAL}-?(?:t|trim|trimestre)(?:-?(?:de-)?(?P<a>{_YEAR}|\d\d))?", "trimestre"),
        (rf"(?P<a>{_YEAR})-?(?:t|q|trim|trimestre)-?(?P<n>[1-4])", "trimestre"),
        (rf"(?P<n>[12]){_ORDINAL}-?(?:s|sem|semestre)(?:-?(?:de-)?(?P<a>{_YEAR}|\d\d))?", "semestre"),
        (rf"semestre-?(?P<n>[12])(?:-?(?P<a>{_YEAR}))?", "semestre"),
        (rf"(?P<a>{_YEAR})-?semestre-?(?P<n>[12])", "semestre"),
        (rf"(?:semaine|w)-?(?P<n>\d{{1,2}})(?:-?(?:de-)?(?P<a>{_YEAR}))?", "semaine"),
        (rf"(?P<a>{_YEAR})-?(?:semaine|w)-?(?P<n>\d{{1,2}})", "semaine"),
        (rf"(?:s|sem)-?(?P<n>\d{{1,2}})(?:-?(?P<a>{_YEAR}))?", "s"),
        (rf"(?P<a>{_YEAR})-?(?:s|sem)-?(?P<n>\d{{1,2}})", "s"),
        (rf"m-?(?P<n>0?[1-9]|1[0-2])(?:-?(?P<a>{_YEAR}))?", "mois"),
        (rf"(?P<n>0?[1-9]|1[0-2])-(?P<a>{_YEAR})", "mois"),
        (rf"(?P<a>{_YEAR})-?(?P<n>0[1-9]|1[0-2])", "mois"),
        (rf"(?P<a>{_YEAR})-(?P<n>[1-9])", "mois"),
    )
)  # fmt: skip
_NAMED_MONTH = re.compile(rf"(?:{_YEAR}-?)?(?:\d{{1,2}}-)?{_MONTH_NAME}(?:-?({_YEAR}|\d\d))?")
_ONLY_YEAR = re.compile(_YEAR)
_DOTTED = re.compile(r"\d+[.,]\d+")
_MONTH_SPAN = re.compile(r"du-(\d\d)-(\d\d)-(\d{4})-au-(\d\d)-(\d\d)-(\d{4})")


def token(value: Valeur) -> Jeton | None:
    """Return what *value* says of time when it says nothing else, None otherwise.

    A number is a year, or a year and a month (202503), only where it can be nothing else to a reader.
    """
    if isinstance(value, MoisAffiche):
        return Jeton(value.year, "mois", value.month, mois_affiche=True)
    if isinstance(value, dt.date):
        return Jeton(jour=value)
    if isinstance(value, str):
        return _of_text(value)
    return _of_number(value) if type(value) is float else None


def _of_number(value: float) -> Jeton | None:
    if not value.is_integer():
        return None
    number = int(value)
    if FIRST <= number <= LAST:
        return Jeton(number)
    if FIRST * 100 <= number <= LAST * 100 and 1 <= number % 100 <= 12:  # noqa: PLR2004
        return Jeton(number // 100, "mois", number % 100)
    return None


def is_weak(value: Valeur) -> bool:
    """Tell whether *value* may be a number as well as a year."""
    return isinstance(value, float) or (isinstance(value, str) and value.strip().isdigit())


@lru_cache(maxsize=8192)
def _of_text(text: str) -> Jeton | None:
    if len(text) > 40 or _DOTTED.fullmatch(text.strip()):  # noqa: PLR2004 (a period is short)
        return None
    if not any(char.isdigit() for char in text) and fold(text).split("-")[0] not in _STARTS:
        return None
    words = _words(text)
    if _ONLY_YEAR.fullmatch(words):
        return Jeton(int(words))
    return _numbered(words) or _named(words) or _dated(text.strip(), words)


_STARTS = frozenset(_MONTHS) | {"mois", "premier", "deuxieme", "second", "troisieme", "quatrieme"}
_RANKS = {"premier": 1, "deuxieme": 2, "second": 2, "troisieme": 3, "quatrieme": 4}


def _numbered(words: str) -> Jeton | None:
    first, _, rest = words.partition("-")
    words = f"{_RANKS[first]}-{rest}" if first in _RANKS else words
    for pattern, genre in _FORMS:
        if match := pattern.fullmatch(words):
            number = int(match["n"])
            return Jeton(_year(match["a"]), genre, number) if 1 <= number <= 53 else None  # noqa: PLR2004
    return None


def _named(words: str) -> Jeton | None:
    match = _NAMED_MONTH.fullmatch(words)
    if match is None or match[2] not in _MONTHS:
        return None
    has_day = re.match(r"\d{1,2}-[a-z]", words)
    year = _year(match[1] or match[3])
    return None if has_day else Jeton(year, "mois", _MONTHS[match[2]])


def _dated(text: str, words: str) -> Jeton | None:
    if span := _MONTH_SPAN.fullmatch(words):
        return _span(*(int(part) for part in span.groups()))
    for candidate in (text, words, words.replace("-", "/")):
        try:
            date = DateSouple.parse(candidate)
        except ValueError:
            continue
        if date.jour is not None and FIRST <= date.annee <= LAST:
            return Jeton(jour=date.first_day)
    short = re.fullmatch(r"(\d{1,2})-(\d{1,2})-(\d\d)", words)
    if short is None:
        return None
    try:
        return Jeton(jour=dt.date(2000 + int(short[3]), int(short[2]), int(short[1])))
    except ValueError:
        return None


def _span(*parts: int) -> Jeton | None:
    """Return the period that goes from one date to another, where it is one."""
    try:
        first, last = dt.date(parts[2], parts[1], parts[0]), dt.date(parts[5], parts[4], parts[3])
    except ValueError:
        return None
    for genre in ("mois", "trimestre", "semestre", "annee", "semaine"):
        period = Periode.containing(first, genre)
        if (period.first_day, period.last_day) == (first, last):
            return Jeton(period.annee) if genre == "annee" else Jeton(period.annee, genre, period.numero)
    return None


def is_edition(text: str) -> bool:
    """Tell whether a text says when a workbook was made: « Extraction du 03/02/2017 »."""
    return bool(_PRINTED.search(fold(text)))


def has_month(folded: str) -> bool:
    """Tell whether the name of a month is among the words of a folded text."""
    return any(word in _MONTHS for word in re.split(r"[^a-z]+", folded))


def _year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text)  # noqa: PLR2004


_YEARS_WITHIN = re.compile(rf"(?<![\d/.]){_YEAR}(?![\d/.]|-\d)")
_PRINTED = re.compile(r"\b(edit|imprim|extrait|extraction|genere|export|mis-a-jour|maj|version|tir|campagne)")


def within(text: str) -> tuple[Jeton | None, str]:
    """Return what a title says of time, and its words without it: « Absentéisme 2025 » is 2025 and « Absentéisme ».

    Nothing where it names two years, or the day of an edition.
    """
    whole = token(text)
    if whole is not None:
        return whole, ""
    if _PRINTED.search(fold(text)):
        return None, text
    years = {int(year) for year in _YEARS_WITHIN.findall(text)}
    if len(years) != 1 or re.search(rf"{_YEAR}\s*[-/–]\s*\d", text):
        return None, text
    year = years.pop()
    words = re.split(r"[\s,;:()–—-]+", text)
    months = {_MONTHS[fold(word)] for word in words if len(word) > 2 and fold(word) in _MONTHS}  # noqa: PLR2004
    if len(months) > 1:  # « janv-mars 2016 » is no year
        return None, text
    rest = " ".join(word for word in re.sub(str(year), " ", text).split() if fold(word) not in _MONTHS)
    kind = Jeton(year, "mois", months.pop()) if len(months) == 1 else Jeton(year)
    return kind, rest.strip(" -–—:,;()")
