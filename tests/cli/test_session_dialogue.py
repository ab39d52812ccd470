"""Sessions held by questions: rounds, the way back, a draft that resumes."""

from __future__ import annotations

import re

import pytest

DONE = "procedure-absence-ash"


def _sessions(projet, key=DONE):
    return projet / "3-experimentation" / key / "seances"


def _text(projet, name, key=DONE):
    return (_sessions(projet, key) / f"{name}.yaml").read_text(encoding="utf-8")


@pytest.fixture
def relais(run, projet):
    """An experiment that has not begun and has no session."""
    run("experiment", "add", "relais", "--titre", "Un relais", "--groupe", "groupe-qvt", "--metiers", "ash")
    return projet


def _say(child, *pairs):
    for question, answer in pairs:
        child.expect(question)
        child.sendline(answer)


def test_a_whole_session_by_questions(talk, projet):
    child = talk("session", "run", DONE)
    _say(
        child, ("Quel jour", "15/11/2016"), ("déjà enregistrée", "oui"), ("À quel moment", ""), ("Qui est présent", "Direction, 5"),
        ("Direction", "1"), ("Métiers", "beaucoup"), ("n’est pas un nombre", "4"), ("reprend-on", "1, 4"),
        ("Petits-déjeuners.*c’est", "améliore"), ("d’accord", "non"), ("De qui", "infirmier, ash"), ("Avis de", "2"),
        ("Avis de", "3"), ("dans vos mots", ""), ("remplacement.*c’est", "1"), ("d’accord", ""), ("nécessaire", ""),
        ("nécessaire ici", ""), ("nécessaire ici", "plus cher"), ("Social et santé.*autre activité|autre activité", "Accueil"),
        ("regardez", "3"), ("voit-on", "On sait à qui s’adresser"), ("c’est", "<"), ("voit-on", ""), ("c’est", "4"),
        ("d’accord", ""), ("dans vos mots", ""), ("autre activité", ""), ("attendait", ""), ("périmètre", ""),
        ("désaccords", "Gardé : oui"),
    )  # fmt: skip
    child.expect("2016-11-15-2")
    child.expect(talk.end)
    text = _text(projet, "2016-11-15-2")
    assert "avis: {infirmier: inchange, ash: ameliore}" in text
    assert 'commentaire: "plus cher"' in text
    assert "indicateur: cout-remplacements" in text
    assert "Toilettes du matin" not in text
    assert "  direction: 1" in text
    assert "  metier: 4" in text
    assert 'critere: "On sait à qui s’adresser"' in text
    assert 'divergences: "Gardé : oui"' in text


def test_a_group_that_does_not_agree_needs_no_common_answer(talk, projet):
    child = talk("session", "run", DONE, "--date", "2016-11-22", "--presents", "metier=3")
    _say(
        child, ("À quel moment", ""), ("reprend-on", "1"), ("c’est", "5"), ("De qui", "ash, infirmier"), ("Avis de", "1"),
        ("Avis de", "3"), ("nécessaire quand", ""), ("nécessaire ici", "deux vécus opposés"), ("autre activité", ""),
        ("attendait", ""), ("périmètre", ""), ("désaccords", ""),
    )  # fmt: skip
    child.expect("enregistrée")
    child.expect(talk.end)
    text = _text(projet, "2016-11-22")
    assert sorted(re.findall(r"(\w+): (degrade|ameliore)", text)) in (
        [("ash", "ameliore"), ("infirmier", "degrade")], [("ash", "degrade"), ("infirmier", "ameliore")],
    )  # fmt: skip
    assert "tendance: " not in text
    assert 'commentaire: "deux vécus opposés"' in text


def test_t0_asks_no_trend_and_reminds_of_the_families(talk, relais):
    child = talk("session", "run", "relais", "--presents", "metier=3")
    _say(
        child, ("Quel jour", ""), ("À quel moment", ""), ("test change-t-il", ""), ("nécessaire", "Toilettes"),
        ("regardez", "technique"), ("voit-on", "à l’heure"), ("aujourd’hui", "Quinze reportées"),
        (r"rien encore dans\s+les familles", ""), ("désaccords", ""),
    )  # fmt: skip
    child.expect("enregistrée")
    child.expect(talk.end)
    text = _text(relais, "2017-03-22", "relais")
    assert "moment: t0" in text
    assert 'commentaire: "Quinze reportées"' in text
    assert "tendance" not in text


def test_an_interrupted_session_is_resumed_where_it_stopped(talk, projet):
    child = talk("session", "run", DONE, "--date", "2016-11-22", "--presents", "metier=3")
    _say(
        child, ("À quel moment", ""), ("reprend-on", "1, 2"), ("c’est", "3"), ("d’accord", ""), ("dans vos mots", ""),
        ("c’est", "1"), ("d’accord", "oui"),
    )  # fmt: skip
    child.expect("nécessaire")
    child.sendintr()
    child.expect("gardées")
    child.expect(talk.end)
    assert child.wait() == 130
    assert len(list(_sessions(projet).iterdir())) == 4
    child = talk("session", "run", DONE, "--date", "2016-11-22", "--presents", "metier=3")
    child.expect("Les reprendre")
    child.sendline("oui")
    child.expect("Toilettes du matin")
    child.expect("nécessaire quand")
    child.sendline("plus de reports")
    _say(child, ("autre activité", ""), ("attendait", ""), ("périmètre", ""), ("désaccords", ""))
    child.expect("enregistrée")
    child.expect(talk.end)
    text = _text(projet, "2016-11-22")
    assert text.count("- activite:") + text.count("- {activite:") == 2
    assert 'commentaire: "plus de reports"' in text
    child = talk("session", "run", DONE)
    child.expect("Quel jour")
    child.sendintr()


def test_one_may_start_again_from_nothing(talk, projet):
    child = talk("session", "run", DONE)
    _say(child, ("Quel jour", "2016-11-23"), ("À quel moment", "bilan"))
    child.expect("Qui est présent")
    child.sendintr()
    child.expect(talk.end)
    child = talk("session", "run", DONE)
    _say(child, ("Les reprendre", "non"), ("Quel jour", "2016-11-15"), ("déjà enregistrée", "non"))
    child.expect("existe déjà")
    child.expect(talk.end)
    assert child.wait() == 1


def test_real_questions_with_the_way_back(talk, projet):
    child = talk("session", "run", DONE, "--date", "2016-11-22", "--presents", "metier=3", simple=False)
    child.expect("À quel moment")
    child.send("\r")
    child.expect("reprend-on")
    child.send("<")
    child.expect("À quel moment")
    child.send("\r")
    child.expect("reprend-on")
    child.send("ai")  # all are ticked; « a » unticks them, « i » ticks them again
    child.send("a")
    child.send(" \r")
    child.expect("début du test")
    child.send("\r")  # a distracted Enter records nothing
    child.expect("nécessaire")
    child.expect("début du test")
    child.send("\x1b[B\x1b[B\x1b[B\r")
    child.expect("d’accord")
    child.send("\r")
    child.expect("dans vos mots")
    child.send("Servi à l’heure\r")
    child.expect("autre activité")
    child.send("\r")
    child.expect("attendait")
    child.send("\r")
    child.expect("hors du")
    child.send("\r")
    child.expect("désaccords")
    child.send("\r")
    child.expect("enregistrée")
    child.expect(talk.end)
    text = _text(projet, "2016-11-22")
    assert 'commentaire: "Servi à l’heure"' in text
    assert "tendance: ameliore" in text
    assert "Toilettes" not in text
