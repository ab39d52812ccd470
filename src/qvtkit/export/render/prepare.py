"""What every renderer may rely on: legal texts, well nested headings, complete tables, alt texts.

`prepare` repairs a document rather than refuse it, and says in French what it removed.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast
from xml.etree import ElementTree as ET

from qvtkit.export.document import Bullets, Case, Definitions, Ensemble, Figure, Heading, Para, Table
from qvtkit.text import plural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from qvtkit.export.document import Block, Cell, Document, Lignes, Text

T = TypeVar("T")

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Neither XML nor PDF has a place for these: controls, lone surrogates, byte-order marks.
_ILLEGAL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_WIDEST = 36
_NARROWEST = 7
_FIGURE_WIDTH = 20
_WIDEST_DRAWING = 1e5  # pixels
_PAGE = 21.0  # centimetres


def legal(text: str) -> str:
    """Return *text* with one kind of line end and without what XML forbids."""
    return _ILLEGAL.sub("", _LINE_ENDS.sub("\n", text).replace("\t", " "))


def map_texts(value: T, change: Callable[[str], str]) -> T:
    """Return *value* (a document, a block…) with *change* applied to every text inside."""
    if isinstance(value, str):
        return cast("T", change(value))
    if isinstance(value, tuple):
        return cast("T", tuple(map_texts(item, change) for item in value))
    if is_dataclass(value) and not isinstance(value, type):
        node: Any = value
        return cast("T", replace(node, **{
            field.name: map_texts(getattr(node, field.name), change) for field in fields(node)
        }))  # fmt: skip
    return value


def plain(text: Text) -> str:
    """Return the words of *text* without their look."""
    return text if isinstance(text, str) else "".join(run.texte for run in text)


def prepare(document: Document) -> tuple[Document, tuple[str, ...]]:
    """Return *document* ready for any renderer, and what was changed, in French."""
    removed = 0

    def clean(text: str) -> str:
        nonlocal removed
        removed += len(_ILLEGAL.findall(_LINE_ENDS.sub("\n", text)))
        return legal(text)

    ready = map_texts(document, clean)
    notices: list[str] = []
    if removed:
        count = plural(removed, "caractère invisible retiré", "caractères invisibles retirés")
        notices.append(f"{count} des textes (aucun format de document ne les accepte).")
    blocks = tuple(_levelled(_complete(ready.blocs, notices)))
    titre = ready.titre.strip() or "Document sans titre"
    return replace(ready, titre=titre, blocs=blocks), tuple(notices)


def _levelled(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield *blocks* with headings that begin at 1 and never skip a level."""
    previous = 0
    for block in blocks:
        if not isinstance(block, Heading):
            yield block
        elif block.texte.strip():
            previous = min(block.niveau, previous + 1)
            yield replace(block, niveau=cast("Literal[1, 2, 3]", previous))


def _complete(blocks: Iterable[Block], notices: list[str]) -> Iterator[Block]:
    """Yield *blocks* without the empty ones, tables and figures made whole."""
    for block in blocks:
        if isinstance(block, Figure):
            yield _figure(block, notices)
        elif isinstance(block, Table):
            if block.entetes:
                yield _table(block, notices)
        elif isinstance(block, Ensemble):
            yield replace(
                block, blocs=cast("tuple[Para | Table | Lignes, ...]", tuple(_complete(block.blocs, notices)))
            )
        elif not _is_empty(block):
            yield block


def _is_empty(block: Block | Case) -> bool:
    """Tell whether *block* is a list without items or a card without pairs."""
    return (isinstance(block, Bullets) and not block.items) or (isinstance(block, Definitions) and not block.paires)


def _figure(figure: Figure, notices: list[str]) -> Figure | Para:
    """Return *figure* with an alt text, or its alt text alone when the drawing is damaged."""
    alt = figure.alt.strip() or figure.legende.strip() or "Figure sans description"
    if not _is_drawing(figure.svg):
        notices.append(f"Un dessin illisible a été remplacé par sa description\u00a0: {alt}")
        return Para(alt, style="note")
    width = figure.largeur if 0 < figure.largeur < _PAGE else _PAGE
    return replace(figure, alt=alt, largeur=width)


def _is_drawing(svg: str) -> bool:
    try:
        root = ET.fromstring(svg)  # noqa: S314 (our own drawings; expat bounds entities)
    except ET.ParseError:
        return False
    size = root.get("viewBox", "").replace(",", " ").split()[2:]
    size = size or [root.get(side, "").removesuffix("px") for side in ("width", "height")]
    return root.tag == "{http://www.w3.org/2000/svg}svg" and all(map(_is_length, size))


def _is_length(text: str) -> bool:
    """Tell whether *text* is a number of pixels that a drawing can have."""
    try:
        return 0 < float(text) < _WIDEST_DRAWING
    except ValueError:
        return False


def _table(table: Table, notices: list[str]) -> Table:
    """Return *table* with rows, widths and alignments for each of its columns."""
    count = len(table.entetes)
    rows = tuple(tuple(_cell(cell, notices) for cell in (*row, *[""] * count)[:count]) for row in table.lignes)
    alignments = "".join(c if c in "gdc" else "g" for c in table.alignements)
    known = len(table.largeurs) == count and all(width > 0 for width in table.largeurs)
    return replace(
        table,
        lignes=rows,
        largeurs=table.largeurs if known else _widths(table.entetes, rows),
        alignements=(alignments + "g" * count)[:count],
    )


def _cell(cell: Cell, notices: list[str]) -> Cell:
    """Return *cell* with its figures checked and its empty lists dropped."""
    if isinstance(cell, str):
        return cell
    return tuple(_figure(item, notices) if isinstance(item, Figure) else item for item in cell if not _is_empty(item))


def _widths(headers: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...]) -> tuple[float, ...]:
    """Guess relative widths from the longest text of each column, within bounds."""
    columns = zip(headers, *rows, strict=True)
    longest = (max(_weight(cell) for cell in column) for column in columns)
    return tuple(float(min(_WIDEST, max(_NARROWEST, weight))) for weight in longest)


def _weight(cell: Cell) -> int:
    """Return how many characters wide *cell* would like to be."""
    if isinstance(cell, str):
        return len(cell)
    return max((_item_weight(item) for item in cell), default=0)


def _item_weight(item: Para | Bullets | Figure | Case) -> int:
    if isinstance(item, Figure):
        return _FIGURE_WIDTH
    if isinstance(item, Case):
        return 1
    texts = (item.texte,) if isinstance(item, Para) else item.items
    return max((len(plain(text)) for text in texts), default=0)
