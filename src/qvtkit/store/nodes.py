"""The tree of a YAML file with the place of every key and value.

Built from the parser's events, one by one, so that depth and size are bounded and what a project
file may not hold (anchors, aliases, tags, merge keys) is seen where it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

from qvtkit.model.periods import Periode
from qvtkit.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

Path = tuple[str | int, ...]

_CANONICAL = re.compile(r"\d{4}(-\d\d){0,2}")
"""A period as the tool writes it: thousands of them need no closer look."""
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class Mark(Protocol):
    """A place, as the parser gives it: character index, 0-based line and column."""

    index: int
    line: int
    column: int


@dataclass(slots=True, eq=False)
class Node:
    """A scalar, a mapping or a sequence, as written."""

    kind: Literal["scalar", "mapping", "sequence"]
    start: Mark
    end: Mark
    value: str = ""
    style: str = ""
    """`""` plain, `'` or `"` quoted, `|` or `>` block."""
    flow: bool = False
    entries: list[tuple[Node, Node]] = field(default_factory=list)
    items: list[Node] = field(default_factory=list)
    _index: dict[tuple[str, str], tuple[Node, Node]] | None = field(default=None, repr=False)
    """The pairs by key, made when first asked for: a file may hold thousands."""

    @property
    def is_null(self) -> bool:
        """Tell whether this is an empty value."""
        return self.kind == "scalar" and not self.style and self.value in _NULLS

    def plain(self) -> object:
        """Return the data: text (or None) for scalars, dict, list."""
        if self.kind == "scalar":
            return None if self.is_null else self.value
        if self.kind == "sequence":
            return [item.plain() for item in self.items]
        return {key.value: value.plain() for key, value in self.entries}

    def child(self, key: str | int) -> Node | None:
        """Return the value under *key* (folded) or at index *key*, or None."""
        if isinstance(key, int):
            return self.items[key] if self.kind == "sequence" and key < len(self.items) else None
        entry = self.entry(key)
        return entry[1] if entry else None

    def entry(self, key: str) -> tuple[Node, Node] | None:
        """Return the pair whose key is *key*: as written if there is one, else folded, else of the same period."""
        if self._index is None:
            self._index = _indexed(self.entries)
        return (
            self._index.get(("", key))
            or self._index.get(("fold", fold(key)))
            or self._index.get(("period", _as_period(key) or "none"))
        )

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below."""
        yield self
        for key, value in self.entries:
            yield key
            yield from value.walk()
        for item in self.items:
            yield from item.walk()


def _indexed(entries: list[tuple[Node, Node]]) -> dict[tuple[str, str], tuple[Node, Node]]:
    """Return the pairs by their key as written, folded, and as the period that it names; the first wins."""
    index: dict[tuple[str, str], tuple[Node, Node]] = {}
    for pair in entries:
        written = pair[0].value
        index.setdefault(("", written), pair)
        index.setdefault(("fold", fold(written)), pair)
        if period := _as_period(written):
            index.setdefault(("period", period), pair)
    return index


def _as_period(key: str) -> str:
    """Return the period that *key* names in whatever spelling (« mars 2016 », « 2016-03 »); empty for none."""
    if _CANONICAL.fullmatch(key) or not any(map(str.isdigit, key)):
        return key if key[:1].isdigit() else ""
    try:
        return str(Periode.parse(key))
    except ValueError:
        return ""


def locate(root: Node | None, path: Path) -> Mark | None:
    """Return where *path* is written: the key for a mapping entry, else the nearest parent."""
    if root is None:
        return None
    node, mark = root, root.start
    for part in path:
        if isinstance(part, int):
            child = node.child(part)
            if child is None:
                return mark
            node, mark = child, child.start
        else:
            entry = node.entry(part)
            if entry is None:
                return mark
            key, node = entry
            mark = key.start
    return mark


def find(root: Node | None, path: Path) -> Node | None:
    """Return the value at *path*, or None."""
    node = root
    for part in path:
        if node is None:
            return None
        node = node.child(part)
    return node
