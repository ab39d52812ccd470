"""Repair what a tool can repair in a folder: each repair is shown, accepted by a person, and can be undone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qvtkit.checks.run import check
from qvtkit.errors import FileSystemError
from qvtkit.model.kinds import kind_of
from qvtkit.ops.outcome import Outcome
from qvtkit.store.changes import Change
from qvtkit.store.correct import Corrector, mended
from qvtkit.store.files import decode, read_bytes
from qvtkit.store.folder import Folder
from qvtkit.store.reader import MAX_BYTES
from qvtkit.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qvtkit.issues import Issue
    from qvtkit.model.projet import Projet

_ROUNDS = 30
"""A file is corrected, read again, and so on, not for ever."""
_SHOWN = 8
_NOT_SPELLING = frozenset({"reference-inconnue", "reunion-sans-groupe"})
"""A link to nothing is most often right about a name that changed: where it should lead is for a person to say."""


@dataclass(frozen=True, slots=True)
class Repair:
    """What would be done to one file: its path, the path that it should have, what is wrong, its new bytes."""

    fichier: str
    cible: str
    quoi: tuple[str, ...]
    avant: bytes
    apres: bytes

    @property
    def changes(self) -> tuple[Change, ...]:
        """The files to write."""
        if self.cible == self.fichier:
            return (Change(self.fichier, self.avant, self.apres),)
        return (Change(self.cible, None, self.apres), Change(self.fichier, self.avant, None))

    @property
    def difference(self) -> str:
        """The lines that change, as `diff -u` shows them; empty where only the name or the encoding does."""
        old, new = decode(self.avant), decode(self.apres)
        if old is None or new is None or old.text == new.text:
            return ""
        return Change(self.cible, old.text.encode(), new.text.encode()).diff()

    def as_json(self) -> dict[str, Any]:
        """Return the repair as JSON values."""
        return {
            "fichier": self.fichier, "cible": self.cible, "quoi": list(self.quoi), "difference": self.difference,
        }  # fmt: skip


def repairs(projet: Projet) -> list[Repair]:
    """Return what can be repaired in the project, file by file; copies of conflicts are `copies`' matter."""
    root = Path(projet.racine)
    names = _better_names(Folder(root))
    found: dict[str, list[Issue]] = {name: [] for name in names} | _by_file(check(projet))
    made = (_repair(root, file, names.get(file, file), issues) for file, issues in sorted(found.items()))
    return [repair for repair in made if repair is not None]


def _by_file(found: Iterable[Issue]) -> dict[str, list[Issue]]:
    result: dict[str, list[Issue]] = {}
    for each in found:
        if each.position and each.code not in _NOT_SPELLING:
            result.setdefault(each.position.file, []).append(each)
    return result


def _better_names(folder: Folder) -> dict[str, str]:
    """Return the files whose name should be another that is free, each with that name."""
    better = folder.better_names()
    taken = {*folder.files, *(name for name in better.values() if list(better.values()).count(name) > 1)}
    return {file: name for file, name in better.items() if name not in taken}


def _repair(root: Path, file: str, target: str, found: Sequence[Issue]) -> Repair | None:
    try:
        raw = read_bytes(root / file, MAX_BYTES)
    except FileSystemError:  # check told it
        return None
    decoded = decode(raw)
    if kind_of(target) is None and target != file:
        return Repair(file, target, (f"Le fichier ira dans {target.rpartition('/')[0]}.",), raw, raw)
    if decoded is None or kind_of(target) is None:
        return None
    what = [] if target == file else [f"Le fichier s’appellera {target}."]
    if decoded.encoding != "utf-8":
        what.append(f"Enregistré en {decoded.encoding} : il le sera en UTF-8, que tous les ordinateurs lisent.")
    text, told = _corrected(decoded.text, target, found)
    what += _by_message(told)
    if not what:
        return None
    whole = replace(decoded, bom=False, encoding="utf-8") if decoded.encoding != "utf-8" else decoded
    return Repair(file, target, tuple(what), raw, whole.encode(text))


def _corrected(text: str, file: str, found: Sequence[Issue]) -> tuple[str, list[Issue]]:
    """Return *text* with every sure correction made, and the faults that it mends: a fault may hide others."""
    text, told = _round(Corrector(text, file), found)
    for _ in range(_ROUNDS):
        corrector = Corrector(text, file)
        text, more = _round(corrector, corrector.faulty.errors)
        if not more:
            break
        told += more
    return text, told


def _round(corrector: Corrector, faults: Iterable[Issue]) -> tuple[str, list[Issue]]:
    pairs = [(fault, fixed) for fault in faults if (fixed := corrector.correction(fault)) is not None]
    return mended(corrector.faulty.text, [fixed for _, fixed in pairs]), [fault for fault, _ in pairs]


def _by_message(faults: Sequence[Issue]) -> list[str]:
    """Return a sentence a message, with the lines where it stands: forty tabulations are one fault."""
    lines: dict[str, list[int]] = {}
    for fault in faults:
        if fault.position and fault.position.line not in lines.setdefault(fault.message, []):
            lines[fault.message].append(fault.position.line)
    return [f"{_lines(numbers)} : {message}" for message, numbers in lines.items()]


def _lines(numbers: Sequence[int]) -> str:
    shown = [str(number) for number in sorted(numbers)]
    more = f" et {plural(len(shown) - _SHOWN, 'autre')}" if len(shown) > _SHOWN else ""
    return f"Ligne{'s' if len(shown) > 1 else ''} {', '.join(shown[:_SHOWN])}{more}"


def outcome(projet: Projet, accepted: Sequence[Repair], more: Sequence[Change] = ()) -> Outcome:
    """Return the outcome that makes the *accepted* repairs, and the changes decided for copies of conflicts."""
    changes = [change for repair in accepted for change in repair.changes] + list(more)
    count = plural(len({change.file for change in changes if not change.deletes}) or len(changes), "fichier")
    return Outcome(
        racine=projet.racine, kind="reparation", changes=tuple(changes), copie_exigee=True,
        message=f"Réparé : {count}.",
        data={"reparations": [repair.as_json() for repair in accepted]},
        suite=("qvtkit check", "qvtkit undo            rétablir l’état d’avant, gardé sur cet ordinateur"),
    )  # fmt: skip
