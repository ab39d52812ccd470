"""The frame of a small chart: how much room its axes, its labels and its header take, and where its data fall."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.export.charts import scale, svg
from qvtkit.export.charts.place import Box, box
from qvtkit.export.charts.svg import GREY, RULE

if TYPE_CHECKING:
    from collections.abc import Sequence

_TOP, _BOTTOM, _RIGHT = 18.0, 19.0, 10.0
_ROW = 13.0  # of a second row of words above the frame
_PAD = 6.0  # between the sides of the frame and the first or the last point
_SNUG, _LOOSE = 5.0, 17.0  # inside the frame, above the highest tick
_EASY, _TIGHTEST = 13.0, 10.9  # rows between two ticks


@dataclass(frozen=True, slots=True)
class Layout:
    """What may be given up so that every label finds its place: height, then height again, then width."""

    top: float = _TOP
    headroom: float = _SNUG
    beside: float = 1 / 4
    """The share of the width that the last value may take on the right of the frame."""


LAYOUTS = (
    Layout(),
    Layout(headroom=_LOOSE),
    Layout(_TOP + _ROW),
    Layout(_TOP + _ROW, _LOOSE),
    Layout(headroom=_LOOSE, beside=1 / 2),
)
"""From the one that leaves most room to the curve."""


@dataclass(frozen=True, slots=True)
class Plot:
    """The frame, in pixels, and the data that it holds, in the units of the axes."""

    left: float
    right: float
    top: float
    bottom: float
    headroom: float
    first: float
    last: float
    ticks: tuple[float, ...]
    margin: float
    """What is left on the right of the frame."""

    @property
    def beside(self) -> bool:
        """Tell whether the last value is written on the right of the frame."""
        return self.margin > _RIGHT

    @property
    def limits(self) -> Box:
        """Where a value may be written: inside, or over the margin where nothing else stands there."""
        return Box(self.left, self.top, self.right + (0 if self.beside else _RIGHT), self.bottom - 1)

    def x(self, abscissa: float) -> float:
        """Return the pixel column of *abscissa*; the middle when all are the same."""
        share = scale.share(abscissa, self.first, self.last)
        return self.left + _PAD + (self.right - self.left - 2 * _PAD) * share

    def y(self, value: float) -> float:
        """Return the pixel row of *value*."""
        share = scale.share(value, self.ticks[0], self.ticks[-1])
        return self.bottom + (self.top + self.headroom - self.bottom) * share


def frame(
    abscissas: Sequence[float], last: float, ticks: Sequence[float], size: tuple[int, int], layout: Layout
) -> Plot:
    """Leave room on the left for the longest tick label, on the right for the *last* value."""
    width, height = size
    left = max(svg.width(scale.written(tick)) for tick in ticks) + 8
    room = svg.width(scale.written(last)) + 8
    right = _RIGHT if len(abscissas) == 1 or room > width * layout.beside else room
    return Plot(
        min(left, width / 2), width - right, layout.top, height - _BOTTOM, layout.headroom,
        min(abscissas), max(abscissas), tuple(ticks), right,
    )  # fmt: skip


def axes(plot: Plot, periods: tuple[str, str]) -> list[str]:
    """Draw the horizontal rules with their values, and the first and last periods."""
    parts = []
    for tick in _shown(plot):
        y = plot.y(tick)
        color, weight = (GREY, 0.9) if tick == plot.ticks[0] else (RULE, 0.7)
        parts.append(svg.rule((plot.left, y), (plot.right, y), color, weight))
        parts.append(svg.text((plot.left - 5, y + 4), scale.written(tick), anchor="end"))
    return [*parts, *_periods(plot, periods)]


def _shown(plot: Plot) -> Sequence[float]:
    """Return every tick, or every second one, or the two ends: as many as can be read."""
    between = len(plot.ticks) - 1
    gap = (plot.y(plot.ticks[0]) - plot.y(plot.ticks[-1])) / between
    stride = next(n for n in range(1, between + 1) if n == between or (between % n == 0 and gap * n >= _EASY))
    return plot.ticks if stride == between and gap >= _TIGHTEST else plot.ticks[::stride]


def _periods(plot: Plot, periods: tuple[str, str]) -> list[str]:
    """Name the first and the last period under the axis."""
    row, room = plot.bottom + 14, plot.right - plot.left
    if plot.first == plot.last:
        return [svg.text(((plot.left + plot.right) / 2, row), svg.fit(periods[0], room), anchor="middle")]
    first, last = (svg.fit(words, room / 2 - 6) for words in periods)
    return [svg.text((plot.left, row), first), svg.text((plot.right, row), last, anchor="end")]


def extent(plot: Plot, band: tuple[float, float] | None) -> tuple[float, float] | None:
    """Return the columns between which a period lies, a little wider than it; None where it is out of the frame."""
    if band is None or not all(map(math.isfinite, band)):
        return None
    start, end = sorted(band)
    if end < plot.first or start > plot.last:
        return None
    return (
        max(plot.left, plot.x(max(start, plot.first)) - 3),
        min(plot.right, plot.x(min(end, plot.last)) + 3),
    )


def name_places(plot: Plot, sides: tuple[float, float], words: str, unit: Box) -> list[tuple[float, float]]:
    """Return where the name of a band may stand, the best place first: above it, then in it, then beside it."""
    left, right = sides
    half = svg.width(words) / 2
    middle = min(max((left + right) / 2, plot.left + half), plot.right - half)
    above = plot.top - 4
    places = [(middle, above)]
    if box((middle, above), words).wider(3).meets(unit):
        moved = unit.right + 4 + half
        places = [(moved, above)] if moved - half < right else []
    columns = [middle] if right - left > 2 * half + 4 else [right + half + 4, left - half - 4]
    return [*places, *((column, row) for row in (plot.top + svg.SIZE, plot.bottom - 5) for column in columns)]
