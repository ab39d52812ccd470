"""A target beside the usual range of an indicator, or the measures since a test, in words: no judgement on people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.analysis.numbers import known
from qvtkit.analysis.xmr import xmr_limits
from qvtkit.method.quantites import quantite
from qvtkit.text import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

MESURES_MINIMUM = 13
"""Measures from which there is a usual range."""
NEUF_SUR_DIX = (9, 10)
"""How often a target is reached that is « atteinte de façon régulière » (proposition qvtkit)."""


def cible_en_mots(valeurs: Sequence[float | None], cible: float, sens: str | None, unite: str) -> str:
    """Say where a target lies beside the usual range of *valeurs*; empty under 13 measures or without direction."""
    limits, values = xmr_limits(valeurs), known(valeurs)
    if limits is None or len(values) < MESURES_MINIMUM:
        return ""
    return cible_entre(limits.lower, limits.upper, cible, sens, unite, values)


def cible_entre(
    bas: float, haut: float, cible: float, sens: str | None, unite: str, valeurs: Sequence[float]
) -> str:  # fmt: skip
    """Say where a target lies beside a usual range and the *valeurs* measured; empty where no direction is wanted."""
    if sens not in {"hausse", "baisse"}:
        return ""
    aimed = quantite(cible, unite)
    reached = _reached(valeurs, cible, sens)
    if not bas <= cible <= haut and (bas > cible) == (sens == "hausse"):
        if _is_regular(reached, len(valeurs)):
            return f"La cible ({aimed}) est atteinte de façon régulière."
        return f"La cible ({aimed}) est atteinte {reached} fois sur {len(valeurs)}."
    if bas <= cible <= haut:
        return (
            f"La cible ({aimed}) est dans la zone habituelle : elle sera atteinte certaines fois et pas d’autres, "
            "sans rien changer."
        )
    return f"La cible ({aimed}) est hors d’atteinte sans changement de fonctionnement."


def cible_depuis(valeurs: Sequence[float], cible: float, sens: str | None, unite: str) -> str:
    """Say how often a target is reached in the measures since the start of a test; empty without direction."""
    if sens not in {"hausse", "baisse"} or not valeurs:
        return ""
    reached, aimed = _reached(valeurs, cible, sens), quantite(cible, unite)
    counted = f"{reached} fois sur {len(valeurs)} depuis le début du test"
    if _is_regular(reached, len(valeurs)) and len(valeurs) >= NEUF_SUR_DIX[1]:
        return f"La cible ({aimed}) est atteinte de façon régulière ({counted})."
    if not reached:
        return (
            f"La cible ({aimed}) n’est pas encore atteinte : {plural(len(valeurs), 'mesure')} depuis le début du test."
        )
    return f"La cible ({aimed}) est atteinte {counted}."


def _reached(valeurs: Sequence[float], cible: float, sens: str) -> int:
    return sum(value >= cible if sens == "hausse" else value <= cible for value in valeurs)


def _is_regular(reached: int, count: int) -> bool:
    part, whole = NEUF_SUR_DIX
    return reached * whole >= part * count
