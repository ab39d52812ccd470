"""What an operation wants written, and the one door through which it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.errors import FileSystemError, InvalidRecordError, RefusedError
from qvtkit.issues import Position, issue
from qvtkit.store import render
from qvtkit.store.edit import Edit, apply_edits
from qvtkit.store.files import checksum, read_bytes, require_unchanged, write_atomic
from qvtkit.store.project import read_text_file, record_from, require_format, require_inside
from qvtkit.store.reader import read_text
from qvtkit.store.validate import validate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from qvtkit.issues import Issue
    from qvtkit.model.base import Record
    from qvtkit.model.kinds import Kind


@dataclass(frozen=True, slots=True)
class Change:
    """One file to write: `before` is its checksum when it was read, None for a new file."""

    file: str
    before: str | None
    old_text: str
    new: bytes
    new_text: str

    @property
    def creates(self) -> bool:
        """Tell whether the file is new."""
        return self.before is None

    def diff(self) -> str:
        """Return the difference, line by line, as `diff -u` shows it."""
        import difflib  # only when a difference is shown

        lines = difflib.unified_diff(
            self.old_text.splitlines(), self.new_text.splitlines(), self.file, self.file, lineterm="", n=1
        )
        return "\n".join(lines)


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
    return Change(file, None, "", text.encode("utf-8"), text)


def validated(model: type[Record], data: dict[str, object]) -> Record:
    """Return the record that *data* describes; raise InvalidRecordError where it has errors."""
    record, found = validate(model, render.stored(data))
    errors = [problem for problem in found if problem.level == "erreur"]
    if record is None or errors:
        raise InvalidRecordError(*errors)
    return record


def edit_record(root: Path, kind: Kind, record_id: str, edits: Sequence[Edit]) -> tuple[Change, Record]:
    """Return the change that makes *edits* in a record, and the record as it will be.

    A singleton that does not exist yet is created. Raises InvalidRecordError where the file, or
    what it would become, holds errors; RefusedError where no safe edit exists.
    """
    file = kind.path(record_id)
    require_inside(root, file)
    if kind.singleton and not (root / file).exists():
        change = new_file(file, apply_edits(read_text("", file), edits))
        return change, _checked(kind, file, change.new_text, ())
    read = read_text_file(root, file)
    loaded = record_from(kind, record_id, file, read)
    errors = [problem for problem in loaded.issues if problem.level == "erreur"]
    if read is None or errors:
        raise InvalidRecordError(issue("fichier-en-erreur", Position(file), fichier=file), *errors)
    decoded, source = read
    if decoded.encoding != "utf-8":
        raise InvalidRecordError(
            issue("encodage-ancien", Position(file), encodage=decoded.encoding),
        )
    text = apply_edits(source, edits, decoded.newline)
    record = _checked(kind, file, text, loaded.issues)
    return Change(file, decoded.checksum, decoded.text, decoded.encode(text), text), record


def _checked(kind: Kind, file: str, text: str, known: Iterable[Issue]) -> Record:
    """Return the record of *text*; raise where the edit brought an error that was not there."""
    read = read_text(text, file)
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


def apply(root: Path, changes: Sequence[Change]) -> None:
    """Write *changes*, all or none.

    Every file is compared first with what was read; where one write fails, those already made are
    taken back. Raises ChangedMeanwhileError, FileSystemError, FormatError.
    """
    if any(not change.creates for change in changes) or (root / "qvt.yaml").exists():
        require_format(root)
    for change in changes:
        require_inside(root, change.file)
        require_unchanged(root / change.file, change.before)
    done: list[tuple[Change, bytes | None]] = []
    for change in changes:
        path = root / change.file
        previous = None if change.creates else read_bytes(path)
        try:
            write_atomic(path, change.new, change.before)
        except Exception:
            _take_back(root, done)
            raise
        done.append((change, previous))


def _take_back(root: Path, done: Sequence[tuple[Change, bytes | None]]) -> None:
    """Undo writes already made, last first; a file that resists is left and the first error told."""
    for change, previous in reversed(done):
        path = root / change.file
        try:
            if previous is None:
                path.unlink(missing_ok=True)
            else:
                write_atomic(path, previous, checksum(change.new))
        except (OSError, FileSystemError):
            continue
