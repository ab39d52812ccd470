"""The reviews held months after the test: what has become of each change, what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.export.vues.base import date_fr
from qvtkit.method.changements import devenu, nom
from qvtkit.method.lexique import majuscule, phrase
from qvtkit.method.revues import TITRES

if TYPE_CHECKING:
    from qvtkit.export.vues.base import Base, Paire
    from qvtkit.model.perennisation import Revue


@dataclass(frozen=True, slots=True)
class RevueVue:
    """A review as the fiche tells it."""

    titre: str
    changements: tuple[Paire, ...]
    """A change, what it has become in words."""
    indicateurs: str
    divergences: str
    decision: str


def revues_tenues(base: Base) -> tuple[RevueVue, ...]:
    """Return the reviews that were held, in order of date."""
    held = sorted(base.projet.suites.revues, key=lambda each: each.date.sort_key if each.date else ())
    return tuple(_revue(base, each) for each in held)


def _revue(base: Base, held: Revue) -> RevueVue:
    when = f" ({date_fr(held.date)})" if held.date else ""
    return RevueVue(
        titre=TITRES.get(held.mois or 0, "Revue") + when,
        changements=tuple(
            (majuscule(nom(base.projet, each)), phrase(devenu(each, base.mots))) for each in held.changements
        ),
        indicateurs=phrase(held.indicateurs),
        divergences=phrase(held.divergences),
        decision=phrase(held.decision),
    )
