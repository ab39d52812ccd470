"""Change a YAML text only where it is meant to change.

The editor splices at the reader's own marks; comments, order, quotes, blank lines and line ends
elsewhere keep every character. A guard reads the result back: where it does not mean exactly what
was asked, nothing is returned and the caller is told to do it by hand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qvtkit.errors import RefusedError
from qvtkit.store import render
from qvtkit.store.nodes import Node, Path, find
from qvtkit.store.reader import YamlText, read_text
from qvtkit.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence


_DECIMAL = re.compile(r"-?\d+[.,]\d+")


@dataclass(frozen=True, slots=True)
class SetValue:
    """Give *value* to the rubrique at *path*, adding it where it is missing.

    `order` lists the rubriques of the record, so that a new one is written in its place.
    """

    path: Path
    value: Any
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Append:
    """Add *value* at the end of the list at *path*, creating the list where it is empty."""

    path: Path
    value: Any
    order: tuple[str, ...] = ()


Edit = SetValue | Append


def apply_edits(source: YamlText, edits: Sequence[Edit], newline: str = "\n") -> str:
    """Return the text of *source* with *edits* made, in order.

    Raises RefusedError where the result would not read back as what was meant.
    """
    current = source
    for edit in edits:
        meant = _intended(current.data, edit)
        text = _spliced(current, edit, newline)
        after = read_text(text, source.file)
        if not after.readable or _normal(after.data) != _normal(meant):
            where = ".".join(str(part) for part in edit.path)
            raise RefusedError.of(
                "edition-impossible", fichier=source.file, quoi=f"{where} : {render.inline(edit.value)}"
            )
        current = after
    return current.text


def _normal(data: object) -> object:
    """Return *data* without what spelling may change: ends of texts, decimal mark, empty values."""
    if isinstance(data, dict):
        return {fold(key): _normal(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_normal(value) for value in data]
    if isinstance(data, str):
        text = "\n".join(line.rstrip() for line in data.strip().splitlines())
        return text.replace(",", ".") if _DECIMAL.fullmatch(text) else text
    return data


def _intended(data: Any, edit: Edit) -> Any:
    """Return *data* (as read) with the edit made on it."""
    return _put(data, edit.path, edit)


def _put(data: Any, path: Path, edit: Edit) -> Any:
    value = render.stored(edit.value)
    if not path:
        return [*(data or []), value] if isinstance(edit, Append) else value
    head, rest = path[0], path[1:]
    if isinstance(head, int):
        items = list(data)
        items[head] = _put(items[head], rest, edit)
        return items
    mapping = dict(data or {})
    key = next((k for k in mapping if k == head), None) or next((k for k in mapping if fold(k) == fold(head)), head)
    mapping[key] = _put(mapping.get(key), rest, edit)
    return mapping


def _spliced(source: YamlText, edit: Edit, newline: str) -> str:
    """Return the text with one edit spliced in."""
    splicer = _Splicer(source.text, newline)
    root, path, value = source.root, edit.path, edit.value
    target = find(root, path)
    if isinstance(edit, Append):
        if target is not None and target.kind == "sequence":
            return splicer.append(target, value, inside_flow=_inside_flow(root, path))
        value = [value]
    while True:
        if target is not None:
            return splicer.replace(root, path, value)
        parent = find(root, path[:-1])
        if parent is not None and parent.kind == "mapping":
            order = edit.order if path == edit.path or len(path) == 1 else ()
            return splicer.add(parent, str(path[-1]), value, order, _inside_flow(root, path[:-1]))
        if not path[:-1]:
            return splicer.start(str(path[-1]), value)
        value = {str(path[-1]): value}
        path = path[:-1]
        target = find(root, path)


def _inside_flow(root: Node | None, path: Path) -> bool:
    """Tell whether the value at *path* stands inside braces or brackets."""
    node = root
    for part in path:
        if node is None:
            return False
        if node.flow:
            return True
        node = node.child(part)
    return False


class _Splicer:
    """Cuts and inserts in one text."""

    def __init__(self, text: str, newline: str) -> None:
        self.text = text
        self.newline = newline

    def append(self, sequence: Node, value: object, *, inside_flow: bool) -> str:
        """Add an item at the end of *sequence*, in the style of its last one."""
        if sequence.flow or inside_flow:
            return self._add_in_flow(sequence, render.inline(value), bool(sequence.items))
        last = sequence.items[-1]
        lines = render.item(value, flow=last.flow)
        return self._insert_after(last, lines, sequence.start.column)

    def replace(self, root: Node | None, path: Path, value: object) -> str:
        """Put *value* in the place of the one at *path*."""
        node = find(root, path)
        assert node is not None  # noqa: S101 (the caller found it)
        if _inside_flow(root, path):
            shown = render.inline(value)
            lead = " " if node.is_null and self.text[node.start.index - 1] == ":" else ""
            return self._cut(node.start.index, node.end.index, lead + shown)
        head = path[-1]
        if isinstance(head, int):
            if node.is_null:  # a lone dash: the parser does not say where it stands
                raise RefusedError.of("edition-impossible", fichier="", quoi=render.inline(value))
            lines = render.item(value, flow=node.flow)
            body = self._indented(lines, node.start.column - 2)
            return self._cut(node.start.index - 2, self._end(node), body.lstrip(" "))
        parent = find(root, path[:-1])
        assert parent is not None  # noqa: S101
        found = parent.entry(head)
        assert found is not None  # noqa: S101
        return self._replace_entry(found[0], node, value)

    def _replace_entry(self, key: Node, node: Node, value: object) -> str:
        lines = render.entry("x", value, flow=node.flow)
        first = lines[0].removeprefix("x:")
        one_line = len(lines) == 1
        on_key_line = node.start.line == key.start.line
        if one_line and on_key_line and node.style not in {"|", ">"} and not node.is_null:
            return self._cut(node.start.index, node.end.index, first.strip())
        colon = self.text.index(":", key.end.index) + 1
        rest = self._indented(lines[1:], key.start.column)
        if node.is_null:
            return self._fill_null(colon, first, rest)
        if on_key_line:
            body = first if one_line else first + self.newline + rest
            return self._cut(colon, self._end(node), body)
        line_end = self._line_end(colon)
        text = self._cut(line_end, self._end(node), self.newline + rest if rest else "")
        return text[:colon] + first + text[colon:]

    def _fill_null(self, colon: int, first: str, rest: str) -> str:
        """Write a value after « key: », keeping a comment of the line at its column if it fits."""
        end = self._line_end(colon)
        tail = self.text[colon:end]
        gap = len(tail) - len(tail.lstrip(" "))
        kept = tail[min(len(first), max(gap - 1, 0)) :] if tail.strip() else ""
        body = first + kept + (self.newline + rest if rest else "")
        return self._cut(colon, end, body)

    def add(self, mapping: Node, key: str, value: object, order: tuple[str, ...], inside_flow: bool) -> str:
        """Add « key: value » to *mapping*: after the rubriques that come before it, else at the end."""
        if mapping.flow or inside_flow:
            shown = f"{self._flow_key(key)}: {render.inline(value)}"
            return self._add_in_flow(mapping, shown, bool(mapping.entries))
        lines = render.entry(key, value)
        previous = self._predecessor(mapping, key, order)
        if previous is None:
            first = mapping.entries[0][0].start
            body = self._indented(lines, first.column).lstrip(" ")
            return self._cut(first.index, first.index, body + self.newline + " " * first.column)
        return self._insert_after(previous, lines, mapping.entries[0][0].start.column)

    def _flow_key(self, key: str) -> str:
        return render.entry(key, None)[0].removesuffix(":")

    @staticmethod
    def _predecessor(mapping: Node, key: str, order: tuple[str, ...]) -> Node | None:
        """Return the value after which *key* goes; None when it goes first."""
        if key not in order:
            return mapping.entries[-1][1]
        before = {fold(name) for name in order[: order.index(key)]}
        values = [value for name, value in mapping.entries if fold(name.value) in before]
        return values[-1] if values else None

    def start(self, key: str, value: object) -> str:
        """Write the first rubrique of a file that holds nothing but comments."""
        body = self.newline.join(render.entry(key, value)) + self.newline
        gap = "" if not self.text or self.text.endswith("\n") else self.newline
        return self.text + gap + body

    def _add_in_flow(self, node: Node, shown: str, filled: bool) -> str:
        if not filled:
            opening, closing = ("{", "}") if node.kind == "mapping" else ("[", "]")
            return self._cut(node.start.index, node.end.index, f"{opening}{shown}{closing}")
        last = node.entries[-1][1] if node.kind == "mapping" else node.items[-1]
        return self._cut(last.end.index, last.end.index, f", {shown}")

    def _insert_after(self, node: Node, lines: list[str], column: int) -> str:
        """Insert *lines* below the last line of *node*, at *column*."""
        place = self._line_end(self._end(node))
        return self._cut(place, place, self.newline + self._indented(lines, column))

    def _indented(self, lines: list[str], column: int) -> str:
        pad = " " * column
        return self.newline.join(pad + line if line else line for line in lines)

    def _end(self, node: Node) -> int:
        """Index after the last character of *node* (a block text ends before its blank lines)."""
        if node.kind != "scalar" and not node.flow:
            last = node.entries[-1][1] if node.entries else node.items[-1]
            return self._end(last)
        end = node.end.index
        if node.style in {"|", ">"}:
            while end > node.start.index and self.text[end - 1] in " \t\r\n":
                end -= 1
        return end

    def _line_end(self, index: int) -> int:
        """Index of the end of the line that holds *index*, before its line end."""
        end = self.text.find("\n", index)
        end = len(self.text) if end < 0 else end
        return end - 1 if end > index and self.text[end - 1] == "\r" else end

    def _cut(self, start: int, end: int, body: str) -> str:
        return self.text[:start] + body + self.text[end:]
