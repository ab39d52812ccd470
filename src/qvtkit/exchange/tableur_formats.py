"""What a number of a workbook is, by the format in which it is shown: a percentage, a date, a month."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

from qvtkit.exchange.tableur import MoisAffiche, Pourcent, Valeur
from qvtkit.model.dates import MONTHS

Sorte = Literal["nombre", "pourcent", "date", "mois", "annee", "heure"]

_BUILT_IN: dict[int, Sorte] = {
    9: "pourcent", 10: "pourcent", 14: "date", 15: "date", 16: "date", 17: "mois", 18: "heure", 19: "heure",
    20: "heure", 21: "heure", 22: "date", 45: "heure", 46: "heure", 47: "heure",
    **dict.fromkeys((*range(27, 32), *range(34, 37), *range(50, 59)), "date"),
}  # fmt: skip
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|_.|\*.', re.IGNORECASE)
_FIRST_OF_LOTUS = 60
"""The 29 February 1900 that never was."""
_LAST_SERIAL = 2_958_465
_OLD = 1990


def kind_of_format(number: int, code: str | None) -> Sorte:
    """Return what a format shows: by its code, else by its number among those that every workbook knows."""
    if code is None:
        return _BUILT_IN.get(number, "nombre")
    shown = _NOT_SHOWN.sub("", code.split(";")[0]).lower()
    if "%" in shown:
        return "pourcent"
    if "general" in shown or "standard" in shown or not re.search("[ymdhsaj]", shown):
        return "nombre"
    if re.search("[hs]", shown) and not re.search("[yda]", shown):
        return "heure"
    if re.search("[dj]", shown):
        return "date"
    return "mois" if "m" in shown else "annee" if re.search("[ya]", shown) else "nombre"


def value_of(number: float, kind: Sorte, *, from_1904: bool = False) -> Valeur:
    """Return the value of a cell that holds *number* and is shown as *kind*."""
    if kind == "pourcent":
        return Pourcent(round(number * 100, 10))
    if kind == "nombre" or not 0 < number <= _LAST_SERIAL:
        return number
    if kind == "heure":
        minutes = round(number * 24 * 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    return dated(_day(number, from_1904=from_1904), kind)


def dated(day: dt.date, kind: Sorte) -> Valeur:
    """Return a date as it is shown: with its day, as a month, as a year."""
    if kind == "annee":
        return float(day.year)
    if kind == "mois" and day.year < _OLD:  # only the name of a month was meant
        return MONTHS[day.month - 1]
    return MoisAffiche(day.year, day.month, day.day) if kind == "mois" else day


def _day(serial: float, *, from_1904: bool) -> dt.date:
    if from_1904:
        return dt.date(1904, 1, 1) + dt.timedelta(days=int(serial))
    start = dt.date(1899, 12, 31) if serial < _FIRST_OF_LOTUS else dt.date(1899, 12, 30)
    return start + dt.timedelta(days=int(serial))
