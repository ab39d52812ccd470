"""One writer at a time in a project on a shared drive.

The mark is a file of the project, so that two machines see it. On a folder that is synchronised
(OneDrive, Nextcloud) no mark can hold: there the copies of conflicts are found by `check`.
"""

from __future__ import annotations

import contextlib
import getpass
import json
import time
from typing import TYPE_CHECKING

from filelock import SoftFileLock, Timeout

from qvtkit.errors import FileSystemError, LockedError
from qvtkit.store.files import reason
from qvtkit.store.mark import FOLDER, HOLDER, MARK

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_WAIT = 5.0
"""Seconds that a command waits for another to finish: writing takes a fraction of one."""
_TRIES = 20
_SIGNING = 2.0
_FORGOTTEN = 600.0
"""Seconds after which a mark cannot be that of somebody at work: no command holds it while it asks."""


@contextlib.contextmanager
def locked(root: Path) -> Iterator[None]:
    """Hold the project at *root*; wait a little for whoever holds it.

    Raises LockedError with the holder's name, FileSystemError where no mark can be written.
    """
    folder = root / FOLDER
    lock = SoftFileLock(str(folder / MARK), timeout=_WAIT, poll_interval=0.02)
    try:
        _acquire(lock, folder)
    except Timeout as busy:
        raise LockedError.of("dossier-verrouille", qui=_holder(folder), fichier=f"{FOLDER}/{MARK}") from busy
    except OSError as error:
        raise FileSystemError.of("ecriture-impossible", fichier=str(root), raison=reason(error)) from error
    try:
        _sign(folder)
        yield
    finally:
        with contextlib.suppress(OSError):
            (folder / HOLDER).unlink(missing_ok=True)
        lock.release()
        with contextlib.suppress(OSError):  # it holds the schemas, or somebody else's mark
            folder.rmdir()


def _acquire(lock: SoftFileLock, folder: Path) -> None:
    """Take the mark; one that another machine left long ago is taken over."""
    try:
        _take(lock, folder)
    except Timeout:
        if not _is_forgotten(folder):
            raise
        (folder / MARK).unlink(missing_ok=True)
        _take(lock, folder)


def _take(lock: SoftFileLock, folder: Path) -> None:
    """Take the mark in its folder, made again where another process just removed it."""
    for _ in range(_TRIES):
        with contextlib.suppress(FileExistsError, FileNotFoundError):  # it went between two steps
            folder.mkdir(exist_ok=True)
            lock.acquire()
            return
    lock.acquire()


def _is_forgotten(folder: Path) -> bool:
    """Tell whether the mark is old, by the clock of the drive itself: machines disagree on the time.

    An empty one is that of a process killed before it had signed: no other takes more than a moment.
    """
    try:
        now = folder / f".{MARK}-{time.monotonic_ns()}.tmp"
        now.touch()
        mark = (folder / MARK).stat()
        age = now.stat().st_mtime - mark.st_mtime
        now.unlink()
    except OSError:
        return False
    return age > (_FORGOTTEN if mark.st_size else _SIGNING)


def _sign(folder: Path) -> None:
    """Write who holds the mark, for those who wait. A name that cannot be written is not an error."""
    import socket

    with contextlib.suppress(OSError, KeyError):  # KeyError: a user without a name
        signed = {"qui": getpass.getuser(), "machine": socket.gethostname(), "depuis": time.strftime("%H:%M")}
        (folder / HOLDER).write_text(json.dumps(signed, ensure_ascii=False), encoding="utf-8")


def _holder(folder: Path) -> str:
    """Return who holds the mark, in words."""
    try:
        signed = json.loads((folder / HOLDER).read_text(encoding="utf-8"))
        return f"{signed['qui']} ({signed['machine']}, depuis {signed['depuis']})"
    except (OSError, ValueError, KeyError, TypeError):
        return "une autre personne"
