"""What published tools and tables give for groups, proportions, tables and verdicts, case by case."""

from __future__ import annotations

import pytest
from tests.analysis.adapters import CHARTS, GROUPS, cases, differences, family

from qvtkit.analysis.flow import Network
from qvtkit.analysis.funnel import arcsine_funnel, poisson_funnel
from qvtkit.analysis.run_chart import run_chart
from qvtkit.analysis.suppression import audit_table, protect

TABLES = {"suppression_2d"}


@pytest.mark.parametrize("case", cases(GROUPS), ids=lambda case: case["id"])
def test_a_case_gives_what_its_source_gives(case):
    assert differences(case) == []


def _table(case):
    rows, columns = case["input"]["rows"], case["input"]["cols"]

    def place(row, column):
        return (
            len(rows) if row == "Total" else rows.index(row),
            len(columns) if column == "Total" else columns.index(column),
        )

    return place


@pytest.mark.parametrize("case", cases(TABLES), ids=lambda case: case["id"])
def test_what_a_reader_can_work_out_is_what_linear_programming_finds(case):
    place = _table(case)
    hidden = {place(cell["row"], cell["col"]) for cell in case["output"]["cells"] if cell["suppressed"]}
    bounds = audit_table(Network.of(case["input"]["counts_by_row"]), hidden)
    for cell in case["output"]["audit_feasible_intervals"]:
        assert bounds[place(*cell["cell"])] == (cell["feasible_min"], cell["feasible_max"])


@pytest.mark.parametrize("case", cases(TABLES), ids=lambda case: case["id"])
def test_a_table_is_protected_at_no_greater_cost_than_by_its_peer(case):
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


def _case(**changes):
    return {
        "id": "x",
        "family": "paired_exact",
        "input": {"before": [1, 2, 3], "after": [2, 3, 3]},
        "output": {"improved": 2},
    } | changes


def test_every_case_of_the_folder_is_of_a_family_that_is_answered():
    assert [(case["id"], case["family"]) for case in cases() if family(case) not in {*CHARTS, *GROUPS, *TABLES}] == []


def test_a_field_that_is_not_known_is_told_by_its_name():
    assert differences(_case()) == []
    given = {"before": [1], "after": [2], "weights": [3]}
    assert differences(_case(input=given)) == ["input field « weights » is not known"]
    assert differences(_case(output={"kappa": 1})) == ["output field « kappa » is not computed"]
    assert differences(_case(output={"improved": 1})) == ["improved: expected 1, found 2"]


def test_a_case_says_how_near_is_near_and_what_to_leave_out():
    asked = {"family": "proportion_interval", "input": {"x": 1, "n": 2}, "output": {"wilson80_low": [0.2], "note": 1}}
    near = {"tolerance": {"wilson*": "abs<=0.1 or rel<=1e-9"}, "ignore": ["note"]}
    assert differences(_case(**asked, compare=near)) == []
    assert len(differences(_case(**asked, compare=near | {"tolerance": {"*": "abs<=1e-3"}}))) == 1


def test_families_that_have_no_sample_are_answered_too():
    units = {"groups": ["A", "B"], "numerator": [30, 10], "denominator": [100, 100]}
    funnel = arcsine_funnel(units["numerator"], units["denominator"])
    wide = [limits[3] for limits in funnel.adjusted]
    expected = {"phi": funnel.phi, "tau2": funnel.tau2, "odul998": wide, "od_hi998": wide}
    assert differences(_case(id="fun-pr-1", input=units, output=expected)) == []
    events = {"numerator": [3], "exposure": [100], "target": 0.02}
    rate = {"rate": [0.03], "hi95": [poisson_funnel([3], [100], 0.02)[0].hi95]}
    assert differences(_case(family="funnel_exact", input=events, output=rate)) == []
    # Garwood's interval of 3 events, 0.6187 to 8.7673, as tables print it
    printed = {"output": {"low": [0.6187], "high": [8.7673]}, "compare": {"tolerance": {"*": "abs<=5e-5"}}}
    assert differences(_case(family="poisson_interval", input={"x": [3], "t": [1]}, **printed)) == []
    assert differences(_case(family="holm", input={"p": [0.01, 0.04]}, output={"holm": [0.02, 0.04]})) == []
    nothing = {"wave1_counts": [1, 0, 0], "wave2_counts": [0, 0, 2], "favourable": [3]}
    hidden = {"wave1": {"n": None}, "difference_pct_points": None}
    assert differences(_case(family="likert_two_waves", input=nothing, output=hidden)) == []


def test_freeze_part_and_exclude_are_counted_as_qicharts2_counts_them():
    given = {"values": [1, 2, 3, 9, 5, 6, 7, 8], "part": 4, "exclude": [4]}
    first, second = run_chart(given["values"], parts=[4], exclude=[3])
    expected = {
        "parts": [
            {"first_index": 1, "last_index": 4, "n_obs": 3, "centre": first.centre},
            {"first_index": 5, "last_index": 8, "n_obs": 4, "centre": second.centre},
        ]
    }
    assert differences(_case(family="run_chart_anhoej", input=given, output=expected)) == []
    frozen = {"chart": "c", "values": [4, 5, 6, 20], "freeze": 3, "exclude": None, "screened_mr": True}
    assert differences(_case(family="shewhart", input=frozen, output={"centre": [5, 5, 5, 5]})) == []
