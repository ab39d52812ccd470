"""Make one edit between braces or brackets: `{a: 1, b: 2}`, `[a, b]`, on one line or on several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qvtkit.store import render
from qvtkit.store.page import NoPlaceError, Page, is_absent, predecessor

if TYPE_CHECKING:
    from qvtkit.store.nodes import Node


def replaced(page: Page, parent: Node, head: str | int, value: Any) -> str:
    """Put *value* in the place of an entry of a mapping or of an item of a list."""
    if isinstance(head, int):
        node = parent.items[head]
        return page.cut(node.start.index, node.end.index, _shown(value) or "~")
    key, node = parent.entries[_rank(parent, head)]
    shown = _shown(value)
    if not is_absent(node):
        return page.cut(node.start.index, node.end.index, shown)
    colon = page.colon(key)
    follows = len(page.text) - len(page.text[colon:].lstrip(" "))
    return page.cut(colon, follows if page.text[follows] in ",}" else colon, f" {shown}")


def added_item(page: Page, sequence: Node, value: Any) -> str:
    """Add an item after the last one of a list that has some."""
    return _after(page, sequence, len(sequence.items) - 1, _shown(value) or "~")


def added_entry(page: Page, mapping: Node, key: str, value: Any, order: tuple[str, ...]) -> str:
    """Add « key: value » after the rubriques that come before it, else at the end."""
    shown = f"{render.entry(key, None)[0]} {_shown(value)}".rstrip()
    _require_brackets(page, mapping)
    if not mapping.entries:
        return page.cut(mapping.start.index + 1, mapping.end.index - 1, shown)
    previous = predecessor(mapping, key, order)
    if previous is None:
        first = mapping.entries[0][0].start.index
        return page.cut(first, first, f"{shown}, ")
    return _after(page, mapping, mapping.entries.index(previous), shown)


def removed(page: Page, parent: Node, head: str | int) -> str:
    """Take out an entry or an item, with its comma; with its lines and its comment where it has its own lines."""
    _require_brackets(page, parent)
    rank = head if isinstance(head, int) else _rank(parent, head)
    spans = _spans(page, parent)
    start, end = spans[rank]
    comma = _comma(page, end)
    own = page.line_end(comma or end)
    if page.opens_line(start) and _is_comment(page.text[comma or end : own]):
        return page.cut(page.line_start(start), page.next_line(own))
    if rank and "\n" not in page.text[spans[rank - 1][1] : start]:
        return page.cut(spans[rank - 1][1], end)
    follows = spans[rank + 1][0] if rank + 1 < len(spans) else None
    if follows is not None and "\n" not in page.text[end:follows]:
        return page.cut(start, follows)
    return page.cut(start, comma or end)


def _shown(value: Any) -> str:
    return "" if value is None else render.inline(value)


def _after(page: Page, parent: Node, rank: int, shown: str) -> str:
    """Add *shown* after an item: on a line of its own where the item has one."""
    _require_brackets(page, parent)
    start, end = _spans(page, parent)[rank]
    comma = _comma(page, end)
    own = page.line_end(comma or end)
    if page.opens_line(start) and _is_comment(page.text[comma or end : own]):
        line_break = page.break_at(own)
        indent = page.text[page.line_start(start) : start]
        line = f"{line_break}{indent}{shown}" + ("," if comma else "")
        return page.text[:end] + ("" if comma else ",") + page.text[end:own] + line + page.text[own:]
    return page.cut(end, end, f", {shown}")


def _spans(page: Page, parent: Node) -> list[tuple[int, int]]:
    """Return where each entry or item starts and ends."""
    if parent.kind == "mapping":
        return [(key.start.index, _entry_end(page, key, value)) for key, value in parent.entries]
    return [(item.start.index, item.end.index) for item in parent.items]


def _entry_end(page: Page, key: Node, value: Node) -> int:
    """Index after an entry; after the space too where its value is empty."""
    end = page.value_end(key, value)
    return end + 1 if is_absent(value) and page.text[end] == " " else end


def _comma(page: Page, end: int) -> int:
    """Index after the comma that follows *end* on its line, 0 where there is none."""
    follows = len(page.text) - len(page.text[end:].lstrip(" "))
    return follows + 1 if page.text[follows : follows + 1] == "," else 0


def _is_comment(rest: str) -> bool:
    return not rest.strip() or (rest[0] in " \t" and rest.strip().startswith("#"))


def _rank(mapping: Node, key: str) -> int:
    ranks = (rank for rank, pair in enumerate(mapping.entries) if pair[0].value == key)
    found = next(ranks, None)
    if found is None:
        raise NoPlaceError
    return found


def _require_brackets(page: Page, parent: Node) -> None:
    """Refuse a lone pair of a list, `[a: 1]`, which has no braces of its own."""
    if page.text[parent.start.index] not in "{[":
        raise NoPlaceError
