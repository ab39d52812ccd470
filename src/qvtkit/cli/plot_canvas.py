"""What a drawing with characters is made of: its signs, its cells, where points and values fall."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from qvtkit.export.charts import scale

if TYPE_CHECKING:
    from qvtkit.method.lecture import Lecture


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


DRAWN = Signs("●", "○", "▲", "▼", "◆", "─", "┄", "╌", "│", "└", "┬", "┤", "═")
ASCII = Signs("*", "o", "^", "v", "#", "-", ".", "~", "|", "+", "+", "+", "=")


@dataclass
class Grid:
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
class Frame:
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
