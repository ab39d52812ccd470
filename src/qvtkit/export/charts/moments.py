"""What surrounds a curve in time: the tests as bands, where its lines start anew, where what is counted changed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from qvtkit.export.charts import svg
from qvtkit.export.charts.place import Anchor, Box, Place, Room, Segment, box
from qvtkit.export.charts.plane import Plane, middle
from qvtkit.export.charts.svg import GREY, INK
from qvtkit.text import typography

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qvtkit.method.lecture import Lecture

_ROWS = 3
TEST_ROWS = 3
"""Rows that the names of tests may take above the plane."""


class Name(NamedTuple):
    """Words written at a place of the drawing."""

    place: Place
    words: str
    anchor: Anchor


class Moments(NamedTuple):
    """What is drawn across the plane, and its names."""

    parts: list[str]
    names: list[Name]


def tests(lecture: Lecture, space: Plane) -> Moments:
    """Return the tests as bands with their names; those that overlap are named one above the other."""
    told = Moments([], [])
    for test in lecture.tests:
        left, right = (
            space.inside(day) for day in (test.debut.toordinal(), (test.fin.toordinal() + 1) if test.fin else math.inf)
        )
        if right - left < 1:
            continue
        told.parts.append(svg.panel((left, space.top), (right, space.bottom)))
        told.parts.extend(svg.rule((x, space.top), (x, space.bottom), GREY, 0.6, dash="2 3") for x in (left, right))
        name = svg.fit(typography(f"test : {test.nom}"), space.right - space.left)
        half = svg.width(name) / 2
        centre = min(max((left + right) / 2, space.left + half), space.right - half)
        row = len(told.names) % TEST_ROWS
        told.names.append(Name((centre, space.top - 4 - 13 * row), name, "middle"))
    return told


def breaks(lecture: Lecture, space: Plane, lines: Sequence[Segment]) -> Moments:
    """Return where the lines start anew, with the reason, and where what is counted changed, away from *lines*."""
    found = [
        (each.rang, f"nouveau départ : {each.recalcul.motif}" if each.recalcul.motif else "nouveau départ", "6 3")
        for each in lecture.departs
    ]
    found += [(each.rang, "définition changée", "1 3") for each in lecture.changements]
    limits = Box(space.left, space.top, space.right, space.bottom)
    told = Moments([], [])
    for rank, words, dash in sorted(found):
        x = (space.x(middle(lecture.points[rank - 1].periode)) + space.x(middle(lecture.points[rank].periode))) / 2
        told.parts.append(svg.rule((x, space.top), (x, space.bottom), INK, 0.8, dash=dash))
        room = Room(limits, lines, [box(*name) for name in told.names])
        told.names.append(_name(space, x, words, room, len(told.names)))
    return told


def _name(space: Plane, x: float, words: str, room: Room, row: int) -> Name:
    """Write the name of a rule on its wider side, on a row where no line passes, else on *row* from its foot."""
    after, before = space.right - x - 6, x - space.left - 6
    right = svg.width(words) <= after or after >= before
    anchor: Anchor = "start" if right else "end"
    name = svg.fit(typography(words), after if right else before)
    rows = [space.bottom - 6 - 13 * each for each in range(_ROWS)]
    rows += [space.top + 12 + 13 * each for each in range(_ROWS)]
    column = x + 4 if right else x - 4
    free = (each for each in rows if room.free(box((column, each), name, anchor)))
    return Name((column, next(free, rows[row % _ROWS])), name, anchor)
