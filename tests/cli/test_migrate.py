"""`migrate`, exercised by a format 0 made for these tests: groups at the root, `valeurs` for `mesures`."""

from __future__ import annotations

import json

import pytest

from qvtkit.checks.run import check
from qvtkit.store import migrations
from qvtkit.store.migrations import Migration
from qvtkit.store.project import load

FORMAT_0 = {
    "qvt.yaml": "# notre projet\nformat: 0\netablissement: {nom: Résidence des Tilleuls}\ndemarche: {uid: 01JDXS}\n",
    "groupes/copil.yaml": "nom: COPIL   # le jeudi\nroles: [copil]\n",
    "indicateurs/abs-taux.yaml": "nom: Absentéisme\nfamille: social-sante\nvaleurs:   # au mois\n  2016-01: 10,3\n  2016-02: nd\n",
    "documents/note.txt": "à garder\n",
}  # fmt: skip


def _to_format_1(texts):
    moved = {file.replace("groupes/", "1-conception/groupes/", 1): text for file, text in texts.items()}
    return {file: text.replace("\nvaleurs:", "\nmesures:") for file, text in moved.items()}


@pytest.fixture
def old(tmp_path, monkeypatch):
    """A folder of format 0, and the step that leaves it."""
    step = Migration(0, "Les groupes rejoignent la conception ; les valeurs s’appellent mesures.", _to_format_1)
    monkeypatch.setattr(migrations, "MIGRATIONS", (step,))
    root = tmp_path / "ancien"
    for name, text in FORMAT_0.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text.encode("utf-8").replace(b"\n", b"\r\n"))
    return root


def _tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_old_folder_becomes_a_present_one_and_keeps_its_lines(run, old):
    code, out, err = run("-C", str(old), "migrate")
    assert code == 0, err
    assert "du format 0 au format 1" in out
    after = {name: raw.decode("utf-8") for name, raw in _tree(old).items()}
    assert after == {
        "qvt.yaml": FORMAT_0["qvt.yaml"].replace("format: 0", "format: 1").replace("\n", "\r\n"),
        "1-conception/groupes/copil.yaml": FORMAT_0["groupes/copil.yaml"].replace("\n", "\r\n"),
        "indicateurs/abs-taux.yaml": FORMAT_0["indicateurs/abs-taux.yaml"].replace("valeurs", "mesures").replace("\n", "\r\n"),
        "documents/note.txt": "à garder\r\n",
    }  # fmt: skip
    assert not [found for found in check(load(old)) if found.level == "erreur"]
    assert list(load(old).groupes) == ["copil"]
    assert not (old / "groupes").exists() or not any((old / "groupes").iterdir())


def test_dry_run_shows_every_line_and_writes_none(run, old):
    before = _tree(old)
    code, out, _ = run("-C", str(old), "migrate", "--dry-run")
    assert code == 0
    for shown in ("+mesures:   # au mois", "-valeurs:   # au mois", "1-conception/groupes/copil.yaml", "+format: 1"):
        assert shown in out
    assert _tree(old) == before
    data = json.loads(run("-C", str(old), "migrate", "--dry-run", "--json")[1])["data"]
    assert (data["depuis"], data["format"]) == (0, 1)
    assert _tree(old) == before


def test_it_can_be_taken_back_and_done_again(run, old):
    before = _tree(old)
    run("-C", str(old), "migrate")
    after = _tree(old)
    assert run("-C", str(old), "undo")[0] == 0
    assert _tree(old) == before
    assert run("-C", str(old), "redo")[0] == 0
    assert _tree(old) == after


def test_a_terminal_asks_first(talk, projet):
    (projet / "qvt.yaml").write_text(
        (projet / "qvt.yaml").read_text(encoding="utf-8").replace("format: 1", "format: 0"), encoding="utf-8"
    )
    child = talk("migrate")  # no step leaves format 0 in the product itself
    child.expect("ne sait pas lire le format 0")
    child.expect(talk.end)


def test_nothing_else_is_written_in_an_old_folder_and_migrate_is_offered(run, old):
    before = _tree(old)
    code, _, err = run("-C", str(old), "journal", "add", "un fait")
    assert code == 6
    assert "qvtkit migrate" in err
    assert _tree(old) == before


def test_an_old_folder_is_read_as_it_would_be_once_migrated(run, old):
    before = _tree(old)
    code, out, err = run("-C", str(old), "indicator", "show", "abs-taux")
    assert code == 0, err
    assert "10,3" in out
    assert "qvtkit migrate" in err
    code, out, _ = run("-C", str(old), "check", "--json")
    assert [found["code"] for found in json.loads(out)["issues"] if found["level"] == "erreur"] == []
    assert _tree(old) == before


def test_a_present_folder_has_nothing_to_do(run, projet):
    before = _tree(projet)
    code, out, _ = run("migrate")
    assert code == 0
    assert "déjà au format 1" in out
    assert _tree(projet) == before


@pytest.mark.parametrize("written", ["2", "99"])
def test_a_newer_folder_is_refused(run, projet, written):
    file = projet / "qvt.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("format: 1", f"format: {written}"), encoding="utf-8")
    for args in (("migrate",), ("status",), ("check",)):
        assert run(*args)[0] == 6
