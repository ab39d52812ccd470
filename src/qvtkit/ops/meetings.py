"""A meeting: its notes, and each proposal made in it filed in the register, in one go.

Decisions, divergences and tasks live in the notes of the meeting; the history and the reminders read
them there. One fact, one home.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from qvtkit.errors import MissingAnswersError, UsageError
from qvtkit.issues import Position, issue
from qvtkit.method.delais import Suivi, suivis
from qvtkit.method.echeances import A_FAIRE, Echeance, echeances
from qvtkit.model.agenda import Evenement
from qvtkit.model.codes import EtatEvenement, TypeEvenement, TypeNote
from qvtkit.model.dates import DateSouple
from qvtkit.model.kinds import KINDS
from qvtkit.model.proposition import Proposition
from qvtkit.model.references import meeting_group
from qvtkit.model.reunion import NoteReunion, Reunion
from qvtkit.ops import proposals, records
from qvtkit.ops.outcome import Outcome
from qvtkit.ops.record_file import read_record
from qvtkit.store.changes import new_record
from qvtkit.store.edit import SetValue
from qvtkit.text import enumerate_fr, plural

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from qvtkit.model.projet import Projet
    from qvtkit.store.changes import Change

KIND = "reunion"
_WORDS = {
    TypeNote.DECISION: ("décision", "décisions"), TypeNote.DIVERGENCE: ("divergence", "divergences"),
    TypeNote.PROPOSITION: ("proposition", "propositions"), TypeNote.A_FAIRE: ("tâche", "tâches"),
    TypeNote.NOTE: ("note", "notes"),
}  # fmt: skip


def free_id(projet: Projet, group: str, day: DateSouple) -> str:
    """Return the name of a meeting of *group* on *day*: with a number where one was held already."""
    taken = projet.loaded(KIND)
    names = (f"{day}-{group}", *(f"{day}-{group}-{number}" for number in range(2, 100)))
    return next(name for name in names if name not in taken)


def day_of(typed: str) -> DateSouple:
    """Return the day that *typed* names; UsageError where it is not one day."""
    try:
        day = DateSouple.parse(typed)
    except ValueError:
        day = None
    if day is None or day.jour is None:
        raise UsageError.of("valeur-option", option="--date", message=f"« {typed} » ne dit pas le jour de la réunion.",
                            remede="Exemple : --date 15/11/2016")  # fmt: skip
    return day


def seated(projet: Projet, group: str, day: dt.date) -> dict[str, int]:
    """Return how many seats each collège holds in *group* (the first collège of a seat counts)."""
    found = projet.groupes.get(group)
    seats = found.open_seats(day) if found else ()
    return dict(Counter(str(seat.colleges[0]) for seat in seats if seat.colleges))


def left_open(projet: Projet, group: str, day: dt.date) -> tuple[list[Echeance], list[Suivi]]:
    """Return what the meeting may begin with: tasks of earlier meetings not done, proposals without answer."""
    known = projet.loaded("groupe")
    tasks = [
        each for each in echeances(projet)
        if each.genre == A_FAIRE and each.attendue and meeting_group(each.reunion, known) == group
    ]  # fmt: skip
    return tasks, [each for each in suivis(projet, day) if each.a_repondre]


def group_name(projet: Projet, meeting: str) -> str:
    """Return the name of the group that met."""
    group = meeting_group(meeting, projet.loaded("groupe"))
    found = projet.groupes.get(group)
    return found.nom if found and found.nom else group.replace("-", " ")


def summary(notes: Iterable[Mapping[str, Any]]) -> str:
    """Return « 2 décisions, 1 divergence et 3 tâches »."""
    counts = Counter(str(note["type"]) for note in notes)
    return enumerate_fr(plural(counts[kind], *words) for kind, words in _WORDS.items() if counts[kind])


def close(
    projet: Projet, group: str, day: DateSouple, data: Mapping[str, Any], today: dt.date, *, compte_rendu: bool = False
) -> Outcome:
    """File a meeting: its notes, its proposals in the register, its date held in the agenda; all or nothing.

    *data*: `presents`, `ordre_du_jour`, `notes` (those of type proposition still hold their text).
    *compte_rendu*: its minutes follow at once, so that they are not what comes next.
    """
    if not data.get("notes"):
        raise MissingAnswersError([("--note, ou --reponses", "qu’a-t-on noté ?")])
    key = free_id(projet, group, day)
    notes, filed = _filed(projet, key, day, data["notes"])
    record = records.parse(Reunion, {**data, "notes": notes})
    path = KINDS[KIND].path(key)
    change = new_record(records.root(projet), KINDS[KIND], key, record, records.header(path, KIND))
    changes = (change, *filed.values(), *_held(projet, group, day))
    again = f" Une réunion était déjà notée ce jour-là : celle-ci s’appelle {key}." if not key.endswith(group) else ""
    name = group_name(projet, key)
    late = _future(day, today, path)
    minutes = () if compte_rendu else (a_produire(key),)
    return Outcome(
        racine=projet.racine, kind=KIND, changes=changes, issues=(*records.warnings(record, change), *late),
        message=f"Réunion du {day.francais} enregistrée ({name}) : {summary(data['notes']) or 'sans note'}.{again}",
        data={"id": key, KIND: records.as_json(record), "propositions": list(filed)},
        suite=(*minutes, *(f"qvtkit proposal answer {each}" for each in list(filed)[:2]),
               "qvtkit agenda list --a-venir"),
    )  # fmt: skip


def a_produire(meeting: str) -> str:
    """Return the command that makes the minutes of *meeting*."""
    return f"qvtkit export compte-rendu {meeting}"


def _future(day: DateSouple, today: dt.date, path: str) -> Sequence[Any]:
    return [issue("date-future", Position(path), date=day.francais)] if day.first_day > today else []


def _filed(
    projet: Projet, meeting: str, day: DateSouple, notes: Iterable[Mapping[str, Any]]
) -> tuple[list[dict[str, Any]], dict[str, Change]]:
    """Return the notes with each proposal told by its id, and the changes that register those proposals."""
    kept: list[dict[str, Any]] = []
    filed: dict[str, Change] = {}
    for note in notes:
        if note["type"] != TypeNote.PROPOSITION or note.get("id"):
            kept.append(dict(note))
            continue
        data = {"texte": note["texte"], "date": day, "echeance": note.get("echeance")}
        record = proposals.described(projet, data, day.first_day)
        origin = records.parse(Proposition, {**record.as_file(), "origine": {"reunion": meeting}})
        key = proposals.new_id(origin.texte, day, {*projet.loaded("proposition"), *filed})
        kind = KINDS["proposition"]
        head = records.header(kind.path(key), "proposition")
        filed[key] = new_record(records.root(projet), kind, key, origin, head)
        kept.append({"type": str(TypeNote.PROPOSITION), "id": key})
    return kept, filed


def _held(projet: Projet, group: str, day: DateSouple) -> Iterable[Change]:
    """Yield the change that marks the meeting of that day held in the agenda, where it was planned."""
    if projet.one("agenda", "") is None:
        return
    for rank, event in enumerate(projet.agenda.evenements):
        waiting = event.etat in {EtatEvenement.PREVU, EtatEvenement.REPORTE}
        if event.type is TypeEvenement.REUNION and event.date == day and event.groupe in {group, None} and waiting:
            order = tuple(Evenement.model_fields)
            edit = SetValue(("evenements", rank, "etat"), EtatEvenement.FAIT, order)
            yield records.edited(projet, "agenda", "", [edit])[0]
            return


def read_answers(file: str) -> dict[str, Any]:
    """Return a meeting written in a YAML file, in the shape of its record; proposals may hold their text.

    Raises InvalidRecordError with the places in that file, FileSystemError where it cannot be read.
    """
    data = read_record(Reunion, file)
    return {
        "presents": dict(data.presents), "ordre_du_jour": list(data.ordre_du_jour),
        "notes": [_plain(note) for note in data.notes],
    }  # fmt: skip


def _plain(note: NoteReunion) -> dict[str, Any]:
    return {**note.as_file(), "type": str(note.type)}
