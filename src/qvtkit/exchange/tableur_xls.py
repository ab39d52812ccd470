"""xls: read by calamine; what a number looks like is not known there, only its value."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from qvtkit.exchange.tableur import MAX_CELLS, Classeur, Feuille, TableurError, Valeur

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORD = "WordDocument".encode("utf-16-le")


def read(raw: bytes) -> Classeur:
    """Return the sheets of an old workbook; raise TableurError where it is another document, or protected."""
    if _ENCRYPTED in raw:
        raise TableurError("protege")
    if _WORD in raw:
        raise TableurError("word")
    try:
        import python_calamine as calamine
    except ImportError as error:
        raise TableurError("ancien") from error
    try:
        with calamine.load_workbook(io.BytesIO(raw)) as book:
            return Classeur("xls", tuple(_sheet(book, told) for told in book.sheets_metadata if _is_table(told)))
    except calamine.PasswordError as error:
        raise TableurError("protege") from error
    except (calamine.CalamineError, OSError) as error:
        raise TableurError("abime") from error


def _is_table(told: Any) -> bool:
    return str(told.typ).endswith("WorkSheet")


def _sheet(book: Any, told: Any) -> Feuille:
    sheet = book.get_sheet_by_name(told.name)
    if sheet.height * sheet.width > 2 * MAX_CELLS:
        raise TableurError("trop-gros")
    first_line, first_column = sheet.start or (0, 0)
    lines: dict[int, dict[int, Valeur]] = {}
    for line, row in enumerate(sheet.to_python(skip_empty_area=True), first_line + 1):
        cells = {column: value for column, cell in enumerate(row, first_column + 1) if (value := _value(cell)) != ""}
        if cells:
            lines[line] = cells
    merged = [
        (top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]
    return Feuille(told.name, lines, tuple(merged), not str(told.visible).endswith("Visible"))


def _value(cell: object) -> Valeur:
    if isinstance(cell, bool):
        return "VRAI" if cell else "FAUX"
    if isinstance(cell, (int, float)):
        return float(cell)
    if isinstance(cell, dt.date):
        return cell.date() if isinstance(cell, dt.datetime) else cell
    if isinstance(cell, (dt.timedelta, dt.time)):
        length = cell if isinstance(cell, dt.timedelta) else dt.timedelta(hours=cell.hour, minutes=cell.minute)
        minutes = round(length.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    return str(cell).strip()
