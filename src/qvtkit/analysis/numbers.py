"""Means and medians of plain floats, as exact as a float can be, that never give NaN nor infinity."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def finite(value: float | None) -> float | None:
    """Return *value* when it is an ordinary number, else None."""
    return value if value is not None and math.isfinite(value) else None


def clean(values: Iterable[float | None]) -> list[float | None]:
    """Return the values in order, None in place of whatever is not an ordinary number."""
    return [finite(value) for value in values]


def known(values: Iterable[float | None]) -> list[float]:
    """Return the values that are there, in order."""
    return [value for value in values if value is not None and math.isfinite(value)]


def mean(values: Sequence[float]) -> float | None:
    """Return the mean of finite values, correctly rounded; None without values.

    Correct rounding matters: the rules ask whether a point lies *exactly* on the mean, and the mean of
    thirteen times 0.1 has to be 0.1. The sum may exceed the largest float, the mean of finite values cannot.
    """
    if not values:
        return None
    try:
        total = math.fsum(values)
        rest = math.fsum((*values, -total))
    except OverflowError:
        return float(sum(map(Fraction, values)) / len(values))
    return float((Fraction(total) + Fraction(rest)) / len(values))


def median(values: Iterable[float]) -> float | None:
    """Return the middle value, or the mean of the two middle ones; None without values."""
    ordered = sorted(values)
    half, odd = divmod(len(ordered), 2)
    return ordered[half] if odd else mean(ordered[half - 1 : half + 1])


def side(value: float, line: float, width: float = 0.0) -> Literal[-1, 0, 1]:
    """Tell on which side of *line* a value lies; 0 on it.

    On it means within rounding: a billionth of *width*, the distance between the limits, or four units in the last
    place. So 8.2 lies on a mean of 8.2 whatever the order of the sum, and a change of unit changes no flag.
    """
    slack = max(1e-9 * width, 4 * math.ulp(max(abs(value), abs(line))))
    if abs(value - line) <= slack:
        return 0
    return 1 if value > line else -1


def bounds(n: int, starts: Iterable[int]) -> list[tuple[int, int]]:
    """Return the first and last position of each part of *n* points, given where new parts begin (from 0)."""
    firsts = sorted({0, *(start for start in starts if 0 < start < n)})
    return [(first, after - 1) for first, after in zip(firsts, [*firsts[1:], n], strict=True) if after > first]
