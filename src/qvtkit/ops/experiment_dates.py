"""The dates of a test: what is doubtful in them is told, never refused where it may be true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.issues import issue
from qvtkit.method.bords import coupures
from qvtkit.text import enumerate_fr

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from qvtkit.issues import Issue
    from qvtkit.method.bords import Coupure
    from qvtkit.model.experimentation import Experimentation
    from qvtkit.model.projet import Projet

_NAMES = {"debut": "Le début", "fin_prevue": "La fin prévue", "fin": "La fin"}


def doubts(
    projet: Projet, test_id: str, test: Experimentation, limites: tuple[str, ...], day: dt.date
) -> tuple[Issue, ...]:
    """Return what is to be known of the limits of *test* that were just given, among *limites*."""
    return (
        *_past(test_id, test, limites, day),
        *(_cut(test_id, each) for each in coupures(projet, test, limites, day)),
    )


def _past(test_id: str, test: Experimentation, limites: tuple[str, ...], day: dt.date) -> Iterator[Issue]:
    """Yield a warning where a test that has not begun is to end before today."""
    end = test.fin_prevue
    if "fin_prevue" in limites and test.debut is None and end and end.last_day < day:
        yield issue("fin-deja-passee", date=end.francais, id=test_id)


def _cut(test_id: str, cut: Coupure) -> Issue:
    option = cut.limite.replace("_", "-")
    days = enumerate_fr((f"le {each.francais}" for each in cut.proposees), "ou")
    advice = (
        f"Si vous le pouvez, choisissez plutôt {days} : qvtkit experiment edit {test_id} --{option} DATE"
        if days
        else "C’est ainsi : dites-le en lisant les chiffres. Un jour ou deux d’écart ne compteraient pas."
    )
    return issue(
        "periode-coupee", limite=_NAMES[cut.limite], date=cut.date.francais, periode=cut.periode.francais,
        indicateurs=enumerate_fr(f"« {name} »" for name in cut.indicateurs), conseil=advice,
    )  # fmt: skip
