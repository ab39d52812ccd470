"""Experiments by questions: plain lines, and the real ones."""

from __future__ import annotations

import pytest


def _file(projet, key="relais"):
    return projet / "3-experimentation" / key / "experimentation.yaml"


def _text(projet, key="relais"):
    return _file(projet, key).read_text(encoding="utf-8")


@pytest.fixture
def relais(run, projet):
    """A planned experiment, with an indicator measured before today."""
    options = ("--titre", "Un relais", "--indicateur", "rappels-repos", "--fin-prevue", "2017-06-30")
    assert run("experiment", "add", "relais", *options)[0] == 0
    return projet


@pytest.fixture
def en_cours(run, relais):
    assert run("experiment", "start", "relais", "--motif", "la fiche suivra")[0] == 0
    return relais


def test_a_dialogue_from_description_to_draft_to_start(talk, projet):
    child = talk("experiment", "add")
    child.expect("Comment s’appelle")
    child.sendline("Une procédure partagée en cas d'absence d'une ASH")
    child.expect("porte déjà ce nom")
    child.sendline("Relais à l’étage 2")
    child.expect("À quel problème")
    child.sendline("")
    child.expect("hypothèse")
    child.sendline("<")
    child.expect("À quel problème")
    child.sendline("1")
    child.expect("hypothèse")
    child.sendline("Si nous désignons un relais, alors…")
    child.expect("Qu’est-ce qui change")
    child.sendintr()
    child.expect("gardées en brouillon")
    child.expect(talk.end)
    child = talk("experiment", "add")
    child.expect("retrouvées")
    child.expect("Qu’est-ce qui change")
    child.sendline("Un relais est nommé")
    for question, answer in (
        ("services", "étage 2, hôtellerie"), ("métiers", "ASH"), ("doit-il finir", "30/06/2017"), ("en arrière", ""),
        ("décider", ""), ("groupe évalue", "1"), ("indicateurs suivra", "5, 6"), ("Compléter", "non"),
    ):  # fmt: skip
        child.expect(question)
        child.sendline(answer)
    child.expect("décrite")
    child.expect(talk.end)
    text = _text(projet, "relais-a-l-etage-2")
    assert '  services: ["étage 2", "hôtellerie"]' in text
    assert "metiers: [ash]" in text
    assert "indicateur: rappels-repos" in text


def test_start_in_a_terminal_asks_why_without_t0(talk, run, relais):
    child = talk("experiment", "start")
    child.expect("commence-t-il")
    child.sendline("05/01/2016")
    for question, answer in (
        ("en arrière", "L’ancien planning"), ("arrêter le test", "Une chute ; un refus"), ("droit à l’erreur", "oui"),
        ("avant de juger", "direction, 5"),
    ):  # fmt: skip
        child.expect(question)
        child.sendline(answer)
    child.expect("manque encore")
    child.expect("suspension du jugement")
    child.expect("valeur de départ pour")
    child.sendline("")
    child.expect("Une réponse est nécessaire")
    child.sendline("On n’avait rien relevé")
    child.expect("Séances proposées")
    child.expect("séance de bilan")
    child.sendline("")
    child.expect("début le 05/01/2016")
    child.expect(talk.end)
    assert 'conditions_arret: ["Une chute", "un refus"]' in _text(relais)
    assert 'type: seance, titre: "Séance de bilan' in (relais / "agenda.yaml").read_text(encoding="utf-8")
    assert "On n’avait rien relevé" in (relais / "journal.yaml").read_text(encoding="utf-8")
    assert "{college: metier, date: 2016-01-05}" in _text(relais)


def test_close_with_real_questions(talk, run, en_cours):
    child = talk("experiment", "close", simple=False)
    child.expect("pris fin")
    child.send("\r")
    child.expect("Que décide-t-on")
    child.send("\x1b[B\r")
    child.expect("Pour quel motif")
    child.send("À l’étage 2 aussi\r")
    child.expect("été décidé")
    child.send("\r")
    child.expect("Quel groupe")
    child.send("\r")
    child.expect("heures")
    child.send("12\r")
    child.expect("euros")
    child.send("\r")
    child.expect("décision")
    child.expect(talk.end)
    assert "choix: adapter" in _text(en_cours)
    assert 'motif: "À l’étage 2 aussi"' in _text(en_cours)
