"""Find a project folder and read its records."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qvtkit.errors import FileSystemError, FormatError, NoProjectError, UsageError
from qvtkit.issues import Issue, Position, issue, limited
from qvtkit.model.kinds import KINDS, Kind
from qvtkit.model.projet import Loaded, Projet
from qvtkit.resources import path as resource_path
from qvtkit.store.files import FileText, decode, read_bytes, reason
from qvtkit.store.folder import Folder, exists, require_inside
from qvtkit.store.head import FORMAT, HEAD, format_of
from qvtkit.store.machine import anything_unfinished
from qvtkit.store.reader import MAX_BYTES, YamlText, read_text, read_text_file
from qvtkit.store.traps import LINE_END
from qvtkit.store.validate import validate
from qvtkit.text import slugify

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qvtkit.model.base import Record


_ALMOST = ("qvt.yml", "qvt.yaml.txt", "qvt.yml.txt", "qvt.txt")


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
    if named := next((name for name in _ALMOST if (start / name).is_file()), None):
        raise NoProjectError.of("projet-mal-nomme", Position(named), propose=HEAD)
    raise NoProjectError.of("projet-introuvable", dossier=str(start))


def load(start: str | Path = ".") -> Projet:
    """Return the snapshot of the project at or above *start*; records are read when they are asked.

    A folder of an older format is read as `migrate` would make it. Raises NoProjectError where
    there is none, FormatError where its format is newer or too old to be known.
    """
    root = find_root(Path(start))
    number = format_of(root)
    if number > FORMAT:
        raise FormatError.of("format-recent", format=number, connu=FORMAT)
    if number < FORMAT:
        from qvtkit.store.migrate import migrated  # a rare case

        return Projet(str(root), migrated(root))
    return Projet(str(root), FolderSource(root))


def lines_of(root: Path, file: str) -> tuple[str, ...]:
    """Return the lines of *file* (relative), none where it is no text."""
    try:
        decoded = decode(read_bytes(root / file, MAX_BYTES))
    except FileSystemError:
        return ()
    return tuple(LINE_END.split(decoded.text)) if decoded else ()


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
        return Loaded(kind, record_id, file, None, tuple(issues), text, decoded)
    record, found = validate(kind.model, text.data)
    issues += [problem.at(text.position(*problem.path)) for problem in found]
    return Loaded(kind, record_id, file, record, tuple(issues), text, decoded)


def read_answers(path: Path, shown: str) -> YamlText:
    """Read a YAML file of answers that lies anywhere; its issues are placed in *shown*.

    Raises FileSystemError where it cannot be read, UsageError where it is no text.
    """
    decoded = decode(read_bytes(path, MAX_BYTES))
    if decoded is None:
        raise UsageError(issue("fichier-illisible", Position(shown, 1, 1)))
    return read_text(decoded.text, shown)


class FolderSource:
    """The files of one project folder (the `Source` of a `Projet`)."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @cached_property
    def _folder(self) -> Folder:
        return Folder(self.root)

    def load(self, kind: Kind) -> Mapping[str, Loaded[Record]]:
        """Return every file of *kind*, by id."""
        ids = self._folder.ids(kind)
        if kind.singleton:
            return {"": self._record(kind, "", kind.chemin)} if kind.chemin in self._folder.files else {}
        return {record_id: self._load(kind, record_id, file) for record_id, file in ids.items()}

    def load_one(self, kind: Kind, record_id: str) -> Loaded[Record] | None:
        """Return one file of *kind* without reading the others, None where it does not exist."""
        file = kind.path(record_id)
        if not exists(self.root, file):
            return None
        require_inside(self.root, file)
        return load_record(self.root, kind, record_id)

    def _record(self, kind: Kind, record_id: str, file: str) -> Loaded[Record]:
        return load_record(self.root, kind, record_id, file)

    def _load(self, kind: Kind, record_id: str, file: str) -> Loaded[Record]:
        loaded = self._record(kind, record_id, file)
        written = kind.id_of(file) or ""
        if written == record_id:
            return loaded
        propose = kind.path(record_id)
        bad = issue("identifiant-de-fichier", Position(file), nom=written, propose=propose)
        return replace(loaded, id=record_id, issues=(bad, *loaded.issues))

    def notices(self) -> tuple[Issue, ...]:
        """Return what the user should know before reading anything of this folder."""
        if not anything_unfinished():
            return ()
        from qvtkit.store.notes import waiting  # a rare case

        return waiting(self.root)

    def strays(self) -> Iterator[Issue]:
        """Yield what lies in the folder and is not read: links, copies, twins, files of no kind."""
        return limited(self._folder.strays(), None)

    def corrected(self, found: Sequence[Issue]) -> list[Issue]:
        """Return the issues, each with its corrected line where there is exactly one, then those they hide."""
        from qvtkit.store.correct import corrected  # only when faults are shown

        return corrected(self.root, found)

    def builtin_grids(self) -> Mapping[str, Loaded[Any]]:
        """Return the checklists shipped with qvtkit, by id."""
        folder = resource_path("grilles")
        names = (file.stem for file in sorted(folder.glob("*.yaml")))
        return {name: loaded for name in names if (loaded := self.builtin_grid(name)) is not None}

    def builtin_grid(self, name: str) -> Loaded[Any] | None:
        """Return one checklist shipped with qvtkit without reading the others, None where it does not exist."""
        file = resource_path("grilles") / f"{name}.yaml"
        if name != slugify(name) or not file.is_file():
            return None
        return load_record(file.parent, KINDS["grille"], name, file.name)

    def referential(self, name: str) -> Mapping[str, Mapping[str, object]]:
        """Return the codes of a shipped list, each with what is said of it."""
        return referential(name)

    def expressions(self, name: str) -> Mapping[str, Mapping[str, object]]:
        """Return the shipped lists of expressions by which a text is read again."""
        lists: dict[str, dict[str, object]] = read_resource("relecture", f"{name}.yaml")["listes"]
        return lists


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
