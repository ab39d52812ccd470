"""`status`: what is open, what to do first, what moved since a date."""

from __future__ import annotations

import json


def test_what_moved_since_a_date(run):
    code, out, _ = run("status", "--depuis", "1er mars 2017")
    out = out.replace("\u00a0", " ")
    assert code == 0
    moved = out.partition("Depuis : 01/03/2017")[2]
    assert "01/03/2017 : Un directeur prend ses fonctions" in moved
    assert "10/01/2017" not in moved
    assert "Rappels sur repos : 8 rappels (03/2017), avant : " in moved
    data = json.loads(run("status", "--depuis", "2017-03-01", "--json")[1])["data"]["depuis"]
    assert data["date"] == "2017-03-01"
    assert all(fact["date"] >= "2017-03" for fact in data["faits"])


def test_nothing_moved_is_said(run):
    assert "Rien n’est daté depuis" in run("status", "--depuis", "2030")[1]


def test_a_date_that_does_not_exist_is_refused(run):
    code, _, err = run("status", "--depuis", "31/02/2017")
    assert (code, "--depuis" in err) == (2, True)


def test_the_screen_says_what_is_open_and_what_to_do_first(run):
    out = run("status")[1].replace("\u00a0", " ")
    assert "Passage « Pour que cela dure » : 3 points ouverts (qvtkit phase show)" in out
    assert "Propositions sans réponse : 1, la plus en retard de 50 jours" in out
    assert "À faire d’abord : Répondre à la proposition" in out
    assert "en retard, 06/12/2016 : À faire : Demander à l’accueil" in out
    data = json.loads(run("status", "--json")[1])["data"]
    assert data["suivant"][0]["commande"].startswith("qvtkit proposal answer ")
    assert data["propositions"][0]["retard"] == 50
    assert data["passage"]["ouvertes"] == ["propositions-repondues", "euros", "fiche-visee"]
    assert "depuis" not in data
