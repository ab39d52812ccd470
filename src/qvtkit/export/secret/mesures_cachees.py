"""Which measures may not leave the folder: those of small groups, and those that would give them away.

Under the threshold of the project a group is not shown: its respondents, or the persons of a service whose absences,
departures… are followed. A service hidden alone could be worked out of the common figure and of the other services: the
smallest of those is hidden with it, until what a reader can subtract is large enough. Counts of events are never
hidden (accidents, falls), nor the figures of the establishment as a whole. Decision 0015.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.export.secret.petits_groupes import proteger
from qvtkit.export.secret.tailles import Tailles, ayant_repondu, est_d_un_service, est_personnel
from qvtkit.method.petits_effectifs import NON_MONTREE, TROP_PEU
from qvtkit.method.services import commun, par_service
from qvtkit.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qvtkit.model.indicateur import Indicateur
    from qvtkit.model.periods import Periode
    from qvtkit.model.projet import Projet

_LINKS = frozenset({
    "de", "du", "des", "d", "la", "le", "les", "l", "en", "service", "equipe", "personnel", "taux", "nb", "nombre",
})  # fmt: skip
"""Words that do not tell what is counted."""
Place = tuple[str, "Periode"]
"""An indicator and a period."""


@dataclass(frozen=True)
class _Ensemble:
    """The indicators of services that a reader can subtract, and the common figures that they are parts of."""

    services: frozenset[str]
    communs: frozenset[str]


def mesures_cachees(projet: Projet) -> dict[Place, str]:
    """Return the measures of *projet* that may not leave the folder, each with why."""
    threshold = projet.dossier.confidentialite.seuil
    sizes = Tailles.of(projet)
    hidden = dict(_small(projet, sizes, threshold))
    wholes = tuple(_ensembles(projet))
    known = -1
    while known < len(hidden):  # a longer period hidden may want another service hidden with it, and so on
        known = len(hidden)
        hidden |= dict(_longer(projet, hidden))
        for whole in wholes:
            hidden |= dict(_complementary(projet, sizes, whole, hidden))
    return hidden


def _small(projet: Projet, sizes: Tailles, seuil: int) -> Iterator[tuple[Place, str]]:
    """Yield the measures of too few respondents, of a service of too few persons."""
    for key, indicator in projet.indicateurs.items():
        for periode, measure in indicator.mesures.items():
            answered = ayant_repondu(indicator, measure)
            if answered is None and not est_d_un_service(indicator):
                continue
            size = sizes.de(key, periode)
            if size is not None and size < seuil:
                yield (key, periode), TROP_PEU if answered is None else NON_MONTREE


def _longer(projet: Projet, hidden: Mapping[Place, str]) -> Iterator[tuple[Place, str]]:
    """Yield the longer periods of an indicator in which a hidden one lies: a year less eleven months is a month."""
    for (key, periode), why in hidden.items():
        for other in projet.indicateurs[key].mesures:
            holds = other.first_day <= periode.first_day and periode.last_day <= other.last_day
            if holds and (key, other) not in hidden:
                yield (key, other), why


def _ensembles(projet: Projet) -> Iterator[_Ensemble]:
    """Yield the indicators that share a definition: they say so (`declinaison_de`), or count the same."""
    indicators = projet.indicateurs
    for common in {commun(projet, key) for key, each in indicators.items() if each.declinaison_de}:
        services = frozenset(par_service(projet, common))
        yield _Ensemble(services, frozenset({common} & indicators.keys()) - services)
    alike: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for key, each in indicators.items():
        if not each.declinaison_de and (each.formule or est_personnel(each)):
            alike[_compte(each)].add(key)
    for keys in alike.values():
        services = frozenset(key for key in keys if indicators[key].service)
        if services and services < keys:
            yield _Ensemble(services, frozenset(keys) - services)


def _compte(indicator: Indicateur) -> tuple[str, ...]:
    """Return what two indicators share that count the same thing, days of absence; for answers, the same question."""
    formula = indicator.formule_lue
    if est_personnel(indicator):
        return (_sans_service(formula.noms[0] if formula and formula.noms else indicator.nom, indicator),)
    return re.sub(r"\s", "", fold(indicator.formule)), fold(indicator.unite), _sans_service(indicator.nom, indicator)


def _sans_service(name: str, indicator: Indicateur) -> str:
    """« jours_absence_nuit », of the night, is « jours-absence »."""
    apart = {*fold(indicator.service).split("-"), *_LINKS}
    return "-".join(word for word in fold(name).split("-") if word not in apart)


def _complementary(
    projet: Projet, sizes: Tailles, ensemble: _Ensemble, hidden: Mapping[Place, str]
) -> Iterator[tuple[Place, str]]:
    """Yield, for each period, the services to hide with those that are."""
    services = {key: projet.indicateurs[key] for key in ensemble.services}
    for periode in sorted({periode for each in services.values() for periode in each.mesures}, key=str):
        given = {key: sizes.de(key, periode) for key, each in services.items() if _given(each, periode)}
        known = {key for key in given if (key, periode) in hidden}
        why = next((hidden[key, periode] for key in sorted(known)), NON_MONTREE)
        wholes = [sizes.de(key, periode) for key in ensemble.communs if _given(projet.indicateurs[key], periode)]
        kept = known.union(
            *(proteger(given, known, whole, projet.dossier.confidentialite.seuil) for whole in wholes or [None])
        )
        for key in kept - known:
            yield (key, periode), why


def _given(indicator: Indicateur, periode: Periode) -> bool:
    measure = indicator.mesures.get(periode)
    return measure is not None and not measure.nd and not measure.is_empty
