"""Take back the last change made on this machine, do it again, and list what was done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qvtkit.errors import RefusedError, UsageError
from qvtkit.issues import issue
from qvtkit.model.kinds import kind_of
from qvtkit.model.references import referring_to
from qvtkit.ops.outcome import Outcome
from qvtkit.store.bring import brought
from qvtkit.store.changes import Change
from qvtkit.store.folder import canonical
from qvtkit.store.head import identity
from qvtkit.store.history import Entry, History, State, Written
from qvtkit.store.project import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


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
    entry = _wanted(root, number, {State.FAIT, State.PARTIEL}, "rien-a-annuler")
    files = [each.reversed() for each in reversed(entry.fichiers)]
    return _outcome(root, entry.become(State.ANNULE), files, "Annulé", ("qvtkit redo",))


def redo(root: Path, number: int | None = None) -> Outcome:
    """Return the outcome that does again what was taken back last, or writes what could not be written.

    Raises RefusedError where there is nothing; EditedSinceError where its lines were edited since.
    """
    entry = _wanted(root, number, {State.ANNULE, State.NON_ENREGISTRE, State.PARTIEL}, "rien-a-refaire")
    word = "Enregistré" if entry.etat is State.NON_ENREGISTRE else "Refait"
    return _outcome(root, entry.become(State.FAIT), entry.fichiers, word, ("qvtkit undo",))


def numbered(root: Path, number: int) -> Entry:
    """Return the change of rank *number*, from 1; UsageError where there is none."""
    found = entries(root)
    if not 1 <= number <= len(found):
        known = f"de 1 à {len(found)}" if len(found) > 1 else "1 seulement" if found else "aucun pour l’instant"
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
    changes = tuple(brought(root, written) for written in files)
    _require_uncited(root, changes)
    return Outcome(
        racine=str(root), kind="historique", message=f"{word}. C’était : {entry.geste}", data=summary(entry),
        changes=changes, suite=suite, entree=entry,
    )  # fmt: skip


def _require_uncited(root: Path, changes: Sequence[Change]) -> None:
    """Raise RefusedError where a record that would go is cited by files that these changes leave alone."""
    touched = {change.file for change in changes}
    records = [(change, found) for change in changes if (found := kind_of(change.file))]
    there = {(kind.nom, canonical(record_id)) for change, (kind, record_id) in records if not change.deletes}
    gone = [
        (kind, name) for change, (kind, name) in records if change.deletes and (kind.nom, canonical(name)) not in there
    ]
    if not gone:
        return
    projet = load(root)
    for kind, record_id in gone:
        links = referring_to(projet, kind.nom, record_id)
        places = [each.position for each in links if each.path and each.source.file not in touched]
        if places:
            where = [issue("cite-ici", place, id=record_id) for place in places]
            raise RefusedError(issue("encore-cite-apres", quoi=kind.libelle, id=record_id), *where)


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
