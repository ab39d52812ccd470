"""A workbook given by a person: opened within bounds, its sheets chosen; read only, wherever it lies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qvtkit.errors import RefusedError, UsageError
from qvtkit.exchange import tableur
from qvtkit.issues import Position
from qvtkit.store.files import read_bytes
from qvtkit.text import closest, did_you_mean, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

_KINDS = {
    ".pdf": "pdf", ".numbers": "numbers", ".xlsb": "xlsb", ".docx": "word", ".doc": "word", ".odt": "word",
    ".png": "image", ".jpg": "image", ".jpeg": "image", ".html": "html", ".htm": "html",
}  # fmt: skip


def place(typed: str) -> Path:
    """Return the path that a person typed or dropped: quotes, blanks and « file: » around it do not count."""
    return Path(typed.strip().strip("\"'").strip().removeprefix("file://")).expanduser()


def is_there(typed: str) -> str | None:
    """Return what is wrong with a path given in answer to a question, None when nothing is."""
    path = place(typed)
    if path.is_file():
        return None
    return f"Il n’y a pas de fichier « {path} ». Vérifiez son nom, ou glissez-le dans cette fenêtre."


def open_file(path: Path) -> tableur.Classeur:
    """Return the sheets of the file at *path*.

    Raises FileSystemError where it cannot be read, RefusedError where it is no workbook that qvtkit knows.
    """
    try:
        return tableur.read(read_bytes(path, tableur.MAX_BYTES), path.name)
    except tableur.TableurError as error:
        reason = _KINDS.get(path.suffix.lower(), error.raison) if error.raison == "abime" else error.raison
        said, advice = tableur.RAISONS[reason]
        raise RefusedError.of("tableau-illisible", Position(path.name), raison=said, conseil=advice) from error


def chosen(book: tableur.Classeur, names: Sequence[str]) -> list[tableur.Feuille]:
    """Return the sheets called *names*, all those that are not hidden by default.

    Raises UsageError for a name that no sheet has.
    """
    if not names:
        return [sheet for sheet in book.feuilles if not sheet.cachee]
    by_name = {fold(sheet.nom): sheet for sheet in book.feuilles}
    for name in names:
        if fold(name) not in by_name:
            known = [sheet.nom for sheet in book.feuilles]
            hint = did_you_mean(closest(name, known))
            message = f"il n’y a pas de feuille « {name} ».{hint}"
            raise UsageError.of(
                "valeur-option", option="--feuille", message=message, remede=f"Feuilles : {', '.join(known)}."
            )
    return [by_name[fold(name)] for name in names]
