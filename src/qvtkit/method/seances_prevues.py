"""When to evaluate a test (before it, at a third, at two thirds, at its end), and what became of what was planned.

No source gives a rhythm: this one is « proposition qvtkit », and only proposed.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from qvtkit.method.programme import is_holiday
from qvtkit.model.codes import EtatEvenement, EtatExperimentation, MomentSeance, TypeEvenement
from qvtkit.model.dates import date_of_id
from qvtkit.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qvtkit.model.agenda import Evenement
    from qvtkit.model.experimentation import Experimentation
    from qvtkit.model.projet import Projet

_SATURDAY = 5
_DAY = dt.timedelta(days=1)
_MONTH = dt.timedelta(days=31)
_AHEAD = dt.timedelta(days=10)
"""A session held more than this before a planned one is an additional one (proposition qvtkit)."""
_OPEN = frozenset({EtatEvenement.PREVU, EtatEvenement.REPORTE})
_CLOSED = frozenset({EtatExperimentation.TERMINEE, EtatExperimentation.ARRETEE})
TITRES = {
    "Séance de départ (T0)": MomentSeance.T0, "Séance au premier tiers du test": MomentSeance.EN_COURS,
    "Séance aux deux tiers du test": MomentSeance.EN_COURS, "Séance de bilan": MomentSeance.BILAN,
}  # fmt: skip
"""How each session is called in the agenda, before « : » and the title of the test."""


class SeancePrevue(NamedTuple):
    """A session worth planning."""

    jour: dt.date
    moment: MomentSeance
    titre: str


def seances_prevues(debut: dt.date, fin: dt.date) -> tuple[SeancePrevue, ...]:
    """Return the sessions of a test that runs from *debut* to *fin*, on working days, each day once."""
    third = (fin - debut) / 3
    days = (jour_ouvre(debut - _DAY, -1), *(jour_ouvre(day, 1) for day in (debut + third, debut + 2 * third, fin)))
    planned = tuple(SeancePrevue(day, moment, title) for day, (title, moment) in zip(days, TITRES.items(), strict=True))
    return tuple(_apart(planned, debut))


def jour_ouvre(day: dt.date, step: int) -> dt.date:
    """Return *day*, or the nearest day after it (*step* 1) or before it (-1) that is no week-end nor public holiday."""
    while day.weekday() >= _SATURDAY or is_holiday(day):
        day += step * _DAY
    return day


def _apart(planned: tuple[SeancePrevue, ...], debut: dt.date) -> Iterator[SeancePrevue]:
    """Yield the sessions that stand apart: in a test of a few days, thirds fall on its two ends."""
    last = planned[-1].jour
    seen: set[dt.date] = set()
    for each in planned:
        middle = each.moment is MomentSeance.EN_COURS
        if not (middle and (each.jour in seen or not debut < each.jour < last)):
            seen.add(each.jour)
            yield each


class Inscrite(NamedTuple):
    """A session of a test that the agenda dates: its rank there, and its moment where its title says it."""

    rang: int
    jour: dt.date
    etat: EtatEvenement
    moment: MomentSeance | None
    titre: str

    def admet(self, moment: MomentSeance | None) -> bool:
        """Tell whether a session of *moment* may be this one."""
        return None in {self.moment, moment} or self.moment is moment


Tenue = tuple[dt.date, MomentSeance | None]


def inscrites(projet: Projet, test_id: str) -> list[Inscrite]:
    """Return the sessions of a test that the agenda dates, in order; those cancelled left out."""
    found = [
        Inscrite(rank, each.date.last_day, each.etat, _moment(each.titre), each.titre)
        for rank, each in enumerate(projet.agenda.evenements)
        if each.type is TypeEvenement.SEANCE and each.date and each.etat is not EtatEvenement.ANNULE
        and test_de(projet, each) == test_id
    ]  # fmt: skip
    return sorted(found, key=lambda each: (each.jour, each.rang))


def _moment(title: str) -> MomentSeance | None:
    return next((moment for start, moment in TITRES.items() if fold(title).startswith(fold(start))), None)


def test_de(projet: Projet, event: Evenement) -> str | None:
    """Return the test of a session of the agenda: the one it names, else the only one of its group at that time."""
    tests = projet.experimentations
    named = {key: name for key, test in tests.items() if fold(event.titre).endswith(name := fold(test.titre or key))}
    if named:
        return max(named, key=lambda key: len(named[key]))
    near = [
        key for key, test in tests.items()
        if event.groupe in {None, test.groupe} and event.date and _around(test, event.date.first_day)
    ]  # fmt: skip
    return near[0] if len(near) == 1 else None


def _around(test: Experimentation, day: dt.date) -> bool:
    end = test.fin or test.fin_prevue
    return bool(test.debut and end and test.debut.first_day - _MONTH <= day <= end.last_day + _MONTH)


def tenues(projet: Projet, test_id: str) -> list[Tenue]:
    """Return the sessions of a test that were held, in order: day and moment."""
    found = ((date_of_id(name), session.moment) for name, session in projet.seances_de(test_id).items())
    return sorted((date.first_day, moment) for date, moment in found if date)


def correspondances(planned: Sequence[Inscrite], held: Iterable[Tenue]) -> dict[int, dt.date]:
    """Return the ranks of the planned sessions that were held, with the day of each.

    A session held another day is the nearest planned one, between the one before it and the next.
    """
    found: dict[int, dt.date] = {}
    for day, moment in held:
        near = [
            each for index, each in enumerate(planned)
            if each.admet(moment) and each.rang not in found
            and (each.jour == day or _between(planned, index, day))
        ]  # fmt: skip
        if near:
            found[min(near, key=lambda each: abs(each.jour - day)).rang] = day
    return found


def _between(planned: Sequence[Inscrite], index: int, day: dt.date) -> bool:
    """Tell whether *day* lies between the neighbours of a planned session; far ahead of it, it is another one."""
    after = index == 0 or planned[index - 1].jour < day
    before = index + 1 == len(planned) or day < planned[index + 1].jour
    return after and before and planned[index].jour - day <= _AHEAD


def sort_des_seances(
    projet: Projet, test_id: str, held: Sequence[Tenue], fin: dt.date | None
) -> dict[int, tuple[EtatEvenement, dt.date]]:
    """Return what became of each planned session of a test that the agenda still awaits, by its rank.

    Held on a day, not held (another was held since, or the test is over), or without object (it was
    to come after *fin*, the end of a closed test). The review of a closed test stays awaited.
    """
    planned = inscrites(projet, test_id)
    matched = correspondances(planned, held)
    last = max((day for day, _ in held), default=None)
    reviewed = any(moment is MomentSeance.BILAN for _, moment in held)
    found: dict[int, tuple[EtatEvenement, dt.date]] = {}
    for each in planned:
        fate = _fate(each, fin, last, reviewed=reviewed)
        if each.rang in matched and each.etat is not EtatEvenement.FAIT:
            found[each.rang] = EtatEvenement.FAIT, matched[each.rang]
        elif each.rang not in matched and each.etat in _OPEN and fate:
            found[each.rang] = fate, each.jour
    return found


def _fate(each: Inscrite, fin: dt.date | None, last: dt.date | None, *, reviewed: bool) -> EtatEvenement | None:
    """Return what became of a planned session that no session answers; None while it is awaited."""
    if each.moment is MomentSeance.BILAN:
        return EtatEvenement.NON_TENU if reviewed else None
    if fin and each.jour > fin:  # planned with the test, or noted since by hand for something else
        return EtatEvenement.ANNULE if each.moment else None
    return EtatEvenement.NON_TENU if fin or (last and each.jour < last) else None


def manquees(projet: Projet, test_id: str, day: dt.date) -> Iterator[dt.date]:
    """Yield the days before *day* on which a session was planned and none is recorded."""
    planned = inscrites(projet, test_id)
    matched = correspondances(planned, tenues(projet, test_id))
    for each in planned:
        if each.jour < day and each.rang not in matched and each.etat is not EtatEvenement.FAIT:
            yield each.jour


def sort_de_toutes(projet: Projet) -> dict[int, EtatEvenement]:
    """Return what became of the sessions that the agenda still awaits, of all tests, by their rank."""
    found: dict[int, EtatEvenement] = {}
    for key, test in projet.experimentations.items():
        end = test.fin.last_day if test.fin and test.etat in _CLOSED else None
        outcomes = sort_des_seances(projet, key, tenues(projet, key), end)
        found |= {rank: state for rank, (state, _) in outcomes.items()}
    return found


def premiere_seance(projet: Projet, test_id: str) -> dt.date | None:
    """Return the day of the first session of a running test: that of the agenda, else the one to propose."""
    test = projet.experimentations[test_id]
    dated = [each.jour for each in inscrites(projet, test_id) if each.moment is MomentSeance.EN_COURS]
    if dated or test.debut is None:
        return min(dated, default=None)
    if test.fin_prevue is None:
        return test.debut.last_day
    return premiere(test.debut.first_day, test.fin_prevue.last_day)


def premiere(debut: dt.date, fin: dt.date) -> dt.date:
    """Return the working day on which a third of the test is past; its end where it lasts a few days."""
    planned = seances_prevues(debut, fin)
    return next((each.jour for each in planned if each.moment is MomentSeance.EN_COURS), planned[-1].jour)
