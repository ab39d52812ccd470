"""Read a Word file that serves as a model, and tell in our words why one cannot."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from qvtkit.errors import InvalidRecordError, QvtkitError
from qvtkit.export.modeles.archive import LE_PLUS_GROS, TROP_GROS, ModeleRefuseError, examine
from qvtkit.ops.records import root
from qvtkit.store import modeles
from qvtkit.store.files import read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

    from qvtkit.model.projet import Projet


@dataclass(frozen=True)
class Modele:
    """A Word file in use: where it is, what of it serves, its content."""

    fichier: str
    usage: Literal["modele", "styles"]
    contenu: bytes


def lu(projet: Projet, file: str) -> Modele:
    """Return the model *file* of `modeles/`, checked. Raises InvalidRecordError."""
    return _lu(file, lambda: modeles.lire(root(projet), file, LE_PLUS_GROS))


def donne(typed: str) -> Modele:
    """Return the model at the path *typed*, which may lie anywhere. Raises InvalidRecordError, FileSystemError."""
    path = Path(typed.strip().strip("\"'").strip()).expanduser()
    return _lu(str(path), lambda: read_bytes(path, LE_PLUS_GROS))


def _lu(file: str, read: Callable[[], bytes]) -> Modele:
    from qvtkit.export.modeles.word import avec_variables

    with Fautes(file):
        content = read()
        examine(content)
        return Modele(file, "modele" if avec_variables(content) else "styles", content)


class Fautes:
    """Turns what is wrong in the model *file* into the error that people read."""

    def __init__(self, file: str) -> None:
        self.file = file

    def __enter__(self) -> None:
        return

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        from qvtkit.export.modeles.parties import ModeleFautifError

        if isinstance(error, QvtkitError) and error.issues[0].code == "fichier-trop-gros":
            error = ModeleRefuseError(TROP_GROS)
        if isinstance(error, ModeleRefuseError):
            reason, advice = error.refus
            raise InvalidRecordError.of("modele-refuse", fichier=self.file, raison=reason, conseil=advice) from error
        if isinstance(error, ModeleFautifError):
            place = ", ".join(filter(None, (self.file, error.lieu)))
            raise InvalidRecordError.of(
                "modele-fautif", lieu=place, probleme=error.faute.probleme, conseil=error.faute.conseil
            ) from error
