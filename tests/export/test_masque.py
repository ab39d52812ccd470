"""Known names never come out; ordinary words stay words."""

from __future__ import annotations

import pytest

from qvtkit.export.secret.masque import Masque
from qvtkit.model.codes import Identites

MASQUE = Masque(
    Identites.FONCTIONS,
    (
        ("Rose Petit", "Gouvernante"),
        ("Mai Nguyen", "ASH"),
        ("Zoé Kowalski", "Psychologue"),
        ("Anne N’Guyen-O’Brien", "Cadre"),
    ),
)


@pytest.mark.parametrize(
    "text",
    [
        "Petit à petit, la règle se prend.",
        "Petit-déjeuner servi à l’heure",
        "Mai 2016",
        "un petit geste",
        "la rose du jardin",
        "Les petits-déjeuners",
    ],
)
def test_ordinary_words_stay(text):
    assert MASQUE.texte(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Rose Petit a dit non", "Gouvernante a dit non"), ("rose petit a dit non", "Gouvernante a dit non"),
        ("Mme Petit", "Gouvernante"), ("vu avec Kowalski", "vu avec Psychologue"), ("ROSE PETIT", "Gouvernante"),
        ("par Mai Nguyen hier", "par ASH hier"),
    ],
)  # fmt: skip
def test_names_become_functions(text, shown):
    assert MASQUE.texte(text) == shown


def test_an_apostrophe_belongs_to_its_name():
    assert "N’" not in MASQUE.texte("dit par N’Guyen")


def test_an_id_of_ordinary_words_stays():
    assert MASQUE.code("petit-dejeuner") == "petit-dejeuner"
    assert MASQUE.code("note-rose-petit") == "note-Gouvernante"
    assert MASQUE.code("note-kowalski") == "note-Psychologue"
