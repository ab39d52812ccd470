"""When to evaluate a test: before it (T0), at a third, at two thirds, at its end.

No source gives a rhythm: this one is « proposition qvtkit », and only proposed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.model.codes import MomentSeance

if TYPE_CHECKING:
    from collections.abc import Iterator

_SATURDAY = 5
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SeancePrevue:
    """A session worth planning."""

    jour: dt.date
    moment: MomentSeance
    titre: str


def seances_prevues(debut: dt.date, fin: dt.date) -> tuple[SeancePrevue, ...]:
    """Return the sessions of a test that runs from *debut* to *fin*, on working days, each day once."""
    third = (fin - debut) / 3
    planned = (
        SeancePrevue(_working(debut - _DAY, -1), MomentSeance.T0, "Séance de départ (T0)"),
        SeancePrevue(_working(debut + third, 1), MomentSeance.EN_COURS, "Séance au premier tiers du test"),
        SeancePrevue(_working(debut + 2 * third, 1), MomentSeance.EN_COURS, "Séance aux deux tiers du test"),
        SeancePrevue(_working(fin, 1), MomentSeance.BILAN, "Séance de bilan"),
    )
    return tuple(_apart(planned, debut))


def _working(day: dt.date, step: int) -> dt.date:
    """Return *day*, or the nearest working day after it (*step* 1) or before it (-1)."""
    while day.weekday() >= _SATURDAY:
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
