"""The files of `modeles/` that are no records: pictures and Word files, read where they lie and never followed."""

from __future__ import annotations

from pathlib import Path

from qvtkit.errors import FileSystemError
from qvtkit.store.files import read_bytes
from qvtkit.store.folder import require_inside
from qvtkit.text import fold

DOSSIER = "modeles"
LE_PLUS_GROS = 20_000_000
"""Bytes of a file of `modeles/`; each use has its own, smaller limit."""


def chemin(name: str) -> str | None:
    """Return the place of the file *name* of `modeles/`, relative; None where *name* would lead out of it."""
    bare = name.strip().replace("\\", "/").removeprefix(f"{DOSSIER}/")
    if not bare or bare.startswith((".", "~")) or "/" in bare or ":" in bare:
        return None
    return f"{DOSSIER}/{bare}"


def present(root: Path, name: str) -> str | None:
    """Return the place of the file *name* as it is spelled there (capitals and accents aside), None where absent."""
    wanted = chemin(name)
    if wanted is None:
        return None
    try:
        names = sorted(each.name for each in (root / DOSSIER).iterdir())
    except OSError:
        return None
    same = [each for each in names if f"{DOSSIER}/{each}" == wanted] or [
        each for each in names if fold(each) == fold(Path(wanted).name)
    ]
    return f"{DOSSIER}/{same[0]}" if same else None


def lire(root: Path, file: str, most: int = LE_PLUS_GROS) -> bytes:
    """Return the content of *file* (relative). Raises FileSystemError, RefusedError for a link."""
    require_inside(root, file)
    if not (root / file).is_file():
        raise FileSystemError.of("lecture-impossible", fichier=file, raison="introuvable")
    return read_bytes(root / file, most)
