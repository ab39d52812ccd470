"""Bytes on disk as text: their encoding and their checksum."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.errors import FileSystemError
from qvtkit.issues import Position

if TYPE_CHECKING:
    from pathlib import Path

_BOM = "\ufeff"
MIXED = "utf-8 et cp1252 mêlés"
"""The encoding of a text of which some lines are in one, some in the other."""
_READING = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)


@dataclass(frozen=True, slots=True)
class FileText:
    """The text of a file, without its BOM, and what is needed to write it back the same way."""

    text: str
    checksum: str
    bom: bool = False
    encoding: str = "utf-8"

    @property
    def newline(self) -> str:
        """The line end that the file uses (its first one); a line feed where it has none."""
        end = self.text.find("\n")
        return "\r\n" if end > 0 and self.text[end - 1] == "\r" else "\n"

    def encode(self, text: str) -> bytes:
        """Return *text* as bytes in the file's own encoding."""
        encoding = "utf-8" if self.encoding == MIXED else self.encoding
        return (f"{_BOM}{text}" if self.bom else text).encode(encoding)


def checksum(raw: bytes) -> str:
    """Return the SHA-256 of *raw*, in hexadecimal."""
    return hashlib.sha256(raw).hexdigest()


def read_bytes(path: Path, most: int | None = None) -> bytes:
    """Return the content of *path*, a file of at most *most* bytes.

    Raises FileSystemError where the system refuses, where it is no ordinary file (a pipe or a
    device would make us wait for ever) and where it is larger: nothing is read then.
    """
    try:
        handle = os.open(path, _READING)
        try:
            _require_readable(path, os.fstat(handle), most)
            with os.fdopen(handle, "rb", closefd=False) as stream:
                return stream.read()
        finally:
            os.close(handle)
    except OSError as error:
        raise FileSystemError.of("lecture-impossible", fichier=str(path), raison=reason(error)) from error


def _require_readable(path: Path, status: os.stat_result, most: int | None) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(status.st_mode):
        raise FileSystemError.of("lecture-impossible", fichier=str(path), raison="ce n’est pas un fichier ordinaire")
    if most is not None and status.st_size > most:
        raise FileSystemError.of("fichier-trop-gros", Position(path.name), detail=f"{status.st_size // 1_000_000} Mo")


def decode(raw: bytes) -> FileText | None:
    """Decode what Notepad and others write: UTF-8 with or without BOM, UTF-16, cp1252.

    Returns None where the bytes are no text.
    """
    digest = checksum(raw)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        with contextlib.suppress(UnicodeDecodeError):
            return FileText(raw.decode("utf-16"), digest, bom=True, encoding="utf-16")
        return None
    if b"\0" in raw:
        return None
    try:
        text = raw.decode("utf-8")
        return FileText(text.removeprefix(_BOM), digest, bom=text.startswith(_BOM))
    except UnicodeDecodeError:
        with contextlib.suppress(UnicodeDecodeError):
            return _old_text(raw, digest)
        return None


def _old_text(raw: bytes, digest: str) -> FileText:
    """Decode a text that is not UTF-8: cp1252, or UTF-8 with lines of cp1252 that another editor put in it.

    Raises UnicodeDecodeError.
    """
    lines = raw.split(b"\n")
    modern = [_as_utf8(line) for line in lines]
    if not any(text is not None and not text.isascii() for text in modern):
        return FileText(raw.decode("cp1252"), digest, encoding="cp1252")
    texts = (line.decode("cp1252") if text is None else text for line, text in zip(lines, modern, strict=True))
    return FileText("\n".join(texts).removeprefix(_BOM), digest, encoding=MIXED)


def _as_utf8(line: bytes) -> str | None:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None


_REASONS = {
    "EACCES": "accès refusé", "EPERM": "accès refusé", "ENOSPC": "disque plein", "EDQUOT": "votre espace est plein",
    "EROFS": "lecture seule", "ENOENT": "introuvable", "ESTALE": "le dossier a disparu", "EISDIR": "c’est un dossier",
    "ENOTDIR": "un fichier est à la place d’un dossier", "EEXIST": "un fichier est à la place d’un dossier",
    "ENAMETOOLONG": "nom trop long", "ELOOP": "un lien tourne en rond", "ENXIO": "ce n’est pas un fichier ordinaire",
    "EIO": "erreur du disque ou du réseau", "EINVAL": "nom refusé par le système",
    "EFBIG": "fichier trop gros pour ce disque",
}  # fmt: skip


def reason(error: OSError) -> str:
    """Return in French why the system refused."""
    known = _REASONS.get(errno.errorcode.get(error.errno or 0, ""))
    return known or error.strerror or "raison inconnue"
