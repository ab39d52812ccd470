"""What is understood and yet to be confirmed by a person: the year, whose figures they are, what the table says of them."""

from __future__ import annotations

import datetime as dt

import pytest
from classeurs import INDICATEURS, csv, understood, xlsx

JANUARY = dt.date(2025, 1, 1)
YEAR, WHOSE, CHECK = " ? import-annee-a-confirmer", " ? import-perimetre", " ? import-a-verifier"


@pytest.mark.parametrize("words", ["{}", "Année {}", "Exercice {}"])
def test_a_year_on_its_own_line_is_that_of_the_months_below(words):
    first, second = words.format(2024), words.format(2025)
    found = understood(csv(f"Mois;Chutes\n{first};\nnovembre;3\ndécembre;4\n{second};\njanvier;5\nfévrier;6"))
    assert found["mesures"] == [
        "B3 chutes 2024-11 3",
        "B4 chutes 2024-12 4",
        "B6 chutes 2025-01 5",
        "B7 chutes 2025-02 6",
    ]


def test_months_past_new_year_under_one_year_are_never_certain():
    rows = csv("Absences 2024\n\nMois;Chutes\nnovembre;3\ndécembre;4\njanvier;5")
    wanted = [f"B4 chutes 2024-11 3{YEAR}", f"B5 chutes 2024-12 4{YEAR}", f"B6 chutes 2025-01 5{YEAR}"]
    assert understood(rows)["mesures"] == wanted
    across = understood(csv("Indicateur;novembre;décembre;janvier\nChutes;3;4;5"), annee=2024)
    assert across["mesures"] == [
        f"B2 chutes 2024-11 3{YEAR}",
        f"C2 chutes 2024-12 4{YEAR}",
        f"D2 chutes 2025-01 5{YEAR}",
    ]


def test_months_from_the_last_to_the_first_stay_in_their_year():
    found = understood(csv("Mois;Chutes\nmars;3\nfévrier;4\njanvier;5"), annee=2024)
    assert found["mesures"] == ["B2 chutes 2024-03 3", "B3 chutes 2024-02 4", "B4 chutes 2024-01 5"]


def test_a_title_of_another_year_than_the_months_is_to_be_confirmed():
    found = understood(csv("Suivi 2025\n\nMois;Chutes\n01/2024;3"))
    assert found["mesures"] == [f"B4 chutes 2024-01 3{YEAR}"]
    assert understood(csv("Campagne 2025\n\nMois;Chutes\n01/2024;3"))["mesures"] == ["B4 chutes 2024-01 3"]


@pytest.mark.parametrize(
    "words", ["Cuisine", "Nuit", "SOIGNANTS", "Taux des aides-soignants", "Données nationales", "Moyenne régionale"]
)
def test_words_that_may_be_those_of_a_part_are_asked_about(words):
    title = csv(f"{words}\n\nMois;Chutes\n01/2025;3")
    assert understood(title)["mesures"] == [f"B4 chutes 2025-01 3{WHOSE}"]
    sheet = xlsx([["Mois", "Chutes"], [JANUARY, 3]], sheet=words)
    assert understood(sheet)["mesures"] == [f"B2 chutes 2025-01 3{WHOSE}"]
    section = csv(f"Indicateur;janv-25;févr-25\n{words};;\nChutes;3;4")
    assert understood(section)["mesures"] == [f"B3 chutes 2025-01 3{WHOSE}", f"C3 chutes 2025-02 4{WHOSE}"]


def test_what_was_said_of_such_words_holds():
    rows = csv("Cuisine\n\nMois;Chutes\n01/2025;3")
    assert understood(rows, perimetres={"cuisine": "tout"})["mesures"] == ["B4 chutes 2025-01 3"]
    assert understood(rows, perimetres={"cuisine": "ignorer"})["laissees"] == ["B4 ignore"]
    assert understood(rows, perimetres={"": "Cuisine"})["doutes"] == ["B4 import-service"]


@pytest.mark.parametrize(
    "words", ["Objectifs 2025", "Prévisionnel", "EPRD 2025 - annexe : réalisé N-1", "Budget", "Cible", "N+1"]
)
def test_what_is_hoped_or_planned_is_no_measure(words):
    found = understood(csv(f"{words}\n\nMois;Chutes\n01/2025;3"))
    assert (found["mesures"], found["doutes"], found["laissees"]) == ([], [], ["B4 objectif"])
    column = understood(csv(f"Indicateur;janv-25;{words}\nChutes;3;9"))
    assert column["mesures"] == ["B2 chutes 2025-01 3"]
    assert [each.split()[0] for each in column["laissees"]] == ["C2"]


def test_the_figures_of_the_whole_house_are_not_those_of_a_service():
    one = {"rappels-medecine": INDICATEURS["rappels-medecine"]}
    assert understood(csv("Mois;Rappels sur repos\n01/2025;3"), indicateurs=one)["mesures"] == [
        "B2 rappels-medecine 2025-01 3 ? import-sans-service"
    ]
    both = csv("Service;Mois;Rappels sur repos\nMédecine;01/2025;3\nTotal établissement;01/2025;9")
    found = understood(both, indicateurs=one)
    assert (found["mesures"], found["doutes"]) == (["C2 rappels-medecine 2025-01 3"], ["C3 import-service"])


