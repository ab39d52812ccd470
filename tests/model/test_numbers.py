from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qvtkit.model.numbers import format_number, parse_number, plain_number


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("8,2", 8.2), ("8.2", 8.2), ("8.2 %", 8.2), ("12 %", 12), ("1 234,5", 1234.5), ("1\u00a0234,5", 1234.5),
        ("1\u202f234", 1234), ("1.234,5", 1234.5), ("\u22123", -3), ("-0,5", -0.5), (",5", 0.5), ("12h", 12), ("1'000", 1000),
        ("+4", 4), ("007", 7), ("2 385,5 €", 2385.5),
    ],
)  # fmt: skip
def test_numbers_as_french_people_write_them(typed, value):
    assert parse_number(typed) == value


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "douze",
        "1,234,5",
        "8,2,1",
        "12 34",
        "1e5",
        "1.234.567",
        "1,234.5",
        "1 2345",
        "1_000",
        "0b1",
        "9" * 400,
        "inf",
        "nan",
        "0x10",
        "8,",
        "--3",
        "½",
    ],
)
def test_what_is_not_surely_a_number_is_refused(typed):
    with pytest.raises(ValueError, match=r".*"):
        parse_number(typed)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1234.5, "1\u202f234,5"),
        (0.1, "0,1"),
        (-0.0, "0"),
        (1e9, "1\u202f000\u202f000\u202f000"),
        (1e-7, "0,0000001"),
        (12, "12"),
    ],
)
def test_numbers_are_shown_in_french(value, shown):
    assert format_number(value) == shown


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12))
def test_the_spelling_written_reads_back_as_the_same_number(value):
    if "e" not in plain_number(value):
        assert parse_number(plain_number(value)) == value
        assert parse_number(plain_number(value).replace(".", ",")) == value


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e9, max_value=1e9), st.integers(0, 3))
def test_a_shown_number_reads_back_to_its_rounding(value, decimals):
    assert math.isclose(parse_number(format_number(value, decimals)), round(value, decimals), abs_tol=10**-decimals)
