"""Copies that synchronisers make are known by their names; honest ids stay records."""

from __future__ import annotations

import unicodedata

import pytest

from qvtkit.store.copies import conflict_copies, original_of

ORIGINAL = "indicateurs/abs-taux.yaml"


@pytest.mark.parametrize(
    "name",
    [
        "abs-taux-PC12", "abs-taux-PC", "abs-taux-DESKTOP-AB12CD3", "abs-taux-PC-de-Marie", "abs-taux-LAPTOP-X",
        "abs-taux-MacBook Air de Marie", "abs-taux-Poste accueil", "abs-taux-CH-W10-0234", "abs-taux-DSI00234",
        "abs-taux (1)", "abs-taux(2)", "abs-taux - Copie", "abs-taux - Copie (2)", "abs-taux - Copy",
        "Copie de abs-taux", "Copy of abs-taux", "Copie (2) de abs-taux",
        "abs-taux (conflicted copy 2016-03-14 101112)", "abs-taux (copie en conflit 2016-03-14 101112)",
        "abs-taux_conflict-20160314-101112", "abs-taux_conflict-marie-20160314-101112",
        "abs-taux.sync-conflict-20160314-101112-ABCDEFG", "abs-taux.sync-conflict-20160314-101112",
        "abs-taux (Copie en conflit de Marie 2016-03-14)", "abs-taux (Marie's conflicted copy 2016-03-14)",
        "abs-taux (conflit de casse)", "abs-taux (Case Conflict)", "abs-taux (Case Conflict 1)",
        "Abs-Taux (1)", "abs-taux-PC12-PC7",
    ],
)  # fmt: skip
def test_a_copy_is_told_from_its_original(name):
    file = f"indicateurs/{name}.yaml"
    assert original_of(file, [ORIGINAL, file]) == ORIGINAL
    assert conflict_copies([ORIGINAL, file]) == {file: ORIGINAL}


@pytest.mark.parametrize(
    "name",
    [
        "temps-pc", "temps-pc12", "conflits-ouverts", "conflit", "conflict-des-plannings", "copie-conforme", "abs-taux-ASH",
        "abs-taux-EHPAD1", "abs-taux-2016", "abs-taux-T3-2016", "abs-taux-ASH-2016", "abs-taux-urgences", "abs-taux-Urgences",
        "abs-taux (urgences)", "PC12", "(1)", "- Copie",
    ],
)  # fmt: skip
def test_an_honest_name_beside_another_is_no_copy(name):
    file = f"indicateurs/{name}.yaml"
    assert original_of(file, [ORIGINAL, "indicateurs/temps.yaml", file]) is None


@pytest.mark.parametrize("name", ["temps-PC12", "temps (1)", "temps - Copie", "Copie de temps"])
def test_without_its_original_a_doubtful_name_is_a_record(name):
    file = f"indicateurs/{name}.yaml"
    assert original_of(file, [ORIGINAL, f"propositions/{name}.yaml", "propositions/temps.yaml", file]) is None


@pytest.mark.parametrize(
    "name",
    [
        "temps (copie en conflit 2016-03-14 101112)",
        "temps.sync-conflict-20160314-101112-ABCDEFG",
        "temps-DESKTOP-AB12CD3",
        "temps_conflict-20160314-101112",
    ],
)
def test_a_sure_mark_makes_a_copy_even_alone(name):
    file = f"indicateurs/{name}.yaml"
    assert original_of(file, [file]) == "indicateurs/temps.yaml"


def test_the_original_may_be_spelled_in_another_unicode_form():
    original = f"indicateurs/{unicodedata.normalize('NFD', 'équipe')}.yaml"
    copy = f"indicateurs/{unicodedata.normalize('NFC', 'équipe')} (1).yaml"
    assert original_of(copy, [original, copy]) == original


def test_a_copy_of_a_copy_leads_to_the_nearest():
    files = [ORIGINAL, "indicateurs/abs-taux (1).yaml", "indicateurs/abs-taux (1) (1).yaml"]
    assert conflict_copies(files) == {files[1]: files[0], files[2]: files[1]}


def test_copies_are_told_and_never_loaded(creer):
    text = "nom: Taux\nfamille: technique\n"
    names = ("abs-taux", "abs-taux-PC12", "abs-taux (conflit de casse)", "temps-pc", "conflits-ouverts")
    projet = creer({f"indicateurs/{name}.yaml": text for name in names})
    assert set(projet.loaded("indicateur")) == {"abs-taux", "temps-pc", "conflits-ouverts"}
    told = {(found.code, found.position.file) for found in projet.source.strays()}
    assert told == {
        ("copie-en-conflit", "indicateurs/abs-taux-PC12.yaml"),
        ("copie-en-conflit", "indicateurs/abs-taux (conflit de casse).yaml"),
    }
