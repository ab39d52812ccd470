"""From a case of charts and runs to the call that answers it: one adapter a family."""

from __future__ import annotations

from qvtkit.analysis.crossrun import few_crossings_probability, joint_law, long_run_probability
from qvtkit.analysis.mdc_chart import mdc_chart
from qvtkit.analysis.mdc_nhsr import mdc_nhsr_chart, short
from qvtkit.analysis.run_chart import crossings_min, false_signal, longest_run_max, run_chart, signals_runs
from qvtkit.analysis.shewhart import shewhart

WANTED = {"up": 1, "down": -1, "neither": 0, "increase": 1, "decrease": -1, "neutral": 0}
CLASSES = {
    "habituel": "common",
    "amelioration": "improvement",
    "degradation": "concern",
    "inhabituel": "neutral_special",
    None: None,
}
TYPES = {
    "habituel": "common_cause",
    "amelioration": "special_cause_improvement",
    "degradation": "special_cause_concern",
}
LABELS = {
    "point": ("Below LCL", "Above UCL"),
    "tendance": ("7 Point Trend (Decreasing)", "7 Point Trend (Increasing)"),
    "deux-sigma": ("2 in 3 Below CL", "2 in 3 Above CL"),
    "decalage": ("7 Points Below CL", "7 Points Above CL"),
}
ASSURANCE = {None: None, "atteinte": "consistent_pass", "non-atteinte": "consistent_fail", "aleatoire": "inconsistent"}


def _places(given):
    """Freeze, part and exclude as qicharts2 has them: a part ends *at* its number, exclusions count from 1."""
    parts, out = given.take("part", "parts", default=[]), given.take("exclude", default=[])
    return {
        "freeze": given.take("freeze"),
        "parts": parts if isinstance(parts, list) else [parts],
        "exclude": [position - 1 for position in (out if isinstance(out, list) else [out])],
    }


def _run_chart(given, _expected):
    parts = run_chart(given.take("values"), method=given.take("method", default="anhoej"), **_places(given))
    return {
        "parts": [
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
            }
            for number, part in enumerate(parts, start=1)
        ]
    }


def _shewhart(given, _expected):
    kind, values = given.take("chart"), given.take("values")
    screen = given.take("screened_mr", default=True)
    chart = shewhart(kind, values, given.take("denominators"), screen=screen, **_places(given))
    return {
        "y": chart.values,
        "centre": chart.centre,
        "lcl": chart.lower,
        "ucl": chart.upper,
        "sigma_signal": chart.outside,
        "sigma_z": chart.sigma_z,
    }


def _mdc(given, _expected):
    begun = given.take("recalculate_from_index", default=[])
    chart = mdc_chart(
        given.take("values"),
        wanted=WANTED[given.take("improvement_direction")],
        target=given.take("target"),
        recalculate=[index - 1 for index in (begun if isinstance(begun, list) else [begun])],
        freeze=given.take("baseline_last_index"),
        shift=given.take("points_shift", default=6),
        trend=given.take("points_trend", default=6),
    )
    if given.take("minimum_points", default=chart.profile.minimum) != chart.profile.minimum:
        given.left["minimum_points (other than 13)"] = True
    return {
        "point_class": [CLASSES[point.classe] for point in chart.points],
        "variation_last_point": CLASSES[chart.variation],
        "assurance": ASSURANCE[chart.assurance],
    }


def _type(classe, towards):
    return TYPES.get(classe) or f"special_cause_neutral_{'high' if towards > 0 else 'low'}"


def _nhsr(given, _expected):
    rebased = [given.dates.index(date) for date in given.take("rebase", default=[]) if date in given.dates]
    chart = mdc_nhsr_chart(
        given.take("values"),
        wanted=WANTED[given.take("improvement_direction")],
        target=given.take("target"),
        recalculate=rebased,
        freeze=given.take("fix_after_n_points"),
        screen=given.take("screen_outliers", default=True),
    )
    zero = int(0 in rebased)  # the package counts the rebases met: one on the first row makes the first group 1
    groups = [
        {
            "rebase_group": zero + number,
            "n": own.last - own.first + 1,
            "mean": own.centre,
            "lpl": own.limits and own.limits.lower,
            "upl": own.limits and own.limits.upper,
            "short_group_warning": short(own),
        }
        for number, own in enumerate(chart.sections)
    ]
    points = chart.points
    labels = [LABELS[point.rule][point.towards > 0] if point.rule else "Common Cause" for point in points]
    return {
        "groups": groups,
        "points": {
            "rebase_group": [zero + point.section for point in points],
            "outside_limits": [point.outside for point in points],
            "relative_to_mean": [point.side for point in points],
            "close_to_limits": [point.near for point in points],
            "special_cause_type": labels,
            "point_type": [_type(point.classe, point.towards) for point in points],
        },
        "variation_last_point": _type(chart.variation, points[-1].towards) if points else None,
        "assurance": ASSURANCE[chart.assurance],
    }


def _law(given, _expected):
    n, chance = given.take("n_useful"), given.take("probability_of_success", default=0.5)
    found = {"joint": joint_law(n, chance)}
    if chance == 0.5:
        found["false_signal_probability_anhoej"] = false_signal(n)
        found["prob_longest_run_gt_limit"] = long_run_probability(n, longest_run_max(n))
        found["prob_crossings_lt_limit"] = few_crossings_probability(n, crossings_min(n))
    return found


def _limits(given, expected):
    method, sizes = given.take("method", default="anhoej"), given.take("n_useful")
    found = {
        "longest_run_max": [longest_run_max(n) for n in sizes],
        "n_crossings_min": [crossings_min(n) for n in sizes],
        "false_signal_probability": [false_signal(n) for n in sizes],
    }
    for name in filter(str.isdigit, expected):
        n = int(name)
        found[name] = ["".join(str(int(signals_runs(n, c, run, method))) for run in range(1, n + 1)) for c in range(n)]
    return found


CHARTS = {
    "run_chart_anhoej": _run_chart,
    "shewhart": _shewhart,
    "xmr_mdc_official": _mdc,
    "xmr_mdc_nhsr": _nhsr,
    "exact_probability": _law,
    "limits_table": _limits,
}
