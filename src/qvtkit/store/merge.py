"""Bring two changes of the same text together, line by line, or tell where they meet.

`undo` takes a change of ours out of a file that was edited since; `redo` puts one back. Both are a
merge of three texts, and both must refuse rather than guess.
"""

from __future__ import annotations

import difflib
from typing import NamedTuple


class _Hunk(NamedTuple):
    """Lines [start, end) of the base become `lines`."""

    start: int
    end: int
    lines: list[str]


def merge(base: str, mine: str, theirs: str) -> str | None:
    """Return *mine* with what leads from *base* to *theirs* made in it; None where both touch the same line.

    Two insertions at the same place are both kept, *mine* first; the end of the text stays that of *mine*.
    """
    lines = _lines(base)
    merged = _together(_hunks(lines, mine), _hunks(lines, theirs))
    if merged is None:
        return None
    result: list[str] = []
    place = 0
    for hunk in merged:
        result += [*lines[place : hunk.start], *hunk.lines]
        place = hunk.end
    text = "".join([*result, *lines[place:]])
    return text.removesuffix("\n").removesuffix("\r") if mine and not mine.endswith("\n") else text


def _lines(text: str) -> list[str]:
    """Return the lines of *text* with their ends; the last gets one, so that nothing is glued to it."""
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += "\r\n" if "\r\n" in text else "\n"
    return lines


def _hunks(base: list[str], text: str) -> list[_Hunk]:
    other = _lines(text)
    matcher = difflib.SequenceMatcher(None, base, other, autojunk=False)
    return [_Hunk(a, b, other[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]


def _together(mine: list[_Hunk], theirs: list[_Hunk]) -> list[_Hunk] | None:
    """Return the hunks of both in order, those made twice once; None where two meet."""
    both = sorted([*mine, *theirs], key=lambda hunk: hunk[:2])  # at the same place, mine come first
    kept: list[_Hunk] = []
    for hunk in both:
        if kept and hunk == kept[-1]:
            continue
        if kept and _meet(kept[-1], hunk):
            return None
        kept.append(hunk)
    return kept


def _meet(before: _Hunk, after: _Hunk) -> bool:
    """Tell whether two hunks, in order, touch the same line of the base."""
    return after.start < before.end
