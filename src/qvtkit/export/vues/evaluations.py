"""The points of attention answered by each collège, and the proposals with their answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.export.vues.base import date_fr, pour
from qvtkit.method.lexique import minuscule, phrase
from qvtkit.method.manques import POINTS_DE_VIGILANCE
from qvtkit.model.dates import date_of_id

if TYPE_CHECKING:
    from qvtkit.export.vues.base import Base, Paire
    from qvtkit.model.evaluation import Evaluation, Grille, ReponseItem
    from qvtkit.model.proposition import Proposition


@dataclass(frozen=True, slots=True)
class QuestionVue:
    """A question and what each answered."""

    texte: str
    reponses: tuple[Paire, ...]
    partagee: bool
    commentaire: str


@dataclass(frozen=True, slots=True)
class GrilleVue:
    """A checklist answered on a day."""

    titre: str
    date: str
    moment: str
    source: str
    questions: tuple[QuestionVue, ...]


@dataclass(frozen=True, slots=True)
class PropositionVue:
    """A proposal and its answer."""

    date: str
    texte: str
    etat: str
    reponse: str
    par: str


def vigilance(base: Base) -> tuple[GrilleVue, ...]:
    """Return the last answers to the points of attention, for each experiment."""
    latest: dict[str, tuple[str, Evaluation]] = {}
    for record_id, answers in base.projet.evaluations.items():
        if answers.grille != POINTS_DE_VIGILANCE or not answers.reponses:
            continue
        kept = latest.get(answers.experimentation or "")
        if kept is None or _day(record_id, answers) >= _day(*kept):
            latest[answers.experimentation or ""] = (record_id, answers)
    return tuple(_grille(base, *found) for found in latest.values())


def grilles(base: Base) -> tuple[GrilleVue, ...]:
    """Return every grid that was answered, in order of date."""
    filled = [(key, each) for key, each in base.projet.evaluations.items() if each.reponses]
    return tuple(_grille(base, *found) for found in sorted(filled, key=lambda each: _day(*each)))


def _day(record_id: str, answers: Evaluation) -> str:
    return str(answers.date or date_of_id(record_id) or "")


def _grille(base: Base, record_id: str, answers: Evaluation) -> GrilleVue:
    grid = base.projet.grilles.get(answers.grille or "")
    return GrilleVue(
        titre=grid.titre if grid else base.mots.mots(answers.grille),
        date=date_fr(answers.date or date_of_id(record_id)),
        moment=minuscule(answers.moment.libelle) if answers.moment else "",
        source=grid.source if grid else "",
        questions=tuple(
            _question(base, text, answers.reponses[item_id]) for item_id, text in _ordered(base, grid, answers)
        ),
    )


def _ordered(base: Base, grid: Grille | None, answers: Evaluation) -> list[Paire]:
    """Return the answered questions in the order of the checklist, then those it does not know."""
    known = {item.id: item.texte for item in grid.items if item.id} if grid else {}
    asked = [(item_id, text) for item_id, text in known.items() if item_id in answers.reponses]
    others = [(item_id, base.mots.mots(item_id)) for item_id in answers.reponses if item_id not in known]
    return asked + others


def _question(base: Base, text: str, answer: ReponseItem) -> QuestionVue:
    said = tuple((base.mots.partie(party), base.mots.reponse(word)) for party, word in answer.avis.items())
    return QuestionVue(text, said, answer.diverge, phrase(answer.commentaire))


def propositions(base: Base) -> tuple[PropositionVue, ...]:
    """Return the proposals of the group, in order of date."""
    found = [proposal for proposal in base.projet.propositions.values() if proposal.texte]
    return tuple(_proposition(proposal) for proposal in sorted(found, key=lambda p: str(p.date or "")))


def _proposition(proposal: Proposition) -> PropositionVue:
    answer = proposal.reponse
    by = ", ".join(filter(None, (answer.par, date_fr(answer.date)))) if answer else ""
    if answer and answer.texte:
        text = phrase(answer.texte)
    else:
        due = proposal.echeance
        text = f"Pas encore de réponse (attendue {pour(due)})." if due else "Pas encore de réponse."
    state = proposal.etat.libelle
    return PropositionVue(date_fr(proposal.date), phrase(proposal.texte), state, text, by)
