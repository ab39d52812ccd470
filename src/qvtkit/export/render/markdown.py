"""Markdown (CommonMark, tables with pipes): a text that reads as it is, and that a wiki or a forge lays out.

What people typed comes out as text, whatever it holds: see `markdown_text`.
"""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from qvtkit.export.document import (
    Bullets,
    Callout,
    Case,
    Definitions,
    Ensemble,
    Figure,
    Heading,
    Lignes,
    Para,
    Run,
    Table,
)
from qvtkit.export.render.markdown_text import BREAK, bold, cell, inline, italic, one_line, paragraphs
from qvtkit.text import NBSP

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qvtkit.export.apparence import Apparence
    from qvtkit.export.document import Block, Cell, Document

_MARKERS = (("- ", "{}. "), ("* ", "{}) "))
"""Of a list, and of one that follows another at once: with the same signs they would be one."""
_WIDEST = 100
"""Characters of a table whose columns are lined up; in a wider one the blanks are in the way."""
_DOTS = "…" * 30
_FIGURE = f"Figure{NBSP}:"


def to_markdown(document: Document, apparence: Apparence) -> tuple[bytes, tuple[str, ...]]:  # noqa: ARG001 (a plain text has no colours)
    """Return the Markdown file of a prepared *document*; it never has anything to warn of."""
    parts = [
        f"# {one_line(document.titre)}",
        italic(document.sous_titre),
        _quoted([bold(document.bandeau)]) if document.bandeau else "",
        *_parts(document.blocs),
    ]
    if document.pied_entier:
        parts += ["---", inline(document.pied_entier)]
    return ("\n\n".join(filter(None, parts)) + "\n").encode(), ()


def _parts(blocks: Iterable[Block]) -> list[str]:
    """Return what a blank line separates."""
    parts: list[str] = []
    before: tuple[bool, int] | None = None  # is the last block an ordered list, with which markers
    for block in blocks:
        if isinstance(block, (Bullets, Definitions)):
            ordered = isinstance(block, Bullets) and block.ordonnee
            rank = 1 - before[1] if before and before[0] == ordered else 0
            parts.append(_list(block, _MARKERS[rank][ordered]))
            before = (ordered, rank)
        else:
            parts += _block(block)
            before = None
    return parts


def _list(block: Bullets | Definitions, marker: str) -> str:
    """Return a list; the lines of an item stay under its words."""
    if isinstance(block, Definitions):
        bodies = [f"{bold(f'{label}{NBSP}:')} {inline(value)}" for label, value in block.paires]
    else:
        bodies = ["\n\n".join(paragraphs(item)) for item in block.items]
    items = []
    for rank, body in enumerate(bodies, 1):
        sign = marker.format(rank)
        under = "\n" + " " * len(sign)
        items.append((sign + body.replace("\n", under)).rstrip())
    return "\n".join(items)


@singledispatch
def _block(block: Block) -> list[str]:
    """Return the parts of *block*."""
    raise TypeError(block)


@_block.register
def _heading(block: Heading) -> list[str]:
    return [f"{'#' * (block.niveau + 1)} {one_line(block.texte)}"]


@_block.register
def _para(block: Para) -> list[str]:
    return paragraphs(block.texte)


@_block.register
def _callout(block: Callout) -> list[str]:
    return [_quoted([bold(block.titre), *_parts(block.blocs)])]


def _quoted(parts: Iterable[str]) -> str:
    """Return *parts* as a quotation."""
    lines = "\n\n".join(filter(None, parts)).split("\n")
    return "\n".join(f"> {line}" if line else ">" for line in lines)


@_block.register
def _figure(block: Figure) -> list[str]:
    return [_quoted([f"{bold(_FIGURE)} {inline(block.alt)}", italic(block.legende)])]


@_block.register
def _lines(block: Lignes) -> list[str]:
    return [inline(block.annonce), *[_DOTS] * block.nombre]


@_block.register
def _together(block: Ensemble) -> list[str]:
    return _parts(block.blocs)


@_block.register
def _table(block: Table) -> list[str]:
    """Return the title and the rows."""
    rows = [[_cell(content) for content in row] for row in block.lignes]
    if block.entete_de_ligne:
        for row, contents in zip(rows, block.lignes, strict=True):
            row[0] = _cell((Para((Run(contents[0], gras=True),)),)) if isinstance(contents[0], str) else row[0]
    table = [[cell(title) for title in block.entetes], *rows]
    return [bold(block.titre), _piped(table, block.alignements)]


def _cell(content: Cell) -> str:
    if isinstance(content, str):
        return cell(content)
    return BREAK.join(filter(None, (_in_cell(item) for item in content)))


def _in_cell(item: Para | Bullets | Figure | Case) -> str:
    """Return a block of a cell, where there are neither lists nor paragraphs."""
    if isinstance(item, Para):
        return cell(item.texte)
    if isinstance(item, Bullets):
        signs = [f"{rank}." if item.ordonnee else "•" for rank, _ in enumerate(item.items, 1)]
        return BREAK.join(f"{sign} {cell(text)}" for sign, text in zip(signs, item.items, strict=True))
    if isinstance(item, Figure):
        said = (Run(_FIGURE, gras=True), Run(f" {item.alt}"))
        return BREAK.join(filter(None, (cell(said), cell((Run(item.legende, italique=True),)))))
    return "☐"


def _piped(rows: Sequence[Sequence[str]], alignments: str) -> str:
    """Return the table whose first of *rows* is the header, its columns lined up where that helps."""
    widths = [max(3, *map(len, column)) for column in zip(*rows, strict=True)]
    lined = sum(widths) <= _WIDEST
    rules = [_rule(alignment, width if lined else 3) for alignment, width in zip(alignments, widths, strict=True)]
    lines = rows if not lined else [
        [text.rjust(width) if alignment == "d" else text.ljust(width)
         for text, alignment, width in zip(row, alignments, widths, strict=True)]
        for row in rows
    ]  # fmt: skip
    return "\n".join(f"| {' | '.join(line)} |" for line in (lines[0], rules, *lines[1:]))


def _rule(alignment: str, width: int) -> str:
    """Return the line under a title, which says how its column is aligned."""
    left, right = {"g": ("-", "-"), "d": ("-", ":"), "c": (":", ":")}[alignment]
    return left + "-" * (width - 2) + right
