"""The points of an indicator in time order: measured, put aside, missing, hidden; where what is counted changed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from qvtkit.method.lecture_definition import ruptures
from qvtkit.method.petits_effectifs import est_cachee, trop_peu_de_repondants
from qvtkit.model.codes import Nature, Periodicite
from qvtkit.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qvtkit.model.indicateur import Indicateur
    from qvtkit.model.mesure import Mesure
    from qvtkit.model.periods import Periode

_LONGEST_GAP = 120
"""Missing periods in a row that are shown one by one; beyond, one stands for them all."""


class Etat(StrEnum):
    """What a point is."""

    MESUREE = "mesuree"
    ECARTEE = "ecartee"
    """Measured, and kept out of the reading by the group."""
    MANQUANTE = "manquante"
    MASQUEE = "masquee"
    """Measured, on too few respondents to be shown."""


@dataclass(frozen=True, slots=True)
class PointSerie:
    """A period and what is known of it."""

    periode: Periode
    etat: Etat
    valeur: float | None = None
    """None where it is missing or not to be shown."""
    motif: str = ""
    """Why it is put aside, missing or hidden."""
    numerateur: float | None = None
    denominateur: float | None = None

    @property
    def lue(self) -> float | None:
        """The value that the reading counts: None for a point put aside too."""
        return self.valeur if self.etat is Etat.MESUREE else None


@dataclass(frozen=True, slots=True)
class Changement:
    """What is counted changed: the first point of the new definition, and what was counted before."""

    rang: int
    texte: str
    autre_mesure: bool = False
    """The formula or the unit is another: nothing is compared across it."""


@dataclass(frozen=True, slots=True)
class Rapport:
    """The two counts of a proportion or a rate, by the names of their variables, and what they are multiplied by."""

    numerateur: str
    denominateur: str
    facteur: float

    @classmethod
    def of(cls, indicateur: Indicateur) -> Rapport | None:
        """Return the ratio of a proportion or a rate of counted things; None for any other calculation."""
        formula = indicateur.formule_lue
        parts = formula.rapport if formula and indicateur.nature in {Nature.PROPORTION, Nature.TAUX} else None
        if formula is None or parts is None:
            return None
        top, bottom = (fold(name).replace("-", "_") for name in parts[:2])
        return cls(top, bottom, parts[2]) if {top, bottom} <= set(formula.noms) else None

    def counts(self, mesure: Mesure) -> tuple[float | None, float | None]:
        """Return the two counts of a measure, None for both where it does not give them."""
        top, bottom = mesure.variables.get(self.numerateur), mesure.variables.get(self.denominateur)
        return (top, bottom) if top is not None and bottom is not None and bottom > 0 else (None, None)


def points(indicateur: Indicateur, seuil: int = 0) -> tuple[tuple[PointSerie, ...], tuple[Periode, ...]]:
    """Return the points in time order, the periods that were due between two others included, and what was left out.

    Left out: the periods of another length than the indicator's own. *seuil*: the fewest respondents that may be shown.
    """
    kept = indicateur.own_series()
    chosen = indicateur.periodicite in {None, Periodicite.PONCTUELLE}
    while kept and indicateur.mesures[kept[-1][0]].is_empty:  # lines prepared for what is yet to come
        kept = kept[:-1]
    reasons = {each.periode: each.motif for each in indicateur.exclusions if each.periode}
    ratio = Rapport.of(indicateur)
    found: list[PointSerie] = []
    for periode, value in kept:
        if found and not chosen:
            found += _gap(found[-1].periode, periode)
        found.append(_point(indicateur, periode, value, reasons, ratio, seuil))
    return tuple(found), indicateur.autre_duree()


def _point(
    indicateur: Indicateur,
    periode: Periode,
    value: float | None,
    reasons: dict[Periode, str],
    ratio: Rapport | None,
    seuil: int,
) -> PointSerie:
    mesure = indicateur.mesures[periode]
    if est_cachee(mesure):
        return PointSerie(periode, Etat.MASQUEE, motif=mesure.motif.partition(" : ")[2])
    if value is None:
        return PointSerie(periode, Etat.MANQUANTE, motif=mesure.motif or mesure.note or absence(mesure))
    if trop_peu_de_repondants(mesure, seuil):
        return PointSerie(periode, Etat.MASQUEE, motif=f"moins de {seuil} répondants")
    current = ratio is not None and indicateur.formule_de(periode) is indicateur.formule_lue
    top, bottom = ratio.counts(mesure) if ratio and current else (None, None)
    if periode in reasons:
        return PointSerie(periode, Etat.ECARTEE, value, reasons[periode], top, bottom)
    return PointSerie(periode, Etat.MESUREE, value, numerateur=top, denominateur=bottom)


def absence(mesure: Mesure) -> str:
    """Say in two words why a measure has no value."""
    return "pas encore saisie" if mesure.is_empty else "non disponible" if mesure.nd else "non calculable"


def _gap(before: Periode, after: Periode) -> Iterator[PointSerie]:
    """Yield the periods that were due between two others."""
    due = before.next()
    for rank in range(_LONGEST_GAP + 1):
        if due.first_day >= after.first_day:
            return
        longer = rank == _LONGEST_GAP
        yield PointSerie(due, Etat.MANQUANTE, motif="et les suivantes : pas de mesure" if longer else "pas de mesure")
        due = due.next()


def changements(indicateur: Indicateur, serie: Sequence[PointSerie]) -> tuple[Changement, ...]:
    """Return where, inside the series, what is counted changed."""
    found = []
    for each in ruptures(indicateur):
        rank = next((at for at, point in enumerate(serie) if point.periode.last_day >= each.jour), len(serie))
        if 0 < rank < len(serie):
            found.append(Changement(rank, each.texte, each.autre_mesure))
    return tuple(found)
