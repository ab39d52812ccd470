"""A line of a file, quoted with a mark under the fault, in the width of the terminal."""

from __future__ import annotations

import unicodedata

from qvtkit.cli.columns import size

_MARGIN = "    | "
_ELSEWHERE = "…"
_HIDDEN = "·"


def quoted(line: str, column: int, width: int) -> list[str]:
    """Return *line* as it is written and a mark under *column* (from 1), at most *width* characters wide.

    A line that is too long is cut around the fault. What would shift the mark is shown otherwise: a
    tabulation « → », a character that nothing shows « · »; accents typed apart and wide letters are counted.
    """
    far = max(column - 1 - 4 * width, 0)  # a line may hold millions of characters
    line, column = line[far : far + 8 * width], column - far
    text = "".join(map(_shown, line.rstrip()))
    room = max(width - len(_MARGIN), 12)
    place = min(column - 1, len(text))
    start = _first(text, place, room)
    shown = (_ELSEWHERE if start else "") + _fitting(text[start:], room - bool(start))
    mark = bool(start) + size(text[start:place])
    return [f"{_MARGIN}{shown}"] + ([f"{_MARGIN}{' ' * mark}^"] if place < len(text) else [])


def _shown(char: str) -> str:
    if char == "\t":
        return "→"
    return _HIDDEN if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} else char


def _first(text: str, place: int, room: int) -> int:
    """Return the first character to show, so that the one at *place* stands before the middle."""
    if size(text[:place]) < room - 1:
        return 0
    start = place
    while start and size(text[start:place]) < room // 2:
        start -= 1
    return start


def _fitting(text: str, room: int) -> str:
    """Return as much of *text* as *room* holds."""
    if size(text) <= room:
        return text
    end = len(text)
    while size(text[:end]) > room - 1:
        end -= max(1, (size(text[:end]) - room) // 2)
    return text[:end] + _ELSEWHERE
