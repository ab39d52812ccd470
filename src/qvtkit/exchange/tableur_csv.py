"""CSV as French offices write it: any encoding, « ; » or tabulation or comma, titles above the table."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import PurePath

from qvtkit.exchange.tableur import MAX_CELLS, Classeur, Feuille, TableurError, Valeur

_SEPARATORS = (";", "\t", "|", ",")
_SAMPLE = 200
_TOLD = re.compile(r"sep=(.)\s*$", re.IGNORECASE)
_MAX_FIELD = 100_000
_DECIMAL = re.compile(r"-?\d+,\d+")


def read(raw: bytes, name: str) -> Classeur:
    """Return the one sheet of a text of columns; raise TableurError where the bytes are no text."""
    text = _text(raw)
    lines = text.splitlines()
    told = _TOLD.match(lines[0]) if lines else None
    separator = told[1] if told else _separator(lines[:_SAMPLE])
    start = 1 if told else 0
    rows: dict[int, dict[int, Valeur]] = {}
    count = 0
    csv.field_size_limit(_MAX_FIELD)
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    try:
        for rank, fields in enumerate(reader, 1):
            if rank <= start:
                continue
            cells: dict[int, Valeur] = {
                column: value for column, field in enumerate(fields, 1) if (value := _cleaned(field))
            }
            count += len(cells)
            if count > MAX_CELLS:
                raise TableurError("trop-gros")
            if cells:
                rows[rank] = cells
    except csv.Error as error:
        raise TableurError("abime") from error
    _refuse_split_decimals(rows, separator)
    return Classeur("csv", (Feuille(PurePath(name).stem, rows, du_fichier=True),))


def _text(raw: bytes) -> str:
    """Decode by the mark at the head, else UTF-16 by its zeros, else strict UTF-8, else cp1252."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif raw[:400:2].count(0) > len(raw[:400:2]) // 2:
        encodings = ["utf-16-be"]
    elif raw[1:400:2].count(0) > len(raw[1:400:2]) // 2:
        encodings = ["utf-16-le"]
    elif b"\0" in raw:
        raise TableurError("abime")
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TableurError("abime")


def _separator(lines: list[str]) -> str:
    """Return the separator that cuts the most lines into the same number of fields."""
    best, score = ";", (0.0, 0)
    for separator in _SEPARATORS:
        counts = [len(fields) for fields in csv.reader(lines, delimiter=separator) if any(fields)]
        several = Counter(count for count in counts if count > 1)
        if several:
            count, times = several.most_common(1)[0]
            if (times / len(counts), count) > score:
                best, score = separator, (times / len(counts), count)
    return best


def _cleaned(field: str) -> str:
    """Return a field without its blanks, nor the « ="…" » that keeps leading zeros."""
    text = field.strip().strip("\u00a0\u202f\ufeff").strip()
    if text.startswith('="') and text.endswith('"'):
        return text[2:-1].strip()
    return text


def _refuse_split_decimals(rows: dict[int, dict[int, Valeur]], separator: str) -> None:
    """A comma that separates and that also writes decimals leaves rows longer than their titles: never guess."""
    if separator != "," or any(_DECIMAL.fullmatch(str(text)) for cells in rows.values() for text in cells.values()):
        return
    widths = [max(cells) for cells in rows.values() if len(cells) > 1]
    if len(widths) > 1 and max(widths[1:]) > widths[0]:
        raise TableurError("colonnes")
