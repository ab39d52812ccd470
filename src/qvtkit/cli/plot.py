"""A reading drawn with characters: run chart, usual range, tests under the axis; plain ASCII where nothing else shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from qvtkit.cli import columns, terminal
from qvtkit.export import scale
from qvtkit.method import lecture_mots as mots
from qvtkit.method.lecture_points import Etat
from qvtkit.model.numbers import format_number, rounded
from qvtkit.text import NBSP, NNBSP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qvtkit.method.lecture import Lecture, PeriodeDeTest
    from qvtkit.method.lecture_points import PointSerie

_WIDEST_STEP = 5
_LEAST_ROOM = 12
_MOST_TESTS = 3
_LOW, _HIGH = 8, 12
"""About how many rows a low drawing takes, and an ordinary one."""


class Signs(NamedTuple):
    """The characters of a drawing."""

    mesure: str
    ecartee: str
    haut: str
    bas: str
    suite: str
    centre: str
    limite: str
    cible: str
    axe: str
    coin: str
    cran: str
    repere: str
    test: str


_DRAWN = Signs("●", "○", "▲", "▼", "◆", "─", "┄", "╌", "│", "└", "┬", "┤", "═")
_ASCII = Signs("*", "o", "^", "v", "#", "-", ".", "~", "|", "+", "+", "+", "=")


@dataclass
class _Grid:
    """Cells of a drawing: rows from the top, columns from the axis."""

    rows: int
    width: int
    cells: dict[tuple[int, int], str] = field(default_factory=dict)

    def put(self, row: int, column: int, text: str) -> None:
        """Write *text*, over what is there."""
        for shift, char in enumerate(text):
            if 0 <= column + shift < self.width:
                self.cells[row, column + shift] = char

    def line(self, row: int) -> str:
        """Return one row."""
        return "".join(self.cells.get((row, column), " ") for column in range(self.width))


@dataclass(frozen=True)
class _Frame:
    """Which points are drawn, where their columns are, and the values of the axis."""

    lecture: Lecture
    first: int
    """Position of the first point drawn."""
    step: int
    ticks: list[float]
    power: int
    """The power of ten taken out of the values."""
    between: int
    width: int
    signs: Signs

    @property
    def unit(self) -> float:
        """What the values are divided by."""
        return 10.0**self.power

    @property
    def rows(self) -> int:
        """How many rows the values take."""
        return (len(self.ticks) - 1) * self.between + 1

    def row(self, value: float) -> int:
        """Return the row of a value."""
        share = scale.share(value / self.unit, self.ticks[0], self.ticks[-1])
        return round((1 - min(max(share, 0.0), 1.0)) * (self.rows - 1))

    def column(self, at: int) -> int:
        """Return the column of the point at a position."""
        return (at - self.first) * self.step + self.step // 2

    @property
    def shown(self) -> range:
        """The positions drawn."""
        return range(self.first, len(self.lecture.points))


def run_chart(lecture: Lecture, width: int, *, low: bool = False) -> list[str]:
    """Return the lines of a drawing of at most *width* characters; none where nothing can be drawn.

    *low*: fewer rows. Nothing is drawn where plain lines are wanted: read aloud, a drawing means nothing.
    """
    known = [point.valeur for point in lecture.points if point.valeur is not None]
    if lecture.empeche or not known or terminal.simple():
        return []
    signs = _DRAWN if terminal.shows("".join(_DRAWN)) else _ASCII
    frame = _framed(lecture, width, signs, _LOW if low else _HIGH)
    labels = {frame.row(tick * frame.unit): _number(tick) for tick in frame.ticks}
    grid = _Grid(frame.rows, frame.width)
    _lines(frame, grid)
    _points(frame, grid)
    margin = max(columns.size(label) for label in labels.values())
    drawn = [
        f"{_right(labels.get(row, ''), margin)} {signs.repere if row in labels else signs.axe}{grid.line(row)}".rstrip()
        for row in range(frame.rows)
    ]
    left = " " * (margin + 1)
    return [*_head(frame), *drawn, *(f"{left}{line}".rstrip() for line in _below(frame)), *_legend(frame, width)]


def _right(text: str, width: int) -> str:
    return " " * (width - columns.size(text)) + text


def _framed(lecture: Lecture, width: int, signs: Signs, height: int) -> _Frame:
    """Choose the points that fit and the values of the axis."""
    values = _values(lecture, 0)
    power = scale.power(values)
    last = columns.size(_last(lecture, power))
    room = max(width - _margin(values, power) - last - 2, _LEAST_ROOM)
    first = max(0, len(lecture.points) - room)
    values = _values(lecture, first) or values
    ticks = scale.ticks([value / 10.0**power for value in values])
    count = len(lecture.points) - first
    step = max(1, min(_WIDEST_STEP, room // count))
    between = max(1, height // (len(ticks) - 1))
    return _Frame(lecture, first, step, ticks, power, between, count * step + last + 1, signs)


def _margin(values: Sequence[float], power: int) -> int:
    return max(columns.size(_number(tick)) for tick in scale.ticks([value / 10.0**power for value in values]))


def _number(value: float) -> str:
    return format_number(value).replace(NNBSP, NBSP)


def _last(lecture: Lecture, power: int) -> str:
    """Return the last value, as it stands beside its point."""
    values = [point.valeur for point in lecture.points if point.valeur is not None]
    return f" {_number(rounded(values[-1] / 10.0**power))}" if values else ""


def _values(lecture: Lecture, first: int) -> list[float]:
    """Return every value that the axis has to hold: measures, centre, limits, target."""
    found = [point.valeur for point in lecture.points[first:]]
    found += [line for mark in lecture.reperes[first:] for line in (mark.centre, mark.bas, mark.haut)]
    target = lecture.indicateur.cible
    return [value for value in (*found, target.valeur if target else None) if value is not None]


def _head(frame: _Frame) -> list[str]:
    """Return the unit above the axis, with the power of ten taken out."""
    factor = f"× 10^{frame.power}" if frame.power else ""
    said = " ".join(filter(None, (frame.lecture.indicateur.unite, factor)))
    return [f"  {said}"] if said else []


def _lines(frame: _Frame, grid: _Grid) -> None:
    """Draw target, limits and centre behind the points; a new start breaks them."""
    lecture, signs = frame.lecture, frame.signs
    target = lecture.indicateur.cible
    starts = {each.rang for each in lecture.departs}
    for at in frame.shown:
        mark, from_ = lecture.reperes[at], frame.column(at) - frame.step // 2
        opened = at in starts and frame.step > 1
        across = range(from_ + opened, from_ + frame.step)
        lines = ((target.valeur if target else None, signs.cible), (mark.bas, signs.limite), (mark.haut, signs.limite), (mark.centre, signs.centre))  # fmt: skip
        for value, sign in lines:
            for column in across if value is not None else ():
                grid.put(frame.row(value or 0.0), column, sign)


def _points(frame: _Frame, grid: _Grid) -> None:
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


def _sign(frame: _Frame, at: int, point: PointSerie) -> str:
    mark = frame.lecture.reperes[at]
    if point.etat is Etat.ECARTEE:
        return frame.signs.ecartee
    if not mark.regle:
        return frame.signs.mesure
    if mark.regle in {"hors-zone", "point"}:
        return frame.signs.haut if mark.vers > 0 else frame.signs.bas
    return frame.signs.suite


def _below(frame: _Frame) -> Iterator[str]:
    """Yield the axis with its periods, the new starts and changed definitions, the tests."""
    axis, names = _Grid(1, frame.width), _Grid(1, frame.width)
    axis.put(0, 0, frame.signs.centre * len(frame.shown) * frame.step)
    for at, text in _labelled(frame):
        axis.put(0, frame.column(at), frame.signs.cran)
        names.put(0, frame.column(at), text)
    yield f"{frame.signs.coin}{axis.line(0)}"
    yield f" {names.line(0)}"
    if any(letters := _letters(frame)):
        yield f" {letters}"
    for test in frame.lecture.tests[-_MOST_TESTS:]:
        if band := _band(frame, test):
            yield f" {band}"


def _labelled(frame: _Frame) -> list[tuple[int, str]]:
    """Return which points are named under the axis: the first, then as many as fit."""
    found: list[tuple[int, str]] = []
    free = 0
    for at in frame.shown:
        text = frame.lecture.points[at].periode.court
        column = frame.column(at)
        if column >= free and column + len(text) <= frame.width:
            found.append((at, text))
            free = column + len(text) + 2
    return found


def _letters(frame: _Frame) -> str:
    """Return the row of letters: R where a new start was decided, D where what is counted changed."""
    marks = _Grid(1, len(frame.shown) * frame.step)
    for change in frame.lecture.changements:
        if change.rang >= frame.first:
            marks.put(0, frame.column(change.rang), "D")
    for start in frame.lecture.departs:
        if start.rang >= frame.first:
            marks.put(0, frame.column(start.rang), "R")
    return marks.line(0).rstrip()


def _band(frame: _Frame, test: PeriodeDeTest) -> str:
    """Return the stretch of a test under the axis, with its name where it fits; empty where it lies elsewhere."""
    inside = [at for at in frame.shown if _within(frame.lecture.points[at], test)]
    if not inside:
        return ""
    start = frame.column(inside[0]) - frame.step // 2
    length = max(frame.column(inside[-1]) + (frame.step + 1) // 2 - start, 1)
    name = next((name for name in (f" test : {test.nom} ", " test ", "") if len(name) + 2 <= length or not name), "")
    return " " * start + name.center(length, frame.signs.test)


def _within(point: PointSerie, test: PeriodeDeTest) -> bool:
    return point.periode.last_day >= test.debut and (test.fin is None or point.periode.first_day <= test.fin)


def _legend(frame: _Frame, width: int) -> list[str]:
    """Return what the signs mean, only those that are there."""
    lecture, signs = frame.lecture, frame.signs
    rules = {lecture.reperes[at].regle: lecture.reperes[at].vers for at in frame.shown}
    last = lecture.dernier
    aside = any(lecture.points[at].etat is Etat.ECARTEE for at in frame.shown)
    out = rules.keys() & {"hors-zone", "point"}
    target = lecture.indicateur.cible
    parts = [
        f"{signs.ecartee} mise à part" if aside else "",
        f"{signs.haut} {signs.bas} hors de la zone habituelle" if out else "",
        f"{signs.suite} inhabituel, voir plus bas" if rules.keys() - {"", "hors-zone", "point"} else "",
        f"{signs.centre * 2} {mots.centre(lecture)}" if last and last.centre is not None else "",
        f"{signs.limite * 2} zone habituelle{' provisoire' if last and last.provisoires else ''}" if last and last.limites else "",
        f"{signs.cible * 2} cible" if target and target.valeur is not None else "",
        "R nouveau départ" if lecture.departs else "",
        "D définition changée" if lecture.changements else "",
        f"{signs.test * 2} test" if _unnamed(frame) else "",
    ]  # fmt: skip
    told = [f"{len(frame.shown)} dernières périodes sur {len(lecture.points)}"] if frame.first else []
    return _flow([*told, *filter(None, parts)], width)


def _unnamed(frame: _Frame) -> bool:
    bands = [_band(frame, test) for test in frame.lecture.tests[-_MOST_TESTS:]]
    return any(band and "test" not in band for band in bands)


def _flow(parts: Sequence[str], width: int) -> list[str]:
    """Set the parts on as many lines as they need, never cut."""
    lines: list[str] = []
    for part in parts:
        if lines and len(lines[-1]) + len(part) + 3 <= width:
            lines[-1] += f"   {part}"
        else:
            lines.append(f"  {part}")
    return lines


