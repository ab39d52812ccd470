"""What no chart may depend on, and what no series may break."""

from __future__ import annotations

import json
import math
from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qvtkit.analysis.mdc import signals
from qvtkit.analysis.mdc_chart import mdc_chart
from qvtkit.analysis.mdc_nhsr import mdc_nhsr_chart
from qvtkit.analysis.run_chart import run_chart
from qvtkit.analysis.shewhart import shewhart
from qvtkit.analysis.xmr import range_limit, xmr_limits

SERIES = st.lists(st.integers(-40, 40), min_size=2, max_size=40)
SETTINGS = settings(max_examples=100, deadline=None)
KINDS = ("i", "mr", "p", "pp", "u", "up", "c", "g", "t", "ip")
SWAPPED = {"amelioration": "degradation", "degradation": "amelioration"}


def _flags(values):
    """Everything that charts say of a series, but for its unit."""
    limits = xmr_limits(values)
    return (
        [(part.n_useful, part.longest_run, part.crossings, part.signal) for part in run_chart(values)],
        limits and signals(values, limits),
        [(point.rule, point.towards, point.classe) for point in mdc_chart(values, wanted=1).points],
        [(point.rule, point.towards, point.classe) for point in mdc_nhsr_chart(values, wanted=1).points],
        shewhart("i", values).outside,
    )


@SETTINGS
@given(SERIES, st.decimals(-1000, 1000, places=1).map(float), st.sampled_from([0.1, 0.37, 1, 3.7, 1000 / 7]))
def test_the_unit_of_the_values_changes_no_flag(values, added, times):
    assert _flags([value * times + added for value in values]) == _flags(values)


@SETTINGS
@given(SERIES)
def test_the_opposite_values_give_the_opposite_sides_and_nothing_else(values):
    opposite = [-value for value in values]
    limits, mirrored = xmr_limits(values), xmr_limits(opposite)
    ours = {(signal.rule, signal.side, signal.positions) for signal in signals(values, limits)}
    assert ours == {(signal.rule, -signal.side, signal.positions) for signal in signals(opposite, mirrored)}
    assert [p.classe for p in mdc_chart(values, wanted=1).points] == [
        p.classe for p in mdc_chart(opposite, wanted=-1).points
    ]


@SETTINGS
@given(SERIES)
def test_the_opposite_direction_swaps_improvement_and_degradation_of_each_rule(values):
    upwards, downwards = (mdc_nhsr_chart(values, wanted=wanted).points for wanted in (1, -1))
    assert [SWAPPED.get(p.classe, p.classe) for p in upwards] == [p.classe for p in downwards]


@SETTINGS
@given(SERIES, st.lists(st.integers(0, 40), max_size=5))
def test_a_missing_month_creates_no_signal(values, places):
    holed = list(values)
    for place in places:
        holed.insert(min(place, len(holed)), None)
    kept = [position for position, value in enumerate(holed) if value is not None]
    limits = xmr_limits(values)
    assert xmr_limits(holed) == limits
    assert [
        (signal.rule, signal.side, tuple(kept.index(position) for position in signal.positions))
        for signal in signals(holed, limits)
    ] == [(signal.rule, signal.side, signal.positions) for signal in signals(values, limits)]
    (before,), (after,) = run_chart(values), run_chart(holed)
    assert (before.centre, before.longest_run, before.crossings) == (after.centre, after.longest_run, after.crossings)
    whole = [point for point in mdc_chart(holed, wanted=1).points if point.value is not None]
    assert [point.classe for point in whole] == [point.classe for point in mdc_chart(values, wanted=1).points]


@SETTINGS
@given(SERIES, SERIES)
def test_nothing_leaks_across_a_recalculation(before, after):
    together, cut = [*before, *after], len(before)
    first, second = mdc_nhsr_chart(together, recalculate=[cut]), mdc_nhsr_chart(after)
    assert [(p.rule, p.towards) for p in first.points[cut:]] == [(p.rule, p.towards) for p in second.points]
    assert run_chart(together, parts=[cut])[1].longest_run == run_chart(after)[0].longest_run
    sections = mdc_chart([*together, *[0, 1] * 6], recalculate=[cut]).sections
    assert sections[0].centre == mdc_chart(before).sections[0].centre


EDGES = {
    "empty": [],
    "nothing": [None] * 14,
    "one": [5.0],
    "two": [5.0, 6.0],
    "constant": [5.0] * 30,
    "zeros": [0.0] * 30,
    "saturated": [100.0] * 29 + [99.9],
    "huge": [1e308, -1e308] * 10,
    "large": [1e308] * 20,
    "huge step": [0.0] * 15 + [1.7e308] * 5,
    "tiny": [5e-324, 0.0, 1e-320] * 7,
    "mixed": [1e-300, 1e300] * 8,
    "alternate gaps": [1.0, None] * 12,
    "one value among gaps": [None] * 7 + [3.0] + [None] * 7,
    "not numbers": [math.nan, math.inf, -math.inf, 1.0] * 5,
    "whole numbers": list(range(30)),
    "offset": [1e15 + place % 3 for place in range(20)],
}


@pytest.mark.parametrize("values", EDGES.values(), ids=EDGES)
def test_no_series_gives_nan_infinity_or_a_crash(values):
    given_back = [
        [asdict(part) | {"signal": part.signal, "chance": part.false_signal} for part in run_chart(values)],
        [asdict(part) for part in run_chart(values, freeze=3, parts=[5], exclude=[0, 1], method="cutbox")],
        asdict(mdc_chart(values, wanted=1, target=5)),
        asdict(mdc_chart(values, wanted=-1, target=1e308, recalculate=[12])),
        asdict(mdc_chart(values, freeze=12)),
        asdict(mdc_nhsr_chart(values, wanted=-1, target=0, recalculate=[3], freeze=2)),
        range_limit(values),
        *(asdict(shewhart(kind, values)) for kind in KINDS),
        *(asdict(shewhart(kind, values, values, freeze=4, parts=[6], exclude=[1])) for kind in KINDS),
        *(asdict(shewhart(kind, values, [7.0] * len(values), screen=False)) for kind in KINDS),
    ]
    json.dumps(_without_inputs(given_back), allow_nan=False)


def _without_inputs(tree):
    """The result without the values that were put in, which may be anything."""
    if isinstance(tree, dict):
        return {key: _without_inputs(value) for key, value in tree.items()}
    return [_without_inputs(value) for value in tree] if isinstance(tree, list | tuple) else tree


@pytest.mark.parametrize("values", EDGES.values(), ids=EDGES)
def test_a_series_without_limits_says_why(values):
    for chart in (mdc_chart(values, wanted=1), mdc_nhsr_chart(values, wanted=1)):
        for section in chart.sections:
            assert (section.limits is None) == (section.reason is not None)
