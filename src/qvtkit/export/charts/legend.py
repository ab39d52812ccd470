"""The signs of a reading drawn, and the legend that says them: a shape and a word, never a colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.charts import svg
from qvtkit.export.charts.svg import ACCENT, GREY, INK, PAPER
from qvtkit.method.lecture_points import Etat

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qvtkit.method.lecture import Lecture

EDGE = 10.0
ROW = 15.0
NARROW = 0.9
"""Sentences take less room than the figures that `svg.width` is made for."""
CREUX = f'fill="{PAPER}" stroke="{GREY}" stroke-width="1.4"'
"""How a measure put aside is drawn."""
_SHAPES = {"hors-zone": "", "point": "", "suite": "losange", "decalage": "losange", "tendance": "losange",
           "deux-sigma": "losange"}  # fmt: skip
_LEGENDS = {
    "haut": "au-dessus de la zone habituelle", "bas": "au-dessous de la zone habituelle",
    "losange": "autre signe inhabituel (dit plus bas)",
}  # fmt: skip


def shape_of(lecture: Lecture, at: int) -> str:
    """Return the shape of a point: « rond », « haut » or « bas » out of the usual range, « losange » for a run."""
    mark = lecture.reperes[at]
    if not mark.regle:
        return "rond"
    return _SHAPES[mark.regle] or ("haut" if mark.vers > 0 else "bas")


def _signs(lecture: Lecture) -> list[tuple[str, str]]:
    """Return the signs that are there with their words."""
    kinds = {shape_of(lecture, at) for at, point in enumerate(lecture.points) if point.etat is Etat.MESUREE}
    last = lecture.dernier
    found = [("rond", "mesure")]
    if any(point.etat is Etat.ECARTEE for point in lecture.points):
        found.append(("creux", "mise à part"))
    found += [(kind, words) for kind, words in _LEGENDS.items() if kind in kinds]
    if last and last.limites:
        found.append(("tirets", f"zone habituelle{', provisoire (moins de 20 mesures)' if last.provisoires else ''}"))
    return found


def _rows(legend: Iterable[tuple[str, str]], width: float) -> list[list[tuple[str, str, float]]]:
    """Set the legend on as many rows as it needs."""
    rows: list[list[tuple[str, str, float]]] = [[]]
    x = EDGE
    for kind, words in legend:
        wide = 18 + svg.width(words) * NARROW + 16
        if rows[-1] and x + wide > width:
            rows.append([])
            x = EDGE
        rows[-1].append((kind, words, x))
        x += wide
    return rows


def _drawn(row: Iterable[tuple[str, str, float]], y: float) -> Iterator[str]:
    """Draw one row of the legend."""
    for kind, words, x in row:
        place = (x + 6, y + 2)
        if kind == "tirets":
            yield svg.rule((x, y + 2), (x + 13, y + 2), GREY, 0.9, dash="4 3")
        elif kind == "creux":
            yield svg.shape("rond", place, 3.2, CREUX)
        else:
            yield svg.shape(kind, place, 3.2, f'fill="{ACCENT if kind == "rond" else INK}"')
        yield svg.text((x + 18, y + 6), words)


def legend(lecture: Lecture, width: float, top: float) -> tuple[list[str], float]:
    """Return the legend from *top* on, and the row where it ends."""
    rows = _rows(_signs(lecture), width)
    parts = [part for rank, row in enumerate(rows) for part in _drawn(row, top + ROW * rank)]
    return parts, top + ROW * len(rows) + 4
