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


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A × 100 ÷ b", 50), ("a * 0,5", 0.5), ("Jours_Arrêt − a", 2), ("(a + b) / 2 / b * 100", 75), ("- a", -1),
    ],
)  # fmt: skip
def test_what_people_type_for_arithmetic_is_understood(text, value):
    assert Formule.parse(text).value({"a": 1, "b": 2, "jours_arret": 3}) == pytest.approx(value)


@pytest.mark.parametrize("text", ["9" * 400, "1e308 * 10 * a", "1e400 * a", "a / 1e-320 * 1e300"])
def test_numbers_too_big_have_no_value(text):
    assert Formule.parse(text).value({"a": 1e300}) is None


@pytest.mark.parametrize(
    "text", ["+".join("a" * 600), "-" * 40 + "a", "a" + "*(a" * 100 + ")" * 100, "2ou 3", "1j * a"]
)
def test_a_formula_too_long_too_deep_or_odd_is_refused_without_a_word(text):
    with pytest.raises(FormulaError):
        Formule.parse(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a / b", ("a", "b", 1)), ("a / (b * jours_periode) * 100", ("a", "b * jours_periode", 100)),
        ("a / b * 10 * 10", ("a", "b", 100)), ("a", None), ("(a + b) / 2", None), ("a * b", None), ("a / b + c", None),
    ],
)  # fmt: skip
def test_the_numerator_and_the_denominator(text, parts):
    assert Formule.parse(text).rapport == parts
