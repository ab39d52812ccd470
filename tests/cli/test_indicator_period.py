"""A period of another length, the next one that waits, what is no count: `indicator add` in a terminal and by options."""

from __future__ import annotations

import json

import pytest

MAY = "1493884800"
"""4 May 2017: the weeks 12 to 17 wait for « soins-reportes », whose last measure is of week 11."""
WEEKLY = "soins-reportes"


@pytest.fixture(autouse=True)
def in_may(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", MAY)


def _data(run, indicator_id=WEEKLY):
    return json.loads(run("indicator", "show", indicator_id, "--json")[1])["data"]


def _text(projet):
    return (projet / "indicateurs" / f"{WEEKLY}.yaml").read_text(encoding="utf-8")


def _plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_another_length_is_asked_about_and_enter_goes_back_to_the_period(talk, projet):
    child = talk("indicator", "add", WEEKLY)
    child.expect("période.*semaine 12 de 2017")  # the one that `next` asks for
    child.sendline("mars 2017")
    child.expect("d’une autre durée.*elle ne")
    child.expect("Garder quand même.*Non")
    child.sendline("")
    child.expect("Pour quelle période")
    child.sendline("")
    child.expect("Toilettes")
    child.sendline("<")
    child.expect("Pour quelle période")
    child.sendline("2017-W13")
    child.expect("Toilettes")
    child.sendline("12/250")
    child.expect("semaine 13 de 2017.: 4,8")
    child.expect("Relever aussi la semaine 14 de 2017")
    child.sendline("")
    child.expect("semaine 14 de 2017.: Toilettes")
    child.sendline("12 %")
    child.expect("est un pourcentage")
    child.sendline("=5")
    child.expect("semaine 14 de 2017.: 5")
    child.expect("Relever aussi la semaine 15 de 2017")
    child.sendline("non")
    child.expect("indicator show")
    child.expect(talk.end)
    assert "2017-03:" not in _text(projet)
    assert "2017-W14: 5" in _text(projet)


def test_a_measure_of_another_length_is_kept_when_that_is_wanted(talk, projet):
    child = talk("indicator", "add", WEEKLY, "5", "-p", "mars 2017")
    child.expect("Garder quand même")
    child.sendline("oui")
    child.expect("mars 2017.: 5")
    child.expect(talk.end)
    assert "  2017-03: 5" in _text(projet)


def test_what_is_kept_of_another_length_is_no_value_of_the_indicator(run, projet):
    text = _text(projet)
    start = text.index("mesures:")
    (projet / "indicateurs" / f"{WEEKLY}.yaml").write_text(text[:start] + "mesures:\n  2017-03: 12\n", encoding="utf-8")
    data = _data(run)
    assert data["derniere"] is None
    assert data["releves"] == {"recus": 0, "attendus": 0}
    assert data["lecture"]["points"] == []
    assert data["lecture"]["autre_duree"] == ["2017-03"]
    assert data["a_relever"] == ["2017-W17"], "as if never measured: the last week that is over"
    shown, listed = _plain(run("indicator", "show", WEEKLY)[1]), _plain(run("indicator", "list", "--format", "csv")[1])
    assert "D’une autre durée, donc à part : mars 2017." in shown
    assert "* mars 2017 : d’une autre durée, à part" in shown
    assert "à part : mars 2017, d’une autre durée" in listed
    fiche = projet / "fiche.html"
    run("export", "fiche", "--format", "html", "-o", str(fiche), "--remplacer")
    assert "D’une autre durée, donc à part : mars 2017." in _plain(fiche.read_text(encoding="utf-8"))


def test_by_options_the_next_period_that_waits_is_named(run):
    code, out, err = run("indicator", "add", WEEKLY, "5", "-p", "2017-04", "--no-input")
    assert code == 0
    assert "gardée à part" in _plain(err)
    assert "semaine 12 de 2017" in _plain(err)
    out = run("indicator", "add", WEEKLY, "5", "-p", "2017-W12")[1]
    assert f"qvtkit indicator add {WEEKLY} --periode 2017-W13" in out


@pytest.mark.parametrize("typed", [("-v", "jours_absence=12 %", "-v", "etp=50"), ("12 %/50",)])
def test_a_percentage_is_no_count(run, projet, typed):
    before = (projet / "indicateurs/abs-taux.yaml").read_bytes()
    code, _, err = run("indicator", "add", "abs-taux", *typed, "-p", "2017-04")
    assert code == 2
    assert "est un pourcentage" in err
    assert (projet / "indicateurs/abs-taux.yaml").read_bytes() == before


def test_a_word_finds_an_indicator_of_the_catalogue_and_one_that_finds_nothing_is_asked_again(talk):
    child = talk("indicator", "add")
    child.expect("Taux d’absentéisme")
    child.expect("autres au catalogue, à chercher par un mot")
    child.sendline("…")
    child.expect("Quel mot cherchez-vous")
    child.sendline("zorglub")
    child.expect("Rien au catalogue pour")
    child.expect("Quel mot cherchez-vous")
    child.sendline("bloc")
    child.expect("Retard au démarrage du bloc .Technique, à l’hôpital.")
    child.sendline("<")
    child.expect("Quel mot cherchez-vous")
    child.sendline("<")
    child.expect("Quel indicateur")
    child.sendline("nouveau")
    child.expect("n’est pas une des réponses")
    child.sendline("un nouveau")
    child.expect("Comment s’appelle-t-il")
    child.sendintr()
    child.expect("Interrompu")
