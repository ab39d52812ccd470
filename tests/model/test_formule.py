from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qvtkit.model.formule import FormulaError, Formule


def test_absence_rate_by_hand():
    formula = Formule.parse("jours_absence / (etp * jours_periode) * 100")
    assert formula.noms == ("jours_absence", "etp")
    value = formula.value({"jours_absence": 171, "etp": 51.5, "jours_periode": 31})
    assert value == pytest.approx(171 / (51.5 * 31) * 100)


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os')", "a.b", "a[0]", "f(a)", "a if b else c", "lambda: 1", "a ** b", "a // b", "a % b", "'x'", "a < b",
        "True", "a, b", "", "1 +", "a" * 600, "(" * 60 + "a" + ")" * 60 + "+" * 400, "-" * 100 + "a",
    ],
)  # fmt: skip
def test_anything_else_than_arithmetic_is_refused(text):
    with pytest.raises(FormulaError):
        Formule.parse(text)


@pytest.mark.parametrize("b", [0, 0.0])
def test_a_division_by_zero_has_no_value(b):
    assert Formule.parse("a / b").value({"a": 1, "b": b}) is None


@given(st.floats(-1e308, 1e308), st.floats(-1e308, 1e308))
def test_the_result_is_a_finite_number_or_nothing(a, b):
    value = Formule.parse("a * b - a / b * 1000000").value({"a": a, "b": b})
    assert value is None or value == value  # noqa: PLR0124 (NaN differs from itself)
