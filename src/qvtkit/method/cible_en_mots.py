"""A target beside the usual range of an indicator, in words: the range is no judgement on people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.analysis.xmr import xmr_limits
from qvtkit.method.quantites import quantite

if TYPE_CHECKING:
    from collections.abc import Sequence

MESURES_MINIMUM = 13
"""Measures from which there is a usual range."""


def cible_en_mots(valeurs: Sequence[float | None], cible: float, sens: str | None, unite: str) -> str:
    """Say where a target lies beside the usual range of *valeurs*; empty under 13 measures or without direction."""
    limits = xmr_limits(valeurs)
    known = sum(value is not None for value in valeurs)
    if limits is None or known < MESURES_MINIMUM:
        return ""
    return cible_entre(limits.lower, limits.upper, cible, sens, unite)


def cible_entre(bas: float, haut: float, cible: float, sens: str | None, unite: str) -> str:
    """Say where a target lies beside a usual range; empty where no direction is wanted."""
    if sens not in {"hausse", "baisse"}:
        return ""
    aimed = quantite(cible, unite)
    if bas <= cible <= haut:
        return (
            f"La cible ({aimed}) est dans la zone habituelle : elle sera atteinte certaines fois et pas d’autres, "
            "sans rien changer."
        )
    if (bas > cible) == (sens == "hausse"):
        return f"La cible ({aimed}) est atteinte de façon régulière."
    return f"La cible ({aimed}) est hors d’atteinte sans changement de fonctionnement."
