"""What had been decided, and what became of it: decisions, tasks, proposals with their delays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.export.vues.base import date_fr, le, pour
from qvtkit.method.delais import suivis
from qvtkit.method.lexique import majuscule, minuscule, phrase
from qvtkit.model.codes import TypeFait, TypeNote
from qvtkit.model.dates import date_of_id
from qvtkit.model.references import meeting_group
from qvtkit.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qvtkit.export.vues.base import Base
    from qvtkit.export.vues.copil_reunion import Precedente
    from qvtkit.method.delais import Suivi
    from qvtkit.model.proposition import Proposition
    from qvtkit.model.reunion import NoteReunion

_YEAR = 365


@dataclass(frozen=True, slots=True)
class Tache:
    """A task: what, who, for when, whether it is done, and the meeting that noted it where it is another one."""

    texte: str
    qui: str
    pour: str
    etat: str
    ailleurs: str


@dataclass(frozen=True, slots=True)
class PropositionSuivie:
    """A proposal, and in a sentence where its answer is."""

    texte: str
    suite: str


@dataclass(frozen=True, slots=True)
class Suivis:
    """What the last meeting left behind it."""

    decisions: tuple[str, ...]
    taches: tuple[Tache, ...]
    propositions: tuple[PropositionSuivie, ...]
    sans_compte_rendu: bool
    """The meeting is known by the agenda alone."""


def suivi(base: Base, before: Precedente) -> Suivis:
    """Return what was decided at the last meeting and is waited for since."""
    return Suivis(
        decisions=tuple(_decisions(base, before)),
        taches=tuple(_taches(base, before)),
        propositions=tuple(_propositions(base, before)),
        sans_compte_rendu=before.est_reunion and not before.reunion,
    )


def _decisions(base: Base, before: Precedente) -> Iterator[str]:
    """Yield the decisions of the minutes, else those that the journal dates of that day."""
    if before.reunion:
        for note in base.projet.reunions[before.reunion].notes:
            if note.type is TypeNote.DECISION and note.texte:
                yield phrase(note.texte)
    elif before.est_reunion:
        for fact in base.projet.journal.faits:
            if fact.type is TypeFait.DECISION and fact.date == before.date and fact.texte:
                yield phrase(fact.texte)


def _taches(base: Base, before: Precedente) -> Iterator[Tache]:
    """Yield all the tasks of the last meeting, then those of the others that are not done."""
    keys = sorted(base.projet.reunions, key=lambda key: (key != before.reunion, key))
    for key in keys:
        held = date_of_id(key)
        if held and held.first_day > base.aujourdhui:
            continue
        for note in base.projet.reunions[key].notes:
            if note.type is TypeNote.A_FAIRE and note.texte and (key == before.reunion or not note.fait):
                yield _tache(base, note, "" if key == before.reunion else _held(base, key))


def _tache(base: Base, note: NoteReunion, elsewhere: str) -> Tache:
    if note.fait:
        state = "Fait"
    elif note.echeance and note.echeance.last_day < base.aujourdhui:
        state = f"En retard ({jours((base.aujourdhui - note.echeance.last_day).days)})"
    else:
        state = "À faire"
    return Tache(phrase(note.texte), majuscule(note.qui) or "À préciser", date_fr(note.echeance) or "À préciser",
                 state, elsewhere)  # fmt: skip


def _held(base: Base, key: str) -> str:
    """« Groupe QVT, le 08/11/2016 »."""
    group = base.groupe(meeting_group(key, base.projet.groupes))
    return ", ".join(filter(None, (group, le(date_of_id(key)))))


def _propositions(base: Base, before: Precedente) -> Iterator[PropositionSuivie]:
    """Yield the proposals that wait, the latest first, then those answered since."""
    for one in suivis(base.projet, base.aujourdhui):
        each = one.proposition
        if not each.texte or (each.date and each.date.first_day > base.aujourdhui):
            continue
        if one.a_repondre:
            yield PropositionSuivie(phrase(each.texte), attente(one))
        elif _since(each, before):
            yield PropositionSuivie(phrase(each.texte), _reponse(one))


def _since(each: Proposition, before: Precedente) -> bool:
    answered = each.reponse.date if each.reponse else None
    return answered is not None and (before.date is None or not answered.surely_before(before.date))


def attente(one: Suivi) -> str:
    """« Sans réponse depuis 36 jours ; attendue pour le 14/03/2017, 8 jours de retard. »."""
    waited = f"Sans réponse depuis {jours(one.attente)}" if one.attente is not None else "Sans réponse"
    due = pour(one.proposition.echeance)
    late = f", {jours(one.retard)} de retard" if one.retard else ""
    return phrase(f"{waited} ; attendue {due}{late}" if due else waited)


def _reponse(one: Suivi) -> str:
    """« Acceptée le 07/03/2017 (7 jours après) : oui, dès le 13 mars. »."""
    answer = one.proposition.reponse
    if answer is None:
        return ""
    after = f" ({jours(one.attente)} après)" if one.attente else ""
    head = f"{one.proposition.etat.libelle} {le(answer.date)}{after}"
    return phrase(f"{head} : {minuscule(answer.texte)}" if answer.texte else head)


def jours(count: int) -> str:
    """« 12 jours »; past a year nobody counts the days."""
    return plural(count, "jour") if count <= _YEAR else "plus d’un an"
