"""Answers to one checklist side by side: who agrees, who does not, what changed. Never an average.

Between two dates an answer is said to change, never to rise or fall: the scale is in words, and what
« en partie » is worth is for the group to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qvtkit.model.evaluation import Evaluation, Grille


class Etat(StrEnum):
    """What the answers of one day to one question look like."""

    NON_POSEE = "non-posee"
    SANS_REPONSE = "sans-reponse"
    UNE_REPONSE = "une-reponse"
    CONVERGENCE = "convergence"
    DIVERGENCE = "divergence"


@dataclass(frozen=True, slots=True)
class Ligne:
    """One question: the answer of each party at each evaluation (None: the question was not asked then)."""

    id: str
    avis: tuple[Mapping[str, str] | None, ...]
    commentaires: tuple[str, ...]

    @property
    def parties(self) -> tuple[str, ...]:
        """Those who answered at least once, in the order met."""
        return tuple(dict.fromkeys(party for each in self.avis for party in each or ()))

    @property
    def etats(self) -> tuple[Etat, ...]:
        """Whether they agree, at each evaluation."""
        return tuple(_etat(each) for each in self.avis)

    def de(self, party: str) -> tuple[str | None, ...]:
        """Return the answers of one party, None where it gave none."""
        return tuple((each or {}).get(party) for each in self.avis)

    def change(self, party: str) -> bool:
        """Tell whether a party answered differently from one time to another."""
        return len({answer for answer in self.de(party) if answer}) > 1

    @property
    def changent(self) -> tuple[str, ...]:
        """The parties whose answer changed."""
        return tuple(party for party in self.parties if self.change(party))

    @property
    def rapprochement(self) -> bool:
        """Tell whether those who did not agree at first agree at last."""
        return self._from_to(Etat.DIVERGENCE, Etat.CONVERGENCE)

    @property
    def ecart_nouveau(self) -> bool:
        """Tell whether those who agreed at first do not at last."""
        return self._from_to(Etat.CONVERGENCE, Etat.DIVERGENCE)

    def _from_to(self, first: Etat, last: Etat) -> bool:
        said = [each for each in self.etats if each in {Etat.CONVERGENCE, Etat.DIVERGENCE}]
        return len(said) > 1 and (said[0], said[-1]) == (first, last)


def _etat(avis: Mapping[str, str] | None) -> Etat:
    if avis is None:
        return Etat.NON_POSEE
    if not avis:
        return Etat.SANS_REPONSE
    if len(avis) == 1:
        return Etat.UNE_REPONSE
    return Etat.CONVERGENCE if len(set(avis.values())) == 1 else Etat.DIVERGENCE


def comparer(grille: Grille | None, evaluations: Sequence[Evaluation]) -> tuple[Ligne, ...]:
    """Return every question of the *evaluations* of a grid, in its order; those it no longer has come last."""
    asked = [_posees(grille, each) for each in evaluations]
    return tuple(
        Ligne(item, tuple(_avis(item, each, put) for each, put in zip(evaluations, asked, strict=True)),
              tuple(_commentaire(item, each) for each in evaluations))
        for item in _items(grille, evaluations)
        if any(item in put for put in asked)
    )  # fmt: skip


def _ids(grille: Grille | None) -> list[str]:
    return [item.id or f"question-{rank}" for rank, item in enumerate(grille.items, 1)] if grille else []


def _items(grille: Grille | None, evaluations: Iterable[Evaluation]) -> list[str]:
    """Return the questions of the grid, then answers to questions that it no longer has."""
    return list(dict.fromkeys([*_ids(grille), *(item for each in evaluations for item in each.reponses)]))


def _posees(grille: Grille | None, evaluation: Evaluation) -> set[str]:
    """Return the questions asked at the moment of *evaluation*, and those answered."""
    if grille is None:
        return set(evaluation.reponses)
    wanted = set(map(id, grille.items_for(evaluation.moment)))
    named = zip(_ids(grille), grille.items, strict=True)
    return {name for name, item in named if id(item) in wanted} | set(evaluation.reponses)


def _avis(item: str, evaluation: Evaluation, asked: set[str]) -> Mapping[str, str] | None:
    if item not in asked:
        return None
    answer = evaluation.reponses.get(item)
    return answer.avis if answer else {}


def _commentaire(item: str, evaluation: Evaluation) -> str:
    answer = evaluation.reponses.get(item)
    return answer.commentaire if answer else ""
