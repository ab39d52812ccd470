"""What refers to what: the one table of the links between records, and the walk that finds them.

A link is written at one end only. The check of references, `remove` (which lists what still
refers) and `rename` (which rewrites it) all read this table.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, cast

from qvtkit.model.groupe import Groupe
from qvtkit.model.questionnaire import Questionnaire

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qvtkit.issues import Position
    from qvtkit.model.base import Record
    from qvtkit.model.projet import Loaded, Projet

Path = tuple[str | int, ...]

# Kind of the record, where the link stands in it (`*`: each item; `{}`: each key), kind of what it names.
TABLE: tuple[tuple[str, str, str], ...] = (
    ("groupe", "sieges.*.remplace", "siege"),
    ("etat-des-lieux", "outils.*.questionnaire", "questionnaire"),
    ("probleme", "constats.*", "constat"),
    ("experimentation", "probleme", "probleme"),
    ("experimentation", "groupe", "groupe"),
    ("experimentation", "decision.par", "groupe"),
    ("experimentation", "indicateurs.*.indicateur", "indicateur"),
    ("experimentation", "plan.indicateurs.*.indicateur", "indicateur"),
    ("seance", "activites.*.indicateur", "indicateur"),
    ("indicateur", "exclusions.*.par", "groupe"),
    ("indicateur", "declinaison_de", "indicateur"),
    ("correspondance", "libelles.*.indicateur", "indicateur"),
    ("questionnaire", "questions.*.echelle", "echelle"),
    ("questionnaire", "vagues.*.effectifs.{}", "question"),
    ("proposition", "origine.seance", "seance"),
    ("proposition", "origine.reunion", "reunion"),
    ("proposition", "origine.probleme", "probleme"),
    ("proposition", "origine.questionnaire", "questionnaire"),
    ("evaluation", "grille", "grille"),
    ("evaluation", "experimentation", "experimentation"),
    ("evaluation", "groupe", "groupe"),
    ("reunion", "notes.*.id", "proposition"),
    ("agenda", "evenements.*.groupe", "groupe"),
    ("suites", "pilote.groupe", "groupe"),
    ("suites", "actions.*.probleme", "probleme"),
    ("suites", "revues.*.groupe", "groupe"),
    ("suites", "revues.*.changements.*.experimentation", "experimentation"),
)
INNER = frozenset({"siege", "echelle", "question"})
"""Kinds that live inside the record that names them: their full id is « record/name »."""
_DATE = re.compile(r"^\d{4}(-\d\d?){0,2}-?")


class Reference(NamedTuple):
    """A link: the file that holds it, where in it, the id as it is read, the kind of what it names.

    An empty `path` means that the file's own name, or its folder's, is the link.
    """

    source: Loaded[Record]
    path: Path
    value: str
    kind: str

    @property
    def position(self) -> Position:
        """Where it is written."""
        return self.source.position(*self.path)

    @property
    def target(self) -> str:
        """Full id of what it names: « groupe-qvt/dir » for a seat, the value itself otherwise."""
        return f"{self.source.id}/{self.value}" if self.kind in INNER else self.value


def references(projet: Projet) -> Iterator[Reference]:
    """Yield every link of the project, in the order of the table."""
    for kind, where, target in TABLE:
        for loaded in projet.loaded(kind).values():
            for path, value in _walk(loaded.record, (), where.split(".")):
                yield Reference(loaded, path, value, target)
    for record_id, loaded in projet.loaded("seance").items():
        yield Reference(loaded, (), record_id.partition("/")[0], "experimentation")
    yield from _of_meetings(projet)


def referring_to(projet: Projet, kind: str, record_id: str) -> list[Reference]:
    """Return the links to one record; a link to a session also leads to its experiment.

    For what lives inside a record (`INNER`) the id is « record/name ».
    """
    return [each for each in references(projet) if _names(each, kind, record_id)]


def renamed(reference: Reference, new: str) -> str:
    """Return the value that *reference* must hold once what it leads to is called *new*.

    For a link to a session whose experiment changes its name, the date stays.
    """
    if reference.kind == "seance" and "/" not in new:
        return f"{new}/{reference.value.partition('/')[2]}"
    return new.rpartition("/")[2] if reference.kind in INNER else new


def known(projet: Projet, reference: Reference) -> frozenset[str] | None:
    """Return what *reference* may hold; None where the file that would tell cannot be read."""
    if reference.kind in INNER:
        return frozenset(_inner(reference.source.record, reference.kind))
    return declared(projet, reference.kind)


def declared(projet: Projet, kind: str) -> frozenset[str] | None:
    """Return the ids that exist for *kind*; None where the file that lists them cannot be read."""
    if kind == "constat":
        holder = projet.loaded("etat-des-lieux").get("")
        if holder is not None and holder.record is None:
            return None
        return frozenset(each.id for each in projet.etat_des_lieux.constats if each.id)
    if kind == "grille":
        return frozenset(projet.grilles) | frozenset(projet.loaded("grille"))
    if kind in INNER:
        holders = projet.loaded("groupe" if kind == "siege" else "questionnaire")
        return frozenset(f"{key}/{name}" for key, each in holders.items() for name in _inner(each.record, kind))
    return frozenset(projet.loaded(kind))


def _inner(record: Record | None, kind: str) -> Iterable[str]:
    """Return the names of the seats, scales or questions of a record."""
    if isinstance(record, Groupe):
        return (seat.id for seat in record.sieges if seat.id)
    if isinstance(record, Questionnaire):
        return record.echelles if kind == "echelle" else (each.id for each in record.questions if each.id)
    return ()


def _names(reference: Reference, kind: str, record_id: str) -> bool:
    if reference.kind == kind:
        return reference.target == record_id
    through_session = kind == "experimentation" and reference.kind == "seance"
    return through_session and reference.value.startswith(f"{record_id}/")


def _walk(value: object, path: Path, steps: list[str]) -> Iterator[tuple[Path, str]]:
    """Yield the texts found by following *steps* below *value*, each with its path."""
    if value is None or value == "":
        return
    if not steps:
        yield path, str(value)
        return
    step, rest = steps[0], steps[1:]
    if step == "*":
        for rank, item in enumerate(cast("tuple[object, ...]", value)):
            yield from _walk(item, (*path, rank), rest)
    elif step == "{}":
        for key in cast("dict[str, object]", value):
            yield (*path, key), key
    else:
        yield from _walk(getattr(value, step), (*path, step), rest)


def meeting_group(meeting_id: str, groups: Iterable[str]) -> str:
    """Return the group that the name of a meeting tells (« 2016-11-08-groupe-qvt »), known or not; may be empty."""
    rest = _DATE.sub("", meeting_id)
    begun = [group for group in groups if f"{rest}-".startswith(f"{group}-")]
    return max(begun, key=len, default=rest)


def _of_meetings(projet: Projet) -> Iterator[Reference]:
    """Yield the group that the file's name of each meeting tells."""
    groups = projet.loaded("groupe")
    for record_id, loaded in projet.loaded("reunion").items():
        if name := meeting_group(record_id, groups):
            yield Reference(loaded, (), name, "groupe")
