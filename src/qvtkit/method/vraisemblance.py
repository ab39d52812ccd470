"""What is surprising in a measure at the moment it is typed. Everything here may be right: it is asked, then kept."""

from __future__ import annotations

from statistics import median
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
_TWICE = 2
_ETP = ("etp", "etpr", "etp_total")
"""The variables that count the whole staff, in the formulas of the catalogue."""
_SURELY_PERCENT = 2
"""Other values all above it: the series is in per cent, not in fractions."""


def doutes(
    indicateur: Indicateur, periode: Periode, mesure: Mesure, jour: dt.date, etp: float | None = None
) -> tuple[Issue, ...]:
    """Return what to ask before *mesure* is kept, the most telling first; *indicateur* may hold it already.

    *etp* is the staff of the establishment in full-time equivalents, where it is known.
    """
    value = indicateur.compute(periode, mesure)
    return (
        *_future(periode, jour),
        *_negative(indicateur, mesure, value),
        *_too_many(mesure, etp),
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


def _too_many(mesure: Mesure, etp: float | None) -> Iterator[Issue]:
    """Yield a staff more than twice the establishment's: a sum over months, or numbers that changed places."""
    typed = max((mesure.variables.get(name, 0) for name in _ETP), default=0)
    if etp and typed > _TWICE * etp:
        yield issue("etp-trop-grand", etp=format_number(rounded(typed)), connu=format_number(rounded(etp)))


def _unlikely(indicateur: Indicateur, periode: Periode, value: float) -> tuple[Issue, ...]:
    """Return the one doubt that tells most about the value, none where it lies among the others."""
    if indicateur.out_of_range(value):
        return (issue("hors-bornes", None, ("mesures", str(periode)), valeur=format_number(rounded(value))),)
    if _is_percentage(indicateur) and value > _WHOLE:
        return (issue("pourcentage-impossible", valeur=indicateur.shown(value)),)
    if _is_percentage(indicateur) and (found := tuple(_in_fraction(indicateur, periode, value))):
        return found
    return tuple(_far(indicateur, periode, value)) if indicateur.de_sa_duree(periode) else ()


def _in_fraction(indicateur: Indicateur, periode: Periode, value: float) -> Iterator[Issue]:
    """Yield a value between 0 and 1 in a series that is surely in per cent."""
    others = [number for each, number in indicateur.own_series() if number is not None and each != periode]
    if 0 < value < 1 and others and min(others) >= _SURELY_PERCENT:
        around = " à ".join(dict.fromkeys(format_number(rounded(each)) for each in (min(others), max(others))))
        yield issue("pourcentage-en-fraction", valeur=indicateur.shown(value), autres=around,
                    propose=format_number(rounded(value * _WHOLE)))  # fmt: skip


def _far(indicateur: Indicateur, periode: Periode, value: float) -> Iterator[Issue]:
    """Yield a value that is ten times the usual one, or a tenth of it; the first, beside the published values."""
    known = [number for each, number in indicateur.own_series() if number and each != periode]
    if not known:
        yield from _unlike_published(indicateur, value)
        return
    usual = median(known)
    if value * usual <= 0:
        return
    times = max(value / usual, usual / value)
    if times >= _TIMES:
        more = "plus" if abs(value) > abs(usual) else "moins"
        yield issue(
            "valeur-dix-fois",
            valeur=indicateur.shown(value),
            combien=f"{format_number(round(min(times, 1e6)))} fois {more}",
            habituelle=indicateur.shown(usual),
        )


def _unlike_published(indicateur: Indicateur, value: float) -> Iterator[Issue]:
    """Yield a first value that is ten times all that was published of the indicator, or a tenth of it."""
    unit = indicateur.unite
    said = [each.valeur for each in indicateur.comparaisons if each.valeur and each.unite in {"", unit}]
    if value <= 0 or not said or min(said) <= 0:
        return
    if value * _TIMES <= min(said) or value >= max(said) * _TIMES:
        around = " à ".join(dict.fromkeys(format_number(rounded(each)) for each in (min(said), max(said))))
        yield issue("loin-du-publie", valeur=indicateur.shown(value), publiees=f"{around} {unit}".strip())


def _is_percentage(indicateur: Indicateur) -> bool:
    return indicateur.unite.strip().startswith("%")
