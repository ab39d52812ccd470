"""What a table of a Word document has besides its cells: widths, height of its rows, what it is to who hears it."""

# ruff: noqa: TID253 (python-docx is all this module is for; `render` imports it late)

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.shared import Length

from qvtkit.export.render import looks
from qvtkit.export.render.docx_xml import fill_by_hand, node, put
from qvtkit.text import NBSP, plural

if TYPE_CHECKING:
    from docx.table import Table as WordTable

    from qvtkit.export.document import Table


def frame(table: WordTable, block: Table, width: Length) -> None:
    """Fix the columns of *table* on *width*, and say what it is to who hears it."""
    table.autofit = False
    total = sum(block.largeurs)
    for column, part in zip(table.columns, block.largeurs, strict=True):
        column.width = Length(int(width * part / total))
    properties = table._tbl.tblPr  # noqa: SLF001 (python-docx has no function for it)
    put(properties, node("w:tblW", w=int(width.twips), type="dxa"), "w:jc", "w:tblLayout", "w:tblLook")
    look = {"firstRow": 1, "lastRow": 0, "firstColumn": int(block.entete_de_ligne)}
    put(properties, node("w:tblLook", **look, lastColumn=0, noHBand=1, noVBand=1))
    if block.hauteur:
        fill_by_hand(table, block.hauteur, looks.GREY.removeprefix("#"))
    columns = ", ".join(block.entetes)
    put(properties, node("w:tblCaption", val=block.titre or columns))
    said = f"{plural(len(block.lignes), 'ligne')}. Colonnes{NBSP}: {columns}."
    put(properties, node("w:tblDescription", val=said))
