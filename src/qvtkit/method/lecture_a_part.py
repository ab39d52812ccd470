"""What a reading of before and after leaves out, with the reason; what it counts though the test is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.analysis.comparaison import fin_du_test, moment
from qvtkit.method.lecture_definition import ruptures
from qvtkit.text import enumerate_fr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qvtkit.analysis.comparaison import Comparaison
    from qvtkit.model.experimentation import Experimentation
    from qvtkit.model.indicateur import Indicateur
    from qvtkit.model.periods import Periode


def a_part(
    indicateur: Indicateur, test: Experimentation, result: Comparaison, avant: Mapping[Periode, float | None]
) -> tuple[str, ...]:
    """Say which measures do not count, and why; *avant*: those that count before the start."""
    said = [_excluded(indicateur, test, periode) for periode in result.exclues]
    if result.a_cheval:
        said.append(f"{_named(result.a_cheval)}, à cheval sur le début ou la fin du test")
    if result.autre_duree:
        said.append(f"{_named(result.autre_duree)}, d’une autre durée")
    return (*said, *_older(indicateur, result, avant))


def _excluded(indicateur: Indicateur, test: Experimentation, periode: Periode) -> str:
    """« août 2016, mis à part : canicule (pendant le test) »."""
    reason = next((each.motif for each in indicateur.exclusions if each.periode == periode), "")
    during = " (pendant le test)" if test.debut and moment(periode, test.debut, fin_du_test(test)) == "apres" else ""
    return f"{periode.francais}, mis à part{f' : {reason}' if reason else ', sans motif noté'}{during}"


def _older(
    indicateur: Indicateur, result: Comparaison, avant: Mapping[Periode, float | None]
) -> tuple[str, ...]:  # fmt: skip
    """Say what was counted otherwise, and stands before the first measure that counts."""
    first = next(iter(avant), None)
    if first is None:
        return ()
    aside = {*result.exclues, *result.a_cheval}
    days = [each.jour for each in ruptures(indicateur) if each.autre_mesure and each.jour <= first.last_day]
    older = [
        periode
        for periode, value in indicateur.own_series()
        if days and value is not None and periode.last_day < max(days) and periode not in aside
    ]
    return (f"{_named(older)}, avant le changement de ce qui est compté",) if older else ()


def depuis_la_fin(test: Experimentation, apres: Mapping[Periode, float | None]) -> int:
    """Return how many of the measures since the start were made after the end of the test."""
    end = fin_du_test(test)
    known = (periode for periode, value in apres.items() if value is not None)
    return sum(moment(periode, test.debut, end) == "suivi" for periode in known) if end else 0


def _named(periods: Iterable[Periode]) -> str:
    """Return the names of periods, those in the middle of many left out."""
    names = [each.francais for each in periods]
    few = 4
    return enumerate_fr(names) if len(names) <= few else f"{names[0]} à {names[-1]} ({len(names)} mesures)"
