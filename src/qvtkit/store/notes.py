"""The notes of what is about to be written, in the user's local data: what a killed process leaves behind.

Apart from `transaction`, because every command looks for them and few write.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from qvtkit.issues import Issue, issue
from qvtkit.store import machine
from qvtkit.store.head import identity
from qvtkit.store.history import Entry, Written, from_json


@dataclass(frozen=True, slots=True)
class Note:
    """What a process is about to write, where it says so, and the entry of the history that it makes."""

    lieu: Path
    fichiers: tuple[Written, ...]
    entree: Entry | None
    """None while a project is created: there is nothing to go back to."""


def waiting(root: Path) -> tuple[Issue, ...]:
    """Return what `recover` would finish, for those who may not write."""
    return tuple(
        issue("operation-en-attente", geste=note.entree.geste if note.entree else "") for note in unfinished(root)
    )


def unfinished(root: Path) -> list[Note]:
    """Return the work that killed processes left at *root*, or where this project was before it moved."""
    try:
        files = sorted(machine.notes_folder().glob("*.json"))
    except OSError:
        return []
    notes = [note for file in files if (note := _read(file)) is not None]
    return [note for note in notes if note.lieu == own_place(root) or _moved(root, note)]


def own_place(root: Path) -> Path:
    """Return where the note about the folder *root* is written."""
    return machine.notes_folder() / f"{machine.safe_name(str(root.resolve()))}.json"


def announce(note: Note) -> bool:
    """Write the note; False where this machine cannot keep it."""
    entry = note.entree.as_json() if note.entree else None
    try:
        machine.save(note.lieu, {"fichiers": [each.as_json() for each in note.fichiers], "entree": entry})
    except OSError:
        return False
    return True


def forget(note: Note) -> None:
    """Delete the note: the work is done, or taken back."""
    with contextlib.suppress(OSError):
        note.lieu.unlink(missing_ok=True)


def _read(file: Path) -> Note | None:
    content = machine.load(file)
    try:
        files = tuple(Written.from_json(each) for each in content["fichiers"])
    except (KeyError, TypeError, ValueError):
        return None
    return Note(file, files, from_json(content.get("entree") or {}))


def _moved(root: Path, note: Note) -> bool:
    """Tell whether *note* is about this project while it was elsewhere (a USB stick under another letter)."""
    entry = note.entree
    return entry is not None and not Path(entry.racine).exists() and entry.projet == identity(root)
