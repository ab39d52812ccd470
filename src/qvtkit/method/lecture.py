"""An indicator read for itself: which points, which reference lines, what may be said, with which set of rules.

The terminal, the drawing and the documents show the same `Lecture`. What may be shown and computed depends on how many
values count (source: dossier « Measurement » of qvtkit, § 4.1): values alone, a median as a mere mark from three, a run
chart from six, a verdict on runs from ten useful points, limits from thirteen, said to be provisional under twenty.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qvtkit.analysis.numbers import known
from qvtkit.analysis.profiles import PROFILES, Name, Profile
from qvtkit.analysis.proportions import is_share, wilson
from qvtkit.method.lecture_points import Changement, Etat, PointSerie, Rapport, changements, points
from qvtkit.method.lecture_regles import Genre, Reperes, Serie, Troncon, appliquer, dans_le_possible, genre
from qvtkit.method.lecture_series import jusqu_au
from qvtkit.method.lecture_tests import PeriodeDeTest, repere_d_avant, tests_de
from qvtkit.method.petits_effectifs import sans_verdict
from qvtkit.model.codes import Nature, Sens

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from qvtkit.analysis.xmr_chart import Wanted
    from qvtkit.model.definition import Recalcul
    from qvtkit.model.indicateur import Indicateur
    from qvtkit.model.periods import Periode
    from qvtkit.model.projet import Projet

_VOULU: dict[Sens | None, Wanted] = {Sens.HAUSSE: 1, Sens.BAISSE: -1}


@dataclass(frozen=True, slots=True)
class Depart:
    """A new start of the reference lines that someone decided, and the position of the first point after it."""

    rang: int
    recalcul: Recalcul


@dataclass(frozen=True)
class Lecture:
    """What an indicator says for itself, without comparing before and after."""

    identifiant: str
    indicateur: Indicateur
    profil: Profile
    genre: Genre
    points: tuple[PointSerie, ...]
    reperes: tuple[Reperes, ...]
    """One a point."""
    troncons: tuple[Troncon, ...]
    departs: tuple[Depart, ...] = ()
    figee: Periode | None = None
    """The last period of those that centre and limits come from: someone asked for it, or a test began after it."""
    figee_pour: PeriodeDeTest | None = None
    """The test before which they were measured, where nobody asked for another period."""
    autre_duree: tuple[Periode, ...] = ()
    """Periods of another length than the indicator’s own: neither drawn nor read."""
    changements: tuple[Changement, ...] = ()
    tests: tuple[PeriodeDeTest, ...] = ()
    empeche: str = ""
    """Why nothing is read nor drawn, in words; empty where it is."""
    valeurs: tuple[float | None, ...] = field(default=(), repr=False)
    """The values that count, None at the others."""

    @property
    def coupures(self) -> frozenset[int]:
        """The positions where the lines start anew: someone decided it, or it is another measure since."""
        return frozenset(each.premier for each in self.troncons if each.premier)

    @property
    def n(self) -> int:
        """How many values count."""
        return len(known(self.valeurs))

    @property
    def dernier(self) -> Troncon | None:
        """The part that holds now."""
        return self.troncons[-1] if self.troncons else None

    @property
    def niveau(self) -> str:
        """What may be said: from « vide » to « limites »."""
        last = self.dernier
        if self.empeche:
            return "sans-lecture"
        if last is None or last.n == 0:
            return "vide"
        if last.centre is None:
            return "valeurs"
        return last.sans_limites if last.sans_limites in {"constante", "saturee"} else _read(last)

    @property
    def derniere(self) -> int | None:
        """The position of the last value that counts."""
        return next((at for at in reversed(range(len(self.valeurs))) if self.valeurs[at] is not None), None)

    @property
    def intervalle(self) -> tuple[float, float] | None:
        """Wilson’s 95 % interval of the last value, in its unit, where it is a share of counted things."""
        ratio, at = Rapport.of(self.indicateur), self.derniere
        if ratio is None or at is None or self.indicateur.nature is not Nature.PROPORTION:
            return None
        top, bottom = self.points[at].numerateur, self.points[at].denominateur
        if top is None or bottom is None or top % 1 or bottom % 1 or not is_share(top, bottom):
            return None
        found = wilson(int(top), int(bottom))
        return None if found is None else (found.low * ratio.facteur, found.high * ratio.facteur)


COURBE = 6
"""Values from which there is a run chart."""


def _read(portion: Troncon) -> str:
    """Return what may be said of a part that varies and has a centre."""
    if portion.limites:
        return "limites-provisoires" if portion.provisoires else "limites"
    if portion.signal is not None:
        return "suites"
    return "courbe" if portion.n >= COURBE else "repere"


def lire_indicateur(
    projet: Projet,
    identifiant: str,
    profil: Name = "anhoej",
    *,
    figer: Periode | None = None,
    jour: dt.date | None = None,
) -> Lecture:
    """Read one indicator of *projet*, with the periods of the experiments that follow it.

    The measures of periods that begin after *jour* are not read.
    """
    indicator = jusqu_au(projet.indicateurs[identifiant], jour)
    dossier = projet.dossier
    return lire(
        indicator,
        identifiant=identifiant,
        profil=profil,
        figer=figer,
        seuil=dossier.confidentialite.seuil,
        tests=tests_de(projet, identifiant),
        empeche=sans_verdict(dossier.etablissement, identifiant, indicator),
    )


def lire(
    indicateur: Indicateur,
    *,
    identifiant: str = "",
    profil: Name = "anhoej",
    figer: Periode | None = None,
    seuil: int = 0,
    tests: Sequence[PeriodeDeTest] = (),
    empeche: str = "",
) -> Lecture:
    """Read the measures of *indicateur* with one set of rules.

    *figer*: centre and limits come from the measures up to this period, and no new start counts. Without it they come
    from the measures before the first of *tests*, unless the lines start anew inside the series. *seuil*: the fewest
    respondents of a value that is shown. *empeche*: why nothing may be read, in words.
    """
    serie, aside = points(indicateur, seuil)
    starts = _departs(indicateur, serie)
    moved = changements(indicateur, serie)
    cuts = {each.rang for each in starts} | {each.rang for each in moved if each.autre_mesure}
    before = None if figer or cuts else repere_d_avant(serie, tests)
    frozen = figer or (before[1] if before else None)
    whole = _serie(indicateur, serie, sorted(cuts), frozen)
    kind = genre(whole, profil)
    portions, marks = ([], []) if empeche else appliquer(whole, profil, kind)
    low, high = possible(indicateur)
    if low is None and all(value >= 0 for value in known(whole.valeurs)):
        low = 0.0  # nobody reads « de -3 à 12 minutes »; what lies under zero would lift this
    return Lecture(
        identifiant,
        indicateur,
        PROFILES[profil],
        kind if any(each.limites for each in portions) else "run",
        serie,
        tuple(dans_le_possible(each, low, high) for each in marks) or (Reperes(),) * len(serie),
        tuple(portions),
        () if figer else starts,
        frozen,
        before[0] if before else None,
        aside,
        moved,
        tuple(tests),
        empeche,
        tuple(whole.valeurs),
    )


def possible(indicateur: Indicateur) -> tuple[float | None, float | None]:
    """Return the least and the greatest value that the figure can have, where they are known."""
    low, high = (indicateur.bornes.min, indicateur.bornes.max) if indicateur.bornes else (None, None)
    if low is None and indicateur.nature in {Nature.PROPORTION, Nature.TAUX, Nature.COMPTAGE}:
        low = 0.0
    if high is None and indicateur.nature is Nature.PROPORTION and indicateur.unite.strip() == "%":
        high = 100.0
    return low, high


def _departs(indicateur: Indicateur, serie: Sequence[PointSerie]) -> tuple[Depart, ...]:
    """Return the new starts that fall inside the series, in time order; the last decision wins at one place."""
    found: dict[int, Recalcul] = {}
    for each in indicateur.recalculs:
        since = each.depuis
        rank = (
            next((at for at, point in enumerate(serie) if point.periode.last_day >= since.last_day), 0) if since else 0
        )
        if rank > 0:
            found[rank] = each
    return tuple(Depart(rank, found[rank]) for rank in sorted(found))


def _serie(indicateur: Indicateur, serie: Sequence[PointSerie], cuts: Sequence[int], figer: Periode | None) -> Serie:
    ratio = Rapport.of(indicateur)
    frozen = None if figer is None else sum(point.periode.last_day <= figer.last_day for point in serie)
    return Serie(
        [point.lue for point in serie],
        tuple(cuts),
        tuple(point.numerateur for point in serie) if ratio else (),
        tuple(point.denominateur for point in serie) if ratio else (),
        ratio.facteur if ratio else 1.0,
        indicateur.nature is Nature.PROPORTION,
        frozen,
        _VOULU.get(indicateur.sens, 0),
        possible(indicateur),
    )


__all__ = [
    "Changement",
    "Depart",
    "Etat",
    "Lecture",
    "PeriodeDeTest",
    "PointSerie",
    "lire",
    "lire_indicateur",
    "possible",
]
