"""Produce documents: which formats, where, and never over a file silently."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from qvtkit.errors import FileSystemError, QvtkitError, RefusedError, UsageError
from qvtkit.export.document import Document
from qvtkit.export.render import FORMATS, RendererMissingError, render
from qvtkit.export.secret.masking import nom_de_fichier
from qvtkit.issues import issue
from qvtkit.store.files import checksum, read_bytes, reason
from qvtkit.store.folder import require_inside
from qvtkit.store.writing import write_atomic
from qvtkit.text import fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from qvtkit.export.classeur.modele import Classeur
    from qvtkit.export.dashboard.modele import TableauDeBord
    from qvtkit.export.render import Rendered
    from qvtkit.model.projet import Projet
    from qvtkit.ops.modeles import Habillage

    Asked = tuple["Document | Classeur | TableauDeBord", Sequence["Target"], Habillage | None]

_DEFAULT_FORMATS = ("docx", "pdf")
_TOUS = ("tous", "all")
_MOTS = {"word": "docx", "libreoffice": "odt", "excel": "xlsx", "markdown": "md"}
"""What people call the formats: the software that opens them."""
_PRECISIONS = {"docx": "Word", "odt": "LibreOffice", "html": "navigateur", "md": "texte simple", "xlsx": "Excel"}
_DATED = re.compile(r"-\d{4}-\d{2}-\d{2}(?:-|$)")
_NOMS = {"docx": "Word (docx)", "odt": "LibreOffice (odt)", "pdf": "PDF", "html": "HTML", "md": "Markdown (md)"}
Genre: TypeAlias = Literal["document", "classeur", "grille", "page"]
"""What is produced: a document, a workbook, a workbook of which one table may go alone, a web page."""
_AUTRES: dict[Genre, tuple[str, ...]] = {"classeur": ("xlsx",), "grille": ("xlsx", "csv"), "page": ("html",)}
"""The formats of what is no document."""
_REFUSED = "export-impossible"
"""What is said where a file cannot be written: unlike those of the folder, it can go elsewhere."""


@dataclass(frozen=True)
class Target:
    """A file to produce, and its format.

    A *neuf* one has a name that no file had when it was chosen: one that came meanwhile is somebody else's.
    """

    path: Path
    fmt: str
    neuf: bool = False


@dataclass(frozen=True)
class Produced:
    """The files that were written, and what had to be changed in the text for them."""

    files: tuple[Path, ...]
    warnings: tuple[str, ...]


def formats(typed: str | None, place: str | None, genre: Genre = "document") -> tuple[str, ...]:
    """Return the formats asked: by name, else by the extension of *place*, else docx and pdf.

    A workbook and a web page have their own. Raises UsageError for a format that is not one of them.
    """
    possible, usual = _AUTRES.get(genre, FORMATS), _AUTRES.get(genre, _DEFAULT_FORMATS)
    usual = usual[:1] if genre == "grille" else usual
    if typed:
        words = [fold(word) for word in typed.replace(";", ",").split(",") if word.strip()]
        words = [_MOTS.get(word, word) for word in words]
        for word in words:
            if word not in (*possible, *_TOUS):
                raise UsageError.of("format-document", valeur=word, possibles=_choice(possible))
        return tuple(dict.fromkeys(fmt for word in words for fmt in (possible if word in _TOUS else (word,))))
    suffix = Path(place).suffix.lower().removeprefix(".") if place else ""
    if suffix in possible:
        return (suffix,)
    if suffix and place and not _is_folder(Path(place)):
        raise UsageError.of("format-document", valeur=suffix, possibles=_choice(possible))
    return usual


def _choice(possible: Sequence[str]) -> str:
    """Return the formats to choose from, each with what opens it where its name does not say so."""
    told = [f"{fmt} ({_PRECISIONS[fmt]})" if fmt in _PRECISIONS else fmt for fmt in possible]
    return ", ".join(told) + (", ou tous" if len(told) > 1 else "")


def targets(projet: Projet, name: str, place: str | None, wanted: Sequence[str], day: dt.date) -> list[Target]:
    """Return where each format goes.

    Without *place*: `exports/` of the project, under a name of the day that no file has yet (a name
    that says a day already, that of the meeting, takes no other). With one: that file (its extension
    set by the format), or inside it when it is a folder.
    """
    name = nom_de_fichier(projet, name)
    if place is None:
        folder = Path(projet.racine) / "exports"
        require_inside(Path(projet.racine), "exports/fiche")
        stem = _free_stem(folder, name if _DATED.search(name) else f"{name}-{day.isoformat()}", wanted)
        return [Target(folder / f"{stem}.{fmt}", fmt, neuf=True) for fmt in wanted]
    path = Path(place)
    known = path.suffix.lower().removeprefix(".") in {*FORMATS, "xlsx", "csv"}
    if not known or place.endswith(("/", "\\")) or _is_folder(path):
        return [Target(path / f"{name}.{fmt}", fmt) for fmt in wanted]
    return [Target(path.with_suffix(f".{fmt}"), fmt) for fmt in wanted]


def _free_stem(folder: Path, stem: str, wanted: Sequence[str]) -> str:
    """Return *stem*, with a number when a file of that name exists in one of the formats."""
    names = [stem, *(f"{stem}-{number}" for number in range(2, 10_000))]
    return next(each for each in names if not any(exists(folder / f"{each}.{fmt}") for fmt in wanted))


def require_free(wanted: Sequence[Target]) -> None:
    """Raise RefusedError for the first target that exists."""
    for target in wanted:
        if exists(target.path):
            raise RefusedError.of("fichier-existe", fichier=str(target.path))


def exists(path: Path) -> bool:
    """Tell whether there is something at *path*; raise FileSystemError where that may not be known."""
    try:
        return path.exists()
    except OSError as error:  # a folder that nobody may look into
        raise FileSystemError.of(_REFUSED, fichier=str(path), raison=reason(error)) from error


def _is_folder(path: Path) -> bool:
    return exists(path) and path.is_dir()


def produce(
    document: Document | Classeur | TableauDeBord, wanted: Sequence[Target], dressed: Habillage | None = None
) -> Produced:
    """Write *document* to each of *wanted*: see `produce_all`."""
    return produce_all([(document, wanted, dressed)])


def produce_all(asked: Iterable[Asked]) -> Produced:
    """Write each document to each of its targets, dressed as the establishment wants, replacing what is there.

    All are ready before the first is written: a Ctrl-C or a faulty model leaves nothing behind.

    Raises FileSystemError where a file cannot be written, InvalidRecordError where their Word model is at fault,
    ChangedMeanwhileError where somebody made meanwhile a file of the name that was free.
    """
    made = [_rendered(*each) for each in asked]
    rendered = [pair for pairs, _ in made for pair in pairs]
    for target, result in rendered:
        write_file(target.path, result.contenu, neuf=target.neuf)
    warnings = [text for _, left_out in made for text in left_out]
    warnings += [text for _, result in rendered for text in result.avertissements]
    return Produced(tuple(target.path for target, _ in rendered), tuple(dict.fromkeys(warnings)))


def _rendered(
    document: Document | Classeur | TableauDeBord, wanted: Sequence[Target], dressed: Habillage | None
) -> tuple[list[tuple[Target, Rendered]], list[str]]:
    """Render each format that this machine can; raise QvtkitError where it can none of them.

    Returns the documents, and a sentence for each format left out (the PDF on Windows for ARM).
    """
    rendered, missing = [], []
    for target in wanted:
        try:
            rendered.append((target, _dressed(document, target.fmt, dressed)))
        except RendererMissingError:
            missing.append(target.fmt)
    others = ",".join(fmt for fmt in FORMATS if fmt not in missing)
    left_out = [issue("format-indisponible", format=_NOMS.get(fmt, fmt), autres=others) for fmt in missing]
    if not rendered:
        raise QvtkitError(*left_out)
    return rendered, [f"{each.message} {each.remedy}" for each in left_out]


def _dressed(document: Document | Classeur | TableauDeBord, fmt: str, dressed: Habillage | None) -> Rendered:
    """Render *document*, in the Word model of the establishment where it has one."""
    if dressed is None:
        return render(document, fmt)
    own = dressed.word(document) if fmt == "docx" and isinstance(document, Document) else None
    return own or render(document, fmt, dressed.habit.apparence)


def write_file(path: Path, content: bytes, *, neuf: bool = False) -> None:
    """Write *content* into *path*, replacing what is there; raise FileSystemError where it cannot be written.

    Raises ChangedMeanwhileError where the file was to be *neuf* and is there.
    """
    try:
        before = checksum(read_bytes(path)) if path.exists() and not neuf else None
    except OSError as error:
        raise FileSystemError.of(_REFUSED, fichier=str(path), raison=reason(error)) from error
    write_atomic(path, content, before, refused=_REFUSED)
