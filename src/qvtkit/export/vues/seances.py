"""The sessions of embedded evaluation: activities by row, sessions by column, in words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.export.vues.base import date_fr
from qvtkit.method.lexique import minuscule, phrase
from qvtkit.model.codes import Famille, MomentSeance, Tendance
from qvtkit.model.dates import date_of_id
from qvtkit.text import enumerate_fr, fold, plural

if TYPE_CHECKING:
    from qvtkit.export.vues.base import Base, Paire
    from qvtkit.model.seance import ActiviteEvaluee, Seance


@dataclass(frozen=True, slots=True)
class SeanceVue:
    """A session: when, how many, what was seen that nobody looked for."""

    date: str
    moment: str
    presents: str
    effets_inattendus: str
    hors_perimetre: str
    divergences: str


@dataclass(frozen=True, slots=True)
class ReponseVue:
    """The answer for one activity at one session."""

    reponse: str
    partages: tuple[Paire, ...]
    """When opinions differ: each answer, and who gave it."""
    commentaire: str


@dataclass(frozen=True, slots=True)
class ActiviteVue:
    """An activity judged on one criterion, session after session (None: not looked at)."""

    activite: str
    famille: str
    critere: str
    reponses: tuple[ReponseVue | None, ...]


@dataclass(frozen=True, slots=True)
class GrilleSeances:
    """All the sessions of one experiment."""

    seances: tuple[SeanceVue, ...]
    activites: tuple[ActiviteVue, ...]


def grille(base: Base, test_id: str) -> GrilleSeances:
    """Return the sessions of an experiment, in order of date."""
    sessions = base.projet.seances_de(test_id)
    rows: dict[tuple[str, str, str], dict[str, ActiviteEvaluee]] = defaultdict(dict)
    for session_id, session in sessions.items():
        for activity in session.activites:
            rows[_key(activity)][session_id] = activity
    seen = tuple(
        _activite(base, list(sessions.items()), found)
        for found in sorted(rows.values(), key=lambda found: _rank(next(iter(found.values()))))
    )
    return GrilleSeances(tuple(_seance(base, k, session) for k, session in sessions.items()), seen)


def _key(activity: ActiviteEvaluee) -> tuple[str, str, str]:
    return (fold(activity.activite), activity.famille or "", fold(activity.critere))


def _rank(activity: ActiviteEvaluee) -> int:
    """Families in their usual order; inside one, the order of the sessions."""
    families = list(Famille)
    return families.index(activity.famille) if activity.famille else len(families)


def _seance(base: Base, session_id: str, session: Seance) -> SeanceVue:
    present = sum(session.presents.values())
    return SeanceVue(
        date=date_fr(date_of_id(session_id)) or base.mots.mots(session_id),
        moment=session.moment.libelle if session.moment else "",
        presents=plural(present, "personne") if present else "",
        effets_inattendus=session.effets_inattendus,
        hors_perimetre=session.hors_perimetre,
        divergences=session.divergences,
    )


def _activite(base: Base, sessions: list[tuple[str, Seance]], found: dict[str, ActiviteEvaluee]) -> ActiviteVue:
    one = next(iter(found.values()))
    answers = tuple(
        _reponse(base, found[session_id], session.moment) if session_id in found else None
        for session_id, session in sessions
    )
    family = one.famille.libelle if one.famille else ""
    return ActiviteVue(one.activite, family, one.critere, answers)


def _reponse(base: Base, activity: ActiviteEvaluee, moment: MomentSeance | None) -> ReponseVue:
    return ReponseVue(_mot(activity, moment), _partages(base, activity), phrase(activity.commentaire))


def _mot(activity: ActiviteEvaluee, moment: MomentSeance | None) -> str:
    """Return the answer in a word: the group's, else the one that all opinions share."""
    if activity.tendance:
        return activity.tendance.libelle
    opinions = set(activity.avis.values())
    if opinions:
        return opinions.pop().libelle if len(opinions) == 1 else "Pas de réponse commune"
    return "Départ" if moment is MomentSeance.T0 else "Sans réponse"


def _partages(base: Base, activity: ActiviteEvaluee) -> tuple[Paire, ...]:
    """Return who gave which answer, when the answers differ from one another or from the group's."""
    answers = set(activity.avis.values()) | ({activity.tendance} if activity.tendance else set())
    if not activity.avis or len(answers) < 2:  # noqa: PLR2004 (one answer is shared by all)
        return ()
    by_answer: dict[Tendance, list[str]] = defaultdict(list)
    for party, answer in activity.avis.items():
        by_answer[answer].append(minuscule(base.mots.partie(party)))
    return tuple((answer.libelle, enumerate_fr(who)) for answer, who in by_answer.items())
