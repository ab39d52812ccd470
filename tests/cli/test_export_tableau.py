"""`qvtkit export tableau`, as people type it."""

from __future__ import annotations

import json

import pytest
from python_calamine import CalamineWorkbook


def test_the_workbook_goes_to_exports_under_the_name_of_the_day(run, projet):
    code, out, _ = run("export", "tableau")
    assert code == 0
    assert "Classeur produit" in out
    assert run("exporter", "tableau")[0] == 0
    assert sorted(path.name for path in (projet / "exports").iterdir()) == [
        "tableau-2017-03-22-2.xlsx", "tableau-2017-03-22.xlsx",
    ]  # fmt: skip
    book = CalamineWorkbook.from_path(projet / "exports" / "tableau-2017-03-22.xlsx")
    assert book.sheet_names[0] == "À lire"


def test_a_file_or_a_folder_can_be_named_and_is_never_replaced_silently(run, tmp_path):
    target = tmp_path / "chiffres.xlsx"
    assert run("export", "tableau", "-o", str(target))[0] == 0
    before = target.read_bytes()
    code, _, err = run("export", "tableau", "-o", str(target))
    assert code == 1
    assert "--remplacer" in err
    assert target.read_bytes() == before
    assert run("export", "tableau", "-o", str(target), "--remplacer")[0] == 0
    data = json.loads(run("export", "tableau", "-o", f"{tmp_path}/sorties/", "--json")[1])["data"]
    assert data["fichiers"][0].endswith("tableau.xlsx")


@pytest.mark.parametrize("name", ["tableau.ods", "tableau.xls", "tableau.pdf", "tableau.csv"])
def test_another_format_is_a_sentence(name, run, tmp_path):
    code, _, err = run("export", "tableau", "-o", str(tmp_path / name))
    assert code == 2
    assert "xlsx" in err
    assert not (tmp_path / name).exists()


def test_a_document_is_not_a_workbook(run, tmp_path):
    code, _, err = run("export", "fiche", "-o", str(tmp_path / "fiche.xlsx"))
    assert code == 2
    assert "docx" in err


def test_dry_run_writes_nothing(run, projet):
    code, out, _ = run("export", "tableau", "--dry-run")
    assert code == 0
    assert "tableau-2017-03-22.xlsx" in out
    assert not (projet / "exports").exists()


def test_a_file_in_error_is_named_and_the_rest_is_there(run, projet, tmp_path):
    (projet / "indicateurs/abs-taux.yaml").write_text("nom: [\n", encoding="utf-8")
    target = tmp_path / "t.xlsx"
    code, _, err = run("export", "tableau", "-o", str(target))
    assert code == 0
    assert "indicateurs/abs-taux.yaml" in err
    assert "Rappels sur repos" in CalamineWorkbook.from_path(target).sheet_names
