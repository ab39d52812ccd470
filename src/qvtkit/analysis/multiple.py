"""Several indicators looked at together: some seem to move by chance alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

FALSE_SIGNALS = 0.04
"""Share of indicators without any change that still give a signal of before and after, as measured by simulation."""


def holm(p_values: Sequence[float | None]) -> list[float | None]:
    """Return the p-values adjusted by Holm’s method (1979), from 0 to 1, in order; a missing one stays None."""
    order = sorted((p, place) for place, p in enumerate(p_values) if p is not None)
    adjusted: list[float | None] = [None] * len(p_values)
    highest = 0.0
    for rank, (p, place) in enumerate(order):
        highest = max(highest, min(1.0, p * (len(order) - rank)))
        adjusted[place] = highest
    return adjusted


def expected_false_signals(indicators: int) -> float:
    """Return how many signals chance alone is expected to give among *indicators* that did not change."""
    return FALSE_SIGNALS * indicators
