"""The tests that follow an indicator, and where its reference lines come from: what was measured before the first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.analysis.comparaison import Moment, fin_du_test, moment
from qvtkit.model.dates import DateSouple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from qvtkit.method.lecture_points import PointSerie
    from qvtkit.model.periods import Periode
    from qvtkit.model.projet import Projet

AVANT = 6
"""Measures before a test from which they give the reference lines: from as many there is a curve."""


@dataclass(frozen=True, slots=True)
class PeriodeDeTest:
    """When an experiment that follows the indicator took place; no end while it is running."""

    nom: str
    debut: dt.date
    fin: dt.date | None
    id: str = ""

    def moment(self, periode: Periode) -> Moment | None:
        """Tell whether a period lies before, within or after the test; None where it straddles."""
        return moment(periode, DateSouple.of(self.debut), DateSouple.of(self.fin) if self.fin else None)


def tests_de(projet: Projet, identifiant: str) -> tuple[PeriodeDeTest, ...]:
    """Return when the experiments that follow an indicator took place, in time order."""
    followed = [
        PeriodeDeTest(
            each.titre or key, each.debut.first_day, end.last_day if (end := fin_du_test(each)) else None, key
        )
        for key, each in projet.experimentations.items()
        if each.debut and any(suivi.indicateur == identifiant for suivi in each.indicateurs)
    ]
    return tuple(sorted(followed, key=lambda each: each.debut))


def repere_d_avant(
    serie: Sequence[PointSerie], tests: Iterable[PeriodeDeTest]
) -> tuple[PeriodeDeTest, Periode] | None:  # fmt: skip
    """Return the first test that has enough measures before it and one since, and the last period before it."""
    for test in tests:
        before = [point.periode for point in serie if point.lue is not None and test.moment(point.periode) == "avant"]
        since = any(point.lue is not None and test.moment(point.periode) not in {None, "avant"} for point in serie)
        if since and len(before) >= AVANT:
            return test, before[-1]
    return None
