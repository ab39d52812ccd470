"""One session of embedded evaluation, told alone: the three families side by side, each opinion kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.export.vues.seances import grille
from qvtkit.method.lexique import minuscule
from qvtkit.model.codes import Famille

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qvtkit.export.vues.base import Base, Paire
    from qvtkit.export.vues.seances import ActiviteVue, ReponseVue

DEPART = "Départ"
"""The answer for an activity before the test: nothing is judged yet."""


@dataclass(frozen=True, slots=True)
class ActiviteFaite:
    """An activity judged that day: the group's answer, that of the session before, who answered otherwise."""

    activite: str
    famille: str
    critere: str
    reponse: str
    avant: str
    avant_le: str
    partages: tuple[Paire, ...]
    commentaire: str


@dataclass(frozen=True, slots=True)
class SeanceFaite:
    """A session: its full id, the test, what was judged, what was seen that nobody looked for."""

    cle: str
    test: str
    date: str
    moment: str
    presents: str
    activites: tuple[ActiviteFaite, ...]
    effets_inattendus: str
    hors_perimetre: str
    divergences: str

    def de(self, famille: str) -> tuple[ActiviteFaite, ...]:
        """Return what was judged in one family."""
        return tuple(each for each in self.activites if each.famille == famille)

    @property
    def familles(self) -> tuple[str, ...]:
        """The three families in their order, then what has none."""
        own = [str(family.libelle) for family in Famille]
        return (*own, *(("",) if any(not each.famille for each in self.activites) else ()))


def seances_faites(base: Base) -> Iterator[SeanceFaite]:
    """Yield the sessions of every test, each test in order of date."""
    for test_id in base.projet.experimentations:
        yield from _du_test(base, test_id)


def _du_test(base: Base, test_id: str) -> Iterator[SeanceFaite]:
    """Yield the sessions of one test in order of date; its own file may be missing or in error."""
    test, grid = base.projet.experimentations.get(test_id), grille(base, test_id)
    for rank, (session_id, held) in enumerate(zip(base.projet.seances_de(test_id), grid.seances, strict=True)):
        yield SeanceFaite(
            cle=f"{test_id}/{session_id}",
            test=(test.titre if test else "") or base.mots.mots(test_id),
            date=held.date,
            moment=minuscule(held.moment),
            presents=held.presents,
            activites=tuple(
                _activite(each, answer, _before(each, [s.date for s in grid.seances], rank))
                for each in grid.activites
                if (answer := each.reponses[rank]) is not None
            ),
            effets_inattendus=held.effets_inattendus,
            hors_perimetre=held.hors_perimetre,
            divergences=held.divergences,
        )


def _before(each: ActiviteVue, dates: list[str], rank: int) -> tuple[str, str]:
    """Return the last answer given before the session of that rank, and when."""
    told = [(answer.reponse, date) for answer, date in zip(each.reponses[:rank], dates, strict=False) if answer]
    return told[-1] if told else ("", "")


def _activite(each: ActiviteVue, answer: ReponseVue, before: tuple[str, str]) -> ActiviteFaite:
    return ActiviteFaite(
        each.activite or "Activité", each.famille, each.critere, answer.reponse, *before, answer.partages,
        answer.commentaire,
    )  # fmt: skip


def seance_faite(base: Base, key: str) -> SeanceFaite:
    """Return the session of that id (« experiment/date »)."""
    return next(each for each in _du_test(base, key.rpartition("/")[0]) if each.cle == key)
