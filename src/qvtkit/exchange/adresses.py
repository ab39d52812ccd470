"""Addresses of cells as people type and read them: « C4 », « B2:B13 », « Feuil1!C », runs of cells told as ranges."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qvtkit.exchange.tableur import address, column_name
from qvtkit.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

_CELL = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_COLUMN = re.compile(r"\$?([A-Z]{1,3})")
_LAST_LINE = 10_000_000


def place_of(cell: str) -> tuple[int, int]:
    """Return the line and the column of « C7 »."""
    match = _CELL.fullmatch(cell)
    return (int(match[2]), _rank(match[1])) if match else (0, 0)


def _rank(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def area(typed: str) -> tuple[str, int, int, int, int] | None:
    """Return the folded sheet, the first line and column, the last ones; None where what was typed is no area."""
    sheet, _, rest = typed.strip().rpartition("!")
    ends = rest.strip().upper().split(":")
    first, last = _corner(ends[0], 1), _corner(ends[-1], _LAST_LINE)
    if len(ends) > 2 or first is None or last is None:  # noqa: PLR2004 (a range has two ends)
        return None
    (top, bottom), (left, right) = sorted((first[0], last[0])), sorted((first[1], last[1]))
    return fold(sheet.strip("'")), top, left, bottom, right


def _corner(text: str, line: int) -> tuple[int, int] | None:
    """Return line and column of one end of a range; a column alone begins at its first line and ends at its last."""
    if _COLUMN.fullmatch(text):
        return line, _rank(text.lstrip("$"))
    return place_of(text) if _CELL.fullmatch(text) else None


def whole(places: list[tuple[str, str]]) -> tuple[str, str]:
    """Return the sheet and the cells by which to accept the first of *places*: their column where they share it."""
    sheet = places[0][0]
    cells = [(name, cell) for name, cell in places if name == sheet]
    columns = {place_of(cell)[1] for _, cell in cells}
    if len(cells) > 1 and len(columns) == 1:
        return sheet, column_name(columns.pop())
    return sheet, told(cells, most=1).partition(" et ")[0].rpartition("!")[2]


def told(places: Iterable[tuple[str, str]], most: int = 4) -> str:
    """Return « Feuil1!B2:B13, C4 et 12 autres »: runs of cells of a column, or of a line, as ranges."""
    all_places = list(dict.fromkeys(places))
    runs = min((_runs(all_places, down=True), _runs(all_places, down=False)), key=len)
    shown, sheet = [], ""
    for name, first, last in runs[:most]:
        cells = first if first == last else f"{first}:{last}"
        shown.append(cells if name == sheet else f"{name}!{cells}")
        sheet = name
    rest = len(runs) - most
    return ", ".join(shown) + (f" et {rest} autre{'s' if rest > 1 else ''}" if rest > 0 else "")


def _runs(places: list[tuple[str, str]], *, down: bool) -> list[tuple[str, str, str]]:
    """Return sheet, first and last cell of each run of neighbours."""
    by_name: dict[str, set[tuple[int, int]]] = {}
    for name, cell in places:
        by_name.setdefault(name, set()).add(place_of(cell))
    found = []
    for name, cells in by_name.items():
        step = (1, 0) if down else (0, 1)
        ordered = sorted(cells, key=lambda cell: (cell[1], cell[0]) if down else cell)
        starts = [cell for cell in ordered if (cell[0] - step[0], cell[1] - step[1]) not in cells]
        for start in starts:
            end = start
            while (end[0] + step[0], end[1] + step[1]) in cells:
                end = (end[0] + step[0], end[1] + step[1])
            found.append((name, address(*start), address(*end)))
    return found
