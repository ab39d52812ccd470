"""Two texts side by side, or one below the other where there is no room or nothing is to be drawn."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from qvtkit.cli import terminal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_NARROW = 72
_SIGNS = {"<": "-", ">": "+"}


def side_by_side(heads: tuple[str, str], lines: Iterable[tuple[str, str, str]]) -> str:
    """Return *lines* (mark, left, right; see `conflicts.Copy.lines`) below their *heads*, nothing cut off."""
    width = terminal.width()
    if width < _NARROW or terminal.simple():
        return "\n".join(_one_below(heads, lines))
    column = (min(width, 160) - 4) // 2
    return "\n".join(_beside([("=", *heads), ("=", "", ""), *lines], column))


def _beside(lines: Iterable[tuple[str, str, str]], column: int) -> Iterator[str]:
    for mark, left, right in lines:
        rows = zip_longest(_pieces(left, column), _pieces(right, column), fillvalue="")
        for rank, (mine, theirs) in enumerate(rows):
            sign = " " if mark == "=" or rank else mark
            yield f"{mine:{column}} {sign} {theirs}".rstrip()


def _pieces(text: str, width: int) -> Sequence[str]:
    return [text[start : start + width] for start in range(0, len(text), width)] or [""]


def _one_below(heads: tuple[str, str], lines: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    yield f"- {heads[0]}"
    yield f"+ {heads[1]}"
    for mark, left, right in lines:
        if mark in {"=", "…"}:
            yield f"  {left or mark}".rstrip()
        elif mark == "!":
            yield f"- {left}"
            yield f"+ {right}"
        else:
            yield f"{_SIGNS[mark]} {left or right}"
