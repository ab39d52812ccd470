"""Find a project folder and read its records."""

from __future__ import annotations

import os
import re
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qvtkit.errors import FileSystemError, FormatError, NoProjectError, RefusedError, UsageError
from qvtkit.issues import Issue, Position, issue
from qvtkit.model.kinds import KINDS, Kind, kind_of
from qvtkit.model.projet import Loaded, Projet
from qvtkit.resources import path as resource_path
from qvtkit.store.files import FileText, decode, read_bytes, reason
from qvtkit.store.reader import MAX_CHARACTERS, YamlText, read_text
from qvtkit.store.validate import validate
from qvtkit.text import fold, slugify

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qvtkit.model.base import Record

HEAD = "qvt.yaml"
FORMAT = 1
_IGNORED_FOLDERS = frozenset({"exports", "documents", "modeles", ".git", ".qvtkit", "__pycache__"})
_CONFLICT = re.compile(r"conflit|conflict|-(PC|LAPTOP|DESKTOP)[A-Z0-9-]*\.")


def find_root(start: Path) -> Path:
    """Return the project folder that holds *start*: itself or the nearest parent with `qvt.yaml`.

    Raises NoProjectError.
    """
    start = start.absolute()
    for folder in (start, *start.parents):
        try:
            if (folder / HEAD).is_file():
                return folder
        except OSError as error:
            raise FileSystemError.of("lecture-impossible", fichier=str(folder), raison=reason(error)) from error
    raise NoProjectError.of("projet-introuvable", dossier=str(start))


def load(start: str | Path = ".") -> Projet:
    """Return the snapshot of the project at or above *start*; nothing is read before it is asked.

    Raises NoProjectError where there is none.
    """
    root = find_root(Path(start))
    return Projet(str(root), FolderSource(root))


def require_format(root: Path, *, to_write: bool = True) -> None:
    """Raise FormatError for a format newer than ours, and to write for an older one."""
    text = read_text_file(root, HEAD)
    data = text[1].data if text else None
    written = data.get("format") if isinstance(data, dict) else None
    number = int(written) if isinstance(written, str) and written.strip().isdigit() else FORMAT
    if number > FORMAT:
        raise FormatError.of("format-recent", format=number, connu=FORMAT)
    if to_write and number < FORMAT:
        raise FormatError.of("format-ancien", format=number, connu=FORMAT)


def require_inside(root: Path, file: str) -> None:
    """Raise RefusedError where *file* (relative) is reached through a link: no path leaves the folder."""
    path = root / file
    if path.is_symlink() or path.parent.resolve() != root.resolve() / Path(file).parent:
        raise RefusedError.of("lien-hors-dossier", Position(file), fichier=file)


def read_text_file(root: Path, file: str) -> tuple[FileText, YamlText] | None:
    """Return the text of *file* (relative) and its reading; None where it is no text."""
    raw = read_bytes(root / file)
    if len(raw) > MAX_CHARACTERS * 4:
        return None
    decoded = decode(raw)
    return (decoded, read_text(decoded.text, file)) if decoded else None


def load_record(root: Path, kind: Kind, record_id: str, file: str | None = None) -> Loaded[Record]:
    """Read and validate one record. Never raises on content."""
    file = file or kind.path(record_id)
    try:
        read = read_text_file(root, file)
    except FileSystemError as error:
        bad = error.issues[0].at(Position(file))
        return Loaded(kind, record_id, file, None, (bad,), YamlText(file, "", None, None, ()))
    return record_from(kind, record_id, file, read)


def record_from(kind: Kind, record_id: str, file: str, read: tuple[FileText, YamlText] | None) -> Loaded[Record]:
    """Validate what `read_text_file` gave (None: no text). Never raises on content."""
    if read is None:
        bad = issue("fichier-illisible", Position(file, 1, 1))
        return Loaded(kind, record_id, file, None, (bad,), YamlText(file, "", None, None, ()))
    decoded, text = read
    issues = list(text.issues)
    if decoded.encoding != "utf-8":
        issues.append(issue("encodage-ancien", Position(file, 1, 1), encodage=decoded.encoding))
    if text.data is None:
        return Loaded(kind, record_id, file, None, tuple(issues), text)
    record, found = validate(kind.model, text.data)
    issues += [problem.at(text.position(*problem.path)) for problem in found]
    return Loaded(kind, record_id, file, record, tuple(issues), text)


def read_answers(path: Path, shown: str) -> YamlText:
    """Read a YAML file of answers that lies anywhere; its issues are placed in *shown*.

    Raises FileSystemError where it cannot be read, UsageError where it is no text.
    """
    decoded = decode(read_bytes(path))
    if decoded is None:
        raise UsageError(issue("fichier-illisible", Position(shown, 1, 1)))
    return read_text(decoded.text, shown)


