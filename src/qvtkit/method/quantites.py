"""A value and its unit inside a sentence: « 1 rappel », « de −7 à −1 rappels », « 1,2 point »."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from qvtkit.model.numbers import format_number, rounded

if TYPE_CHECKING:
    from collections.abc import Iterable

_ALWAYS_WITH_S = {"mois", "fois", "cas", "repas", "temps", "décès", "avis", "permis", "euros"}
_PLURAL = re.compile(r"^(\w{2,}[^\Ws])s\b")
_PERCENT = "%"
_READABLE = (1e-6, 1e15)
_NO_DECIMAL = 100


def nombre(value: float) -> str:
    """Return a number as it is worth showing: « 8,2 », « −3 »; with a power of ten where it has too many digits.

    The minus is the true one, that no line break parts from its figures.
    """
    if value == 0 or _READABLE[0] <= abs(value) < _READABLE[1]:
        return _minus(format_number(rounded(value)))
    digits, _, power = f"{value:.2e}".partition("e")
    return f"{_minus(format_number(float(digits)))} × 10^{int(power)}"


def _minus(text: str) -> str:
    return text.replace("-", "\N{MINUS SIGN}")


def quantite(value: float, unite: str) -> str:
    """Return a value with its unit, which French keeps in the singular below two: « 1 rappel », « 8 rappels »."""
    return f"{nombre(value)} {_accordee([value], unite)}".strip()


def quantite_d_ecart(value: float, unite: str) -> str:
    """Return a difference with its unit: that of two percentages is told in points."""
    return quantite(value, unite_d_ecart(unite))


def intervalle_d_ecart(low: float, high: float, unite: str) -> str:
    """« de −7 à −1 rappels », « de −3,2 à −1,0 points »."""
    start, end = ensemble(low, high)
    return f"de {start} à {end} {_accordee([low, high], unite_d_ecart(unite))}".strip()


def passage(before: float, after: float, unite: str) -> str:
    """« 7,3 → 4,8 % », « 16,5 → 23,0 heures »."""
    start, end = ensemble(before, after)
    return f"{start} → {end} {_accordee([after], unite)}".strip()


def ensemble(*values: float) -> tuple[str, ...]:
    """Return *values* that are read together, with as many decimals each: none from a hundred on, one above one."""
    largest = max(map(abs, values))
    if largest >= _READABLE[1] or 0 < largest < _READABLE[0]:
        return tuple(map(nombre, aussi_precises(*values)))
    small = 2 - math.floor(math.log10(largest)) if largest else 0
    decimals = 0 if all(map(_whole, values)) or largest >= _NO_DECIMAL else 1 if largest >= 1 else small
    return tuple(_minus(format_number(value, decimals)) for value in values)


def _whole(value: float) -> bool:
    return value == round(value)


def aussi_precises(*values: float) -> tuple[float, ...]:
    """Round *values* alike, to three digits of the largest: « -0,28 » beside « 1,17 »."""
    largest = max(map(abs, values))
    decimals = 2 if largest == 0 else 2 - math.floor(math.log10(largest))
    return tuple(round(value, max(decimals, 0)) for value in values)


def unite_d_ecart(unite: str) -> str:
    """Return the unit of a difference of two values."""
    return "points" if unite.strip() == _PERCENT else unite


def _accordee(values: Iterable[float], unite: str) -> str:
    """Return the unit in the singular where every value is below two, as far as its first word lets it be seen."""
    first = unite.split(" ", 1)[0].lower()
    if first in _ALWAYS_WITH_S or any(abs(value) >= 2 for value in values):  # noqa: PLR2004 (plural from two on)
        return unite
    return _PLURAL.sub(r"\1", unite)
