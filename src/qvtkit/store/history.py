"""What the tool wrote in a project, kept on this machine so that it can be taken back."""

from __future__ import annotations

import base64
import contextlib
import time
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from qvtkit.store import machine

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_KEPT = 200
_HEAVY = 100_000_000
"""Bytes of history kept for one project: beyond, the oldest entries go."""


class State(StrEnum):
    """What became of a change."""

    FAIT = "fait"
    ANNULE = "annule"
    NON_ENREGISTRE = "non-enregistre"
    """Typed, and refused at the moment of writing: nothing of it is in the folder."""
    PARTIEL = "partiel"
    """Interrupted, and a file was edited before it could be finished."""


@dataclass(frozen=True, slots=True)
class Written:
    """One file before and after; None where it did not exist."""

    fichier: str
    avant: bytes | None
    apres: bytes | None

    def reversed(self) -> Written:
        """Return the change that takes this one back."""
        return Written(self.fichier, self.apres, self.avant)

    def as_json(self) -> dict[str, Any]:
        """Return the same as JSON values."""
        return {"fichier": self.fichier, "avant": _packed(self.avant), "apres": _packed(self.apres)}

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> Written:
        """Return what `as_json` wrote. Raises KeyError, TypeError or ValueError for anything else."""
        return cls(str(content["fichier"]), _unpacked(content["avant"]), _unpacked(content["apres"]))


@dataclass(frozen=True, slots=True)
class Entry:
    """One change of the tool: one or several files."""

    racine: str
    projet: str
    """Identity of the project: its uid, or its folder where it has none."""
    geste: str
    """What was done, as it was told to the user."""
    quand: str
    etat: State
    depuis: str
    """When it came to this state: what is taken back, or done again, is what came last."""
    fichiers: tuple[Written, ...]
    nom: str = ""
    """Name of its file in the history; empty before it is there."""

    @classmethod
    def new(cls, root: Path, project: str, said: str, files: Sequence[Written]) -> Entry:
        """Return the entry of a change about to be made now."""
        when = _now()
        return cls(str(root.resolve()), project, said, when, State.FAIT, when, tuple(files))

    def become(self, state: State) -> Entry:
        """Return the same entry, in *state* from now on."""
        return replace(self, etat=state, depuis=_now())

    def as_json(self) -> dict[str, Any]:
        """Return the entry as JSON values."""
        return {
            "racine": self.racine, "projet": self.projet, "geste": self.geste, "quand": self.quand,
            "etat": str(self.etat), "depuis": self.depuis, "nom": self.nom,
            "fichiers": [each.as_json() for each in self.fichiers],
        }  # fmt: skip


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="microseconds")


def from_json(content: dict[str, Any]) -> Entry | None:
    """Return the entry that `as_json` wrote, None for anything else."""
    try:
        files = tuple(Written.from_json(each) for each in content["fichiers"])
        texts = {key: str(content[key]) for key in ("racine", "projet", "geste", "quand", "depuis", "nom")}
        return Entry(**texts, etat=State(content["etat"]), fichiers=files)
    except (KeyError, TypeError, ValueError):
        return None


def _packed(raw: bytes | None) -> dict[str, str] | None:
    """Return *raw* as JSON: text where it is text, so that a person can read the history."""
    if raw is None:
        return None
    try:
        return {"texte": raw.decode("utf-8")}
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(raw).decode("ascii")}


def _unpacked(packed: dict[str, str] | None) -> bytes | None:
    if packed is None:
        return None
    return packed["texte"].encode("utf-8") if "texte" in packed else base64.b64decode(packed["base64"])


class History:
    """The changes of one project on this machine, one file each."""

    def __init__(self, project: str) -> None:
        self._folder = machine.data_folder() / "projets" / machine.safe_name(project) / "historique"

    def entries(self) -> list[Entry]:
        """Return every change, the last first."""
        found = (from_json({**machine.load(file), "nom": file.stem}) for file in self._files())
        return [entry for entry in found if entry is not None]

    def forget(self) -> int:
        """Delete every entry; return how many there were. Raises OSError."""
        files = self._files()
        for file in files:
            file.unlink(missing_ok=True)
        machine.sweep(self._folder, everything=True)
        return len(files)

    def _files(self) -> list[Path]:
        try:
            return sorted(self._folder.glob("*.json"), reverse=True)
        except OSError:
            return []

    def keep(self, entry: Entry) -> None:
        """Write *entry*, in its place where it is already there. Raises OSError."""
        machine.save(self._file(entry), entry.as_json())
        self._prune()

    def adopt(self, note: Path, entry: Entry) -> None:
        """Make of the file *note*, which holds *entry*, an entry of the history. Raises OSError."""
        file = self._file(entry)
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        note.replace(file)
        self._prune()

    def _file(self, entry: Entry) -> Path:
        return self._folder / f"{entry.nom or f'{time.time_ns():020}'}.json"

    def _prune(self) -> None:
        """Forget the oldest changes beyond what is kept."""
        machine.sweep(self._folder)
        weight = 0
        for rank, file in enumerate(self._files()):
            with contextlib.suppress(OSError):
                weight += file.stat().st_size
                if rank and (rank >= _KEPT or weight > _HEAVY):
                    file.unlink()
