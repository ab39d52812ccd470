"""What is surprising in a measure at the moment it is typed. Everything here may be right: it is asked, then kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.issues import issue
from qvtkit.model.codes import Nature
from qvtkit.model.numbers import format_number, rounded

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from qvtkit.issues import Issue
    from qvtkit.model.indicateur import Indicateur
    from qvtkit.model.mesure import Mesure
    from qvtkit.model.periods import Periode

_TIMES = 10
_WHOLE = 100
_SURELY_PERCENT = 2
"""Other values all above it: the series is in per cent, not in fractions."""


def doutes(indicateur: Indicateur, periode: Periode, mesure: Mesure, jour: dt.date) -> tuple[Issue, ...]:
    """Return what to ask before *mesure* is kept, the most telling first; *indicateur* may hold it already."""
    value = indicateur.compute(periode, mesure)
    return (
        *_future(periode, jour),
        *_negative(indicateur, mesure, value),
        *(_unlikely(indicateur, periode, value) if value is not None else ()),
    )


def _future(periode: Periode, jour: dt.date) -> Iterator[Issue]:
    if periode.first_day > jour:
        yield issue("date-future", date=periode.francais)


def _negative(indicateur: Indicateur, mesure: Mesure, value: float | None) -> Iterator[Issue]:
    """Yield what counts something and is below zero; a change or a cost may be."""
    for name, number in mesure.variables.items():
        if number < 0:
            yield issue("comptage-negatif", quoi=indicateur.variables.get(name) or name, valeur=format_number(number))
            return
    counts = indicateur.nature in {Nature.COMPTAGE, Nature.PROPORTION, Nature.TAUX}
    if counts and value is not None and value < 0 and not indicateur.out_of_range(value):
        yield issue("comptage-negatif", quoi=indicateur.nom or "La valeur", valeur=indicateur.shown(value))


def _unlikely(indicateur: Indicateur, periode: Periode, value: float) -> tuple[Issue, ...]:
    """Return the one doubt that tells most about the value, none where it lies among the others."""
    shown = indicateur.shown(value)
    others = [number for each, number in indicateur.series() if number is not None and each != periode]
    if indicateur.out_of_range(value):
        return (issue("hors-bornes", None, ("mesures", str(periode)), valeur=format_number(rounded(value))),)
    if _is_percentage(indicateur) and value > _WHOLE:
        return (issue("pourcentage-impossible", valeur=shown),)
    if _is_percentage(indicateur) and 0 < value < 1 and others and min(others) >= _SURELY_PERCENT:
        around = " à ".join(dict.fromkeys(format_number(rounded(each)) for each in (min(others), max(others))))
        return (issue("pourcentage-en-fraction", valeur=shown, autres=around,
                      propose=format_number(rounded(value * _WHOLE))),)  # fmt: skip
    return tuple(_far(indicateur, periode, value))


def _far(indicateur: Indicateur, periode: Periode, value: float) -> Iterator[Issue]:
    """Yield a value that is ten times the one before, or a tenth of it."""
    known = [(each, number) for each, number in indicateur.series() if number and each != periode]
    before = [pair for pair in known if pair[0].last_day < periode.first_day] or known[:1]
    if not before or value * before[-1][1] <= 0:
        return
    when, last = before[-1]
    times = max(value / last, last / value)
    if times >= _TIMES:
        more = "plus" if abs(value) > abs(last) else "moins"
        yield issue(
            "valeur-dix-fois",
            valeur=indicateur.shown(value),
            combien=f"{format_number(round(min(times, 1e6)))} fois {more}",
            derniere=indicateur.shown(last),
            periode=when.francais,
        )


def _is_percentage(indicateur: Indicateur) -> bool:
    return indicateur.unite.strip().startswith("%")
