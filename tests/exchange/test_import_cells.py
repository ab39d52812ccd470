"""Cells as people fill them: what is certain is measured, the rest is doubtful or left aside, each with its reason."""

from __future__ import annotations

import datetime as dt

import pytest
from classeurs import INDICATEURS, csv, ods, understood, xlsx

JANUARY = dt.date(2025, 1, 1)
HEAD = "Indicateur;janv-25\n"


def _one(cell, label="Taux d'absentéisme"):
    return understood(csv(f"{HEAD}{label};{cell}"))


@pytest.mark.parametrize(
    ("cell", "value"),
    [("8,2", "8,2"), ("8.2", "8,2"), ("8,2 %", "8,2"), ("12,5%", "12,5"), ("0", "0"), ("+3", "3"), ("8,20", "8,2"), (" 8,2 ", "8,2"),
     ("\u00a08,2\u202f%", "8,2")],
)  # fmt: skip
def test_a_number_in_every_spelling(cell, value):
    assert _one(cell) == {"mesures": [f"B2 abs-taux 2025-01 {value}"], "doutes": [], "laissees": []}


def test_thousands_and_units_of_the_indicator():
    found = understood(csv(f"{HEAD}Chutes;1 234\nChutes;1 234,0"))
    assert found["mesures"] == ["B2+B3 chutes 2025-01 1234"]
    found = understood(csv("Indicateur;S11 2025\nAttente au repas;12 min"))
    assert found["mesures"] == ["B2 attente 2025-W11 12"]


@pytest.mark.parametrize(
    "cell",
    [
        "n.d.",
        "ND",
        "NC",
        "N/A",
        "-",
        "–",
        "s",
        "secret",
        "en cours",
        "< 5",
        "<11",
        "≤ 5",
        "moins de 5",
        "#DIV/0!",
        "#N/A",
        "…",
        "nr",
    ],
)
def test_a_mark_for_a_missing_figure_is_missing_with_its_reason_never_zero(cell):
    assert _one(cell) == {"mesures": [f"B2 abs-taux 2025-01 nd {cell}"], "doutes": [], "laissees": []}


def test_an_empty_cell_is_nothing():
    found = understood(csv("Indicateur;janv-25;févr-25\nChutes;;4\nTaux d'absentéisme;;"))
    assert found == {"mesures": ["C2 chutes 2025-02 4"], "doutes": [], "laissees": []}


@pytest.mark.parametrize(
    "cell",
    ["8,2*", "env. 8", "8 (p)", "8,2 à 9", "1.234", "7:30", "oui", "(12)", "1,2,3", "néant", "12/03/2025", "~8", "?"],
)
def test_what_may_be_read_in_two_ways_or_in_none_is_doubtful(cell):
    found = understood(csv(f"Indicateur;janv-25;févr-25\nTaux d'absentéisme;{cell};9,1"))
    assert found["mesures"] == ["C2 abs-taux 2025-02 9,1"]
    assert found["doutes"] == ["B2 import-nombre"]


def test_a_point_for_thousands_is_seen_by_the_commas_beside_it():
    raw = csv("Mois;Chutes;Taux d'absentéisme\n01/2025;1.500;8,2\n02/2025;2.750;9,1")
    assert understood(raw)["doutes"] == ["B2 import-nombre", "B3 import-nombre"]
    english = csv("Mois,Taux d'absentéisme\n2025-01,8.125\n2025-02,9.1")
    assert understood(english)["mesures"] == ["B2 abs-taux 2025-01 8,125", "B3 abs-taux 2025-02 9,1"]


def test_totals_averages_and_targets_are_no_measure():
    found = understood(csv(
        "Indicateur;Objectif;janv-25;févr-25;mars-25;T1 2025;Total;Moyenne 2025;Évolution\n"
        "Chutes;2;3;4;5;12;12;4;+2\nTotal général;2;3;4;5;12;12;4;2"
    ))  # fmt: skip
    assert found["mesures"] == ["C2 chutes 2025-01 3", "D2 chutes 2025-02 4", "E2 chutes 2025-03 5"]
    assert found["doutes"] == []
    assert [each.split()[0] for each in found["laissees"]] == [
        "B2", "F2", "G2", "H2", "I2", "B3", "C3", "D3", "E3", "F3", "G3", "H3", "I3",
    ]  # fmt: skip


