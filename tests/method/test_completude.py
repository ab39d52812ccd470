from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qvtkit.method.completude import a_relever, completude, depuis_le_debut, dues, en_retard, manquantes, trous
from qvtkit.model.indicateur import Indicateur
from qvtkit.model.periods import Periode


def _indicator(periodicite="mois", **mesures):
    body = {key.replace("_", "-"): value for key, value in mesures.items()}
    return Indicateur.model_validate({"periodicite": periodicite, "mesures": body})


MONTHS = _indicator(**{"2016_01": 8, "2016_02": "nd", "2016_04": 9, "2016": 8.5})


def test_received_counts_values_of_the_indicators_own_length():
    assert completude(MONTHS, dt.date(2016, 1, 1), dt.date(2016, 4, 30)) == (2, 4)
    assert completude(MONTHS, dt.date(2016, 1, 1), dt.date(2016, 4, 30)).part == 0.5
    lacking = manquantes(MONTHS, dt.date(2016, 1, 1), dt.date(2016, 4, 30))
    assert [str(each) for each in lacking] == ["2016-02", "2016-03"]


def test_a_period_that_the_window_cuts_is_not_awaited():
    assert completude(MONTHS, dt.date(2016, 1, 2), dt.date(2016, 4, 29)) == (0, 2)
    assert completude(MONTHS, dt.date(2016, 3, 1), dt.date(2016, 2, 1)) == (0, 0)
    assert completude(MONTHS, dt.date(2016, 3, 1), dt.date(2016, 2, 1)).part is None


def test_at_chosen_dates_what_was_written_is_awaited():
    chosen = _indicator("ponctuelle", **{"2016_03_14": 4, "2016_09_12": "nd"})
    assert completude(chosen, dt.date(2016, 1, 1), dt.date(2016, 12, 31)) == (1, 2)
    assert dues(chosen, dt.date(2018, 1, 1)) == en_retard(chosen, dt.date(2018, 1, 1)) == ()


def test_what_is_due_comes_after_the_last_written_and_is_over():
    weekly = _indicator("semaine", **{"2016_W10": 3})
    assert [str(each) for each in dues(weekly, dt.date(2016, 3, 29))] == ["2016-W11", "2016-W12"]
    assert dues(_indicator(**{"2016_04": 3}), dt.date(2016, 5, 31)) == ()
    assert [str(each) for each in dues(_indicator(), dt.date(2016, 5, 31))] == ["2016-04"], "never measured: the last"
    mistyped = _indicator(**{"2016_03": 2, "2199_12": 3})
    assert [str(each) for each in dues(mistyped, dt.date(2016, 5, 31))] == ["2016-04"], "a year mistyped hides nothing"
    assert depuis_le_debut(mistyped, dt.date(2016, 5, 31)) == (1, 2)


def test_a_hole_is_what_nobody_said_anything_of():
    monthly = _indicator(**{"2016_01": 2, "2016_03": "nd", "2016_05": 3})
    assert [str(each) for each in trous(monthly, dt.date(2016, 6, 2))] == ["2016-02", "2016-04"]
    assert trous(_indicator(), dt.date(2016, 6, 2)) == ()
    assert trous(_indicator("ponctuelle", **{"2016_01": 2}), dt.date(2016, 6, 2)) == ()


def test_a_measure_of_another_length_makes_nothing_received_nor_less_due():
    weekly = _indicator("semaine", **{"2016_03": 12})
    assert weekly.last() is None
    assert [str(each) for each in weekly.autre_duree()] == ["2016-03"]
    assert [str(each) for each in dues(weekly, dt.date(2016, 5, 2))] == ["2016-W17"]
    later = _indicator("semaine", **{"2016_W12": 3, "2016_03": 12})
    assert str(dues(later, dt.date(2016, 5, 2))[0]) == "2016-W13"
    assert depuis_le_debut(weekly, dt.date(2016, 5, 2)) == (0, 0)


def test_a_period_written_without_anything_is_still_due():
    assert [str(each) for each in dues(_indicator(**{"2016_03": 3, "2016_04": None}), dt.date(2016, 5, 2))] == [
        "2016-04"
    ]


def test_late_is_due_for_longer_than_the_usual_delay():
    monthly = _indicator(**{"2016_03": 3})
    assert en_retard(monthly, dt.date(2016, 5, 30)) == ()
    assert [str(each) for each in en_retard(monthly, dt.date(2016, 5, 31))] == ["2016-04"]
    yearly = _indicator("annee", **{"2015": 3})
    assert en_retard(yearly, dt.date(2017, 4, 1)) == ()
    assert len(en_retard(yearly, dt.date(2017, 6, 1))) == 1


def test_the_count_since_the_start_awaits_what_is_late_and_not_what_is_only_due():
    monthly = _indicator(**{"2016_01": 3, "2016_03": 4})
    assert depuis_le_debut(monthly, dt.date(2016, 5, 2)) == (2, 3)
    assert depuis_le_debut(monthly, dt.date(2016, 6, 15)) == (2, 4)
    assert depuis_le_debut(_indicator(), dt.date(2016, 6, 15)) == (0, 0)


@given(
    st.sampled_from(["jour", "semaine", "mois", "trimestre", "semestre", "annee", "ponctuelle"]),
    st.lists(st.dates(dt.date(2014, 1, 1), dt.date(2017, 12, 31)), max_size=12),
    st.dates(dt.date(2013, 1, 1), dt.date(2018, 12, 31)), st.dates(dt.date(2013, 1, 1), dt.date(2018, 12, 31)),
)  # fmt: skip
def test_never_more_received_than_awaited(periodicite, days, debut, fin):
    measures = {str(Periode.containing(day, periodicite)): 5 for day in days}
    indicator = Indicateur.model_validate({"periodicite": periodicite, "mesures": measures})
    count = completude(indicator, debut, fin)
    assert 0 <= count.recues <= count.attendues
    assert len(manquantes(indicator, debut, fin)) == count.attendues - count.recues
    assert all(each.last_day < fin for each in dues(indicator, fin))


@pytest.mark.parametrize(("etat", "attendus"), [("active", ["abs"]), ("terminee", [])])
def test_nothing_is_awaited_once_the_project_is_over(creer, etat, attendus):
    files = {
        "qvt.yaml": f"format: 1\ndemarche:\n  etat: {etat}\n",
        "indicateurs/abs.yaml": "nom: Absences\nperiodicite: mois\nmesures: {2016-12: 8}\n",
        "indicateurs/libre.yaml": "nom: Libre\nperiodicite: ponctuelle\n",
    }
    assert [each.id for each in a_relever(creer(files), dt.date(2017, 3, 2))] == attendus
