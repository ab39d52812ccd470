"""From a case of groups, proportions, funnels or verdicts to the call that answers it: one adapter a family."""

from __future__ import annotations

import re

from qvtkit.analysis.funnel import arcsine_funnel, binomial_funnel, poisson_funnel
from qvtkit.analysis.likert import THRESHOLD, answers, waves
from qvtkit.analysis.multiple import holm
from qvtkit.analysis.paired import paired
from qvtkit.analysis.poisson import exact_rate, rate_ratio
from qvtkit.analysis.proportions import clopper_pearson, fisher, newcombe, wilson
from qvtkit.analysis.rank import hodges_lehmann, rank_test
from qvtkit.analysis.verdict import lire, mot_de_reference

ENDS = ("lo95", "hi95", "lo998", "hi998")


def _groups(given, _expected):
    before, after = given.take("before"), given.take("after")
    level = given.take("level", "conf_level", default=0.95)
    test, shift = rank_test(before, after), hodges_lehmann(before, after, level=level)
    return {
        "n_before": test.n_before,
        "n_after": test.n_after,
        "U_before": test.u_before,
        "p": test.p,
        "exact_two_sided_p": test.p,
        "exact_p_no_ties": None if test.ties else test.p,
        "hodges_lehmann_median_shift": shift.value,
        "shift": shift.value,
        "ci95_low": shift.low,
        "ci95_high": shift.high,
        "achieved_level": shift.announced,
        "cliff_delta_after_vs_before": test.delta,
        "smallest_attainable_two_sided_p": test.best_p,
    }


def _pairs(given, _expected):
    found = paired(given.take("before"), given.take("after"))
    return {
        "improved": found.improved,
        "worsened": found.worsened,
        "unchanged": found.unchanged,
        "sign_test_two_sided_p": found.sign_p,
        "mcnemar_exact_two_sided_p": found.sign_p,
        "wilcoxon_pratt_exact_p": found.signed_rank_p,
    }


def _many(*columns):
    return list(zip(*(each if isinstance(each, list) else [each] for each in columns), strict=True))


def _intervals(given, expected):
    """Every interval by its name: wilson95_low, clopper90_high, wilson998_low."""
    rows, found = _many(given.take("x"), given.take("n")), {}
    for name in expected:
        if match := re.fullmatch(r"(wilson|clopper)(?:_pearson)?_?(\d+)_(low|high)", name):
            method = wilson if match[1] == "wilson" else clopper_pearson
            found[name] = [getattr(method(*row, level=float(f"0.{match[2]}")), match[3], None) for row in rows]
    return found


def _differences(given, _expected):
    rows = _many(*(given.take(name) for name in ("x1", "n1", "x2", "n2")))
    level = given.take("level", default=0.95)
    found = [newcombe(*row, level=level) for row in rows]
    low, high = ([getattr(each, end, None) for each in found] for end in ("low", "high"))
    return {
        "difference": [getattr(each, "value", None) for each in found],
        "low": low,
        "high": high,
        "newcombe95_low": low,
        "newcombe95_high": high,
        "fisher_two_sided_p": [fisher(*row) for row in rows],
    }


def _funnel(given, _expected):
    """Proportions about a common target, or events when the case has an exposure or names the law of Poisson."""
    law = given.take("law", "distribution", default="poisson" if "exposure" in given.left else "binomial")
    method = {"binomial": binomial_funnel, "poisson": poisson_funnel}[law]
    counts, sizes = given.take("numerator", "count", "events"), given.take("denominator", "exposure")
    units = method(counts, sizes, given.take("target"))
    names = ("rate", *ENDS, "p_lower", "p_upper")
    return {"target": units[0].target} | {name: [getattr(unit, name) for unit in units] for name in names}


def _arcsine(given, _expected):
    """The limits of FunnelPlotR for proportions, then the same widened by tau2 under their several names."""
    counts, sizes = given.take("numerator"), given.take("denominator")
    found = arcsine_funnel(counts, sizes, given.take("target"))
    rates = [count / size for count, size in zip(counts, sizes, strict=True)]
    named = {"target": found.target, "rate": rates, "rr": rates, "phi": found.phi, "tau2": found.tau2}
    for place, end in enumerate(ENDS):
        plain, wide = ([limits[place] for limits in each] for each in (found.limits, found.adjusted))
        theirs = end.replace("lo", "ll").replace("hi", "ul")
        named |= {end: plain, theirs: plain, theirs.upper(): plain}
        named |= {f"od{theirs}": wide, f"OD{theirs.upper()}": wide, f"od{theirs.upper()}": wide}
        named |= {f"{prefix}{each}": wide for prefix in ("od_", "adjusted_") for each in (end, theirs)}
        named |= {f"{end}_{suffix}": wide for suffix in ("od", "adjusted")}
    return named


