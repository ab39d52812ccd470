"""The notes of what is about to be written, in the user's local data: what a killed process leaves behind.

Apart from `transaction`, because every command looks for them and few write.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from qvtkit.issues import Issue, issue
from qvtkit.store import machine
from qvtkit.store.files import read_bytes
from qvtkit.store.head import identity
from qvtkit.store.history import Entry, Written, from_json
from qvtkit.store.mark import is_held


@dataclass(frozen=True, slots=True)
class Note:
    """What a process is about to write, where it says so, and the entry of the history that it makes."""

    lieu: Path
    fichiers: tuple[Written, ...]
    entree: Entry | None
    """None while a project is created: there is nothing to go back to."""


def waiting(root: Path) -> tuple[Issue, ...]:
    """Return what `recover` would finish, for those who may not write; nothing while somebody is writing."""
    if is_held(root):
        return ()
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
    """Write the note; False where this machine cannot keep it.

    It is the entry of the history to be, so that moving it there is all that remains to do.
    """
    content = note.entree.as_json() if note.entree else {}
    if note.entree is None or note.fichiers != note.entree.fichiers:
        content["ecrits"] = [each.as_json() for each in note.fichiers]
    try:
        machine.save(note.lieu, content)
    except OSError:
        return False
    return True


def forget(note: Note) -> None:
    """Delete the note: the work is done, or taken back."""
    with contextlib.suppress(OSError):
        note.lieu.unlink(missing_ok=True)


def _read(file: Path) -> Note | None:
    content = machine.load(file)
    entry = from_json(content)
    try:
        files = tuple(Written.from_json(each) for each in content["ecrits"]) if "ecrits" in content else None
    except (KeyError, TypeError, ValueError):
        return None
    if files is None:
        return Note(file, entry.fichiers, entry) if entry else None
    return Note(file, files, entry)


def _moved(root: Path, note: Note) -> bool:
    """Tell whether *note* is about this folder while it was elsewhere (a USB stick under another letter).

    A copy of the project has the same uid: only the folder where the work was begun is half done.
    """
    entry = note.entree
    if entry is None or Path(entry.racine).exists() or entry.projet != identity(root):
        return False
    now = [(each, current(root / each.fichier)) for each in note.fichiers]
    begun = any(raw == each.apres != each.avant for each, raw in now)
    return begun and all(raw in (each.avant, each.apres) for each, raw in now)


def current(path: Path) -> bytes | None:
    """Return what the file *path* holds, None where there is none."""
    return read_bytes(path) if path.exists() else None
