"""Several files written whole or not at all, through a kill at any moment.

Before the first file is touched, everything that is about to be written lies in the user's local
data. A process that is killed leaves that note behind; the next command on the project finishes the
work, so that nothing typed is lost. Where a file was edited in between, nothing more is written and
the user is told. When the work is done, the note becomes an entry of the history.
"""

from __future__ import annotations

import contextlib
import signal
from typing import TYPE_CHECKING

from qvtkit.errors import EditedSinceError, FileSystemError, QvtkitError
from qvtkit.issues import Issue, issue
from qvtkit.store.bring import brought
from qvtkit.store.files import checksum
from qvtkit.store.folder import require_inside
from qvtkit.store.head import FORMAT, HEAD, format_in, identity, require_present_format
from qvtkit.store.history import Entry, History, State, Written
from qvtkit.store.lock import locked
from qvtkit.store.notes import Note, announce, current, forget, own_place, unfinished
from qvtkit.store.writing import clear_temporaries, remove, require_unchanged, write_atomic

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from qvtkit.store.changes import Change


def apply(
    root: Path, changes: Sequence[Change], geste: str = "", entree: Entry | None = None, *, must_keep: bool = False
) -> tuple[Issue, ...]:
    """Write *changes*, all or none; return what the user should know of it.

    Every file is compared first with what was read; where one write fails, those already made are
    taken back. *geste* says what was done, for the history; *entree* is the entry of the history
    that these changes take back or do again, already in its new state. With *must_keep*, nothing is
    written where this machine cannot keep what was there before.
    Raises ChangedMeanwhileError, LockedError, FileSystemError, FormatError.
    """
    if not changes:
        return ()
    if not (root / HEAD).exists():  # being created: it belongs to nobody else yet, and has no history
        return _apply(root, changes, None)
    with locked(root):
        told = _finish_all(root)
        if not _migrates(changes):
            require_present_format(root)
        return (*told, *_apply(root, changes, entree or _entry(root, changes, geste), must_keep=must_keep))


def _migrates(changes: Sequence[Change]) -> bool:
    """Tell whether *changes* bring the folder to the present format."""
    head = next((change for change in changes if change.file == HEAD), None)
    return head is not None and format_in(head.new_text) == FORMAT


def _entry(root: Path, changes: Sequence[Change], geste: str) -> Entry:
    return Entry.new(root, identity(root), geste, [Written(each.file, each.old, each.new) for each in changes])


def _apply(root: Path, changes: Sequence[Change], entry: Entry | None, *, must_keep: bool = False) -> tuple[Issue, ...]:
    for change in changes:
        require_inside(root, change.file)
        require_unchanged(root / change.file, change.before)
    files = tuple(Written(each.file, each.old, each.new) for each in changes)
    note = Note(own_place(root), files, entry)
    with _uninterrupted():
        kept = announce(note)
        if must_keep and not kept:
            raise FileSystemError.of("copie-impossible", dossier=str(note.lieu.parent))
        try:
            for written in files:
                _write(root, written)
        except BaseException:
            _take_back(root, files)
            forget(note)
            raise
        kept = kept and _close(note)
    return () if kept else (issue("historique-indisponible"),)


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C wait for the end of the writing, a few milliseconds: it comes too late to stop it."""
    try:
        before = signal.signal(signal.SIGINT, lambda *_: None)
    except ValueError:  # not the main thread: no signal comes here
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def recover(root: Path) -> tuple[Issue, ...]:
    """Finish what a killed process left half written at *root*; return what the user should know.

    Where somebody is writing right now, or nothing can be written, nothing is done.
    """
    if not unfinished(root):
        return ()
    if not (root / HEAD).exists():
        return _finish_all(root)
    try:
        with locked(root):
            return _finish_all(root)
    except QvtkitError:
        return ()


def keep_unwritten(root: Path, changes: Sequence[Change], geste: str) -> Issue | None:
    """Keep what could not be written, so that `redo` can; None where even that fails."""
    try:
        entry = _entry(root, changes, geste)
        History(entry.projet).keep(entry.become(State.NON_ENREGISTRE))
    except (OSError, QvtkitError):
        return None
    return issue("saisie-gardee")


def _write(root: Path, written: Written) -> None:
    path = root / written.fichier
    expected = None if written.avant is None else checksum(written.avant)
    if written.apres is not None:
        write_atomic(path, written.apres, expected)
    elif expected is not None:
        remove(path, expected)
        _remove_empty(root, path.parent)


def _remove_empty(root: Path, folder: Path) -> None:
    """Delete the folders that a removal left empty, except those at the root of the project."""
    while root not in (folder.parent, folder):
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def _take_back(root: Path, files: Sequence[Written]) -> None:
    """Undo the writes already made, last first; a file that resists is left and the first error told."""
    for written in reversed(files):
        with contextlib.suppress(OSError, QvtkitError):
            if written.apres != written.avant and current(root / written.fichier) == written.apres:
                _write(root, written.reversed())


def _close(note: Note) -> bool:
    """Make the note an entry of the history; False where this machine cannot keep it."""
    try:
        if note.entree is not None:
            History(note.entree.projet).adopt(note.lieu, note.entree)
    except OSError:
        return False
    finally:
        forget(note)
    return True


def _finish_all(root: Path) -> tuple[Issue, ...]:
    return tuple(_finish(root, note) for note in unfinished(root))


def _finish(root: Path, note: Note) -> Issue:
    """Write what lacks of *note*, in the files as they are now; where they were edited, only what can be."""
    said = note.entree.geste if note.entree else ""
    for each in note.fichiers:
        clear_temporaries(root / each.fichier)
    try:
        changes = [brought(root, each) for each in note.fichiers]
    except EditedSinceError:
        if note.entree is not None:
            with contextlib.suppress(OSError):
                History(note.entree.projet).keep(note.entree.become(State.PARTIEL))
        forget(note)
        return issue("operation-partielle", geste=said)
    for change in changes:
        if change.new != change.old:
            _write(root, Written(change.file, change.old, change.new))
    _close(note)
    return issue("operation-terminee", geste=said)
