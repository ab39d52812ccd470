"""Produce documents: which formats, where, and never over a file silently."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qvtkit.errors import FileSystemError, QvtkitError, RefusedError, UsageError
from qvtkit.export.render import FORMATS, RendererMissingError, render
from qvtkit.issues import issue
from qvtkit.store.files import checksum, read_bytes, reason
from qvtkit.store.folder import require_inside
from qvtkit.store.writing import write_atomic
from qvtkit.text import fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from qvtkit.export.classeur_modele import Classeur
    from qvtkit.export.document import Document
    from qvtkit.export.render import Rendered
    from qvtkit.model.projet import Projet

_DEFAULT_FORMATS = ("docx", "pdf")
TABLEUR = ("xlsx",)
"""Formats of a workbook."""


@dataclass(frozen=True)
class Target:
    """A file to produce, and its format."""

    path: Path
    fmt: str


@dataclass(frozen=True)
class Produced:
    """The files that were written, and what had to be changed in the text for them."""

    files: tuple[Path, ...]
    warnings: tuple[str, ...]


def formats(typed: str | None, place: str | None, *, tableur: bool = False) -> tuple[str, ...]:
    """Return the formats asked: by name, else by the extension of *place*, else docx and pdf.

    Those of a workbook with *tableur*. Raises UsageError for a format that does not exist.
    """
    possible, usual = (TABLEUR, TABLEUR) if tableur else (FORMATS, _DEFAULT_FORMATS)
    if typed:
        wanted = tuple(dict.fromkeys(fold(word) for word in typed.replace(";", ",").split(",") if word.strip()))
        for word in wanted:
            if word not in possible:
                raise UsageError.of("format-document", valeur=word, possibles=", ".join(possible))
        return wanted
    suffix = Path(place).suffix.lower().removeprefix(".") if place else ""
    if suffix in possible:
        return (suffix,)
    if suffix and place and not Path(place).is_dir():
        raise UsageError.of("format-document", valeur=suffix, possibles=", ".join(possible))
    return usual


def targets(projet: Projet, name: str, place: str | None, wanted: Sequence[str], day: dt.date) -> list[Target]:
    """Return where each format goes.

    Without *place*: `exports/` of the project, under a name of the day that no file has yet. With
    one: that file (its extension set by the format), or inside it when it is a folder.
    """
    if place is None:
        folder = Path(projet.racine) / "exports"
        require_inside(Path(projet.racine), "exports/fiche")
        stem = _free_stem(folder, f"{name}-{day.isoformat()}", wanted)
        return [Target(folder / f"{stem}.{fmt}", fmt) for fmt in wanted]
    path = Path(place)
    known = path.suffix.lower().removeprefix(".") in {*FORMATS, *TABLEUR}
    if path.is_dir() or place.endswith(("/", "\\")) or not known:
        return [Target(path / f"{name}.{fmt}", fmt) for fmt in wanted]
    return [Target(path.with_suffix(f".{fmt}"), fmt) for fmt in wanted]


def _free_stem(folder: Path, stem: str, wanted: Sequence[str]) -> str:
    """Return *stem*, with a number when a file of that name exists in one of the formats."""
    names = [stem, *(f"{stem}-{number}" for number in range(2, 10_000))]
    return next(each for each in names if not any((folder / f"{each}.{fmt}").exists() for fmt in wanted))


def require_free(wanted: Sequence[Target]) -> None:
    """Raise RefusedError for the first target that exists."""
    for target in wanted:
        if target.path.exists():
            raise RefusedError.of("fichier-existe", fichier=str(target.path))


def fiche(projet: Projet, wanted: Sequence[Target], *, court: bool, day: dt.date) -> Produced:
    """Write the fiche de capitalisation to each of *wanted*: see `produce`."""
    from qvtkit.export.fiche import build

    return produce(build(projet, court=court, aujourdhui=day), wanted)


def produce(document: Document | Classeur, wanted: Sequence[Target]) -> Produced:
    """Write *document* to each of *wanted*, replacing what is there.

    Raises FileSystemError where a file cannot be written.
    """
    rendered, warnings = _rendered(document, wanted)
    for target, result in rendered:
        write_file(target.path, result.contenu)
    warnings += [text for _, result in rendered for text in result.avertissements]
    return Produced(tuple(target.path for target, _ in rendered), tuple(dict.fromkeys(warnings)))


def _rendered(
    document: Document | Classeur, wanted: Sequence[Target]
) -> tuple[list[tuple[Target, Rendered]], list[str]]:
    """Render each format that this machine can; raise QvtkitError where it can none of them.

    Returns the documents, and a sentence for each format left out (no PDF on Windows for ARM).
    """
    rendered, left_out = [], []
    for target in wanted:
        try:
            rendered.append((target, render(document, target.fmt)))
        except RendererMissingError:
            left_out.append(issue("pdf-indisponible"))
    if not rendered:
        raise QvtkitError(*left_out)
    return rendered, [f"{each.message} {each.remedy}" for each in left_out]


def write_file(path: Path, content: bytes) -> None:
    """Write *content* into *path*, replacing what is there; raise FileSystemError where it cannot be written."""
    try:
        before = checksum(read_bytes(path)) if path.exists() else None
    except OSError as error:
        raise FileSystemError.of("ecriture-impossible", fichier=str(path), raison=reason(error)) from error
    write_atomic(path, content, before)
