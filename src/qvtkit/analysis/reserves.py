"""What to be careful about in a reading of before and after: the guard-rails that a series tells by itself.

Each is a warning of one line; two or more make a signal a mere hint. Those that need the project (what is counted
changed, events of the journal, several experiments at once) are found by the caller.
"""

from __future__ import annotations

import math
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from qvtkit.analysis.mdc import signals
from qvtkit.analysis.numbers import known, median, side
from qvtkit.analysis.rank import present
from qvtkit.analysis.run_chart import run_chart
from qvtkit.analysis.xmr import xmr_limits

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

CORRELATION_FORTE = 0.3
ROUNDING = 1e-9
"""A change of unit must not make 0.3 more than 0.3."""
POINTS_POUR_CORRELATION = 12
ANNEE = 12
COMPLETUDE = 0.8
PETIT_DENOMINATEUR = 10


class Reserve(StrEnum):
    """A reason to be careful."""

    AVANT_INSTABLE = "avant-instable"
    AUTOCORRELATION = "autocorrelation"
    SAISON = "saison"
    RETOUR_A_LA_NORMALE = "retour-a-la-normale"
    DEFINITION_CHANGEE = "definition-changee"
    MESURES_MANQUANTES = "mesures-manquantes"
    AUTRES_EVENEMENTS = "autres-evenements"
    EXPERIMENTATIONS_ENSEMBLE = "experimentations-ensemble"
    PETITS_DENOMINATEURS = "petits-denominateurs"


def reserves(
    avant: Sequence[float | None],
    apres: Sequence[float | None],
    *,
    jours_avant: Sequence[dt.date] = (),
    jours_apres: Sequence[dt.date] = (),
    denominateurs: Iterable[float] = (),
) -> tuple[Reserve, ...]:
    """Return the warnings that two series give, in time order, an expected but missing measure being None.

    *jours_avant*, *jours_apres*: the first days of the periods measured, for the season (none: not looked at).
    *denominateurs*: those of a proportion.
    """
    before, after = present(avant), present(apres)
    found = {
        Reserve.AVANT_INSTABLE: _moves_already(before),
        Reserve.AUTOCORRELATION: _carries_over(before, after),
        Reserve.SAISON: _season_in_question(jours_avant, jours_apres),
        Reserve.RETOUR_A_LA_NORMALE: _started_at_the_worst(before),
        Reserve.MESURES_MANQUANTES: _has_gaps(avant) or _has_gaps(apres),
        Reserve.PETITS_DENOMINATEURS: any(each < PETIT_DENOMINATEUR for each in denominateurs),
    }
    return tuple(reserve for reserve, holds in found.items() if holds)


def autocorrelation(before: Sequence[float], after: Sequence[float]) -> float | None:
    """Return how much each distance to its own median resembles the one before (lag 1), from -1 to 1.

    None under 12 points or without variation.
    """
    middles = median(before), median(after)
    if len(before) + len(after) < POINTS_POUR_CORRELATION:
        return None
    gaps = [
        value - (middle or 0.0) for values, middle in zip((before, after), middles, strict=True) for value in values
    ]
    largest = max(map(abs, gaps))
    if largest == 0 or not math.isfinite(largest):
        return None
    gaps = [gap / largest for gap in gaps]  # squares of huge values would overflow
    joined = math.fsum(first * second for first, second in pairwise(gaps))
    return joined / math.fsum(gap * gap for gap in gaps)


def _moves_already(before: Sequence[float]) -> bool:
    """Tell whether the period before is itself out of the ordinary: runs (Anhøj) or points (Making Data Count)."""
    limits = xmr_limits(before)
    out = limits is not None and bool(signals(before, limits))
    return out or any(part.signal for part in run_chart(before))


def _carries_over(before: Sequence[float], after: Sequence[float]) -> bool:
    found = autocorrelation(before, after)
    return found is not None and found - CORRELATION_FORTE > ROUNDING


def _season_in_question(before: Sequence[dt.date], after: Sequence[dt.date]) -> bool:
    """Tell whether the year before was not whole, or lacks some of the calendar months measured since."""
    if not before or not after:
        return False
    first, last = min(before), max(before)
    months = (last.year - first.year) * ANNEE + last.month - first.month + 1
    return months < ANNEE or not {day.month for day in after} <= {day.month for day in before}


def _started_at_the_worst(before: Sequence[float]) -> bool:
    """Tell whether the last point before the start lies beyond two sigma."""
    limits = xmr_limits(before)
    if limits is None:
        return False
    low, high = limits.two_sigma
    return side(before[-1], low, limits.width) < 0 or side(before[-1], high, limits.width) > 0


def _has_gaps(values: Sequence[float | None]) -> bool:
    return bool(values) and len(known(values)) < COMPLETUDE * len(values)
