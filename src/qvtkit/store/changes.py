"""What an operation wants written, file by file (`transaction` writes it)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.errors import InvalidRecordError, RefusedError
from qvtkit.issues import Position, issue
from qvtkit.store import render
from qvtkit.store.edit import Edit, edited
from qvtkit.store.files import FileText, checksum, decode
from qvtkit.store.folder import require_inside
from qvtkit.store.project import load_record
from qvtkit.store.reader import YamlText, read_text
from qvtkit.store.validate import validate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from qvtkit.issues import Issue
    from qvtkit.model.base import Record
    from qvtkit.model.kinds import Kind
    from qvtkit.model.projet import Loaded


@dataclass(frozen=True, slots=True)
class Change:
    """One file to write: its bytes when it was read (None: a new file) and those to write (None: delete it)."""

    file: str
    old: bytes | None
    new: bytes | None

    @property
    def before(self) -> str | None:
        """The checksum of what was read, None for a new file."""
        return None if self.old is None else checksum(self.old)

    @property
    def creates(self) -> bool:
        """Tell whether the file is new."""
        return self.old is None

    @property
    def deletes(self) -> bool:
        """Tell whether the file goes."""
        return self.new is None

    @property
    def new_text(self) -> str:
        """What the file will hold, as text; empty for a file that goes or that is no text."""
        return _text(self.new)

    def diff(self) -> str:
        """Return the difference, line by line, as `diff -u` shows it."""
        import difflib  # only when a difference is shown

        lines = difflib.unified_diff(
            _text(self.old).splitlines(), self.new_text.splitlines(), self.file, self.file, lineterm="", n=1
        )
        return "\n".join(lines)


def _text(raw: bytes | None) -> str:
    decoded = decode(raw) if raw else None
    return decoded.text if decoded else ""


def new_record(root: Path, kind: Kind, record_id: str, record: Record, header: str = "") -> Change:
    """Return the change that creates the file of *record*; raise RefusedError where it exists."""
    file = kind.path(record_id)
    require_inside(root, file)
    if (root / file).exists():
        raise RefusedError.of(
            "existe-deja", Position(file), quoi=kind.libelle.capitalize(), id=record_id, fichier=file,
            conseil="Pour le modifier, employez edit ; sinon choisissez un autre nom.",
        )  # fmt: skip
    return new_file(file, render.record(record, header))


def new_file(file: str, text: str) -> Change:
    """Return the change that creates *file* with *text*."""
    return Change(file, None, text.encode("utf-8"))


def validated(model: type[Record], data: dict[str, object]) -> Record:
    """Return the record that *data* describes; raise InvalidRecordError where it has errors."""
    record, found = validate(model, render.stored(data))
    errors = [problem for problem in found if problem.level == "erreur"]
    if record is None or errors:
        raise InvalidRecordError(*errors)
    return record


def edit_record(
    root: Path, kind: Kind, record_id: str, edits: Sequence[Edit], loaded: Loaded[Record] | None = None
) -> tuple[Change, Record]:
    """Return the change that makes *edits* in a record, and the record as it will be.

    *loaded* is the record as the snapshot of the project holds it; else it is read now. A singleton
    that does not exist yet is created. Raises InvalidRecordError where the file, or what it would
    become, holds errors; RefusedError where no safe edit exists.
    """
    file = loaded.file if loaded else kind.path(record_id)
    require_inside(root, file)
    if loaded is None and kind.singleton and not (root / file).exists():
        new = edited(read_text("", file), edits)
        return new_file(file, new.text), _checked(kind, new, ())
    loaded = loaded or load_record(root, kind, record_id)
    errors = [problem for problem in loaded.issues if problem.level == "erreur"]
    source, decoded = loaded.source, loaded.origin
    if errors or not isinstance(source, YamlText) or not isinstance(decoded, FileText):
        raise InvalidRecordError(issue("fichier-en-erreur", Position(file), fichier=file), *errors)
    if decoded.encoding != "utf-8":
        raise InvalidRecordError(issue("encodage-ancien", Position(file), encodage=decoded.encoding))
    new = edited(source, edits, decoded.newline)
    record = _checked(kind, new, loaded.issues)
    return Change(file, decoded.encode(decoded.text), decoded.encode(new.text)), record


def _checked(kind: Kind, read: YamlText, known: Iterable[Issue]) -> Record:
    """Return the record of what was edited; raise where the edit brought an error that was not there."""
    record, found = validate(kind.model, read.data)
    before = {(problem.code, problem.path) for problem in known}
    errors = [
        problem.at(None)
        for problem in found
        if problem.level == "erreur" and (problem.code, problem.path) not in before
    ]
    if record is None or errors:
        raise InvalidRecordError(*errors)
    return record
