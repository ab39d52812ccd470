"""Where a word can be written on a drawing: beside its point, over no line and over no other word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from qvtkit.export.charts import svg

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


Place = tuple[float, float]
Segment = tuple[Place, Place]
Anchor = Literal["start", "middle", "end"]
_ASCENT, _DESCENT = 8.5, 2.5  # of the type, from the row that it stands on
_APART = 2.0  # between a word and a line; half a line and half a dot are in it
_ABOVE, _BELOW = 8.0, 15.0  # rows from a point to the word next to it, from which the search goes away
_STEP = 1.5
_FARTHEST = 9.0
"""How many pixels farther than that a word may go and still be read as the one of its point."""
_AROUND = 30.0  # what a word placed there may touch, at most
_ASIDE = 9.0  # from a point to the word on its right
_UNDER = 5.0  # how far under the frame the word of a point of its foot may stand
_SHIFTS = (0.0, -3.0, 3.0, -6.0, 6.0, -9.0, 9.0, -12.0, 12.0)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Tell whether the two share more than an edge."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: Box) -> bool:
        """Tell whether *other* lies inside."""
        return (
            self.left <= other.left and other.right <= self.right and self.top <= other.top
            and other.bottom <= self.bottom
        )  # fmt: skip

    def crossed(self, segment: Segment) -> bool:
        """Tell whether a straight line from a place to another goes through the rectangle."""
        (x1, y1), (x2, y2) = segment
        enters, leaves = 0.0, 1.0
        for start, way, low, high in ((x1, x2 - x1, self.left, self.right), (y1, y2 - y1, self.top, self.bottom)):
            if way == 0:
                if not low < start < high:
                    return False
                continue
            first, second = sorted(((low - start) / way, (high - start) / way))
            enters, leaves = max(enters, first), min(leaves, second)
        return enters < leaves

    def wider(self, by: float) -> Box:
        """Return the rectangle with *by* more pixels on each side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


def box(place: Place, words: str, anchor: Anchor = "middle") -> Box:
    """Return about what *words* take when they are written at *place*."""
    wide = svg.width(words)
    left = place[0] - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
    return Box(left, place[1] - _ASCENT, left + wide, place[1] + _DESCENT)


@dataclass(frozen=True, slots=True)
class Room:
    """Where one may write: the limits, the lines that nothing may touch, and the words and marks already there."""

    limits: Box
    lines: Sequence[Segment] = ()
    taken: Sequence[Box] = ()

    def free(self, wanted: Box) -> bool:
        """Tell whether nothing touches *wanted*, a little air around it."""
        wide = wanted.wider(_APART)
        return not any(wide.meets(each) for each in self.taken) and not any(wide.crossed(each) for each in self.lines)

    def first(self, words: str, places: Iterable[Place]) -> Place | None:
        """Return the first of *places* where *words* can be written, centred; None where there is none."""
        boxes = ((place, box(place, words)) for place in places)
        return next((place for place, wanted in boxes if self.limits.holds(wanted) and self.free(wanted)), None)

    def near(self, point: Place, words: str, farthest: float = _FARTHEST) -> Place | None:
        """Return the nearest place above or below *point* where *words* can be written; None where there is none."""
        x, y = point
        half = svg.width(words) / 2
        lowest, highest = self.limits.left + half, self.limits.right - half
        if lowest > highest:
            return None
        columns = list(dict.fromkeys(min(max(each, lowest), highest) for each in (x, x - half, x + half)))
        away = [step * _STEP for step in range(int(farthest / _STEP) + 1)]
        rows = (row for by in away for row in (y - _ABOVE - by, y + _BELOW + by))
        reach = Box(min(columns) - half, y - farthest, max(columns) + half, y + farthest).wider(_AROUND)
        nearby = Room(self.limits, [each for each in self.lines if reach.crossed(each)], self.taken)
        return nearby.first(words, ((column, row) for row in rows for column in columns))

    def after(self, point: Place, words: str, edge: float) -> Place | None:
        """Return the place of *words* on the right of *point*, before the column *edge*; None where it is taken."""
        x, y = point
        half = svg.width(words) / 2
        if x + _ASIDE + 2 * half > edge:
            return None
        outside = x + _ASIDE >= self.limits.right
        lowest = self.limits.bottom + (_UNDER if outside else -_DESCENT)
        places = [(x + half + _ASIDE, y + 4 + by) for by in _SHIFTS if y + 4 + by <= lowest]
        return next((place for place in places if self.free(box(place, words))), None)


def mark_of(place: Place, radius: float) -> Box:
    """Return what a dot takes."""
    return Box(place[0] - radius, place[1] - radius, place[0] + radius, place[1] + radius)
