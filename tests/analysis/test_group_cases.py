"""What published tools and tables give for groups, proportions, tables and verdicts, case by case."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from qvtkit.analysis.flow import Network
from qvtkit.analysis.funnel import binomial_funnel
from qvtkit.analysis.likert import waves
from qvtkit.analysis.paired import paired
from qvtkit.analysis.proportions import clopper_pearson, fisher, newcombe, wilson
from qvtkit.analysis.rank import hodges_lehmann, rank_test
from qvtkit.analysis.suppression import audit_table, protect
from qvtkit.analysis.verdict import lire, mot_de_reference

CASES = Path(__file__).parent / "cases"


def _groups(given):
    test = rank_test(given["before"], given["after"])
    shift = hodges_lehmann(given["before"], given["after"])
    return {
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


def _pairs(given):
    found = paired(given["before"], given["after"])
    return {
        "improved": found.improved,
        "worsened": found.worsened,
        "unchanged": found.unchanged,
        "sign_test_two_sided_p": found.sign_p,
        "wilcoxon_pratt_exact_p": found.signed_rank_p,
    }


def _intervals(given):
    pairs = list(zip(given["x"], given["n"], strict=True))
    found = {}
    for name, method, level in (
        ("wilson95", wilson, 0.95),
        ("clopper95", clopper_pearson, 0.95),
        ("wilson90", wilson, 0.9),
    ):
        bounds = [method(count, total, level=level) for count, total in pairs]
        found |= {f"{name}_low": [low for low, _ in bounds], f"{name}_high": [high for _, high in bounds]}
    return found


def _differences(given):
    rows = list(zip(given["x1"], given["n1"], given["x2"], given["n2"], strict=True))
    found = [newcombe(*row) for row in rows]
    return {
        "difference": [each.value for each in found],
        "low": [each.low for each in found],
        "high": [each.high for each in found],
        "fisher_two_sided_p": [fisher(*row) for row in rows],
    }


def _funnel(given):
    units = binomial_funnel(given["numerator"], given["denominator"])
    names = ("rate", "lo95", "hi95", "lo998", "hi998", "p_lower", "p_upper")
    return {"target": units[0].target} | {name: [getattr(unit, name) for unit in units] for name in names}


def _wave(answers):
    return {
        "n": answers.n,
        "counts": list(answers.counts),
        "n_favourable": answers.favourable,
        "n_neutral": answers.neutral,
        "n_unfavourable": answers.unfavourable,
        "pct_favourable": 100 * answers.share,
        "wilson95_low_pct": 100 * answers.interval.low,
        "wilson95_high_pct": 100 * answers.interval.high,
        "median": answers.median,
        "q1": answers.q1,
        "q3": answers.q3,
        "top_box_pct": 100 * answers.top_share,
    }


def _likert(given):
    found = waves(given["wave1_counts"], given["wave2_counts"], given["favourable"])
    return {
        "wave1": _wave(found.first),
        "wave2": _wave(found.second),
        "difference_pct_points": 100 * found.difference.value,
        "newcombe95_low": 100 * found.difference.low,
        "newcombe95_high": 100 * found.difference.high,
        "fisher_two_sided_p": found.fisher_p,
        "rank_exact_two_sided_p": found.rank.p,
        "cliff_delta_wave2_vs_wave1": found.rank.delta,
    }


def _verdict(given):
    start = given["experiment_first_index"] - 1
    found = lire(given["values"][:start], given["values"][start:], given["wanted_direction"])
    return {
        "n_before": found.n_avant,
        "n_after": found.n_apres,
        "smallest_attainable_p": found.plus_petit_p,
        "rank_p": found.test.p,
        "cliff_delta": found.test.delta,
        "median_before": found.mediane_avant,
        "median_after": found.mediane_apres,
        "signal_up_after": found.vers_le_haut,
        "signal_down_after": found.vers_le_bas,
        "verdict": mot_de_reference(found.verdict, found.test.delta),
    }


COMPUTED = {
    "before_after_exact": _groups,
    "paired_exact": _pairs,
    "proportion_interval": _intervals,
    "proportion_difference": _differences,
    "funnel_exact": _funnel,
    "likert_two_waves": _likert,
    "verdict_reference": _verdict,
}


def _read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def _of(*families):
    return [path for path in sorted(CASES.glob("*.json")) if _read(path)["family"] in families]


def _differ(expected, found, where=""):
    """List the places where *found* is not what was expected; p-values to one part in a million."""
    if isinstance(expected, dict):
        return [each for key in expected for each in _differ(expected[key], found[key], f"{where}/{key}")]
    if isinstance(expected, list):
        assert len(expected) == len(found), where
        return [
            each
            for rank, pair in enumerate(zip(expected, found, strict=True))
            for each in _differ(*pair, f"{where}/{rank}")
        ]
    if isinstance(expected, bool | str) or expected is None:
        return [] if expected == found else [(where, expected, found)]
    name = next(part for part in reversed(where.split("/")) if not part.isdigit())
    relative = 1e-6 if name == "p" or name.endswith("_p") else 1e-9
    near = math.isclose(expected, found, rel_tol=relative, abs_tol=0 if relative > 1e-9 else 1e-9)
    return [] if near else [(where, expected, found)]


@pytest.mark.parametrize("path", _of(*COMPUTED), ids=lambda path: path.stem)
def test_a_case_gives_what_its_source_gives(path):
    case = _read(path)
    assert _differ(case["output"], COMPUTED[case["family"]](case["input"])) == []


def test_every_family_of_groups_has_a_case():
    assert {_read(path)["family"] for path in _of(*COMPUTED)} == set(COMPUTED)


def _table(case):
    rows, columns = case["input"]["rows"], case["input"]["cols"]

    def place(row, column):
        return (
            len(rows) if row == "Total" else rows.index(row),
            len(columns) if column == "Total" else columns.index(column),
        )

    return place


@pytest.mark.parametrize("path", _of("suppression_2d"), ids=lambda path: path.stem)
def test_what_a_reader_can_work_out_is_what_linear_programming_finds(path):
    case = _read(path)
    place = _table(case)
    hidden = {place(cell["row"], cell["col"]) for cell in case["output"]["cells"] if cell["suppressed"]}
    bounds = audit_table(Network.of(case["input"]["counts_by_row"]), hidden)
    for cell in case["output"]["audit_feasible_intervals"]:
        assert bounds[place(*cell["cell"])] == (cell["feasible_min"], cell["feasible_max"])


@pytest.mark.parametrize("path", _of("suppression_2d"), ids=lambda path: path.stem)
def test_a_table_is_protected_at_no_greater_cost_than_by_its_peer(path):
    case = _read(path)
    place, given = _table(case), case["input"]
    found = protect(
        given["counts_by_row"],
        threshold=given["threshold_min_published"],
        zeros_are_sensitive=given["zeros_are_sensitive"],
    )
    assert found.primary == {place(cell["row"], cell["col"]) for cell in case["output"]["cells"] if cell["primary"]}
    assert found.primary <= found.hidden
    assert found.known == ()
    assert found.narrow == ()
    assert len(found.hidden) <= case["output"]["n_suppressed"] + 2
