"""A gentle word, as something is written, on a name or a blame that was not there before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qvtkit.checks.persons import Lecteur
from qvtkit.issues import Issue, issue
from qvtkit.model.kinds import kind_of
from qvtkit.store.files import decode
from qvtkit.store.reader import read_text
from qvtkit.store.validate import validate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qvtkit.model.projet import Projet
    from qvtkit.ops.outcome import Outcome
    from qvtkit.store.changes import Change

_MOST = 3
"""Files above which an action is a copy or a repair, and nothing was typed."""


def told(projet: Projet, outcome: Outcome) -> Outcome:
    """Return *outcome* with a remark for each name or blame that it brings; nothing is refused."""
    if outcome.entree or len(outcome.changes) > _MOST:
        return outcome
    reader = Lecteur.of(projet)
    found = tuple(each for change in outcome.changes for each in _brought(reader, change))
    return replace(outcome, issues=(*outcome.issues, *found)) if found else outcome


def _brought(reader: Lecteur, change: Change) -> Iterator[Issue]:
    """Yield what the new text of a file says that the old one did not."""
    known = {(code, words) for _, code, words in _read(reader, change, change.old)}
    for path, code, words in _read(reader, change, change.new):
        if (code, words) not in known:
            yield issue(code, None, path, mots=words)


def _read(reader: Lecteur, change: Change, raw: bytes | None) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    kind = kind_of(change.file)
    decoded = decode(raw) if raw else None
    if kind is None or decoded is None:
        return
    record, _ = validate(kind[0].model, read_text(decoded.text, change.file).data)
    if record is not None:
        yield from reader.remarques(record)
