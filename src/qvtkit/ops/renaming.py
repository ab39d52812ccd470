"""Rename a record and every reference to it."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from qvtkit.errors import RefusedError, UsageError
from qvtkit.issues import Position
from qvtkit.model.kinds import KINDS
from qvtkit.model.references import referring_to, renamed
from qvtkit.ops import records
from qvtkit.ops.outcome import Outcome
from qvtkit.ops.removal import files_of, require_readable_sources
from qvtkit.store.changes import Change
from qvtkit.store.edit import SetValue
from qvtkit.store.files import read_bytes
from qvtkit.store.render import Plain
from qvtkit.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qvtkit.model.projet import Projet

_DATED = frozenset({"seance", "evaluation", "reunion"})
_BEGINS_WITH_A_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(-|$)")


def rename(projet: Projet, kind: str, old: str, typed: str) -> Outcome:
    """Return the outcome that gives the record *old* the id *typed*: its files move, its references follow.

    Raises RefusedError where the name is taken; UsageError for a name that cannot be an id;
    InvalidRecordError where a file that may refer to it cannot be read.
    """
    new = _new_id(kind, old, typed)
    require_readable_sources(projet, kind)
    edits = _edits(projet, kind, old, new)
    moves = dict(_moves(projet, kind, old, new))
    _require_free(projet, kind, new, moves)
    rewritten = {change.file: change for change in _rewritten(projet, edits)}
    changes = [each for file, each in rewritten.items() if file not in moves]
    for file, target in moves.items():
        raw = read_bytes(records.root(projet) / file)
        moved = rewritten[file].new if file in rewritten else raw
        changes += [Change(target, None, moved), Change(file, raw, None)]
    count = sum(len(each) for each in edits.values())
    also = f" ; {plural(count, 'référence réécrite', 'références réécrites')}" if count else ""
    return Outcome(
        racine=projet.racine, kind=kind, changes=tuple(changes), suite=("qvtkit check", "qvtkit undo"),
        message=f"Nouveau nom : {KINDS[kind].libelle} « {old} » devient « {new} »{also}.",
        data={"ancien": old, "id": new, "deplaces": moves, "references": count},
    )  # fmt: skip


def _new_id(kind: str, old: str, typed: str) -> str:
    """Return the whole new id: a session stays in its experiment."""
    parent, _, _ = old.rpartition("/")
    name = records.clean_id(typed.rpartition("/")[2] if parent and typed.startswith(f"{parent}/") else typed)
    if kind in _DATED and not _BEGINS_WITH_A_DATE.match(name):
        raise UsageError.of("identifiant-sans-date", valeur=typed)
    return f"{parent}/{name}" if parent else name


def _moves(projet: Projet, kind: str, old: str, new: str) -> Iterator[tuple[str, str]]:
    """Yield the files that change their place, old and new: those of the record, and the meetings of a group."""
    the_kind = KINDS[kind]
    own, target = projet.loaded(kind)[old].file, the_kind.path(new)
    yield own, target
    for file in files_of(projet, kind, old)[1:]:
        yield file, target.rpartition("/")[0] + file.removeprefix(own.rpartition("/")[0])
    for link in referring_to(projet, kind, old):
        if not link.path and link.source.kind.nom == "reunion":
            yield link.source.file, KINDS["reunion"].path(_meeting(link.source.id, old, new))


def _meeting(meeting: str, old: str, new: str) -> str:
    date, _, rest = meeting.partition(f"-{old}")
    return f"{date}-{new}{rest}"


def _require_free(projet: Projet, kind: str, new: str, moves: dict[str, str]) -> None:
    root = records.root(projet)
    for file, target in moves.items():
        if file == target:
            raise RefusedError.of("deja-dans-etat", Position(file), quoi="Le nom", etat=new, conseil="")
        if (root / target).exists():
            raise RefusedError.of(
                "existe-deja", Position(target), quoi=KINDS[kind].libelle.capitalize(), id=new, fichier=target,
                conseil="Choisissez un autre nom.",
            )  # fmt: skip


def _edits(projet: Projet, kind: str, old: str, new: str) -> dict[tuple[str, str], list[SetValue]]:
    """Return the references to rewrite, by record (kind, id)."""
    found: dict[tuple[str, str], list[SetValue]] = defaultdict(list)
    moved = [(kind, old, new)]
    if kind == "groupe":
        meetings = (link.source for link in referring_to(projet, kind, old) if not link.path)
        moved += [("reunion", each.id, _meeting(each.id, old, new)) for each in meetings]
    for each_kind, each_old, each_new in moved:
        for link in referring_to(projet, each_kind, each_old):
            if link.path:
                value = SetValue(link.path, Plain(renamed(link, each_new)))
                found[link.source.kind.nom, link.source.id].append(value)
    return found


def _rewritten(projet: Projet, edits: dict[tuple[str, str], list[SetValue]]) -> Iterator[Change]:
    for (kind, record_id), each in edits.items():
        yield records.edited(projet, kind, record_id, each)[0]
