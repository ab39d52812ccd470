"""What one cell of a workbook is: a period, a number, a mark that says « missing », a text."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from qvtkit.exchange.jetons import is_weak, token
from qvtkit.exchange.tableur import Pourcent
from qvtkit.model.numbers import parse_number, plain_number
from qvtkit.text import fold

if TYPE_CHECKING:
    from qvtkit.exchange.tableur import Valeur

Nature = Literal["periode", "annee", "nombre", "manque", "texte"]
"""« annee »: a number that may be a year, or not."""


@dataclass(frozen=True, slots=True)
class Nombre:
    """A number read, with the unit written beside it; `rapport` for « 171/1798 »."""

    valeur: float
    unite: str = ""
    rapport: tuple[float, float] | None = None
    pourcent: bool = False
    """The workbook itself shows it as a percentage."""


_MISSING = frozenset({
    "nd", "n-d", "nc", "n-c", "na", "n-a", "n/a", "nr", "n-r", "ns", "n-s", "s", "ss", "…",
    "non-disponible", "non-communique", "non-renseigne", "non-significatif", "secret", "secret-statistique",
    "en-cours", "en-attente", "a-venir", "a-completer", "manquant", "indisponible",
})  # fmt: skip
_DASH = re.compile(r"[-\u2010-\u2015\u2212./_]{1,5}")
_SMALL = re.compile(r"(?:<|≤|&lt;|moins de|inf\.?(?:érieur)? à)\s*=?\s*\d+", re.IGNORECASE)
_ERROR = re.compile(r"#(?:DIV/0!|N/A|REF!|VALEUR!|VALUE!|NOM\?|NAME\?|NOMBRE!|NUM!|NUL!|NULL!)|Err:\d+")
_WITH_UNIT = re.compile(r"([-+\u2212]?\s?[\d.,'\u00a0\u202f ]*\d)\s*(%|€|k€|[^\W\d_]{1,10}\.?)?")
_RATIO = re.compile(r"([\d\u00a0\u202f ]*\d(?:[.,]\d+)?)\s*/\s*([\d\u00a0\u202f ]*\d(?:[.,]\d+)?)")
_ALMOST = re.compile(
    r"(?:env\.?|environ|approx\.?|ca|~|≈|\()?\s*[-+]?\d[\d.,\s\u00a0\u202f]*(?:[*°?!]+|\([a-z]{1,3}\)|\)|à\s*\d[\d.,]*|:\d\d)?",
    re.IGNORECASE,
)
"""A number with a reserve: « 8,2* », « env. 8 », « 8 à 9 », « 7:30 »."""
_DIGITS = 6
FORMULA = "="
"""A formula of which the workbook keeps no result."""


def nature(value: Valeur) -> Nature:
    """Return what a cell is at first sight."""
    if isinstance(value, Pourcent):
        return "nombre"
    if isinstance(value, dt.date):
        return "periode"
    if isinstance(value, float):
        return "annee" if token(value) else "nombre"
    return _of_text(value)


@lru_cache(maxsize=16384)
def _of_text(text: str) -> Nature:
    if token(text) is not None:
        return "annee" if is_weak(text) else "periode"
    if is_missing(text):
        return "manque"
    return "nombre" if text == FORMULA or number(text) is not None or _ALMOST.fullmatch(text.strip()) else "texte"


def is_missing(value: Valeur) -> bool:
    """Tell whether a cell says that the figure is not there: « n.d. », « < 5 », « - », « en cours »."""
    if not isinstance(value, str):
        return False
    text = value.strip()
    return bool(
        fold(text) in _MISSING or text.lower() in _MISSING or _DASH.fullmatch(text) or _SMALL.fullmatch(text)
        or _ERROR.fullmatch(text)
    )  # fmt: skip


def number(value: Valeur) -> Nombre | None:
    """Return the number of a cell, None where it cannot be read for certain."""
    if isinstance(value, Pourcent):
        return Nombre(_clean(value), "%", pourcent=True)
    if isinstance(value, float):
        return Nombre(_clean(value))
    return _number_of_text(value) if isinstance(value, str) else None


@lru_cache(maxsize=16384)
def _number_of_text(text: str) -> Nombre | None:
    if ratio := _RATIO.fullmatch(text.strip()):
        first, second = (_parsed(part) for part in ratio.groups())
        return Nombre(0.0, rapport=(first, second)) if first is not None and second is not None else None
    match = _WITH_UNIT.fullmatch(text.strip())
    read = _parsed(match[1]) if match else None
    if match is None or read is None:
        return None
    return Nombre(read, match[2] or "")


def _parsed(text: str) -> float | None:
    try:
        return parse_number(text.strip())
    except ValueError:
        return None


def _clean(value: float) -> float:
    """Return a number without the dust of binary fractions nor the tail of a division."""
    return float(f"{value:.{_DIGITS}g}") if abs(value) < 1 else round(value, _DIGITS)


def decimal_mark(value: Valeur) -> str:
    """Return the decimal mark of a text number, with « ? » where it may as well part thousands: « 1.234 »."""
    if not isinstance(value, str):
        return ""
    text = value.strip()
    if re.fullmatch(r"-?[1-9]\d{0,2}[.,]\d{3}", text):
        return f"{'.' if '.' in text else ','}?"
    match = re.fullmatch(r"-?[\d\s\u00a0\u202f]*\d([.,])\d+\s*%?", text)
    return match[1] if match else ""


def shown(value: Valeur) -> str:
    """Return a cell as a reader sees it."""
    if isinstance(value, Pourcent):
        return f"{plain_number(_clean(value)).replace('.', ',')} %"
    if isinstance(value, float):
        return plain_number(_clean(value)).replace(".", ",")
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    return "(formule sans résultat)" if value == FORMULA else value
