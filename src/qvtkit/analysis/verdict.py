"""Has it moved since the experiment began? Before and after, by an exact rank test and a rule of control charts.

Rule of qvtkit (« proposition qvtkit »): a *signal* needs both the exact two-sided rank test at 5 % and at least one
point after the start that Making Data Count’s rules find out of the ordinary on the same side, limits from the points
before (2.66, unscreened). One of the two alone is less: the ranks are a hint, a point on either side is to be looked
at. It says whether something moved, never why.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from qvtkit.analysis.mdc import signals
from qvtkit.analysis.numbers import finite, median
from qvtkit.analysis.rank import Shift, best_p, hodges_lehmann, present, rank_test
from qvtkit.analysis.xmr import xmr_limits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qvtkit.analysis.rank import RankTest

AVANT_MINIMUM, APRES_MINIMUM = 6, 3
SEUIL = 0.05


class Verdict(StrEnum):
    """What can be said of an indicator since the start of an experiment."""

    DONNEES_INSUFFISANTES = "donnees-insuffisantes"
    AUCUNE_VARIATION = "aucune-variation"
    VARIATION_HABITUELLE = "variation-habituelle"
    POINT_A_REGARDER = "point-a-regarder"
    INDICE = "indice"
    INDICE_AMELIORATION = "indice-amelioration"
    INDICE_DEGRADATION = "indice-degradation"
    CHANGEMENT_NET = "changement-net"
    SIGNAL_AMELIORATION = "signal-amelioration"
    SIGNAL_DEGRADATION = "signal-degradation"

    @property
    def est_signal(self) -> bool:
        """Tell whether both conditions hold."""
        return self in {self.SIGNAL_AMELIORATION, self.SIGNAL_DEGRADATION, self.CHANGEMENT_NET}

    @property
    def est_degradation(self) -> bool:
        """Tell whether the indicator moved, or may have moved, the unwanted way."""
        return self in {self.SIGNAL_DEGRADATION, self.INDICE_DEGRADATION}

    @property
    def conclut(self) -> bool:
        """Tell whether there was enough to read anything."""
        return self not in {self.DONNEES_INSUFFISANTES, self.AUCUNE_VARIATION}


_PRUDENTS = {
    Verdict.SIGNAL_AMELIORATION: Verdict.INDICE_AMELIORATION,
    Verdict.SIGNAL_DEGRADATION: Verdict.INDICE_DEGRADATION,
    Verdict.CHANGEMENT_NET: Verdict.INDICE,
}


class Lecture(NamedTuple):
    """An indicator before and since the start of an experiment."""

    verdict: Verdict
    """Before any guard-rail."""
    n_avant: int
    n_apres: int
    plus_petit_p: float
    """The smallest p that so many measures could give."""
    test: RankTest | None
    mediane_avant: float | None
    mediane_apres: float | None
    ecart: Shift | None
    """By how much it moved, with an interval, in the unit of the indicator."""
    vers_le_haut: bool
    """A rule of control charts finds a point after the start out of the ordinary, upwards."""
    vers_le_bas: bool
    points: tuple[int, ...]
    """Which measures after the start, from 0 in the series given, missing ones counted."""


def lire(avant: Sequence[float | None], apres: Sequence[float | None], sens: str | None = None) -> Lecture:
    """Read the measures before and after a start, each in time order, missing ones None.

    *sens*: « hausse » or « baisse » where that is the wanted direction; anything else wants neither.
    """
    before, after = present(avant), present(apres)
    test = rank_test(before, after)
    up, down, points = _points(before, apres)
    return Lecture(
        _verdict(before, after, test, up=up, down=down, sens=sens),
        len(before),
        len(after),
        best_p(len(before), len(after)),
        test,
        median(before),
        median(after),
        hodges_lehmann(before, after),
        up,
        down,
        points,
    )


def prudent(verdict: Verdict, reserves: int) -> Verdict:
    """Return the verdict once *reserves* guard-rails are counted: with two or more a signal is only a hint."""
    return _PRUDENTS.get(verdict, verdict) if reserves > 1 else verdict


def mot_de_reference(verdict: Verdict, delta: float = 0) -> str:
    """Return the verdict in the words of the published reference cases; *delta*: Cliff’s, for one without direction."""
    match verdict:
        case Verdict.POINT_A_REGARDER:
            return "a_surveiller"
        case Verdict.INDICE:
            return "indice_hausse" if delta > 0 else "indice_baisse"
        case _:
            return verdict.replace("-", "_")


def _verdict(
    before: Sequence[float], after: Sequence[float], test: RankTest | None, *, up: bool, down: bool, sens: str | None
) -> Verdict:
    enough = len(before) >= AVANT_MINIMUM and len(after) >= APRES_MINIMUM
    if test is None or not enough or test.best_p > SEUIL:
        return Verdict.DONNEES_INSUFFISANTES
    if len({*before, *after}) == 1:
        return Verdict.AUCUNE_VARIATION
    same_side = (test.delta > 0 and up) or (test.delta < 0 and down)
    if test.p > SEUIL:
        return Verdict.POINT_A_REGARDER if up or down else Verdict.VARIATION_HABITUELLE
    signal = _signal(rises=test.delta > 0, sens=sens)
    return signal if same_side else _PRUDENTS[signal]


def _signal(*, rises: bool, sens: str | None) -> Verdict:
    if sens not in {"hausse", "baisse"}:
        return Verdict.CHANGEMENT_NET
    return Verdict.SIGNAL_AMELIORATION if rises == (sens == "hausse") else Verdict.SIGNAL_DEGRADATION


def _points(before: Sequence[float], apres: Sequence[float | None]) -> tuple[bool, bool, tuple[int, ...]]:
    """Return whether a rule finds a point after the start out of the ordinary upwards, downwards, and which ones."""
    limits = xmr_limits(before)
    places = [place for place, value in enumerate(apres) if finite(value) is not None]
    if limits is None or not places:
        return False, False, ()
    found = signals([*before, *present(apres)], limits)
    later = [
        (signal.side, position - len(before))
        for signal in found
        for position in signal.positions
        if position >= len(before)
    ]
    sides = {side for side, _ in later}
    return 1 in sides, -1 in sides, tuple(sorted({places[position] for _, position in later}))
