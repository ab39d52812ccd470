"""Which measures a workbook does not show: those of too few respondents, and those that would give them away.

A service hidden alone could be worked out of the common figure and of the other services: the smallest of those is
hidden with it. A hidden measure is made « not available » before anything is computed: nothing else can tell it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qvtkit.export.masking import ProjetMasque
from qvtkit.method.petits_effectifs import trop_peu_de_repondants
from qvtkit.method.services import par_service
from qvtkit.model.indicateur import Indicateur
from qvtkit.model.mesure import Mesure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from qvtkit.model.base import Record
    from qvtkit.model.periods import Periode
    from qvtkit.model.projet import Loaded, Projet

NON_MONTREE = "non montrée : trop peu de répondants"
Place = tuple[str, "Periode"]
"""An indicator and a period."""


class ProjetMontrable(ProjetMasque):
    """A masked project whose measures are only those that may leave the folder."""

    def __init__(self, projet: Projet) -> None:
        super().__init__(projet)
        self.cachees = non_montrees(projet)
        """The measures that are hidden."""
        loaded = self.loaded("indicateur")
        self._loaded["indicateur"] = {key: _without(each, key, self.cachees) for key, each in loaded.items()}


def non_montrees(projet: Projet) -> frozenset[Place]:
    """Return the measures of *projet* that may not leave the folder."""
    threshold = projet.dossier.confidentialite.seuil
    small = {
        (key, periode)
        for key, indicator in projet.indicateurs.items()
        for periode, measure in indicator.mesures.items()
        if trop_peu_de_repondants(measure, threshold)
    }
    return frozenset(small | set(_complementary(projet, small)))


def _complementary(projet: Projet, small: AbstractSet[Place]) -> Iterator[Place]:
    """Yield, where one service is hidden alone in a period, the smallest of the others."""
    for key, periode in small:
        services = {name: each for name, each in par_service(projet, key).items() if _given(each, periode)}
        others = [name for name in services if (name, periode) not in small]
        if key in services and len(services) - len(others) == 1 and others:
            yield min(others, key=lambda name: (_respondents(services[name].mesures[periode]), name)), periode


def _given(indicator: Indicateur, periode: Periode) -> bool:
    measure = indicator.mesures.get(periode)
    return measure is not None and not measure.nd and not measure.is_empty


def _respondents(measure: Mesure) -> float:
    """Return how many answered; a measure that does not say comes last."""
    return min((count for name, count in measure.variables.items() if "repondant" in name), default=float("inf"))


def _without(loaded: Loaded[Record], key: str, hidden: AbstractSet[Place]) -> Loaded[Record]:
    """Return an indicator without its hidden measures."""
    record = loaded.record
    if not isinstance(record, Indicateur):
        return loaded
    blank = Mesure.model_validate({"valeur": "nd", "motif": NON_MONTREE})
    kept = {periode: blank if (key, periode) in hidden else each for periode, each in record.mesures.items()}
    return replace(loaded, record=record.model_copy(update={"mesures": kept}))
