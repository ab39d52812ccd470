"""A workbook as xlsx: tables, native charts, texts that are never formulas.

What people typed is written as text whatever it begins with, and stays text when the cell is edited. No macro, no
link but to the sheets of the workbook.
"""

from __future__ import annotations

import datetime as dt
import io
import textwrap
from typing import TYPE_CHECKING, Any

from qvtkit.export.charts.svg import INK, RULE
from qvtkit.export.classeur.modele import Lien, Nombre
from qvtkit.export.render.prepare import legal, map_texts
from qvtkit.export.render.xlsx_chart import CHART_COLUMNS, CHART_ROWS, draw
from qvtkit.export.render.xlsx_finish import finish

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qvtkit.export.apparence import Apparence
    from qvtkit.export.classeur.modele import Cellule, Classeur, Feuille, Tableau

_A4 = 9
_LONGEST = 32_767
"""Characters of a cell: what spreadsheets hold."""
_SUITE = " […]"
_FIRST_SIGNS = ("=", "+", "-", "@", "\u2212", "\t")
"""What a text may begin with that a spreadsheet would read as a formula once the cell is edited."""
_FOOTER = 200
_RULED = {"bottom": 1, "bottom_color": RULE}
_CHARS = 1.12
"""Characters of an ordinary text in the width of a digit."""
_ROW, _HIGHEST = 15, 409
"""Height of a line of text, and of the highest row there is, in points."""
_CUT = "Un texte trop long pour une case de tableur y est coupé ([…]) ; le dossier le garde en entier."


def to_xlsx(classeur: Classeur, apparence: Apparence) -> tuple[bytes, tuple[str, ...]]:
    """Return *classeur* as an xlsx file in the colour of *apparence*, and what had to be changed, in French."""
    import xlsxwriter

    ready = map_texts(classeur, legal)
    buffer = io.BytesIO()
    options = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
        "default_date_format": "dd/mm/yyyy",
    }  # fmt: skip
    with xlsxwriter.Workbook(buffer, options) as book:
        writer = _Writer(book, ready, apparence.couleur)
        for sheet in ready.feuilles:
            writer.sheet(sheet)
        book.set_properties({
            "title": ready.titre, "subject": ready.sujet, "author": ready.auteur,
            "keywords": ", ".join(ready.mots_cles), "created": dt.datetime.fromisoformat(ready.date),
        })  # fmt: skip
    return finish(buffer.getvalue(), ready.langue), (_CUT,) if writer.cut else ()


