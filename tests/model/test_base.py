"""What hands type: empty values, commas in braces, keys and codes in any spelling."""

from __future__ import annotations

import pytest

from qvtkit.model.dossier import Dossier
from qvtkit.model.groupe import Groupe
from qvtkit.model.indicateur import Indicateur
from qvtkit.model.kinds import KINDS
from qvtkit.model.seance import Seance
from qvtkit.store.reader import read_text
from qvtkit.store.validate import validate


def _codes(model, text):
    return [(found.code, found.path) for found in validate(model, read_text(text, "f.yaml").data)[1]]


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.nom)
def test_an_empty_record_is_not_an_error(kind):
    names = "".join(f"{name}:\n" for name in kind.model.model_fields)
    record, found = validate(kind.model, read_text(names, "f.yaml").data)
    assert found == []
    assert record == kind.model()


def test_a_misspelt_key_is_told_even_when_empty():
    assert _codes(Dossier, "demarche:\n  titrre:\n") == [("cle-inconnue", ("demarche", "titrre"))]


def test_empty_answers_and_lines_are_accepted():
    record, found = validate(Seance, read_text("presents: {metier: , encadrement: 2}\n", "f.yaml").data)
    assert found == []
    assert record.presents == {"encadrement": 2}
    record, found = validate(Groupe, read_text("regles:\n  - Une\n  -\n", "f.yaml").data)
    assert found == []
    assert "None" not in record.regles


def test_codes_and_keys_in_any_spelling():
    record, found = validate(
        Indicateur, {"Famille": "Social_Santé", "SENS": "Baisse", "périodicité": "Mois", "Unité": "%"}
    )
    assert found == []
    assert (record.famille, record.sens, record.periodicite, record.unite) == ("social-sante", "baisse", "mois", "%")


def test_an_unknown_code_is_answered_by_the_one_meant():
    found = validate(Indicateur, {"famille": "technik"})[1]
    assert [each.code for each in found] == ["code-inconnu"]
    assert "technique" in found[0].message
    assert "social-sante" in found[0].remedy


def test_all_problems_of_a_file_are_told():
    text = "famile: technique\nsens: monte\nbornes: 12\nexclusions: rien\ncible: {valeur: x}\nmesures:\n  2016-13: 1\n  2016-01: y\n"
    assert sorted(code for code, _ in _codes(Indicateur, text)) == [
        "cle-inconnue",
        "code-inconnu",
        "liste-attendue",
        "nombre-attendu",
        "nombre-attendu",
        "periode-invalide",
        "rubriques-attendues",
    ]


@pytest.mark.parametrize(
    ("seuil", "extra", "code"),
    [
        ("4", "", "seuil-trop-bas"),
        ("7", "", "seuil-sans-derogation"),
        ("7", "\n  derogation: {motif: petit établissement}", None),
        ("10", "", None),
    ],
)
def test_the_threshold_goes_below_ten_only_in_writing(seuil, extra, code):
    found = _codes(Dossier, f"confidentialite:\n  seuil: {seuil}{extra}\n")
    assert [each for each, _ in found] == ([code] if code else [])
