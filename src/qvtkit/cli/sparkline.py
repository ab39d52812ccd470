"""A series as one line of characters: bars of eight heights, a dot where the value is missing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_BLOCKS = "▁▂▃▄▅▆▇█"
_ASCII = "_.-~=*#@"
_WIDTH = 24


def sparkline(values: Sequence[float | None]) -> str:
    """Return the last 24 values as characters, lowest to highest of those shown."""
    shown = list(values)[-_WIDTH:]
    known = [value for value in shown if value is not None]
    if not known:
        return ""
    glyphs = _BLOCKS if _can_show_blocks() else _ASCII
    low, span = min(known), max(known) - min(known)

    def glyph(value: float | None) -> str:
        if value is None:
            return "·" if glyphs is _BLOCKS else " "
        if span == 0:
            return glyphs[len(glyphs) // 2]
        return glyphs[round((value - low) / span * (len(glyphs) - 1))]

    return "".join(glyph(value) for value in shown)


def _can_show_blocks() -> bool:
    try:
        _BLOCKS.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
