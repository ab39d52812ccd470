"""Editing touches what it means to, whatever the layout of the file."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qvtkit.errors import RefusedError
from qvtkit.model.dates import DateSouple
from qvtkit.store.edit import Append, Remove, SetValue, apply_edits
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
        ("a: []  # rien\n", "a:  # rien\n  - {id: y}\n"),
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


SEATS = "sieges:\n  # élus\n  - {id: as}  # depuis mars\n\n  - id: dir   # partie\n    debut: 2016\n    # à revoir\n  - {id: idec}\n# fin\n"


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("a: 1\nb: 2  # deux\n# c\nc: 3\n", ("b",), "a: 1\n# c\nc: 3\n"),
        ("m:   # mesures\n  # une\n  x: 1\n\n", ("m", "x"), "m:   # mesures\n  # une\n\n"),
        ("a: |\n  un\n\n  deux\n\n\nb: 1\n", ("a",), "\n\nb: 1\n"),
        ("a: 1\nb: 2", ("b",), "a: 1"),
        ("a: 1\r\nb: 2", ("b",), "a: 1"),
        (SEATS, ("sieges", 0), SEATS.replace("  - {id: as}  # depuis mars\n", "")),
        (SEATS, ("sieges", 1), SEATS.replace("  - id: dir   # partie\n    debut: 2016\n", "")),
        (SEATS, ("sieges", 1, "id"), SEATS.replace("id: dir   # partie\n    ", "")),
        (SEATS, ("sieges", 1, "debut"), SEATS.replace("    debut: 2016\n", "")),
        ("a:\n  - x\nb: 1\n", ("a", 0), "a:\nb: 1\n"),
        ("a: [x, y, z]  # mots\n", ("a", 0), "a: [y, z]  # mots\n"),
        ("a: [x, y, z]  # mots\n", ("a", 2), "a: [x, y]  # mots\n"),
        ("a: [x]\n", ("a", 0), "a: []\n"),
        ("a: {x: 1, y: , z: 3}\n", ("a", "y"), "a: {x: 1, z: 3}\n"),
        ("a: {x: 1, y: }\n", ("a", "x"), "a: {y: }\n"),
        ("a: {\n  x: 1,  # un\n  y: 2   # deux\n}\n", ("a", "x"), "a: {\n  y: 2   # deux\n}\n"),
        ("a:\n  - - x\n    - y\n", ("a", 0, 0), "a:\n  - - y\n"),
        ("a: [x,\n  y]\n", ("a", 1), "a: [x,\n  ]\n"),
    ],
)  # fmt: skip
def test_what_is_removed_takes_its_lines_and_its_comment_and_nothing_else(text, path, expected):
    assert _edited(text, Remove(path)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nom: A   # le nom\n", "nom:   # le nom\n"),
        ("nom: A\n", "nom:\n"),
        ("nom: |  # le nom\n  A\n\nb: 1\n", "nom:  # le nom\n\nb: 1\n"),
        ("nom:\n  - a\n  # reste\nb: 1\n", "nom:\n  # reste\nb: 1\n"),
        ("{nom: A, b: 1}\n", "{nom: , b: 1}\n"),
        ("nom: ~  # vide\n", "nom: ~  # vide\n"),
        ("b: 1\n", "b: 1\n"),
    ],
)
def test_a_rubrique_is_emptied_and_keeps_its_comment(text, expected):
    assert _edited(text, SetValue(("nom",), None)) == expected


def test_a_long_text_keeps_the_comment_of_the_value_that_it_replaces():
    long = "Chacun improvise quand une collègue manque. " * 3
    after = _edited("enonce: court   # à relire\nfin: 1\n", SetValue(("enonce",), long))
    assert after == f"enonce: |   # à relire\n  {long.strip()}\nfin: 1\n"


def test_a_long_text_above_an_indented_comment_is_quoted():
    long = "Chacun improvise quand une collègue manque. " * 3
    text = "mesures:\n  2016: 1\n    # fin des mesures\n"
    assert _edited(text, SetValue(("note",), long)) == text.replace("    # fin", f'note: "{long.strip()}"\n    # fin')


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("l:\n  - a  # un\n  # reste\n  - b\n", ["a", "b", "c"], "l:\n  - a  # un\n  # reste\n  - b\n  - c\n"),
        ("l:\n  - a  # un\n  # reste\n  - b\n", ["b"], "l:\n  # reste\n  - b\n"),
        ("l:\n  - {id: x, n: 1}  # un\n  - {id: y}\n", [{"id": "x", "n": 2}, {"id": "y"}], "l:\n  - {id: x, n: 2}  # un\n  - {id: y}\n"),
        ("l:\n  a: 1  # un\n  b: 2\n", {"a": 1, "c": 3}, "l:\n  a: 1  # un\n  c: 3\n"),
        ("l: [a, b]  # mots\n", [], "l: []  # mots\n"),
    ],
)  # fmt: skip
def test_a_list_or_a_record_given_anew_keeps_the_lines_that_say_the_same(text, value, expected):
    assert _edited(text, SetValue(("l",), value)) == expected


@pytest.mark.parametrize(
    ("text", "edit", "expected"),
    [
        ("mesures:\n", SetValue(("mesures", "2016-01"), 8.2), "mesures:\n  2016-01: 8,2\n"),
        ("mesures: {}  # rien\n", SetValue(("mesures", "2016-01"), 8.2), "mesures:  # rien\n  2016-01: 8,2\n"),
        ("a: 1\n", SetValue(("b", "c", "d"), 2), "a: 1\nb:\n  c:\n    d: 2\n"),
        ("l:\n  -\n  -   # vide\n", SetValue(("l", 1), "x"), "l:\n  -\n  - x   # vide\n"),
        ("l:\n  -   id: x\n", Append(("l",), {"id": "y"}), "l:\n  -   id: x\n  - id: y\n"),
        ("m: {\n  a: 1,\n  b: 2  # deux\n}\n", SetValue(("m", "c"), 3), "m: {\n  a: 1,\n  b: 2,  # deux\n  c: 3\n}\n"),
        ("a: 1\r\nb: 2\nc: 3\r\n", SetValue(("d",), 4, ("a", "b", "d", "c")), "a: 1\r\nb: 2\nd: 4\nc: 3\r\n"),
        ("a: |+\n  un\n\n\nb: 1\n", SetValue(("c",), 2, ("a", "c", "b")), "a: |+\n  un\n\n\nc: 2\nb: 1\n"),
    ],
)  # fmt: skip
def test_what_is_added_takes_the_layout_around_it(text, edit, expected):
    assert _edited(text, edit) == expected


@pytest.mark.parametrize("asked", [Remove, lambda path: SetValue(path, 1), lambda path: Append(path, 1)])
@pytest.mark.parametrize("path", [("a", "b"), ("a", 0), (0,), ("l", 5), ("l", -1), ("l", "x"), ("m", 0), ()])
def test_an_edit_that_has_no_place_in_the_file_is_refused_and_names_the_file(path, asked):
    with pytest.raises(RefusedError) as caught:
        _edited("a: texte\nl: [x]\nm: {b: 1}\n", asked(path))
    assert "f.yaml" in caught.value.issues[0].message


@pytest.mark.parametrize("path", [("absent",), ("m", "absent"), ("vide", "absent")])
def test_what_is_not_there_is_not_removed(path):
    with pytest.raises(RefusedError):
        _edited("m: {b: 1}\nvide:\n", Remove(path))


def test_nothing_is_appended_to_what_is_no_list():
    for path in (("a",), ("m",)):
        with pytest.raises(RefusedError):
            _edited("a: texte\nm: {b: 1}\n", Append(path, "x"))
