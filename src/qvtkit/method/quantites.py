"""A value and its unit inside a sentence: « 1 rappel », « de -7 à -1 rappels », « 1,2 point »."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qvtkit.model.numbers import format_number, rounded

if TYPE_CHECKING:
    from collections.abc import Iterable

_ALWAYS_WITH_S = {"mois", "fois", "cas", "repas", "temps", "décès", "avis", "permis", "euros"}
_PLURAL = re.compile(r"^(\w{2,}[^\Ws])s\b")
_PERCENT = "%"


def nombre(value: float) -> str:
    """Return a number as it is worth showing: « 8,2 »."""
    return format_number(rounded(value))


def quantite(value: float, unite: str) -> str:
    """Return a value with its unit, which French keeps in the singular below two: « 1 rappel », « 8 rappels »."""
    return f"{nombre(value)} {_accordee([value], unite)}".strip()


def quantite_d_ecart(value: float, unite: str) -> str:
    """Return a difference with its unit: that of two percentages is told in points."""
    return quantite(value, unite_d_ecart(unite))


def intervalle_d_ecart(low: float, high: float, unite: str) -> str:
    """« de -7 à -1 rappels », « de -3,2 à -1 points »."""
    return f"de {nombre(low)} à {nombre(high)} {_accordee([low, high], unite_d_ecart(unite))}".strip()


def unite_d_ecart(unite: str) -> str:
    """Return the unit of a difference of two values."""
    return "points" if unite.strip() == _PERCENT else unite


def _accordee(values: Iterable[float], unite: str) -> str:
    """Return the unit in the singular where every value is below two, as far as its first word lets it be seen."""
    first = unite.split(" ", 1)[0].lower()
    if first in _ALWAYS_WITH_S or any(abs(value) >= 2 for value in values):  # noqa: PLR2004 (plural from two on)
        return unite
    return _PLURAL.sub(r"\1", unite)
