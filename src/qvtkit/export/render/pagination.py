"""What a page end should not cut: short tables, lists and cards stay whole, as far as they can be told in advance.

Heights are lines, estimated from the number of characters: no format tells them before it is opened.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from qvtkit.export.document import Bullets, Callout, Definitions, Figure, Heading, Para, Table
from qvtkit.export.render.prepare import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qvtkit.export.document import Block, Cell, Text

_SHORT = 10
"""Lines: less than a quarter of a page, the blank that nobody minds."""
_SHORT_CARD = 18
"""A card is read as one thing: it may leave a third of a page blank."""
_LINE_HEIGHT = 0.5
"""Centimetres."""
_AROUND = 0.7
"""Lines: the blank and the rule around a row."""
_WIDTH = 95
"""Characters of a line as wide as the page."""
_DRAWING = 8
"""Lines that a drawing takes in a cell."""
_LABEL = 0.75
"""What the values of a card have of the width."""


def is_short(block: object) -> bool:
    """Tell whether *block* is better moved whole to the next page than cut."""
    if isinstance(block, Table):
        return _rows(block) <= _SHORT
    if isinstance(block, Bullets):
        return sum(_lines(item, 1.0) for item in block.items) <= _SHORT
    if isinstance(block, Definitions):
        return sum(_lines(value, _LABEL) + _AROUND for _, value in block.paires) <= _SHORT_CARD
    if isinstance(block, Callout):
        return sum(_all(_texts(item), 1.0) for item in block.blocs) <= _SHORT
    return False


def introductions(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the ranks of the paragraphs between a title and a table, a card or a list: they stay with it."""
    return frozenset(
        rank
        for rank, block in enumerate(blocks[1:-1], 1)
        if isinstance(block, Para)
        and isinstance(blocks[rank - 1], Heading)
        and isinstance(blocks[rank + 1], (Table, Definitions, Bullets))
    )


def _rows(table: Table) -> float:
    total = sum(table.largeurs)
    parts = [width / total for width in table.largeurs]
    least = table.hauteur / _LINE_HEIGHT
    return sum(max(least, _AROUND + max(map(_cell, row, parts))) for row in table.lignes)


def _cell(cell: Cell, part: float) -> int:
    if isinstance(cell, str):
        return _lines(cell, part)
    return sum(_DRAWING if isinstance(item, Figure) else _all(_texts(item), part) for item in cell)


def _texts(item: object) -> tuple[Text, ...]:
    if isinstance(item, Para):
        return (item.texte,)
    return item.items if isinstance(item, Bullets) else ("",)


def _all(texts: Iterable[Text], part: float) -> int:
    return sum(_lines(text, part) for text in texts)


def _lines(text: Text, part: float) -> int:
    """Return how many lines *text* takes on a *part* of the width."""
    room = max(_WIDTH * part, 1)
    return sum(max(1, math.ceil(len(line) / room)) for line in plain(text).split("\n"))
