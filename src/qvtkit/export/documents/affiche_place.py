"""How much a sheet holds: lines of its smallest type, told in advance, for Word cannot try several sizes.

Widths and heights are those of a compact page of A4, measured on what typst and LibreOffice set.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.export.coupe import Place
from qvtkit.export.document import Bullets, Callout, Definitions, Ensemble, Heading, Para, Table
from qvtkit.export.render.prepare import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from qvtkit.export.document import Block, Cell, Text

_PARTS = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2)
_MEASURED = 14.8
"""The type, in points, in which the figures below were measured."""
_PAGE = 41.1
"""Lines of a page, under a title and a line below it of one line each."""
_WIDTH, _LABEL, _TITLE, _UNDER = 75.0, 13.0, 33.0, 66.0
"""Characters of a line: of the whole width, of a label, of the title, of the line under the title."""
_BIG, _HEADING = 2.1, 2.6
"""Lines of text that a line of the title takes, and a heading."""
_WIDE, _CAPITAL = 1.0, 1.6
_AROUND, _HEAD, _RULE, _GAP = 0.9, 1.6, 0.0, 0.35
"""Lines around a framed box; of the head of a table with its rules; between two rows; between two paragraphs."""


@dataclass(frozen=True, slots=True)
class Feuille:
    """A sheet of *pages* pages set in *corps* points: what it holds."""

    corps: float
    pages: int = 1

    def ajuste(self, build: Callable[[Place], tuple[Block, ...]], titre: str, sous_titre: str) -> tuple[Block, ...]:
        """Return the blocks that *build* gives, with the largest room for which they hold on the sheet."""
        blocks: tuple[Block, ...] = ()
        for part in _PARTS:
            blocks = build(Place(part))
            if self.tient(blocks, titre, sous_titre):
                break
        return blocks

    def tient(self, blocks: tuple[Block, ...], titre: str, sous_titre: str) -> bool:
        """Tell whether *blocks* hold on the sheet, under their title and the line below it."""
        smaller = _MEASURED / self.corps
        lost = _BIG * (_lines(titre, _TITLE * smaller) - 1) + _lines(sous_titre, _UNDER * smaller) - 1
        return self._end(blocks, lost) <= _PAGE * smaller * self.pages

    def _end(self, blocks: tuple[Block, ...], used: float) -> float:
        """Return the line on which *blocks* end, the blank left where one goes whole to the next page counted."""
        smaller = _MEASURED / self.corps
        page = _PAGE * smaller
        title = 0.0
        for block in blocks:
            height = _height(block, _WIDTH * smaller)
            if isinstance(block, Heading):
                title += height
                continue
            left = page - used % page
            if title + min(height, page if isinstance(block, (Table, Callout, Ensemble)) else 1) > left:
                used += left
            used, title = used + title + height, 0.0
        return used


def _height(block: Block, width: float) -> float:
    match block:
        case Heading():
            return _HEADING
        case Callout():
            return 1 + _AROUND + sum(_item(each, width) for each in block.blocs)
        case Definitions():
            return 0.5 + sum(_row(label, text, width) for label, text in block.paires)
        case Table():
            rows = sum(_cells(block, row, width) + _RULE for row in (block.entetes, *block.lignes))
            return _HEAD - 1 + (_HEAD if block.titre else 0) + rows
        case Ensemble():
            return sum(_height(each, width) for each in block.blocs)
        case _:
            return _GAP + _item(block, width) if isinstance(block, (Para, Bullets)) else 0.0


def _row(label: str, text: Text, width: float) -> float:
    return 0.15 + max(_lines(label, _LABEL * width / _WIDTH), _lines(plain(text), width * 0.8))


def _cells(table: Table, row: tuple[Cell, ...], width: float) -> float:
    total = sum(table.largeurs)
    parts = (width * each / total for each in table.largeurs)
    return max(_cell(cell, part - 2) for cell, part in zip(row, parts, strict=True))


def _cell(cell: Cell, width: float) -> float:
    if isinstance(cell, str):
        return _lines(cell, width)
    return sum(_item(each, width) for each in cell if isinstance(each, (Para, Bullets)))


def _item(item: Para | Bullets, width: float) -> float:
    if isinstance(item, Para):
        return _lines(plain(item.texte), width)
    return sum(_lines(plain(each), width - 3) for each in item.items)


def _lines(text: str, width: float) -> int:
    """Return how many lines *text* takes; a capital is wider than another letter."""
    size = sum(_CAPITAL if char.isupper() else _WIDE for char in text)
    return max(1, math.ceil(size / width))
