"""Two changes of one text: brought together, or refused where they touch the same line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qvtkit.store.merge import merge

BASE = "a: 1\nb: 2\nc: 3\n"
LINES = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=8).map(
    lambda rows: "".join(f"{row}\n" for row in rows)
)


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        ("a: 1\nb: 2\nc: 30\n", "a: 10\nb: 2\nc: 3\n", "a: 10\nb: 2\nc: 30\n"),
        ("a: 1\nb: 20\nc: 3\n", "a: 1\nb: 20\nc: 3\n", "a: 1\nb: 20\nc: 3\n"),
        ("a: 1\nb: 2\nc: 3\nd: 4\n", "a: 1\nb: 2\nc: 3\ne: 5\n", "a: 1\nb: 2\nc: 3\nd: 4\ne: 5\n"),
        ("a: 1\nc: 3\n", "a: 1\nb: 2\nc: 3\nd: 4\n", "a: 1\nc: 3\nd: 4\n"),
        ("a: 1\nb: 2\nx\nc: 3\n", "a: 1\nc: 3\n", "a: 1\nx\nc: 3\n"),
        ("a: 1\nb: 2\nc: 3", "a: 1\nb: 2\nc: 3\nd: 4\n", "a: 1\nb: 2\nc: 3\nd: 4"),
    ],
    ids=["elsewhere", "the same", "two insertions", "removed and added", "added after what goes", "no last line end"],
)
def test_changes_of_different_lines_are_both_kept(mine, theirs, both):
    assert merge(BASE, mine, theirs) == both


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("a: 1\nb: 20\nc: 3\n", "a: 1\nb: 21\nc: 3\n"),
        ("a: 1\nb: 20\nc: 3\n", "a: 1\nc: 3\n"),
        ("a: 1\nb: 2\nx\nc: 3\n", "a: 1\n"),
    ],
    ids=["two values", "changed and removed", "added inside what goes"],
)
def test_changes_of_the_same_line_are_refused(mine, theirs):
    assert merge(BASE, mine, theirs) is None


@given(LINES, LINES)
def test_a_change_alone_is_made_as_it_is(base, text):
    assert merge(base, base, text) == text
    assert merge(base, text, base) == text
    assert merge(base, text, text) == text


@given(LINES, LINES, LINES)
def test_no_line_comes_from_nowhere_and_nothing_that_was_added_is_lost(base, mine, theirs):
    merged = merge(base, mine, theirs)
    if merged is None:
        return
    before, here, there, after = (set(text.splitlines()) for text in (base, mine, theirs, merged))
    assert after <= here | there
    assert (here | there) - before <= after


@given(LINES, LINES, LINES)
def test_who_comes_first_does_not_matter(base, mine, theirs):
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert sorted(one.splitlines()) == sorted(other.splitlines())
