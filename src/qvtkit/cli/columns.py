"""Tables of text: columns where they fit, otherwise one record below the other."""

from __future__ import annotations

import textwrap
import unicodedata
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_GAP = 2
_FIRST = 24
"""Up to it, the first column, which names the record, is never cut."""


def size(text: str) -> int:
    """Return how many cells of a terminal *text* takes."""
    return sum(0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF") for char in text)


def widths(titles: Sequence[str], rows: Sequence[Sequence[str]], room: int) -> list[int] | None:
    """Return the width of each column in *room* characters; None where a word would have to be cut."""
    columns = [[line for cell in cells for line in cell.split("\n")] for cells in zip(titles, *rows, strict=True)]
    natural = [max(map(size, lines)) for lines in columns]
    least = [max((size(word) for line in lines for word in line.split(" ")), default=0) for lines in columns]
    least[0] = max(least[0], min(natural[0], _FIRST))
    left = room - sum(least) - _GAP * (len(columns) - 1)
    if left < 0:
        return None
    for _ in range(left):
        rank = max(range(len(columns)), key=lambda each: natural[each] / max(least[each], 1))
        if least[rank] >= natural[rank]:
            break
        least[rank] += 1
    return least


def lines(cells: Sequence[str], wide: Sequence[int]) -> list[str]:
    """Return the lines of one row, each cell cut between words to its column."""
    cut = [_cut(cell, width) for cell, width in zip(cells, wide, strict=True)]
    gap = " " * _GAP
    return [
        gap.join(text + " " * (width - size(text)) for text, width in zip(parts, wide, strict=True)).rstrip()
        for parts in zip_longest(*cut, fillvalue="")
    ]


def _cut(cell: str, width: int) -> list[str]:
    return [part for line in cell.split("\n") for part in textwrap.wrap(line, width, break_on_hyphens=False) or [""]]
