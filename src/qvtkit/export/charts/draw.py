"""Small honest charts in SVG, for one indicator at a time.

Drawn with attributes only (no style sheet), so that typst, Word and browsers show the same thing.
A chart is meant to be shown at the size it is drawn: `svg.PIXELS_PAR_CM` pixels make a centimetre.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from qvtkit.export.charts import scale, svg
from qvtkit.export.charts.frame import LAYOUTS, Plot, axes, extent, frame, name_places
from qvtkit.export.charts.place import Box, Room, box, mark_of
from qvtkit.export.charts.svg import ACCENT, GREY, INK, PAPER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qvtkit.export.charts.place import Place, Segment

_TEST = "test"
_MOST_DOTS = 40
_DOT = 2.6
_LEAST_WIDTH, _LEAST_HEIGHT = 80, 60
_CENT = 100.0
"""Where the axis of a percentage stops, unless a value lies beyond."""


@dataclass(frozen=True, slots=True)
class Point:
    """A period: its name, its place in time (any unit), its value or None when missing."""

    libelle: str
    abscisse: float
    valeur: float | None
    creux: bool = False
    """Put aside: drawn hollow, and not joined."""


@dataclass(frozen=True, slots=True)
class _Label:
    """Words and their place; None where there is no room for them."""

    mots: str
    place: Place | None
    valeur: bool = True


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
        body = _body(series, mark, bande, size, unit, most)
    else:
        body = [svg.text((size[0] / 2, size[1] / 2), "Aucune mesure", anchor="middle")]
    return svg.drawing(size, titre, description, [*body, svg.text((2, svg.SIZE), unit)])


def _body(
    series: Sequence[Point],
    mark: tuple[float, str] | None,
    band: tuple[float, float] | None,
    size: tuple[int, int],
    unit: str,
    most: float | None,
) -> list[str]:
    """Draw a series of at least one value, from the back to the front, in the first layout where all can be read."""
    values = [p.valeur for p in series if p.valeur is not None]
    ticks = scale.ticks([*values, mark[0]] if mark else values, points=len(values), most=most)
    found: list[tuple[list[float], Plot, list[_Label]]] = []
    for layout in LAYOUTS:
        plot = frame([p.abscisse for p in series], values[-1], ticks, size, layout)
        labels = _labels(plot, series, mark, band, unit)
        *needed, first = (label.place is not None for label in labels)
        # The first value is left out rather than the curve made smaller for it.
        found.append(([*needed, -layout.top, -layout.beside, first], plot, labels))
        if first and all(needed):
            break
    _, plot, labels = max(found, key=lambda each: each[0])
    return [
        *_band(plot, extent(plot, band)), *axes(plot, (series[0].libelle, series[-1].libelle)),
        *_reference(plot, mark), *_line(plot, series), *map(_written, labels),
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


def _band(plot: Plot, sides: tuple[float, float] | None) -> list[str]:
    """Draw the test period behind everything."""
    if sides is None:
        return []
    left, right = sides
    edges = [svg.rule((x, plot.top), (x, plot.bottom), GREY, 0.6, dash="2 3") for x in sides]
    return [svg.panel((left, plot.top), (right, plot.bottom)), *edges]


def _reference(plot: Plot, mark: tuple[float, str] | None) -> list[str]:
    """Draw the reference value as a dashed line."""
    if mark is None:
        return []
    y = plot.y(mark[0])
    return [svg.rule((plot.left, y), (plot.right, y), INK, 0.9, dash="5 3")]


def _line(plot: Plot, series: Sequence[Point]) -> list[str]:
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


def _dot(plot: Plot, abscissa: float, value: float, *, hollow: bool = False) -> str:
    look = f'fill="{PAPER}" stroke="{GREY}" stroke-width="1.4"' if hollow else f'fill="{ACCENT}"'
    return svg.shape("rond", (plot.x(abscissa), plot.y(value)), _DOT, look)


def _labels(
    plot: Plot,
    series: Sequence[Point],
    mark: tuple[float, str] | None,
    band: tuple[float, float] | None,
    unit: str,
) -> list[_Label]:
    """Return what is written over the drawing, the most useful first: reference, test, last value, first value."""
    lines = [
        ((plot.x(a), plot.y(u)), (plot.x(b), plot.y(v)))
        for stretch in _stretches(series)
        for (a, u), (b, v) in pairwise(stretch)
    ]
    places = [(plot.x(p.abscisse), plot.y(p.valeur)) for p in series if p.valeur is not None]
    header = box((2, svg.SIZE), unit, "start")
    taken = [header, *(mark_of(place, _DOT) for place in places)]
    labels = []
    if mark:
        labels.append(_reference_name(plot, mark, lines, taken))
        lines.append(((plot.left, plot.y(mark[0])), (plot.right + plot.margin, plot.y(mark[0]))))
    if sides := extent(plot, band):
        room = Room(Box(plot.left, 0, plot.right, plot.bottom), lines, _with(taken, labels))
        labels.append(_Label(_TEST, room.first(_TEST, name_places(plot, sides, _TEST, header)), valeur=False))
    values = [scale.written(p.valeur) for p in series if p.valeur is not None]
    edges = [((x, plot.top), (x, plot.bottom)) for x in sides or ()]
    for at in (-1, 0) if len(values) > 1 else (-1,):
        rooms = (Room(plot.limits, each, _with(taken, labels)) for each in ([*lines, *edges], lines))
        found = (_value_place(plot, room, places[at], values[at], last=at == -1) for room in rooms)
        labels.append(_Label(values[at], next(filter(None, found), None)))
    return labels


def _value_place(plot: Plot, room: Room, point: Place, words: str, *, last: bool) -> Place | None:
    """Return where the value of a point is written: the last one on the right of the frame where that was foreseen."""
    beside = room.after(point, words, plot.right + plot.margin) if last and plot.beside else None
    return beside or room.near(point, words)


def _with(taken: Sequence[Box], labels: Sequence[_Label]) -> list[Box]:
    return [*taken, *(box(label.place, label.mots) for label in labels if label.place)]


def _reference_name(plot: Plot, mark: tuple[float, str], lines: Sequence[Segment], taken: Sequence[Box]) -> _Label:
    """Place the name of the reference value along its line: where nothing passes, else in the middle."""
    name = svg.fit(mark[1], plot.right - plot.left)
    y, half = plot.y(mark[0]), svg.width(name) / 2
    columns = ((plot.left + plot.right) / 2, plot.right - half, plot.left + half)
    places = [(column, row) for row in (y - 5, y + 13) for column in columns]
    room = Room(Box(plot.left - 1, 0, plot.right + 1, plot.bottom), lines, taken)
    return _Label(name, room.first(name, places) or places[0], valeur=False)


def _written(label: _Label) -> str:
    if label.place is None:
        return ""
    return svg.label(label.place, label.mots, bold=label.valeur, fill=INK if label.valeur else GREY)
