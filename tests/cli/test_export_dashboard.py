"""`qvtkit export dashboard`, as people type it."""

from __future__ import annotations

import json

import pytest


def test_the_page_goes_to_exports_under_the_name_of_the_day(run, projet):
    code, out, _ = run("export", "dashboard")
    assert code == 0
    assert "Tableau de bord produit" in out
    assert run("exporter", "tableau-de-bord", "--presentation")[0] == 0
    names = sorted(path.name for path in (projet / "exports").iterdir())
    assert names == ["tableau-de-bord-2017-03-22.html", "tableau-de-bord-presentation-2017-03-22.html"]
    page, room = ((projet / "exports" / name).read_text(encoding="utf-8") for name in names)
    assert "Pour qui tient le dossier" in page
    assert "qvtkit proposal answer" in page
    assert "qvtkit proposal" not in room


def test_a_file_can_be_named_and_is_never_replaced_silently(run, tmp_path):
    target = tmp_path / "bord.html"
    assert run("export", "dashboard", "-o", str(target))[0] == 0
    before = target.read_bytes()
    code, _, err = run("export", "dashboard", "-o", str(target))
    assert code == 1
    assert "--remplacer" in err
    assert target.read_bytes() == before
    assert run("export", "dashboard", "-o", str(target), "--remplacer")[0] == 0


@pytest.mark.parametrize("name", ["bord.pdf", "bord.docx", "bord.htm"])
def test_another_format_is_a_sentence(name, run, tmp_path):
    code, _, err = run("export", "dashboard", "-o", str(tmp_path / name))
    assert code == 2
    assert "html" in err
    assert not (tmp_path / name).exists()


def test_json_says_where_and_dry_run_writes_nothing(run, projet):
    data = json.loads(run("export", "dashboard", "--json", "--dry-run")[1])["data"]
    assert data["simulation"] is True
    assert data["fichiers"][0].endswith("tableau-de-bord-2017-03-22.html")
    assert not (projet / "exports").exists()
