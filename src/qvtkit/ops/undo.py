"""Take back the last change made on this machine, do it again, and list what was done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qvtkit.errors import EditedSinceError, RefusedError, UsageError
from qvtkit.issues import Position, issue
from qvtkit.ops.outcome import Outcome
from qvtkit.store.changes import Change
from qvtkit.store.files import decode, read_bytes
from qvtkit.store.guard import brings_no_error
from qvtkit.store.head import identity
from qvtkit.store.history import Entry, History, State, Written
from qvtkit.store.merge import merge

if TYPE_CHECKING:
    from collections.abc import Iterable


def entries(root: Path) -> list[Entry]:
    """Return what was done in the folder *root* from this machine, the last first.

    A copy of the folder that lies elsewhere has the same identity: what was done there is left out,
    unless that place is gone (the folder was moved).
    """
    here = str(root.resolve())
    found = History(identity(root)).entries()
    return [entry for entry in found if entry.racine == here or not Path(entry.racine).exists()]


def undo(root: Path, number: int | None = None) -> Outcome:
    """Return the outcome that takes back the last change, or that of rank *number* in `entries` (from 1).

    Raises RefusedError where there is none; EditedSinceError where its lines were edited since.
    """
    entry = _wanted(root, number, {State.FAIT}, "rien-a-annuler")
    files = [each.reversed() for each in reversed(entry.fichiers)]
    return _outcome(root, entry.become(State.ANNULE), files, "Annulé", ("qvtkit redo",))


def redo(root: Path, number: int | None = None) -> Outcome:
    """Return the outcome that does again what was taken back last, or writes what could not be written.

    Raises RefusedError where there is nothing; EditedSinceError where its lines were edited since.
    """
    entry = _wanted(root, number, {State.ANNULE, State.NON_ENREGISTRE}, "rien-a-refaire")
    word = "Refait" if entry.etat is State.ANNULE else "Enregistré"
    return _outcome(root, entry.become(State.FAIT), entry.fichiers, word, ("qvtkit undo",))


def numbered(root: Path, number: int) -> Entry:
    """Return the change of rank *number*, from 1; UsageError where there is none."""
    found = entries(root)
    if not 1 <= number <= len(found):
        known = f"de 1 à {len(found)}" if found else "aucun pour l’instant"
        message = f"il n’y a pas de changement {number}."
        raise UsageError.of("valeur-option", option="NUMÉRO", message=message, remede=f"Numéros : {known}.")
    return found[number - 1]


def _wanted(root: Path, number: int | None, states: set[State], otherwise: str) -> Entry:
    """Return the change of rank *number*, else the last one, among those in *states*."""
    found = entries(root) if number is None else [numbered(root, number)]
    entry = max((each for each in found if each.etat in states), key=lambda each: each.depuis, default=None)
    if entry is None:
        raise RefusedError.of(otherwise)
    return entry


def _outcome(root: Path, entry: Entry, files: Iterable[Written], word: str, suite: tuple[str, ...]) -> Outcome:
    changes = tuple(_brought(root, written) for written in files)
    return Outcome(
        racine=str(root), kind="historique", message=f"{word} : {entry.geste}", data=summary(entry), changes=changes,
        suite=suite, entree=entry,
    )  # fmt: skip


def _brought(root: Path, written: Written) -> Change:
    """Return the change that leads a file from `avant` to `apres`, whatever else was edited in it since."""
    path = root / written.fichier
    now = read_bytes(path) if path.exists() else None
    if now in (written.avant, written.apres):
        return Change(written.fichier, now, written.apres)
    merged = _merged(written, now)
    if merged is None:
        since = Change(written.fichier, written.avant, now)
        found = issue("modifie-depuis", Position(written.fichier))
        raise EditedSinceError(found, difference=since.diff())
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


def summary(entry: Entry) -> dict[str, Any]:
    """Return what `history` tells of a change, as JSON values."""
    return {
        "geste": entry.geste, "quand": entry.quand, "etat": str(entry.etat),
        "fichiers": [each.fichier for each in entry.fichiers],
    }  # fmt: skip


def differences(entry: Entry) -> list[str]:
    """Return what a change did, file by file, as `diff -u` shows it."""
    return [Change(each.fichier, each.avant, each.apres).diff() for each in entry.fichiers]


def forget(root: Path) -> int:
    """Delete what this machine keeps of the project's changes; return how many there were."""
    return History(identity(root)).forget()
