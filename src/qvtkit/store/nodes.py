"""The tree of a YAML file with the place of every key and value.

Built from the parser's events, one by one, so that depth and size are bounded and what a project
file may not hold (anchors, aliases, tags, merge keys) is seen where it stands.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

from qvtkit.model.periods import Periode
from qvtkit.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

Path = tuple[str | int, ...]

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class Mark(Protocol):
    """A place, as the parser gives it: character index, 0-based line and column."""

    index: int
    line: int
    column: int


@dataclass(slots=True)
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
        """Return the pair whose key is *key*: as written if there is one, else folded."""
        exact = next((pair for pair in self.entries if pair[0].value == key), None)
        if exact:
            return exact
        folded = fold(key)
        alike = next((pair for pair in self.entries if fold(pair[0].value) == folded), None)
        return alike or next((pair for pair in self.entries if _same_period(pair[0].value, key)), None)

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below."""
        yield self
        for key, value in self.entries:
            yield key
            yield from value.walk()
        for item in self.items:
            yield from item.walk()


def _same_period(written: str, key: str) -> bool:
    """Tell whether two keys are the same period spelled otherwise (« mars 2016 », « 2016-03 »)."""
    try:
        return str(Periode.parse(written)) == str(Periode.parse(key))
    except ValueError:
        return False


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
