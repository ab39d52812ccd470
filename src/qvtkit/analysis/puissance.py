"""How often the verdict of before and after is wrong: figures measured by simulation, with their source.

Source: 1,000 to 2,000 simulated series for each size, normal law, change of the mean level (« proposition qvtkit »,
docs/decisions/0011). Real series are less regular: these are orders of magnitude.
"""

from __future__ import annotations

from typing import NamedTuple

SOURCE = "Simulations qvtkit : 1 000 à 2 000 séries par ligne, loi normale, changement de niveau"


class Puissance(NamedTuple):
    """How often a verdict « signal » is given, by size of the true change in standard deviations."""

    avant: int
    apres: int
    sans_changement: float
    """False signals, either way."""
    un_ecart_type: float
    deux_ecarts_types: float


PUISSANCES = (
    Puissance(6, 3, 0.032, 0.16, 0.50),
    Puissance(10, 5, 0.023, 0.26, 0.77),
    Puissance(12, 6, 0.036, 0.37, 0.92),
    Puissance(12, 12, 0.033, 0.58, 0.99),
    Puissance(24, 12, 0.037, 0.70, 1.00),
)
FAUX_POINTS = {(6, 3): 7, (10, 5): 5, (12, 6): 5, (12, 12): 3, (24, 12): 3}
"""By size, once in how many series without any change a point is out of the ordinary, either way (6,000 series)."""
LECTURES = (6, 12, 18, 24)
"""Numbers of measures after the start at which a new reading tells more."""


def puissance(avant: int, apres: int) -> Puissance | None:
    """Return the figures of the largest simulated size that the data reach; None under 6 before and 3 after."""
    reached = [line for line in PUISSANCES if line.avant <= avant and line.apres <= apres]
    return max(reached, key=lambda line: (line.apres, line.avant), default=None)


def faux_points(avant: int, apres: int) -> int:
    """Return once in how many series without any change a point is out of the ordinary all the same."""
    line = puissance(avant, apres)
    return FAUX_POINTS[line.avant, line.apres] if line else min(FAUX_POINTS.values())


def mesures_avant_relecture(apres: int) -> int:
    """Return how many more measures make a new reading worth while."""
    following = next((count for count in LECTURES if count > apres), None)
    return (following or (apres // 12 + 1) * 12) - apres
