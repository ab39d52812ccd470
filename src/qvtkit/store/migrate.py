"""Bring a folder of an older format to the present one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from qvtkit.errors import FormatError
from qvtkit.issues import Position, issue
from qvtkit.store import migrations
from qvtkit.store.changes import Change
from qvtkit.store.edit import SetValue, apply_edits
from qvtkit.store.files import FileText, decode, read_bytes
from qvtkit.store.folder import Folder
from qvtkit.store.head import FORMAT, HEAD, format_of
from qvtkit.store.project import FolderSource, record_from
from qvtkit.store.reader import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from qvtkit.issues import Issue
    from qvtkit.model.base import Record
    from qvtkit.model.kinds import Kind
    from qvtkit.model.projet import Loaded


@dataclass(frozen=True, slots=True)
class Plan:
    """What a migration would do: the formats, the steps in words, the files to write."""

    depuis: int
    etapes: tuple[str, ...]
    changes: tuple[Change, ...]


def plan(root: Path) -> Plan:
    """Return what brings the folder at *root* to the present format, nothing where it is there already.

    Raises FormatError where its format is newer, or too old for a step to be known.
    """
    start = format_of(root)
    steps = _steps(start)
    if not steps:
        return Plan(start, (), ())
    raws = {file: read_bytes(root / file) for file in Folder(root).files if file.endswith(".yaml")}
    files = {file: decoded for file, raw in raws.items() if (decoded := decode(raw)) is not None}
    texts = {file: decoded.text for file, decoded in files.items()}
    for step in steps:
        texts = step.faire(texts)
    texts[HEAD] = apply_edits(read_text(texts[HEAD], HEAD), [SetValue(("format",), FORMAT)], files[HEAD].newline)
    return Plan(start, tuple(step.description for step in steps), tuple(_changes(raws, files, texts)))


def migrated(root: Path) -> FolderSource:
    """Return the files of a folder of an older format, as they would be once migrated."""
    return _MigratedSource(root, plan(root))


class _MigratedSource(FolderSource):
    """A folder of an older format, read through what a migration would write."""

    def __init__(self, root: Path, planned: Plan) -> None:
        super().__init__(root)
        self._new = {change.file: change.new for change in planned.changes}
        self._from = planned.depuis

    @cached_property
    def _folder(self) -> Folder:
        kept = (file for file in Folder(self.root).files if file not in self._new)
        return Folder(self.root, (*kept, *(file for file, raw in self._new.items() if raw is not None)))

    def load_one(self, kind: Kind, record_id: str) -> Loaded[Record] | None:
        return self.load(kind).get(record_id)

    def _record(self, kind: Kind, record_id: str, file: str) -> Loaded[Record]:
        raw = self._new.get(file)
        decoded = decode(raw) if raw is not None else None
        if decoded is None:
            return super()._record(kind, record_id, file)
        return record_from(kind, record_id, file, (decoded, read_text(decoded.text, file)))

    def notices(self) -> tuple[Issue, ...]:
        return (issue("dossier-ancien", Position(HEAD), format=self._from, connu=FORMAT),)


def _steps(start: int) -> list[migrations.Migration]:
    if start > FORMAT:
        raise FormatError.of("format-recent", format=start, connu=FORMAT)
    known = {step.depuis: step for step in migrations.MIGRATIONS}
    if missing := [number for number in range(start, FORMAT) if number not in known]:
        raise FormatError.of("format-inconnu", format=missing[0], connu=FORMAT)
    return [known[number] for number in range(start, FORMAT)]


def _changes(raws: Mapping[str, bytes], files: Mapping[str, FileText], texts: Mapping[str, str]) -> list[Change]:
    """Return the difference between the files read and the texts that they become, `qvt.yaml` last.

    A text that comes from no file of the same name is written in UTF-8.
    """
    changes = [Change(file, raws[file], None) for file in files if file not in texts]
    for file, text in texts.items():
        old = files.get(file)
        if old is None or text != old.text:
            new = old.encode(text) if old else text.encode("utf-8")
            changes.append(Change(file, raws.get(file), new))
    return sorted(changes, key=lambda change: (change.file == HEAD, change.file))
