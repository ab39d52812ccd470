"""xlsx and xlsm: the cells of each sheet with what their number format says; macros are never looked at."""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from typing import TYPE_CHECKING

from qvtkit.exchange.tableur import MAX_CELLS, Classeur, Feuille, TableurError, Valeur
from qvtkit.exchange.tableur_formats import Sorte, dated, kind_of_format, value_of
from qvtkit.exchange.tableur_zip import local, parse

if TYPE_CHECKING:
    from qvtkit.exchange.tableur_zip import Archive

_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_MOST_MERGED = 5000
_MOST_HIDDEN = 200


def read(archive: Archive) -> Classeur:
    """Return the sheets of the workbook; raise TableurError where it is none."""
    sheets, from_1904 = _sheets(archive)
    if not sheets:
        raise TableurError("abime")
    texts, kinds = _shared_texts(archive), _kinds(archive)
    found, left = [], MAX_CELLS
    for name, part, hidden in sheets:
        reader = _SheetReader(texts, kinds, from_1904=from_1904, most=left)
        parse(archive.member(part), reader.start, reader.end, reader.text)
        left -= reader.count
        lines, columns = frozenset(reader.hidden_lines), frozenset(reader.hidden_columns)
        merged = tuple(reader.merged)
        found.append(Feuille(name, reader.lines, merged, hidden, lignes_cachees=lines, colonnes_cachees=columns))
    return Classeur("xlsx", tuple(found))


def _sheets(archive: Archive) -> tuple[list[tuple[str, str, bool]], bool]:
    """Return name, member and « hidden » of each sheet in order, and whether days are counted from 1904."""
    targets: dict[str, str] = {}

    def relation(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            target = attributes.get("Target", "")
            targets[attributes.get("Id", "")] = posixpath.normpath(posixpath.join("xl", target)).lstrip("/")

    found: list[tuple[str, str, bool]] = []
    from_1904: list[bool] = []

    def entry(name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            told = local(attributes)
            part = targets.get(told.get("id", ""))
            if part:
                found.append((told.get("name", ""), part, told.get("state", "visible") != "visible"))
        elif name == "workbookPr":
            from_1904.append(attributes.get("date1904") in {"1", "true"})

    parse(archive.member("xl/_rels/workbook.xml.rels"), relation)
    parse(archive.member("xl/workbook.xml"), entry)
    return found, any(from_1904)


def _shared_texts(archive: Archive) -> list[str]:
    """Return the texts that cells share; reading aids for Japanese are left out."""
    xml = archive.member("xl/sharedStrings.xml")
    texts: list[str] = []
    parts: list[str] = []
    inside, aid = [False], [False]

    def start(name: str, _: dict[str, str]) -> None:
        if name == "si":
            parts.clear()
        aid[0] = aid[0] or name == "rPh"
        inside[0] = name == "t" and not aid[0]

    def end(name: str) -> None:
        inside[0] = False
        aid[0] = aid[0] and name != "rPh"
        if name == "si":
            texts.append("".join(parts))

    def text(data: str) -> None:
        if inside[0]:
            parts.append(data)

    if xml:
        parse(xml, start, end, text)
    return texts


def _kinds(archive: Archive) -> list[Sorte]:
    """Return what each style of cell shows."""
    xml = archive.member("xl/styles.xml")
    codes: dict[int, str] = {}
    kinds: list[Sorte] = []
    inside = [False]

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            codes[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            inside[0] = True
        elif name == "xf" and inside[0]:
            number = _whole(attributes.get("numFmtId"))
            kinds.append(kind_of_format(number, codes.get(number)))

    def end(name: str) -> None:
        if name == "cellXfs":
            inside[0] = False

    if xml:
        parse(xml, start, end)
    return kinds


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 8 else 0  # noqa: PLR2004 (no index is that long)


class _SheetReader:
    """Takes the events of one sheet and keeps the cells that hold something."""

    def __init__(self, texts: list[str], kinds: list[Sorte], *, from_1904: bool, most: int) -> None:
        self.lines: dict[int, dict[int, Valeur]] = {}
        self.merged: list[tuple[int, int, int, int]] = []
        self.count = 0
        self.hidden_lines: set[int] = set()
        self.hidden_columns: set[int] = set()
        self._texts, self._kinds, self._from_1904, self._most = texts, kinds, from_1904, most
        self._line, self._column = 0, 0
        self._type = "n"
        self._kind: Sorte = "nombre"
        self._parts: list[str] = []
        self._in_value, self._formula = False, False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        if name == "c":
            self._start_cell(attributes)
        elif name in {"v", "t"}:
            self._in_value = True
        elif name == "f":
            self._formula = True
        elif name == "row":
            self._line = _whole(attributes.get("r")) or self._line + 1
            self._column = 0
            if attributes.get("hidden") in {"1", "true"}:
                self.hidden_lines.add(self._line)
        elif name == "col" and attributes.get("hidden") in {"1", "true"}:
            first, last = _whole(attributes.get("min")), _whole(attributes.get("max"))
            self.hidden_columns.update(range(first, min(last, first + _MOST_HIDDEN) + 1))
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _start_cell(self, attributes: dict[str, str]) -> None:
        match = _ADDRESS.fullmatch(attributes.get("r", ""))
        if match:
            self._line, self._column = int(match[2]), _number(match[1])
        else:
            self._column += 1
        self._type = attributes.get("t", "n")
        style = _whole(attributes.get("s"))
        self._kind = self._kinds[style] if style < len(self._kinds) else "nombre"
        self._parts, self._formula = [], False

    def text(self, data: str) -> None:
        """Take the characters of a value."""
        if self._in_value:
            self._parts.append(data)

    def end(self, name: str) -> None:
        """End an element; a whole cell is kept where it holds something."""
        if name in {"v", "t"}:
            self._in_value = False
        elif name == "c":
            value = self._value("".join(self._parts))
            if value == "" and self._formula:
                value = "="
            if value == "":
                return
            self.count += 1
            if self.count > self._most:
                raise TableurError("trop-gros")
            self.lines.setdefault(self._line, {})[self._column] = value

    def _value(self, text: str) -> Valeur:
        match self._type:
            case "s":
                rank = _whole(text)
                return self._texts[rank].strip() if text.isdigit() and rank < len(self._texts) else ""
            case "str" | "inlineStr" | "e":
                return text.strip()
            case "b":
                return "VRAI" if text == "1" else "FAUX"
            case "d":
                return _iso(text, self._kind)
        try:
            number = float(text)
        except ValueError:
            return text.strip()
        return value_of(number, self._kind, from_1904=self._from_1904)

    def _merge(self, reference: str) -> None:
        ends = [_ADDRESS.fullmatch(part) for part in reference.split(":")]
        if len(ends) == 2 and ends[0] and ends[1] and len(self.merged) < _MOST_MERGED:  # noqa: PLR2004
            first, last = ends[0], ends[1]
            self.merged.append((int(first[2]), _number(first[1]), int(last[2]), _number(last[1])))


def _iso(text: str, kind: Sorte) -> Valeur:
    try:
        return dated(dt.date.fromisoformat(text[:10]), kind)
    except ValueError:
        return text.strip()


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
