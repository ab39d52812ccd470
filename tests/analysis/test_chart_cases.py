"""The charts against the published cases of `cases/`: every field of every case."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from qvtkit.analysis.crossrun import few_crossings_probability, joint_law, long_run_probability
from qvtkit.analysis.mdc_chart import mdc_chart
from qvtkit.analysis.mdc_nhsr import mdc_nhsr_chart, short
from qvtkit.analysis.run_chart import (
    crossings_min,
    false_signal,
    longest_run_max,
    run_chart,
    signals_runs,
)
from qvtkit.analysis.shewhart import shewhart

WANTED = {"up": 1, "down": -1, "neither": 0, "increase": 1, "decrease": -1, "neutral": 0}
CLASSES = {
    "habituel": "common",
    "amelioration": "improvement",
    "degradation": "concern",
    "inhabituel": "neutral_special",
}
TYPES = {
    ("habituel", 0): "common_cause",
    ("inhabituel", 1): "special_cause_neutral_high",
    ("inhabituel", -1): "special_cause_neutral_low",
    ("amelioration", 1): "special_cause_improvement",
    ("amelioration", -1): "special_cause_improvement",
    ("degradation", 1): "special_cause_concern",
    ("degradation", -1): "special_cause_concern",
}
LABELS = {
    (None, 0): "Common Cause",
    ("point", 1): "Above UCL",
    ("point", -1): "Below LCL",
    ("tendance", 1): "7 Point Trend (Increasing)",
    ("tendance", -1): "7 Point Trend (Decreasing)",
    ("deux-sigma", 1): "2 in 3 Above CL",
    ("deux-sigma", -1): "2 in 3 Below CL",
    ("decalage", 1): "7 Points Above CL",
    ("decalage", -1): "7 Points Below CL",
}
ASSURANCE = {None: None, "atteinte": "consistent_pass", "non-atteinte": "consistent_fail", "aleatoire": "inconsistent"}


CASES = Path(__file__).parent / "cases"


def _cases(*prefixes: str) -> list:
    """The cases whose name begins with one of the prefixes; at least one for each."""
    found = [path for prefix in prefixes for path in sorted(CASES.glob(f"{prefix}*.json"))]
    assert found, prefixes
    return [json.loads(path.read_text(encoding="utf-8")) for path in found]


def _same(computed, expected) -> bool:
    """Equal, or within 1e-9 absolute or relative for numbers; None is None and nothing else."""
    if isinstance(expected, list | tuple):
        return len(computed) == len(expected) and all(map(_same, computed, expected))
    if expected is None or isinstance(expected, bool | str):
        return computed == expected and type(computed) is type(expected)
    if computed is None or isinstance(computed, bool):
        return False
    return math.isclose(computed, expected, rel_tol=1e-9, abs_tol=1e-9)


def _check(computed: dict, expected: dict, compare: dict | None = None) -> None:
    """Compare every expected field; leave out the doubtful positions (from 1) and the ignored fields."""
    compare = compare or {}
    doubtful = {position - 1 for position in compare.get("doubtful_indices") or ()}
    for field, value in expected.items():
        if field in (compare.get("ignore") or ()):
            continue
        ours, theirs = computed[field], value
        if isinstance(theirs, list) and doubtful:
            ours = [each for position, each in enumerate(ours) if position not in doubtful]
            theirs = [each for position, each in enumerate(theirs) if position not in doubtful]
        assert _same(ours, theirs), (field, ours, theirs)


def _ids(case):
    return case["id"]


@pytest.mark.parametrize("case", _cases("run-"), ids=_ids)
def test_a_run_chart_is_what_qicharts2_gives(case):
    given = case["input"]
    parts = run_chart(
        given["values"],
        freeze=given.get("freeze"),
        parts=given.get("part") or (),
        exclude=[position - 1 for position in given.get("exclude") or ()],
    )
    assert len(parts) == len(case["output"]["parts"])
    for number, (part, expected) in enumerate(zip(parts, case["output"]["parts"], strict=True), start=1):
        _check(
            {
                "part": number,
                "first_index": part.first + 1,
                "last_index": part.last + 1,
                "n_obs": part.n_obs,
                "n_useful": part.n_useful,
                "centre": part.centre,
                "longest_run": part.longest_run,
                "longest_run_max": part.longest_run_max,
                "n_crossings": part.crossings,
                "n_crossings_min": part.crossings_min,
                "runs_signal": part.beyond,
            },
            expected,
            case["compare"],
        )


@pytest.mark.parametrize("case", _cases("lim-grid"), ids=_ids)
def test_each_pair_of_crossings_and_longest_run_has_its_published_verdict(case):
    for useful, rows in case["output"].items():
        n = int(useful)
        computed = [
            "".join(str(int(signals_runs(n, c, run, case["input"]["method"]))) for run in range(1, n + 1))
            for c in range(n)
        ]
        assert computed == rows, n


@pytest.mark.parametrize("case", _cases("lim-crossrun"), ids=_ids)
def test_the_law_of_crossings_and_longest_run_is_exact(case):
    n = case["input"]["n_useful"]
    _check(
        {
            "joint": joint_law(n, case["input"]["probability_of_success"]),
            "false_signal_probability_anhoej": false_signal(n),
            "prob_longest_run_gt_limit": long_run_probability(n, longest_run_max(n)),
            "prob_crossings_lt_limit": few_crossings_probability(n, crossings_min(n)),
        },
        case["output"],
    )


@pytest.mark.parametrize("case", _cases("mdc-"), ids=_ids)
def test_each_point_has_the_class_of_the_official_document(case):
    given = case["input"]
    recalculated = given["recalculate_from_index"]
    chart = mdc_chart(
        given["values"],
        wanted=WANTED[given["improvement_direction"]],
        recalculate=() if recalculated is None else [recalculated - 1],
        freeze=given["baseline_last_index"],
        shift=given["points_shift"],
        trend=given["points_trend"],
    )
    assert chart.profile.minimum == given["minimum_points"]
    _check({"point_class": [CLASSES[point.classe] for point in chart.points]}, case["output"], case["compare"])


@pytest.mark.parametrize("case", _cases("ptd-"), ids=_ids)
def test_an_xmr_chart_is_what_nhsrplotthedots_gives(case):
    given, expected = case["input"], case["output"]
    rebased = [given["dates"].index(date) for date in given["rebase"] or () if date in given["dates"]]
    chart = mdc_nhsr_chart(
        given["values"],
        wanted=WANTED[given["improvement_direction"]],
        target=given["target"],
        recalculate=rebased,
        freeze=given["fix_after_n_points"],
        screen=given["screen_outliers"],
    )
    for section, group in zip(chart.sections, expected["groups"], strict=True):
        computed = {
            "rebase_group": group["rebase_group"],
            "n": section.last - section.first + 1,
            "mean": section.centre,
            "lpl": section.limits and section.limits.lower,
            "upl": section.limits and section.limits.upper,
            "short_group_warning": short(section),
        }
        _check(computed, group)
    _check(
        {
            "rebase_group": [point.section for point in chart.points],
            "outside_limits": [point.outside for point in chart.points],
            "relative_to_mean": [point.side for point in chart.points],
            "close_to_limits": [point.near for point in chart.points],
            "special_cause_type": [LABELS[point.rule, point.towards] for point in chart.points],
            "point_type": [TYPES[point.classe, point.towards] for point in chart.points],
        },
        expected["points"],
        case["compare"],
    )
    assert chart.variation is not None
    assert TYPES[chart.variation, chart.points[-1].towards] == expected["variation_last_point"]
    assert ASSURANCE[chart.assurance] == expected["assurance"]


@pytest.mark.parametrize("case", _cases("sh-"), ids=_ids)
def test_a_shewhart_chart_is_what_qicharts2_gives(case):
    given = case["input"]
    chart = shewhart(given["chart"], given["values"], given["denominators"], screen=given["screened_mr"])
    _check(
        {
            "y": chart.values,
            "centre": chart.centre,
            "lcl": chart.lower,
            "ucl": chart.upper,
            "sigma_signal": chart.outside,
        },
        case["output"],
        case["compare"],
    )
