"""Indicators: what they refer to was measured, and their limits make sense."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.checks.rule import Rule
from qvtkit.issues import Issue, issue

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from qvtkit.model.base import Record
    from qvtkit.model.indicateur import Indicateur
    from qvtkit.model.periods import Periode
    from qvtkit.model.projet import Loaded, Projet


def definitions(projet: Projet, aujourdhui: dt.date | None) -> Iterator[Issue]:  # noqa: ARG001
    """The reference was measured, what is excluded too, the limits hold together."""
    for key, indicator in projet.indicateurs.items():
        loaded = projet.loaded("indicateur")[key]
        yield from _measured(loaded, indicator)
        yield from _limits(loaded, indicator)
        yield from _compared(loaded, indicator)


def _measured(loaded: Loaded[Record], indicator: Indicateur) -> Iterator[Issue]:
    """Yield the periods that are spoken of and that nobody measured; an indicator without measures is new."""
    reference = indicator.reference
    if reference and indicator.mesures and not _covered(reference, indicator):
        path = ("reference",)
        yield issue("reference-sans-mesure", loaded.position(*path), path, periode=reference.francais)
    for rank, exclusion in enumerate(indicator.exclusions):
        path_ = ("exclusions", rank, "periode")
        if exclusion.periode and indicator.mesures and exclusion.periode not in indicator.mesures:
            yield issue("exclusion-sans-mesure", loaded.position(*path_), path_, periode=exclusion.periode.francais)
        if exclusion.periode and not exclusion.motif:
            yield issue("exclusion-sans-motif", loaded.position(*path_), path_, periode=exclusion.periode.francais)


def _covered(reference: Periode, indicator: Indicateur) -> bool:
    """Tell whether a measure is that of the reference, or lies inside it (a month of a year)."""
    first, last = reference.first_day, reference.last_day
    return any(first <= periode.first_day and periode.last_day <= last for periode in indicator.mesures)


def _limits(loaded: Loaded[Record], indicator: Indicateur) -> Iterator[Issue]:
    limits, target = indicator.bornes, indicator.cible
    if limits and limits.min is not None and limits.max is not None and limits.min > limits.max:
        yield issue("bornes-inversees", loaded.position("bornes"), ("bornes",))
    elif target and target.valeur is not None and indicator.out_of_range(target.valeur):
        path = ("cible", "valeur")
        yield issue("hors-bornes", loaded.position(*path), path, valeur=f"{target.valeur:g}".replace(".", ","))


def _compared(loaded: Loaded[Record], indicator: Indicateur) -> Iterator[Issue]:
    """Yield the published values that will not be shown, without their field or their year."""
    for rank, each in enumerate(indicator.comparaisons):
        path = ("comparaisons", rank)
        if each.valeur is not None and each.lacks:
            value, lacking = indicator.shown(each.valeur), " ni ".join(each.lacks)
            yield issue("comparaison-incomplete", loaded.position(*path), path, valeur=value, manque=lacking)


RULE = Rule(
    "indicateurs",
    "Formules, bornes, périodes de référence et exclusions des indicateurs",
    (
        "formule-illisible", "variable-non-decrite", "variable-inconnue", "variable-manquante", "valeur-et-variables",
        "mesure-incalculable", "rapport-sans-formule", "hors-bornes", "reference-sans-mesure",
        "exclusion-sans-mesure", "exclusion-sans-motif", "bornes-inversees", "comparaison-incomplete",
    ),
    (definitions,),
)  # fmt: skip
