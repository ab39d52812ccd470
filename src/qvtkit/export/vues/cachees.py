"""What a document says in the place of a figure that is not shown, for the group is too small."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qvtkit.analysis.comparaison import Comparaison, Releve, fin_du_test, moment
from qvtkit.text import enumerate_fr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qvtkit.export.vues.base import Base
    from qvtkit.export.vues.resultats import LectureVue
    from qvtkit.model.experimentation import Experimentation
    from qvtkit.model.periods import Periode

NON_MONTRE = "non montré"


def raison(why: str) -> str:
    """« non montrée : trop peu de répondants » gives « trop peu de répondants »."""
    return why.partition(" : ")[2]


def derniere_cachee(periods: Mapping[Periode, str]) -> tuple[Periode, str] | None:
    """Return the last of the periods that are not shown, with why."""
    last = max(periods, key=lambda periode: periode.last_day, default=None)
    return (last, raison(periods[last])) if last else None


def autour(
    base: Base, indicator_id: str | None, test: Experimentation
) -> tuple[dict[Periode, str], dict[Periode, str]]:
    """Return the periods that are not shown before the start of a test, and since."""
    before: dict[Periode, str] = {}
    since: dict[Periode, str] = {}
    for periode, why in base.projet.cachees.get(indicator_id or "", {}).items():
        place = moment(periode, test.debut, fin_du_test(test))
        if place:
            (before if place == "avant" else since)[periode] = why
    return before, since


def manques(result: Comparaison, before: Mapping[Periode, str], since: Mapping[Periode, str]) -> tuple[str, ...]:
    """Return what is missing to compare, without what is only not shown."""
    first, last = next(iter(before), None), next(iter(since), None)
    known = result._replace(
        t0=result.t0 or (Releve(first, 0) if first else None),
        derniere=result.derniere or (Releve(last, 0) if last else None),
    )
    return known.manques


def dite(read: LectureVue, before: Mapping[Periode, str], since: Mapping[Periode, str]) -> LectureVue:
    """Return a reading that does not say « rien » of what is only not shown."""
    told = read.avant_apres
    told = told.replace("rien avant", f"{NON_MONTRE} avant") if before else told
    told = told.replace("rien encore", NON_MONTRE) if since else told
    return read if told == read.avant_apres else replace(read, avant_apres=told)


def remarque(base: Base, indicator_id: str | None) -> tuple[str, ...]:
    """« Non montré : septembre 2016 et juin 2017 (trop peu de répondants). »; nothing where all is shown."""
    hidden = base.projet.cachees.get(indicator_id or "", {})
    if not hidden:
        return ()
    told = enumerate_fr(periode.francais for periode in sorted(hidden, key=lambda each: each.sort_key))
    return (f"Non montré : {told} ({raison(next(iter(hidden.values())))}).",)
