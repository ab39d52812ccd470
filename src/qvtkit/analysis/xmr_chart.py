"""What a chart with limits gives, whatever the set of rules: sections, points with their class, two readings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from qvtkit.analysis.numbers import known, mean
from qvtkit.analysis.xmr import Limits, moving_ranges, xmr_limits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qvtkit.analysis.mdc import Rule
    from qvtkit.analysis.profiles import Profile

Wanted = Literal[-1, 0, 1]
"""The direction that the group wants: +1 up, -1 down, 0 neither."""
Classe = Literal["habituel", "amelioration", "degradation", "inhabituel"]
"""Of a point or of a chart: ordinary, or out of the ordinary; `inhabituel` where no direction is wanted."""
Assurance = Literal["atteinte", "non-atteinte", "aleatoire"]
"""The target is reached month after month, never, or now and then without any change."""
Reason = Literal["vide", "trop-peu", "constante", "trop-grand"]
"""Why there are no limits: no value, too few, all the same, or beyond the largest float."""
STABLE = 20
"""Values from which the limits are no longer said to be provisional."""


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch that has its own centre and limits; positions from 0, the last one included."""

    first: int
    last: int
    n: int
    """Values that are not missing."""
    centre: float | None
    limits: Limits | None
    reason: Reason | None
    """Why there are no limits; None when there are."""

    @property
    def provisional(self) -> bool:
        """Whether the limits rest on fewer than twenty values."""
        return self.limits is not None and self.n < STABLE


@dataclass(frozen=True, slots=True)
class Point:
    """What the rules say of one position of the series; a missing value is neither here nor there."""

    value: float | None
    section: int
    """Which section it lies in, from 0."""
    side: Literal[-1, 0, 1] | None
    """Above the centre, below it, or exactly on it."""
    outside: bool | None
    """Strictly beyond a limit; None without a value or without limits."""
    near: bool | None
    """Strictly beyond two sigma and within the limits; None without a value or without limits."""
    rule: Rule | None
    """The rule that gives the class; None for an ordinary point."""
    towards: Literal[-1, 0, 1]
    """The direction that this rule shows; 0 for an ordinary point."""
    classe: Classe


@dataclass(frozen=True, slots=True)
class Chart:
    """A series read with one set of rules."""

    profile: Profile
    sections: tuple[Section, ...]
    points: tuple[Point, ...]
    variation: Classe | None
    """The class of the last point; None when no rule could be applied there."""
    assurance: Assurance | None
    """The target against the latest limits; None without target, wanted direction or limits."""


def section(values: Sequence[float | None], first: int, last: int, profile: Profile, *, freeze: int | None) -> Section:
    """Return the section from *first* to *last* with the limits of *profile*, from its first *freeze* points if given.

    A section without any limit says why; how few values are too few is told by the caller, who knows the set of rules.
    """
    own = values[first : last + 1]
    base = own if freeze is None else own[:freeze]
    across_gaps = profile.nom != "mdc-nhsr"
    limits = xmr_limits(base, factor=profile.factor or 0.0, screen=profile.screen, across_gaps=across_gaps)
    reason = reason_without_limits(known(base), moving_ranges(base, across_gaps=across_gaps), limits)
    return Section(first, last, len(known(own)), mean(known(base)), None if reason else limits, reason)


def reason_without_limits(present: Sequence[float], ranges: Sequence[float], limits: Limits | None) -> Reason | None:
    """Tell why values with these moving ranges have no limits; None when they have."""
    if not present:
        return "vide"
    if not ranges:
        return "trop-peu"
    if max(ranges) == 0:
        return "constante"
    return "trop-grand" if limits is None else None


def classe(towards: Literal[-1, 0, 1], wanted: Wanted) -> Classe:
    """Return the class of a point whose rule shows a direction, given the one that is wanted."""
    if towards == 0:
        return "habituel"
    if wanted == 0:
        return "inhabituel"
    return "amelioration" if towards == wanted else "degradation"


def assurance(target: float | None, limits: Limits | None, wanted: Wanted, *, on_limit: bool) -> Assurance | None:
    """Compare a target with the limits: beyond them it is always, or never, reached; within, now and then.

    *on_limit* tells whether a target exactly on a limit counts as beyond it.
    """
    if target is None or limits is None or wanted == 0:
        return None
    above = target > limits.upper or (on_limit and target == limits.upper)
    below = target < limits.lower or (on_limit and target == limits.lower)
    if not above and not below:
        return "aleatoire"
    return "atteinte" if (below if wanted > 0 else above) else "non-atteinte"
