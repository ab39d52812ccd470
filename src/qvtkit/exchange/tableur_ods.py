"""ods: the cells of each sheet; what is repeated to the end of the sheet is counted, never unrolled."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from qvtkit.exchange.tableur import MAX_CELLS, Classeur, Feuille, Pourcent, TableurError, Valeur
from qvtkit.exchange.tableur_formats import Sorte, dated
from qvtkit.exchange.tableur_zip import local, parse

if TYPE_CHECKING:
    from qvtkit.exchange.tableur_zip import Archive

_MOST_REPEATED = 1000
"""The same value more times than this in a row is decoration."""
_DURATION = re.compile(r"PT(\d+)H(\d+)M")


def read(archive: Archive) -> Classeur:
    """Return the sheets of the workbook; raise TableurError where it is none or is protected."""
    manifest = archive.member("META-INF/manifest.xml")
    if b"encryption-data" in manifest:
        raise TableurError("protege")
    mime = archive.member("mimetype")
    if b"opendocument.text" in mime or b"presentation" in mime:
        raise TableurError("word")
    content, styles = archive.member("content.xml"), archive.member("styles.xml")
    kinds = _Kinds()
    for xml in (styles, content):
        if xml:
            parse(xml, kinds.start, kinds.end)
    reader = _Reader(kinds)
    parse(content, reader.start, reader.end, reader.text)
    if not reader.sheets:
        raise TableurError("abime")
    return Classeur("ods", tuple(reader.sheets))


class _Kinds:
    """Which styles of cell show a date as a month or as a year, and which tables are hidden."""

    def __init__(self) -> None:
        self.of_style: dict[str, Sorte] = {}
        self.hidden: set[str] = set()
        self._of_format: dict[str, set[str]] = {}
        self._format = ""
        self._style = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element of the styles."""
        told = local(attributes)
        if name == "date-style":
            self._format = told.get("name", "")
            self._of_format[self._format] = set()
        elif self._format:
            self._of_format[self._format].add(name)
        elif name == "style":
            self._style = told.get("name", "")
            parts = self._of_format.get(told.get("data-style-name", ""))
            if parts is not None:
                self.of_style[self._style] = "date" if "day" in parts else "mois" if "month" in parts else "annee"
        elif name == "table-properties" and told.get("display") == "false":
            self.hidden.add(self._style)

    def end(self, name: str) -> None:
        """End an element of the styles."""
        if name == "date-style":
            self._format = ""


class _Reader:
    """Takes the events of the content and keeps the cells that hold something."""

    def __init__(self, kinds: _Kinds) -> None:
        self.sheets: list[Feuille] = []
        self._kinds = kinds
        self._lines: dict[int, dict[int, Valeur]] = {}
        self._merged: list[tuple[int, int, int, int]] = []
        self._name, self._hidden = "", False
        self._line, self._column, self._count = 0, 0, 0
        self._rows, self._col = 1, 1
        self._hidden_lines: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._row: dict[int, Valeur] = {}
        self._cell: dict[str, str] | None = None
        self._text: list[str] = []
        self._note = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        if name == "table":
            told = local(attributes)
            self._name, self._hidden = told.get("name", ""), told.get("style-name", "") in self._kinds.hidden
            self._lines, self._merged, self._line = {}, [], 1
            self._hidden_lines, self._hidden_columns, self._col = set(), set(), 1
        elif name == "table-row":
            told = local(attributes)
            self._rows = _count(told.get("number-rows-repeated"))
            if told.get("visibility", "visible") != "visible":
                self._hidden_lines.update(range(self._line, self._line + min(self._rows, _MOST_REPEATED)))
            self._row, self._column = {}, 1
        elif name == "table-column":
            self._column_told(local(attributes))
        elif name in {"table-cell", "covered-table-cell"}:
            self._cell, self._text = local(attributes), []
        elif name == "annotation":
            self._note += 1
        elif name == "p" and self._text and not self._note:
            self._text.append("\n")
        elif name in {"s", "tab"} and not self._note:
            self._text.append(" ")

    def _column_told(self, told: dict[str, str]) -> None:
        times = _count(told.get("number-columns-repeated"))
        if told.get("visibility", "visible") != "visible":
            self._hidden_columns.update(range(self._col, self._col + min(times, _MOST_REPEATED)))
        self._col += times

    def text(self, data: str) -> None:
        """Take the characters of a cell, not those of its notes."""
        if self._cell is not None and not self._note:
            self._text.append(data)

    def end(self, name: str) -> None:
        """End an element."""
        if name == "annotation":
            self._note -= 1
        elif name in {"table-cell", "covered-table-cell"} and self._cell is not None:
            self._end_cell(self._cell, covered=name != "table-cell")
            self._cell = None
        elif name == "table-row":
            for rank in range(min(self._rows, _MOST_REPEATED) if self._row else 0):
                self._keep(self._line + rank)
            self._line += self._rows
        elif name == "table":
            lines, columns = frozenset(self._hidden_lines), frozenset(self._hidden_columns)
            merged = tuple(self._merged)
            self.sheets.append(
                Feuille(self._name, self._lines, merged, self._hidden, lignes_cachees=lines, colonnes_cachees=columns)
            )

    def _keep(self, line: int) -> None:
        self._count += len(self._row)
        if self._count > MAX_CELLS:
            raise TableurError("trop-gros")
        self._lines[line] = dict(self._row)

    def _end_cell(self, told: dict[str, str], *, covered: bool) -> None:
        times = _count(told.get("number-columns-repeated"))
        value = "" if covered else self._value(told)
        if value != "":
            for rank in range(min(times, _MOST_REPEATED)):
                self._row[self._column + rank] = value
        wide, high = _count(told.get("number-columns-spanned")), _count(told.get("number-rows-spanned"))
        if wide > 1 or high > 1:
            self._merged.append((self._line, self._column, self._line + high - 1, self._column + wide - 1))
        self._column += times

    def _value(self, told: dict[str, str]) -> Valeur:
        shown = "".join(self._text).strip()
        if shown.startswith(("#", "Err:")):
            return shown
        try:
            read = self._typed(told)
        except ValueError:
            read = None
        return read if read is not None else shown or ("=" if "formula" in told else "")

    def _typed(self, told: dict[str, str]) -> Valeur | None:
        """Return the value that the attributes of a cell give, None for a text; ValueError where they give none."""
        match told.get("value-type", ""):
            case "percentage":
                return Pourcent(round(float(told.get("value", "")) * 100, 10))
            case "float" | "currency":
                return float(told.get("value", ""))
            case "date":
                day = dt.date.fromisoformat(told.get("date-value", "")[:10])
                return dated(day, self._kinds.of_style.get(told.get("style-name", ""), "date"))
            case "time":
                match = _DURATION.match(told.get("time-value", ""))
                return f"{int(match[1])}:{match[2]}" if match else None
        return None


def _count(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 9 else 1  # noqa: PLR2004 (no sheet is that long)
