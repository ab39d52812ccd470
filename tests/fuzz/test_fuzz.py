"""The invariants of `invariants.py`, played by hypothesis: the same examples at every run."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

_SPEC = importlib.util.spec_from_file_location("invariants", Path(__file__).with_name("invariants.py"))
invariants = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(invariants)

SAME = settings(derandomize=True, database=None, deadline=None, max_examples=300)


def _made_of(words, most):
    """Texts made of *words* and of any characters."""
    piece = st.one_of(st.sampled_from(words), st.text(max_size=3))
    return st.lists(piece, max_size=most).map("".join)


YAML = _made_of(invariants.WORDS, 25)


@SAME
@given(YAML)
@example("\ufeff\nnom: a\n")  # a second byte order mark: the parser counted every place wrong
@example("nom: [\n\ufeffb: 1\n")
@example('a: "\\e[2J"\n')
@example("{a, b, c: , d}")
@example("a\rb: 1\r")
@example("a: b\u2028c\nd: \x85e # f\n")
@example("? [a]\n: {b: c}\n")
@example("\ud800")
def test_reading_never_raises_and_every_place_is_inside_the_text(text):
    invariants.reading(text)


@SAME
@given(st.one_of(st.sampled_from(invariants.EDITED), YAML), st.integers(0, 1_000), YAML)
def test_an_edit_is_made_whole_or_refused(text, rank, typed):
    invariants.editing(text, rank, typed)


@pytest.mark.parametrize("name", invariants.VALUES)
def test_a_value_is_refused_or_reads_back_as_itself(name):
    @SAME
    @given(_made_of(invariants.VALUE_WORDS, 8))
    def holds(text):
        invariants.VALUES[name](text)

    holds()
