"""Bring a change into a file that may have been edited since, line by line, or refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.errors import EditedSinceError
from qvtkit.issues import Position, issue
from qvtkit.store.changes import Change
from qvtkit.store.files import decode, read_bytes
from qvtkit.store.guard import brings_no_error
from qvtkit.store.merge import merge

if TYPE_CHECKING:
    from pathlib import Path

    from qvtkit.store.history import Written


def brought(root: Path, written: Written) -> Change:
    """Return the change that leads a file from `avant` to `apres`, whatever else was edited in it since.

    Raises EditedSinceError where the same lines were edited, or where the result would have an
    error that the file does not have.
    """
    path = root / written.fichier
    now = read_bytes(path) if path.exists() else None
    if now in (written.avant, written.apres):
        return Change(written.fichier, now, written.apres)
    merged = _merged(written, now)
    if merged is None:
        raise EditedSinceError(issue("modifie-depuis", Position(written.fichier)), difference=_shown(written, now))
    return Change(written.fichier, now, merged)


def _merged(written: Written, now: bytes | None) -> bytes | None:
    """Return the file as it is now with the change made in it, None where it cannot be told."""
    texts = [decode(raw) if raw is not None else None for raw in (written.avant, now, written.apres)]
    base, mine, theirs = texts
    if base is None or mine is None or theirs is None:
        return None
    text = merge(base.text, mine.text, theirs.text)
    if text is None or not brings_no_error(written.fichier, mine.text, text):
        return None
    return mine.encode(text)


def _shown(written: Written, now: bytes | None) -> str:
    """Return both differences: what was edited since, and what would have been written."""
    since = Change(written.fichier, written.avant, now).diff()
    wanted = Change(written.fichier, written.avant, written.apres).diff()
    return f"Ce qui a été modifié depuis :\n{since}\n\nCe qui devait être écrit :\n{wanted}"
