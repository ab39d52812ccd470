"""A table of an OpenDocument text: header row repeated, widths, rows that no page end cuts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.export.render import looks
from qvtkit.export.render.odt_styles import BODY_CELL, HAND_CELL, HAND_HEADER, HEADER_CELL
from qvtkit.export.render.odt_xml import node, style_id
from qvtkit.export.render.pagination import is_short
from qvtkit.text import NBSP, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qvtkit.export.document import Cell, Table
    from qvtkit.export.render.odt_automatic import Automatic
    from qvtkit.export.render.odt_xml import Element

_PADDING = 0.4
"""Centimetres at the two sides of a cell."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block goes: how many centimetres wide, in a cell or not, aligned how."""

    room: float
    cell: bool = False
    alignment: str = "g"


def table(
    block: Table, number: int, room: float, automatic: Automatic,
    fill: Callable[[Cell, str, Place], list[Element]],
) -> Element:  # fmt: skip
    """Return *block*, the table of rank *number*, *room* centimetres wide; *fill* makes what a cell holds."""
    total = sum(block.largeurs)
    places = [
        Place(room * part / total - _PADDING, cell=True, alignment=alignment)
        for part, alignment in zip(block.largeurs, block.alignements, strict=True)
    ]
    columns = [node("table:table-column", {"table:style-name": automatic.column(p.room + _PADDING)}) for p in places]

    def row(cells: Sequence[Cell], looks_of: tuple[str, str], drawn: str, least: float = 0.0) -> Element:
        style = {"table:style-name": style_id(drawn), "office:value-type": "string"}
        made = [
            node("table:table-cell", style, *fill(cell, looks_of[min(rank, 1)], places[rank]))
            for rank, cell in enumerate(cells)
        ]
        return node("table:table-row", {"table:style-name": automatic.row(least)}, *made)

    first = looks.ROW if block.entete_de_ligne else looks.CELL
    titled, drawn = (HAND_HEADER, HAND_CELL) if block.hauteur else (HEADER_CELL, BODY_CELL)
    head = row(block.entetes, (looks.COLUMN, looks.COLUMN), titled)
    rows = [row(cells, (first, looks.CELL), drawn, block.hauteur) for cells in block.lignes]
    short = is_short(block)
    automatic.keep([head, *rows], whole=short)
    names = {"table:name": f"Tableau {number}", "table:style-name": automatic.table(room, whole=short)}
    return node(
        "table:table", names, *_said(block), *columns, node("table:table-header-rows", {}, head), *rows
    )  # fmt: skip


def _said(block: Table) -> tuple[Element, Element]:
    """Return what the table is, for who hears it."""
    columns = ", ".join(block.entetes)
    rows = plural(len(block.lignes), "ligne")
    return (
        node("table:title", {}, block.titre or columns),
        node("table:desc", {}, f"{rows}. Colonnes{NBSP}: {columns}."),
    )
