"""A gentle word on names and blame: at entry and by `check`, never a refusal."""

from __future__ import annotations

import datetime as dt

import pytest

from qvtkit.checks.run import check

TODAY = dt.date(2017, 3, 22)
CODES = {"personne-nommee", "personne-en-cause"}


def _found(projet):
    return [(each.code, each.message) for each in check(projet, TODAY) if each.code in CODES]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Vu avec Mme Durand ce matin", "personne-nommee"),
        ("M. Petit n’était pas là", "personne-nommee"),
        ("Monsieur Lenoir et son équipe", "personne-nommee"),
        ("Aux repas, c'est la faute de Madame Martin", "personne-en-cause"),
        ("C’est de la faute des nouvelles", "personne-en-cause"),
        ("Les chariots manquent, par la faute de la lingerie", "personne-en-cause"),
    ],
)
def test_a_name_and_a_blame_are_told_with_their_place(creer, text, code):
    projet = creer({"journal.yaml": f'faits:\n  - {{date: 2017-03-01, texte: "{text}"}}\n'})
    (found,) = [each for each in check(projet, TODAY) if each.code in CODES]
    assert (found.code, str(found.level), found.position.line) == (code, "avertissement", 2)


@pytest.mark.parametrize(
    "text",
    [
        "Madame la directrice ouvre la séance", "La résidence Jean Moulin", "La faute de frappe est corrigée",
        "Le cadre de santé et l’IDE", "M. le maire est invité", "Une salle de pause, faute de place, au second",
        "Docteur en pharmacie", "Les Tilleuls, unité Marguerite Yourcenar", "Les docteurs et les internes",
    ],
)  # fmt: skip
def test_ordinary_sentences_are_left_alone(creer, text):
    assert _found(creer({"journal.yaml": f'faits:\n  - {{date: 2017-03-01, texte: "{text}"}}\n'})) == []


@pytest.mark.parametrize(
    ("fonction", "told"),
    [("Jean Dupont", 1), ("Sylvie Martin, ASH", 1), ("Mme Martin", 1), ("Infirmière de nuit", 0), ("ASH", 0),
     ("Cadre de Santé", 0), ("Directrice de la résidence Jean Moulin", 0), ("Agent Hôtelier", 0)],
)  # fmt: skip
def test_a_function_that_is_somebody_s_name(creer, fonction, told):
    group = f'nom: Groupe\nsieges:\n  - {{id: a, fonction: "{fonction}", nom: "Mme Martin"}}\n'
    assert len(_found(creer({"1-conception/groupes/g.yaml": group}))) == told


def test_where_the_project_shows_names_only_blame_is_told(creer):
    texts = '  - {date: 2017-03-01, texte: "Vu Mme Durand"}\n  - {date: 2017-03-02, texte: "C’est la faute de Mme Durand"}\n'
    head = "format: 1\nconfidentialite: {identites: noms}\n"
    found = _found(creer({"qvt.yaml": head, "journal.yaml": f"faits:\n{texts}"}))
    assert [code for code, _ in found] == ["personne-en-cause"]


def test_what_is_typed_is_written_and_told_once(run, projet):
    code, _, err = run("journal", "add", "Vu Mme Durand hier")
    assert (code, "« Mme Durand » semble désigner une personne" in err.replace("\u00a0", " ")) == (0, True)
    assert "Mme Durand" in (projet / "journal.yaml").read_text(encoding="utf-8")
    code, _, err = run("journal", "add", "Le chariot est arrivé")
    assert (code, "Durand" in err) == (0, False)


def test_seats_and_problems_get_the_word_too(run):
    code, _, err = run("group", "member", "add", "groupe-qvt", "--colleges", "metier", "--metier", "ash",
                       "--fonction", "Jean Dupont", "--debut", "2017-02")  # fmt: skip
    assert (code, "« Jean Dupont »" in err.replace("\u00a0", " ")) == (0, True)
    code, _, err = run("problem", "add", "--titre", "Les repas", "--enonce", "Le midi, c'est la faute de Mme Martin")
    assert (code, "met quelqu’un en cause" in err) == (0, True)
