"""A series read with the rules of Making Data Count: profile `mdc`.

Source: « SPC charts – XmR testing » (Single Chart Tool v5.0): six points for a shift and for a trend, limits from
thirteen values on, no screening of the moving ranges. Rules over several points may cross a recalculation; when a point
shows an improvement and a concern, the improvement is shown; a target on a limit is beyond it (SQL v2.1 and later).
Fewer than twelve values in a recalculated section (SQL v2.6) or in a baseline (12 to 20 points in the tool) give no
limits. The tool asks for series without gaps; here a missing value is passed over, so that it can create no signal.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, get_args

from qvtkit.analysis.mdc import Rule, Signal, near_limit, outside, signals_along
from qvtkit.analysis.numbers import bounds, clean, known, side
from qvtkit.analysis.profiles import MDC, Profile
from qvtkit.analysis.xmr_chart import Chart, Classe, Point, Section, Wanted, assurance, classe, section

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def mdc_chart(
    values: Sequence[float | None],
    *,
    wanted: Wanted = 0,
    target: float | None = None,
    recalculate: Iterable[int] = (),
    freeze: int | None = None,
    shift: int = 6,
    trend: int = 6,
) -> Chart:
    """Return *values* read with the profile `mdc`; missing values are None.

    *recalculate*: positions (from 0) where a section with its own limits begins; someone decided each. *freeze*: the
    limits come from the first so many points and hold for all; it wins over *recalculate*.
    """
    series = clean(values)
    profile = replace(MDC, shift=shift, trend=trend)
    sections = _sections(series, recalculate, freeze, profile)
    where = [index for index, own in enumerate(sections) for _ in range(own.first, own.last + 1)]
    found = signals_along(series, [sections[index].limits for index in where], shift=shift, trend=trend)
    points = tuple(
        _point(value, index, sections[index], own, wanted)
        for value, index, own in zip(series, where, by_position(found, len(series)), strict=True)
    )
    latest = sections[-1].limits if sections else None
    reached = assurance(target, latest, wanted, on_limit=True)
    return Chart(profile, sections, points, _variation(points, sections), reached)


def _variation(points: Sequence[Point], sections: Sequence[Section]) -> Classe | None:
    """Return the class of the last value; None when its section has no limits."""
    last = next((point for point in reversed(points) if point.value is not None), None)
    return last.classe if last and sections[last.section].limits else None


def _sections(
    series: Sequence[float | None], recalculate: Iterable[int], freeze: int | None, profile: Profile
) -> tuple[Section, ...]:
    """Return the sections, those that have too few values without limits."""
    starts: Iterable[int] = recalculate if freeze is None else ()
    found = [section(series, *ends, profile, freeze=freeze) for ends in bounds(len(series), starts)]
    few = len(known(series)) < profile.minimum
    if freeze is not None and len(known(series[:freeze])) < profile.baseline:
        few = True
    return tuple(_unless_few(own, few=few or (len(found) > 1 and own.n < profile.baseline)) for own in found)


def _unless_few(own: Section, *, few: bool) -> Section:
    """Return a section without its limits when its values are too few."""
    return replace(own, limits=None, reason="trop-peu") if few and own.n else own


def by_position(found: Iterable[Signal], n: int) -> list[list[Signal]]:
    """Return, for each of *n* positions, the signals it belongs to, the first rules first."""
    places: list[list[Signal]] = [[] for _ in range(n)]
    for signal in found:
        for position in signal.positions:
            places[position].append(signal)
    for place in places:
        place.sort(key=lambda signal: get_args(Rule).index(signal.rule))
    return places


def _point(value: float | None, index: int, own: Section, found: Sequence[Signal], wanted: Wanted) -> Point:
    """Return a point with its class: the wanted direction first, else that of the first rule."""
    shown = next((signal for signal in found if signal.side == wanted), found[0] if found else None)
    towards: Literal[-1, 0, 1] = shown.side if shown else 0
    return Point(
        value,
        index,
        *place(value, own),
        shown.rule if shown else None,
        towards,
        classe(towards, wanted),
    )


def place(value: float | None, own: Section) -> tuple[Literal[-1, 0, 1] | None, bool | None, bool | None]:
    """Tell the side of a value, whether it is outside the limits of its section, whether it is near one."""
    if value is None or own.centre is None:
        return None, None, None
    if own.limits is None:
        return side(value, own.centre), None, None
    return (
        side(value, own.centre, own.limits.width),
        outside(value, own.limits) != 0,
        near_limit(value, own.limits),
    )
