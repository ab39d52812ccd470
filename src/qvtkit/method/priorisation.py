"""The eight criteria as a profile: never only a sum, never a winner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qvtkit.model.diagnostic import Priorisation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qvtkit.model.diagnostic import Probleme

CRITERES: tuple[str, ...] = tuple(Priorisation.model_fields)
NIVEAU_MAX = 3


@dataclass(frozen=True, slots=True)
class Profil:
    """What a problem got for each criterion (None: not answered), in the order of the criteria."""

    niveaux: Mapping[str, int | None]

    @property
    def somme(self) -> int | None:
        """The sum, once every criterion has an answer: a part of it would be misread."""
        known = [level for level in self.niveaux.values() if level is not None]
        return sum(known) if len(known) == len(CRITERES) else None

    @property
    def manquants(self) -> tuple[str, ...]:
        """The criteria without an answer."""
        return tuple(key for key, level in self.niveaux.items() if level is None)

    def as_dict(self) -> dict[str, Any]:
        """Return the profile as JSON data."""
        return {
            "criteres": dict(self.niveaux), "somme": self.somme, "somme_max": NIVEAU_MAX * len(CRITERES),
            "manquants": list(self.manquants),
        }  # fmt: skip


def profil(problem: Probleme) -> Profil:
    """Return the profile of *problem*."""
    given = problem.priorisation or Priorisation()
    return Profil({key: getattr(given, key) for key in CRITERES})
