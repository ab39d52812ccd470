"""The minutes of a meeting on a page or two: what was decided, where opinions differ, who does what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.context import contexte
from qvtkit.export.coupe import coupe
from qvtkit.export.document import Block, Bullets, Heading, Para, Run, Table
from qvtkit.export.secret.masking import masked
from qvtkit.export.sections.communs import dit, fiche_identite, liste
from qvtkit.export.shell import document
from qvtkit.export.vues.attendus import heure
from qvtkit.export.vues.base import Base, date_fr, pour
from qvtkit.method.lexique import majuscule, minuscule, phrase
from qvtkit.model.codes import EtatEvenement, TypeEvenement, TypeNote
from qvtkit.model.dates import date_of_id
from qvtkit.model.references import meeting_group
from qvtkit.text import NBSP

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from qvtkit.export.document import Document
    from qvtkit.export.sections.communs import Blocks
    from qvtkit.model.agenda import Evenement
    from qvtkit.model.codes import Code
    from qvtkit.model.dates import DateSouple
    from qvtkit.model.projet import Projet
    from qvtkit.model.proposition import Proposition
    from qvtkit.model.reunion import NoteReunion, Reunion

_NONE = "Aucune."
LONGEST = 90
"""Characters of the name of a group, in a title."""
_MEETS = frozenset({TypeEvenement.REUNION, TypeEvenement.SEANCE, TypeEvenement.RESTITUTION, TypeEvenement.REVUE})
_COMING = frozenset({EtatEvenement.PREVU, EtatEvenement.FAIT})


def build(projet: Projet, meeting_id: str, aujourdhui: dt.date) -> Document:
    """Return the minutes of the meeting *meeting_id*: functions and collèges, no name unless the project says so."""
    seen = contexte(projet, aujourdhui)
    base = Base.of(masked(projet), aujourdhui)
    meeting = base.projet.reunions[meeting_id]
    day = date_fr(date_of_id(meeting_id))
    group = coupe(_group(base, meeting_id), LONGEST)
    title = f"{group}, réunion du {day}" if day else group
    return document(
        seen, titre=title, genre="Compte rendu de réunion", sujet=f"Compte rendu : {title}",
        blocs=tuple(_blocks(base, meeting, _event(base, meeting_id))),
    )  # fmt: skip


def _group(base: Base, meeting_id: str) -> str:
    """Return the name of the group that the name of the file tells."""
    return base.groupe(meeting_group(meeting_id, base.projet.groupes)) or "Réunion"


def _event(base: Base, meeting_id: str) -> Evenement | None:
    """Return the event of the agenda for that day and that group: it knows the hour and the place."""
    day, group = date_of_id(meeting_id), meeting_group(meeting_id, base.projet.groupes)
    return evenement(base, day, group) if day and group else None


def evenement(
    base: Base, day: DateSouple | None, group: str | None, kind: TypeEvenement | None = None
) -> Evenement | None:
    """Return what the agenda holds on that day for that group, of that kind where one is wanted."""
    return next(
        (each for each in base.projet.agenda.evenements
         if day and each.date == day and each.groupe and each.groupe == group and kind in {None, each.type}),
        None,
    )  # fmt: skip


def _blocks(base: Base, meeting: Reunion, event: Evenement | None) -> Iterator[Block]:
    yield from fiche_identite((
        ("Objet", event.titre if event else ""),
        ("Heure et lieu", ", ".join(filter(None, (heure(event.heure), event.lieu))) if event else ""),
        ("Présents", presents(base, meeting.presents)),
    ))  # fmt: skip
    yield from part("Ordre du jour", _ordered(meeting))
    yield Heading(1, "Décisions")
    yield from liste(phrase(note.texte) for note in _notes(meeting, TypeNote.DECISION)) or (Para(_NONE),)
    yield from part("Avis différents", _divergences(base, meeting))
    yield from part("Propositions", _proposals(base, meeting))
    yield from part("À faire", _tasks(base, meeting))
    yield from part("Notes", liste(phrase(note.texte) for note in _notes(meeting, TypeNote.NOTE)))
    yield from suite(base, event)


def suite(base: Base, event: Evenement | None) -> Blocks:
    """When the same group meets next, where the agenda says it."""
    later = [
        each for each in base.projet.agenda.evenements
        if event and each.groupe == event.groupe and each.date and event.date and each.etat in _COMING
        and each.date.first_day > event.date.last_day and each.type in _MEETS
    ]  # fmt: skip
    if not later:
        return ()
    coming = min(later, key=lambda each: each.date.sort_key if each.date else ())
    when = ", ".join(filter(None, (date_fr(coming.date), heure(coming.heure), coming.lieu)))
    return dit("La fois suivante", phrase(f"{when} : {minuscule(coming.titre or coming.type.libelle)}"))


def part(title: str, blocks: Blocks) -> Blocks:
    """Return *blocks* under a heading; nothing at all when there is nothing under it."""
    return (Heading(1, title), *blocks) if blocks else ()


def _notes(meeting: Reunion, kind: Code) -> list[NoteReunion]:
    return [note for note in meeting.notes if note.type is kind]


def presents(base: Base, counts: Mapping[str, int]) -> str:
    """« Direction (1), métiers (6) »: collèges and numbers, nobody's name."""
    return majuscule(", ".join(f"{minuscule(base.mots.partie(who))}{NBSP}({count})" for who, count in counts.items()))


