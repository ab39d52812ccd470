"""What surrounds a curve in time: the tests as bands, where its lines start anew, where what is counted changed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from qvtkit.export import svg
from qvtkit.export.charts_plane import Plane, middle
from qvtkit.export.svg import BAND, GREY, INK
from qvtkit.text import typography

if TYPE_CHECKING:
    from qvtkit.method.lecture import Lecture

TEST_ROWS = 3
"""Rows that the names of tests may take above the plane."""


def tests(lecture: Lecture, space: Plane) -> list[str]:
    """Draw the tests as bands with their names; those that overlap are named one below the other."""
    parts: list[str] = []
    row = 0
    for test in lecture.tests:
        left, right = (
            space.inside(day) for day in (test.debut.toordinal(), (test.fin.toordinal() + 1) if test.fin else math.inf)
        )
        if right - left < 1:
            continue
        wide, high = right - left, space.bottom - space.top
        parts.append(f'<rect x="{left:.1f}" y="{space.top:.1f}" width="{wide:.1f}" height="{high:.1f}" fill="{BAND}"/>')
        parts += [svg.rule((x, space.top), (x, space.bottom), GREY, 0.6, dash="2 3") for x in (left, right)]
        name = svg.fit(typography(f"test : {test.nom}"), space.right - space.left)
        half = svg.width(name) / 2
        centre = min(max((left + right) / 2, space.left + half), space.right - half)
        parts.append(svg.text((centre, space.top - 4 - 13 * (row % TEST_ROWS)), name, anchor="middle"))
        row += 1
    return parts


def breaks(lecture: Lecture, space: Plane) -> list[str]:
    """Draw where the lines start anew, with the reason, and where what is counted changed."""
    found = [
        (each.rang, f"nouveau départ : {each.recalcul.motif}" if each.recalcul.motif else "nouveau départ", "6 3")
        for each in lecture.departs
    ]
    found += [(each.rang, "définition changée", "1 3") for each in lecture.changements]
    parts = []
    for row, (rank, words, dash) in enumerate(sorted(found)):
        x = (space.x(middle(lecture.points[rank - 1].periode)) + space.x(middle(lecture.points[rank].periode))) / 2
        parts.append(svg.rule((x, space.top), (x, space.bottom), INK, 0.8, dash=dash))
        after, before = space.right - x - 6, x - space.left - 6
        right = svg.width(words) <= after or after >= before
        name = svg.fit(typography(words), after if right else before)
        place = (x + 4 if right else x - 4, space.bottom - 6 - 13 * (row % 3))
        parts.append(svg.text(place, name, anchor="start" if right else "end"))
    return parts
