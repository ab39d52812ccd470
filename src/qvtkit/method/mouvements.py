"""What moved since a date: the dated facts, and what was measured. One reading for the screen and for documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qvtkit.method.chronologie import FaitDate, chronologie

if TYPE_CHECKING:
    import datetime as dt

    from qvtkit.model.dates import DateSouple
    from qvtkit.model.indicateur import Indicateur
    from qvtkit.model.periods import Periode
    from qvtkit.model.projet import Projet


class Mouvement(NamedTuple):
    """What an indicator said before a day, and what was measured of the periods that end on it or later."""

    avant: tuple[Periode, float] | None
    derniere: tuple[Periode, float]
    periodes: tuple[Periode, ...]
    """Those with a value, the oldest first."""


def mesures_depuis(indicator: Indicateur, day: dt.date) -> Mouvement | None:
    """Return what was measured from *day* on; None where nothing was."""
    known = [(period, value) for period, value in indicator.series() if value is not None]
    before = [pair for pair in known if pair[0].last_day < day]
    after = [pair for pair in known if pair[0].last_day >= day]
    if not after:
        return None
    return Mouvement(before[-1] if before else None, after[-1], tuple(period for period, _ in after))


def faits_depuis(projet: Projet, date: DateSouple, jour: dt.date, *, compris: bool) -> tuple[FaitDate, ...]:
    """Return the dated facts that may come after *date* (that day too with *compris*) and have begun by *jour*."""
    return tuple(
        fact
        for fact in chronologie(projet)
        if not fact.date.surely_before(date) and fact.date.first_day <= jour
        and (compris or fact.date.last_day > date.last_day)
    )  # fmt: skip
