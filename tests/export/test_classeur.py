"""What the workbook holds, before any format."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qvtkit.export.classeur.build import build
from qvtkit.export.classeur.modele import Feuille, Lien, Nombre, nommees
from qvtkit.model.numbers import plain_number
from qvtkit.store.project import load

DAY = dt.date(2017, 3, 22)
EXAMPLES = sorted(path for path in (Path(__file__).parents[2] / "examples").iterdir() if path.is_dir())
MONTHS = [f"2016-{month:02}" for month in range(1, 13)]


def sheet(book, key):
    return next(each for each in book.feuilles if each.cle == key)


def column(table, title):
    at = [each.titre for each in table.colonnes].index(title)
    return [row[at].valeur if isinstance(row[at], Nombre) else row[at] for row in table.lignes]


def curve(creer, measures, more="periodicite: mois\n"):
    """Return the sheet of an indicator made of a few lines."""
    lines = "".join(f"  {period}: {plain_number(value)}\n" for period, value in measures.items())
    return sheet(build(creer({"indicateurs/x.yaml": f"nom: X\n{more}mesures:\n{lines}"}), DAY), "indicateur/x")


@pytest.fixture
def book(projet):
    return build(load(projet), DAY)


def test_the_sheets_in_their_order(book):
    assert [each.nom for each in book.feuilles] == [
        "À lire", "Indicateurs", "Mesures", "Trois familles", "Avant et depuis", "Taux d’absentéisme",
        "Coût des remplacements d’ASH", "Heures consacrées à la démarche", "Application de la procédure",
        "Rappels sur repos", "Toilettes planifiées reportées",
    ]  # fmt: skip


def test_the_first_sheet_leads_to_all_the_others(book):
    links = [cell.feuille for table in sheet(book, "a-lire").tableaux for row in table.lignes for cell in row
             if isinstance(cell, Lien)]  # fmt: skip
    assert links == [each.cle for each in book.feuilles[1:]]


def test_it_says_when_of_whom_and_that_the_figures_are_made_up(book):
    told = dict(sheet(book, "a-lire").tableaux[0].lignes)
    assert told["Établissement"] == "Résidence des Tilleuls"
    assert told["Tel que le dossier était le"] == DAY
    assert told["Attention"].startswith("Chiffres d’illustration")


def test_an_indicator_with_what_it_counts_and_published_values_with_field_and_year(book):
    table = sheet(book, "indicateurs").tableaux[0]
    assert column(table, "Calcul")[0] == "jours_absence / (etp * jours_periode) * 100"
    assert "tout le personnel de la résidence" in column(table, "Ce qui est compté")[0]
    published = column(table, "Valeurs publiées (champ, année)")[0]
    assert "2015" in published
    assert "personnel non médical" in published
    assert "grippe" in column(table, "À savoir")[0]


def test_a_published_value_without_its_year_is_not_shown(creer):
    text = "nom: X\nunite: '%'\ncomparaisons:\n  - {valeur: 77, champ: Ehpad}\nmesures: {2016: 3}\n"
    table = sheet(build(creer({"indicateurs/x.yaml": text}), DAY), "indicateurs").tableaux[0]
    assert column(table, "Valeurs publiées (champ, année)") == [""]


def test_every_measure_has_its_row(book):
    table = sheet(book, "mesures").tableaux[0]
    rates = [row for row in table.lignes if row[1] == "abs-taux"]
    assert len(rates) == 15
    assert rates[2][3:5] == (dt.date(2016, 3, 1), dt.date(2016, 3, 31))
    assert rates[2][5].valeur == pytest.approx(100 * 171 / (51.5 * 31))
    assert "171" in rates[2][8]
    assert [row[7] for row in rates[:2]] == ["mesurée", "mise à part"]
    assert rates[6][5] is None
    assert rates[6][9] == "changement de logiciel"


def test_the_curve_has_a_median_the_test_and_what_is_put_aside_apart(book):
    rates = sheet(book, "indicateur/abs-taux")
    table = rates.tableaux[0]
    assert [each.genre for each in rates.courbe.series] == ["mesure", "centre", "ecartee", "test"]
    assert column(table, "Pendant un test (1 = oui)").count(1) == 3
    assert column(table, "Mise à part")[1] == 14.1
    assert column(table, "Valeur")[1] is None
    assert any("03/10/2016" in line for line in rates.lignes)
    heard = rates.courbe.description
    assert all(word in heard for word in ("14\u00a0mesures", "janvier 2016", "Médiane", "16/12/2016"))


def test_a_new_start_begins_another_median(creer):
    found = curve(creer, dict.fromkeys(MONTHS, 5) | {"2016-09": 9, "2016-10": 8},
                  "periodicite: mois\nrecalculs: [{depuis: 2016-08, motif: déménagement, par: groupe}]\n")  # fmt: skip
    titles = [each.titre for each in found.tableaux[0].colonnes]
    assert titles[2:4] == ["Médiane", "Médiane depuis 08/2016"]
    assert column(found.tableaux[0], "Médiane")[7:] == [None] * 5
    assert column(found.tableaux[0], "Médiane depuis 08/2016")[:7] == [None] * 7


def test_a_missing_month_is_a_row_without_a_value(creer):
    found = curve(creer, {"2016-01": 1, "2016-03": 2})
    assert column(found.tableaux[0], "Période") == ["01/2016", "02/2016", "03/2016"]
    assert column(found.tableaux[0], "Valeur") == [1, None, 2]


def test_one_value_is_not_a_curve(creer):
    assert curve(creer, {"2016-01": 4}).courbe is None


def test_huge_minute_and_negative_values_are_kept(creer):
    for values in ([1e300, -1e300, 0], [1e-9, 2e-9, 3e-9], [-5, -5, -5], [0, 0, 0]):
        found = curve(creer, dict(zip(MONTHS, values, strict=False)))
        assert column(found.tableaux[0], "Valeur") == values
        assert found.courbe is not None


def test_the_families_stand_side_by_side_and_an_empty_one_says_so(creer):
    plan = "titre: Test\ndebut: 2016-06\nindicateurs: [{indicateur: x}]\n"
    measures = "".join(f"  {month}: {rank}\n" for rank, month in enumerate(MONTHS))
    projet = creer({
        "indicateurs/x.yaml": f"nom: X\nfamille: technique\nperiodicite: mois\nmesures:\n{measures}",
        "3-experimentation/t/experimentation.yaml": plan,
    })  # fmt: skip
    table = sheet(build(projet, DAY), "trois-familles").tableaux[0]
    assert [each.titre for each in table.colonnes] == ["Économique", "Technique", "Social et santé"]
    empty, told, other = table.lignes[0]
    assert empty == other
    assert "Aucun indicateur" in empty
    assert told.startswith("X\n")


def test_before_and_since_gives_numbers_and_never_one_score(book):
    table = sheet(book, "avant-et-depuis").tableaux[0]
    assert column(table, "Famille") == ["Économique"] * 2 + ["Technique"] * 2 + ["Social et santé"] * 2
    recalls = table.lignes[column(table, "Indicateur").index("Rappels sur repos")]
    assert [cell.valeur for cell in recalls[4:8]] == [9, 12, 5, 8]
    assert recalls[8].startswith("−4 rappels")


def test_a_median_of_one_or_two_measures_is_not_given(creer):
    plan = "titre: Test\ndebut: 2016-03\nindicateurs: [{indicateur: x}]\n"
    projet = creer({
        "indicateurs/x.yaml": "nom: X\nperiodicite: mois\nmesures: {2016-01: 3, 2016-02: 4, 2016-03: 5}\n",
        "3-experimentation/t/experimentation.yaml": plan,
    })  # fmt: skip
    row = sheet(build(projet, DAY), "avant-et-depuis").tableaux[0].lignes[0]
    assert row[5] is None
    assert row[7] is None


def test_an_accident_index_of_a_small_place_is_not_drawn(creer):
    projet = creer({
        "qvt.yaml": "format: 1\netablissement: {nom: Lieu, effectif: 60}\n",
        "indicateurs/at.yaml": "nom: Indice de fréquence des accidents\nmesures: {2015: 31, 2016: 62}\n",
    })  # fmt: skip
    book = build(projet, DAY)
    assert sheet(book, "indicateur/at").courbe is None
    assert "100 ETP" in column(sheet(book, "indicateurs").tableaux[0], "À savoir")[0]


def test_a_project_without_anything_still_opens(creer):
    book = build(creer(), DAY)
    assert [each.nom for each in book.feuilles] == ["À lire", "Indicateurs", "Mesures", "Trois familles"]
    assert "Aucun indicateur" in sheet(book, "indicateurs").lignes[0]


def share(answers, who, service="", parent=""):
    link = f"service: {service}\ndeclinaison_de: {parent}\n" if service else ""
    return (
        f"nom: Satisfaits {service}\n{link}nature: proportion\nunite: '%'\nperiodicite: annee\n"
        "formule: satisfaits / repondants * 100\nmesures:\n"
        f"  2016: {{satisfaits: {answers}, repondants: {who}, note: neuf réponses}}\n"
    )


def test_too_few_answers_are_neither_shown_nor_to_be_worked_out(creer):
    projet = creer({
        "indicateurs/tous.yaml": share(37, 61),
        "indicateurs/nuit.yaml": share(5, 9, "nuit", "tous"),
        "indicateurs/jour.yaml": share(19, 31, "jour", "tous"),
        "indicateurs/cuisine.yaml": share(13, 21, "cuisine", "tous"),
    })  # fmt: skip
    table = sheet(build(projet, DAY), "mesures").tableaux[0]
    shown = dict(zip(column(table, "Identifiant"), column(table, "Valeur"), strict=True))
    assert shown["nuit"] is None
    assert shown["cuisine"] is None, "the smallest of the others would give it away"
    assert shown["jour"] == pytest.approx(61.29, abs=0.01)
    notes = dict(zip(column(table, "Identifiant"), column(table, "Note"), strict=True))
    assert notes["nuit"] == notes["cuisine"] == "non montrée\u00a0: trop peu de répondants"
    assert {each.cle for each in build(projet, DAY).feuilles} & {"indicateur/nuit", "indicateur/cuisine"} == set()


def test_two_services_hidden_protect_one_another(creer):
    projet = creer({
        "indicateurs/nuit.yaml": share(5, 9, "nuit", "tous"),
        "indicateurs/linge.yaml": share(3, 8, "linge", "tous"),
        "indicateurs/jour.yaml": share(19, 31, "jour", "tous"),
    })  # fmt: skip
    table = sheet(build(projet, DAY), "mesures").tableaux[0]
    shown = dict(zip(column(table, "Identifiant"), column(table, "Valeur"), strict=True))
    assert [shown[key] is None for key in ("nuit", "linge", "jour")] == [True, True, False]


@given(st.lists(st.text(), max_size=6))
def test_any_names_make_sheet_names_that_a_spreadsheet_takes(names):
    made = [each.nom for each in nommees(Feuille(str(at), name, name) for at, name in enumerate(names))]
    assert all(0 < len(name.encode("utf-16-le")) <= 62 for name in made)
    assert not [name for name in made if set(name) & set("[]:*?/\\") or name.startswith("'") or name.endswith("'")]
    assert len({name.casefold() for name in made}) == len(names)
    assert not {name.casefold() for name in made} & {"history", "historique"}


def test_long_names_are_cut_between_words_and_told_apart():
    names = ["Taux d’absentéisme du personnel de nuit"] * 2 + [
        "Historique",
        "a/b",
        "",
        "Taux d’absence (jours de maladie)",
    ]
    made = [each.nom for each in nommees(Feuille(str(at), name, name) for at, name in enumerate(names))]
    assert made == [
        "Taux d’absentéisme du personnel", "Taux d’absentéisme du personn 2", "Historique 2", "a b", "Feuille",
        "Taux d’absence",
    ]  # fmt: skip


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_the_same_day_gives_the_same_workbook(folder):
    assert build(load(folder), DAY) == build(load(folder), DAY)
