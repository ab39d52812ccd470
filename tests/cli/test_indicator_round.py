from __future__ import annotations

import json

import pytest

MAY = "1493884800"
"""4 May 2017: April is over, and weeks were missed."""


@pytest.fixture(autouse=True)
def in_may(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", MAY)


def test_without_questions_what_is_awaited_is_listed(run):
    code, out, _ = run("indicator", "round", "--no-input")
    assert code == 0
    assert "avril 2017" in out
    assert "en retard" in out
    data = {each["id"]: each for each in json.loads(run("indicateur", "tour", "--json")[1])["data"]}
    assert data["abs-taux"]["a_relever"] == ["2017-04"]
    assert data["abs-taux"]["en_retard"] == []
    assert data["soins-reportes"]["a_relever"][0] == "2017-W12"
    assert data["soins-reportes"]["en_retard"][0] == "2017-W12"


def test_the_round_may_be_that_of_one_person(run):
    data = json.loads(run("indicator", "round", "--responsable", "comptable", "--json")[1])["data"]
    assert [each["id"] for each in data] == ["cout-remplacements"]
    assert "Tout est à jour" in run("indicator", "round", "--responsable", "personne")[1]


def _text(projet, name):
    return (projet / "indicateurs" / f"{name}.yaml").read_text(encoding="utf-8")


def test_each_answer_is_saved_at_once_and_ctrl_c_keeps_it(talk, projet):
    child = talk("indicator", "round")
    child.expect("1 sur 6. Taux d’absentéisme")
    child.expect("Dernière valeur : mars 2017".replace(" :", "\u00a0:"))
    child.expect("Jours calendaires")
    child.sendline("?")
    child.expect("Au dénominateur")
    child.sendline("155")
    child.expect("ETP moyens rémunérés")
    child.sendline("51,5")
    child.expect("avril 2017.: 10,03")
    assert "2017-04: {jours_absence: 155, etp: 51.5}" in _text(projet, "abs-taux")
    child.expect("2 sur 6")
    child.expect("valeur .en.€")
    child.sendline("")
    child.expect("3 sur 6")
    child.expect("valeur .en heures")
    child.sendline("n.d.")
    child.expect("Pourquoi manque")
    child.sendline("feuille perdue")
    child.expect("non disponible")
    child.expect("4 sur 6")
    child.expect("> ")
    child.sendintr()
    child.expect("Déjà enregistré.: 2.mesures")
    child.expect(talk.end)
    child.close()
    assert child.exitstatus == 130
    assert '2017-04: {valeur: nd, motif: "feuille perdue"}' in _text(projet, "heures-projet")
    assert "2017-04" not in _text(projet, "cout-remplacements")


def test_a_surprising_value_is_asked_again_and_the_end_says_what_remains(talk, projet):
    child = talk("indicator", "round", "--responsable", "comptable")
    child.expect("valeur .en.€")
    child.sendline("24808")
    child.expect("10 fois plus")
    child.expect("Garder cette mesure")
    child.sendline("non")
    child.expect("valeur .en.€")
    child.sendline("2480,8")
    child.expect("Tour terminé.: 1.mesure notée")
    child.expect("Tout est à jour")
    child.expect(talk.end)
    assert "2017-04: 2480,8" in _text(projet, "cout-remplacements")
