from __future__ import annotations

import datetime as dt

import pytest

from qvtkit.method.vraisemblance import doutes
from qvtkit.model.indicateur import Indicateur
from qvtkit.model.mesure import Mesure
from qvtkit.model.periods import Periode

DAY = dt.date(2017, 3, 22)
FEBRUARY = Periode("mois", 2017, 2)
RATE = {"unite": "%", "periodicite": "mois", "bornes": {"min": 0, "max": 100}, "mesures": {"2016-12": 12, "2017-01": 8}}


def _codes(data, typed, periode=FEBRUARY):
    indicator = Indicateur.model_validate(data)
    names = indicator.formule_lue.noms if indicator.formule_lue else ()
    mesure = Mesure.model_validate(typed).named(names)
    return [each.code for each in doutes(indicator, periode, mesure, DAY)]


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("8,2", []), ("nd", []), ("0", []), ("99,9", []), ("100", ["valeur-dix-fois"]), ("0,8", ["pourcentage-en-fraction"]),
        ("0,082", ["pourcentage-en-fraction"]), ("120", ["hors-bornes"]), ("-3", ["hors-bornes"]),
    ],
)  # fmt: skip
def test_a_percentage_beside_the_others(typed, codes):
    assert _codes(RATE, typed) == codes


def test_a_share_over_a_hundred_is_told_where_no_bound_says_so():
    assert _codes({"unite": "%", "mesures": {"2017-01": 90}}, "130") == ["pourcentage-impossible"]


def test_low_rates_are_no_fractions():
    assert _codes({"unite": "%", "mesures": {"2016-12": 0.6, "2017-01": 1.4}}, "0,8") == []


@pytest.mark.parametrize(("typed", "codes"), [("11", []), ("120", ["valeur-dix-fois"]), ("1,2", ["valeur-dix-fois"])])
def test_ten_times_the_usual_value_or_a_tenth_of_it(typed, codes):
    series = {"unite": "min", "mesures": {"2016-11": 1, "2017-01": 12, "2017-03": 120}}
    assert _codes(series, typed) == codes


def test_a_slip_already_noted_does_not_make_the_right_values_surprising():
    series = {"unite": "min", "mesures": {"2016-10": 11, "2016-11": 12, "2017-01": 120}}
    assert _codes(series, "12") == []
    assert _codes(series, "118") == []
    assert _codes(series, "1200") == ["valeur-dix-fois"]


@pytest.mark.parametrize(("typed", "codes"), [("0,08", ["loin-du-publie"]), ("8", []), ("2", []), ("0", [])])
def test_the_first_value_is_set_beside_the_published_ones(typed, codes):
    published = [{"valeur": 3, "annee": 2016, "champ": "Ehpad"}, {"valeur": 13, "annee": 2016, "champ": "CHU"},
                 {"valeur": 0.1, "unite": "jours", "annee": 2016, "champ": "Ehpad"}]  # fmt: skip
    assert _codes({"unite": "%", "comparaisons": published}, typed) == codes


def test_the_first_value_and_those_after_a_zero_surprise_nobody():
    assert _codes({"unite": "min"}, "1000000") == []
    assert _codes({"unite": "min", "mesures": {"2017-01": 0}}, "15") == []


def test_a_count_below_zero_and_a_variable_below_zero():
    assert _codes({"unite": "chutes", "nature": "comptage"}, "-3") == ["comptage-negatif"]
    assert _codes({"unite": "€", "nature": "mesure"}, "-3") == []
    rate = {"formule": "chutes / journees * 1000", "variables": {"chutes": "Chutes", "journees": "Journées"}}
    assert _codes(rate, {"chutes": -3, "journees": 900}) == ["comptage-negatif"]


def test_a_period_to_come():
    assert _codes(RATE, "8", Periode("mois", 2017, 4)) == ["date-future"]
    assert _codes(RATE, "8", Periode("mois", 2017, 3)) == []


@pytest.mark.parametrize("value", [5e-324, 1e-308, 1e308, -1e308])
def test_extreme_values_are_told_and_nothing_breaks(value):
    for last in (5e-324, 1e308, 8):
        series = {"unite": "min", "mesures": {"2017-01": last}}
        assert set(_codes(series, value)) <= {"valeur-dix-fois"}
