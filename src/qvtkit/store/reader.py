"""Read a YAML file typed by people: data, places, and every problem found on the way.

PyYAML's C parser gives the events; all scalars stay text, because the schema decides the type.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, cast

import yaml

from qvtkit.issues import MOST, Issue, Position, issue, limited
from qvtkit.store import traps
from qvtkit.store.files import FileText, decode, read_bytes
from qvtkit.store.nodes import Mark, Node, locate
from qvtkit.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_CHARACTERS = 4_000_000
MAX_BYTES = 4 * MAX_CHARACTERS
_MAX_DEPTH = 30
_MAX_NODES = 50_000
"""Twenty years of daily measures are 15,000 of them."""
_MAX_SCALAR = 100_000
"""Characters of one text: some forty pages."""

_COMMENT = re.compile(r"#.*")
# The mark that begins a file of Windows, left at the beginning of a line: the parser would count places wrong.
_STRAY_BOM = re.compile(r"^\ufeff", re.MULTILINE)
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_EXPLICIT_KEY = re.compile(r"(^|[\s\[{,])\?[ \t]+$")
# Line ends for the parser and for no editor: a text pasted from a page may hold them.
_OTHER_LINE_ENDS = "\u0085\u2028\u2029"
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


def read_text_file(root: Path, file: str) -> tuple[FileText, YamlText] | None:
    """Return the text of *file* (relative) and its reading; None where it is no text."""
    decoded = decode(read_bytes(root / file, MAX_BYTES))
    return (decoded, read_text(decoded.text, file)) if decoded else None


def read_text(text: str, file: str) -> YamlText:
    """Read *text*, the content of *file* (relative path). Never raises on content."""
    if len(text) > MAX_CHARACTERS:
        detail = f"{len(text) // 1_000_000} millions de caractères"
        return YamlText(file, "", None, None, (issue("fichier-trop-gros", Position(file), detail=detail),))
    builder = _Builder(file, text)
    try:
        root = builder.build()
    except _RefusedError as refused:
        return YamlText(file, text, None, None, (refused.found,))
    except yaml.YAMLError as error:
        return YamlText(file, text, None, None, tuple(limited(traps.explain(error, text, file), Position(file))))
    warnings = limited(traps.warnings(root, text, file), Position(file))
    found = [*limited(builder.issues, Position(file)), *warnings]
    if root is not None and root.kind != "mapping":
        found.append(issue("racine-invalide", Position(file, 1, 1)))
        return YamlText(file, text, root, None, tuple(found))
    return YamlText(file, text, root, root.plain() if root else {}, tuple(found))


def _for_parser(text: str, file: str) -> str:
    """Return *text* as the parser counts its places right; refuse what it cannot take."""
    if text.isascii():
        return text
    if stray := _STRAY_BOM.search(text):
        raise _RefusedError(traps.invisible(text, stray.end() - 1, file))
    if _HALF_CHARACTER.search(text):
        raise _RefusedError(issue("fichier-illisible", Position(file, 1, 1)))
    for line_end in _OTHER_LINE_ENDS:  # `translate` would look every character up
        text = text.replace(line_end, " ")
    return text


class _Builder:
    """Turns events into a tree of nodes, collecting duplicate keys."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.issues: list[Issue] = []
        self._count = 0

    def build(self) -> Node | None:
        """Return the root, None where the text says nothing."""
        text = self.text
        root: Node | None = None
        stack: list[Node] = []
        pending: list[Node | None] = []
        for event in self._checked(_for_parser(text, self.file)):
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
        return None if root is None or root.is_null else root

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
            if len(event.value) > _MAX_SCALAR:
                detail = f"un texte de {len(event.value)} caractères"
                raise _RefusedError(issue("fichier-trop-gros", self._at(start), detail=detail))
            node = Node("scalar", start, end, event.value, event.style or "")
            if node.style == '"' and (found := traps.UNPRINTABLE.search(node.value)):  # written "\e", "\0"
                self._tell(issue("caractere-invisible", self._at(start), signe=traps.code_point(found[0])))
                node.value = traps.UNPRINTABLE.sub("", node.value)
            return node
        kind: Literal["mapping", "sequence"] = "mapping" if isinstance(event, yaml.MappingStartEvent) else "sequence"
        return Node(kind, event.start_mark, event.end_mark, flow=bool(event.flow_style))

    def _attach(self, node: Node, stack: list[Node], pending: list[Node | None]) -> None:
        """Put *node* in its parent: as an item, as a key that waits, or as the value of that key."""
        if not stack:
            return
        parent = stack[-1]
        if parent.kind == "sequence":
            parent.items.append(node)
        elif pending[-1] is None:
            self._require_name(node)
            pending[-1] = node
        else:
            parent.entries.append((pending[-1], node))
            pending[-1] = None

    def _require_name(self, key: Node) -> None:
        """Refuse keys that no person types, and that the editor could not find again: `? x`, `[a]: b`, `: c`."""
        before = self.text[max(0, key.start.index - 12) : key.start.index]
        explicit = "?" in before and _EXPLICIT_KEY.search(before)
        if key.kind != "scalar" or not (key.value or key.style) or explicit:
            raise _RefusedError(issue("yaml-invalide", self._at(key.start), detail=" : rubrique sans nom"))

    def _check_depth(self, depth: int, node: Node) -> None:
        if depth > _MAX_DEPTH:
            place = Position(self.file, node.start.line + 1, node.start.column + 1)
            raise _RefusedError(issue("fichier-trop-gros", place, detail=f"plus de {_MAX_DEPTH} niveaux"))

    def _report_lone_keys(self, node: Node, text: str) -> None:
        """Tell what a comma cut off in braces: `{etp: 51,5}` and `{note: grippe, gastro}`."""
        if not (node.flow and node.kind == "mapping"):
            return
        empty = [(key, value) for key, value in node.entries if value.is_null]
        lone = {key for key, value in empty if ":" not in _COMMENT.sub("", text[key.end.index : value.end.index])}
        for key in sorted(lone, key=lambda each: each.start.index)[: MOST + 1]:
            self._tell(issue("virgule-entre-accolades", self._at(key.start), valeur=key.value))
        node.entries = [pair for pair in node.entries if pair[0] not in lone]

    def _report_duplicates(self, node: Node) -> None:
        seen: dict[str, Node] = {}
        for key, _ in node.entries:
            first = seen.setdefault(fold(key.value), key)
            if first is not key:
                premiere = first.start.line + 1
                self._tell(issue("cle-en-double", self._at(key.start), cle=key.value, premiere=premiere))

    def _tell(self, found: Issue) -> None:
        if len(self.issues) <= MOST:
            self.issues.append(found)

    def _at(self, mark: Any) -> Position:
        return Position(self.file, mark.line + 1, mark.column + 1)


def _last_end(node: Node) -> Mark:
    """End of a block collection: that of its last child (the parser's own mark is the next token)."""
    if node.entries:
        return node.entries[-1][1].end
    return node.items[-1].end if node.items else node.start
