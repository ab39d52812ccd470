"""The measures of an indicator around a test, side by side: before the start, since it, gaps included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.analysis.comparaison import fin_du_test, moment
from qvtkit.method.lecture_definition import de_la_meme_mesure
from qvtkit.method.petits_effectifs import trop_peu_de_repondants
from qvtkit.model.codes import ChoixDecision, EtatExperimentation, Periodicite

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from qvtkit.model.dates import DateSouple
    from qvtkit.model.experimentation import Experimentation
    from qvtkit.model.indicateur import Indicateur
    from qvtkit.model.periods import Periode
    from qvtkit.model.projet import Projet

Serie = dict["Periode", float | None]
"""Expected periods in time order, with their value; None where it is missing."""


def jusqu_au(indicateur: Indicateur, jour: dt.date | None) -> Indicateur:
    """Return the indicator without the measures of periods not begun on *jour*: the future is not measured."""
    if jour is None or all(each.first_day <= jour for each in indicateur.mesures):
        return indicateur
    kept = {periode: mesure for periode, mesure in indicateur.mesures.items() if periode.first_day <= jour}
    return indicateur.model_copy(update={"mesures": kept})


def series(
    projet: Projet, indicator: Indicateur, test: Experimentation, aside: Collection[Periode]
) -> tuple[Serie, Serie]:
    """Return the measures before the start and since, gaps included; those put aside and those that straddle left out.

    Before: those of the same measure as the last ones. What follows the end counts where the change was kept: once it
    was given up, it says nothing of it.
    """
    given_up = test.etat is EtatExperimentation.ARRETEE or (
        test.decision is not None and test.decision.choix is ChoixDecision.ARRETER
    )
    wanted = {"apres"} if given_up else {"apres", "suivi"}
    threshold = projet.dossier.confidentialite.seuil
    before: Serie = {}
    after: Serie = {}
    for periode, value in indicator.series():
        place = moment(periode, test.debut, fin_du_test(test))
        shown = None if trop_peu_de_repondants(indicator.mesures.get(periode), threshold) else value
        if periode in aside or place is None or not indicator.de_sa_duree(periode):
            continue
        if place == "avant":
            before[periode] = shown
        elif place in wanted:
            after[periode] = shown
    kept = _of_one_measure(indicator, _since_recalculation(indicator, test.debut, before))
    return _with_gaps(indicator, kept, aside), _with_gaps(indicator, after, aside)


def _since_recalculation(indicator: Indicateur, debut: DateSouple | None, before: Serie) -> Serie:
    """Keep what follows the last new start that the group decided before the test."""
    starts = [
        each.depuis.first_day
        for each in indicator.recalculs
        if each.depuis and (debut is None or each.depuis.first_day < debut.first_day)
    ]
    return {periode: value for periode, value in before.items() if not starts or periode.first_day >= max(starts)}


def _of_one_measure(indicator: Indicateur, before: Serie) -> Serie:
    """Leave out what was counted otherwise than the last measures before."""
    known = connues(before)
    return de_la_meme_mesure(indicator, before, known[-1].last_day) if known else before


def _with_gaps(indicator: Indicateur, serie: Serie, aside: Collection[Periode]) -> Serie:
    """Add the periods that were due between two others and were not measured."""
    if indicator.periodicite in {None, Periodicite.PONCTUELLE} or not serie:
        return serie
    periode, last = next(iter(serie)), next(reversed(serie))
    complete: Serie = {}
    while periode.first_day <= last.first_day:
        if periode in serie or periode not in aside:
            complete[periode] = serie.get(periode)
        periode = periode.next()
    return complete


def connues(serie: Serie) -> list[Periode]:
    """Return the periods that have a value."""
    return [periode for periode, value in serie.items() if value is not None]
