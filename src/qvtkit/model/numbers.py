"""Numbers as French people write them."""

from __future__ import annotations

import math
import re

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

    Raises ValueError where the text is not a number, or could be two different ones.
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

    Without *decimals*, as many as are needed to tell the value at 6 significant digits; never
    an exponent, never « -0 ».
    """
    if decimals is None:
        text = f"{value:.6g}"
        if "e" in text:
            text = f"{value:.10f}".rstrip("0").rstrip(".") if abs(value) < 1 else f"{value:.0f}"
    else:
        text = f"{value:.{decimals}f}"
    sign = "-" if text.startswith("-") and text.strip("-0.") else ""
    whole, _, fraction = text.lstrip("-").partition(".")
    if len(whole) > 3:  # noqa: PLR2004
        whole = f"{int(whole):,}".replace(",", NNBSP)
    return f"{sign}{whole},{fraction}" if fraction else f"{sign}{whole}"


def plain_number(value: float) -> str:
    """Return the shortest spelling that reads back as *value*: « 8.2 », « 62 »."""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)  # noqa: PLR2004
