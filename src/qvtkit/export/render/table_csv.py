"""The one table of a workbook as CSV: « ; », UTF-8 with a mark that Excel knows, no cell that it would run."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import TYPE_CHECKING

from qvtkit.export.classeur.modele import Lien, Nombre
from qvtkit.export.render.prepare import legal
from qvtkit.model.numbers import plain_number
from qvtkit.text import NBSP, NNBSP

if TYPE_CHECKING:
    from qvtkit.export.classeur.modele import Cellule, Classeur

_FORMULA = ("=", "+", "-", "@", "\u2212", "\t")
_SPACES = str.maketrans({NBSP: " ", NNBSP: " "})
_NEXT = " | "
"""What parts the lines of a cell: a row of the file is a row of the table."""
_CAUTION = "Avertissement"


def to_csv(classeur: Classeur) -> tuple[bytes, tuple[str, ...]]:
    """Return the table `seul` of *classeur* as CSV; its caution, if any, is a last column.

    Raises ValueError for a workbook without such a table.
    """
    table = classeur.seul
    if table is None:
        msg = "this workbook has no single table"
        raise ValueError(msg)
    more = (classeur.avertissement,) if classeur.avertissement else ()
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(_safe(text) for text in (*(each.titre for each in table.colonnes), *((_CAUTION,) if more else ())))
    for row in table.lignes:
        writer.writerow(_shown(cell) for cell in (*row, *more))
    return stream.getvalue().encode("utf-8-sig"), ()


def _shown(cell: Cellule) -> str:
    match cell:
        case Nombre():
            return plain_number(cell.valeur).replace(".", ",")
        case dt.date():
            return f"{cell:%d/%m/%Y}"
        case Lien():
            return _safe(cell.texte)
        case str():
            return _safe(cell)
        case _:
            return ""


def _safe(text: str) -> str:
    """Return *text* on one line, with plain spaces; what a spreadsheet would run as a formula gets an apostrophe."""
    plain = legal(text).translate(_SPACES).replace("\n", _NEXT)
    return f"'{plain}" if plain.lstrip().startswith(_FORMULA) else plain
