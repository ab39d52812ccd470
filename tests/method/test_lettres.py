"""A line of letters typed back from a paper form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qvtkit.method.lettres import LigneError, lettres, lire, manquent

SCALE = ("oui", "en-partie", "non", "sans-objet")
ASKED = (1, 2, 5, 10)


@pytest.mark.parametrize(
    "line",
    [
        "oens",
        "o e n s",
        "O,E;N s",
        "oui en-partie non sans-objet",
        "1o 2e 5n 10s",
        "1o2e5n10s",
        "10s 1=oen",
        "1 = o e n s",
    ],
)
def test_the_same_answers_written_in_many_ways(line):
    assert lire(line, ASKED, SCALE) == {1: "oui", 2: "en-partie", 5: "non", 10: "sans-objet"}


def test_a_dash_is_no_answer_and_what_is_not_said_is_missing():
    found = lire("o - 10n", ASKED, SCALE)
    assert found == {1: "oui", 2: None, 10: "non"}
    assert manquent(found, ASKED) == [5]


@pytest.mark.parametrize(
    ("line", "said"),
    [("oxe", "« x » n’est pas une réponse"), ("oensn", "Trop de réponses"), ("4n", "La question 4 ne se pose pas ici"),
     ("10on", "Trop de réponses"), ("o 5", "« 5 » n’est pas une réponse"), ("peut-être", "n’est pas une réponse")],
)  # fmt: skip
def test_what_is_wrong_is_said(line, said):
    with pytest.raises(LigneError, match=said):
        lire(line, ASKED, SCALE)


def test_a_scale_whose_letters_clash_is_numbered():
    scale = ("toujours", "tantot", "jamais")
    assert lettres(scale) == {"toujours": "1", "tantot": "2", "jamais": "3"}
    assert lire("1 3 10=2", ASKED, scale) == {1: "toujours", 2: "jamais", 10: "tantot"}
    assert lire("132-", ASKED, scale) == {1: "toujours", 2: "jamais", 5: "tantot", 10: None}


@given(st.lists(st.sampled_from([*SCALE, None]), min_size=4, max_size=4))
def test_what_is_written_is_what_is_read(said):
    line = "".join(lettres(SCALE)[code] if code else "-" for code in said)
    assert lire(line, ASKED, SCALE) == dict(zip(ASKED, said, strict=True))


@given(st.text(max_size=20), st.sampled_from([SCALE, ("toujours", "tantot", "jamais"), ("1", "2")]))
def test_any_line_is_read_or_refused_in_a_sentence(line, scale):
    found, said = {}, "."
    try:
        found = lire(line, ASKED, scale)
    except LigneError as error:
        said = str(error)
    assert said.endswith(".")
    assert set(found) <= set(ASKED)
    assert set(found.values()) <= {*scale, None}
