"""What stands under a drawing with characters: periods, new starts, tests, what the signs mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.cli.plot_canvas import Frame, Grid
from qvtkit.method import lecture_noms as noms
from qvtkit.method.lecture_points import Etat

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qvtkit.method.lecture import PeriodeDeTest
    from qvtkit.method.lecture_points import PointSerie
    from qvtkit.method.lecture_regles import Troncon

_MOST_TESTS = 3


def below(frame: Frame) -> Iterator[str]:
    """Yield the axis with its periods, the new starts and changed definitions, the tests."""
    axis, names = Grid(1, frame.width), Grid(1, frame.width)
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


def _labelled(frame: Frame) -> list[tuple[int, str]]:
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


def _letters(frame: Frame) -> str:
    """Return the row of letters: R where a new start was decided, D where what is counted changed."""
    marks = Grid(1, len(frame.shown) * frame.step)
    for change in frame.lecture.changements:
        if change.rang >= frame.first:
            marks.put(0, frame.column(change.rang), "D")
    for start in frame.lecture.departs:
        if start.rang >= frame.first:
            marks.put(0, frame.column(start.rang), "R")
    return marks.line(0).rstrip()


def _band(frame: Frame, test: PeriodeDeTest) -> str:
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


def legend(frame: Frame, width: int) -> list[str]:
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
        f"{signs.centre * 2} {noms.centre(lecture)}" if last and last.centre is not None else "",
        f"{signs.limite * 2} {_range(last)}" if last and last.limites else "",
        f"{signs.cible * 2} cible" if target and target.valeur is not None else "",
        "R nouveau départ" if lecture.departs else "",
        "D définition changée" if lecture.changements else "",
        f"{signs.test * 2} test" if _unnamed(frame) else "",
    ]  # fmt: skip
    told = [f"{len(frame.shown)} dernières périodes sur {len(lecture.points)}"] if frame.first else []
    return _flow([*told, *filter(None, parts)], width)


def _unnamed(frame: Frame) -> bool:
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


def _range(portion: Troncon) -> str:
    return "zone habituelle provisoire" if portion.provisoires else "zone habituelle"
