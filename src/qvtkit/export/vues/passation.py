"""What a newcomer needs and the other views do not say: open points, dated decisions, what is due."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.export.vues.base import date_fr, intervalle
from qvtkit.method.chronologie import chronologie
from qvtkit.method.delais import suivis
from qvtkit.method.echeances import echeances
from qvtkit.method.lexique import majuscule, minuscule, phrase, point_en_mots
from qvtkit.method.points import points_ouverts
from qvtkit.model.codes import EtatEvenement, EtatExperimentation, TypeFait, TypeNote
from qvtkit.text import fold, slugify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qvtkit.export.vues.base import Base, Paire
    from qvtkit.method.chronologie import FaitDate
    from qvtkit.method.echeances import Echeance
    from qvtkit.model.dates import DateSouple

JOURS = 90
"""How far ahead a newcomer looks (proposition qvtkit)."""
_NOTED = f"{TypeFait.DECISION.libelle} : "
"""How the journal's own decisions begin, in the chronology."""
_DONE = frozenset({EtatEvenement.FAIT, EtatEvenement.ANNULE})


@dataclass(frozen=True, slots=True)
class Echue:
    """Something due: when, what, and whether the day is past."""

    date: DateSouple
    texte: str
    en_retard: bool


@dataclass(frozen=True, slots=True)
class Passation:
    """The state of a project on the day somebody arrives."""

    phase: str
    points_ouverts: tuple[str, ...]
    sans_reponse: int
    decisions: tuple[Paire, ...]
    echeances: tuple[Echue, ...]
    plus_tard: int
    """How many dates lie beyond."""
    dossier: str
    """The name of the project's folder; never its whole path, which may hold somebody's name."""


def passation(base: Base) -> Passation:
    """Return what is open, decided and due in the project."""
    limit = base.aujourdhui + dt.timedelta(days=JOURS)
    due = sorted(_dues(base), key=lambda each: each.date.sort_key)
    return Passation(
        phase=_phase(base),
        points_ouverts=tuple(_open_points(base)),
        sans_reponse=sum(each.a_repondre for each in suivis(base.projet, base.aujourdhui)),
        decisions=tuple(_decisions(base)),
        echeances=tuple(each for each in due if each.date.first_day <= limit),
        plus_tard=sum(each.date.first_day > limit for each in due),
        dossier=base.projet.sans_nom(base.projet.racine.replace("\\", "/").rstrip("/").rpartition("/")[2]),
    )


def _phase(base: Base) -> str:
    stay = base.projet.dossier.phase_courante
    if stay is None or stay.phase is None:
        return ""
    dates = intervalle(stay.debut, stay.fin)
    return f"{stay.phase.libelle}, {dates}" if dates else stay.phase.libelle


def _open_points(base: Base) -> Iterator[str]:
    """Yield the gate questions left open in the words of their gate, and what people wrote in theirs, each once."""
    texts = {item.id: item.texte for grid in base.projet.grilles.values() for item in grid.items if item.texte}
    points = (point for stay in base.projet.dossier.demarche.phases for point in stay.points_ouverts)
    settled = {each.id for each in points_ouverts(base.projet, base.aujourdhui) if each.regle}
    ids = [each for each in dict.fromkeys(points) if each not in settled]
    for point in sorted(ids, key=lambda each: each in texts):  # what people wrote first: nothing else says it
        yield texts.get(point) or texts.get(slugify(point)) or majuscule(point_en_mots(base.projet.sans_nom(point)))


def _decisions(base: Base) -> Iterator[Paire]:
    """Yield what was decided, in order of date: phases, tests, adjustments, meetings, answers, the journal."""
    told = [(fact.date, _bare(fact)) for fact in chronologie(base.projet) if _is_decision(fact)]
    for proposal in base.projet.propositions.values():
        if proposal.reponse and proposal.reponse.date and proposal.texte:
            said = f"Proposition {minuscule(proposal.etat.libelle)} : {minuscule(phrase(proposal.texte))}"
            told.append((proposal.reponse.date, f"{said} {phrase(proposal.reponse.texte)}".strip()))
    told.sort(key=lambda each: each[0].sort_key)
    once = {(date, fold(text.rpartition(" : ")[2])): text for date, text in told}
    for (date, _), text in once.items():
        yield majuscule(date.francais), majuscule(text)


def _bare(fact: FaitDate) -> str:
    """Return the fact without the word that its column already says."""
    return fact.texte.removeprefix(_NOTED) if fact.genre == "journal" else fact.texte


def _is_decision(fact: FaitDate) -> bool:
    """Tell whether a dated fact is a decision; answers are told with their proposal."""
    match fact.genre:
        case "journal":
            return fact.texte.startswith(_NOTED)
        case "reunion":
            return fact.texte.startswith(TypeNote.DECISION.libelle)
        case "phase":
            return fact.texte.startswith("Fin")
        case _:
            return fact.genre in {"decision", "ajustement"}


def _dues(base: Base) -> Iterator[Echue]:
    """Yield all that is awaited and dated: agenda, tasks, answers, ends of tests, actions that follow."""
    projet, day = base.projet, base.aujourdhui
    for each in echeances(projet):
        if each.attendue and each.date:
            yield Echue(each.date, _what(each), each.en_retard(day))
    for one in suivis(projet, day):
        if one.a_repondre and one.proposition.echeance:
            text = f"Répondre à une proposition : {minuscule(one.proposition.texte)}"
            yield Echue(one.proposition.echeance, text, one.retard > 0)
    for test_id, test in projet.experimentations.items():
        if test.etat is EtatExperimentation.EN_COURS and test.fin_prevue:
            title = test.titre or base.mots.mots(test_id)
            yield Echue(test.fin_prevue, f"Fin prévue du test : {minuscule(title)}", test.fin_prevue.last_day < day)
    for action in projet.suites.actions:
        if action.titre and action.echeance and action.etat not in _DONE:
            yield Echue(action.echeance, f"Suites : {minuscule(action.titre)}", action.echeance.last_day < day)


def _what(each: Echeance) -> str:
    """« Réunion du groupe », « À faire : relire l’affiche (Gouvernante) »: no word twice."""
    who = f" ({minuscule(each.qui)})" if each.qui else ""
    if not each.texte or fold(each.texte).startswith(fold(each.libelle)):
        return (each.texte or each.libelle) + who
    return f"{each.libelle} : {minuscule(each.texte)}{who}"


def quand(each: Echue) -> str:
    """Return when it is due: « 15/04/2017 », « en retard (mars 2017) »."""
    return f"En retard ({date_fr(each.date)})" if each.en_retard else majuscule(date_fr(each.date))
