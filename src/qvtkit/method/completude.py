"""Completeness and lateness of the measures of an indicator: received, awaited, due, late."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from qvtkit.model.codes import EtatDemarche, Periodicite
from qvtkit.model.periods import Periode

if TYPE_CHECKING:
    from qvtkit.model.indicateur import Indicateur
    from qvtkit.model.projet import Projet

DELAIS = {
    Periodicite.JOUR: 7, Periodicite.SEMAINE: 14, Periodicite.MOIS: 30,
    Periodicite.TRIMESTRE: 30, Periodicite.SEMESTRE: 60, Periodicite.ANNEE: 120,
}  # fmt: skip
"""Days after the end of a period within which its value is usually noted (proposition qvtkit)."""
_MOST = 4000
"""Periods that anyone could have missed: more than ten years of days."""


class Completude(NamedTuple):
    """Measures received out of those awaited."""

    recues: int
    attendues: int

    @property
    def part(self) -> float | None:
        """Share received, from 0 to 1; None where nothing was awaited."""
        return self.recues / self.attendues if self.attendues else None


def completude(indicateur: Indicateur, debut: dt.date, fin: dt.date) -> Completude:
    """Count the measures received and awaited for the periods that lie wholly within [debut, fin].

    Awaited is one measure a period of the indicator's own length; received, one that has a value.
    Where no rhythm is set (dates chosen), what was written there is awaited.
    """
    waited = _awaited(indicateur, debut, fin)
    return Completude(sum(indicateur.value_of(periode) is not None for periode in waited), len(waited))


def manquantes(indicateur: Indicateur, debut: dt.date, fin: dt.date) -> tuple[Periode, ...]:
    """Return the periods of the same count that have no value, in time order."""
    return tuple(each for each in _awaited(indicateur, debut, fin) if indicateur.value_of(each) is None)


def depuis_le_debut(indicateur: Indicateur, jour: dt.date) -> Completude:
    """Count from the first period written to the last one written, or whose delay is over on *jour*."""
    written = _own(indicateur, jour)
    if not written:
        return Completude(0, 0)
    first, last = min(each.first_day for each in written), max(each.last_day for each in written)
    late = en_retard(indicateur, jour)
    return completude(indicateur, first, late[-1].last_day if late else last)


def dues(indicateur: Indicateur, jour: dt.date) -> tuple[Periode, ...]:
    """Return the periods that are over on *jour* and come after the last one written, in time order.

    Of an indicator that was never measured, only the last period that is over. Empty where no rhythm is set.
    A measure of the future, most often a year mistyped, makes nothing noted.
    """
    rhythm = str(indicateur.periodicite or Periodicite.PONCTUELLE)
    if rhythm == Periodicite.PONCTUELLE:
        return ()
    over = derniere_finie(rhythm, jour)
    written = [each for each in _own(indicateur, jour) if not indicateur.mesures[each].is_empty]
    if not written:
        return (over,)
    noted = max(each.last_day for each in written)
    return _periods(Periode.containing(noted + dt.timedelta(days=1), rhythm), over.last_day)


def derniere_finie(rythme: str, jour: dt.date) -> Periode:
    """Return the last period of kind *rythme* that is over on *jour*."""
    return Periode.containing(Periode.containing(jour, rythme).first_day - dt.timedelta(days=1), rythme)


def trous(indicateur: Indicateur, jour: dt.date) -> tuple[Periode, ...]:
    """Return the periods between the first written and the last that have nothing beside them, in time order.

    One that was said not available is no hole.
    """
    if indicateur.periodicite in {None, Periodicite.PONCTUELLE}:
        return ()
    written = [each for each in _own(indicateur, jour) if not indicateur.mesures[each].is_empty]
    if not written:
        return ()
    between = _awaited(indicateur, min(each.first_day for each in written), max(each.last_day for each in written))
    return tuple(each for each in between if each not in written)


def en_retard(indicateur: Indicateur, jour: dt.date) -> tuple[Periode, ...]:
    """Return the due periods whose usual delay is over on *jour*, in time order."""
    delay = dt.timedelta(days=DELAIS.get(indicateur.periodicite, 0) if indicateur.periodicite else 0)
    return tuple(each for each in dues(indicateur, jour) if each.last_day + delay < jour)


def _awaited(indicateur: Indicateur, debut: dt.date, fin: dt.date) -> tuple[Periode, ...]:
    rhythm = str(indicateur.periodicite or Periodicite.PONCTUELLE)
    if rhythm == Periodicite.PONCTUELLE:
        inside = (each for each in indicateur.mesures if debut <= each.first_day and each.last_day <= fin)
        return tuple(sorted(inside, key=lambda each: each.sort_key))
    first = Periode.containing(debut, rhythm)
    return _periods(first if first.first_day >= debut else first.next(), fin)


def _own(indicateur: Indicateur, jour: dt.date) -> list[Periode]:
    """Return the periods written of the indicator's own length (any, where no rhythm is set) that have begun."""
    return [each for each in indicateur.mesures if indicateur.de_sa_duree(each) and each.first_day <= jour]


def _periods(first: Periode, until: dt.date) -> tuple[Periode, ...]:
    """Return the periods from *first* on that end by *until*."""
    found: list[Periode] = []
    current = first
    while current.last_day <= until and len(found) < _MOST:
        found.append(current)
        current = current.next()
    return tuple(found)


class Attendu(NamedTuple):
    """An indicator that waits for measures: its id, itself, the due periods, those that are late, the holes before."""

    id: str
    indicateur: Indicateur
    dues: tuple[Periode, ...]
    en_retard: tuple[Periode, ...]
    trous: tuple[Periode, ...]


def a_relever(projet: Projet, jour: dt.date) -> tuple[Attendu, ...]:
    """Return the indicators that wait for a measure on *jour*, in the project's order; none once it is over."""
    if projet.dossier.demarche.etat is EtatDemarche.TERMINEE:
        return ()
    found = (
        Attendu(key, each, dues(each, jour), en_retard(each, jour), trous(each, jour))
        for key, each in projet.indicateurs.items()
    )
    return tuple(each for each in found if each.dues or each.trous)
