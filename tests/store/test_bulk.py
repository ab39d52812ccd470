"""Many edits at once leave the same text as one by one, and touch no other line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qvtkit.errors import RefusedError
from qvtkit.store.bulk import batched
from qvtkit.store.edit import SetValue, _one_by_one, edited
from qvtkit.store.intent import Append
from qvtkit.store.reader import read_text

HEAD = "# tenu par la cadre\nnom: Chutes   # relevé\nmesures:\n"
MONTHS = [f"{year}-{month:02}" for year in (2023, 2024, 2025) for month in range(1, 13)]


def _edits(values, order=MONTHS):
    return [SetValue(("mesures", key), value, tuple(order)) for key, value in values.items()]


@settings(max_examples=40)
@given(
    there=st.lists(st.sampled_from(MONTHS), unique=True, min_size=1).map(sorted),
    new=st.dictionaries(st.sampled_from(MONTHS), st.one_of(st.integers(0, 99).map(float), st.just({"valeur": "nd", "motif": "« s », ici"}),
                        st.just({"a": 1.5, "b": 2.0})), min_size=12),
    style=st.sampled_from(["  {}: 1,5\n", "  {}: 1,5  # vu\n", "    {}: 1.5\n", "  {}: {{valeur: 1.5, note: à revoir}}\n"]),
    after=st.sampled_from(["", "# fin\n", "source: DPI\n"]),
)  # fmt: skip
def test_many_at_once_is_the_same_text_as_one_by_one(there, new, style, after):
    source = read_text(HEAD + "".join(style.format(key) for key in there) + after, "x.yaml")
    edits = _edits(new)
    wanted = _one_by_one(source, edits, "\n")
    assert edited(source, edits).text == wanted.text


def test_the_first_measures_of_an_indicator_and_a_file_without_a_last_line_end():
    for text in (
        "nom: Chutes\nmesures:\n",
        "nom: Chutes\nmesures: {}\n",
        "nom: Chutes\n",
        "nom: Chutes\nmesures:\n  2023-01: 4",
    ):
        source = read_text(text, "x.yaml")
        made = edited(source, _edits(dict.fromkeys(MONTHS, 2.0)))
        assert made.data["mesures"] == dict.fromkeys(MONTHS, "2")
        assert made.text.count("\n") >= len(MONTHS) + 1


def test_line_ends_of_windows_stay():
    source = read_text(HEAD.replace("\n", "\r\n") + "  2024-01: 3\r\n", "x.yaml")
    made = edited(source, _edits({key: 1.0 for key in MONTHS if key != "2024-01"}), "\r\n")
    assert made.text.count("\r\n") == made.text.count("\n") == 3 + len(MONTHS)


@pytest.mark.parametrize(
    ("text", "edits"),
    [
        (HEAD + "  2024-02: 1\n  2024-01: 2\n", _edits({"2024-03": 1.0})),  # out of order: a place cannot be told
        ("mesures: {2024-01: 1}\n", _edits({"2024-03": 1.0})),
        (HEAD + "  2024-01:\n", _edits({"2024-01": 1.0})),
        (HEAD + "  2024-01: |\n    long\n", _edits({"2024-01": 1.0})),
        (HEAD + "  2024-01: 1\n", _edits({"2024-03": "un\ntexte"})),
        (HEAD + "  2024-01: 1\n", [Append(("mesures",), 1.0)]),
        (HEAD + "  2024-01: 1\n", [*_edits({"2024-03": 1.0}), SetValue(("autre", "x"), 1.0)]),
        ("- a\n", _edits({"2024-03": 1.0})),
    ],
)
def test_what_is_not_plain_is_left_to_the_careful_way(text, edits):
    assert batched(read_text(text, "x.yaml"), edits, "\n") is None


def test_lines_out_of_order_are_still_added_one_by_one():
    source = read_text(HEAD + "  2024-02: 1\n  2024-01: 2\n", "x.yaml")
    made = edited(source, _edits(dict.fromkeys(MONTHS[:6], 3.0)))
    assert "  2024-02: 1\n  2024-01: 2\n" in made.text
    assert len(made.data["mesures"]) == 8


def test_a_text_in_the_place_of_the_block_is_refused():
    with pytest.raises(RefusedError):
        edited(read_text("mesures: rien\n", "x.yaml"), _edits(dict.fromkeys(MONTHS, 3.0)))
