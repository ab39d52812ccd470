from __future__ import annotations

import json

import pytest

FILE = "1-conception/cadrage.yaml"


def _text(projet):
    return (projet / FILE).read_text(encoding="utf-8")


def _changed(before, after):
    return [line for line in after.splitlines() if line not in before.splitlines()]


@pytest.fixture
def vierge(run, tmp_path):
    """A new project, whose framing is empty: a public Ehpad of 350 persons."""
    folder = tmp_path / "neuf"
    args = ("--nom", "Ehpad des Saules", "--type", "ehpad", "--statut", "public", "--effectif", "350")
    assert run("init", str(folder), *args, "--no-input", "-C", str(tmp_path))[0] == 0
    return folder


def test_a_dialogue_from_nothing(talk, run, vierge):
    child = talk("cadrage", "modifier", "-C", str(vierge))
    for question, answer in (
        ("Pourquoi", "Mieux vivre"), ("économique", "Coûts ; délais"), ("technique", ""), ("social", ""),
        ("objectifs", "<"), ("social", "Tensions"), ("objectifs", "Un"), ("où va", ""), ("heures", "60"),
        ("remplacés", "oui"), ("budget", "beaucoup"), ("nombre", "0"), ("précision", ""), ("engage", ""),
        ("instances sont", "1"), ("quelle date", "12/03/2016"), ("quel avis", "Favorable"), ("nourrit", "Projet social"),
        ("quel type", "2"), ("relie", "axe 2"), ("autre projet", "non"), ("se parler", ""), ("règles de travail", "2"),
        ("vos mots", "-"), ("au courant", "Affiche"),
        ("Depuis quand", ""),
    ):  # fmt: skip
        child.expect(question)
        child.sendline(answer)
    child.expect("Cadrage enregistré")
    child.expect(talk.end)
    text = _text(vierge)
    assert '{famille: economique, texte: "délais"}' in text
    assert '{famille: social-sante, texte: "Tensions"}' in text
    assert "date: 2016-03-12, avis: favorable" in text
    assert '{nom: "Projet social", type: projet-social, lien: "axe 2"}' in text
    assert json.loads(run("framing", "show", "--json", "-C", str(vierge))[1])["data"]["regles"]["regles"] == [
        "Ne pas mettre en cause les personnes"
    ]


def test_a_dialogue_goes_through_the_chosen_parts_only(talk, projet):
    before = _text(projet)
    child = talk("framing", "edit")
    child.expect("compléter ou revoir")
    child.sendline("4, 10")
    child.expect("où va")
    child.sendline("-")
    child.expect("règles de travail")
    child.sendline("1,2,3,4,6")
    child.expect("vos mots")
    child.sendline("Une à nous")
    child.expect("Cadrage enregistré")
    child.expect(talk.end)
    assert _changed(before, _text(projet))[0] == "perimetre:"
    rules = _text(projet)
    assert "Une à nous" in rules
    assert "La réunion commence et finit à l'heure" in rules


def test_a_list_that_stands_is_emptied_by_a_sign_that_the_question_says(talk, run, projet):
    child = talk("framing", "edit")
    child.expect("compléter ou revoir")
    child.sendline("3, 10")
    child.expect("Quels objectifs")
    child.expect("vide la")
    child.sendline("-")
    child.expect("règles de travail")
    child.sendline("aucun")
    child.expect("vos mots")
    child.sendline("-")
    child.expect("Cadrage enregistré")
    child.expect(talk.end)
    data = json.loads(run("framing", "show", "--json")[1])["data"]
    assert data["cadrage"]["objectifs"] == []
    assert "-" not in data["regles"]["regles"]


def test_a_date_to_come_is_asked_again_as_a_plan(talk, run, vierge):
    child = talk("framing", "edit", "--no-color", "-C", str(vierge))
    for question, answer in (
        *((word, "") for word in ("Pourquoi", "économique", "technique", "social", "objectifs", "où va", "heures")),
        ("remplacés", ""), ("budget", ""), ("précision", ""), ("engage", ""), ("instances sont", "1, 2"),
        ("à informer", "12/05/2099"), ("est-elle prévue", "oui"), ("à informer", "12/05/2099"),
        ("est-elle prévue", "non"), ("nourrit", ""), ("se parler", ""), ("règles", ""), ("vos mots", ""), ("au courant", ""),
    ):  # fmt: skip
        child.expect(question)
        child.sendline(answer)
    child.expect("Cadrage enregistré")
    child.expect(talk.end)
    note = json.loads(run("framing", "show", "--json", "-C", str(vierge))[1])["data"]["cadrage"]
    assert [each["date"] for each in note["instances"]] == ["2099-05-12", None]
    assert [each["avis"] for each in note["instances"]] == [None, None]


def test_an_interrupted_dialogue_keeps_its_answers(talk, vierge):
    child = talk("framing", "edit", "-C", str(vierge))
    child.expect("Pourquoi")
    child.sendline("Mieux vivre les absences")
    child.expect("économique")
    child.sendintr()
    child.expect("brouillon")
    child.expect(talk.end)
    child = talk("framing", "edit", "-C", str(vierge))
    child.expect("retrouvées")
    child.expect("Mieux vivre les absences")
    child.expect("économique")
