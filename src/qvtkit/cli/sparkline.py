"""A series as one line of characters: bars of eight heights, a dot where the value is missing.

Where the terminal has no bars, eight digits: 1 for the lowest, 8 for the highest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.cli.terminal import shows, simple

if TYPE_CHECKING:
    from collections.abc import Sequence

_BLOCKS = "▁▂▃▄▅▆▇█"
_DIGITS = "12345678"
_WIDTH = 24


def sparkline(values: Sequence[float | None]) -> str:
    """Return the last 24 values as characters, lowest to highest of those shown.

    Empty where plain lines are wanted: read aloud, bars mean nothing.
    """
    shown = list(values)[-_WIDTH:]
    known = [value for value in shown if value is not None]
    if not known or simple():
        return ""
    glyphs, missing = (_BLOCKS, "·") if shows(_BLOCKS + "·") else (_DIGITS, ".")
    low, span = min(known), max(known) - min(known)

    def glyph(value: float | None) -> str:
        if value is None:
            return missing
        if span == 0:
            return glyphs[len(glyphs) // 2]
        return glyphs[round((value - low) / span * (len(glyphs) - 1))]

    return "".join(glyph(value) for value in shown)
