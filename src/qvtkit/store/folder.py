"""What lies in a project folder, by name: nothing is opened here, and no link is followed."""

from __future__ import annotations

import os
import re
import stat
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from qvtkit.errors import FileSystemError, RefusedError
from qvtkit.issues import Issue, Position, issue
from qvtkit.model.kinds import KINDS, Kind, kind_of
from qvtkit.store.copies import conflict_copies
from qvtkit.store.files import reason
from qvtkit.text import fold, slugify

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_IGNORED = frozenset({"exports", "documents", "modeles", ".git", ".qvtkit", "__pycache__"})
_KNOWN = frozenset(kind.chemin.partition("/")[0] for kind in KINDS.values())
_MODELS = ("grilles", "correspondances")
"""The folders of `modeles/` that qvtkit reads."""
_LOOK = "apparence."
"""How its one file that is a record begins; the others are pictures and Word files."""
_DEEPEST = 6
_MOST = 50_000
_OTHER_EXTENSION = re.compile(r"\.(yaml\.txt|yml|yml\.txt|YAML)$")
_JUNCTION = getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", 0xA0000003)


class Folder:
    """The names of the files of one project: records, and what is told without being read.

    *names* are those to take instead of what lies in *root* (a folder as it would be once migrated).
    """

    def __init__(self, root: Path, names: Iterable[str] | None = None) -> None:
        self.root = root
        self._names = names
        self._links: list[str] = []
        self._refused: dict[str, Issue] = {}

    @cached_property
    def files(self) -> tuple[str, ...]:
        """Every file below the root that is no link, relative, in order."""
        found = []
        for name in self._walk(self.root, "") if self._names is None else self._names:
            found.append(name)
            if len(found) == _MOST:
                self._refused["…"] = issue("dossier-trop-grand", None, nombre=_MOST)
                break
        return tuple(sorted(found))

    @cached_property
    def copies(self) -> dict[str, str]:
        """The copies of conflicts, each with the file that it copies."""
        return conflict_copies(self.files)

    @cached_property
    def _by_kind(self) -> dict[str, list[tuple[str, str, str]]]:
        """Canonical id, id as written and file of every record, by kind; the best spelled comes first."""
        result: dict[str, list[tuple[str, str, str]]] = {}
        for file in self.files:
            found = None if file in self.copies else kind_of(file)
            if found:
                kind, written = found
                result.setdefault(kind.nom, []).append((canonical(written), written, file))
        for named in result.values():
            named.sort(key=lambda each: (each[0], each[0] != each[1]))
        return result

    def ids(self, kind: Kind) -> dict[str, str]:
        """Return the files of *kind* by canonical id, the first where two have the same; a singleton has none.

        Raises FileSystemError where the system refused to list them: none is not the same as unknown.
        """
        by_kind, place = self._by_kind, kind.chemin.partition("{")[0]
        for prefix, refused in self._refused.items():
            if place.startswith(prefix) or prefix.startswith(place):
                raise FileSystemError(refused)
        found: dict[str, str] = {}
        for record_id, _, file in by_kind.get(kind.nom, ()):
            found.setdefault(record_id, file)
        return found

    def strays(self) -> Iterator[Issue]:
        """Yield what lies in the folder and is not read: links, copies, twins, files of no kind."""
        files = self.files
        yield from self._refused.values()
        for kind in KINDS.values():
            yield from self._twins(kind)
        yield from (issue("lien-hors-dossier", Position(name), fichier=name) for name in self._links)
        for name in files:
            if name in self.copies:
                yield issue("copie-en-conflit", Position(name))
            elif _OTHER_EXTENSION.search(name):
                yield issue("extension-inattendue", Position(name), propose=_OTHER_EXTENSION.sub(".yaml", name))
        for name in files:
            if not (name in self.copies or _OTHER_EXTENSION.search(name) or _is_known(name)):
                yield issue("fichier-inconnu", Position(name))

    def better_names(self) -> dict[str, str]:
        """Return the files that should be called otherwise to be read, or known by their id, each with that name.

        No copy among them; what else lies in the folder of an experiment goes with it.
        """
        better = {file: _OTHER_EXTENSION.sub(".yaml", file) for file in self.files if _OTHER_EXTENSION.search(file)}
        folders: dict[str, str] = {}
        for kind in KINDS.values():
            for record_id, written, file in self._by_kind.get(kind.nom, ()):
                if record_id != written:
                    better[file] = kind.path(record_id)
                    if kind.nom == "experimentation":
                        folders[file.rpartition("/")[0]] = kind.path(record_id).rpartition("/")[0]
        for old, new in folders.items():
            inside = (file for file in self.files if file.startswith(f"{old}/"))
            better |= {file: new + file.removeprefix(old) for file in inside if file not in better}
        copies = {*self.copies, *conflict_copies([*self.files, *better.values()])}
        return {file: name for file, name in better.items() if file not in copies and name not in copies}

    def _twins(self, kind: Kind) -> Iterator[Issue]:
        """Yield the files whose id another file of the kind already has."""
        first = self.ids(kind) if kind.nom in self._by_kind else {}
        for record_id, _, file in self._by_kind.get(kind.nom, ()):
            if first[record_id] != file:
                yield issue("identifiants-proches", Position(file), nom=file, autre=first[record_id])

    def _walk(self, folder: Path, prefix: str) -> Iterator[str]:
        """Yield files; those of the folders that hold records come first."""
        for entry in self._entries(folder, prefix):
            name = f"{prefix}{entry.name}"
            if entry.name.startswith("."):
                continue
            if is_link(entry):
                self._links.append(name)
            elif not entry.is_dir() or entry.name.endswith(".yaml") or name.count("/") >= _DEEPEST:
                yield name
            elif prefix or entry.name not in _IGNORED:
                yield from self._walk(Path(entry.path), f"{name}/")
            elif entry.name == "modeles":
                yield from self._models(Path(entry.path))

    def _models(self, folder: Path) -> Iterator[str]:
        """Yield the records of `modeles/`; the rest is the establishment's own."""
        for entry in self._entries(folder, "modeles/"):
            name = f"modeles/{entry.name}"
            if entry.name not in _MODELS and not entry.name.startswith(_LOOK):
                continue
            if is_link(entry):
                self._links.append(name)
            elif entry.is_dir() and entry.name in _MODELS:
                yield from self._walk(Path(entry.path), f"{name}/")
            elif entry.is_file():
                yield name

    def _entries(self, folder: Path, prefix: str) -> list[os.DirEntry[str]]:
        """Return what *folder* holds, the folders of records first; none, and said so, where the system refuses."""
        try:
            return sorted(os.scandir(folder), key=lambda entry: (entry.name not in _KNOWN, entry.name))
        except OSError as error:
            name = prefix.rstrip("/") or str(folder)
            self._refused[prefix] = issue("lecture-impossible", Position(name), fichier=name, raison=reason(error))
            return []


