"""A series read as NHSRplotthedots 0.2.2 does: profile `mdc-nhsr`.

Source: nhs-r-community/NHSRplotthedots 0.2.2 (commit 050b07d7): seven points for a shift and for a trend, the largest
moving ranges screened, rules that never cross a recalculation, one label a point by priority (outside, trend, two of
three, shift), a target on a limit within it. A missing value breaks runs and trends, and the two moving ranges that
touch it are left out. Where the package stops or gives NaN (a missing value inside a trend, a constant series), this
one goes on and says that there are no limits.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from qvtkit.analysis.mdc import Rule, Signal, signals
from qvtkit.analysis.mdc_chart import by_position, place
from qvtkit.analysis.numbers import bounds, clean
from qvtkit.analysis.profiles import MDC_NHSR
from qvtkit.analysis.xmr import Limits
from qvtkit.analysis.xmr_chart import Chart, Point, Section, Wanted, assurance, classe, section

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SEVEN = 7
PRIORITY: tuple[Rule, ...] = ("point", "tendance", "deux-sigma", "decalage")
"""Which rule labels a point that several would."""


def mdc_nhsr_chart(
    values: Sequence[float | None],
    *,
    wanted: Wanted = 0,
    target: float | None = None,
    recalculate: Iterable[int] = (),
    freeze: int | None = None,
    screen: bool = True,
) -> Chart:
    """Return *values* read with the profile `mdc-nhsr`; missing values are None.

    *recalculate*: positions (from 0) where a section with its own limits begins. *freeze*: in each section the limits
    come from its first so many points. *screen*: whether the largest moving ranges are dropped once.
    """
    series = clean(values)
    profile = replace(MDC_NHSR, screen=screen)
    sections = tuple(section(series, *ends, profile, freeze=freeze) for ends in bounds(len(series), recalculate))
    points = tuple(point for index, own in enumerate(sections) for point in _points(series, index, own, wanted))
    latest = sections[-1].limits if sections else None
    return Chart(
        profile,
        sections,
        points,
        points[-1].classe if points else None,
        assurance(target, latest, wanted, on_limit=False),
    )


def short(own: Section) -> bool:
    """Tell whether a section has fewer than thirteen rows, missing ones included: the package then warns."""
    return own.last - own.first + 1 < MDC_NHSR.minimum


def _points(series: Sequence[float | None], index: int, own: Section, wanted: Wanted) -> list[Point]:
    """Return the points of a section with their one label."""
    values = series[own.first : own.last + 1]
    labels = _labels(values, own)
    return [
        Point(value, index, *place(value, own), label.rule, label.towards, classe(label.towards, wanted))
        for value, label in zip(values, labels, strict=True)
    ]


class _Label(NamedTuple):
    """The rule that names a point and the direction it shows."""

    rule: Rule | None = None
    towards: Literal[-1, 0, 1] = 0


def _labels(values: Sequence[float | None], own: Section) -> list[_Label]:
    """Return the label of each value of a section."""
    if own.centre is None:
        return [_Label()] * len(values)
    limits = own.limits or Limits(own.centre, -math.inf, math.inf)
    found = [
        Signal(signal.rule, signal.side, tuple(start + position for position in signal.positions))
        for start, stretch in _stretches(values)
        for signal in signals(stretch, limits, shift=SEVEN, trend=SEVEN)
    ]
    places = by_position(found, len(values))
    trend = {position for signal in found if signal.rule == "tendance" for position in signal.positions}
    return [_label(position, values, places[position], trend) for position in range(len(values))]


def _stretches(values: Sequence[float | None]) -> Iterable[tuple[int, list[float]]]:
    """Yield each stretch without a missing value, with the position where it begins."""
    stretch: list[float] = []
    for position, value in enumerate([*values, None]):
        if value is not None:
            stretch.append(value)
        elif stretch:
            yield position - len(stretch), stretch
            stretch = []


def _label(position: int, values: Sequence[float | None], found: Sequence[Signal], trend: set[int]) -> _Label:
    """Return the label of one value: of the rule that comes first; a trend is named by a step beside the value."""
    if not found:
        return _Label()
    signal = min(found, key=lambda signal: PRIORITY.index(signal.rule))
    if signal.rule != "tendance":
        return _Label(signal.rule, signal.side)
    step = position if position + 1 in trend else position - 1
    before, after = values[step], values[step + 1]
    rising = before is not None and after is not None and after > before
    return _Label("tendance", 1 if rising else -1)
