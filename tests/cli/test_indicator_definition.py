"""An indicator of one's own, a definition that changes, a service, a measure that surprises."""

from __future__ import annotations

import json

import pytest

from qvtkit.cli.commands.indicator_options import is_formula, likely_nature
from qvtkit.method.services import par_service
from qvtkit.store.project import load

OWN = ("--famille", "technique", "--unite", "%", "--sens", "baisse")
MAY = "1493884800"
"""4 May 2017: April is over and waits for its measure."""


@pytest.fixture(autouse=True)
def in_may(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", MAY)


def _data(run, name):
    return json.loads(run("indicator", "show", name, "--json")[1])["data"]


def _codes(done):
    return [each["code"] for each in json.loads(done[1])["issues"]]


def test_a_rate_of_ones_own_computes_from_its_words(run):
    code, out, _ = run(
        "indicator", "add", "reports", *OWN, "--formule", "Reportées / Prévues × 100", "--variables",
        "reportees=Toilettes reportées", "--variables", "Prévues=Toilettes prévues", "--champ", "unité A",
        "-p", "2017-02", "-v", "reportees=13", "-v", "prevues=248",
    )  # fmt: skip
    assert code == 0
    assert "5,24" in out
    data = _data(run, "reports")
    assert data["nature"] == "proportion"
    assert data["definition"]["champ"] == "unité A"
    assert data["variables"]["prevues"] == "Toilettes prévues"
    assert run("check")[0] == 0


def test_an_unknown_variable_lists_those_of_the_formula(run):
    code, _, err = run("indicator", "add", "abs-taux", "-p", "2017-04", "-v", "jours=3", "-v", "etp=50")
    assert code == 2
    assert "jours_absence, etp" in err


def test_the_sense_of_a_variable_is_no_figure(run):
    code, _, err = run("indicator", "add", "reports", *OWN, "--formule", "a / b", "--variables", "a=12")
    assert code == 2
    assert "--variable " in err


@pytest.mark.parametrize(
    ("typed", "said"),
    [("jours d'absence / etp", "jours_d_absence / etp"), ("toilettes reportees / prevues", "toilettes_reportees / prevues"),
     ("a // b", "n’est pas un calcul")],
)  # fmt: skip
def test_a_formula_typed_with_spaces_gets_its_proposal(typed, said):
    assert said in is_formula(typed)


@pytest.mark.parametrize(
    ("unite", "formule", "nature"),
    [("%", "a / b", "proportion"), ("pour 1 000 journées", "a / b * 1000", "taux"), ("points", "", "score"),
     ("nombre", "", "comptage"), ("€", "", "mesure"), ("minutes", "a / b", "mesure")],
)  # fmt: skip
def test_the_nature_is_proposed_from_the_unit(unite, formule, nature):
    assert likely_nature({"unite": unite, "formule": formule}) == nature


def test_a_change_of_what_is_counted_keeps_the_past_with_its_date_and_its_formula(run, projet):
    before = _data(run, "abs-taux")["valeurs"]
    code, out, _ = run(
        "indicator", "edit", "abs-taux", "--formule", "heures_absence / heures_dues * 100", "--variables",
        "heures_absence=Heures d'absence", "--variables", "heures_dues=Heures dues", "--depuis", "2017-04",
    )  # fmt: skip
    assert code == 0
    assert "31/03/2017" in out
    data = _data(run, "abs-taux")
    old = data["historique_definition"][-1]
    assert old["jusqu_a"] == "2017-03-31"
    assert "jours_absence" in old["texte"]
    assert data["definition"]["depuis"] == "2017-04"
    assert data["valeurs"] == before, "the measures of that time keep their formula"
    assert (
        run("indicator", "add", "abs-taux", "-p", "2017-04", "-v", "heures_absence=700", "-v", "heures_dues=7000")[0]
        == 0
    )
    assert _data(run, "abs-taux")["valeurs"][-1]["valeur"] == pytest.approx(10)
    assert run("check")[0] == 0
    assert "jusqu’au 31/03/2017" in run("indicator", "show", "abs-taux")[1].replace("\u00a0", " ")


def test_a_slip_of_the_pen_and_what_only_completes_leave_no_past(run):
    assert run("indicator", "edit", "abs-taux", "--champ", "tout le personnel", "--correction")[0] == 0
    assert run("indicator", "add", "attente", "12", "-p", "2017-02", *OWN)[0] == 0
    assert run("indicator", "edit", "attente", "--champ", "les deux étages")[0] == 0
    assert run("indicator", "edit", "attente", "--responsable", "IDEC")[0] == 0
    assert _data(run, "abs-taux")["historique_definition"] == []
    assert _data(run, "attente")["historique_definition"] == []


def test_by_questions_one_says_whether_what_is_counted_changed(talk, run):
    child = talk("indicator", "edit", "rappels-repos")
    child.expect("Que voulez-vous modifier")
    child.sendline("3")
    child.expect("Dans quelle unité")
    child.sendline("rappels pour 100 personnes")
    child.expect("Que change cette modification")
    child.sendline("1")
    child.expect("Depuis quand")
    child.sendline("mars 2017")
    child.expect("28/02/2017")
    child.expect(talk.end)
    assert _data(run, "rappels-repos")["historique_definition"][0]["texte"] == "unité : rappels"


def test_a_service_takes_the_definition_over_and_its_measures_stay_apart(run):
    first = (
        "indicator",
        "add",
        "soins-reportes",
        "-p",
        "2017-W12",
        "-v",
        "toilettes_reportees=3",
        "-v",
        "toilettes_prevues=90",
    )
    code, out, _ = run(*first, "--service", "Unité B")
    assert code == 0
    assert "(Unité B)" in out
    data = _data(run, "soins-reportes-unite-b")
    common = _data(run, "soins-reportes")
    assert data["declinaison_de"] == "soins-reportes"
    assert data["formule"] == common["formule"]
    assert [each["periode"] for each in data["valeurs"]] == ["2017-W12"]
    again = (
        *first[:4],
        "2017-W13",
        "-v",
        "toilettes_reportees=1",
        "-v",
        "toilettes_prevues=95",
        "--service",
        "unite b",
    )
    assert run(*again)[0] == 0
    assert len(_data(run, "soins-reportes-unite-b")["valeurs"]) == 2
    assert "Unité B" in run("indicator", "show", "soins-reportes")[1]
    assert run("indicator", "add", "soins-reportes-unite-b", "2", "-p", "2017-W14", "--service", "Unité C")[0] == 0
    assert _data(run, "soins-reportes-unite-c")["declinaison_de"] == "soins-reportes"
    assert run("check")[0] == 0
    assert run("indicator", "remove", "soins-reportes", "--yes")[0] != 0, "its services still speak of it"


def test_an_indicator_begun_in_one_service_is_taken_over_by_another(run, projet):
    for service, value in (("Unité A", "2"), ("Unité B", "3"), ("unité a", "4")):
        period = "2017-01" if service != "unité a" else "2017-02"
        assert run("indicator", "add", "chutes", value, "-p", period, "--service", service)[0] == 0
    found = par_service(load(projet), "chutes-unite-b")
    assert [(key, each.service, len(each.mesures)) for key, each in found.items()] == [
        ("chutes", "Unité A", 2), ("chutes-unite-b", "Unité B", 1),
    ]  # fmt: skip
    assert par_service(load(projet), "abs-taux") == {}


def test_a_surprising_measure_is_recorded_and_told_without_a_terminal(run):
    done = run("indicator", "add", "cout-remplacements", "24808", "-p", "2017-04", "--json")
    assert done[0] == 0
    assert "valeur-dix-fois" in _codes(done)
    assert _data(run, "cout-remplacements")["valeurs"][-1]["valeur"] == 24808
    code, _, err = run("indicator", "add", "soins-reportes", "0,05", "-p", "2017-W12", "--no-input")
    assert code == 0
    assert "fraction" in err


def test_in_a_terminal_a_surprising_measure_is_asked_then_dropped(talk, projet):
    before = (projet / "indicateurs/rappels-repos.yaml").read_bytes()
    child = talk("indicator", "add", "rappels-repos", "800", "-p", "2017-03", "--remplacer")
    child.expect("fois plus")
    child.expect("Garder cette mesure")
    child.sendline("non")
    child.expect("Rien n’a été noté")
    child.expect(talk.end)
    assert (projet / "indicateurs/rappels-repos.yaml").read_bytes() == before


def test_the_period_comes_before_the_value_and_a_measured_one_is_not_lost(talk, run):
    child = talk("indicator", "add", "rappels-repos")
    child.expect("Dernière valeur")
    child.expect("Pour quelle période")
    child.sendline("mars 2017")
    child.expect("a déjà une mesure .8 rappels.. La remplacer")
    child.sendline("non")
    child.expect("Pour quelle période")
    child.sendline("")
    child.expect("Quelle est la valeur")
    child.sendline("nd")
    child.expect("Pourquoi manque-t-elle")
    child.sendline("cadre absente")
    child.expect("non disponible")
    child.expect(talk.end)
    assert _data(run, "rappels-repos")["mesures"]["2017-04"]["motif"] == "cadre absente"


def test_the_trap_is_told_when_the_indicator_is_created_and_when_it_is_read(run):
    done = run("indicator", "add", "rotation-taux", "25", "-p", "2016", "--json")
    assert "piege-connu" in _codes(done)
    assert _codes(run("indicator", "add", "rotation-taux", "26", "-p", "2015", "--json")) == []
    shown = run("indicator", "show", "rotation-taux")[1].replace("\u00a0", " ")
    assert "À savoir : Rotation et vacance se confondent" in shown
    assert "25,6 % (Ehpad, 2023)" in shown


def test_the_list_tells_what_waits_and_in_which_direction(run, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1493884800")
    data = {each["id"]: each for each in json.loads(run("indicator", "list", "--json")[1])["data"]}
    assert data["abs-taux"]["releves"] == {"recus": 14, "attendus": 15}
    assert data["abs-taux"]["a_relever"] == ["2017-04"]
    assert data["abs-taux"]["derniere"]["periode"] == "2017-03"
    shown = run("indicator", "list", "--format", "csv")[1]
    assert "à la baisse" in shown
    assert "14 sur 15 ; 1 à relever" in shown
    assert "sans valeur : juillet 2016" in run("indicator", "show", "abs-taux")[1].replace("\u00a0", " ")


def test_a_comparison_without_field_or_year_is_told_and_never_shown(run, projet):
    path = projet / "indicateurs/abs-taux.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "comparaisons:\n", "comparaisons:\n  - {valeur: 77.7, annee: 2020}\n"
    )
    path.write_text(text, encoding="utf-8")
    assert "77,7" not in run("indicator", "show", "abs-taux")[1]
    code, out, err = run("check")
    assert code == 0
    assert "77,7 % n’a pas de champ" in (out + err).replace("\u00a0", " ")