def test_totals_in_lines_are_no_measure_either():
    found = understood(
        csv("Mois;Chutes\nJanvier 2025;3\nFévrier 2025;4\n1er semestre 2025;7\nTotal 2025;7\nMoyenne;3,5")
    )
    assert found["mesures"] == ["B2 chutes 2025-01 3", "B3 chutes 2025-02 4"]
    assert found["laissees"] == ["B4 total", "B5 total", "B6 total"]


def test_the_total_of_a_year_is_its_measure_when_asked():
    raw = csv("Indicateur 2025;janv;févr;Total\nTaux de rotation;1;2;3")
    assert understood(raw)["mesures"] == []
    assert understood(raw, totaux=True)["mesures"] == ["D2 rotation 2025 3"]


def test_a_figure_of_another_length_of_time_is_doubtful():
    raw = csv("Indicateur;2024\nChutes;37")
    assert understood(raw) == {"mesures": [], "doutes": ["B2 import-duree"], "laissees": []}
    assert understood(raw, totaux=True)["mesures"] == ["B2 chutes 2024 37"]
    assert understood(csv("Indicateur;janv-25\nTaux de rotation;1"), totaux=True)["doutes"] == ["B2 import-duree"]
    assert understood(csv("Date;Chutes\n01/01/2025;3\n14/02/2025;4"))["doutes"] == [
        "B2 import-duree",
        "B3 import-duree",
    ]


def test_months_without_a_year_are_doubtful():
    assert understood(csv("Indicateur;janvier;février\nChutes;3;4"))["doutes"] == ["B2 import-annee", "C2 import-annee"]
    two = csv("Bilan 2024-2025\nIndicateur;janvier\nChutes;3")
    assert understood(two)["doutes"] == ["B3 import-annee"]
    printed = csv("Édité le 12/01/2026\nIndicateur;décembre\nChutes;3")
    assert understood(printed)["doutes"] == ["B3 import-annee"]


@pytest.mark.parametrize("when", ["février mars", "13/2025", "S54 2025", "mi-janvier"])
def test_a_period_that_cannot_be_read_is_doubtful(when):
    found = understood(csv(f"Mois;Chutes\n01/2025;3\n{when};4"))
    assert found["mesures"] == ["B2 chutes 2025-01 3"]
    assert found["doutes"] == ["B3 import-periode"]


def test_days_of_the_week_are_no_months():
    found = understood(csv("Chutes 2025\nÉtage;Lun;Mar;Mer\nPremier;1;2;3"))
    assert found["mesures"] == []


def test_a_label_is_never_taken_for_another():
    found = understood(csv(f"{HEAD}Taux d'absentéisme court;8\nAbsentéisme;9\nEscarres;2"))
    assert found["mesures"] == []
    assert found["doutes"] == ["B2 import-libelle", "B3 import-libelle", "B4 import-au-catalogue"]


def test_a_part_of_a_population_is_not_the_whole():
    found = understood(csv(";Taux d'absentéisme;\nMois;Femmes;Hommes\n01/2025;8;9"))
    assert found["mesures"] == []
    assert found["doutes"] == ["B3 import-libelle", "C3 import-libelle"]


def test_the_figure_of_a_service_is_not_that_of_all():
    raw = csv("Service;Indicateur;janv-25\nMédecine;Chutes;3\nÉtablissement;Chutes;9\nPédiatrie;Rappels sur repos;2")
    found = understood(raw)
    assert found["mesures"] == ["C3 chutes 2025-01 9"]
    assert found["doutes"] == ["C2 import-service", "C4 import-service"]


def test_a_name_shared_by_several_services_needs_the_service():
    assert understood(csv(f"{HEAD}Rappels sur repos;3"))["doutes"] == ["B2 import-plusieurs"]


