"""The indicators of an experiment: T0, last value, how many measures, the drawing, what is read in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.analysis.comparaison import comparer, fin_du_test
from qvtkit.analysis.plan import ajoute_apres_coup, suivis
from qvtkit.export.charts.draw import Point
from qvtkit.export.charts.plane import middle
from qvtkit.export.vues import cachees
from qvtkit.export.vues.base import date_fr, decimales, quand, quantite
from qvtkit.export.vues.resultats import lecture_vue
from qvtkit.method.lecture import COURBE, lire_indicateur
from qvtkit.method.lecture_points import Etat, points
from qvtkit.method.lexique import majuscule, minuscule
from qvtkit.method.petits_effectifs import comptes_bruts, sans_verdict
from qvtkit.text import NBSP, enumerate_fr, plural

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qvtkit.analysis.comparaison import Comparaison, Releve
    from qvtkit.export.vues.base import Base
    from qvtkit.export.vues.resultats import LectureVue
    from qvtkit.method.familles import VueFamilles
    from qvtkit.method.lecture_indicateur import Ligne
    from qvtkit.model.codes import Famille
    from qvtkit.model.experimentation import Experimentation, IndicateurSuivi
    from qvtkit.model.indicateur import Indicateur
    from qvtkit.model.periods import Periode


@dataclass(frozen=True, slots=True)
class ValeurVue:
    """A value with its unit, its raw counts and its period."""

    texte: str
    brut: str
    quand: str
    nombre: float | None = None
    """The value alone, rounded to its `decimales`; None where it is not shown."""
    decimales: int = 0


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
    mediane: float | None = None
    presque: str = ""
    """Periods counted though a few of their days lie on the other side of a limit of the test."""
    lecture: LectureVue | None = None
    """What is read of it before and since the start; None outside a test."""
    source: str = ""
    definition: str = ""
    """What is counted and where the figures come from, in one small sentence."""
    change: bool = False
    """What is counted changed between T0 and the last value."""

    @property
    def titre(self) -> str:
        """Its name, as what is read of it says it."""
        return self.lecture.nom if self.lecture else self.nom

    @property
    def souhait(self) -> str:
        """Which way it is wished to go: « Baisse »."""
        return majuscule(self.lecture.souhait) if self.lecture else self.sens


def indicateurs(base: Base, test: Experimentation, vue: VueFamilles) -> tuple[IndicateurVu, ...]:
    """Return the indicators of the plan of *test*, in its order, those taken out since at the end."""
    known, lines = base.projet.indicateurs, {each.identifiant: each for each in vue.lignes}
    return tuple(
        _indicateur(base, entry, known[entry.indicateur], test, lines[entry.indicateur])
        for entry in suivis(test)
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


def _indicateur(
    base: Base, entry: IndicateurSuivi, indicator: Indicateur, test: Experimentation, line: Ligne
) -> IndicateurVu:
    end = fin_du_test(test)
    result = comparer(indicator, debut=test.debut, fin=end, ajoute=entry.ajoute)
    name = indicator.nom or base.mots.mots(entry.indicateur)
    if line.muette:
        return _hidden(indicator, name, line.sans_verdict, line)
    start = test.debut.first_day.toordinal() if test.debut else None
    stop = end.last_day if end else base.aujourdhui
    before, since = cachees.autour(base, entry.indicateur, test)
    return IndicateurVu(
        name, indicator.famille, line.sens.libelle if line.sens else "", indicator.unite,
        t0=_value(indicator, result.t0) or _cachee(before),
        derniere=_value(indicator, result.derniere) or _cachee(since),
        nombres=_counts(result, len(before) + len(since)),
        manques=cachees.manques(result, before, since),
        remarques=(*_remarks(indicator, result, entry if ajoute_apres_coup(test, entry) else None),
                   *cachees.remarque(base, entry.indicateur)),
        a_cheval=enumerate_fr(periode.francais for periode in result.a_cheval),
        points=_points(base, indicator),
        mediane=_median(base, line.identifiant),
        bande=(start, max(start, stop.toordinal())) if start else None,
        presque=enumerate_fr(periode.francais for periode in result.presque_entieres),
        lecture=cachees.dite(lecture_vue(line), before, since),
        source=indicator.source,
        definition=_definition(indicator, name),
        change=result.definition_changee,
    )  # fmt: skip


def _alone(base: Base, indicator_id: str, indicator: Indicateur) -> IndicateurVu:
    """Return an indicator that no test surrounds."""
    name = indicator.nom or base.mots.mots(indicator_id)
    why = sans_verdict(base.projet.dossier.etablissement, indicator_id, indicator)
    if why:
        return _hidden(indicator, name, why)
    result = comparer(indicator, debut=None)
    values = [each for each, value in indicator.own_series() if value is not None and each not in result.exclues]
    last = max(values, key=lambda periode: periode.last_day, default=None)
    value = indicator.value_of(last) if last else None
    return IndicateurVu(
        name, indicator.famille, indicator.sens.libelle if indicator.sens else "", indicator.unite,
        t0=None,
        derniere=_value_at(indicator, last, value) if last and value is not None
        else _cachee(base.projet.cachees.get(indicator_id, {})),
        nombres=plural(len(values), "mesure"),
        manques=(),
        remarques=(*_put_aside(indicator, result), *cachees.remarque(base, indicator_id)),
        a_cheval="",
        points=_points(base, indicator),
        mediane=_median(base, indicator_id),
        bande=None,
        source=indicator.source,
        definition=_definition(indicator, name),
    )  # fmt: skip


def _hidden(indicator: Indicateur, name: str, why: str, line: Ligne | None = None) -> IndicateurVu:
    """An index of accidents in a small establishment: named, never compared nor drawn."""
    return IndicateurVu(name, indicator.famille, "", "", None, None, "", (), (why,), "", (), None,
                        lecture=lecture_vue(line) if line else None)  # fmt: skip


def _value(indicator: Indicateur, releve: Releve | None) -> ValeurVue | None:
    return _value_at(indicator, releve.periode, releve.valeur) if releve else None


def _cachee(hidden: Mapping[Periode, str]) -> ValeurVue | None:
    """Say in the place of a value that it is not shown, and why."""
    found = cachees.derniere_cachee(hidden)
    return ValeurVue(cachees.NON_MONTRE, found[1], quand(found[0])) if found else None


def _value_at(indicator: Indicateur, periode: Periode, value: float) -> ValeurVue:
    raw, decimals = comptes_bruts(indicator, periode), _decimals(indicator)
    shown = quantite(value, indicator.unite, decimals)
    return ValeurVue(shown, raw, quand(periode), round(value, decimals), decimals)


def _decimals(indicator: Indicateur) -> int:
    return decimales(value for _, value in indicator.series() if value is not None)


def _counts(result: Comparaison, hidden: int) -> str:
    """« 12 mesures avant, 10 pendant, 1 après »; those that are not shown are said apart."""
    more = f", {plural(hidden, 'non montrée', 'non montrées')}" if hidden else ""
    if result.sans_debut:
        return f"{plural(result.avant, 'mesure')}{more}"
    text = f"{plural(result.avant, 'mesure')} avant, {result.apres} pendant"
    return f"{text}, {result.suivi} après le test{more}" if result.suivi else f"{text} le test{more}"


def _remarks(indicator: Indicateur, result: Comparaison, late: IndicateurSuivi | None) -> tuple[str, ...]:
    """Return what to know of the values; *late*: its line of the plan where it was added after the start."""
    remarks = []
    if late:
        day = f" ({date_fr(late.ajoute)})" if late.ajoute else ""
        remarks.append(f"Ajouté après coup{day}, le test étant commencé : à lire comme un repère.")
    return (*remarks, *_put_aside(indicator, result))


def _put_aside(indicator: Indicateur, result: Comparaison) -> tuple[str, ...]:
    """Say which values do not count: of another length, or kept out by the group."""
    reasons = {exclusion.periode: exclusion.motif for exclusion in indicator.exclusions}
    other = enumerate_fr(periode.francais for periode in result.autre_duree)
    return (
        *((f"D’une autre durée, donc à part : {other}.",) if other else ()),
        *(
            f"Mis à part : {periode.francais}" + (f", {reasons[periode]}." if reasons.get(periode) else ".")
            for periode in result.exclues
        ),
    )


def _points(base: Base, indicator: Indicateur) -> tuple[Point, ...]:
    """Place each value, rounded as it is written, at the middle of its period; the points of `indicator chart`."""
    decimals = _decimals(indicator)
    return tuple(
        Point(
            each.periode.court,
            middle(each.periode),
            None if each.valeur is None else round(each.valeur, decimals),
            creux=each.etat is Etat.ECARTEE,
        )
        for each in points(indicator, base.seuil)[0]
    )


def _median(base: Base, indicator_id: str) -> float | None:
    """Return the median that `indicator chart` draws and that is read, from six values on; None under."""
    reading = lire_indicateur(base.projet, indicator_id, jour=base.aujourdhui)
    last = reading.dernier
    return last.centre if last is not None and last.n >= COURBE else None


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
