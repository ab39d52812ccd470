"""Reading: places, and the traps of YAML typed by hand."""

from __future__ import annotations

import pytest

from qvtkit.store.reader import read_text


def _codes(text):
    return [(found.code, found.position.line, found.position.column) for found in read_text(text, "f.yaml").issues]


def test_all_values_stay_text_and_empty_ones_are_nothing():
    data = read_text("a: 010000001\nb: 12:30\nc: non\nd:\ne: ~\nf: ''\ng: 1e3\nh: 2016-03-01\n", "f.yaml").data
    assert data == {
        "a": "010000001",
        "b": "12:30",
        "c": "non",
        "d": None,
        "e": None,
        "f": "",
        "g": "1e3",
        "h": "2016-03-01",
    }


def test_every_value_has_a_place():
    read = read_text("sieges:\n  - {id: a, debut: 2016}\n  - id: b\n    fin: 2017\n", "f.yaml")
    assert str(read.position("sieges", 0, "debut")) == "f.yaml:2:13"
    assert str(read.position("sieges", 1, "fin")) == "f.yaml:4:5"
    assert str(read.position("sieges", 1, "absente")) == "f.yaml:3:5"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("titre: Absence d'une ASH : que faire ?\n", [("deux-points-dans-texte", 1, 8)]),
        ("unite: %\n", [("pourcent-au-debut", 1, 8)]),
        ("a:\n\tb: 1\n", [("tabulation", 2, 1)]),
        ("a:\n\u00a0\u00a0b: 1\n", [("espace-insecable", 2, 1)]),
        ("a: |\n  b\n  \u00a0\u00a0c\n", []),
        ("e: {nom: A, etp: 51,5}\n", [("virgule-entre-accolades", 1, 21)]),
        ("m:\n  2016-01: {valeur: 8,2}\n", [("virgule-entre-accolades", 2, 23)]),
        ("m: {note: grippe, gastro}\n", [("virgule-entre-accolades", 1, 19)]),
        ("m: {note: , motif: }\n", []),
        ("a: acheter du linge # urgent\n", [("diese-commentaire", 1, 21)]),
        ('mission: "fermé\nb: 1   # oui : non\n', [("yaml-invalide", 1, 1)]),
        ("<<<<<<< a\nx: 1\n=======\nx: 2\n>>>>>>> b\n", [("marques-de-fusion", 1, 1), ("marques-de-fusion", 3, 1), ("marques-de-fusion", 5, 1)]),
        ("a: 1\nb: 2\na: 3\n", [("cle-en-double", 3, 1)]),
        ("Unité: 1\nunite: 2\n", [("cle-en-double", 2, 1)]),
        ("a: &x 1\nb: *x\n", [("ecriture-avancee", 1, 4)]),
        ("a: !!python/object:os.system x\n", [("ecriture-avancee", 1, 4)]),
        ("a:\n  <<: {b: 1}\n", [("ecriture-avancee", 2, 3)]),
        ("a: 1\n---\nb: 2\n", [("plusieurs-documents", 2, 1)]),
        ("- a\n- b\n", [("racine-invalide", 1, 1)]),
        ("a: [1, 2\n", [("yaml-invalide", 1, 10)]),
        ("a: chambre #12 fermée\n", [("diese-commentaire", 1, 12)]),
        ("a: |\n  texte : libre # 12\n", []),
        ("", []),
        ("# rien\n", []),
    ],
)  # fmt: skip
def test_each_trap_has_its_sentence(text, expected):
    found = _codes(text)
    if expected and expected[0][0] == "yaml-invalide":
        assert [code for code, _, _ in found] == ["yaml-invalide"]
    else:
        assert found == expected


def test_the_corrected_line_is_given_to_paste():
    (found,) = read_text("titre: Absence : que faire ?\n", "f.yaml").issues
    assert found.remedy.endswith('titre: "Absence : que faire ?"')


def test_several_traps_of_a_file_are_all_told():
    found = _codes("unite: %\ntitre: a : b\n")
    assert [code for code, _, _ in found] == ["pourcent-au-debut", "deux-points-dans-texte"]


@pytest.mark.parametrize("text", ["[" * 5000, "{a: " * 3000, "a: " + "x" * 4_000_001, "\0", "a: \x07\n"])
def test_hostile_texts_get_a_sentence(text):
    read = read_text(text, "f.yaml")
    assert not read.readable
    assert read.issues[0].message
