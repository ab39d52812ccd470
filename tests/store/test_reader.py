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
        # a text with « : »
        ("titre: Absence d'une ASH : que faire ?\n", [("deux-points-dans-texte", 1, 8)]),
        ("- texte: a : b\n", [("deux-points-dans-texte", 1, 10)]),
        ("a: 1\nm:\n  n: fin :\n", [("deux-points-dans-texte", 3, 6)]),
        # a value that begins with a reserved sign
        ("unite: %\n", [("pourcent-au-debut", 1, 8)]),
        ("unite: % des séjours\n", [("pourcent-au-debut", 1, 8)]),
        ("contact: @marie\n", [("pourcent-au-debut", 1, 10)]),
        ("cible: > 10\n", [("pourcent-au-debut", 1, 8)]),
        ("a: | x\n", [("pourcent-au-debut", 1, 4)]),
        ("note: - point\n", [("pourcent-au-debut", 1, 7)]),
        ("l:\n- %\n", [("pourcent-au-debut", 2, 3)]),
        ("l: [a, %]\n", [("pourcent-au-debut", 1, 8)]),
        ("m: {unite: %, b: 1}\n", [("pourcent-au-debut", 1, 12)]),
        # « # » inside a text
        ("a: acheter du linge # urgent\n", [("diese-commentaire", 1, 21)]),
        ("a: chambre #12 fermée\n", [("diese-commentaire", 1, 12)]),
        ("l:\n- linge #3\n", [("diese-commentaire", 2, 9)]),
        ("m: {b: c d # e\n  }\n", [("diese-commentaire", 1, 12)]),
        ('a: 12 # vu\nb: x # y\nc: x#y\nd: "x y" # z\n# a b # c\n', []),
        ("a: |\n  texte : libre # 12\n", []),
        # tabulations and spaces of Word as indentation
        ("a:\n\tb: 1\n", [("tabulation", 2, 1)]),
        ("a:\n  b: 1\n  \tc: 2\nd: 1\n", [("tabulation", 3, 3)]),
        ("l:\n\t- x\n", [("tabulation", 2, 1)]),
        ("a:\tb\n", []),
        ("a:\n\u00a0\u00a0b: 1\n", [("espace-insecable", 2, 1)]),
        ("a:\n \u00a0b: 1\n", [("espace-insecable", 2, 1)]),
        ("a:\n\u202fb: 1\n", [("espace-insecable", 2, 1)]),
        ("a: |\n  b\n  \u00a0\u00a0c\n", []),
        ("nom:\u00a0Taux\nb: 1\n", [("espace-apres-deux-points", 1, 4)]),
        # merge-conflict marks
        (
            "<<<<<<< a\nx: 1\n||||||| o\n=======\nx: 2\n>>>>>>> b\n",
            [("marques-de-fusion", line, 1) for line in (1, 3, 4, 6)],
        ),
        ("t: |\n  a\n<<<<<<< a\n  b\n=======\n  c\n>>>>>>> b\n", [("marques-de-fusion", line, 1) for line in (3, 5, 7)]),
        # commas inside braces
        ("e: {nom: A, etp: 51,5}\n", [("virgule-entre-accolades", 1, 21)]),
        ("m:\n  2016-01: {valeur: 8,2}\n", [("virgule-entre-accolades", 2, 23)]),
        ("m: {note: grippe, gastro}\n", [("virgule-entre-accolades", 1, 19)]),
        ("m: {note: , motif: }\n", []),
        # keys
        ("a: 1\nb: 2\na: 3\n", [("cle-en-double", 3, 1)]),
        ("Unité: 1\nunite: 2\n", [("cle-en-double", 2, 1)]),
        ("m:\n  fin_prevue: 1\n  Fin prévue: 2\n", [("cle-en-double", 3, 3)]),
        ("{a: 1, A: 2}\n", [("cle-en-double", 1, 8)]),
        ("nom:A\nfamille: x\n", [("espace-apres-deux-points", 1, 4)]),
        (": x\n", [("yaml-invalide", 1, 1)]),
        ("? [a]\n: b\n", [("yaml-invalide", 1, 3)]),
        # what no project file may hold
        ("a: &x 1\nb: *x\n", [("ecriture-avancee", 1, 4)]),
        ("a: *x\n", [("ecriture-avancee", 1, 4)]),
        ("a: [b, &x c]\n", [("ecriture-avancee", 1, 8)]),
        ("a: !!python/object:os.system x\n", [("ecriture-avancee", 1, 4)]),
        ("a: !vite\n", [("ecriture-avancee", 1, 4)]),
        ("a:\n  <<: {b: 1}\n", [("ecriture-avancee", 2, 3)]),
        ("a: 1\n---\nb: 2\n", [("plusieurs-documents", 2, 1)]),
        ("---\na: 1\n...\n", []),
        ("# yaml-language-server: $schema=../.qvtkit/schemas/indicateur.json\na: 1\n", []),
        # what is not « key: value »
        ("- a\n- b\n", [("racine-invalide", 1, 1)]),
        ("Bonjour\n", [("racine-invalide", 1, 1)]),
        # what is never closed, what is not aligned
        ('mission: "fermé\nb: 1   # oui : non\n', [("yaml-invalide", 1, 10)]),
        ("mission: 'fermé\nb: 1\n", [("yaml-invalide", 1, 10)]),
        ("a: [1, 2\n", [("yaml-invalide", 1, 9)]),
        ("a: [1\nb: 2\n", [("yaml-invalide", 2, 2)]),
        ("a: l'été\nb: 'l'été'\n", [("yaml-invalide", 2, 7)]),
        ('a: "C:\\x"\n', [("yaml-invalide", 1, 9)]),
        ("a:\n  b: 1\n c: 2\n", [("yaml-invalide", 3, 2)]),
        # characters that nobody sees
        ("a: x\x07y\n", [("caractere-invisible", 1, 5)]),
        ("# é\nnom: \x00\n", [("caractere-invisible", 2, 6)]),
        ('nom: A\nnote: "\\e[2J"\n', [("caractere-invisible", 2, 7)]),
        ("\ufeffa: 1\n", [("caractere-invisible", 1, 1)]),
        ("a: x\u2028y\nb: \x85z\n", []),
        ("", []),
        ("# rien\n", []),
    ],
)  # fmt: skip
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_each_trap_has_its_sentence_at_its_place(text, expected, newline):
    assert _codes(text.replace("\n", newline)) == expected