@pytest.mark.parametrize(
    ("raw", "doubt"),
    [
        (csv("Indicateur;Unité;janv-25\nChutes;%;3"), "C2 import-unite"),
        (csv(f"{HEAD}Chutes;3 %"), "B2 import-unite"),
        (csv("Indicateur;S11 2025\nAttente au repas;2 h"), "B2 import-unite"),
        (csv("Mois;Attente au repas (heures)\n2025-W11;2"), "B2 import-unite"),
        (xlsx([["Mois", "Chutes"], [JANUARY, (0.03, "0%")]]), "B2 import-unite"),
        (ods([["Mois", "Chutes"], [JANUARY, ("3 %", 0.03)]]), "B2 import-unite"),
    ],
)
def test_another_unit_is_doubtful(raw, doubt):
    assert understood(raw) == {"mesures": [], "doutes": [doubt], "laissees": []}


def test_variables_that_do_not_make_a_measure_are_doubtful():
    alone = csv(f"{HEAD}Soins non réalisés;13")
    assert understood(alone)["doutes"] == ["B2 import-variables"]
    wrong = csv("Indicateur;Période;Numérateur;Dénominateur;Taux\nSoins reportés;mars 2025;13;250;7,9")
    assert understood(wrong)["doutes"] == ["C2 import-calcul", "D2 import-calcul", "E2 import-calcul"]
    zero = csv("Indicateur;Période;Numérateur;Dénominateur\nSoins reportés;mars 2025;13;0")
    assert understood(zero)["doutes"] == ["C2 import-variables", "D2 import-variables"]
    unclear = csv("Indicateur;Période;Numérateur;Dénominateur\nTaux d'absentéisme;mars 2025;171;1798")
    assert understood(unclear)["doutes"] == ["C2 import-partie", "D2 import-partie"]


def test_a_variable_that_is_missing_makes_the_measure_missing():
    raw = csv("Indicateur;Période;Numérateur;Dénominateur\nSoins reportés;mars 2025;< 5;250")
    assert understood(raw)["mesures"] == ["C2+D2 soins-reportes 2025-03 nd < 5"]


def test_two_figures_for_one_measure_are_doubtful_and_the_same_twice_is_one():
    assert understood(csv(f"{HEAD}Chutes;3\nChutes;4"))["doutes"] == ["B2 import-double", "B3 import-double"]
    assert understood(csv(f"{HEAD}Chutes;3\nChutes;3"))["mesures"] == ["B2+B3 chutes 2025-01 3"]


def test_a_formula_gives_its_kept_result_and_an_error_is_missing():
    from classeurs import with_member

    raw = xlsx([["Mois", "Chutes"], [dt.date(2025, 1, 1), 3], [dt.date(2025, 2, 1), 4], [dt.date(2025, 3, 1), 5]])
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row><c t="inlineStr"><is><t>Mois</t></is></c><c t="inlineStr"><is><t>Chutes</t></is></c></row>'
        b'<row><c t="d"><v>2025-01-01</v></c><c><f>1+2</f><v>3</v></c></row>'
        b'<row><c t="d"><v>2025-02-01</v></c><c><f>SUM(A1)</f></c></row>'
        b'<row><c t="d"><v>2025-03-01</v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c></row></sheetData></worksheet>'
    )
    found = understood(with_member(raw, "xl/worksheets/sheet1.xml", sheet))
    assert found["mesures"] == ["B2 chutes 2025-01 3", "B4 chutes 2025-03 nd #DIV/0!"]
    assert found["doutes"] == ["B3 import-nombre"]


def test_the_dust_of_binary_fractions_is_wiped():
    assert understood(xlsx([["Mois", "Chutes"], [JANUARY, 0.1 + 0.2]]))["mesures"] == ["B2 chutes 2025-01 0,3"]


