"""When what an indicator counts changed, and whether it is another measure since: values are not set across that."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.model.periods import Periode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qvtkit.model.definition import AncienneDefinition
    from qvtkit.model.indicateur import Indicateur

_AUTRE_MESURE = re.compile(r"(?:^|;)\s*(?:formule|unité)\s*:", re.IGNORECASE)
"""How an old definition says, in words, that the calculation or the unit was another."""


@dataclass(frozen=True, slots=True)
class Rupture:
    """A day from which something else is counted."""

    jour: dt.date
    """The first day of the new definition."""
    texte: str
    """What was counted before, where it is told."""
    autre_mesure: bool
    """The formula or the unit changed: values before and after are not of the same thing."""


def ruptures(indicateur: Indicateur) -> tuple[Rupture, ...]:
    """Return the changes of definition in time order, one a day."""
    found: dict[dt.date, Rupture] = {}
    if indicateur.definition and indicateur.definition.depuis:
        day = indicateur.definition.depuis.first_day
        found[day] = Rupture(day, "", autre_mesure=False)
    for old in indicateur.historique_definition:
        if old.jusqu_a:
            day = old.jusqu_a.last_day + dt.timedelta(days=1)
            found[day] = Rupture(day, old.texte, _is_other(old) or (day in found and found[day].autre_mesure))
    return tuple(found[day] for day in sorted(found))


def _is_other(old: AncienneDefinition) -> bool:
    return bool(old.formule or _AUTRE_MESURE.search(old.texte))


def traversees(indicateur: Indicateur, periodes: Iterable[Periode]) -> tuple[tuple[Rupture, Periode], ...]:
    """Return the changes that have a period on each side, with the first period of what is counted since."""
    ordered = sorted(periodes, key=lambda each: each.sort_key)
    found = []
    for each in ruptures(indicateur):
        since = next((periode for periode in ordered if periode.last_day >= each.jour), None)
        if since is not None and since != ordered[0]:
            found.append((each, since))
    return tuple(found)


def de_la_meme_mesure(
    indicateur: Indicateur, serie: Mapping[Periode, float | None], jusqu_a: dt.date
) -> dict[Periode, float | None]:
    """Keep of *serie* what was counted as it is on the day *jusqu_a*: an older measure is another one."""
    days = [each.jour for each in ruptures(indicateur) if each.autre_mesure and each.jour <= jusqu_a]
    return {periode: value for periode, value in serie.items() if not days or periode.last_day >= max(days)}


def dire_changee(rupture: Rupture, periode: Periode) -> str:
    """« ce qui est compté a changé en décembre 2016 »; *periode*: the first since, which may come later."""
    return f"ce qui est compté a changé{quand(Periode.containing(rupture.jour, periode.genre))}"


def quand(periode: Periode) -> str:
    """« en décembre 2016 », « au 1er trimestre 2016 », with a space before; « (…) » for another length."""
    name = periode.francais
    if periode.genre in {"mois", "annee"}:
        return f" en {name}"
    if periode.genre in {"trimestre", "semestre"}:
        return f" au {name}"
    return f" ({name})"
