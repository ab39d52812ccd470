"""The indicators of an experiment: T0, last value, how many measures, the drawing. No verdict."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.analysis.comparaison import comparer, fin_du_test
from qvtkit.export.charts import Point
from qvtkit.export.vues.base import date_fr, decimales, quand, quantite
from qvtkit.method.lexique import minuscule
from qvtkit.text import NBSP, enumerate_fr, fold, plural

if TYPE_CHECKING:
    from qvtkit.analysis.comparaison import Comparaison, Releve
    from qvtkit.export.vues.base import Base
    from qvtkit.model.codes import Famille
    from qvtkit.model.experimentation import Experimentation, IndicateurSuivi
    from qvtkit.model.indicateur import Indicateur
    from qvtkit.model.periods import Periode

ETP_MINIMUM = 100
"""Under this size one accident more moves an index by more than anything else could."""
_ACCIDENT = re.compile(r"\bat\b|accident")
_INDEX = re.compile(r"indice|taux|frequence|gravite")
_RATIO = re.compile(r"^\s*(\w+)\s*/\s*(\w+)\s*(?:\*\s*100\s*)?$")


@dataclass(frozen=True, slots=True)
class ValeurVue:
    """A value with its unit, its raw counts and its period."""

    texte: str
    brut: str
    quand: str


@dataclass(frozen=True, slots=True)
class IndicateurVu:
    """An indicator as the fiche shows it."""

    nom: str
    famille: Famille | None
    sens: str
    unite: str
    t0: ValeurVue | None
    derniere: ValeurVue | None
    nombres: str
    manques: tuple[str, ...]
    """Why T0 cannot be set beside a later value."""
    remarques: tuple[str, ...]
    a_cheval: str
    """Periods dropped because they straddle a limit of the test."""
    points: tuple[Point, ...]
    bande: tuple[float, float] | None
    definition: str
    presque: str = ""
    """Periods counted though a few of their days lie on the other side of a limit of the test."""


def indicateurs(base: Base, test: Experimentation) -> tuple[IndicateurVu, ...]:
    """Return the indicators of the plan of *test*, in its order."""
    known = base.projet.indicateurs
    return tuple(
        _indicateur(base, entry, known[entry.indicateur], test)
        for entry in test.indicateurs
        if entry.indicateur in known
    )


def hors_plan(base: Base) -> tuple[IndicateurVu, ...]:
    """Return the indicators that no experiment follows: their last value only."""
    planned = {entry.indicateur for test in base.projet.experimentations.values() for entry in test.indicateurs}
    return tuple(
        _alone(base, indicator_id, indicator)
        for indicator_id, indicator in base.projet.indicateurs.items()
        if indicator_id not in planned
    )


def _indicateur(base: Base, entry: IndicateurSuivi, indicator: Indicateur, test: Experimentation) -> IndicateurVu:
    end = fin_du_test(test)
    result = comparer(indicator, debut=test.debut, fin=end, ajoute=entry.ajoute)
    wanted = entry.sens or indicator.sens
    name = indicator.nom or base.mots.mots(entry.indicateur)
    if _is_accident_index(entry.indicateur or "", indicator) and _is_small(base):
        return _hidden(indicator, name)
    start = test.debut.first_day.toordinal() if test.debut else None
    stop = end.last_day if end else base.aujourdhui
    return IndicateurVu(
        name, indicator.famille, wanted.libelle if wanted else "", indicator.unite,
        t0=_value(base, indicator, result.t0),
        derniere=_value(base, indicator, result.derniere),
        nombres=_counts(result),
        manques=result.manques,
        remarques=_remarks(indicator, result, entry),
        a_cheval=enumerate_fr(periode.francais for periode in result.a_cheval),
        points=_points(base, indicator),
        bande=(start, max(start, stop.toordinal())) if start else None,
        definition=_definition(indicator, name),
        presque=enumerate_fr(periode.francais for periode in result.presque_entieres),
    )  # fmt: skip


def _alone(base: Base, indicator_id: str, indicator: Indicateur) -> IndicateurVu:
    """Return an indicator that no test surrounds."""
    name = indicator.nom or base.mots.mots(indicator_id)
    if _is_accident_index(indicator_id, indicator) and _is_small(base):
        return _hidden(indicator, name)
    result = comparer(indicator, debut=None)
    values = [periode for periode, value in indicator.series() if value is not None and periode not in result.exclues]
    last = max(values, key=lambda periode: periode.last_day, default=None)
    value = indicator.value_of(last) if last else None
    return IndicateurVu(
        name, indicator.famille, indicator.sens.libelle if indicator.sens else "", indicator.unite,
        t0=None,
        derniere=_value_at(base, indicator, last, value) if last and value is not None else None,
        nombres=plural(len(values), "mesure"),
        manques=(),
        remarques=_put_aside(indicator, result.exclues),
        a_cheval="",
        points=_points(base, indicator),
        bande=None,
        definition=_definition(indicator, name),
    )  # fmt: skip


def _hidden(indicator: Indicateur, name: str) -> IndicateurVu:
    """An index of accidents in a small establishment: named, never compared nor drawn."""
    why = (
        f"Moins de {ETP_MINIMUM} ETP : un indice d’accidents n’y est pas lisible d’une période "
        "à l’autre. Le groupe regarde les accidents un par un."
    )
    return IndicateurVu(name, indicator.famille, "", "", None, None, "", (), (why,), "", (), None, "")


def _is_accident_index(indicator_id: str, indicator: Indicateur) -> bool:
    words = fold(f"{indicator_id} {indicator.nom}").replace("-", " ")
    return bool(_ACCIDENT.search(words) and _INDEX.search(words))


def _is_small(base: Base) -> bool:
    """An establishment of unknown size is taken as small."""
    place = base.projet.dossier.etablissement
    return (place.etp or place.effectif or 0) < ETP_MINIMUM


def _value(base: Base, indicator: Indicateur, releve: Releve | None) -> ValeurVue | None:
    return _value_at(base, indicator, releve.periode, releve.valeur) if releve else None


def _value_at(base: Base, indicator: Indicateur, periode: Periode, value: float) -> ValeurVue:
    if _too_few(base, indicator, periode):
        return ValeurVue("non montré", f"moins de {base.seuil} répondants", quand(periode))
    raw = _raw(indicator, periode)
    return ValeurVue(quantite(value, indicator.unite, _decimals(indicator)), raw, quand(periode))


def _too_few(base: Base, indicator: Indicateur, periode: Periode) -> bool:
    """Tell whether a share of respondents rests on fewer of them than the threshold."""
    measure = indicator.mesures.get(periode)
    counts = measure.variables.items() if measure else ()
    return any("repondant" in name and count < base.seuil for name, count in counts)


def _decimals(indicator: Indicateur) -> int:
    return decimales(value for _, value in indicator.series() if value is not None)


def _raw(indicator: Indicateur, periode: Periode) -> str:
    """Return « 13 sur 248 » where the value is one count over another."""
    ratio, measure = _RATIO.match(indicator.formule), indicator.mesures.get(periode)
    if not ratio or measure is None or not measure.variables:
        return ""
    parts = [measure.variables.get(name) for name in ratio.groups()]
    whole = [f"{part:.0f}" for part in parts if part is not None and part == round(part)]
    return " sur ".join(whole) if len(whole) == len(parts) else ""


def _counts(result: Comparaison) -> str:
    """« 12 mesures avant, 10 pendant, 1 après »."""
    if result.sans_debut:
        return plural(result.avant, "mesure")
    text = f"{plural(result.avant, 'mesure')} avant, {result.apres} pendant"
    return f"{text}, {result.suivi} après le test" if result.suivi else f"{text} le test"


def _remarks(indicator: Indicateur, result: Comparaison, entry: IndicateurSuivi) -> tuple[str, ...]:
    remarks = []
    if result.ajoute_apres_coup:
        remarks.append(f"Ajouté après coup ({date_fr(entry.ajoute)}), le test étant commencé : à lire comme un repère.")
    if result.definition_changee:
        remarks.append("Ce qui est compté a changé entre ces deux valeurs.")
    if result.autre_duree:
        periods = enumerate_fr(periode.francais for periode in result.autre_duree)
        remarks = [*remarks, f"D’une autre durée, donc mis à part : {periods}."]
    return (*remarks, *_put_aside(indicator, result.exclues))


def _put_aside(indicator: Indicateur, periods: tuple[Periode, ...]) -> tuple[str, ...]:
    reasons = {exclusion.periode: exclusion.motif for exclusion in indicator.exclusions}
    return tuple(
        f"Mis à part : {periode.francais}" + (f", {reasons[periode]}." if reasons.get(periode) else ".")
        for periode in periods
    )


def _points(base: Base, indicator: Indicateur) -> tuple[Point, ...]:
    """Place each value, rounded as it is written, at the middle of its period."""
    decimals = _decimals(indicator)
    points: list[Point] = []
    previous: Periode | None = None
    for periode, value in indicator.series():
        if previous is not None and _leaves_a_gap(indicator, previous, periode):
            points.append(_point(previous.next(), None))
        hidden = value is None or _too_few(base, indicator, periode)
        points.append(_point(periode, None if value is None or hidden else round(value, decimals)))
        previous = periode
    return tuple(points)


def _point(periode: Periode, value: float | None) -> Point:
    middle = (periode.first_day.toordinal() + periode.last_day.toordinal()) / 2
    return Point(periode.court, middle, value)


def _leaves_a_gap(indicator: Indicateur, before: Periode, after: Periode) -> bool:
    """Tell whether measures were due between two others: the line must not join them."""
    due = {before.genre, after.genre} == {str(indicator.periodicite)}
    return due and before.next() != after


def _definition(indicator: Indicateur, name: str) -> str:
    """Return what is counted and where the figures come from, as one small sentence."""
    parts = []
    definition = indicator.definition
    if definition:
        parts += [minuscule(definition.champ), minuscule(definition.motifs_inclus)]
    said = " ; ".join(part.rstrip(".") for part in parts if part)
    source = f"Source : {minuscule(indicator.source)}" if indicator.source else ""
    text = ". ".join(part for part in (said, source) if part)
    return f"{name}{NBSP}: {text}." if text else ""
