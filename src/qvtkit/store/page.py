"""A text and the places of its lines, for those who cut and insert."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.text import fold

if TYPE_CHECKING:
    from qvtkit.store.nodes import Node

_LINE_END = re.compile(r"\r\n|\n|\r")
_BLOCK_HEAD = re.compile(r"[|>][-+0-9]*")


class NoPlaceError(Exception):
    """The text has no place for the edit."""


@dataclass(frozen=True, slots=True)
class Page:
    """A text, the line end to use where it has none of its own, and whether to write each value on one line."""

    text: str
    newline: str
    one_line: bool = False

    def cut(self, start: int, end: int, body: str = "") -> str:
        """Return the text with *body* in the place of what stands from *start* to *end*."""
        return self.text[:start] + body + self.text[end:]

    def line_start(self, index: int) -> int:
        """Index of the first character of the line that holds *index*."""
        lone = self.text.rfind("\r", 0, index)
        if self.text.startswith("\r\n", lone) and lone + 2 > index:  # the line end of this very line
            lone = self.text.rfind("\r", 0, lone)
        return max(self.text.rfind("\n", 0, index), lone) + 1

    def line_end(self, index: int) -> int:
        """Index of the end of the line that holds *index*, before its line end."""
        found = _LINE_END.search(self.text, index)
        return found.start() if found else len(self.text)

    def next_line(self, index: int) -> int:
        """Index of the line below the one that holds *index*; the end of the text where there is none."""
        found = _LINE_END.search(self.text, index)
        return found.end() if found else len(self.text)

    def break_at(self, index: int) -> str:
        """Return the line end of the line that holds *index*, else of the one above, else the usual one."""
        start = self.line_start(index)
        below = self.text[self.line_end(start) : self.next_line(start)]
        above = self.text[self.before_break(start) : start]
        return below or above or self.newline

    def opens_line(self, index: int) -> bool:
        """Tell whether only spaces stand before *index* on its line."""
        return not self.text[self.line_start(index) : index].strip(" ")

    def end(self, node: Node) -> int:
        """Index after the last character of *node* (a block text ends before its blank lines)."""
        node = _last(node)
        end = node.end.index
        if node.style in {"|", ">"}:
            while end > node.start.index and self.text[end - 1] in " \t\r\n":
                end -= 1
        return end

    def below(self, key: Node, value: Node) -> int:
        """Index of the first line that does not belong to « key: value »."""
        return self.next_line(self.colon(key)) if is_absent(value) else self._below(value)

    def below_item(self, sequence: Node, rank: int) -> int:
        """Index of the first line that does not belong to an item of a block *sequence*."""
        item = sequence.items[rank]
        return self.next_line(self.dash(sequence, rank)) if is_absent(item) else self._below(item)

    def _below(self, node: Node) -> int:
        """All the blank lines that follow belong to a `|+` text, and none to any other."""
        last = _last(node)
        end = self.end(node)
        head = _BLOCK_HEAD.match(self.text, last.start.index) if last.style in {"|", ">"} else None
        if head and "+" in head[0] and last.end.index > end:
            return self.line_start(last.end.index)
        return self.next_line(end)

    def before_break(self, start: int) -> int:
        """Index of the line end that stands before *start*, the first character of a line."""
        return start - (2 if self.text.endswith("\r\n", 0, start) else 1) if start else 0

    def colon(self, key: Node) -> int:
        """Index after the colon of *key*. Raises NoPlaceError where it has none."""
        place = self.text.find(":", key.end.index)
        if place < 0:
            raise NoPlaceError
        return place + 1

    def value_end(self, key: Node, value: Node) -> int:
        """Index after « key: value »: after the colon where the value is empty."""
        return self.colon(key) if is_absent(value) else self.end(value)

    def dash(self, sequence: Node, rank: int) -> int:
        """Index of the dash of an item of a block *sequence*."""
        line = self.line_start(sequence.items[rank].start.index)
        while rank and line > 0:
            dash = line + sequence.start.column
            if self.text[dash : dash + 1] == "-" and self.opens_line(dash):
                return dash
            line = self.line_start(line - 1)
        return sequence.start.index

    def comment_of(self, value: Node, colon: int) -> str:
        """Return the comment, with the spaces before it, that goes with a value: on the line of its key or dash."""
        if value.style in {"|", ">"}:
            head = _BLOCK_HEAD.match(self.text, value.start.index)
            index = head.end() if head else value.start.index
        elif is_absent(value) or value.start.index > self.line_end(colon):
            index = colon
        elif value.kind == "scalar" or value.flow:
            index = value.end.index
        else:
            return ""
        rest = self.text[index : self.line_end(index)]
        return rest if rest.lstrip(" \t").startswith("#") else ""

    def indented(self, lines: list[str], column: int, line_break: str) -> str:
        """Return *lines* as text at *column*, blank ones left blank."""
        pad = " " * column
        return line_break.join(pad + line if line else line for line in lines)


def is_absent(node: Node) -> bool:
    """Tell whether *node* is an empty value with nothing written (not `~` nor `null`)."""
    return node.is_null and not node.value


def _last(node: Node) -> Node:
    """Return the last text or braces of *node*."""
    while node.kind != "scalar" and not node.flow:
        node = node.entries[-1][1] if node.entries else node.items[-1]
    return node


def predecessor(mapping: Node, key: str, order: tuple[str, ...]) -> tuple[Node, Node] | None:
    """Return the entry after which *key* goes; None when it goes first."""
    if key not in order:
        return mapping.entries[-1] if mapping.entries else None
    rank = order.index(key)
    before, after = frozenset(order[:rank]), frozenset(order[rank:])
    folded: frozenset[str] = frozenset()
    for pair in reversed(mapping.entries):
        name = pair[0].value
        if name in before:
            return pair
        if name not in after:
            folded = folded or frozenset(map(fold, before))
            if fold(name) in folded:
                return pair
    return None
