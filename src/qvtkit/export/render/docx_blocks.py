"""The blocks of a document in Word, by python-docx: named styles, real header rows, alt texts."""

# ruff: noqa: TID253 (python-docx is all this module is for; `render` imports it late)

from __future__ import annotations

import io
from functools import singledispatchmethod
from typing import TYPE_CHECKING, Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt
from docx.text.paragraph import Paragraph

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
    Table,
)
from qvtkit.export.render import looks
from qvtkit.export.render.docx_styles import TABLE
from qvtkit.export.render.docx_table import frame
from qvtkit.export.render.docx_xml import (
    checkbox,
    keep_together,
    keep_with_next,
    mark,
    restart_numbering,
    set_numbering,
)
from qvtkit.export.render.notices import UNDRAWN
from qvtkit.export.render.pagination import introductions, is_short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document as WordDocument
    from docx.table import _Cell, _Row

    from qvtkit.export.document import Block, Cell, Text

    Place = WordDocument | _Cell

_ALIGNMENTS = {
    "g": WD_ALIGN_PARAGRAPH.LEFT,
    "d": WD_ALIGN_PARAGRAPH.RIGHT,
    "c": WD_ALIGN_PARAGRAPH.CENTER,
}
_CELL_PADDING = Cm(0.4)


class BlockWriter:
    """Writes blocks in order at the end of *word*, on a text *width* wide."""

    def __init__(self, word: WordDocument, width: Length) -> None:
        self.word, self.width = word, width
        self.notices: list[str] = []
        self.style_ids: dict[str, str] = {}

    def write(self, blocks: Sequence[Block]) -> None:
        """Write *blocks*, clear of one another, held together where a page end would cut them badly."""
        previous: Block | None = None
        held = introductions(blocks)
        for rank, block in enumerate((*blocks, None)):
            if isinstance(previous, Table):
                self._after_table(block)
            elif block is not None:
                if isinstance(previous, Callout) and isinstance(block, Table):
                    self._thin()
                self.block(block, self.word)
            if rank in held:
                keep_with_next([self.word.element.body[-2]])  # the section comes after it
            previous = block

    def _after_table(self, block: Block | None) -> None:
        """Write *block* clear of the table above it.

        Word joins two tables that touch and wants a paragraph at the end: an empty one is added.
        """
        if block is None or (isinstance(block, Table) and not block.titre):
            self._thin()
        if block is None:
            return
        last = self.word.element.body[-2]  # the section comes after it
        self.block(block, self.word)
        first: Any = last.getnext()
        if first.tag == qn("w:p") and not isinstance(block, Heading | Callout):
            Paragraph(first, self.word._body).paragraph_format.space_before = Pt(9)  # noqa: SLF001 (python-docx has no function for it)

    def _thin(self) -> None:
        """Add a paragraph of four points."""
        shape = self.paragraph(self.word, looks.NOTE).paragraph_format
        shape.line_spacing, shape.space_after = Pt(4), Pt(0)

    def paragraph(self, place: Place, style: str, text: str = "") -> Paragraph:
        """Add a paragraph in *style*."""
        paragraph = place.add_paragraph(text)
        paragraph._p.style = self._style_id(style)  # noqa: SLF001 (the public setter does the look-up)
        return paragraph

    def _style_id(self, style: str) -> str:
        """Return the id of *style*. python-docx looks each one up in the whole list: once is enough."""
        if style not in self.style_ids:
            self.style_ids[style] = self.word.styles[style].style_id
        return self.style_ids[style]

    @singledispatchmethod
    def block(self, block: Block, place: Place) -> None:  # noqa: ARG002 (for those registered below)
        """Write *block* in *place*, the body or a cell."""
        raise TypeError(block)

    @block.register(Heading)
    def _heading(self, block: Heading, place: Place) -> None:
        self.paragraph(place, f"Heading {block.niveau}", block.texte)

    @block.register(Para)
    def _para(self, block: Para, place: Place) -> None:
        plain = "Normal" if place is self.word else looks.CELL
        names = {"normal": plain, "chapeau": looks.LEAD, "note": looks.NOTE}
        _write(self.paragraph(place, names[block.style]), block.texte)

    @block.register(Bullets)
    def _bullets(self, block: Bullets, place: Place) -> None:
        in_body = place is self.word
        style = ("List Bullet", "List Number")[block.ordonnee] if in_body else looks.CELL_LIST
        self._items(block, place, style)

    def _items(self, block: Bullets, place: Place, style: str) -> None:
        """Write a list in *style*; each ordered list counts from 1."""
        number = restart_numbering(self.word, "List Number") if block.ordonnee else None
        written = [_write(self.paragraph(place, style), item) for item in block.items]
        if number is not None:
            for paragraph in written:
                set_numbering(paragraph, number)
        _keep([paragraph._p for paragraph in written], whole=is_short(block))  # noqa: SLF001 (the element to mark)

    @block.register(Definitions)
    def _definitions(self, block: Definitions, place: Place) -> None:
        written = [self.paragraph(place, looks.CARD) for _ in block.paires]
        for paragraph, (label, value) in zip(written, block.paires, strict=True):
            paragraph.add_run(label.replace("\n", " "), style=looks.LABEL)
            paragraph.add_run("\t")
            _write(paragraph, value)
        _keep([paragraph._p for paragraph in written], whole=is_short(block))  # noqa: SLF001 (the element to mark)

    @block.register(Callout)
    def _callout(self, block: Callout, place: Place) -> None:
        before = len(self.word.element.body)
        self.paragraph(place, looks.callout(block.genre, "titre"), block.titre)
        for item in block.blocs:
            if isinstance(item, Bullets):
                self._items(item, place, looks.callout(block.genre, "liste"))
            else:
                style = looks.callout(block.genre)
                _write(self.paragraph(place, style), item.texte)
        if is_short(block):
            keep_together(self.word.element.body[before - 1 : -1])

    @block.register(Figure)
    def _figure(self, block: Figure, place: Place) -> None:
        image = self._picture(block)
        if image is None:
            self.paragraph(place, looks.NOTE, block.alt)
        else:
            paragraph = self.paragraph(place, "Normal" if place is self.word else looks.CELL)
            room = self.width if place is self.word else Length(_width(place) - _CELL_PADDING)
            shape = paragraph.add_run().add_picture(io.BytesIO(image), width=_cm(block, room))
            properties = shape._inline.docPr  # noqa: SLF001 (python-docx has no function for it)
            properties.set("descr", block.alt)
            properties.set("name", f"Figure {properties.get('id')}")
            paragraph.paragraph_format.keep_with_next = bool(block.legende)
        if block.legende:
            self.paragraph(place, "Caption", block.legende)

    def _picture(self, figure: Figure) -> bytes | None:
        """Return the drawing as a PNG, None (said once) where nothing here can draw it."""
        try:
            from qvtkit.export.render.typeset import rasterise
        except ImportError:
            if UNDRAWN not in self.notices:
                self.notices.append(UNDRAWN)
            return None
        return rasterise(figure.svg, figure.largeur)

    @block.register(Case)
    def _box(self, block: Case, place: Place) -> None:
        box = checkbox(block.alt, self._style_id(looks.BOX))
        self.paragraph(place, looks.CELL)._p.append(box)  # noqa: SLF001 (as above)

    @block.register(Lignes)
    def _lines(self, block: Lignes, place: Place) -> None:
        shape = self.paragraph(place, "Normal", block.annonce).paragraph_format
        shape.space_before, shape.keep_with_next = Pt(9), True
        for _ in range(block.nombre):
            self.paragraph(place, looks.WRITING)

    @block.register(Ensemble)
    def _together(self, block: Ensemble, place: Place) -> None:
        before = len(self.word.element.body)
        for item in block.blocs:
            self.block(item, place)
        if isinstance(block.blocs[-1], Table):
            self._thin()  # LibreOffice would hold the table with what follows, and so on to the end
        keep_together(self.word.element.body[before - 1 : -1])

    @block.register(Table)
    def _table(self, block: Table, place: Place) -> None:
        if block.titre:
            caption = self.paragraph(place, "Caption", block.titre)
            caption.paragraph_format.keep_with_next = True
        table = self.word.add_table(1 + len(block.lignes), len(block.entetes))
        table.style = self.word.styles[TABLE]
        frame(table, block, self.width)
        header, *rows = table.rows
        self._row(header, block.entetes, block, (looks.COLUMN, looks.COLUMN))
        mark(header, "w:tblHeader")
        first = looks.ROW if block.entete_de_ligne else looks.CELL
        for row, cells in zip(rows, block.lignes, strict=True):
            self._row(row, cells, block, (first, looks.CELL))
        _keep([row._tr for row in table.rows], whole=is_short(block))  # noqa: SLF001 (the element to mark)

    def _row(self, row: _Row, cells: tuple[Cell, ...], block: Table, styles: tuple[str, str]) -> None:
        """Fill *row*, that no page end cuts; *styles*: of the first cell, of the others."""
        mark(row, "w:cantSplit")
        total = sum(block.largeurs)
        for index, (cell, content) in enumerate(zip(row.cells, cells, strict=True)):
            cell.width = Length(int(self.width * block.largeurs[index] / total))
            self._fill(cell, content, styles[min(index, 1)])
            for paragraph in cell.paragraphs:
                paragraph.alignment = _ALIGNMENTS[block.alignements[index]]

    def _fill(self, cell: _Cell, content: Cell, style: str) -> None:
        """Write *content* in place of the empty paragraph of a new cell."""
        cell._tc.remove(cell.paragraphs[0]._p)  # noqa: SLF001 (python-docx has no function for it)
        if isinstance(content, str):
            self.paragraph(cell, style, content)
            return
        for block in content:
            self.block(block, cell)
        if not content:
            self.paragraph(cell, style)


def _write(paragraph: Paragraph, text: Text) -> Paragraph:
    """Append *text* to *paragraph*, with its bold and italic runs."""
    if isinstance(text, str):
        paragraph.add_run(text)
        return paragraph
    for run in text:
        added = paragraph.add_run(run.texte)
        added.bold, added.italic = run.gras or None, run.italique or None
    return paragraph


def _keep(rows: Sequence[Any], *, whole: bool) -> None:
    """Keep *rows* (of a table, of a list) on one page, else at least two of them at its end and at its start."""
    keep_with_next(rows[:-1] if whole else (*rows[:2], *rows[-2:-1]))


def _width(cell: Place) -> Length:
    width = getattr(cell, "width", None)
    return width if isinstance(width, Length) else Cm(4)


def _cm(figure: Figure, room: Length) -> Length:
    """Return the width of *figure*, never wider than its *room*."""
    return Length(min(Cm(figure.largeur), room))
