"""Tables as they are laid out in hospitals: each gives exactly these measures, and exactly these doubts."""

from __future__ import annotations

import datetime as dt

import pytest
from classeurs import FIXTURES, csv, ods, understood, xlsx

JANUARY, FEBRUARY = dt.date(2025, 1, 1), dt.date(2025, 2, 1)
WIDE = ["B2 abs-taux 2025-01 8,2", "B3 chutes 2025-01 3", "C2 abs-taux 2025-02 9", "C3 chutes 2025-02 4"]
TALL = ["B2 abs-taux 2025-01 8,2", "B3 abs-taux 2025-02 9", "C2 chutes 2025-01 3", "C3 chutes 2025-02 4"]

EXACT = {
    "periods in columns": (csv("Indicateur;janv-25;févr-25\nTaux d'absentéisme;8,2;9\nChutes;3;4"), {}, WIDE),
    "periods in rows": (csv("Mois;Taux d'absentéisme;Chutes\n01/2025;8,2;3\n02/2025;9;4"), {}, TALL),
    "english order of dates": (csv("Mois,Taux d'absentéisme,Chutes\n2025-01,8.2,3\n2025-02,9,4"), {}, TALL),
    "tabulations": (csv("Mois\tTaux d'absentéisme\tChutes\nJANVIER 2025\t8,2\t3\nFÉVRIER 2025\t9\t4"), {}, TALL),
    "long, one line a figure": (
        csv("Période;Indicateur;Valeur\n202501;abs-taux;8,2\n202502;abs-taux;9\n202501;chutes;3"), {},
        ["C2 abs-taux 2025-01 8,2", "C3 abs-taux 2025-02 9", "C4 chutes 2025-01 3"],
    ),
    "long, the value before its period": (
        csv("Libellé;Résultat;Date\nChutes;3;01/01/2025\nChutes;4;01/02/2025"), {},
        ["B2 chutes 2025-01 3", "B3 chutes 2025-02 4"],
    ),
    "year and month in two columns": (
        csv("Année;Mois;Chutes\n2024;12;5\n2025;1;3\n2025;2;4"), {},
        ["C2 chutes 2024-12 5", "C3 chutes 2025-01 3", "C4 chutes 2025-02 4"],
    ),
    "the year once for its months": (
        csv("Année;Mois;Chutes\n2024;novembre;6\n;décembre;5\n2025;janvier;3"), {},
        ["C2 chutes 2024-11 6", "C3 chutes 2024-12 5", "C4 chutes 2025-01 3"],
    ),
    "years in rows, months in columns": (
        csv("Taux d'absentéisme;;;\nAnnée;Janv.;Févr.;Mars\n2024;7,1;7,2;7,3\n2025;8,1;8,2;8,3"), {},
        ["B3 abs-taux 2024-01 7,1", "B4 abs-taux 2025-01 8,1", "C3 abs-taux 2024-02 7,2", "C4 abs-taux 2025-02 8,2",
         "D3 abs-taux 2024-03 7,3", "D4 abs-taux 2025-03 8,3"],
    ),
    "months in rows, years in columns": (
        csv("Chutes\n\nMois;2023;2024;2025\nJanvier;1;2;3\nFévrier;4;5;6"), {},
        ["B4 chutes 2023-01 1", "B5 chutes 2023-02 4", "C4 chutes 2024-01 2", "C5 chutes 2024-02 5", "D4 chutes 2025-01 3",
         "D5 chutes 2025-02 6"],
    ),
    "the year in a title": (
        csv("Résidence des Tilleuls\nSuivi des absences 2025\n\nIndicateur;janvier;février\nChutes;3;4"), {},
        ["B5 chutes 2025-01 3", "C5 chutes 2025-02 4"],
    ),
    "the year in the name of the file": (
        csv("Indicateur;janvier;février\nChutes;3;4"), {"autour": 2025},
        ["B2 chutes 2025-01 3 ? import-annee-a-confirmer", "C2 chutes 2025-02 4 ? import-annee-a-confirmer"],
    ),
    "the year said by option prevails": (
        csv("Bilan 2024\nIndicateur;janvier;février\nChutes;3;4"), {"annee": 2025}, ["B3 chutes 2025-01 3", "C3 chutes 2025-02 4"],
    ),
    "initials of the months": (
        csv("Chutes 2025;J;F;M;A;M;J;J;A;S;O;N;D\nChutes;1;2;3;4;5;6;7;8;9;10;11;12"), {},
        sorted(f"{'BCDEFGHIJKLM'[month]}2 chutes 2025-{month + 1:02} {month + 1}" for month in range(12)),
    ),
    "unit and source columns": (
        csv("Famille;Indicateur;Unité;Source;janv-25;févr-25\nSocial;Taux d'absentéisme;%;SIRH;8,2;9\nTechnique;Chutes;nombre;DPI;3;4"), {},
        ["E2 abs-taux 2025-01 8,2", "E3 chutes 2025-01 3", "F2 abs-taux 2025-02 9", "F3 chutes 2025-02 4"],
    ),
    "quarters, years, weeks, days": (
        csv("Indicateur;Période;Valeur\nAccidents du travail;T1 2025;2\nTaux de rotation;2024;12,5\nAttente au repas;S11 2025;14\n"
            "Durée du tour;14/03/2025;90"), {},
        ["C2 accidents 2025-T1 2", "C3 rotation 2024 12,5", "C4 attente 2025-W11 14", "C5 tour 2025-03-14 90"],
    ),
    "weeks by their monday": (
        csv("Semaine du;Attente au repas\n06/01/2025;12\n13/01/2025;14"), {}, ["B2 attente 2025-W02 12", "B3 attente 2025-W03 14"],
    ),
    "months by their last day": (
        csv("Date;Chutes\n31/01/2025;3\n28/02/2025;4"), {}, ["B2 chutes 2025-01 3", "B3 chutes 2025-02 4"],
    ),
    "a span of dates": (csv("Période;Chutes\ndu 01/01/2025 au 31/01/2025;3"), {}, ["B2 chutes 2025-01 3"]),
    "serial numbers for dates": (csv("Date;Chutes\n45658;3\n45689;4"), {}, ["B2 chutes 2025-01 3", "B3 chutes 2025-02 4"]),
    "numerator and denominator in columns": (
        csv(";Soins reportés;;Chutes\nMois;Numérateur;Dénominateur;Valeur\n01/2025;13;248;3"), {},
        ["B3+C3 soins-reportes 2025-01 reportes=13 prevus=248", "D3 chutes 2025-01 3"],
    ),
    "numerator, denominator and the rate they make": (
        csv("Indicateur;Période;Numérateur;Dénominateur;Taux\nSoins reportés;mars 2025;13;250;5,2 %"), {},
        ["C2+D2+E2 soins-reportes 2025-03 reportes=13 prevus=250"],
    ),
    "numerator and denominator below the name": (
        csv("Soins reportés;;\nIndicateur;janv-25;févr-25\nNumérateur;13;10\nDénominateur;250;240"), {},
        ["B3+B4 soins-reportes 2025-01 reportes=13 prevus=250", "C3+C4 soins-reportes 2025-02 reportes=10 prevus=240"],
    ),
    "variables by their own names": (
        csv("Indicateur;janv-25\nJours d'absence;171\nETP moyens;51,5"), {}, ["B2+B3 abs-taux 2025-01 jours_absence=171 etp=51.5"],
    ),
    "a ratio in one cell": (
        csv("Indicateur;janv-25\nSoins reportés;13/248"), {}, ["B2 soins-reportes 2025-01 reportes=13 prevus=248"],
    ),
    "services in a column": (
        csv("Service;Indicateur;janv-25;févr-25\nMédecine;Rappels sur repos;3;4\nChirurgie;Rappels sur repos;5;6"), {},
        ["C2 rappels-medecine 2025-01 3", "C3 rappels-chirurgie 2025-01 5", "D2 rappels-medecine 2025-02 4",
         "D3 rappels-chirurgie 2025-02 6"],
    ),
    "services as headings": (
        csv("Rappels sur repos 2025;;\nMois;Médecine;Chirurgie\nJanvier;3;5"), {},
        ["B3 rappels-medecine 2025-01 3", "C3 rappels-chirurgie 2025-01 5"],
    ),
    "a service in a title": (
        csv("Service : Chirurgie\nIndicateur;janv-25\nRappels sur repos;5"), {}, ["B3 rappels-chirurgie 2025-01 5"],
    ),
    "a label said before": (
        csv("Indicateur;janv-25\nTx abs.;8,2\nDivers;5"), {"dits": {"Tx abs.": "abs-taux", "Divers": "ignorer"}},
        ["B2 abs-taux 2025-01 8,2"],
    ),
    "a fraction to multiply": (csv("Mois;Tx\n01/2025;0,082"), {"dits": {"Tx": "abs-taux*100"}}, ["B2 abs-taux 2025-01 8,2"]),
    "blank lines and families between": (
        csv("Indicateur;janv-25;févr-25\nSocial et santé;;\nTaux d'absentéisme;8,2;9\n;;\nTechnique;;\nChutes;3;4"), {},
        ["B3 abs-taux 2025-01 8,2", "B6 chutes 2025-01 3", "C3 abs-taux 2025-02 9", "C6 chutes 2025-02 4"],
    ),
    "two tables, one above the other": (
        csv("Absences\nMois;Taux d'absentéisme\n01/2025;8,2\n\nSécurité\nMois;Chutes\n01/2025;3"), {},
        ["B3 abs-taux 2025-01 8,2", "B7 chutes 2025-01 3"],
    ),
    "numbers that look like years": (
        csv("Indicateur;2023;2024\nHeures de formation;2012;2013\nTaux de rotation;12;13"), {},
        ["B2 formation 2023 2012", "B3 rotation 2023 12", "C2 formation 2024 2013", "C3 rotation 2024 13"],
    ),
    "figures without headings": (csv("abs-taux;01/2025;8,2\nchutes;01/2025;3"), {}, ["C1 abs-taux 2025-01 8,2", "C2 chutes 2025-01 3"]),
    "merged years over months": (
        xlsx([["Indicateur", 2024, None, 2025], [None, "Nov.", "Déc.", "Janv."], ["Chutes", 6, 5, 3]], merged=("B1:C1",)), {},
        ["B3 chutes 2024-11 6", "C3 chutes 2024-12 5", "D3 chutes 2025-01 3"],
    ),
    "merged names over lines": (
        xlsx([["Indicateur", "Part", (JANUARY, "mmm-yy")], ["Soins reportés", "Numérateur", 13], [None, "Dénominateur", 250]],
             merged=("A2:A3",)), {},
        ["C2+C3 soins-reportes 2025-01 reportes=13 prevus=250"],
    ),
    "months as dates, percentages by format": (
        xlsx([["Mois", "Taux d'absentéisme"], [(JANUARY, "mmm-yy"), (0.082, "0.0%")], [(FEBRUARY, "mmmm yyyy"), (0.09, "0%")]]), {},
        ["B2 abs-taux 2025-01 8,2", "B3 abs-taux 2025-02 9"],
    ),
    "one sheet a year": (
        xlsx([["Indicateur", "Janvier"], ["Chutes", 3]], sheet="2024", **{"2025": [["Indicateur", "Janvier"], ["Chutes", 4]]}), {},
        ["2024!B2 chutes 2024-01 3", "2025!B2 chutes 2025-01 4"],
    ),
    "one sheet a month": (
        xlsx([["Année 2025"], ["Indicateur", "Valeur"], ["Chutes", 3]], sheet="Janvier",
             Février=[["Année 2025"], ["Indicateur", "Valeur"], ["Chutes", 4]]), {},
        ["Février!B3 chutes 2025-02 4", "Janvier!B3 chutes 2025-01 3"],
    ),
    "the indicator is the sheet": (
        xlsx([["Mois", "Valeur"], [JANUARY, 3]], sheet="Chutes"), {}, ["B2 chutes 2025-01 3"],
    ),
    "a stray cell at the far corner": (
        xlsx([["Mois", "Chutes"], [JANUARY, 3]] + [[]] * 60_000 + [[None] * 200 + ["x"]]), {}, ["B2 chutes 2025-01 3"],
    ),
    "OpenDocument": (
        ods([["Mois", "Taux d'absentéisme", "Chutes"], [JANUARY, ("8,2 %", 0.082), 3]]), {},
        ["B2 abs-taux 2025-01 8,2", "C2 chutes 2025-01 3"],
    ),
    "old Excel": (
        (FIXTURES / "suivi.xls").read_bytes(), {},
        ["B4 chutes 2025-01 3", "B5 chutes 2025-02 4", "C4 abs-taux 2025-01 0,082", "C5 abs-taux 2025-02 0,09"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EXACT)
def test_a_table_gives_its_measures_and_no_other(name):
    raw, options, wanted = EXACT[name]
    found = understood(raw, **options)
    assert found["mesures"] == sorted(wanted)
    assert found["doutes"] == []
