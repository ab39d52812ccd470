"""What a new user types: a year that slips, a comma, a word without its accent; what qvtkit says of it."""

from __future__ import annotations

import json

import pytest

MAY = "1493884800"
"""4 May 2017: April is over."""


@pytest.fixture(autouse=True)
def in_may(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", MAY)


def _plain(text):
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


def _write(projet, name, text):
    (projet / "indicateurs" / f"{name}.yaml").write_text(text, encoding="utf-8")


def _data(run, *words):
    return json.loads(run(*words, "--json")[1])["data"]


REPAS = "nom: Repas servis froids\nfamille: technique\nunite: repas\nperiodicite: mois\nmesures:\n"


def test_a_measure_of_the_future_is_refused_with_the_place_of_a_target(run, projet):
    before = (projet / "indicateurs" / "abs-taux.yaml").read_text(encoding="utf-8")
    code, _, err = run("indicator", "add", "abs-taux", "8", "-p", "2018-04")
    assert code == 1
    assert "avril 2018 n’a pas encore commencé" in _plain(err)
    assert "--cible" in err
    assert (projet / "indicateurs" / "abs-taux.yaml").read_text(encoding="utf-8") == before


def test_a_period_to_come_is_neither_proposed_nor_taken_in_answer(talk, projet):
    _write(projet, "repas", REPAS + "  2017-03: 12\n  2017-04: 14\n  2017-05: 3\n")
    child = talk("indicator", "add", "repas")
    child.expect("Pour quelle période.*avril 2017")
    child.sendline("juin 2017")
    child.expect("n’a pas encore commencé")
    child.expect("Pour quelle période")
    child.sendline("mai 2017")
    child.expect("a déjà une mesure")


def test_a_year_mistyped_hides_nothing_of_what_is_awaited(run, projet):
    _write(projet, "repas", REPAS + "  2017-02: 12\n  2018-03: 14\n")
    waiting = {each["id"]: each for each in _data(run, "indicator", "round")}
    assert waiting["repas"]["a_relever"] == ["2017-03", "2017-04"]
    row = next(each for each in _data(run, "indicator", "list") if each["id"] == "repas")
    assert row["releves"] == {"recus": 1, "attendus": 2}
    told = json.loads(run("check", "--json")[1])["issues"]
    assert [each["level"] for each in told if each["code"] == "mesure-future"] == ["avertissement"]


def test_a_division_by_zero_is_refused_and_nothing_is_noted(run, projet):
    before = (projet / "indicateurs" / "abs-taux.yaml").read_text(encoding="utf-8")
    code, _, err = run("indicator", "add", "abs-taux", "12/0", "-p", "2017-04")
    assert code == 2
    assert "diviser par 0" in _plain(err)
    assert "nd" in err
    assert (projet / "indicateurs" / "abs-taux.yaml").read_text(encoding="utf-8") == before


def test_two_numbers_typed_together_are_told_with_what_they_count(run):
    code, out, _ = run("indicator", "add", "abs-taux", "155/51,5", "-p", "2017-04")
    assert code == 0
    assert "155 jours calendaires" in _plain(out)
    assert "pour 51,5 ETP" in _plain(out)


def test_more_than_twice_the_staff_is_asked_about(run, talk):
    child = talk("indicator", "add", "abs-taux", "171/1545", "-p", "2017-04")
    child.expect("plus du double")
    child.expect("Garder cette mesure")
    child.sendline("")
    child.expect("Rien n’a été noté")
    done = run("indicator", "add", "abs-taux", "171/1545", "-p", "2017-04", "--json")
    assert "etp-trop-grand" in [each["code"] for each in json.loads(done[1])["issues"]]


HEURES = ("--formule", "heures / dues * 100", "--variables", "heures=Heures", "--variables", "dues=Heures dues")


def test_a_new_formula_says_from_when_it_holds_and_which_measures_lack_its_variables(run, projet):
    code, out, err = run("indicator", "edit", "abs-taux", *HEURES, "--depuis", "2017-04")
    assert code == 0
    assert "vaut à partir du 01/04/2017" in _plain(out)
    assert "plus de résultat" not in _plain(err)
    assert run("undo")[0] == 0
    before = (projet / "indicateurs" / "abs-taux.yaml").read_text(encoding="utf-8")
    code, _, err = run("indicator", "edit", "abs-taux", *HEURES, "--depuis", "2017-02")
    assert code == 1
    assert "2 mesures n’auraient plus de résultat (de février 2017 à mars 2017)" in _plain(err)
    assert "heures, dues" in err
    assert (projet / "indicateurs" / "abs-taux.yaml").read_text(encoding="utf-8") == before


def test_a_formula_corrected_says_how_many_measures_change_value(run):
    code, out, _ = run("indicator", "edit", "abs-taux", "--formule", "jours_absence / etp", "--correction")
    assert code == 0
    assert "mesures changent de valeur" in _plain(out)


def test_what_is_counted_said_for_the_first_time_keeps_its_date(run, projet):
    _write(projet, "repas", REPAS + "  2017-03: 12\n")
    assert run("indicator", "edit", "repas", "--champ", "unité A", "--depuis", "2017-02")[0] == 0
    assert _data(run, "indicator", "show", "repas")["definition"] == {
        **_data(run, "indicator", "show", "repas")["definition"], "champ": "unité A", "depuis": "2017-02",
    }  # fmt: skip


def test_a_times_sign_typed_as_a_letter_gets_its_proposal(run):
    for words in (("edit", "abs-taux"), ("add", "repas", "3", "-p", "2017-04")):
        code, _, err = run("indicator", *words, "--formule", "jours_absence / etp x 100")
        assert code == 2
        assert "Peut-être : jours_absence / etp * 100" in _plain(err)


@pytest.mark.parametrize(
    "word",
    ["épuisement", "fatigue", "burn-out", "stress", "sommeil", "conflits", "inaptitude", "lombalgies", "TMS",
     "contention", "ambiance", "satisfaction", "changements d’horaires", "aides-soignantes"],
)  # fmt: skip
def test_the_words_of_the_ward_find_something_in_the_catalogue(run, word):
    assert _data(run, "indicator", "catalog", word)


def test_the_round_offers_the_holes_of_a_series_after_what_is_late(run, projet, talk):
    _write(projet, "repas", REPAS + "  2017-01: 12\n  2017-03: nd\n  2017-04: 14\n")
    waiting = {each["id"]: each for each in _data(run, "indicator", "round")}
    assert waiting["repas"]["a_relever"] == []
    assert waiting["repas"]["trous"] == ["2017-02"]
    assert "trou : février 2017" in _plain(run("indicator", "round", "--no-input")[1])


def test_the_published_values_of_ones_own_kind_come_first_and_at_most_four(run, projet):
    fields = ("CHU", "Hôpital local", "Clinique", "CHU de 2015", "Ehpad privés", "Ehpad publics")
    lines = "".join(f"  - {{valeur: {rank}, annee: 2016, champ: {field}}}\n" for rank, field in enumerate(fields, 1))
    head = REPAS.removesuffix("mesures:\n")
    _write(projet, "repas", f"{head}comparaisons:\n{lines}mesures:\n  2017-03: 12\n")
    out = _plain(run("indicator", "show", "repas")[1])
    assert out.index("Ehpad privés") < out.index("CHU")
    assert "Clinique" not in out
    assert "et 2 autres : qvtkit indicator catalog repas" in out


def test_the_ready_result_typed_too_late_shows_the_way_back(talk):
    child = talk("indicator", "add", "abs-taux", "-p", "2017-04")
    child.expect("Jours calendaires")
    child.sendline("171")
    child.expect("ETP moyens")
    child.sendline("=8,2")
    child.expect("tapez < pour y revenir")
    child.sendline("<")
    child.expect("Jours calendaires")
    child.sendline("=8,2")
    child.expect("avril 2017.: 8,2")
