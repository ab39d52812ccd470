"""`indicator import`: what a person confirms, what is told of what is not taken, and how to accept it."""

from __future__ import annotations

import json

import pytest
import xlsxwriter

CALLS = "indicateurs/rappels-repos.yaml"
NAME = "Taux d'absentéisme (hors formation)"
FAR = "Mois;Rappels sur repos\n05/2017;900\n06/2017;901\n07/2017;902\n08/2017;9\n"


@pytest.fixture
def table(tmp_path):
    def write(text, name="suivi.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


@pytest.fixture
def two_sheets(tmp_path):
    """Two sheets with the same cells, far from what the project knows."""
    book = xlsxwriter.Workbook(tmp_path / "deux.xlsx")
    for name, month in (("S1 2018", "février 2018"), ("S2 2018", "août 2018")):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, ["Mois", "Rappels sur repos"])
        sheet.write_row(1, 0, [month, 900])
    book.close()
    return str(tmp_path / "deux.xlsx")


@pytest.fixture(autouse=True)
def later(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1560000000")


def _import(run, *args):
    code, out, err = run("indicator", "import", *args)
    return code, out.replace("\u00a0", " ").replace("\u202f", " "), err.replace("\u00a0", " ").replace("\u202f", " ")


def _data(run, *args):
    return json.loads(run("indicator", "import", *args, "--json", "--dry-run")[1])["data"]


def _doubts(data):
    return [(each["cellule"], each["code"]) for each in data["douteuses"]]


@pytest.mark.parametrize(
    ("name", "year"),
    [("export 2018.csv", "2018"), ("extraction_2018-02-03.csv", None), ("envoi du 3 fevrier 2018.csv", None),
     ("paie janvier 2018.csv", None), ("20180203.csv", None), ("2017-2018.csv", None), ("v2018.csv", None), ("03-02-2018.csv", None)],
)  # fmt: skip
def test_only_a_lone_year_of_the_name_of_the_file_is_proposed(run, table, name, year):
    found = _data(run, table("Mois;Rappels sur repos\njanvier;3\n", name))
    assert _doubts(found) == [("B2", "import-annee-a-confirmer" if year else "import-annee")]
    assert found["tableaux"][0]["annee"] == (f"année {year}, lue dans le nom du fichier" if year else None)
    assert _doubts(_data(run, table("Mois;Rappels sur repos\njanvier;3\n", name), "--annee", "2018")) == []


def test_the_preview_says_where_the_year_and_the_service_come_from(run, table):
    out = _import(run, table("Suivi 2018\n\nMois;Rappels sur repos\njanvier;3\n"), "--dry-run")[1]
    assert "année 2018, lue en A1" in out


@pytest.mark.parametrize("cells", ["B2:B4", "B", "suivi!b2:b4"])
def test_a_range_or_a_column_is_accepted(run, projet, table, cells):
    assert _doubts(_data(run, table(FAR))) == [(f"B{line}", "valeur-dix-fois") for line in (2, 3, 4)]
    assert _import(run, table(FAR), "--accepter", cells)[0] == 0
    assert "2017-07: 902" in (projet / CALLS).read_text(encoding="utf-8")
    assert _import(run, table(FAR), "--accepter", cells)[0] == 0


def test_one_message_for_many_cells_of_one_reason(run, table):
    err = _import(run, table(FAR))[2]
    assert err.count("fois plus") == 1
    assert "B2:B4" in err
    assert "--accepter B" in err


def test_a_cell_of_several_sheets_is_accepted_by_its_sheet(run, projet, two_sheets):
    code, _, err = _import(run, two_sheets, "--accepter", "B2")
    assert code == 2
    assert '"S1 2018!B2"' in err
    assert _import(run, two_sheets, "--accepter", "S2 2018!B2")[0] == 0
    text = (projet / CALLS).read_text(encoding="utf-8")
    assert "2018-08: 900" in text
    assert "2018-02" not in text


@pytest.mark.parametrize(
    ("values", "doubtful"),
    [("8;9;0;0", ["B4", "B5"]), ("8;0;9;9", ["B3"]), ("8;9;-3;9", ["B4"]), ("8;9;9;9", [])],
)  # fmt: skip
def test_zeros_and_a_minus_are_to_be_confirmed(run, table, values, doubtful):
    lines = "".join(f"0{month}/2018;{value}\n" for month, value in enumerate(values.split(";"), 5))
    found = _data(run, table(f"Mois;{NAME}\n{lines}"))
    assert [each["cellule"] for each in found["douteuses"]] == doubtful


def test_a_missing_figure_never_replaces_a_value(run, projet, table):
    before = (projet / CALLS).read_bytes()
    code, _, err = _import(run, table("Mois;Rappels sur repos\n03/2017;n.d.\n"), "--remplacer")
    assert (code, (projet / CALLS).read_bytes()) == (0, before)
    assert "La valeur du projet est gardée" in err


def test_the_preview_says_what_is_replaced(run, table):
    out = _import(run, table("Mois;Rappels sur repos\n03/2017;9\n"), "--remplacer", "--dry-run")[1]
    assert "mars 2017 sera remplacée : 8 rappels → 9 rappels" in out


def test_every_figure_that_is_left_is_told(run, table):
    file = table("Mois;Rappels sur repos;Objectif;Écart\n05/2017;9;5;4\n")
    assert [(each["cellule"], each["raison"]) for each in _data(run, file)["laissees"]] == [
        ("C2", "colonne « Objectif »"), ("D2", "colonne « Écart »")
    ]  # fmt: skip
    assert "2 cellules de côté : 1 (colonne « Objectif »), 1 (colonne « Écart »)" in _import(run, file)[1]


def test_what_is_hidden_is_told(run, tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet, other = book.add_worksheet("Suivi"), book.add_worksheet("Ancien")
    sheet.write_column(0, 0, ["Mois", "janvier 2018", "février 2018"])
    sheet.write_column(0, 1, ["Rappels sur repos", 3, 4])
    sheet.set_row(1, None, None, {"hidden": True})
    sheet.set_column(1, 1, None, None, {"hidden": True})
    other.hide()
    book.close()
    out = _import(run, str(tmp_path / "a.xlsx"))[1]
    assert "ligne masquée 2 et colonne masquée B" in out
    assert 'Feuille « Ancien » non lue. Pour la lire : --feuille "Ancien"' in out


def test_a_label_that_is_nowhere_and_a_correspondance_that_applies_are_told(run, table):
    file = table("Mois;Tx\n05/2018;9\n")
    code, _, err = _import(run, file, "--libelle", "Tx=abs-taux", "--libelle", "Zut=abs-taux")
    assert (code, "« Zut » ne correspond à aucun libellé" in err) == (0, True)
    assert "Correspondance « suivi » appliquée" in _import(run, file)[1]
    assert "pas encore de correspondance « autre »" in _import(run, file, "--correspondance", "autre")[1]


def test_whose_figures_is_said_once_and_kept(run, projet, table):
    file = table("Équipe de nuit\nMois;Rappels sur repos\n05/2018;9\n")
    assert _doubts(_data(run, file)) == [("B3", "import-perimetre")]
    assert _import(run, file, "--perimetre", "Équipe de nuit=tout")[0] == 0
    assert "2018-05: 9" in (projet / CALLS).read_text(encoding="utf-8")
    assert run("check")[0] == 0
    assert _doubts(_data(run, table("Équipe de nuit\nMois;Rappels sur repos\n06/2018;9\n"))) == []
    assert _import(run, file, "--perimetre", "Équipe=")[0] == 2


def test_names_of_persons_are_neither_shown_nor_kept(run, projet, table):
    file = table("Agent;05/2018;06/2018\nMARTIN Sophie;1;2\nDUPONT Jean;3;4\n")
    code, out, err = _import(run, file)
    answer = run("indicator", "import", file, "--json")[1]
    assert code == 1
    assert not [text for text in (out, err, answer) if "MARTIN" in text or "DUPONT" in text]
    assert not list(projet.glob("modeles/correspondances/*"))


def test_fractions_are_told_with_the_label_to_type(run, table):
    err = _import(run, table(f"Mois;{NAME}\n06/2018;0,08\n07/2018;0,09\n"))[2]
    assert "(hors formation)=abs-taux*100" in err


def test_a_long_file_is_told_in_a_few_lines(run, table):
    lines = "".join(
        f"{day:02}/{month:02}/{year};{day}\n"
        for year in range(1990, 2010)
        for month in range(1, 13)
        for day in range(1, 29)
    )
    _, out, err = _import(run, table(f"Date;{NAME}\n{lines}"))
    assert len(out.splitlines()) + len(err.splitlines()) < 60


def test_by_questions_the_cursor_waits_on_i_do_not_know_and_the_scope_is_asked(talk, projet, table):
    child = talk("indicator", "import", table("Équipe de nuit\nMois;Rappels;Rappels sur repos\n05/2018;1;9\n"))
    child.expect("Je ne sais pas")
    child.sendline("")
    child.expect("Oui, ceux de tout")
    child.sendline("Oui, ceux de tout l’établissement")
    child.expect("Sous quel nom")
    child.sendline("")
    child.expect("Noter 1")
    child.sendline("oui")
    child.expect(talk.end)
    assert "2018-05: 9" in (projet / CALLS).read_text(encoding="utf-8")
