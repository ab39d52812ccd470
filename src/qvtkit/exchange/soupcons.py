"""What is surprising in the measures of one workbook taken together: zeros at the end, decimals of a count, a minus."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from qvtkit.model.codes import Nature

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qvtkit.exchange.lecture import MesureLue
    from qvtkit.model.indicateur import Indicateur

CODE = "import-a-verifier"
_FEW_ZEROS = 2
_MANY_ZEROS = 3
"""Zeros in a row at the end: three of what counts events may be true, and are asked about."""


def suspicions(measures: Iterable[MesureLue], indicators: Mapping[str, Indicateur]) -> dict[int, tuple[str, str]]:
    """Return the code and the detail of what is surprising in each measure, by its identity."""
    by_indicator: dict[str, list[MesureLue]] = defaultdict(list)
    for each in measures:
        by_indicator[each.indicateur].append(each)
    found: dict[int, tuple[str, str]] = {}
    for key, own in by_indicator.items():
        indicator = indicators[key]
        values = [(each, indicator.compute(each.periode, each.mesure)) for each in own]
        numbers = [(each, value) for each, value in values if value is not None]
        if indicator.nature is not Nature.COMPTAGE and all(value > 0 for _, value in numbers):
            continue
        numbers.sort(key=lambda pair: pair[0].periode.sort_key)
        known = [number for _, number in indicator.series() if number is not None]
        found |= _signs(indicator, numbers, known) | _zeros(indicator, numbers, known)
    return found


def _signs(
    indicator: Indicateur, numbers: list[tuple[MesureLue, float]], known: list[float]
) -> dict[int, tuple[str, str]]:
    """Return the numbers below zero, and the decimals of what is counted, where the project has none yet."""
    found = {}
    below = min(known, default=0) >= 0
    whole = indicator.nature is Nature.COMPTAGE and all(value.is_integer() for value in known)
    for each, value in numbers:
        if value < 0 and below:
            found[id(each)] = (CODE, "un nombre négatif")
        elif whole and not each.mesure.variables and not value.is_integer():
            found[id(each)] = (CODE, "des décimales dans ce qui se compte")
    return found


def _zeros(
    indicator: Indicateur, numbers: list[tuple[MesureLue, float]], known: list[float]
) -> dict[int, tuple[str, str]]:
    """Return the zeros that end a series, as where months to come are filled, and the fall to 0 of what is no count."""
    values = [value for _, value in numbers]
    last = next((rank for rank in range(len(values), 0, -1) if values[rank - 1] != 0), 0)
    ending = numbers[last:]
    if not last and not any(known):
        return {}
    counts = indicator.nature is Nature.COMPTAGE or indicator.nature is None
    if len(ending) >= (_MANY_ZEROS if counts else _FEW_ZEROS):
        return {id(each): (CODE, "une suite de zéros à la fin : des mois pas encore relevés ?") for each, _ in ending}
    if counts or 0 in known:
        return {}
    return {id(each): (CODE, "une chute à zéro") for each, value in numbers if value == 0}
