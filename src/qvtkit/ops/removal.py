"""Remove a record, once nothing refers to it any more."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from qvtkit.errors import InvalidRecordError, RefusedError
from qvtkit.issues import Position, issue
from qvtkit.model.kinds import KINDS
from qvtkit.model.references import TABLE, referring_to
from qvtkit.ops import records
from qvtkit.ops.outcome import Outcome
from qvtkit.store.changes import Change
from qvtkit.store.edit import Edit, Remove, SetValue
from qvtkit.store.files import read_bytes
from qvtkit.text import enumerate_fr, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from qvtkit.model.projet import Projet
    from qvtkit.model.references import Reference

_WHOLE_ITEM = frozenset(
    {("experimentation", "indicateurs"), ("experimentation", "plan"), ("correspondance", "libelles")}
)
"""Lists whose items are nothing without what they refer to: the item goes, not only the name."""
_BOUND = frozenset({("evaluation", "grille")})
"""What cannot be read any more without what it refers to."""


def remove(projet: Projet, kind: str, record_id: str, *, detach: bool) -> Outcome:
    """Return the outcome that deletes a record, with the files that live in its folder.

    With *detach*, the links to it are taken out of the other records. Raises RefusedError where
    something refers to it, and lists where; InvalidRecordError where a file that may refer to it
    cannot be read.
    """
    require_readable_sources(projet, kind)
    gone = files_of(projet, kind, record_id)
    links = [each for each in referring_to(projet, kind, record_id) if each.source.file not in gone]
    if _has_a_shipped_twin(projet, kind, record_id):
        links = []
    _require_free(kind, record_id, links, detach=detach)
    links = [each for each in links if each.path]  # a meeting keeps its name
    root = records.root(projet)
    changes = [*_detached(projet, links), *(Change(file, read_bytes(root / file), None) for file in gone)]
    label = KINDS[kind].libelle
    also = f", avec {plural(len(gone) - 1, 'fichier')} de son dossier" if len(gone) > 1 else ""
    sources = sorted({each.source.file for each in links})
    told = f" Le lien est retiré de {enumerate_fr(sources)}." if sources else ""
    return Outcome(
        racine=projet.racine, kind=kind, changes=tuple(changes), suite=("qvtkit undo",),
        message=f"Suppression : {label} « {record_id} »{also}.{told}",
        data={"id": record_id, "supprimes": gone, "detaches": [str(each.position) for each in links]},
    )  # fmt: skip


def require_readable_sources(projet: Projet, kind: str) -> None:
    """Raise InvalidRecordError where a file that may refer to a record of *kind* cannot be understood."""
    for source in dict.fromkeys(where for where, _, target in TABLE if target == kind):
        for loaded in projet.loaded(source).values():
            if loaded.record is None:
                errors = [found for found in loaded.issues if found.level == "erreur"]
                raise InvalidRecordError(issue("liens-illisibles", Position(loaded.file), fichier=loaded.file), *errors)


def files_of(projet: Projet, kind: str, record_id: str) -> list[str]:
    """Return the file of a record; for an experiment, every file of its folder, its own first."""
    loaded = projet.loaded(kind)[record_id]
    if kind != "experimentation":
        return [loaded.file]
    root = records.root(projet)
    folder = (root / loaded.file).parent
    others = sorted(path.relative_to(root).as_posix() for path in folder.rglob("*") if _is_file(path))
    return [loaded.file, *(file for file in others if file != loaded.file)]


def _is_file(path: Path) -> bool:
    """Tell whether *path* is somebody's file: not a link, nor what a program is writing or holds."""
    return path.is_file() and not path.is_symlink() and not path.name.startswith((".", "~$"))


def _has_a_shipped_twin(projet: Projet, kind: str, record_id: str) -> bool:
    """Tell whether a checklist of the same name, shipped with qvtkit, takes the place of the project's own."""
    return kind == "grille" and record_id in projet.source.builtin_grids()


def _require_free(kind: str, record_id: str, links: Sequence[Reference], *, detach: bool) -> None:
    kept = [each for each in links if not detach or (each.source.kind.nom, *each.path[:1]) in _BOUND]
    if not kept:
        return
    label = KINDS[kind].libelle
    code = "encore-indispensable" if detach else "encore-cite"
    where = [
        issue("cite-ici", each.position if each.path else Position(each.source.file), each.path, id=record_id)
        for each in kept
    ]
    raise RefusedError(issue(code, quoi=label, id=record_id, nombre=plural(len(kept), "endroit")), *where)


def _detached(projet: Projet, links: Sequence[Reference]) -> Iterable[Change]:
    """Yield, file by file, the change that takes the links out."""

    def source(link: Reference) -> tuple[str, str]:
        return link.source.kind.nom, link.source.id

    for (kind, record_id), group in groupby(sorted(links, key=source), key=source):
        # From the end: taking an item out moves those that follow it.
        edits = [_detachment(link) for link in sorted(group, key=lambda link: _rank(link.path), reverse=True)]
        yield records.edited(projet, kind, record_id, edits)[0]


def _rank(path: Sequence[str | int]) -> tuple[tuple[int, str], ...]:
    return tuple((part, "") if isinstance(part, int) else (-1, part) for part in path)


def _detachment(link: Reference) -> Edit:
    if (link.source.kind.nom, link.path[0]) in _WHOLE_ITEM:
        return Remove(link.path[:-1])
    return Remove(link.path) if isinstance(link.path[-1], int) else SetValue(link.path, None)
