"""What belongs to one session of a test: the values noted since the one before, the adjustments until the next one."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from qvtkit.analysis.plan import suivis
from qvtkit.export.vues.base import quand, quantite
from qvtkit.method.petits_effectifs import sans_verdict
from qvtkit.model.codes import Famille
from qvtkit.model.dates import date_of_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qvtkit.export.vues.base import Base, Paire
    from qvtkit.model.experimentation import Ajustement

_MOST = 3
_EARLY = dt.date.min


def mesures(base: Base, key: str) -> tuple[tuple[str, tuple[Paire, ...]], ...]:
    """Return, family by family, the indicators of the test measured for the period that ends with the session *key*."""
    test = base.projet.experimentations.get(key.rpartition("/")[0])
    start, stop = _window(base, key)
    found: dict[str, list[Paire]] = {str(family.libelle): [] for family in Famille}
    for entry in suivis(test) if test else ():
        indicator = base.projet.indicateurs.get(entry.indicateur or "")
        if indicator is None or sans_verdict(base.projet.dossier.etablissement, entry.indicateur or "", indicator):
            continue
        told = [
            f"{quantite(value, indicator.unite)} ({quand(period)})"
            for period, value in indicator.series()
            if value is not None and start < period.last_day <= stop
        ][-_MOST:]
        if told and indicator.famille:
            found[str(indicator.famille.libelle)].append(
                (indicator.nom or base.mots.mots(entry.indicateur), " ; ".join(told))
            )
    return tuple((family, tuple(pairs)) for family, pairs in found.items())


def _days(base: Base, key: str) -> list[dt.date]:
    """Return the days of the sessions of the same test, in order."""
    held = (date_of_id(each) for each in base.projet.seances_de(key.rpartition("/")[0]))
    return sorted(each.last_day for each in held if each)


def _window(base: Base, key: str) -> tuple[dt.date, dt.date]:
    """Return the day of the session before (the first of days where there is none), and that of the session."""
    held = date_of_id(key.rpartition("/")[2])
    stop = held.last_day if held else base.aujourdhui
    return max((day for day in _days(base, key) if day < stop), default=_EARLY), stop


def ajustements(base: Base, key: str) -> Iterator[Ajustement]:
    """Yield the adjustments dated from the session on, before the next one."""
    test = base.projet.experimentations.get(key.rpartition("/")[0])
    _, start = _window(base, key)
    after = min((day for day in _days(base, key) if day > start), default=dt.date.max)
    for each in test.ajustements if test else ():
        if each.date and start <= each.date.first_day < after and (each.constat or each.decision):
            yield each
