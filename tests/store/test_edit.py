"""Editing touches what it means to, whatever the layout of the file."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qvtkit.errors import RefusedError
from qvtkit.model.dates import DateSouple
from qvtkit.store.edit import Append, SetValue, apply_edits
from qvtkit.store.reader import read_text

LAYOUTS = {
    "bloc": "nom: A\nmesures:\n  2016-01: 10,3\n  2016-02: 11\n",
    "commentaires": "# tête\nnom: A   # le nom\n\n# avant\nmesures:   # une ligne par période\n  2016-01: 10,3  # vu\n  # au milieu\n  2016-02: 11 # fin\n# dernière ligne\n",
    "sans-fin-de-ligne": "nom: A\nmesures:\n  2016-01: 10,3\n  2016-02: 11",
    "crlf": "nom: A\r\nmesures:\r\n  2016-01: 10,3\r\n  2016-02: 11\r\n",
    "quatre-espaces": "nom: A\nmesures:\n    2016-01: 10,3\n    2016-02: 11\n",
    "accolades": "nom: A\nmesures: {2016-01: 10.3, 2016-02: 11}\n",
    "accolades-lignes": "nom: A\nmesures: {\n  2016-01: 10.3,   # vu\n  2016-02: 11\n}\n",
    "guillemets": "nom: \"A\"\n'mesures':\n  '2016-01': \"10,3\"\n  \"2016-02\": '11'\n",
    "alignees": "nom:     A\nmesures:\n  2016-01:   10,3\n  2016-02:   11\n",
    "pas-derniere": "mesures:\n  2016-01: 10,3\n  2016-02: 11\n\n# suite\nnom: A\nsource: |\n  deux\n\n  lignes\n",
    "debut-de-document": "---\nnom: A\nmesures:\n  2016-01: 10,3\n  2016-02: 11\n",
    "detail": 'nom: A\nmesures:\n  2016-01: {valeur: 10.3, note: "a, b"}\n  2016-02:\n    valeur: 11\n    note: |\n      deux\n      lignes\n\n',
    "vides": "nom:\nmesures:\n\n  2016-01: 10,3\n\n  2016-02: 11\n\n\n",
    "bloc-final": "nom: A\nmesures:\n  2016-01: 10,3\n  2016-02: 11\nsource: |\n  texte # pas un commentaire\n  fin\n",
}  # fmt: skip


def _newline(text):
    return "\r\n" if "\r\n" in text else "\n"


def _edited(text, *edits):
    return apply_edits(read_text(text, "f.yaml"), edits, _newline(text))


def _changed_lines(before, after):
    """Lines of *before* that are no longer there, and lines of *after* that were not."""
    old, new = before.splitlines(), after.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_measure_is_added_without_touching_another_line(name):
    text = LAYOUTS[name]
    after = _edited(text, SetValue(("mesures", "2016-03"), 8.2))
    data = read_text(after, "f.yaml").data
    assert data["mesures"]["2016-03"] in {"8,2", "8.2"}
    removed, _ = _changed_lines(text, after)
    flow = "accolades" in name
    assert len(removed) == (1 if flow else 0)
    assert after.count("\r") == (after.count("\n") if "\r\n" in text else 0)
    assert after.endswith("\n") == text.endswith("\n")


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_value_is_replaced_on_its_own_line(name):
    text = LAYOUTS[name]
    after = _edited(text, SetValue(("mesures", "2016-01"), 9))
    removed, added = _changed_lines(text, after)
    assert len(removed) == len(added) == 1
    assert [c for c in ("# vu", "# fin", "# tête", "# au milieu") if c in text] == [
        c for c in ("# vu", "# fin", "# tête", "# au milieu") if c in after
    ]


def test_a_period_goes_between_its_neighbours():
    order = ("2016-01", "2016-02", "2016-03")
    after = _edited("mesures:\n  2016-01: 1\n  2016-03: 3\n", SetValue(("mesures", "2016-02"), 2, order))
    assert after == "mesures:\n  2016-01: 1\n  2016-02: 2\n  2016-03: 3\n"


def test_a_missing_rubrique_goes_where_the_record_wants_it():
    order = ("nom", "debut", "fin")
    assert (
        _edited("nom: A\nfin: 2017\n", SetValue(("debut",), DateSouple(2016), order))
        == "nom: A\ndebut: 2016\nfin: 2017\n"
    )
    assert _edited("fin: 2017\n", SetValue(("nom",), "B c", order)) == 'nom: "B c"\nfin: 2017\n'


def test_an_empty_value_is_filled_beside_its_comment():
    text = "etat:                         # prevue | en-cours\ndebut:\n"
    assert (
        _edited(text, SetValue(("etat",), "en-cours")) == "etat: en-cours                # prevue | en-cours\ndebut:\n"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:\n  - {id: x}\nb: 1\n", "a:\n  - {id: x}\n  - {id: y}\nb: 1\n"),
        ("a:\n- id: x\n  nom: n\nb: 1\n", "a:\n- id: x\n  nom: n\n- id: y\nb: 1\n"),
        ("a: []\n", "a: [{id: y}]\n"),
        ("a:   # liste\nb: 1\n", "a:   # liste\n  - {id: y}\nb: 1\n"),
        ("b: 1\n", "b: 1\na:\n  - {id: y}\n"),
        ("a: [{id: x}]\n", "a: [{id: x}, {id: y}]\n"),
        ("", "a:\n  - {id: y}\n"),
        ("# rien encore\n", "# rien encore\na:\n  - {id: y}\n"),
        ("a:\n  - id: x\n    texte: |\n      deux\n\n      lignes\n\n# fin\n", "a:\n  - id: x\n    texte: |\n      deux\n\n      lignes\n  - id: y\n\n# fin\n"),
    ],
)  # fmt: skip
def test_an_item_is_added_in_the_style_of_the_list(text, expected):
    assert _edited(text, Append(("a",), {"id": "y"})) == expected


TEXTS = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], include_characters="\n"), max_size=120
)


@settings(max_examples=400)
@given(st.sampled_from(sorted(LAYOUTS)), TEXTS)
def test_any_text_is_written_and_read_back_or_refused(name, value):
    text = LAYOUTS[name]
    try:
        after = _edited(text, SetValue(("nom",), value))
    except RefusedError:
        return
    data = read_text(after, "f.yaml").data
    written = "\n".join(line.rstrip() for line in value.strip().splitlines())
    read = data["nom"] or ""
    assert "\n".join(line.rstrip() for line in read.strip().splitlines()) == written
    assert {key: data[key] for key in data if key != "nom"} == {
        key: each for key, each in read_text(text, "f.yaml").data.items() if key != "nom"
    }


def test_the_tool_never_writes_a_text_that_means_something_else():
    for value in (
        "oui",
        "null",
        "~",
        "2016-01",
        "8,2",
        "- a",
        "a: b",
        "# x",
        "%",
        "@x",
        "[a",
        "*a",
        "!x",
        "'",
        '"',
        "a #b",
        "é\u00a0:",
    ):
        after = _edited("nom:\n", SetValue(("nom",), value))
        assert read_text(after, "f.yaml").data == {"nom": value}
