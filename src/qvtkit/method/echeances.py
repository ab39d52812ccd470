"""What is dated and awaited: the events of the agenda, and the tasks noted in meetings.

Tasks live in the notes of their meeting; here they only stand beside the events.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qvtkit.method.seances_prevues import sort_de_toutes
from qvtkit.model.codes import EtatEvenement, TypeNote
from qvtkit.model.dates import DateSouple, date_of_id
from qvtkit.text import slugify

if TYPE_CHECKING:
    import datetime as dt

    from qvtkit.model.agenda import Evenement
    from qvtkit.model.projet import Projet
    from qvtkit.model.reunion import NoteReunion

A_FAIRE = "a-faire"
_SHORT = 30


class Echeance(NamedTuple):
    """A date: an event of the agenda, or a task of a meeting (whose `genre` is « a-faire »)."""

    cle: str
    """Its short name: the date, then the title."""
    date: DateSouple | None
    heure: str
    genre: str
    libelle: str
    texte: str
    etat: EtatEvenement
    groupe: str | None
    lieu: str
    qui: str
    reunion: str
    """Id of the meeting that noted it, empty for an event."""
    rang: int
    """Its rank among the events, or among the notes of the meeting."""
    numero: int | None = None
    duree_jours: float | None = None

    @property
    def attendue(self) -> bool:
        """Tell whether it is still to be done."""
        return self.etat in {EtatEvenement.PREVU, EtatEvenement.REPORTE}

    @property
    def a_faire(self) -> str:
        """A task in words, with who does it."""
        return f"À faire : {self.texte}" + (f" ({self.qui})" if self.qui else "")

    def en_retard(self, day: dt.date) -> bool:
        """Tell whether its date is past and it is not done."""
        return self.attendue and self.date is not None and self.date.last_day < day


def echeances(projet: Projet) -> tuple[Echeance, ...]:
    """Return the events and the tasks, in order of date; what has no date comes last."""
    fates = sort_de_toutes(projet)
    found = [_event(rank, each, fates.get(rank, each.etat)) for rank, each in enumerate(projet.agenda.evenements)]
    for key, meeting in projet.reunions.items():
        found += [
            _task(key, rank, note)
            for rank, note in enumerate(meeting.notes)
            if note.type is TypeNote.A_FAIRE and note.texte
        ]
    found.sort(key=lambda each: (each.date is None, each.date.sort_key if each.date else (), each.heure))
    return tuple(_distinct(found))


def _event(rank: int, each: Evenement, etat: EtatEvenement) -> Echeance:
    """Return an event; a planned session is in the state that the sessions held since give it."""
    title = each.titre or each.type.libelle
    return Echeance(
        cle=_name(each.date, title), date=each.date, heure=each.heure or "", genre=str(each.type),
        libelle=each.type.libelle, texte=each.titre, etat=etat, groupe=each.groupe, lieu=each.lieu, qui="",
        reunion="", rang=rank, numero=each.numero, duree_jours=each.duree_jours,
    )  # fmt: skip


def _task(meeting: str, rank: int, note: NoteReunion) -> Echeance:
    """Return a task; without a delay it keeps none, and is named after its meeting's day."""
    return Echeance(
        cle=_name(note.echeance or date_of_id(meeting), note.texte), date=note.echeance, heure="", genre=A_FAIRE,
        libelle="À faire", texte=note.texte, etat=EtatEvenement.FAIT if note.fait else EtatEvenement.PREVU,
        groupe=None, lieu="", qui=note.qui, reunion=meeting, rang=rank,
    )  # fmt: skip


def _name(date: DateSouple | None, title: str) -> str:
    """Return the date and the first words: a name that one can type."""
    words = slugify(title)
    if len(words) > _SHORT:
        words = words[: _SHORT + 1].rpartition("-")[0] or words[:_SHORT]
    return "-".join(filter(None, (str(date) if date else "", words)))


def _distinct(found: list[Echeance]) -> list[Echeance]:
    """Return the same, each with a name of its own: a second one of a name gets a number."""
    seen: dict[str, int] = {}
    kept = []
    for each in found:
        seen[each.cle] = number = seen.get(each.cle, 0) + 1
        kept.append(each if number == 1 else each._replace(cle=f"{each.cle}-{number}"))
    return kept
