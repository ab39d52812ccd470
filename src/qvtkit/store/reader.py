"""Read a YAML file typed by people: data, places, and every problem found on the way.

PyYAML's C parser gives the events; all scalars stay text, because the schema decides the type.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, cast

import yaml

from qvtkit.issues import Issue, Position, issue
from qvtkit.store import traps
from qvtkit.store.nodes import Mark, Node, locate
from qvtkit.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_CHARACTERS = 4_000_000
_MAX_DEPTH = 30
_MAX_NODES = 1_000_000

_COMMENT = re.compile(r"#.*")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class YamlText:
    """A text read as YAML. `data` is made of dict, list, str and None."""

    file: str
    text: str
    root: Node | None
    data: object
    issues: tuple[Issue, ...]

    def position(self, *path: str | int) -> Position:
        """Return where the value at *path* is written."""
        mark = locate(self.root, path)
        if mark is None:
            return Position(self.file, 1, 1)
        return Position(self.file, mark.line + 1, mark.column + 1)

    @property
    def readable(self) -> bool:
        """Tell whether no error stops from using the data."""
        return not any(found.level == "erreur" for found in self.issues)


class _RefusedError(Exception):
    """The text holds something that no project file may hold."""

    def __init__(self, found: Issue) -> None:
        super().__init__(found.message)
        self.found = found


def read_text(text: str, file: str) -> YamlText:
    """Read *text*, the content of *file* (relative path). Never raises on content."""
    if len(text) > MAX_CHARACTERS:
        detail = f"{len(text) // 1_000_000} millions de caractères"
        return YamlText(file, "", None, None, (issue("fichier-trop-gros", Position(file), detail=detail),))
    builder = _Builder(file)
    try:
        root = builder.build(text)
    except _RefusedError as refused:
        return YamlText(file, text, None, None, (refused.found,))
    except yaml.YAMLError as error:
        return YamlText(file, text, None, None, tuple(traps.explain(error, text, file)))
    if root is not None and root.is_null:
        root = None
    found = [*builder.issues, *traps.warnings(root, text, file)]
    if root is not None and root.kind != "mapping":
        found.append(issue("racine-invalide", Position(file, 1, 1)))
        return YamlText(file, text, root, None, tuple(found))
    return YamlText(file, text, root, root.plain() if root else {}, tuple(found))


class _Builder:
    """Turns events into a tree of nodes, collecting duplicate keys."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.issues: list[Issue] = []
        self._count = 0

    def build(self, text: str) -> Node | None:
        root: Node | None = None
        stack: list[Node] = []
        pending: list[Node | None] = []
        for event in self._checked(text):
            if isinstance(event, yaml.CollectionEndEvent):
                node = stack.pop()
                pending.pop()
                node.end = cast("Mark", event.end_mark) if node.flow else _last_end(node)
                self._report_lone_keys(node, text)
                self._report_duplicates(node)
            else:
                node = self._node(event)
                root = root or node
                self._attach(node, stack, pending)
                if node.kind != "scalar":
                    stack.append(node)
                    pending.append(None)
                    self._check_depth(len(stack), node)
        return root

    def _checked(self, text: str) -> Iterator[Any]:
        """Yield the events that carry data; refuse what no project file may hold."""
        documents = 0
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.NodeEvent):
                if event.anchor or getattr(event, "tag", None) or isinstance(event, yaml.AliasEvent):
                    self._refuse(event)
                yield event
            elif isinstance(event, yaml.CollectionEndEvent):
                yield event
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _RefusedError(issue("plusieurs-documents", self._at(event.start_mark)))

    def _refuse(self, event: Any, what: str = "Les étiquettes de type (!)") -> None:
        if event.anchor:  # an alias has the anchor it repeats
            what = "Les ancres et renvois (& et *)"
        raise _RefusedError(issue("ecriture-avancee", self._at(event.start_mark), quoi=what))

    def _node(self, event: Any) -> Node:
        self._count += 1
        if self._count > _MAX_NODES:
            raise _RefusedError(issue("fichier-trop-gros", Position(self.file), detail="trop de valeurs"))
        if isinstance(event, yaml.ScalarEvent):
            if event.value == "<<" and not event.style:
                self._refuse(event, "Les clés de fusion (<<)")
            start, end = cast("Mark", event.start_mark), cast("Mark", event.end_mark)
            return Node("scalar", start, end, event.value, event.style or "")
        kind: Literal["mapping", "sequence"] = "mapping" if isinstance(event, yaml.MappingStartEvent) else "sequence"
        return Node(kind, event.start_mark, event.end_mark, flow=bool(event.flow_style))

    @staticmethod
    def _attach(node: Node, stack: list[Node], pending: list[Node | None]) -> None:
        """Put *node* in its parent: as an item, as a key that waits, or as the value of that key."""
        if not stack:
            return
        parent = stack[-1]
        if parent.kind == "sequence":
            parent.items.append(node)
        elif pending[-1] is None:
            pending[-1] = node
        else:
            parent.entries.append((pending[-1], node))
            pending[-1] = None

    def _check_depth(self, depth: int, node: Node) -> None:
        if depth > _MAX_DEPTH:
            place = Position(self.file, node.start.line + 1, node.start.column + 1)
            raise _RefusedError(issue("fichier-trop-gros", place, detail=f"plus de {_MAX_DEPTH} niveaux"))

    def _report_lone_keys(self, node: Node, text: str) -> None:
        """Tell what a comma cut off in braces: `{etp: 51,5}` and `{note: grippe, gastro}`."""
        if not (node.flow and node.kind == "mapping"):
            return
        empty = [(key, value) for key, value in node.entries if value.is_null]
        lone = [key for key, value in empty if ":" not in _COMMENT.sub("", text[key.end.index : value.end.index])]
        for key in lone:
            self.issues.append(issue("virgule-entre-accolades", self._at(key.start), valeur=key.value))
        node.entries = [pair for pair in node.entries if pair[0] not in lone]

    def _report_duplicates(self, node: Node) -> None:
        seen: dict[str, Node] = {}
        for key, _ in node.entries:
            folded = fold(key.value)
            if folded in seen:
                first = seen[folded].start.line + 1
                self.issues.append(issue("cle-en-double", self._at(key.start), cle=key.value, premiere=first))
            else:
                seen[folded] = key

    def _at(self, mark: Any) -> Position:
        return Position(self.file, mark.line + 1, mark.column + 1)


def _last_end(node: Node) -> Mark:
    """End of a block collection: that of its last child (the parser's own mark is the next token)."""
    if node.entries:
        return node.entries[-1][1].end
    return node.items[-1].end if node.items else node.start