@pytest.mark.parametrize("title", [True, False])
def test_a_service_named_by_a_title_or_a_sheet(title):
    one = {"b": INDICATEURS["rappels-medecine"].model_copy(update={"service": "Unité B"})}
    rows = [["Mois", "Rappels sur repos"], [JANUARY, 3]]
    raw = xlsx([["Unité B"], *rows]) if title else xlsx(rows, sheet="Unité B")
    assert understood(raw, indicateurs=one)["mesures"] == [f"B{3 if title else 2} b 2025-01 3"]


def test_a_column_of_the_house_itself_is_the_whole():
    found = understood(csv("Établissement;Mois;Chutes\nLes Tilleuls;01/2025;3"))
    assert found["mesures"] == ["C2 chutes 2025-01 3"]


def test_a_merged_value_a_note_and_a_remark_are_to_be_confirmed():
    merged = xlsx([["Mois", "Chutes"], [JANUARY, 3], [dt.date(2025, 2, 1), None]], merged=("B2:B3",))
    assert understood(merged)["mesures"] == [f"B2 chutes 2025-01 3{CHECK}"]
    noted = csv("Mois;Chutes*\n01/2025;3\n* y compris décembre")
    assert understood(noted)["mesures"] == [f"B2 chutes 2025-01 3{CHECK}"]
    remarked = csv("Mois;Chutes;Observations\n01/2025;3;à confirmer\n02/2025;4;")
    assert understood(remarked)["mesures"] == [f"B2 chutes 2025-01 3{CHECK}", "B3 chutes 2025-02 4"]


def test_the_written_result_is_compared_at_its_precision():
    def read(result):
        return understood(
            csv(f"Indicateur;Période;Numérateur;Dénominateur;Taux\nSoins reportés;mars 2025;13;248;{result}")
        )

    assert read("5,2")["doutes"] == []
    assert read("5,3")["doutes"] == ["C2 import-calcul", "D2 import-calcul", "E2 import-calcul"]
    assert read("5")["doutes"] == []
    assert read("5,0")["doutes"] != []


def test_english_months_and_a_text_in_the_first_line():
    found = understood(csv("Indicateur;Apr 2025;May 2025;Aug 2025;Sept 2025\nChutes;1;2;3;4"))
    assert [each.split()[2] for each in found["mesures"]] == ["2025-04", "2025-05", "2025-08", "2025-09"]
    text = understood(csv("Mois;Chutes\n01/2025;3 dont 1 grave\n02/2025;4"))
    assert (text["mesures"], text["doutes"]) == (["B3 chutes 2025-02 4"], ["B2 import-nombre"])


def test_values_that_all_look_like_years_are_values():
    found = understood(csv("Mois;Chutes\n01/2025;2010\n02/2025;2016\n03/2025;1999"))
    assert found["mesures"] == ["B2 chutes 2025-01 2010", "B3 chutes 2025-02 2016", "B4 chutes 2025-03 1999"]


def test_the_dashboard_with_headings_merged_down():
    rows = [["Indicateurs", "Unité", "Réalisé", None, "Médiane nationale", None], [None, None, 2024, 2025, 2024, 2025],
            ["Taux de rotation", "%", 12, 13, 10, 11]]  # fmt: skip
    found = understood(xlsx(rows, merged=("A1:A2", "B1:B2", "C1:D1", "E1:F1")))
    assert found["mesures"] == ["C3 rotation 2024 12", "D3 rotation 2025 13"]
    assert [each.split()[0] for each in found["laissees"]] == ["E3", "F3"]


def test_a_semester_among_months_is_doubtful_with_totals_asked_too():
    raw = csv("Mois;Chutes\nJanvier 2025;3\n1er semestre 2025;9")
    assert understood(raw, totaux=True)["doutes"] == ["B3 import-periode"]


@pytest.mark.parametrize(
    "raw",
    [
        csv("Agent;janv-25;févr-25\nMARTIN Sophie;1;2\nDUPONT Jean;3;4"),
        csv("Libellé;janv-25\nMme Leroy;1\nMme Petit;2"),
        csv("Matricule;Mois;Chutes\n12;01/2025;3"),
        csv("Nom;Mois;Chutes\nMARTIN Sophie;01/2025;3\nDUPONT Jean;01/2025;3"),
    ],
)
def test_a_table_of_persons_is_not_read(raw):
    found = understood(raw)
    assert found["mesures"] == []
    assert {each.split()[1] for each in found["doutes"]} == {"import-nominatif"}


def test_a_column_called_name_may_name_indicators():
    assert understood(csv("Nom;janv-25\nChutes;3"))["mesures"] == ["B2 chutes 2025-01 3"]


def test_a_column_of_units_and_a_result_called_rate():
    found = understood(csv("Indicateur;Unité;janv-25\nChutes;chutes;3"))
    assert found["mesures"] == ["C2 chutes 2025-01 3"]
    assert understood(csv("Mois;Chutes (nb)\n01/2025;3"))["mesures"] == ["B2 chutes 2025-01 3"]
    rate = csv("Mois;Taux\n01/2025;8,2")
    assert understood(rate, dits={"Taux": "abs-taux"})["mesures"] == ["B2 abs-taux 2025-01 8,2"]