class FolderSource:
    """The files of one project folder (the `Source` of a `Projet`)."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @cached_property
    def _files(self) -> tuple[str, ...]:
        """Every file below the root that may be a record, relative, in order."""
        return tuple(sorted(name for name, link in self._entries if not link))

    @cached_property
    def _entries(self) -> tuple[tuple[str, bool], ...]:
        return tuple(self._walk(self.root, ""))

    def _walk(self, folder: Path, prefix: str) -> Iterator[tuple[str, bool]]:
        """Yield files, and whether they are links; links are not followed: no path leaves the folder."""
        try:
            entries = list(os.scandir(folder))
        except OSError:
            return
        for entry in entries:
            name = f"{prefix}{entry.name}"
            if entry.name.startswith("."):
                continue
            if entry.is_symlink() or not entry.is_dir():
                yield name, entry.is_symlink()
            elif prefix or entry.name not in _IGNORED_FOLDERS:
                yield from self._walk(Path(entry.path), f"{name}/")
            elif entry.name == "modeles":
                yield from self._walk(Path(entry.path) / "grilles", "modeles/grilles/")

    def load(self, kind: Kind) -> Mapping[str, Loaded[Record]]:
        """Return every file of *kind*, by id."""
        if kind.singleton:
            return {"": load_record(self.root, kind, "")} if kind.chemin in self._files else {}
        return {record_id: self._load(kind, record_id, file) for record_id, file in self._ids(kind).items()}

    def load_one(self, kind: Kind, record_id: str) -> Loaded[Record] | None:
        """Return one file of *kind* without reading the others, None where it does not exist."""
        file = kind.path(record_id)
        if not (self.root / file).is_file():
            return None
        require_inside(self.root, file)
        return load_record(self.root, kind, record_id)

    def _ids(self, kind: Kind) -> dict[str, str]:
        """Return the files of *kind* by canonical id, the first where two have the same."""
        found: dict[str, str] = {}
        for record_id, file in self._identified(kind):
            found.setdefault(record_id, file)
        return found

    def _identified(self, kind: Kind) -> Iterator[tuple[str, str]]:
        """Yield canonical id and file; the file that already bears its id comes first."""
        named = [(raw_id, file) for file in self._files if (raw_id := kind.id_of(file)) is not None]
        slugs = [("/".join(slugify(part) for part in raw_id.split("/")), raw_id, file) for raw_id, file in named]
        for slug, _, file in sorted(slugs, key=lambda each: (each[0], each[0] != each[1])):
            if not is_conflict_copy(file):
                yield slug, file

    def _load(self, kind: Kind, record_id: str, file: str) -> Loaded[Record]:
        loaded = load_record(self.root, kind, record_id, file)
        written = kind.id_of(file) or ""
        if written == record_id:
            return loaded
        propose = kind.path(record_id)
        bad = issue("identifiant-de-fichier", Position(file), nom=written, propose=propose)
        return Loaded(kind, record_id, file, loaded.record, (bad, *loaded.issues), loaded.source)

    def strays(self) -> Iterator[Issue]:
        """Yield what lies in the folder and is not read: links, copies, twins, files of no kind."""
        for name, link in self._entries:
            if link:
                yield issue("lien-hors-dossier", Position(name), fichier=name)
            elif is_conflict_copy(name):
                yield issue("copie-en-conflit", Position(name))
            elif re.search(r"\.(yaml\.txt|yml|yml\.txt|YAML)$", name):
                propose = re.sub(r"\.(yaml\.txt|yml|yml\.txt|YAML)$", ".yaml", name)
                yield issue("extension-inattendue", Position(name), propose=propose)
            elif kind_of(name) is None and not fold(Path(name).stem).startswith(("readme", "lisez-moi")):
                yield issue("fichier-inconnu", Position(name))
        for kind in KINDS.values():
            yield from self._twins(kind) if not kind.singleton else ()

    def _twins(self, kind: Kind) -> Iterator[Issue]:
        """Yield the files whose id another file of the kind already has."""
        first = self._ids(kind)
        for record_id, file in self._identified(kind):
            if first[record_id] != file:
                yield issue("identifiants-proches", Position(file), nom=file, autre=first[record_id])

    def builtin_grids(self) -> Mapping[str, Loaded[Any]]:
        """Return the checklists shipped with qvtkit, by id."""
        folder = resource_path("grilles")
        kind = KINDS["grille"]
        return {file.stem: load_record(folder, kind, file.stem, file.name) for file in sorted(folder.glob("*.yaml"))}

    def referential(self, name: str) -> Mapping[str, Mapping[str, object]]:
        """Return the codes of a shipped list, each with what is said of it."""
        return referential(name)


def is_conflict_copy(file: str) -> bool:
    """Tell whether *file* is named as synchronisers name the copy of a conflict."""
    return bool(_CONFLICT.search(Path(file).name))


def referential(name: str) -> dict[str, dict[str, object]]:
    """Return the codes of `templates/referentiels/<name>.yaml`; a bare label becomes `libelle`."""
    content = read_resource("referentiels", f"{name}.yaml")
    body = content.get(name) or next(value for value in content.values() if isinstance(value, dict))
    return {code: value if isinstance(value, dict) else {"libelle": value} for code, value in body.items()}


@cache
def read_resource(*parts: str) -> dict[str, Any]:
    """Return the data of a YAML file shipped with qvtkit."""
    file = resource_path(*parts)
    text = read_text(file.read_text(encoding="utf-8"), file.name)
    if not isinstance(text.data, dict):
        raise TypeError(file)
    return text.data
