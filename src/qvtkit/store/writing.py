"""Bytes to disk, whole or not at all, and never over what somebody else wrote."""

from __future__ import annotations

import contextlib
import os
import time
from typing import TYPE_CHECKING

from qvtkit.errors import ChangedMeanwhileError, FileSystemError
from qvtkit.store.files import checksum, read_bytes, reason

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_PATIENCE = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between tries: an antivirus or a synchroniser may hold the file for a moment."""


def write_atomic(path: Path, raw: bytes, expected: str | None = None, *, refused: str = "ecriture-impossible") -> None:
    """Write *raw* to *path* whole or not at all.

    *expected* is the checksum of the content that may be replaced (None: the file must not exist).
    Raises ChangedMeanwhileError where the file is not as expected, FileSystemError of the code *refused*
    where the system refuses.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, raw, before=lambda: require_unchanged(path, expected))
    except OSError as error:
        raise FileSystemError.of(refused, fichier=str(path), raison=reason(error)) from error


def remove(path: Path, expected: str) -> None:
    """Delete the file *path*, whose content has the checksum *expected*. Raises as `write_atomic` does."""
    require_unchanged(path, expected)
    try:
        _patiently(lambda: os.unlink(path))  # noqa: PTH108 (the same call as for temporary files)
    except OSError as error:
        raise FileSystemError.of("ecriture-impossible", fichier=str(path), raison=reason(error)) from error


def require_unchanged(path: Path, expected: str | None) -> None:
    """Raise ChangedMeanwhileError unless the content of *path* has the checksum *expected*."""
    current = checksum(read_bytes(path)) if path.exists() else None
    if current != expected:
        raise ChangedMeanwhileError.of("modifie-entretemps", fichier=path.name)


def write_whole(path: Path, raw: bytes, *, before: Callable[[], None] | None = None, private: bool = False) -> None:
    """Put *raw* at *path* by a temporary file of the same folder: flushed, then moved into place.

    *before* is called when everything is ready to be moved, and may still refuse. A *private* file
    is for its owner only. Raises OSError, and what *before* raises.
    """
    temporary = _write_temporary(path, raw, private=private)
    try:
        if before is not None:
            before()
        _patiently(lambda: os.replace(temporary, path))  # noqa: PTH105 (an already joined string)
    finally:
        with contextlib.suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108 (gone when the move succeeded)


def clear_temporaries(path: Path) -> None:
    """Delete what a killed process left of its writing of *path*."""
    with contextlib.suppress(OSError):
        for left in path.parent.iterdir():
            if left.name.startswith(f".{_short(path)}.") and left.suffix == ".tmp":
                left.unlink()


def _short(path: Path) -> str:
    return path.name[:40]


def _write_temporary(path: Path, raw: bytes, *, private: bool) -> str:
    name = str(path.with_name(f".{_short(path)}.{os.getpid()}-{time.monotonic_ns()}.tmp"))
    handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(raw)
            stream.flush()
            os.fsync(stream.fileno())
        if not private:
            mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
            with contextlib.suppress(OSError):  # a network share may not know of modes
                os.chmod(name, mode)  # noqa: PTH101
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)  # noqa: PTH108
        raise
    return name


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _patiently(action: Callable[[], None]) -> None:
    """Do *action*, waiting a little where another program holds the file."""
    for pause in _PATIENCE:
        try:
            action()
        except PermissionError:
            time.sleep(pause)
        else:
            return
    action()
