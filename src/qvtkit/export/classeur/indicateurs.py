"""Two sheets: what each indicator counts, and every measure on its own row."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from qvtkit.export.classeur.modele import Colonne, Feuille, Lien, Nombre, Tableau
from qvtkit.export.vues.base import date_fr, decimales
from qvtkit.method.lecture_points import absence
from qvtkit.model.numbers import format_number, rounded
from qvtkit.text import plural

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from qvtkit.export.classeur.modele import Cellule
    from qvtkit.export.vues.base import Base
    from qvtkit.method.lecture import Lecture
    from qvtkit.model.indicateur import Indicateur
    from qvtkit.model.mesure import Mesure

AUCUN = "Aucun indicateur pour l’instant."
_AUCUNE = "Aucune mesure pour l’instant."
_SEE = "Voir la courbe"
_READABLE = 1e12
"""From here on the software chooses how to write a number."""
_DEFINED = (
    Colonne("Indicateur", 20), Colonne("Famille", 11), Colonne("Unité", 10), Colonne("Sens souhaité", 10),
    Colonne("Ce qui est compté", 29), Colonne("Calcul", 21), Colonne("Source", 16),
    Colonne("Relevés", 16), Colonne("Courbe", 13), Colonne("Cible", 11), Colonne("Valeurs publiées (champ, année)", 28),
    Colonne("À savoir", 26), Colonne("Identifiant", 14),
)  # fmt: skip
_MEASURED = (
    Colonne("Indicateur", 32), Colonne("Identifiant", 18), Colonne("Période", 18), Colonne("Début", 11),
    Colonne("Fin", 11), Colonne("Valeur", 11), Colonne("Unité", 12), Colonne("État", 18), Colonne("Variables", 60),
    Colonne("Note", 36),
)  # fmt: skip


def indicateurs(base: Base, lectures: Mapping[str, Lecture], courbes: Collection[str]) -> Feuille:
    """Return the sheet of definitions, each indicator with a link to its sheet where it is among *courbes*."""
    rows = tuple(
        (
            nom(base, key, each),
            *_defined(base, each, Lien(_SEE, cle_de(key)) if cle_de(key) in courbes else ""),
            _known_of(each, lectures[key]),
            base.projet.sans_nom(key),
        )
        for key, each in base.projet.indicateurs.items()
    )
    table = Tableau("indicateurs", "Ce que compte chaque indicateur", _DEFINED, rows)
    return _sheet("indicateurs", "Indicateurs", table, AUCUN)


def mesures(base: Base) -> Feuille:
    """Return the sheet of measures: one a row, in time order for each indicator."""
    rows = tuple(row for key, indicator in base.projet.indicateurs.items() for row in _measures(base, key, indicator))
    table = Tableau("mesures", "Toutes les mesures, une par ligne", _MEASURED, rows, filtre=True)
    return _sheet("mesures", "Mesures", table, _AUCUNE)


def nombre(value: float | None, decimals: int | None) -> Nombre | None:
    """Return a cell for *value*; nothing where there is none that can be written."""
    return None if value is None or not math.isfinite(value) else Nombre(value, decimals)


def precision(indicator: Indicateur) -> int | None:
    """Return how many decimals the values of an indicator are worth; None for huge and for minute ones."""
    values = [value for _, value in indicator.series() if value is not None and math.isfinite(value)]
    biggest = max(map(abs, values), default=0.0)
    if biggest >= _READABLE or 0 < biggest < 0.1:  # noqa: PLR2004 (two decimals would not tell them apart)
        return None
    return decimales(values) if values else 0


def cle_de(indicator_id: str) -> str:
    """Return the key of the sheet of an indicator, which no other sheet has."""
    return f"indicateur/{indicator_id}"


def plus_fin(decimals: int | None) -> int | None:
    """Return how many decimals a median is worth: one more than the values."""
    return None if decimals is None else min(decimals + 1, 2)


def nom(base: Base, key: str, indicator: Indicateur) -> str:
    """Return the name of an indicator."""
    return indicator.nom or base.mots.mots(key)


def _sheet(key: str, name: str, table: Tableau, empty: str) -> Feuille:
    filled = bool(table.lignes)
    return Feuille(key, name, name, (table,) if filled else (), () if filled else (empty,))


def _defined(base: Base, indicator: Indicateur, curve: Cellule) -> tuple[Cellule, ...]:
    """Return the cells from the family to the published values, in the order of the columns."""
    target = indicator.cible
    aimed = indicator.shown(target.valeur) if target and target.valeur is not None else ""
    due = f" ({date_fr(target.echeance)})" if target and aimed and target.echeance else ""
    return (
        indicator.famille.libelle if indicator.famille else "",
        indicator.unite,
        indicator.sens.libelle if indicator.sens else "",
        _counted(indicator),
        base.projet.sans_nom(indicator.formule),
        indicator.source,
        _rhythm(indicator),
        curve,
        f"{aimed}{due}",
        "\n".join(filter(None, (each.citation(indicator.unite) for each in indicator.comparaisons))),
    )


def _counted(indicator: Indicateur) -> str:
    told = indicator.definition
    since = f"depuis {told.depuis.francais}" if told and told.depuis else ""
    scope = f"Service : {indicator.service}" if indicator.service else ""
    parts = (told.champ, told.motifs_inclus, told.source, since) if told else ()
    return "\n".join(filter(None, (*parts, scope)))


def _rhythm(indicator: Indicateur) -> str:
    known = [periode for periode, value in indicator.series() if value is not None]
    often = indicator.periodicite.libelle if indicator.periodicite else ""
    count = plural(len(known), "mesure")
    between = f", de {known[0].francais} à {known[-1].francais}" if len(known) > 1 else ""
    return "\n".join(filter(None, (often, f"{count}{between}")))


def _known_of(indicator: Indicateur, lecture: Lecture) -> str:
    """Return what one has to know to read the figures: limits, old definitions, measures put aside, no comparison."""
    told = indicator.definition
    old = (
        f"Jusqu’au {each.jusqu_a.francais if each.jusqu_a else '?'}, on comptait : {each.texte}"
        for each in indicator.historique_definition if each.texte
    )  # fmt: skip
    aside = (
        f"Mis à part : {each.periode.francais}" + (f" ({each.motif})" if each.motif else "")
        for each in indicator.exclusions if each.periode
    )  # fmt: skip
    by = f"Relevé par : {indicator.responsable}" if indicator.responsable else ""
    return "\n".join(filter(None, (lecture.empeche, told.limites if told else "", *old, *aside, by)))


def _measures(base: Base, key: str, indicator: Indicateur) -> Iterator[tuple[Cellule, ...]]:
    decimals, aside = precision(indicator), {each.periode for each in indicator.exclusions}
    for periode, value in indicator.series():
        measure = indicator.mesures[periode]
        if measure.is_empty:
            continue
        head = (
            nom(base, key, indicator),
            base.projet.sans_nom(key),
            periode.francais,
            periode.first_day,
            periode.last_day,
        )
        state = _state(measure, value, periode in aside)
        yield (
            *head,
            nombre(value, decimals),
            indicator.unite,
            state,
            _variables(base, indicator, measure),
            _note(measure),
        )


def _state(measure: Mesure, value: float | None, aside: bool) -> str:
    if value is None:
        return absence(measure)
    return "mise à part" if aside else "mesurée"


def _variables(base: Base, indicator: Indicateur, measure: Mesure) -> str:
    """« Jours calendaires d’absence : 171 ; ETP moyens rémunérés : 51,5 »."""
    described = {name: text or base.mots.mots(name.replace("_", "-")) for name, text in indicator.variables.items()}
    return " ; ".join(
        f"{described.get(name) or base.mots.mots(name)} : {format_number(rounded(count))}"
        for name, count in measure.variables.items()
    )


def _note(measure: Mesure) -> str:
    return " ; ".join(filter(None, (measure.note, measure.motif)))
