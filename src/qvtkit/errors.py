"""Why an operation cannot go on. Each exception carries its exit code, its sentence and its remedy.

::

    QvtkitError                 1   nothing was written
    ├── InvalidRecordError      1   the folder or the record holds errors (see .issues)
    ├── RefusedError            1   the action does not apply to what is there
    │   └── EditedSinceError    1   what was to be taken back was edited since (see .difference)
    ├── UsageError              2   wrong option, missing answer or reason
    │   └── MissingAnswersError 2   a question could not be asked (see .missing)
    ├── NoProjectError          3   no qvt.yaml here or above
    ├── ChangedMeanwhileError   4   someone else changed the file since it was read
    ├── LockedError             4   someone else is writing in the project
    ├── FileSystemError         5   cannot read or write
    ├── FormatError             6   the folder's format is too new or must be migrated
    └── InterruptedByUserError  130 Ctrl-C

One boundary (`__main__.py`) turns them into a message and an exit code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from qvtkit.issues import Issue, issue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qvtkit.issues import Position


class QvtkitError(Exception):
    """Base of all: `issues` says what happened, in the words of the catalogue."""

    exit_code: ClassVar[int] = 1

    def __init__(self, *issues: Issue) -> None:
        super().__init__(issues[0].message if issues else "")
        self.issues: tuple[Issue, ...] = issues

    @classmethod
    def of(cls, code: str, position: Position | None = None, **params: object) -> QvtkitError:
        """Build the error from one code of the catalogue."""
        return cls(issue(code, position, (), **params))


class InvalidRecordError(QvtkitError):
    """A record, or the file it lives in, holds errors."""


class RefusedError(QvtkitError):
    """The action makes no sense on what is there (already exists, already closed…)."""


class EditedSinceError(RefusedError):
    """The lines that a change touched were edited since."""

    def __init__(self, *issues: Issue, difference: str = "") -> None:
        super().__init__(*issues)
        self.difference = difference


class UsageError(QvtkitError):
    """A wrong option or argument."""

    exit_code = 2


class MissingAnswersError(UsageError):
    """Questions that had to be asked and could not be. `missing` names the options."""

    def __init__(self, missing: Sequence[tuple[str, str]]) -> None:
        super().__init__(*(issue("reponse-manquante", question=text, option=option) for option, text in missing))
        self.missing = tuple(missing)


class NoProjectError(QvtkitError):
    """No project in this folder or above."""

    exit_code = 3


class ChangedMeanwhileError(QvtkitError):
    """The file is not what it was when it was read."""

    exit_code = 4


class LockedError(QvtkitError):
    """Somebody else is writing in the project."""

    exit_code = 4


class FileSystemError(QvtkitError):
    """The system refused to read or write."""

    exit_code = 5


class FormatError(QvtkitError):
    """The folder is of a format that this version does not write."""

    exit_code = 6


class InterruptedByUserError(QvtkitError):
    """The user pressed Ctrl-C; what was typed is in a draft when `issues` says so."""

    exit_code = 130