def test_the_corrected_line_is_given_to_paste():
    (found,) = read_text("titre: Absence : que faire ?\n", "f.yaml").issues
    assert found.remedy.endswith('titre: "Absence : que faire ?"')


@pytest.mark.parametrize(
    ("line", "corrected"),
    [
        ("unite: %", 'unite: "%"'),
        ("  - texte: dit : oui", '- texte: "dit : oui"'),
        ('titre: le "vrai" : non', 'titre: "le \\"vrai\\" : non"'),
        ("nom:Taux", "nom: Taux"),
        ("nom:\u00a0Taux", "nom: Taux"),
        ("cible: > 10", 'cible: "> 10"'),
    ],
)
def test_the_corrected_line_reads_as_what_was_meant(line, corrected):
    (found,) = [each for each in read_text(f"{line}\nb: c : d\n", "f.yaml").issues if each.position.line == 1]
    assert found.remedy.endswith(corrected)
    assert read_text(f"{corrected}\n", "f.yaml").data is None or read_text(f"{corrected}\n", "f.yaml").readable


def test_line_ends_that_no_editor_shows_are_spaces_and_places_stay_right():
    read = read_text("nom: un\u2028deux\nunite: x\n", "f.yaml")
    assert read.data == {"nom": "un deux", "unite": "x"}
    assert str(read.position("unite")) == "f.yaml:2:1"


def test_a_key_is_found_under_any_of_its_spellings():
    read = read_text("Unité: x\nmesures:\n  mars 2016: 1\n  2016-04: 2\n  T2 2016: 3\n", "f.yaml")
    assert read.position("unite").line == 1
    assert [read.position("mesures", key).line for key in ("2016-03", "avril 2016", "2016-T2")] == [3, 4, 5]
    assert read.position("mesures", "2016-05").line == 2


def test_thousands_of_problems_are_told_by_the_first_hundred():
    found = read_text("a: {" + ", ".join(f"k{rank}" for rank in range(300)) + "}\n", "f.yaml").issues
    assert [each.code for each in found].count("virgule-entre-accolades") == 100
    assert found[-1].code == "autres-problemes"


def test_a_text_that_no_file_can_hold_gets_a_sentence():
    assert [each.code for each in read_text("a: \ud800\n", "f.yaml").issues] == ["fichier-illisible"]


def test_several_traps_of_a_file_are_all_told():
    found = _codes("unite: %\ntitre: a : b\n")
    assert [code for code, _, _ in found] == ["pourcent-au-debut", "deux-points-dans-texte"]


@pytest.mark.parametrize("text", ["[" * 5000, "{a: " * 3000, "a: " + "x" * 4_000_001, "\0", "a: \x07\n"])
def test_hostile_texts_get_a_sentence(text):
    read = read_text(text, "f.yaml")
    assert not read.readable
    assert read.issues[0].message
