"""Words in the middle of a sentence: a name, an acronym and a sentence of people stay as they were written."""

from __future__ import annotations

import pytest

from qvtkit.method.lexique import minuscule, point_en_mots


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Directrice", "directrice"), ("Cadre de santé", "cadre de santé"), ("ASH", "ASH"),
        ("Jean Dupont", "Jean Dupont"), ("Mme Martin", "Mme Martin"), ("M. Petit", "M. Petit"),
        ("Agent ASH", "agent ASH"), ("Madame Martin", "Madame Martin"),
    ],
)  # fmt: skip
def test_a_name_keeps_its_capital_in_a_sentence(text, told):
    assert minuscule(text) == told


@pytest.mark.parametrize(
    ("written", "told"), [("Informer le CHSCT", "Informer le CHSCT"), ("instances-informees", "instances informees")]
)
def test_a_point_left_open_is_told_as_it_was_written(written, told):
    assert point_en_mots(written) == told
