"""The CLACT grid: an action a row, an effect a row, nothing made up, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json

import pytest
from python_calamine import CalamineWorkbook

from qvtkit.export.classeur.clact import build
from qvtkit.export.classeur.clact_lignes import CLOS, EN_COURS, FINALISE, NON_DEMARRE
from qvtkit.export.render import render
from qvtkit.store.project import load

DAY = dt.date(2017, 3, 22)
TEST = "3-experimentation/e/experimentation.yaml"


def sheets(book):
    """Return the rows of each sheet, spaces made plain."""
    known = CalamineWorkbook.from_filelike(io.BytesIO(render(book, "xlsx").contenu))
    return {name: known.get_sheet_by_name(name).to_python() for name in known.sheet_names}


def table(rows, first="Établissement"):
    """Return the rows of the table as dictionaries."""
    head = next(rank for rank, row in enumerate(rows) if row[0] == first)
    return [dict(zip(rows[head], row, strict=True)) for row in rows[head + 1 :] if any(row)]


def rows_of(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


@pytest.fixture
def book(projet):
    return build(load(projet), DAY)


def test_the_sheets_and_their_columns(book):
    found = sheets(book)
    assert list(found) == ["À lire", "Suivi des actions", "Formations", "Évaluation d’impact"]
    columns = list(table(found["Suivi des actions"])[0])
    assert columns[3:8] == [
        "Date de signature", "Calendrier", "Rappel de l’engagement", "Modalités d’intervention", "Avancement",
    ]  # fmt: skip


def test_tests_then_the_actions_that_follow_each_on_its_row(book):
    rows = table(sheets(book)["Suivi des actions"])
    assert [row["Avancement"] for row in rows] == [CLOS, *[NON_DEMARRE] * 4]
    assert (rows[0]["Coût prévu (€)"], rows[0]["Dépense réelle (€)"]) == (800, 640)
    assert "4 séances tenues" in rows[0]["Réalisé"].replace("\u00a0", " ")
    assert rows[0]["Date de signature"] == ""
    assert rows[1]["Calendrier"].endswith("juin 2017")
    assert rows[1]["Coût prévu (€)"] == "", "nothing is made up"


def test_an_effect_a_row_with_its_reference_and_its_present_value(book):
    rows = {row["Effet suivi"]: row for row in table(sheets(book)["Évaluation d’impact"])}
    assert len(rows) == 6
    recalls = rows["Rappels sur repos"]
    assert (recalls["Unité"], recalls["Valeur de référence"], recalls["Valeur actuelle"]) == ("rappels", 12, 8)
    washes = rows["Toilettes planifiées reportées"]
    assert (washes["Valeur actuelle"], washes["Période actuelle"]) == (5.2, "Semaine 11 de 2017 (13 sur 248)")
    assert (recalls["Période de référence"], recalls["Période actuelle"]) == ("Septembre 2016", "Mars 2017")
    assert recalls["Lecture"].startswith("Signal d’amélioration (9\u00a0mesures avant, 5 après).")
    assert rows["Application de la procédure essayée"]["Valeur de référence"] == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("etat: prevue", NON_DEMARRE), ("etat: en-cours", EN_COURS), ("etat: terminee", FINALISE),
        ("etat: terminee\ndecision: {choix: adapter}", CLOS), ("etat: arretee", CLOS),
    ],
)  # fmt: skip
def test_states_are_told_in_the_words_of_the_grid(creer, text, expected):
    made = build(creer({TEST: f"titre: Un essai\n{text}\n"}), DAY)
    assert table(sheets(made)["Suivi des actions"])[0]["Avancement"] == expected


def test_what_the_folder_does_not_say_is_listed_with_the_command_that_writes_it(creer):
    made = build(creer({TEST: "titre: Un essai\netat: terminee\n"}), DAY)
    told = "\n".join(" ".join(map(str, row)) for row in sheets(made)["À lire"])
    assert "La date de signature du contrat À écrire dans la grille" in told
    assert "qvtkit experiment edit e" in told
    assert "le coût prévu" in told
    assert "proposition qvtkit" in told


def test_an_empty_project_makes_a_grid_that_says_so(creer):
    found = sheets(build(creer(), DAY))
    assert "Aucune action n’est encore notée." in str(found["Suivi des actions"])
    assert "qvtkit experiment add" in str(found["À lire"])


def test_the_csv_is_one_table_that_excel_reads_and_never_runs(creer):
    files = {
        TEST: 'titre: "=HYPERLINK(1)"\nhypothese: "-1+1"\nce_qui_change: "une ligne\\n\\nune autre ; « la suite »"\n'
    }
    content = render(build(creer(files), DAY), "csv").contenu
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == 2, "a row of the file is a row of the table"
    row = rows_of(content)[0]
    assert row["Intitulé de l’action"] == "'=HYPERLINK(1)"
    assert row["Rappel de l’engagement"].startswith("'-1")
    assert {"Sessions prévues", "Personnes formées", "Suites données"} <= set(row)


def test_the_csv_of_an_example_carries_its_caution(book, projet):
    row = rows_of(render(book, "csv").contenu)[0]
    assert row["Avertissement"].startswith("Chiffres d’illustration")
    assert row["Coût prévu (€)"] == "800"
    assert row["Mise à jour"] == "22/03/2017"
    impact = rows_of(render(build(load(projet), DAY, impact=True), "csv").contenu)
    assert [each["Famille"] for each in impact].count("Social et santé") == 2


def test_names_do_not_go_out(creer):
    files = {
        "1-conception/groupes/g.yaml": "nom: Groupe\nroles: [copil]\nsieges:\n  - {id: d, colleges: [direction], "
        "fonction: Directrice, nom: Martine Lefebure}\n",
        "3-experimentation/essai-lefebure/experimentation.yaml": "titre: x\nhypothese: Martine Lefebure décide\n",
    }
    book = build(creer(files), DAY)
    assert "lefebure" not in str(sheets(book)).lower()
    assert "lefebure" not in render(book, "csv").contenu.decode().lower()


def test_the_command_and_its_formats(run, projet, tmp_path):
    code, out, _ = run("export", "clact")
    assert code == 0
    assert "clact-2017-03-22.xlsx" in out
    data = json.loads(run("export", "clact", "--impact", "--json")[1])["data"]
    assert data["fichiers"][0].endswith("clact-impact-2017-03-22.csv")
    target = tmp_path / "ars.csv"
    assert run("export", "clact", "-o", str(target))[0] == 0
    assert rows_of(target.read_bytes())[0]["Avancement"] == CLOS
    code, _, err = run("export", "clact", "--format", "pdf")
    assert code == 2
    assert "xlsx" in err
    assert "csv" in err
    assert run("export", "clact", "--format", "csv", "--dry-run")[0] == 0
    assert not list((projet / "exports").glob("clact-2017-03-22.csv"))
