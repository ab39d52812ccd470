"""The dates of a test: what is doubtful in them is told, never refused where it may be true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.issues import issue
from qvtkit.method.bords import coupures
from qvtkit.text import enumerate_fr, plural

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from qvtkit.issues import Issue
    from qvtkit.method.bords import Coupure
    from qvtkit.model.experimentation import Experimentation
    from qvtkit.model.projet import Projet

_SHORT = 21
"""Days below which a test shows its novelty more than its effects (proposition qvtkit)."""
_NAMES = {"debut": "Le début", "fin_prevue": "La fin prévue", "fin": "La fin"}


def doubts(
    projet: Projet, test_id: str, test: Experimentation, limites: tuple[str, ...], day: dt.date
) -> tuple[Issue, ...]:
    """Return what is to be known of the limits of *test* that were just given, among *limites*."""
    return (
        *_past(test_id, test, limites, day),
        *_short(test, limites, day),
        *(_cut(test_id, each) for each in coupures(projet, test, limites, day)),
    )


def _past(test_id: str, test: Experimentation, limites: tuple[str, ...], day: dt.date) -> Iterator[Issue]:
    """Yield a warning where a test that has not begun is to end before today."""
    end = test.fin_prevue
    if "fin_prevue" in limites and test.debut is None and end and end.last_day < day:
        yield issue("fin-deja-passee", date=end.francais, id=test_id)


def _short(test: Experimentation, limites: tuple[str, ...], day: dt.date) -> Iterator[Issue]:
    """Yield a notice where the test would last less than three weeks, from its start or from today."""
    begin, end = (test.debut.first_day if test.debut else day), test.fin_prevue
    length = (end.last_day - begin).days if end else 0
    if {"debut", "fin_prevue"} & set(limites) and 0 < length < _SHORT:
        yield issue("test-court", duree=plural(length, "jour"))


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
