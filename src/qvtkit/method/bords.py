"""The limits of a test beside the periods of what it follows: a month cut in two counts for nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.analysis.comparaison import moment
from qvtkit.method.seances_prevues import jour_ouvre
from qvtkit.model.codes import Periodicite
from qvtkit.model.dates import DateSouple
from qvtkit.model.periods import Periode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qvtkit.model.experimentation import Experimentation
    from qvtkit.model.projet import Projet

_DAY = dt.timedelta(days=1)
_COUNTED = (Periodicite.MOIS, Periodicite.TRIMESTRE)
"""A week lost is soon made up for, and nobody moves a test by months so that a year be whole."""


@dataclass(frozen=True, slots=True)
class Coupure:
    """A limit of a test that cuts a period in two, what it costs, and the days that would cut nothing."""

    limite: str
    """« debut », « fin_prevue » or « fin »."""
    date: DateSouple
    periode: Periode
    indicateurs: tuple[str, ...]
    proposees: tuple[DateSouple, ...]
    """The nearest first; none for a limit that is past, which is a fact."""


def coupures(projet: Projet, test: Experimentation, limites: tuple[str, ...], day: dt.date) -> Iterator[Coupure]:
    """Yield the limits of *test*, among *limites*, that cut a period of an indicator of its plan, as of *day*."""
    names: dict[Periodicite, list[str]] = {}
    for line in test.indicateurs:
        found = projet.indicateurs.get(line.indicateur or "")
        if found and found.periodicite in _COUNTED:
            names.setdefault(found.periodicite, []).append(found.nom or line.indicateur or "")
    for limit in limites:
        date = getattr(test, limit)
        for kind, followed in names.items() if date and date.jour else ():
            cut = _coupe(date, kind, ends=limit != "debut")
            if cut:
                to_come = tuple(each for each in cut[1] if min(each.first_day, date.first_day) >= day)
                yield Coupure(limit, date, cut[0], tuple(followed), to_come)


def _coupe(date: DateSouple, kind: Periodicite, *, ends: bool) -> tuple[Periode, tuple[DateSouple, ...]] | None:
    """Return the period that a start (or an end) on *date* cuts, and the days that would not; None where none is."""
    periode = Periode.containing(date.first_day, str(kind))
    if not _straddled(periode, date.first_day, ends=ends):
        return None
    edges = (periode.first_day - _DAY, periode.last_day) if ends else (periode.first_day, periode.next().first_day)
    near = sorted((_ouvre(edge, kind, ends=ends) for edge in edges), key=lambda day: abs(day - date.first_day))
    return periode, tuple(DateSouple.of(day) for day in near)


def _ouvre(edge: dt.date, kind: Periodicite, *, ends: bool) -> dt.date:
    """Return the working day nearest to the edge of a period, inside it, where it cuts nothing; else the edge."""
    day = jour_ouvre(edge, -1 if ends else 1)
    return edge if _straddled(Periode.containing(day, str(kind)), day, ends=ends) else day


def _straddled(periode: Periode, day: dt.date, *, ends: bool) -> bool:
    """Tell whether a start (or an end) on *day* leaves less than nine days in ten on either side."""
    return moment(periode, DateSouple.of(day + _DAY if ends else day), None) is None
