"""Months that go past the end of a year under a single year: the next year is proposed, nothing is certain."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from qvtkit.exchange.jetons import ILLISIBLE, Jeton

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qvtkit.exchange.donnees import Donnee

CODE = "import-annee-a-confirmer"


def over_new_year(figures: Iterable[Donnee]) -> list[Donnee]:
    """Return the figures, those of a series that goes back to an earlier month moved to the next year and reserved."""
    all_figures = list(figures)
    series: dict[object, list[int]] = defaultdict(list)
    for place, each in enumerate(all_figures):
        if _rank(each) and not each.cote and not each.total:
            series[each.suite, _genre(each)].append(place)
    for places in series.values():
        _carry(all_figures, places)
    return all_figures


def _rank(figure: Donnee) -> int:
    """Return the month, or the quarter, of a figure whose year stands elsewhere; 0 where it has its own."""
    own = figure.jetons
    if any(each.annee or each.jour for each in own) or len({each.annee for each in figure.contexte if each.annee}) != 1:
        return 0
    return next((each.numero for each in own if each.genre and each.genre != ILLISIBLE), 0)


def _genre(figure: Donnee) -> str:
    return next((each.genre for each in figure.jetons if each.genre), "")


def _carry(figures: list[Donnee], places: Sequence[int]) -> None:
    ranks = [_rank(figures[place]) for place in places]
    steps = [after - before for before, after in pairwise(ranks)]
    if not any(step < 0 for step in steps) or not any(step > 0 for step in steps):
        return
    more = 0
    for place, step in zip(places, [0, *steps], strict=True):
        more += step < 0
        figure = figures[place]
        year = next(each.annee for each in figure.contexte if each.annee)
        words = (
            f"les mois reviennent en arrière sous la seule année {year} : l’année d’après est proposée pour la suite"
        )
        figures[place] = replace(
            figure, contexte=(Jeton(year + more),), reserves=(*figure.reserves, (CODE, words))
        )  # fmt: skip
