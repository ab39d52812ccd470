"""The kinds of source that the état des lieux crosses: those of its findings, and the tools that were used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qvtkit.model.dates import DateSouple
    from qvtkit.model.projet import Projet

CROISEES = 2
"""Kinds from which sources are crossed."""
SYNONYMES = {"edd": "espace-de-discussion", "edt": "espace-de-discussion", "entretien": "entretiens"}


@dataclass(slots=True)
class Sorte:
    """A kind of source: how many findings it gave, when it was used as a tool, where that is written."""

    rubrique: str
    """« outils » or « constats »."""
    rang: int
    date: DateSouple | None = None
    constats: int = 0


def sortes(projet: Projet) -> dict[str, Sorte]:
    """Return the kinds of source by code, the tools used first; a tool without a finding yet is one too."""
    found: dict[str, Sorte] = {}
    for rank, used in enumerate(projet.etat_des_lieux.outils):
        if used.outil:
            found.setdefault(code(used.outil), Sorte("outils", rank, used.date))
    for rank, finding in enumerate(projet.etat_des_lieux.constats):
        if finding.source:
            found.setdefault(code(finding.source), Sorte("constats", rank)).constats += 1
    return found


def code(source: str) -> str:
    """Return the one code of a source that has several names."""
    return SYNONYMES.get(source, source)
