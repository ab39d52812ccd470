"""A record that people write in a file of their own, to give it as an answer: `--reponses FICHIER.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from qvtkit.errors import InvalidRecordError
from qvtkit.issues import Level, Position
from qvtkit.store.project import read_answers
from qvtkit.store.validate import validate

if TYPE_CHECKING:
    from qvtkit.model.base import Record

Kind = TypeVar("Kind", bound="Record")


def read_record(model: type[Kind], file: str) -> Kind:
    """Return the record of kind *model* that the YAML *file* holds.

    Raises InvalidRecordError with the places in that file, FileSystemError where it cannot be read.
    """
    text = read_answers(Path(file), file)
    found = list(text.issues)
    record = None
    if text.data is not None:
        record, problems = validate(model, text.data)
        found += [problem.at(text.position(*problem.path)) for problem in problems]
    wrong = [each for each in found if each.level is Level.ERREUR]
    if record is None or wrong:
        raise InvalidRecordError(*sorted(wrong, key=lambda each: each.position or Position(file)))
    return cast("Kind", record)
