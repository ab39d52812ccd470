"""The rules of Making Data Count on a series with limits: which points are out of the ordinary, and by which rule.

Source: « SPC charts – XmR testing » of the NHS England Making Data Count team (Single Chart Tool v5.0).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from qvtkit.analysis.numbers import clean, side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qvtkit.analysis.xmr import Limits

Rule = Literal["point", "decalage", "tendance", "deux-sigma"]
"""Outside the limits; a run on one side of the mean; a monotone run; two of three beyond two sigma."""
Side = Literal[-1, 1]
ENOUGH = 2
"""How many of three values in a row have to lie beyond two sigma."""


@dataclass(frozen=True, slots=True)
class Signal:
    """A pattern that a rule finds: where it lies and to which side."""

    rule: Rule
    side: Side
    """+1 above the mean (or going up, for a trend), -1 below it (or going down)."""
    positions: tuple[int, ...]
    """Positions of its points in the series, from 0."""


class Placed(NamedTuple):
    """A value of the series with its position, and where it lies about the limits that hold there."""

    position: int
    value: float
    side: Literal[-1, 0, 1]
    outside: Literal[-1, 0, 1]
    near: bool


def signals(values: Sequence[float | None], limits: Limits, *, shift: int = 6, trend: int = 6) -> tuple[Signal, ...]:
    """Return the patterns of *values* about *limits*; a missing value is passed over.

    Outside: strictly beyond a limit. Shift: at least *shift* values in a row strictly on one side of the mean. Trend:
    at least *trend* values strictly monotone. Two of three: in three values in a row on one side of the mean, the two
    or three that lie beyond two sigma and within the limits. Ordered by rule, then by position.
    """
    return signals_along(values, [limits] * len(values), shift=shift, trend=trend)


def signals_along(
    values: Sequence[float | None], limits: Sequence[Limits | None], *, shift: int = 6, trend: int = 6
) -> tuple[Signal, ...]:
    """Return the patterns of *values* where each has its own limits, as after a recalculation; None: no rule there."""
    placed = [
        Placed(position, value, side(value, own.centre, own.width), outside(value, own), near_limit(value, own))
        for position, (value, own) in enumerate(zip(clean(values), limits, strict=True))
        if value is not None and own is not None
    ]
    return (*_outside(placed), *_shifts(placed, shift), *_trends(placed, trend), *_two_of_three(placed))


def outside(value: float, limits: Limits) -> Literal[-1, 0, 1]:
    """Tell whether a value lies strictly above the upper limit (1), below the lower one (-1), or neither (0)."""
    if side(value, limits.upper, limits.width) > 0:
        return 1
    return -1 if side(value, limits.lower, limits.width) < 0 else 0


def near_limit(value: float, limits: Limits) -> bool:
    """Tell whether a value lies strictly beyond two sigma without being outside the limits."""
    low, high = limits.two_sigma
    beyond = side(value, low, limits.width) < 0 or side(value, high, limits.width) > 0
    return beyond and outside(value, limits) == 0


def _outside(placed: Sequence[Placed]) -> list[Signal]:
    """Return one signal for each value outside its limits."""
    return [Signal("point", point.outside, (point.position,)) for point in placed if point.outside != 0]


def _shifts(placed: Sequence[Placed], length: int) -> list[Signal]:
    """Return the longest stretches strictly on one side of the mean, of at least *length* values."""
    found: list[Signal] = []
    run: list[Placed] = []
    for point in placed:
        if run and point.side != run[-1].side:
            found += _run("decalage", run[-1].side, run, length)
            run = []
        run.append(point)
    return found + (_run("decalage", run[-1].side, run, length) if run else [])


def _trends(placed: Sequence[Placed], length: int) -> list[Signal]:
    """Return the longest strictly monotone stretches of at least *length* values; they may share an end."""
    found: list[Signal] = []
    run: list[Placed] = []
    direction: Literal[-1, 0, 1] = 0
    for point in placed:
        step = _step(run[-1].value, point.value) if run else 0
        if len(run) > 1 and step != direction:
            found += _run("tendance", direction, run, length)
            run = run[-1:]
        run.append(point)
        direction = step
    return found + _run("tendance", direction, run, length)


def _step(before: float, after: float) -> Literal[-1, 0, 1]:
    """Tell whether the second value is higher (1), lower (-1) or the same."""
    if before == after:
        return 0
    return 1 if after > before else -1


def _run(rule: Rule, where: Literal[-1, 0, 1], run: Sequence[Placed], length: int) -> list[Signal]:
    """Return the signal of a stretch that is long enough and has a side."""
    if where == 0 or len(run) < length:
        return []
    return [Signal(rule, where, tuple(point.position for point in run))]


def _two_of_three(placed: Sequence[Placed]) -> list[Signal]:
    """Return, for each window of three on one side, its two or three values beyond two sigma; overlaps are joined."""
    found: list[Signal] = []
    for start in range(len(placed) - 2):
        window = placed[start : start + 3]
        where = window[0].side
        near = tuple(point.position for point in window if point.near)
        if where == 0 or len(near) < ENOUGH or any(point.side != where for point in window):
            continue
        if found and found[-1].side == where and set(found[-1].positions) & set(near):
            near = tuple(sorted({*found.pop().positions, *near}))
        found.append(Signal("deux-sigma", where, near))
    return found