def _wave(answers_of):
    if answers_of is None:
        return None
    return {
        "n": answers_of.n,
        "counts": list(answers_of.counts),
        "n_favourable": answers_of.favourable,
        "n_neutral": answers_of.neutral,
        "n_unfavourable": answers_of.unfavourable,
        "pct_favourable": 100 * answers_of.share,
        "wilson95_low_pct": 100 * answers_of.interval.low,
        "wilson95_high_pct": 100 * answers_of.interval.high,
        "median": answers_of.median,
        "q1": answers_of.q1,
        "q3": answers_of.q3,
        "top_box_pct": 100 * answers_of.top_share,
    }


def _likert(given, expected):
    """Two waves; a case under ten respondents that gives figures asks for the sums, one of nulls for the silence."""
    first, second, favourable = given.take("wave1_counts"), given.take("wave2_counts"), given.take("favourable")
    told = expected.get("difference_pct_points") is not None
    least = given.take("threshold", default=1 if told else THRESHOLD)
    found = waves(first, second, favourable, threshold=least)
    both = [_wave(answers(counts, favourable, threshold=least)) for counts in (first, second)]
    return {
        "wave1": both[0],
        "wave2": both[1],
        "difference_pct_points": found and 100 * found.difference.value,
        "newcombe95_low": found and 100 * found.difference.low,
        "newcombe95_high": found and 100 * found.difference.high,
        "fisher_two_sided_p": found and found.fisher_p,
        "rank_exact_two_sided_p": found and found.rank.p,
        "cliff_delta_wave2_vs_wave1": found and found.rank.delta,
    }


def _verdict(given, _expected):
    start, values = given.take("experiment_first_index") - 1, given.take("values")
    found = lire(values[:start], values[start:], given.take("wanted_direction"))
    delta = found.test.delta if found.test else None
    return {
        "n_before": found.n_avant,
        "n_after": found.n_apres,
        "smallest_attainable_p": found.plus_petit_p,
        "rank_p": found.test and found.test.p,
        "cliff_delta": delta,
        "median_before": found.mediane_avant,
        "median_after": found.mediane_apres,
        "signal_up_after": found.vers_le_haut,
        "signal_down_after": found.vers_le_bas,
        "verdict": mot_de_reference(found.verdict, delta or 0),
    }


def _rates(given, _expected):
    """Two counts over their exposures: the ratio first / second, exact and conditional on the total."""
    rows = _many(
        *(
            given.take(*names)
            for names in (("x1", "count1"), ("t1", "exposure1"), ("x2", "count2"), ("t2", "exposure2"))
        )
    )
    level = given.take("level", default=0.95)
    found = [rate_ratio(*row, level=level) for row in rows]
    value, low, high, p = ([getattr(each, name, None) for each in found] for name in ("value", "low", "high", "p"))
    return {
        "ratio": value,
        "rate_ratio": value,
        "low": low,
        "high": high,
        "p": p,
        "two_sided_p": p,
        "exact_two_sided_p": p,
    }


def _rate(given, _expected):
    rows = _many(given.take("x", "count"), given.take("t", "exposure"))
    level = given.take("level", default=0.95)
    found = [exact_rate(*row, level=level) for row in rows]
    return {
        name: [getattr(each, end, None) for each in found]
        for name, end in (("rate", "value"), ("low", "low"), ("high", "high"))
    }


def _several(given, _expected):
    adjusted = holm(given.take("p", "p_values"))
    return {"holm": adjusted, "adjusted": adjusted, "p_adjusted": adjusted}


GROUPS = {
    "before_after_exact": _groups,
    "paired_exact": _pairs,
    "proportion_interval": _intervals,
    "proportion_difference": _differences,
    "poisson_interval": _rate,
    "poisson_ratio": _rates,
    "holm": _several,
    "funnel_exact": _funnel,
    "funnel_pr": _arcsine,
    "likert_two_waves": _likert,
    "verdict_reference": _verdict,
}
