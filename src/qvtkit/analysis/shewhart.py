"""Shewhart charts: individuals, proportions, rates, counts, and what lies between rare events.

Sources: qicharts2 0.8.1 (commit 1b9487ec), checked there with qcc; Montgomery, Introduction to Statistical Quality
Control; Laney's p′ and u′, Quality Engineering 2002; normalised individuals: Taylor, and Anhøj's pbcharts. Limits lie
three sigma from the centre, the mean moving range divided by 1.128 being one (not 2.66 / 3). Screening: Nelson 1982.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from qvtkit.analysis.numbers import bounds, clean, finite, mean, side
from qvtkit.analysis.shewhart_fits import POWER, RATIOS, Fit, Kind, Part, divided, fit, ranges

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

LARGE = 1000
"""Mean denominator from which p and u charts see ordinary variation as signals."""
DISPERSED = 1.3
FEWEST = 5
"""Expected events a point under which p and u charts do not hold."""


@dataclass(frozen=True, slots=True)
class ShewhartChart:
    """A chart point by point; each tuple has one entry a value, None where it is not defined, never NaN."""

    kind: Kind
    values: tuple[float | None, ...]
    """What is drawn: the values, their ratios to the denominators, or their moving ranges."""
    centre: tuple[float | None, ...]
    lower: tuple[float | None, ...]
    upper: tuple[float | None, ...]
    outside: tuple[bool, ...]
    """Strictly beyond a limit."""
    sigma_z: tuple[float | None, ...]
    """For p′ and u′, by part: how many times wider than the p or u chart the points vary; None for other charts."""


def shewhart(
    kind: Kind,
    values: Sequence[float | None],
    denominators: Sequence[float | None] | None = None,
    *,
    screen: bool = True,
    freeze: int | None = None,
    parts: Iterable[int] = (),
    exclude: Collection[int] = (),
) -> ShewhartChart:
    """Return the chart of *values* (numerators for p, p′, u, u′ and ip); missing ones are None.

    *freeze*: only the first so many points of a part make its centre and limits. *parts*: positions (from 0) where a
    new part begins. *exclude*: positions left out of centre and limits. A denominator of zero or less makes its point
    missing. Limits that are not defined (a constant screened series, a time of zero, no denominators) are None.
    Raises ValueError for a chart that does not exist and for columns of unequal length.
    """
    if kind not in get_args(Kind):
        raise ValueError(kind)
    x, n, y = _series(kind, values, denominators)
    pieces = bounds(len(x), parts)
    if kind == "mr":
        y = [step for first, last in pieces for step in ranges(y[first : last + 1])]
    lines: list[tuple[float | None, float | None, float | None]] = []
    wider: list[float | None] = []
    for first, last in pieces:
        kept = [place - first for place in range(first, last + 1) if place not in exclude]
        base = [place for place in kept if freeze is None or place < freeze]
        here = slice(first, last + 1)
        found = fit(kind, Part(y[here], x[here], n[here], base, screen))
        lines += _lines(kind, found)
        wider.append(found.sigma_z)
    centre, lower, upper = zip(*lines, strict=True) if lines else ((), (), ())
    return ShewhartChart(kind, tuple(y), centre, lower, upper, tuple(map(_beyond, y, lower, upper)), tuple(wider))


def _series(
    kind: Kind, values: Sequence[float | None], denominators: Sequence[float | None] | None
) -> tuple[list[float | None], list[float | None], list[float | None]]:
    """Return numerators, denominators and what is drawn; a point that lacks one of the first two lacks all."""
    x = clean(values)
    if denominators is None:
        return x, [None] * len(x), [None] * len(x) if kind in RATIOS else x
    sizes = [n if n is not None and n > 0 else None for n in clean(denominators)]
    x = [a if n is not None else None for a, n in zip(x, sizes, strict=True)]
    n = [b if a is not None else None for a, b in zip(x, sizes, strict=True)]
    return x, n, x if kind == "c" else [divided(a, b) for a, b in zip(x, n, strict=True)]


def chart_for(numerators: Sequence[float | None], denominators: Sequence[float | None], *, proportion: bool) -> str:
    """Return the chart that suits a proportion or a rate: `run`, `p` or `u`, `pp` or `up`.

    Fewer than five expected events a point: the run chart. Denominators above about a thousand, or points that vary
    more than 1.3 times what the law allows: Laney's chart.
    """
    plain: Kind = "p" if proportion else "u"
    primed: Kind = "pp" if proportion else "up"
    chart = shewhart(primed, numerators, denominators)
    size = mean([n for n, y in zip(clean(denominators), chart.values, strict=True) if n is not None and y is not None])
    centre = chart.centre[0] if chart.centre else None
    if size is None or centre is None or size * min(centre, 1 - centre if proportion else centre) < FEWEST:
        return "run"
    dispersed = chart.sigma_z[0] is not None and chart.sigma_z[0] > DISPERSED
    return primed if size > LARGE or dispersed else plain


def _lines(kind: Kind, found: Fit) -> list[tuple[float | None, float | None, float | None]]:
    """Return centre, lower and upper line at each point."""
    drawn = found.centre if found.drawn is None else found.drawn
    return [(_back(kind, drawn), *_limits(kind, found.centre, sigma)) for sigma in found.sigmas]


def _limits(kind: Kind, centre: float | None, sigma: float | None) -> tuple[float | None, float | None]:
    """Return the limits three sigma from the centre, within what the quantity can be."""
    if centre is None or sigma is None:
        return None, None
    lower, upper = centre - 3 * sigma, centre + 3 * sigma
    if kind not in {"i", "ip"}:
        lower = max(lower, 0.0)
    if kind in {"p", "pp"}:
        upper = min(upper, 1.0)
    return _back(kind, lower), _back(kind, upper)


def _back(kind: Kind, value: float | None) -> float | None:
    """Return a line in the unit of the values: times between events were drawn from their root."""
    if value is None or kind != "t":
        return finite(value)
    try:
        return finite(value**POWER)
    except OverflowError:
        return None


def _beyond(value: float | None, lower: float | None, upper: float | None) -> bool:
    """Tell whether a value lies strictly beyond a limit."""
    if value is None:
        return False
    width = 0.0 if lower is None or upper is None else finite(upper - lower) or 0.0
    above = upper is not None and side(value, upper, width) > 0
    return above or (lower is not None and side(value, lower, width) < 0)