class _Writer:
    """Writes the sheets of one workbook, one after the other."""

    def __init__(self, book: Any, classeur: Classeur, couleur: str) -> None:
        self._book = book
        self._couleur = couleur
        self._names = {each.cle: each.nom for each in classeur.feuilles}
        self._footer = classeur.pied[:_FOOTER].replace("&", "&&")
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self.cut = False

    def sheet(self, feuille: Feuille) -> None:
        """Write a sheet: title, lines, tables, then the chart and its words on the right."""
        page = self._book.add_worksheet(feuille.nom)
        widths = self._widths(page, feuille)
        row = self._lines(page, feuille, sum(widths) + (CHART_COLUMNS * 9 if feuille.courbe else 0))
        head = row
        for rank, table in enumerate(feuille.tableaux):
            if rank:
                row += 1
            if table.annonce:
                page.write_string(row, 0, self._whole(table.titre), self._look(bold=True, font_size=12, font_color=INK))
                row += 1
            head, row = (head if rank else row), self._table(page, table, row, widths)
        if feuille.courbe:
            draw(self._book, page, feuille, head, self._couleur)
        self._beside(page, feuille, head, len(widths) + 1)
        self._print(page, feuille, head if len(feuille.tableaux) == 1 else 0)

    def _widths(self, page: Any, feuille: Feuille) -> list[float]:
        """Set and return the width of each column: the widest that a table asks for."""
        every = [[column.largeur for column in table.colonnes] for table in feuille.tableaux] or [[60.0]]
        count = max(map(len, every))
        widths = [max(each[at] for each in every if at < len(each)) for at in range(count)]
        for at, width in enumerate(widths):
            page.set_column(at, at, width)
        return widths

    def _lines(self, page: Any, feuille: Feuille, width: float) -> int:
        """Write the title and the lines above the tables; return the row of the first table."""
        title = self._look(bold=True, font_size=16, font_color=self._couleur)
        page.write_string(0, 0, self._whole(feuille.titre), title)
        page.set_row(0, 2 * _ROW)
        row = 1
        for line in feuille.lignes:
            for piece in textwrap.wrap(self._whole(line), max(40, int(width))):
                page.write_string(row, 0, piece, self._look(**_shielded(piece)))
                row += 1
        return row + 1

    def _table(self, page: Any, table: Tableau, row: int, widths: Sequence[float]) -> int:
        """Write a table from *row* on; return the row after it."""
        self._height(page, row, [each.titre for each in table.colonnes], widths)
        last = row + len(table.lignes)
        page.add_table(row, 0, last, len(table.colonnes) - 1, {
            "name": table.cle, "style": "Table Style Light 1", "autofilter": table.filtre, "description": table.titre,
            "title": table.titre,
            "columns": [{"header": each.titre, "header_format": self._head()} for each in table.colonnes],
        })  # fmt: skip
        for at, cells in enumerate(table.lignes, row + 1):
            self._height(page, at, cells, widths)
            for column, cell in enumerate(cells):
                self._cell(page, at, column, cell)
        return last + 1

    @staticmethod
    def _height(page: Any, row: int, cells: Sequence[Cellule], widths: Sequence[float]) -> None:
        """Make a row as high as its longest text: not every software does it when it opens the file."""
        texts = (each.texte if isinstance(each, Lien) else each if isinstance(each, str) else "" for each in cells)
        most = max(_rows(text, width) for text, width in zip(texts, widths, strict=False))
        if most > 1:
            page.set_row(row, min(most * _ROW, _HIGHEST))

    def _cell(self, page: Any, row: int, column: int, cell: Cellule) -> None:
        match cell:
            case Nombre():
                page.write_number(row, column, cell.valeur, self._look(num_format=_number(cell.decimales), **_RULED))
            case dt.date():
                page.write_datetime(row, column, cell, self._look(num_format="dd/mm/yyyy", align="left", **_RULED))
            case Lien():
                self._link(page, row, column, cell)
            case str() if cell:
                text = self._whole(cell)
                page.write_string(row, column, text, self._look(text_wrap=True, **_RULED, **_shielded(text)))
            case _:
                page.write_blank(row, column, None, self._look(**_RULED))

    def _link(self, page: Any, row: int, column: int, link: Lien) -> None:
        """Write a link to another sheet of the workbook."""
        place = self._names[link.feuille].replace("'", "''")
        look = self._look(text_wrap=True, underline=1, font_color=self._couleur, **_RULED, **_shielded(link.texte))
        page.write_url(row, column, f"internal:'{place}'!A1", look, self._whole(link.texte))

    def _beside(self, page: Any, feuille: Feuille, head: int, column: int) -> None:
        """Write what may be said, under the chart or in its place, on the right of the table."""
        row = head + 1 + (CHART_ROWS + 1 if feuille.courbe else 0)
        for sentence in feuille.lecture:
            for piece in textwrap.wrap(self._whole(sentence), CHART_COLUMNS * 9):
                page.write_string(row, column, piece, self._look(**_shielded(piece)))
                row += 1

    def _print(self, page: Any, feuille: Feuille, head: int) -> None:
        """Set A4 on its side, as many pages wide as is asked for, the head repeated and always in sight."""
        page.set_landscape()
        page.set_paper(_A4)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page.fit_to_pages(feuille.pages_de_large, int(feuille.une_page))
        if feuille.repetees:
            page.repeat_columns(0, feuille.repetees - 1)
        page.repeat_rows(0, head)
        page.freeze_panes(head + 1, feuille.repetees)
        page.hide_gridlines(2)
        page.set_footer(f"&L{self._footer}&C&A&R&P / &N")

    def _whole(self, text: str) -> str:
        """Return *text*, cut where a cell cannot hold it."""
        if len(text.encode("utf-16-le")) <= 2 * _LONGEST:
            return text
        self.cut = True
        room = 2 * (_LONGEST - len(_SUITE))
        return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + _SUITE

    def _head(self) -> Any:
        return self._look(bold=True, text_wrap=True, font_color="#FFFFFF", bg_color=self._couleur)

    def _look(self, **properties: Any) -> Any:
        """Return the format of a cell, made once for each look."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format({"valign": "top", **properties})
        return self._formats[key]


def _rows(text: str, width: float) -> int:
    """Return how many rows *text* takes in a column."""
    return sum(max(1, len(textwrap.wrap(line, max(1, int(width * _CHARS))))) for line in text.split("\n"))


def _number(decimals: int | None) -> str:
    """Return a number format; the software writes the comma and the spaces of its own language."""
    if decimals is None:
        return "General"
    return f"#,##0.{'0' * decimals}_-" if decimals else "#,##0_-"


def _shielded(text: str) -> dict[str, bool]:
    """Return what keeps *text* a text when somebody edits its cell."""
    return {"quote_prefix": True} if text.startswith(_FIRST_SIGNS) else {}
