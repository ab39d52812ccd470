"""The plane of a reading: where time and values fall on the drawing, what is written on its two axes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.export.charts import scale, svg
from qvtkit.export.charts.svg import GREY, RULE
from qvtkit.method.lecture import possible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qvtkit.method.lecture import Lecture
    from qvtkit.model.periods import Periode

_PAD = 12.0
"""Pixels between the axis and the first or the last point."""


@dataclass(frozen=True)
class Plane:
    """A frame in pixels, and the days and values that it holds; values are divided by a power of ten."""

    left: float
    right: float
    top: float
    bottom: float
    first: float
    last: float
    ticks: tuple[float, ...]
    power: int

    def x(self, day: float) -> float:
        """Return the column of a day; the middle when all are the same."""
        share = scale.share(day, self.first, self.last)
        return self.left + _PAD + (self.right - self.left - 2 * _PAD) * share

    def y(self, value: float) -> float:
        """Return the row of a value, never outside the frame."""
        share = scale.share(value / 10.0**self.power, self.ticks[0], self.ticks[-1])
        return self.bottom + (self.top - self.bottom) * min(max(share, 0.0), 1.0)

    def inside(self, day: float) -> float:
        """Return the column of a day, the nearest edge for one that lies outside."""
        if self.first == self.last:
            return self.left if day < self.first else self.right if day > self.last else self.x(day)
        return min(max(self.x(day), self.left), self.right)


def plane(lecture: Lecture, box: tuple[float, float, float, float]) -> Plane:
    """Return the plane of a reading that has a value at least, in a *box*: left, top, right, bottom."""
    values = lines_of(lecture)
    power = scale.power(values)
    ticks = tuple(ticks_of(lecture, values, power))
    wide = max(svg.width(scale.written(tick)) for tick in ticks) + 8
    days = [middle(point.periode) for point in lecture.points]
    left, top, right, bottom = box
    return Plane(min(left + wide, (left + right) / 2), right, top, bottom, days[0], days[-1], ticks, power)


def ticks_of(lecture: Lecture, values: Sequence[float], power: int) -> list[float]:
    """Return the ticks of the axis: from zero under few measures, never beyond what the figure can be."""
    most = possible(lecture.indicateur)[1]
    factor = 10.0**power
    scaled = [value / factor for value in values]
    return scale.ticks(scaled, points=lecture.n, most=None if most is None else most / factor)


def lines_of(lecture: Lecture) -> list[float]:
    """Return every value that the axis has to hold: measures, centre, limits, target."""
    found = [point.valeur for point in lecture.points]
    found += [line for mark in lecture.reperes for line in (mark.centre, mark.bas, mark.haut)]
    target = lecture.indicateur.cible
    return [value for value in (*found, target.valeur if target else None) if value is not None]


def middle(periode: Periode) -> float:
    """Return the day in the middle of a period, as a number."""
    return (periode.first_day.toordinal() + periode.last_day.toordinal()) / 2


def unit(lecture: Lecture) -> str:
    """Return what stands above the axis: the unit, and the power of ten taken out."""
    return scale.unit(lecture.indicateur.unite, scale.power(lines_of(lecture)))


def axes(space: Plane, lecture: Lecture) -> list[str]:
    """Draw the horizontal rules with their values, and the periods under the axis."""
    parts = []
    for tick in space.ticks:
        y = space.y(tick * 10.0**space.power)
        lowest = tick == space.ticks[0]
        parts.append(svg.rule((space.left, y), (space.right, y), GREY if lowest else RULE, 0.9 if lowest else 0.7))
        parts.append(svg.text((space.left - 5, y + 4), scale.written(tick), anchor="end"))
    return [*parts, *_periods(space, [point.periode for point in lecture.points])]


def _periods(space: Plane, periods: Sequence[Periode]) -> list[str]:
    """Name as many periods as fit, evenly, the first one among them."""
    widest = max(svg.width(each.court) for each in periods) + 14
    count = max(1, int((space.right - space.left) / widest))
    stride = -(-len(periods) // count)
    parts = []
    for each in periods[::stride]:
        x = space.x(middle(each))
        half = svg.width(each.court) / 2
        place = min(max(x, space.left + half - _PAD), space.right - half + _PAD)
        parts.append(svg.rule((x, space.bottom), (x, space.bottom + 4), GREY, 0.9))
        parts.append(svg.text((place, space.bottom + 17), each.court, anchor="middle"))
    return parts
