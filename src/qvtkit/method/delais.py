"""The delays of the answers to proposals: how long each waits, or waited; the late come first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qvtkit.model.codes import EtatProposition

if TYPE_CHECKING:
    import datetime as dt

    from qvtkit.model.projet import Projet
    from qvtkit.model.proposition import Proposition


class Suivi(NamedTuple):
    """A proposal and how long its answer takes."""

    id: str
    proposition: Proposition
    attente: int | None
    """Days from the proposal to its answer, else to today; None where a date lacks."""
    retard: int
    """Days past the date on which the answer was awaited; 0 where it is answered or not yet late."""

    @property
    def a_repondre(self) -> bool:
        """Tell whether nobody has answered."""
        return self.proposition.etat is EtatProposition.A_REPONDRE


def suivis(projet: Projet, day: dt.date) -> tuple[Suivi, ...]:
    """Return the proposals: the latest first, then those that wait, then those answered, the last answer first."""
    found = [_suivi(key, each, day) for key, each in projet.propositions.items()]
    return tuple(sorted(found, key=_rank))


def _suivi(key: str, each: Proposition, day: dt.date) -> Suivi:
    answer = each.reponse
    waiting = each.etat is EtatProposition.A_REPONDRE
    answered = answer.date.first_day if answer and answer.date else None
    end = day if waiting else answered
    waited = max((end - each.date.first_day).days, 0) if each.date and end else None
    late = (day - each.echeance.last_day).days if waiting and each.echeance else 0
    return Suivi(key, each, waited, max(late, 0))


def _rank(each: Suivi) -> tuple[int, int, str]:
    proposal = each.proposition
    if each.retard:
        return 0, -each.retard, each.id
    if each.a_repondre:
        return 1, proposal.echeance.last_day.toordinal() if proposal.echeance else 0, each.id
    answered = proposal.reponse.date if proposal.reponse else None
    return 2, -answered.first_day.toordinal() if answered else 0, each.id
