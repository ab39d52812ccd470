"""Numbers as French people write them."""

from __future__ import annotations

import math
import re
from decimal import Decimal

from qvtkit.text import NBSP, NNBSP

_SPACES = re.compile(r"[\s\u00a0\u202f']+")
_TRAILING_UNIT = re.compile(r"(%|€|euros?|eur|h|heures?|j|jours?)$", re.IGNORECASE)
_PLAIN = re.compile(r"^[+-]?\d+([.,]\d+)?$|^[+-]?[.,]\d+$")
_DOT_GROUPS = re.compile(r"^[+-]?\d{1,3}(\.\d{3})+,\d+$")
_GROUPED = re.compile(r"^[+-]?\d{1,3}([\s\u00a0\u202f']\d{3})+([.,]\d+)?$")

NOT_AVAILABLE = frozenset({"nd", "n-d", "nc", "n-c", "na", "n-a", "non-disponible"})
"""Folded spellings of « not available »."""


def parse_number(text: str) -> float:
    """Return the number that *text* writes: « 8,2 », « 8.2 % », « 1 234,5 », « 1.234,5 », « −3 ».

    A lone dot is a decimal mark (« 1.500 » is one and a half). Raises ValueError for anything else.
    """
    cleaned = text.strip().replace("\u2212", "-")
    cleaned = _TRAILING_UNIT.sub("", cleaned).strip(f" {NBSP}{NNBSP}")
    if _GROUPED.match(cleaned):
        cleaned = _SPACES.sub("", cleaned)
    elif _DOT_GROUPS.match(cleaned):
        cleaned = cleaned.replace(".", "")
    if not _PLAIN.match(cleaned):
        raise ValueError(text)
    value = float(cleaned.replace(",", "."))
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def format_number(value: float, decimals: int | None = None) -> str:
    """Return *value* in French: « 1 234,5 », narrow non-breaking spaces, decimal comma.

    Without *decimals*, as many as the value has; never an exponent, never « -0 ».
    """
    text = plain_number(value) if decimals is None else f"{value:.{decimals}f}"
    sign = "-" if text.startswith("-") and text.strip("-0.") else ""
    whole, _, fraction = text.lstrip("-").partition(".")
    if len(whole) > 3:  # noqa: PLR2004
        whole = f"{int(whole):,}".replace(",", NNBSP)
    return f"{sign}{whole},{fraction}" if fraction else f"{sign}{whole}"


def rounded(value: float) -> float:
    """Return *value* as it is worth showing: two decimals, or three significant digits below one."""
    if value == 0 or abs(value) >= 1:
        return round(value, 2)
    return round(value, 2 - math.floor(math.log10(abs(value))))


def plain_number(value: float) -> str:
    """Return the shortest spelling that reads back as *value*: « 8.2 », « 62 »."""
    text = format(Decimal(repr(value)), "f")
    return text.removesuffix(".0")
