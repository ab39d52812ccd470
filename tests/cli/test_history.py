"""`undo`, `redo`, `history`; files changed under a command; several processes at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.usefixtures("summer")

MEASURE = ("indicator", "add", "rappels-repos", "9", "-p", "2017-05")
FILE = "indicateurs/rappels-repos.yaml"


def _tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _data(out):
    return json.loads(out)["data"]


@pytest.mark.parametrize(
    "args",
    [
        MEASURE,
        ("indicator", "add", "nouveau", "--nom", "N", "--famille", "technique", "--unite", "min", "--sens", "baisse"),
        ("journal", "add", "un fait"),
        ("experiment", "add", "Un autre test"),
        ("group", "member", "end", "groupe-qvt", "dir-2", "--fin", "2017-03"),
        ("phase", "reopen", "diagnostic", "--motif", "x"),
    ],
    ids=lambda args: " ".join(args[:2]),
)
def test_undo_gives_back_every_byte_and_redo_does_it_again(run, projet, args):
    before = _tree(projet)
    assert run(*args, "--no-input")[0] == 0
    after = _tree(projet)
    assert after != before
    assert run("undo")[0] == 0
    assert _tree(projet) == before
    assert run("redo")[0] == 0
    assert _tree(projet) == after


def test_undo_goes_back_one_change_at_a_time_and_redo_forward(run, projet):
    states = [_tree(projet)]
    for month in ("05", "06", "07"):
        run("indicator", "add", "rappels-repos", "9", "-p", f"2017-{month}")
        states.append(_tree(projet))
    for state in reversed(states[:-1]):
        run("undo")
        assert _tree(projet) == state
    code, _, err = run("undo")
    assert code == 1
    assert "rien à annuler" in err
    for state in states[1:]:
        run("redo")
        assert _tree(projet) == state
    assert run("redo")[0] == 1


def test_what_was_edited_elsewhere_in_the_file_stays(run, projet):
    run(*MEASURE)
    file = projet / FILE
    file.write_bytes(file.read_bytes().replace(b"\nnom: ", b"\n# not\xc3\xa9 par Anne\nnom: "))
    edited = file.read_bytes()
    assert run("undo")[0] == 0
    assert file.read_bytes() == edited.replace(b"  2017-05: 9\n", b"")
    assert run("redo")[0] == 0
    assert file.read_bytes() == edited


def test_undo_refuses_where_the_same_line_was_edited_and_shows_the_difference(run, projet):
    run(*MEASURE)
    file = projet / FILE
    file.write_bytes(file.read_bytes().replace(b"2017-05: 9", b"2017-05: 10"))
    before = _tree(projet)
    code, out, err = run("undo")
    assert code == 1
    assert "-  2017-05: 9" in err
    assert "+  2017-05: 10" in err
    assert FILE in err
    assert out == ""
    assert _tree(projet) == before
    found = json.loads(run("undo", "--json")[1])["issues"]
    assert [each["code"] for each in found] == ["modifie-depuis"]


def test_undo_refuses_to_delete_what_was_filled_in_by_hand(run, projet):
    run("experiment", "add", "Un autre test")
    file = projet / "3-experimentation/un-autre-test/experimentation.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "# à la main\n", encoding="utf-8")
    assert run("undo")[0] == 1
    assert file.exists()


def test_an_older_change_can_be_taken_back_by_its_number(run, projet):
    run(*MEASURE)
    run("journal", "add", "un fait")
    assert run("undo", "2")[0] == 0
    assert b"2017-05" not in (projet / FILE).read_bytes()
    assert "un fait" in (projet / "journal.yaml").read_text(encoding="utf-8")
    code, _, err = run("undo", "7")
    assert code == 2
    assert "de 1 à 2" in err


def test_lines_that_do_not_make_sense_together_are_refused(run, projet):
    """The measure taken back comes again by hand: putting ours back would give the period twice."""
    run(*MEASURE)
    run("undo")
    file = projet / FILE
    file.write_bytes(file.read_bytes() + b"  mai 2017: 11\n")
    before = _tree(projet)
    assert run("redo")[0] == 1
    assert _tree(projet) == before


def test_dry_run_shows_and_keeps_everything(run, projet):
    run(*MEASURE)
    before = _tree(projet)
    code, out, _ = run("undo", "--dry-run")
    assert code == 0
    assert "-  2017-05: 9" in out
    assert _tree(projet) == before
    assert [each["etat"] for each in _data(run("history", "--json")[1])] == ["fait"]


def test_history_lists_the_last_first_and_shows_one(run):
    run(*MEASURE)
    run("journal", "add", "un fait")
    run("undo")
    found = _data(run("history", "--json")[1])
    assert [(each["numero"], each["etat"], each["fichiers"]) for each in found] == [
        (1, "annule", ["journal.yaml"]), (2, "fait", [FILE]),
    ]  # fmt: skip
    code, out, _ = run("history", "2")
    assert code == 0
    assert "+  2017-05: 9" in out
    assert "annulé" in run("history")[1]


def test_history_can_be_forgotten(run, monkeypatch):
    run("group", "member", "add", "groupe-qvt", "--fonction", "x", "--colleges", "metier", "--nom", "Anne Durand")
    from qvtkit.store.machine import data_folder

    kept = [file for file in data_folder().rglob("*.json") if "Anne Durand" in file.read_text(encoding="utf-8")]
    assert kept
    assert run("history", "--effacer")[0] == 0
    assert not [file for file in data_folder().rglob("*.json") if "Anne Durand" in file.read_text(encoding="utf-8")]
    assert "encore rien changé" in run("history")[1]


def test_a_copy_of_the_folder_keeps_its_own_history(run, projet, tmp_path):
    import shutil

    run(*MEASURE)
    copy = shutil.copytree(projet, tmp_path / "copie")
    before = _tree(copy)
    assert run("-C", str(copy), "undo")[0] == 1
    assert _tree(copy) == before
    shutil.rmtree(projet)  # moved, then: what was done there was done here
    assert run("-C", str(copy), "undo")[0] == 0
    assert _tree(copy) != before


def test_a_file_changed_during_the_questions_is_kept_and_the_answer_too(talk, projet, run):
    child = talk("indicator", "add", "rappels-repos")
    child.expect("Pour quelle période")
    child.sendline("2017-05")
    child.expect("Quelle est la valeur")
    file = projet / FILE
    theirs = file.read_bytes().rstrip(b"\n") + b"\n  2017-06: 7\n"
    file.write_bytes(theirs)
    child.sendline("9")
    child.expect("modifié par quelqu")
    child.expect("qvtkit redo")
    child.expect(talk.end)
    child.close()
    assert child.exitstatus == 4
    assert file.read_bytes() == theirs
    code, out, _ = run("redo")
    assert code == 0
    assert "mai 2017" in out
    text = file.read_text(encoding="utf-8")
    assert "2017-05: 9" in text
    assert "2017-06: 7" in text
    assert run("check")[0] == 0


def test_what_a_full_disk_or_another_writer_refused_can_be_written_later(run, projet, monkeypatch):
    from qvtkit.store import lock, transaction

    def full(path, raw, expected=None):
        raise OSError(28, "No space left on device")

    before = _tree(projet)
    with monkeypatch.context() as patched:
        patched.setattr(transaction, "_write", lambda root, _: full(root, b""))
        patched.setenv("QVTKIT_DEBUG", "")
        assert run(*MEASURE)[0] != 0
    assert _tree(projet) == before
    (projet / ".qvtkit").mkdir(exist_ok=True)
    mark = projet / ".qvtkit" / "verrou"
    mark.write_text("4242\nautre-machine\n", encoding="ascii")
    monkeypatch.setattr(lock, "_WAIT", 0.1)
    code, _, err = run("journal", "add", "un fait")
    assert code == 4
    assert "en cours de modification" in err
    assert "qvtkit redo" in err
    mark.unlink()
    assert run("redo")[0] == 0
    assert "un fait" in (projet / "journal.yaml").read_text(encoding="utf-8")


def test_eight_processes_lose_none(projet):
    env = {**os.environ, "QVTKIT_DEBUG": "1"}
    months = [f"2018-{month:02}" for month in range(1, 9)]
    children = [
        subprocess.Popen(
            [sys.executable, "-m", "qvtkit", "-C", str(projet), "indicator", "add", "rappels-repos", "9", "-p", month],
            env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for month in months
    ]  # fmt: skip
    results = [(child.communicate(timeout=120), child.returncode) for child in children]
    assert [code for _, code in results] == [0] * 8, results
    text = (projet / FILE).read_text(encoding="utf-8")
    assert [month for month in months if f"  {month}: 9\n" in text] == months
    assert not (projet / ".qvtkit" / "verrou").exists()


def test_a_change_is_not_taken_back_when_something_else_now_needs_it(run, projet):
    run("indicator", "add", "neuf", "--nom", "N", "--famille", "technique", "--unite", "min", "--sens", "baisse")
    run("experiment", "edit", "procedure-absence-ash", "--indicateur", "neuf", "--no-input")
    before = _tree(projet)
    code, _, err = run("undo", "2")
    assert code == 1
    assert "Cité ailleurs depuis" in err
    assert "experimentation.yaml" in err
    assert _tree(projet) == before


def test_a_history_is_found_when_the_head_cannot_be_read(run, projet):
    run(*MEASURE)
    head = (projet / "qvt.yaml").read_bytes()
    (projet / "qvt.yaml").write_bytes(head.replace(b"\n  nom:", b"\n\tnom:", 1))
    assert [each["etat"] for each in _data(run("history", "--json")[1])] == ["fait"]
    assert run("doctor", "--fix", "--tout")[0] == 0
    assert (projet / "qvt.yaml").read_bytes() == head
    assert run("undo")[0] == 0
    assert b"\n\tnom:" in (projet / "qvt.yaml").read_bytes()


def test_an_editor_that_takes_the_last_line_end_away_glues_nothing(run, projet):
    run(*MEASURE)
    run("undo")
    file = projet / FILE
    file.write_bytes(file.read_bytes().rstrip(b"\n"))
    assert run("redo")[0] == 0
    assert file.read_bytes().endswith(b"\n  2017-05: 9")


def test_without_a_home_commands_still_work(run, projet, monkeypatch):
    import platformdirs

    def homeless(*_, **__):
        raise RuntimeError

    monkeypatch.delenv("QVTKIT_DATA")
    monkeypatch.setattr(platformdirs, "user_data_path", homeless)
    monkeypatch.setenv("TMPDIR", str(projet.parent))
    monkeypatch.setattr("tempfile.tempdir", None)
    assert run(*MEASURE)[0] == 0
    assert run("undo")[0] == 0
