"""Bytes on disk: reading with their encoding and checksum, writing whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.errors import ChangedMeanwhileError, FileSystemError

if TYPE_CHECKING:
    from pathlib import Path

_BOM = "\ufeff"
_REPLACE_PATIENCE = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between tries: an antivirus or a synchroniser may hold the file for a moment."""


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
        return (f"{_BOM}{text}" if self.bom else text).encode(self.encoding)


def checksum(raw: bytes) -> str:
    """Return the SHA-256 of *raw*, in hexadecimal."""
    return hashlib.sha256(raw).hexdigest()


def read_bytes(path: Path) -> bytes:
    """Return the content of *path*; raise FileSystemError where the system refuses."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileSystemError.of("lecture-impossible", fichier=str(path), raison=reason(error)) from error


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
            return FileText(raw.decode("cp1252"), digest, encoding="cp1252")
        return None


def write_atomic(path: Path, raw: bytes, expected: str | None = None) -> None:
    """Write *raw* to *path* whole or not at all.

    *expected* is the checksum of the content that may be replaced (None: the file must not exist).
    Raises ChangedMeanwhileError where the file is not as expected, FileSystemError where the
    system refuses.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = _write_temporary(path, raw)
    except OSError as error:
        raise FileSystemError.of("ecriture-impossible", fichier=str(path), raison=reason(error)) from error
    try:
        require_unchanged(path, expected)
        _replace(temporary, path)
    except OSError as error:
        raise FileSystemError.of("ecriture-impossible", fichier=str(path), raison=reason(error)) from error
    finally:
        with contextlib.suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108 (already a string; gone when the replace succeeded)


def require_unchanged(path: Path, expected: str | None) -> None:
    """Raise ChangedMeanwhileError unless the content of *path* has the checksum *expected*."""
    current = checksum(read_bytes(path)) if path.exists() else None
    if current != expected:
        raise ChangedMeanwhileError.of("modifie-entretemps", fichier=path.name)


def _write_temporary(path: Path, raw: bytes) -> str:
    name = str(path.with_name(f".{path.name[:40]}.{os.getpid()}-{time.monotonic_ns()}.tmp"))
    handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(raw)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            os.chmod(name, path.stat().st_mode & 0o777)  # noqa: PTH101
        else:
            os.chmod(name, 0o666 & ~_umask())  # noqa: PTH101
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)  # noqa: PTH108
        raise
    return name


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _replace(temporary: str, path: Path) -> None:
    """Put the temporary file in place, waiting a little where another program holds the old one."""
    for pause in _REPLACE_PATIENCE:
        try:
            os.replace(temporary, path)  # noqa: PTH105
        except PermissionError:
            time.sleep(pause)
        else:
            return
    os.replace(temporary, path)  # noqa: PTH105


def reason(error: OSError) -> str:
    """Return in French why the system refused."""
    known = {13: "accès refusé", 1: "accès refusé", 28: "disque plein", 30: "lecture seule", 2: "introuvable",
             20: "un fichier est à la place d’un dossier", 21: "c’est un dossier", 36: "nom trop long",
             17: "un fichier est à la place d’un dossier"}  # fmt: skip
    return known.get(error.errno or 0, error.strerror or "raison inconnue")
