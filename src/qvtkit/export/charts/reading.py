"""A reading drawn: run chart with its lines, tests, new starts and unusual points, and what it says under it.

Unusual points have a shape and a word, never a colour alone; what was put aside is hollow; a gap is not joined.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from qvtkit.export.charts import svg
from qvtkit.export.charts.legend import CREUX, EDGE, NARROW, ROW, legend, shape_of
from qvtkit.export.charts.moments import TEST_ROWS, Name, breaks, tests
from qvtkit.export.charts.place import Box, Room, box, mark_of
from qvtkit.export.charts.plane import Plane, axes, middle, plane, unit
from qvtkit.export.charts.svg import ACCENT, GREY, INK, PAPER
from qvtkit.method import lecture_mots as mots
from qvtkit.method import lecture_noms as noms
from qvtkit.method.lecture_points import Etat
from qvtkit.method.quantites import nombre
from qvtkit.text import typography

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from qvtkit.export.charts.place import Place
    from qvtkit.method.lecture import Lecture
    from qvtkit.method.lecture_regles import Reperes

LARGEUR, HAUTEUR = 720, 300
"""The drawing, in pixels, and the height of its plane."""
_LEAST = 260
_MOST_DOTS = 80
_MOST_NAMED = 6
_FARTHEST, _FARTHEST_LAST = 14.0, 40.0  # from a point to its words, over what is usual
_DOT = 3.0
_ABOVE = 18.0  # how far over the plane a value may be written


def reading_chart(lecture: Lecture, *, largeur: int = LARGEUR, hauteur: int = HAUTEUR) -> str:
    """Return the drawing of a reading as one SVG element with a name and a description; never raises on a number."""
    width = max(largeur, _LEAST)
    name = typography(lecture.indicateur.nom or lecture.identifiant)
    head = [svg.heading((EDGE, 20 + 18 * row), line) for row, line in enumerate(svg.wrapped(name, width - 20, 1.4))]
    top = 12.0 + 18 * len(head)
    said = [typography(text) for text in mots.phrases(lecture).toutes]
    if lecture.empeche or not any(point.valeur is not None for point in lecture.points):
        body, bottom = [], top
    else:
        above = 16 + 13 * min(max(len(lecture.tests), 1), TEST_ROWS)
        bottom = top + max(hauteur, 80) + above
        body = _body(lecture, width, (top, top + above, bottom))
        signs, bottom = legend(lecture, width, bottom + 30)
        body += signs
    notes = [line for text in said for line in svg.wrapped(text, width - 20, NARROW)]
    notes += svg.wrapped(typography(f"Lu avec le profil {noms.profil(lecture)}."), width - 20, NARROW)
    body += [
        svg.text((EDGE, bottom + ROW * (row + 1)), line, fill=INK if row < len(notes) - 1 else GREY)
        for row, line in enumerate(notes)
    ]
    return svg.drawing((width, round(bottom + ROW * (len(notes) + 1))), name, description(lecture), [*head, *body])


def description(lecture: Lecture) -> str:
    """Return in words what the drawing shows."""
    shown = [point for point in lecture.points if point.valeur is not None]
    if lecture.empeche or not shown:
        return typography(" ".join(mots.phrases(lecture).toutes))
    first, last = (
        f"{each.periode.francais} : {lecture.indicateur.shown(each.valeur or 0.0)}" for each in (shown[0], shown[-1])
    )
    return typography(f"Courbe de {len(shown)} mesures, de {first} à {last}. {' '.join(mots.phrases(lecture).toutes)}")


def _body(lecture: Lecture, width: int, rows: tuple[float, float, float]) -> list[str]:
    """Draw the unit and the plane, from the back to the front; *rows*: of the header, of the top and of the foot."""
    header, top, bottom = rows
    names = _names(lecture)
    margin = min(max((svg.width(text) for _, text in names), default=0.0) + 14, width / 3)
    space = plane(lecture, (EDGE, top, width - EDGE - margin, bottom))
    cuts, lines, beside = _cuts(lecture, space), _lines(lecture, space), _beside(space, names, margin)
    segments = [each for path in (*cuts, *(line.path for line in lines)) for each in pairwise(path)]
    measured = Name((EDGE, header + 12), unit(lecture), "start")
    bands, told = tests(lecture, space), breaks(lecture, space, segments)
    room = Room(
        Box(space.left, space.top - _ABOVE, space.right, space.bottom - 1), segments,
        [box(*name) for name in (*beside, *bands.names, *told.names, measured)],
    )  # fmt: skip
    return [
        *bands.parts, *axes(space, lecture), *told.parts, *map(_drawn, lines),
        *(svg.text(place, words, fill=INK) for place, words, _ in beside),
        *(svg.text(place, words, anchor=anchor) for place, words, anchor in (*bands.names, *told.names, measured)),
        *_curve(cuts), *_marks(lecture, space), *_values(lecture, space, room, width - EDGE),
    ]  # fmt: skip


class _Line(NamedTuple):
    """A level across the plane, and how it is drawn."""

    path: Sequence[Place]
    color: str
    weight: float
    dash: str


def _lines(lecture: Lecture, space: Plane) -> list[_Line]:
    """Return centre, limits and target."""
    kinds: tuple[tuple[Callable[[Reperes], float | None], str, float, str], ...] = (
        (lambda mark: mark.centre, INK, 1.0, ""),
        (lambda mark: mark.bas, GREY, 0.9, "4 3"),
        (lambda mark: mark.haut, GREY, 0.9, "4 3"),
    )
    found = [
        _Line(stretch, color, weight, dash)
        for of, color, weight, dash in kinds
        for stretch in _levels(lecture, space, of)
    ]
    target = lecture.indicateur.cible
    if target and target.valeur is not None:
        y = space.y(target.valeur)
        found.append(_Line([(space.left, y), (space.right, y)], INK, 1.1, "1 4"))
    return found


def _drawn(line: _Line) -> str:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in line.path)
    dashes = f' stroke-dasharray="{line.dash}"' if line.dash else ""
    return f'<polyline points="{path}" fill="none" stroke="{line.color}" stroke-width="{line.weight}"{dashes}/>'


def _levels(
    lecture: Lecture, space: Plane, of: Callable[[Reperes], float | None]
) -> Iterator[list[tuple[float, float]]]:
    """Yield the stretches of a line, flat over each period, cut at each new start and where it is not known."""
    edges = _edges(lecture, space)
    stretch: list[tuple[float, float]] = []
    before = -1
    for portion_at, portion in enumerate(lecture.troncons):
        for at in range(portion.premier, portion.dernier + 1):
            value = of(lecture.reperes[at])
            if stretch and (value is None or portion_at != before):
                yield stretch
                stretch = []
            before = portion_at
            if value is None:
                continue
            y = space.y(value)
            if stretch and stretch[-1][1] == y:
                stretch[-1] = (edges[at + 1], y)
            else:
                stretch += [(edges[at], y), (edges[at + 1], y)]
    if stretch:
        yield stretch


def _edges(lecture: Lecture, space: Plane) -> list[float]:
    """Return the columns between the points, the two edges of the plane included."""
    places = [space.x(middle(point.periode)) for point in lecture.points]
    between = [(before + after) / 2 for before, after in pairwise(places)]
    return [space.left, *between, space.right]


def _names(lecture: Lecture) -> list[tuple[float, str]]:
    """Return the lines named on the right, with their values."""
    at = lecture.derniere
    mark = lecture.reperes[at] if at is not None else None
    target = lecture.indicateur.cible
    lines = [
        (mark.centre if mark else None, noms.centre(lecture), 1), (mark.haut if mark else None, "haut de la zone", 0),
        (mark.bas if mark else None, "bas de la zone", 0), (target.valeur if target else None, "cible", 1),
    ]  # fmt: skip
    return [
        (value, f"{name} {nombre(noms.arrondi(lecture, value, finer))}")
        for value, name, finer in lines
        if value is not None
    ]


def _beside(space: Plane, names: Sequence[tuple[float, str]], margin: float) -> list[Name]:
    """Return the names of the lines with their places on the right, each at its height, none over another."""
    parts: list[Name] = []
    free = -math.inf
    for y, words in sorted((space.y(value), words) for value, words in names):
        row = max(y + 4, free)
        parts.append(Name((space.right + 6, row), svg.fit(words, margin), "start"))
        free = row + 13
    return parts


def _cuts(lecture: Lecture, space: Plane) -> list[list[Place]]:
    """Return the stretches of the curve: a gap, a point put aside and a new start cut it."""
    cuts: list[list[Place]] = [[]]
    for at, value in enumerate(lecture.valeurs):
        if at in lecture.coupures or value is None:
            cuts.append([])
        if value is not None:
            cuts[-1].append((space.x(middle(lecture.points[at].periode)), space.y(value)))
    return cuts


def _curve(cuts: Sequence[Sequence[Place]]) -> list[str]:
    """Join the measures that count."""
    paths = (" ".join(f"{x:.1f},{y:.1f}" for x, y in cut) for cut in cuts if len(cut) > 1)
    return [
        f'<polyline points="{path}" fill="none" stroke="{ACCENT}" stroke-width="1.6" stroke-linejoin="round"/>'
        for path in paths
    ]


def _marks(lecture: Lecture, space: Plane) -> list[str]:
    """Draw the points: filled, hollow where they are put aside, of another shape where they are unusual."""
    many = len(lecture.points) > _MOST_DOTS
    parts = []
    for at, point in enumerate(lecture.points):
        if point.valeur is None:
            continue
        place = space.x(middle(point.periode)), space.y(point.valeur)
        kind = shape_of(lecture, at)
        if point.etat is Etat.ECARTEE:
            parts.append(svg.shape("rond", place, 3.2, CREUX))
        elif kind == "rond":
            parts.append(svg.shape("rond", place, 1.6 if many else 2.8, f'fill="{ACCENT}"'))
        else:
            parts.append(
                svg.shape(kind, place, 2.6 if many else 3.4, f'fill="{INK}" stroke="{PAPER}" stroke-width="0.8"')
            )
    return parts


def _values(lecture: Lecture, space: Plane, room: Room, edge: float) -> list[str]:
    """Write the last value, the first one, and the periods of the first points out of the usual range."""
    shown = [at for at, point in enumerate(lecture.points) if point.valeur is not None]
    out = [at for at in shown if shape_of(lecture, at) in {"haut", "bas"}][:_MOST_NAMED]
    dots = [_place(lecture, space, at) for at in shown]
    taken = [*room.taken, *(mark_of(dot, _DOT) for dot in dots)]
    parts = []
    for at in dict.fromkeys((shown[-1], shown[0], *out)):
        point = lecture.points[at]
        ends = at in {shown[0], shown[-1]}
        text = nombre(noms.arrondi(lecture, point.valeur or 0.0, 1)) if ends else point.periode.court
        free, place = Room(room.limits, room.lines, taken), _place(lecture, space, at)
        last = at == shown[-1]
        found = free.after(place, text, edge) if last else None
        found = found or free.near(place, text, _FARTHEST_LAST if last else _FARTHEST)
        if found:
            taken.append(box(found, text))
            parts.append(svg.label(found, text, bold=ends))
    return parts


def _place(lecture: Lecture, space: Plane, at: int) -> Place:
    point = lecture.points[at]
    return space.x(middle(point.periode)), space.y(point.valeur or 0.0)
