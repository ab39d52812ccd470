"""A reading drawn with characters: run chart and usual range; plain ASCII where nothing else shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.cli import columns, terminal
from qvtkit.cli.plot_below import below, legend
from qvtkit.cli.plot_canvas import ASCII, DRAWN, Frame, Grid, Signs
from qvtkit.export.charts import scale
from qvtkit.export.charts.plane import ticks_of
from qvtkit.method.lecture_points import Etat
from qvtkit.method.quantites import nombre
from qvtkit.model.numbers import format_number
from qvtkit.text import NBSP, NNBSP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qvtkit.method.lecture import Lecture
    from qvtkit.method.lecture_points import PointSerie

_WIDEST_STEP = 5
_LEAST_ROOM = 12
_LONGEST = 12
"""Characters of a number on the axis."""
_LOW, _HIGH = 8, 12
"""About how many rows a low drawing takes, and an ordinary one."""


def run_chart(lecture: Lecture, width: int, *, low: bool = False) -> list[str]:
    """Return the lines of a drawing of at most *width* characters; none where nothing can be drawn.

    *low*: fewer rows. Nothing is drawn where plain lines are wanted: read aloud, a drawing means nothing.
    """
    known = [point.valeur for point in lecture.points if point.valeur is not None]
    if lecture.empeche or not known or terminal.simple():
        return []
    signs = DRAWN if terminal.shows("".join(DRAWN)) else ASCII
    frame = _framed(lecture, width, signs, _LOW if low else _HIGH)
    labels = {frame.row(tick * frame.unit): _number(tick) for tick in frame.ticks}
    grid = Grid(frame.rows, frame.width)
    _lines(frame, grid)
    _points(frame, grid)
    margin = max(columns.size(label) for label in labels.values())
    drawn = [
        f"{_right(labels.get(row, ''), margin)} {signs.repere if row in labels else signs.axe}{grid.line(row)}".rstrip()
        for row in range(frame.rows)
    ]
    left = " " * (margin + 1)
    return [*_head(frame), *drawn, *(f"{left}{line}".rstrip() for line in below(frame)), *legend(frame, width)]


def _right(text: str, width: int) -> str:
    return " " * (width - columns.size(text)) + text


def _framed(lecture: Lecture, width: int, signs: Signs, height: int) -> Frame:
    """Choose the points that fit and the values of the axis."""
    values = _values(lecture, 0)
    power = scale.power(values)
    last = columns.size(_last(lecture, power))
    room = max(width - _margin(lecture, values, power) - last - 2, _LEAST_ROOM)
    first = max(0, len(lecture.points) - room)
    shown = _values(lecture, first) or values
    room = max(width - max(_margin(lecture, shown, power), _margin(lecture, values, power)) - last - 2, _LEAST_ROOM)
    first = max(0, len(lecture.points) - room)
    ticks = ticks_of(lecture, _values(lecture, first) or values, power)
    count = len(lecture.points) - first
    step = max(1, min(_WIDEST_STEP, room // count))
    between = max(1, height // (len(ticks) - 1))
    return Frame(lecture, first, step, ticks, power, between, count * step + last + 1, signs)


def _margin(lecture: Lecture, values: Sequence[float], power: int) -> int:
    return max(columns.size(_number(tick)) for tick in ticks_of(lecture, values, power))


def _number(value: float) -> str:
    text = format_number(value).replace(NNBSP, NBSP)
    return text if len(text) <= _LONGEST else f"{value:.2g}".replace(".", ",")


def _last(lecture: Lecture, power: int) -> str:
    """Return the last value, as it stands beside its point."""
    values = [point.valeur for point in lecture.points if point.valeur is not None]
    return f" {nombre(values[-1] / 10.0**power).replace(NNBSP, NBSP)}" if values else ""


def _values(lecture: Lecture, first: int) -> list[float]:
    """Return every value that the axis has to hold: measures, centre, limits, target."""
    found = [point.valeur for point in lecture.points[first:]]
    found += [line for mark in lecture.reperes[first:] for line in (mark.centre, mark.bas, mark.haut)]
    target = lecture.indicateur.cible
    return [value for value in (*found, target.valeur if target else None) if value is not None]


def _head(frame: Frame) -> list[str]:
    """Return the unit above the axis, with the power of ten taken out."""
    factor = f"× 10^{frame.power}" if frame.power else ""
    said = " ".join(filter(None, (frame.lecture.indicateur.unite, factor)))
    return [f"  {said}"] if said else []


def _lines(frame: Frame, grid: Grid) -> None:
    """Draw target, limits and centre behind the points; a new start breaks them."""
    lecture, signs = frame.lecture, frame.signs
    target = lecture.indicateur.cible
    for at in frame.shown:
        mark, from_ = lecture.reperes[at], frame.column(at) - frame.step // 2
        opened = at in lecture.coupures and frame.step > 1
        across = range(from_ + opened, from_ + frame.step)
        aimed = target.valeur if target else None
        levels = (
            (aimed, signs.cible),
            (mark.bas, signs.limite),
            (mark.haut, signs.limite),
            (mark.centre, signs.centre),
        )
        for value, sign in levels:
            for column in across if value is not None else ():
                row = frame.row(value or 0.0)
                shared = sign == signs.centre and grid.cells.get((row, column)) == signs.cible
                if not (shared and column % 2):  # a target on the centre stays seen between
                    grid.put(row, column, sign)


def _points(frame: Frame, grid: Grid) -> None:
    """Write the measures, and the last value beside its point."""
    last = None
    for at in frame.shown:
        point = frame.lecture.points[at]
        if point.valeur is not None:
            grid.put(frame.row(point.valeur), frame.column(at), _sign(frame, at, point))
            last = at, point.valeur
    if last is not None:
        at, value = last
        grid.put(frame.row(value), frame.column(at) + 1, _last(frame.lecture, frame.power))


def _sign(frame: Frame, at: int, point: PointSerie) -> str:
    mark = frame.lecture.reperes[at]
    if point.etat is Etat.ECARTEE:
        return frame.signs.ecartee
    if not mark.regle:
        return frame.signs.mesure
    if mark.regle in {"hors-zone", "point"}:
        return frame.signs.haut if mark.vers > 0 else frame.signs.bas
    return frame.signs.suite