def _ordered(meeting: Reunion) -> Blocks:
    items = tuple(majuscule(item) for item in meeting.ordre_du_jour if item)
    return (Bullets(items, ordonnee=True),) if items else ()


def _divergences(base: Base, meeting: Reunion) -> Blocks:
    """Return each divergence with what each said: kept side by side, not settled by a vote."""
    blocks: list[Block] = []
    for note in _notes(meeting, TypeNote.DIVERGENCE):
        blocks.append(Para(phrase(note.texte)))
        blocks += liste(
            (Run(base.mots.partie(who), gras=True), Run(f" : {minuscule(phrase(said))}"))
            for who, said in note.avis.items()
        )
    return tuple(blocks)


def _proposals(base: Base, meeting: Reunion) -> Blocks:
    """Return the proposals of a meeting; one whose record is gone is told by what is left of it."""
    return propositions(base, [note.id or note.texte for note in _notes(meeting, TypeNote.PROPOSITION)])


def propositions(base: Base, keys: Sequence[str]) -> Blocks:
    """Return the proposals of these ids with where they stand now."""
    rows = []
    for key in keys:
        found = base.projet.propositions.get(key)
        if found is None:
            rows.append((phrase(key if " " in key else base.mots.mots(key)), "–"))
            continue
        answer = found.reponse
        said = phrase(answer.texte) if answer and answer.texte else _attendue(base, found)
        by = f" ({', '.join(filter(None, (minuscule(answer.par), date_fr(answer.date))))})" if answer else ""
        rows.append((phrase(found.texte), f"{found.etat.libelle}{by.replace(' ()', '')}. {said}"))
    return (Table("", ("Proposition", "Où elle en est"), tuple(rows), largeurs=(3, 4)),) if rows else ()


def _attendue(base: Base, proposal: Proposition) -> str:
    """« Réponse attendue pour le 31/01/2017. », that date past or not."""
    late = proposal.echeance is not None and proposal.echeance.last_day < base.aujourdhui
    return phrase(
        " ".join(filter(None, ("La réponse était attendue" if late else "Réponse attendue", pour(proposal.echeance))))
    )


def _tasks(base: Base, meeting: Reunion) -> Blocks:
    rows = tuple(
        (phrase(note.texte), majuscule(note.qui) or "À préciser", date_fr(note.echeance) or "À préciser",
         "Fait" if note.fait else _waits(note, base.aujourdhui))
        for note in _notes(meeting, TypeNote.A_FAIRE) if note.texte
    )  # fmt: skip
    heads = ("Quoi", "Qui", "Pour le", "État")
    return (Table("", heads, rows, largeurs=(5, 2, 1.6, 1.4)),) if rows else ()


def _waits(note: NoteReunion, day: dt.date) -> str:
    return "En retard" if note.echeance and note.echeance.last_day < day else "À faire"