def is_link(entry: os.DirEntry[str]) -> bool:
    """Tell whether *entry* leads elsewhere: a link, or a junction of Windows."""
    tag = getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0) if os.name == "nt" else 0
    return entry.is_symlink() or tag == _JUNCTION


def canonical(record_id: str) -> str:
    """Return the id under which a record whose file is named *record_id* is known."""
    return "/".join(
        slugify(part) or f"sans-nom-{crc32(part.encode(errors='replace')):x}" for part in record_id.split("/")
    )


def _is_known(name: str) -> bool:
    return kind_of(name) is not None or fold(Path(name).stem).startswith(("readme", "lisez-moi"))


def require_inside(root: Path, file: str) -> None:
    """Raise RefusedError where *file* (relative) is reached through a link: no path leaves the folder."""
    path = root / file
    try:
        inside = not path.is_symlink() and path.parent.resolve() == root.resolve() / Path(file).parent
    except OSError as error:
        raise FileSystemError.of("lecture-impossible", fichier=file, raison=reason(error)) from error
    except RuntimeError:  # links that lead to one another
        inside = False
    if not inside:
        raise RefusedError.of("lien-hors-dossier", Position(file), fichier=file)


def exists(root: Path, file: str) -> bool:
    """Tell whether *file* (relative) is a file there; raise FileSystemError where the system does not say."""
    try:
        return (root / file).is_file()
    except OSError as error:
        raise FileSystemError.of("lecture-impossible", fichier=file, raison=reason(error)) from error
