"""Small honest charts in SVG, for one indicator at a time.

Drawn with attributes only (no style sheet), so that typst, Word and browsers show the same thing.
A chart is meant to be shown at the size it is drawn: `svg.PIXELS_PAR_CM` pixels make a centimetre.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qvtkit.export import scale, svg
from qvtkit.export.svg import ACCENT, BAND, GREY, INK, PAPER, RULE
from qvtkit.model.numbers import format_number

if TYPE_CHECKING:
    from collections.abc import Sequence

_TOP, _BOTTOM, _RIGHT = 18.0, 19.0, 10.0
_HEADROOM = 17.0  # inside the plot, for the labels of the values
_TIGHTEST = 13.0  # rows between two ticks
_MOST_DOTS = 40
_LEAST_WIDTH, _LEAST_HEIGHT = 80, 60
_CENT = 100.0
"""Where the axis of a percentage stops, unless a value lies beyond."""
_OVER = 8.0  # a value written nearer to the reference line than that cannot be read


@dataclass(frozen=True, slots=True)
class Point:
    """A period: its name, its place in time (any unit), its value or None when missing."""

    libelle: str
    abscisse: float
    valeur: float | None
    creux: bool = False
    """Put aside: drawn hollow, and not joined."""


@dataclass(frozen=True, slots=True)
class _Plot:
    """The frame, in pixels, and the data that it holds, in the units of the axes."""

    left: float
    right: float
    top: float
    bottom: float
    first: float
    last: float
    low: float
    high: float
    margin: float  # what is left on the right of the frame

    def x(self, abscissa: float) -> float:
        """Return the pixel column of *abscissa*; the middle when all are the same."""
        return _between(self.left + 6, self.right - 6, scale.share(abscissa, self.first, self.last))

    def y(self, value: float) -> float:
        """Return the pixel row of *value*."""
        share = scale.share(value, self.low, self.high)
        return _between(self.bottom, self.top + _HEADROOM, share)


def line_chart(
    points: Sequence[Point],
    *,
    titre: str,
    description: str,
    unite: str = "",
    bande: tuple[float, float] | None = None,
    repere: tuple[float, str] | None = None,
    largeur: int = 360,
    hauteur: int = 130,
) -> str:
    """Return a run-type chart of *points*, joined in time order, as one SVG element.

    `bande` is the test period, in the unit of the abscissas; `repere` a reference value and its
    name, a dashed line. `titre` and `description` are heard, not drawn. Sizes are in pixels. Never
    raises: a value not finite is missing, a point whose abscissa is not finite is left out.
    """
    series, mark, power = _scale(_clean(points), repere)
    size = (max(largeur, _LEAST_WIDTH), max(hauteur, _LEAST_HEIGHT))
    unit = svg.fit(scale.unit(unite, power), size[0] - 4)
    if any(p.valeur is not None for p in series):
        most = _CENT / 10.0**power if unite.strip() == "%" else None
        body = _body(series, mark, bande, size, svg.width(unit) + 2, most)
    else:
        body = [svg.text((size[0] / 2, size[1] / 2), "Aucune mesure", anchor="middle")]
    return svg.drawing(size, titre, description, [*body, svg.text((2, svg.SIZE), unit)])


def _body(
    series: Sequence[Point],
    mark: tuple[float, str] | None,
    band: tuple[float, float] | None,
    size: tuple[int, int],
    taken: float,
    most: float | None,
) -> list[str]:
    """Draw a series of at least one value, from the back to the front; the unit has *taken* the top left."""
    values = [p.valeur for p in series if p.valeur is not None]
    ticks = scale.ticks([*values, mark[0]] if mark else values, points=len(values), most=most)
    plot = _frame(series, ticks, *size)
    return [
        *_band(plot, band, taken), *_axes(plot, ticks, series), *_reference(plot, mark, series),
        *_line(plot, series), *_labels(plot, series, mark),
    ]  # fmt: skip


def _clean(points: Sequence[Point]) -> list[Point]:
    """Return the points that have a place in time, in order, without non-finite values."""
    placed = [p for p in points if math.isfinite(p.abscisse)]
    return [
        replace(p, valeur=p.valeur if _is_finite(p.valeur) else None) for p in sorted(placed, key=lambda p: p.abscisse)
    ]


def _is_finite(value: float | None) -> bool:
    return value is not None and math.isfinite(value)


def _scale(
    series: Sequence[Point], mark: tuple[float, str] | None
) -> tuple[list[Point], tuple[float, str] | None, int]:
    """Return the points and the reference divided by a power of ten, and that power."""
    if mark and not math.isfinite(mark[0]):
        mark = None
    values = [p.valeur for p in series if p.valeur is not None]
    power = scale.power([*values, mark[0]] if mark else values)
    unit = 10.0**power
    scaled = [replace(p, valeur=None if p.valeur is None else p.valeur / unit) for p in series]
    return scaled, (mark[0] / unit, mark[1]) if mark else None, power


def _between(start: float, end: float, share: float) -> float:
    return start + (end - start) * share


def _frame(series: Sequence[Point], ticks: Sequence[float], width: float, height: float) -> _Plot:
    """Leave room on the left for the longest tick label, on the right for the last value."""
    left = max(svg.width(format_number(tick)) for tick in ticks) + 8
    last = next(p.valeur for p in reversed(series) if p.valeur is not None)
    room = svg.width(format_number(last)) + 6
    right = _RIGHT if len(series) == 1 or room > width / 4 else room
    abscissas = [p.abscisse for p in series]
    return _Plot(
        min(left, width / 2), width - right, _TOP, height - _BOTTOM,
        min(abscissas), max(abscissas), ticks[0], ticks[-1], right,
    )  # fmt: skip


def _band(plot: _Plot, band: tuple[float, float] | None, taken: float) -> list[str]:
    """Draw the test period behind everything, with its name at the top, beside the unit or below it."""
    if band is None or not all(map(math.isfinite, band)):
        return []
    start, end = sorted(band)
    if end < plot.first or start > plot.last:
        return []
    left = max(plot.left, plot.x(max(start, plot.first)) - 3)
    right = min(plot.right, plot.x(min(end, plot.last)) + 3)
    room = svg.width("test") / 2 + 1
    middle = min(max((left + right) / 2, plot.left + room, taken + room), plot.right - room)
    row = plot.top - 4 if middle - room >= taken else plot.top + svg.SIZE
    edges = [svg.rule((x, plot.top), (x, plot.bottom), GREY, 0.6, dash="2 3") for x in (left, right)]
    box = (
        f'<rect x="{left:.1f}" y="{plot.top:.1f}" width="{right - left:.1f}" '
        f'height="{plot.bottom - plot.top:.1f}" fill="{BAND}"/>'
    )
    return [box, *edges, svg.text((middle, row), "test", anchor="middle")]


def _axes(plot: _Plot, ticks: Sequence[float], series: Sequence[Point]) -> list[str]:
    """Draw the horizontal rules with their values, and the first and last periods."""
    parts = []
    tight = plot.y(ticks[0]) - plot.y(ticks[1]) < _TIGHTEST
    for tick in (ticks[0], ticks[-1]) if tight else ticks:
        y = plot.y(tick)
        color, weight = (GREY, 0.9) if tick == ticks[0] else (RULE, 0.7)
        parts.append(svg.rule((plot.left, y), (plot.right, y), color, weight))
        parts.append(svg.text((plot.left - 5, y + 4), format_number(tick), anchor="end"))
    return [*parts, *_periods(plot, series)]


def _periods(plot: _Plot, series: Sequence[Point]) -> list[str]:
    """Name the first and the last period under the axis."""
    row, room = plot.bottom + 14, plot.right - plot.left
    if plot.first == plot.last:
        middle = (plot.left + plot.right) / 2
        return [svg.text((middle, row), svg.fit(series[0].libelle, room), anchor="middle")]
    first, last = (svg.fit(series[i].libelle, room / 2 - 6) for i in (0, -1))
    return [
        svg.text((plot.left, row), first),
        svg.text((plot.right, row), last, anchor="end"),
    ]


def _reference(plot: _Plot, mark: tuple[float, str] | None, series: Sequence[Point]) -> list[str]:
    """Draw the reference value as a dashed line that carries its name, where there is room."""
    if mark is None:
        return []
    name = svg.fit(mark[1], plot.right - plot.left)
    y, half = plot.y(mark[0]), svg.width(name) / 2 + 4
    dots = [(plot.x(p.abscisse), plot.y(p.valeur)) for p in series if p.valeur is not None]

    def clearance(middle: float) -> float:
        return min((abs(dot[1] - y + 8) for dot in dots if abs(dot[0] - middle) < half), default=99)

    middles = ((plot.left + plot.right) / 2, plot.right - half, plot.left + half)
    return [
        svg.rule((plot.left, y), (plot.right, y), INK, 0.9, dash="5 3"),
        svg.label((max(middles, key=clearance), y - 4), name),
    ]


def _line(plot: _Plot, series: Sequence[Point]) -> list[str]:
    """Join the values in time order, leaving a gap where one is missing."""
    parts, shown = [], [p for p in series if p.valeur is not None]
    for stretch in _stretches(series):
        if len(stretch) > 1:
            path = " ".join(f"{plot.x(a):.1f},{plot.y(v):.1f}" for a, v in stretch)
            parts.append(
                f'<polyline points="{path}" fill="none" stroke="{ACCENT}" stroke-width="1.8" stroke-linejoin="round"/>'
            )
        if len(shown) <= _MOST_DOTS or len(stretch) == 1:
            parts += [_dot(plot, a, v) for a, v in stretch]
    aside = [p for p in series if p.creux]
    return parts + [_dot(plot, p.abscisse, p.valeur, hollow=True) for p in aside if p.valeur is not None]


def _stretches(series: Sequence[Point]) -> list[list[tuple[float, float]]]:
    """Cut the series where a value is missing or put aside."""
    cuts: list[list[tuple[float, float]]] = [[]]
    for point in series:
        if point.valeur is None or point.creux:
            cuts.append([])
        else:
            cuts[-1].append((point.abscisse, point.valeur))
    return [cut for cut in cuts if cut]


def _dot(plot: _Plot, abscissa: float, value: float, *, hollow: bool = False) -> str:
    look = f'fill="{PAPER}" stroke="{GREY}" stroke-width="1.4"' if hollow else f'fill="{ACCENT}"'
    return svg.shape("rond", (plot.x(abscissa), plot.y(value)), 2.6, look)


def _labels(plot: _Plot, series: Sequence[Point], mark: tuple[float, str] | None) -> list[str]:
    """Write the first and the last value beside their points, away from the line."""
    shown = [(p.abscisse, p.valeur) for p in series if p.valeur is not None]
    line = plot.y(mark[0]) if mark else None
    first = _value(plot, shown[0], shown[1:2], line)
    if len(shown) == 1:
        return [first]
    abscissa, value = shown[-1]
    text = format_number(value)
    if plot.margin <= _RIGHT:
        return [first, _value(plot, shown[-1], shown[-2:-1], line)]
    middle = plot.x(abscissa) + svg.width(text) / 2 + 9
    row = plot.y(value) + 4
    if line is not None and abs(row - 4 - line) < _OVER:
        row = line - 5 if plot.y(value) <= line else line + 14
    return [first, svg.label((middle, row), text, bold=True)]


def _value(
    plot: _Plot, point: tuple[float, float], neighbours: Sequence[tuple[float, float]], line: float | None
) -> str:
    """Write the value of *point* on the side where the line to its neighbour does not go."""
    x, y = plot.x(point[0]), plot.y(point[1])
    rises = bool(neighbours) and neighbours[0][1] > point[1]
    rows = (y + 15, y - 7) if rises and y + 17 < plot.bottom else (y - 7, y + 15)
    row = next((each for each in rows if line is None or abs(each - 4 - line) >= _OVER), rows[0])
    text = format_number(point[1])
    room = svg.width(text) / 2 + 1
    x = min(max(x, plot.left + room), plot.right + _RIGHT - room)
    return svg.label((x, row), text, bold=True)
