"""Many lines of one rubrique written at once: what `edit` does one by one, with a single reading back."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from qvtkit.store import render
from qvtkit.store.intent import SetValue, alike
from qvtkit.store.nodes import find
from qvtkit.store.page import Page, is_absent
from qvtkit.store.reader import YamlText, read_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qvtkit.store.intent import Edit
    from qvtkit.store.nodes import Node

_DEPTH = 2


def batched(source: YamlText, edits: Sequence[Edit], newline: str) -> YamlText | None:
    """Return *source* with all *edits* made, read again; None where they are not lines of one block, in their order.

    The caller then makes them one by one: nothing is lost but time.
    """
    sets = [each for each in edits if isinstance(each, SetValue) and len(each.path) == _DEPTH]
    heads = {each.path[0] for each in sets}
    if len(sets) != len(edits) or len(heads) != 1 or not isinstance(source.data, dict):
        return None
    head = heads.pop()
    mapping = find(source.root, (head,))
    if mapping is None or mapping.flow or not mapping.entries or not isinstance(source.data.get(head), dict):
        return None
    values = {str(each.path[1]): render.stored(each.value) for each in sets}
    text = _written(Page(source.text, newline), mapping, values, sets[0].order)
    if text is None:
        return None
    after = read_text(text, source.file)
    wanted = {**source.data, head: {**source.data[head], **values}}
    return after if after.readable and alike(after.data, wanted) else None


def _written(page: Page, mapping: Node, values: dict[str, Any], order: Sequence[str]) -> str | None:
    """Return the text with every value put in its place; None where a place or a line is not plain."""
    entries = {key.value: (key, value) for key, value in mapping.entries}
    ranks = {key: rank for rank, key in enumerate(order)}
    known = [ranks.get(key, -1) for key in entries]
    if any(before >= after for before, after in pairwise(known)) or known[0] < 0:
        return None
    pairs = list(entries.values())
    cuts: list[tuple[int, int, int, str]] = []
    for key, new in values.items():
        line = _line(key, new)
        if line is None or key not in ranks:
            return None
        if key in entries:
            value = entries[key][1]
            if is_absent(value) or value.style in {"|", ">"} or not (value.flow or value.kind == "scalar"):
                return None
            cuts.append((value.start.index, ranks[key], value.end.index, line.partition(": ")[2]))
            continue
        place = bisect_left(known, ranks[key])
        start = page.below(*pairs[place - 1]) if place else page.line_start(pairs[0][0].start.index)
        cuts.append((start, ranks[key], start, " " * mapping.entries[0][0].start.column + line))
    return _cut(page, sorted(cuts))


def _line(key: str, value: Any) -> str | None:
    """Return « key: value » (a `stored` value) on one line, None where it needs several."""
    if isinstance(value, dict) and value and all(isinstance(each, render.Plain) for each in value.values()):
        return f"{key}: {{{', '.join(f'{name}: {render.inline(each)}' for name, each in value.items())}}}"
    lines = render.entry(key, value)
    if len(lines) > 1 or ": " not in lines[0]:
        return None
    return lines[0]


def _cut(page: Page, cuts: Sequence[tuple[int, int, int, str]]) -> str:
    """Return the text with each piece in the place of what stood there; a piece in no place is a line of its own."""
    parts, done = [], 0
    for start, _, end, body in cuts:
        parts.append(page.text[done:start])
        if start < end:
            parts.append(body)
        else:
            line_break = page.break_at(max(start - 1, 0))
            unfinished = start == len(page.text) and page.line_start(start) < start
            parts.append(line_break + body if unfinished else body + line_break)
        done = end
    parts.append(page.text[done:])
    return "".join(parts)
