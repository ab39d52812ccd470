"""The minutes of a meeting on a page or two: what was decided, where opinions differ, who does what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.context import contexte, masked
from qvtkit.export.document import Block, Bullets, Heading, Para, Run, Table
from qvtkit.export.sections.communs import fiche_identite, liste
from qvtkit.export.shell import document
from qvtkit.export.vues.base import Base, date_fr, pour
from qvtkit.method.lexique import majuscule, minuscule, phrase
from qvtkit.model.codes import TypeNote
from qvtkit.model.dates import date_of_id
from qvtkit.model.references import meeting_group

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from qvtkit.export.document import Document
    from qvtkit.export.sections.communs import Blocks
    from qvtkit.model.agenda import Evenement
    from qvtkit.model.codes import Code
    from qvtkit.model.projet import Projet
    from qvtkit.model.reunion import NoteReunion, Reunion

_NONE = "Aucune."


def build(projet: Projet, meeting_id: str, aujourdhui: dt.date) -> Document:
    """Return the minutes of the meeting *meeting_id*: functions and collèges, no name unless the project says so."""
    seen = contexte(projet, aujourdhui)
    base = Base.of(masked(projet), aujourdhui)
    meeting = base.projet.reunions[meeting_id]
    day = date_fr(date_of_id(meeting_id))
    group = _group(base, meeting_id)
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
    day = date_of_id(meeting_id)
    return next(
        (each for each in base.projet.agenda.evenements
         if each.date == day and each.groupe and f"{meeting_id}-".startswith(f"{day}-{each.groupe}-")),
        None,
    )  # fmt: skip


def _blocks(base: Base, meeting: Reunion, event: Evenement | None) -> Iterator[Block]:
    yield from fiche_identite((
        ("Objet", event.titre if event else ""),
        ("Heure et lieu", ", ".join(filter(None, (event.heure or "", event.lieu))) if event else ""),
        ("Présents", _present(base, meeting)),
    ))  # fmt: skip
    yield from _part("Ordre du jour", _ordered(meeting))
    yield Heading(1, "Décisions")
    yield from liste(phrase(note.texte) for note in _notes(meeting, TypeNote.DECISION)) or (Para(_NONE),)
    yield from _part("Avis différents", _divergences(base, meeting))
    yield from _part("Propositions", _proposals(base, meeting))
    yield from _part("À faire", _tasks(meeting))
    yield from _part("Notes", liste(phrase(note.texte) for note in _notes(meeting, TypeNote.NOTE)))


def _part(title: str, blocks: Blocks) -> Blocks:
    """Return *blocks* under a heading; nothing at all when there is nothing under it."""
    return (Heading(1, title), *blocks) if blocks else ()


def _notes(meeting: Reunion, kind: Code) -> list[NoteReunion]:
    return [note for note in meeting.notes if note.type is kind]


def _present(base: Base, meeting: Reunion) -> str:
    """« Direction 1, métiers 6 »: collèges and numbers, nobody's name."""
    return majuscule(
        ", ".join(f"{minuscule(base.mots.partie(who))} {count}" for who, count in meeting.presents.items())
    )


def _ordered(meeting: Reunion) -> Blocks:
    items = tuple(majuscule(item) for item in meeting.ordre_du_jour if item)
    return (Bullets(items, ordonnee=True),) if items else ()


def _divergences(base: Base, meeting: Reunion) -> Blocks:
    """Return each divergence with what each said: kept side by side, not settled by a vote."""
    blocks: list[Block] = []
    for note in _notes(meeting, TypeNote.DIVERGENCE):
        blocks.append(Para(phrase(note.texte)))
        blocks += liste((Run(base.mots.partie(who), gras=True), Run(f" : {said}")) for who, said in note.avis.items())
    return tuple(blocks)


def _proposals(base: Base, meeting: Reunion) -> Blocks:
    """Return the proposals with where they stand now."""
    rows = []
    for note in _notes(meeting, TypeNote.PROPOSITION):
        found = base.projet.propositions.get(note.id or "")
        if found is None:
            rows.append((phrase(note.texte or base.mots.mots(note.id)), ""))
            continue
        answer = found.reponse
        said = (
            phrase(answer.texte)
            if answer and answer.texte
            else f"Réponse attendue {pour(found.echeance)}.".replace(" .", ".")
        )
        rows.append((phrase(found.texte), f"{found.etat.libelle}. {said}"))
    return (Table("", ("Proposition", "Réponse"), tuple(rows), largeurs=(3, 4)),) if rows else ()


def _tasks(meeting: Reunion) -> Blocks:
    rows = tuple(
        (phrase(note.texte), majuscule(note.qui) or "À préciser", date_fr(note.echeance) or "À préciser",
         "Fait" if note.fait else "Pas encore")
        for note in _notes(meeting, TypeNote.A_FAIRE) if note.texte
    )  # fmt: skip
    heads = ("Quoi", "Qui", "Pour le", "État")
    return (Table("", heads, rows, largeurs=(5, 2, 1.6, 1.4)),) if rows else ()
