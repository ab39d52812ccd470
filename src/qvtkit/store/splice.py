"""Make one edit in a text: cut and insert at the reader's marks (`flow` does it between braces and brackets)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qvtkit.store import flow, render
from qvtkit.store.intent import Append, Edit, Remove, SetValue
from qvtkit.store.nodes import Node, Path, find
from qvtkit.store.page import NoPlaceError, Page, is_absent, predecessor

if TYPE_CHECKING:
    from qvtkit.store.reader import YamlText


def spliced(source: YamlText, path: Path, edit: Edit, newline: str, *, one_line: bool = False) -> str:
    """Return the text of *source* with *edit* made at *path*, whose keys are as the file spells them.

    With *one_line* a long text is written in quotes: a block of text would swallow an indented comment below it.
    Raises NoPlaceError where the text has no place for it. The caller reads the result back.
    """
    page, root = Page(source.text, newline, one_line), source.root
    if isinstance(edit, Remove):
        parent = _parent(root, path)
        return flow.removed(page, parent, path[-1]) if parent.flow else _removed(page, parent, path[-1])
    target = find(root, path)
    value = render.stored(edit.value)
    if isinstance(edit, Append):
        if target is not None and target.items:
            return flow.added_item(page, target, value) if target.flow else _appended(page, target, value)
        value = [value]
    return _added(page, root, path, value, edit) if target is None else _replaced(page, root, path, value)


def _parent(root: Node | None, path: Path) -> Node:
    parent = find(root, path[:-1]) if path else None
    if parent is None:
        raise NoPlaceError
    return parent


def _replaced(page: Page, root: Node | None, path: Path, value: Any) -> str:
    """Put *value* in the place of the one at *path*."""
    parent, head = _parent(root, path), path[-1]
    if parent.flow:
        return flow.replaced(page, parent, head, value)
    if isinstance(head, int):
        return _replaced_item(page, parent, head, value)
    key, node = _entry(parent, head)
    in_flow = node.flow and bool(node.entries or node.items)
    return _with_value(page, key, node, render.entry("x", value, flow=in_flow or page.one_line))


def _with_value(page: Page, key: Node, node: Node, lines: list[str]) -> str:
    """Give *key* the value written in *lines* (the first is « x: … »), keeping the comment of its line."""
    first, rest = lines[0].removeprefix("x:"), lines[1:]
    if _stands_in_place(node) and not rest and first.strip():
        return page.cut(node.start.index, node.end.index, first.strip())
    colon = page.colon(key)
    comment = page.comment_of(node, colon)
    if is_absent(node):  # what follows the value stays in its column if it fits
        gap = len(comment) - len(comment.lstrip(" "))
        comment = comment[min(len(first), max(gap - 1, 0)) :]
    line_break = page.break_at(colon)
    body = first + comment
    if rest:
        body += line_break + page.indented(rest, key.start.column, line_break)
    return page.cut(colon, page.line_end(page.value_end(key, node)), body)


def _stands_in_place(node: Node) -> bool:
    """Tell whether *node* is written within its lines: a plain or quoted text, or braces."""
    return node.flow or (node.kind == "scalar" and node.style not in {"|", ">"} and not is_absent(node))


def _replaced_item(page: Page, sequence: Node, rank: int, value: Any) -> str:
    node = sequence.items[rank]
    lines = render.item(value, flow=node.flow or page.one_line)
    shown = lines[0].removeprefix("-").strip()
    if _stands_in_place(node) and len(lines) == 1 and shown:
        return page.cut(node.start.index, node.end.index, shown)
    dash = page.dash(sequence, rank)
    comment = page.comment_of(node, dash + 1)
    line_break = page.break_at(dash)
    column = dash - page.line_start(dash)
    body = page.indented([lines[0].rstrip() + comment, *lines[1:]], column, line_break).lstrip(" ")
    end = dash + 1 if is_absent(node) else page.end(node)
    return page.cut(dash, page.line_end(end), body)


def _added(page: Page, root: Node | None, path: Path, value: Any, edit: SetValue | Append) -> str:
    """Add the rubrique at *path*, with those above it that are missing."""
    depth = len(path) - 1
    while depth > 0 and find(root, path[:depth]) is None:
        depth -= 1
    parent, missing = find(root, path[:depth]), [str(part) for part in path[depth:]]
    if parent is None:
        return _started(page, _nested_lines(page, missing, value))
    order = edit.order if len(missing) == 1 or not depth else ()
    if parent.entries or not depth:
        if parent.flow:
            return flow.added_entry(page, parent, missing[0], _nested(missing[1:], value), order)
        return _inserted(page, parent, _nested_lines(page, missing, value), predecessor(parent, missing[0], order))
    holder, head = _parent(root, path[:depth]), path[depth - 1]
    if holder.flow or isinstance(head, int):
        return _replaced(page, root, path[:depth], _nested(missing, value))
    return _with_value(page, *_entry(holder, head), _nested_lines(page, ["x", *missing], value))


def _nested(keys: list[str], value: Any) -> Any:
    for key in reversed(keys):
        value = {key: value}
    return value


def _nested_lines(page: Page, keys: list[str], value: Any) -> list[str]:
    """Return the lines of *value* under *keys*, a level a line."""
    lines = render.entry(keys[-1], value, flow=page.one_line)
    for key in reversed(keys[:-1]):
        lines = [render.entry(key, None)[0], *(f"  {line}" if line else line for line in lines)]
    return lines


def _inserted(page: Page, mapping: Node, lines: list[str], previous: tuple[Node, Node] | None) -> str:
    """Insert the *lines* of a rubrique below *previous*, or before all where there is none."""
    first = mapping.entries[0][0].start
    if previous is not None:
        return _insert_below(page, page.below(*previous), lines, first.column)
    line_break = page.break_at(first.index)
    body = page.indented(lines, first.column, line_break).lstrip(" ")
    return page.cut(first.index, first.index, body + line_break + " " * first.column)


def _appended(page: Page, sequence: Node, value: Any) -> str:
    """Add an item below the last one, in its style."""
    last = sequence.items[-1]
    lines = render.item(value, flow=last.flow or page.one_line)
    return _insert_below(page, page.below_item(sequence, len(sequence.items) - 1), lines, sequence.start.column)


def _insert_below(page: Page, place: int, lines: list[str], column: int) -> str:
    """Insert *lines* at *place*, the start of a line or the end of the text."""
    line_break = page.break_at(max(place - 1, 0))
    body = page.indented(lines, column, line_break)
    unfinished = place == len(page.text) and page.line_start(place) < place
    return page.cut(place, place, line_break + body if unfinished else body + line_break)


def _started(page: Page, lines: list[str]) -> str:
    """Write the first rubrique of a file that holds nothing but comments."""
    line_break = page.break_at(0)
    body = page.indented(lines, 0, line_break)
    unfinished = page.line_start(len(page.text)) < len(page.text)
    return page.text + (line_break + body if unfinished else body + line_break)


def _entry(mapping: Node, key: str | int) -> tuple[Node, Node]:
    found = next((pair for pair in mapping.entries if pair[0].value == key), None)
    if found is None:
        raise NoPlaceError
    return found


def _removed(page: Page, parent: Node, head: str | int) -> str:
    """Take out an entry or an item with its lines; on the line of a dash, the next one comes up."""
    if isinstance(head, int):
        rank, count = head, len(parent.items)
        start, below = page.dash(parent, rank), page.below_item(parent, rank)
    else:
        pair = _entry(parent, head)
        rank, count = parent.entries.index(pair), len(parent.entries)
        start, below = pair[0].start.index, page.below(*pair)
    unfinished = below == len(page.text) and page.line_start(below) < below
    if page.opens_line(start):
        start = page.line_start(start)
        return page.cut(page.before_break(start) if unfinished else start, below)
    if rank + 1 < count:
        follows = page.dash(parent, rank + 1) if parent.items else parent.entries[rank + 1][0].start.index
        if page.line_start(follows) == below:
            return page.cut(start, follows)
    before = len(page.text[:start].rstrip(" "))
    return page.cut(before, below if unfinished else page.before_break(below))
