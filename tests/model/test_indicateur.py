from __future__ import annotations

import pytest

from qvtkit.model.indicateur import Indicateur
from qvtkit.model.periods import Periode

ABSENCE = {
    "formule": "jours_absence / (etp * jours_periode) * 100",
    "variables": {"jours_absence": "Jours", "etp": "ETP"},
    "periodicite": "mois",
}


def _indicator(**mesures):
    return Indicateur.model_validate({**ABSENCE, "mesures": {k.replace("_", "-"): v for k, v in mesures.items()}})


def test_a_rate_by_month_and_by_year_agree():
    monthly = {f"2015-{month:02}": {"jours_absence": 155 if month in {1, 3, 5, 7, 8, 10, 12} else 150 if month != 2 else 140,
                                    "etp": 50} for month in range(1, 13)}  # fmt: skip
    months = Indicateur.model_validate({**ABSENCE, "mesures": monthly})
    days = sum(each["jours_absence"] for each in monthly.values())
    year = Indicateur.model_validate(
        {**ABSENCE, "periodicite": "annee", "mesures": {"2015": {"jours_absence": days, "etp": 50}}}
    )
    by_month = [value for _, value in months.series()]
    assert all(value == pytest.approx(10) for value in by_month)
    assert year.value_of(Periode("annee", 2015)) == pytest.approx(10)


def test_a_ratio_takes_the_two_variables_in_their_order():
    rate = Indicateur.model_validate({"formule": "tombes / journees * 1000", "mesures": {"2016-03": "12 / 2400"}})
    assert rate.series() == [(Periode("mois", 2016, 3), 5.0)]


@pytest.mark.parametrize("typed", ["nd", "n.d.", "NC", "Non disponible", {"valeur": "n.d.", "motif": "panne"}])
def test_not_available_is_a_measure_without_a_value(typed):
    indicator = _indicator(**{"2016_03": typed})
    assert indicator.series() == [(Periode("mois", 2016, 3), None)]
    assert not list(indicator.problems())


def test_variables_with_accents_and_capitals_are_understood():
    indicator = _indicator(**{"2016_03": {"Jours absence": "171", "ETP": "51,5"}})
    assert indicator.value_of(Periode("mois", 2016, 3)) == pytest.approx(171 / (51.5 * 31) * 100)


def test_what_is_wrong_in_a_measure_is_told_at_its_place():
    indicator = _indicator(
        **{"2016_03": {"jours_absences": 171, "etp": 51.5}, "2016_04": {"etp": 51.5}, "2016_05": "1/2/3"[:3]}
    )
    found = {(problem.code, problem.path) for problem in indicator.problems()}
    assert ("variable-inconnue", ("mesures", "2016-03", "jours_absences")) in found
    assert ("variable-manquante", ("mesures", "2016-04")) in found


def test_a_value_out_of_range_is_a_doubt():
    indicator = Indicateur.model_validate({"bornes": {"min": 0, "max": 100}, "mesures": {"2016": 120}})
    assert [problem.code for problem in indicator.problems()] == ["hors-bornes"]


def test_the_measures_of_the_past_keep_the_formula_of_their_time():
    indicator = Indicateur.model_validate({
        "formule": "chutes / journees * 1000", "periodicite": "mois",
        "historique_definition": [
            {"jusqu_a": "2016-02", "texte": "formule : chutes", "formule": "chutes"},
            {"jusqu_a": "2015-12-31", "texte": "formule : chutes / lits", "formule": "chutes / lits"},
            {"jusqu_a": "2014-12-31", "texte": "autre source"},
        ],
        "mesures": {"2014-06": "12/4", "2015-12": "9/3", "2016-02": {"chutes": 5}, "2016-03": "6/2000"},
    })  # fmt: skip
    assert [value for _, value in indicator.series()] == [3, 3, 5, 3]
    assert not list(indicator.problems())


def test_a_change_inside_a_period_leaves_it_to_the_new_definition():
    indicator = Indicateur.model_validate({
        "formule": "a * 2", "historique_definition": [{"jusqu_a": "2016-03-15", "formule": "a"}],
        "mesures": {"2016-03": {"a": 1}, "2016-02": {"a": 1}},
    })  # fmt: skip
    assert [value for _, value in indicator.series()] == [1, 2]
