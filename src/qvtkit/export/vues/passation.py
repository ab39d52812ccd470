"""What a newcomer needs and the other views do not say: open points, dated decisions, what is due."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.export.vues.attendus import attendus
from qvtkit.export.vues.base import intervalle
from qvtkit.method.chronologie import chronologie
from qvtkit.method.delais import suivis
from qvtkit.method.jalons import current
from qvtkit.method.lexique import majuscule, minuscule, phrase, point_en_mots
from qvtkit.method.points import points_ouverts
from qvtkit.model.codes import TypeFait, TypeNote
from qvtkit.text import fold, slugify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qvtkit.export.vues.attendus import Echue
    from qvtkit.export.vues.base import Base, Paire
    from qvtkit.method.chronologie import FaitDate

JOURS = 90
"""How far ahead a newcomer looks (proposition qvtkit)."""
_NOTED = f"{TypeFait.DECISION.libelle} : "
"""How the journal's own decisions begin, in the chronology."""


@dataclass(frozen=True, slots=True)
class Passation:
    """The state of a project on the day somebody arrives."""

    phase: str
    reste: str
    """What the questions of the phase still ask: « 2 points ouverts et 1 question à juger ensemble »."""
    questions: tuple[str, ...]
    """Those questions, whole."""
    points_ouverts: tuple[str, ...]
    sans_reponse: int
    en_retard: int
    """How many of them should have been answered."""
    decisions: tuple[Paire, ...]
    echeances: tuple[Echue, ...]
    plus_tard: int
    """How many dates lie beyond."""
    dossier: str
    """The name of the project's folder; never its whole path, which may hold somebody's name."""


def passation(base: Base) -> Passation:
    """Return what is open, decided and due in the project."""
    limit = base.aujourdhui + dt.timedelta(days=JOURS)
    due, waiting = attendus(base), [each for each in suivis(base.projet, base.aujourdhui) if each.a_repondre]
    gate = current(base.projet, base.aujourdhui)
    return Passation(
        phase=phase_courante(base),
        reste=gate.reste if gate else "",
        questions=tuple(each.texte for each in gate.restantes) if gate else (),
        points_ouverts=tuple(_open_points(base)),
        sans_reponse=len(waiting),
        en_retard=sum(each.retard > 0 for each in waiting),
        decisions=tuple(_decisions(base)),
        echeances=tuple(each for each in due if each.date.first_day <= limit),
        plus_tard=sum(each.date.first_day > limit for each in due),
        dossier=base.projet.sans_nom(base.projet.racine.replace("\\", "/").rstrip("/").rpartition("/")[2]),
    )


def phase_courante(base: Base) -> str:
    """Return the phase of the moment and its dates; empty where none is open."""
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
    """Return the fact without the word that its column already says, nor a capital after a colon."""
    if fact.genre == "journal":
        return fact.texte.removeprefix(_NOTED)
    label, colon, text = fact.texte.partition(" : ")
    told = f"{label}{colon}{minuscule(text)}"
    return told.removeprefix(f"{TypeNote.DECISION.libelle} ") if fact.genre == "reunion" else told


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
