"""One period from all that is said of time around a figure, or the reason why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.exchange.jetons import ILLISIBLE, Jeton
from qvtkit.model.periods import AmbiguousPeriodError, Periode

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable


def combined(tokens: Iterable[Jeton], context: Iterable[Jeton] = ()) -> Jeton | str:
    """Return the one period that the *tokens* of a cell say together, its year taken from the *context* if need be.

    Else the reason why there is none: « periode-absente », « periode-illisible », « periode-double » where they
    contradict one another, « annee-absente ».
    """
    own, around = set(tokens), set(context)
    if not own:
        own, around = around, set()
    days = {each.jour for each in own if each.jour}
    parts = {(each.genre, each.numero) for each in own if each.genre}
    years = {each.annee for each in own if each.annee}
    if any(genre == ILLISIBLE for genre, _ in parts):
        return "periode-illisible"
    clash = len(days) > 1 or len(parts) > 1 or len(years) > 1 or (days and parts)
    if clash or (days and years and years != {day.year for day in days}):
        return "periode-double"
    if days:
        return Jeton(jour=days.pop())
    if parts and not years:
        years = {each.annee for each in around if each.annee}
        if len(years) != 1:
            return "annee-absente"
    if not years:
        return "periode-absente"
    genre, number = parts.pop() if parts else ("", 0)
    return Jeton(years.pop(), genre, number, mois_affiche=any(each.mois_affiche for each in own))


def period_of(read: Jeton, periodicite: str | None) -> Periode | None:
    """Return the period of a whole token; None where it is a date, or does not exist, or « S1 » may be a week."""
    if read.jour is not None or read.annee is None:
        return None
    if not read.genre:
        return Periode("annee", read.annee)
    try:
        if read.genre == "s":
            return Periode.parse(f"{read.annee}-S{read.numero}", periodicite)
        found = Periode(read.genre, read.annee, read.numero)  # type: ignore[arg-type]
        found.first_day  # noqa: B018 (a week 53 that the year does not have)
    except (AmbiguousPeriodError, ValueError):
        return None
    return found


def of_day(day: dt.date, periodicite: str | None, edges: frozenset[str]) -> Periode | None:
    """Return the period that a date stands for: the day, or the one that every date of its table begins or ends.

    *edges* are the kinds of period that all those dates begin, or all end.
    """
    if periodicite in {None, "jour", "ponctuelle"}:
        return Periode.containing(day, "jour")
    return Periode.containing(day, str(periodicite)) if periodicite in edges else None


def edges_of(days: Iterable[dt.date]) -> frozenset[str]:
    """Return the kinds of period of which all *days* are a first day, or all a last day."""
    found: set[str] = set()
    distinct = set(days)
    for genre in ("semaine", "mois", "trimestre", "semestre", "annee"):
        periods = [(day, Periode.containing(day, genre)) for day in distinct]
        if distinct and (
            all(day == each.first_day for day, each in periods) or all(day == each.last_day for day, each in periods)
        ):
            found.add(genre)
    return frozenset(found)