def test_what_the_project_holds_is_compared_never_overwritten():
    held = {key: each.model_copy(update={"mesures": {}}) for key, each in INDICATEURS.items()}
    data = {"nom": "Chutes", "unite": "chutes", "periodicite": "mois",
            "mesures": {"2025-01": "3", "2025-02": "5", "2025-03": "nd", "2025-04": {"valeur": "nd", "motif": "« s » dans le tableau importé"}}}  # fmt: skip
    held["chutes"] = type(INDICATEURS["chutes"]).model_validate(data)
    raw = csv("Indicateur;janv-25;févr-25;mars-25;avril-25;mai-25\nChutes;3;4;6;7;8")
    assert understood(raw, indicateurs=held)["mesures"] == [
        "B2 chutes 2025-01 3 deja-la", "C2 chutes 2025-02 4 conflit", "D2 chutes 2025-03 6 conflit", "E2 chutes 2025-04 7",
        "F2 chutes 2025-05 8",
    ]  # fmt: skip


def test_a_figure_without_a_name_beside_named_ones_is_not_that_of_the_title():
    lines = understood(csv("Chutes 2025\nIndicateur;janv;févr\nRappels;3;4\n;7;8"))
    assert lines["mesures"] == []
    assert lines["doutes"] == ["B3 import-libelle", "C3 import-libelle", "B4 import-sans-nom", "C4 import-sans-nom"]
    columns = understood(csv("Chutes 2025\n\nMois;Incidents;\nJanvier;3;4"))
    assert columns["doutes"] == ["B4 import-libelle", "C4 import-sans-nom"]


def test_a_unit_alone_on_its_line_is_a_name():
    found = understood(csv(f"Chutes 2025\n{HEAD}Agents;50\nHeures;7"))
    assert found["mesures"] == []
    assert found["doutes"] == ["B3 import-libelle", "B4 import-libelle"]
    assert understood(csv("Chutes 2025\n\nMois;Agents\nJanvier;50"))["doutes"] == ["B4 import-libelle"]


def test_a_result_beside_too_few_variables_is_noted_and_they_are_told():
    found = understood(csv(f"{HEAD}Taux d'absentéisme;8,2\nETP moyens;50"))
    assert found["mesures"] == ["B2 abs-taux 2025-01 8,2"]
    assert found["doutes"] == ["B3 import-variables"]


def test_a_heading_that_is_written_like_a_mark_is_a_heading():
    found = understood(csv("Mois;Chutes;NC\n01/2025;3;4\n02/2025;n.d.;5"), dits={"NC": "ignorer"})
    assert found["mesures"] == ["B2 chutes 2025-01 3", "B3 chutes 2025-02 nd n.d."]
    assert found["laissees"] == ["C2 ignore", "C3 ignore"]


@pytest.mark.parametrize("cell", ["env. 3", "3*", "(3)", "3 à 4", "7:30", "~3"])
def test_a_first_line_with_nothing_but_an_unsure_number_is_no_heading(cell):
    found = understood(csv(f"Mois;Chutes\n01/2025;{cell}\n02/2025;4"))
    assert found == {"mesures": ["B3 chutes 2025-02 4"], "doutes": ["B2 import-nombre"], "laissees": []}


def test_the_detail_of_a_service_is_found_by_the_common_name_and_the_service():
    detail = type(INDICATEURS["chutes"]).model_validate(
        {
            "nom": "Chutes (Unité B)",
            "unite": "chutes",
            "periodicite": "mois",
            "service": "Unité B",
            "declinaison_de": "chutes",
        }
    )
    raw = csv("Service;Indicateur;janv-25\nUnité B;Chutes;3\nÉtablissement;Chutes;9\nUnité C;Chutes;2")
    found = understood(raw, indicateurs=INDICATEURS | {"chutes-b": detail})
    assert found["mesures"] == ["C2 chutes-b 2025-01 3", "C3 chutes 2025-01 9"]
    assert found["doutes"] == ["C4 import-service"]
    assert understood(csv(f"{HEAD}Chutes;9"), indicateurs=INDICATEURS | {"chutes-b": detail})["mesures"] == [
        "B2 chutes 2025-01 9"
    ]
