"""The sets of rules a chart may be read with: named, versioned, never mixed.

Three official variants of the two-sigma rule coexist, and two lengths of a shift: a chart says which it used.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from qvtkit.analysis.xmr import FACTOR_MDC

Name = Literal["anhoej", "mdc", "mdc-nhsr"]


@dataclass(frozen=True, slots=True)
class Profile:
    """A set of rules with its source; figures that a set does not use are None."""

    nom: Name
    version: str
    source: str
    centre: Literal["mediane", "moyenne"]
    minimum: int
    """Values under which no verdict is given."""
    factor: float | None = None
    """Half-width of the limits, in mean moving ranges."""
    screen: bool = False
    """Whether the largest moving ranges are dropped once before the limits are computed."""
    shift: int | None = None
    trend: int | None = None
    baseline: int = 1
    """Fewest values of a frozen baseline, or of a recalculated section, that have limits of their own."""


ANHOEJ = Profile(
    "anhoej",
    "qicharts2 0.8.1",
    "Anhøj et Olesen, PLoS ONE 2014 ; Anhøj, PLoS ONE 2015",
    centre="mediane",
    minimum=10,
)
MDC = Profile(
    "mdc",
    "Single Chart Tool v5.0",
    "NHS England, Making Data Count, « SPC charts – XmR testing »",
    centre="moyenne",
    minimum=13,
    factor=FACTOR_MDC,
    shift=6,
    trend=6,
    baseline=12,
)
MDC_NHSR = Profile(
    "mdc-nhsr",
    "NHSRplotthedots 0.2.2",
    "NHS-R Community, NHSRplotthedots (commit 050b07d7)",
    centre="moyenne",
    minimum=13,
    factor=FACTOR_MDC,
    screen=True,
    shift=7,
    trend=7,
    baseline=12,
)
PROFILES: dict[Name, Profile] = {profile.nom: profile for profile in (ANHOEJ, MDC, MDC_NHSR)}
