"""Workbooks that are archives of XML (xlsx, xlsm, ods): opened within bounds, without entities."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.parsers import expat

from qvtkit.archives import DAMAGED
from qvtkit.exchange.tableur import Classeur, TableurError

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_MEMBER = 300_000_000
"""Bytes of one member once unpacked: more is a bomb, or no table of measures."""
_RATIO = 400
"""A text never shrinks this much; a bomb does."""
_SMALL = 1_000_000


class Archive:
    """The members of a workbook, each read whole within bounds."""

    def __init__(self, raw: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
        except DAMAGED as error:
            raise TableurError("abime") from error
        self.names = frozenset(self._zip.namelist())

    def member(self, name: str) -> bytes:
        """Return the bytes of *name*, none where there is no such member."""
        if name not in self.names:
            return b""
        info = self._zip.getinfo(name)
        if info.flag_bits & 1:
            raise TableurError("protege")
        bomb = info.file_size > _SMALL and info.file_size > _RATIO * max(info.compress_size, 1)
        if bomb or info.file_size > MAX_MEMBER:
            raise TableurError("trop-gros")
        try:
            return self._zip.read(name)  # never more than the size that was just judged
        except DAMAGED as error:
            raise TableurError("abime") from error


def read(raw: bytes) -> Classeur:
    """Return the sheets of an xlsx, xlsm or ods; TableurError for any other archive."""
    archive = Archive(raw)
    if "xl/workbook.bin" in archive.names:
        raise TableurError("xlsb")
    if "xl/workbook.xml" in archive.names or "_rels/.rels" in archive.names:
        if any(name.startswith("word/") for name in archive.names):
            raise TableurError("word")
        from qvtkit.exchange import tableur_xlsx

        return tableur_xlsx.read(archive)
    if any(name.endswith(".iwa") for name in archive.names) or "Index.zip" in archive.names:
        raise TableurError("numbers")
    if "content.xml" in archive.names:
        from qvtkit.exchange import tableur_ods

        return tableur_ods.read(archive)
    raise TableurError("abime")


class _Short(dict[str, str]):
    """Names of elements without their prefix, each cut once: a sheet has millions of « c »."""

    def __missing__(self, name: str) -> str:
        self[name] = name.rpartition(":")[2]
        return self[name]


def parse(
    xml: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Read an XML text, calling back with names without their prefix; a text that declares entities is refused."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    short = _Short()
    parser.StartElementHandler = lambda name, attributes: start(short[name], attributes)
    if end is not None:
        parser.EndElementHandler = lambda name: end(short[name])
    if text is not None:
        parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(xml, True)  # noqa: FBT003 (expat takes no keyword)
    except (expat.ExpatError, ValueError) as error:
        if isinstance(error, TableurError):
            raise
        raise TableurError("abime") from error


def _refuse_doctype(*_: object) -> None:
    raise TableurError("abime")


def local(attributes: dict[str, str]) -> dict[str, str]:
    """Return the attributes by their names without prefix."""
    return {name.rpartition(":")[2]: value for name, value in attributes.items()}
