"""The numbers behind an axis: round ticks, powers of ten, places between two bounds."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from qvtkit.model.numbers import format_number

if TYPE_CHECKING:
    from collections.abc import Sequence

_FLAT = 1e-9
_SCALED_ABOVE, _SCALED_BELOW = 1e9, 1e-3
_LEAST_POWER = -300  # below, 10**power is not a normal float
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def power(values: Sequence[float]) -> int:
    """Return the power of ten to take out of very large or very small values, else 0."""
    biggest = max((abs(value) for value in values), default=0.0)
    if biggest == 0 or _SCALED_BELOW <= biggest < _SCALED_ABOVE:
        return 0
    return max(_LEAST_POWER, math.floor(math.log10(biggest)))


def unit(name: str, power: int) -> str:
    """Return what stands above an axis: the unit, and the power of ten taken out of the values."""
    factor = f"\u00d7\u00a010{str(power).translate(_SUPERSCRIPTS)}" if power else ""
    return " ".join(filter(None, (name.strip(), factor)))


def written(value: float) -> str:
    """Return a value as it stands on a drawing, with the true minus."""
    return format_number(value).replace("-", "\N{MINUS SIGN}")


def share(value: float, low: float, high: float) -> float:
    """Return where *value* stands between *low* (0) and *high* (1); halves avoid overflow."""
    span = high / 2 - low / 2
    return 0.5 if span <= 0 else (value / 2 - low / 2) / span


FEW = 6
"""Points under which an axis begins at zero: a slope seen on so few would be that of the axis."""


def ticks(values: Sequence[float], *, points: int = FEW, most: float | None = None) -> list[float]:
    """Return two to five round values that hold all *values*; from zero when that is honest.

    *points*: how many measures are drawn. *most*: the greatest value that the figure can have; the axis stops there.
    """
    low, high = min(values), max(values)
    if 0 <= low <= high / 2 or (points < FEW and low >= 0):
        low = 0.0
    if high - low <= _FLAT * max(1.0, abs(high)):
        margin = abs(high) / 4 or 1.0
        low, high = low - margin if low else 0.0, high + margin
    step = _step((high - low) / 3)
    start, stop = math.floor(low / step + _FLAT), math.ceil(high / step - _FLAT)
    # 92 × 0.1 is 9.200000000000001 in a machine, never on an axis.
    found = [float(f"{number * step:.12g}") for number in range(start, stop + 1)]
    inside = [tick for tick in found if most is None or tick <= most or max(values) > most]
    return inside if inside[1:] and inside[-1] >= max(values) else found


def _step(rough: float) -> float:
    """Return the first of 1, 2, 2.5, 5, 10 times a power of ten at or above *rough*."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next((k * power for k in (1, 2, 2.5, 5) if k * power >= rough), 10 * power)
