"""Several files whole or not at all, through a kill at any write."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys

import pytest

from qvtkit.checks.run import check
from qvtkit.errors import ChangedMeanwhileError, FileSystemError
from qvtkit.store import machine, transaction
from qvtkit.store.changes import Change, new_file
from qvtkit.store.head import identity
from qvtkit.store.history import History, State
from qvtkit.store.notes import unfinished
from qvtkit.store.project import load
from qvtkit.store.transaction import apply, recover

HEAD = b"format: 1\ndemarche: {uid: 01JDXS}\n"

# One process forks a child for each write of the change, and the child dies just before that write.
KILLED_AT_EVERY_WRITE = """
import os, pathlib, sys
from qvtkit.store.changes import Change
from qvtkit.store.notes import unfinished
from qvtkit.store.transaction import apply, recover

base = pathlib.Path(sys.argv[1])
OLD = {"qvt.yaml": b"format: 1\\ndemarche: {uid: 01JDXS}\\n", "indicateurs/a.yaml": b"nom: A\\n", "indicateurs/b.yaml": b"nom: B\\n"}
NEW = {"qvt.yaml": OLD["qvt.yaml"], "indicateurs/a.yaml": b"nom: AA\\n", "1-conception/groupes/c.yaml": b"nom: C\\n"}
CHANGES = [Change(name, OLD.get(name), NEW.get(name)) for name in ("indicateurs/a.yaml", "indicateurs/b.yaml", "1-conception/groupes/c.yaml")]
WRITES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.truncate"}

def die_at(rank):
    seen = 0
    def hook(event, args):
        nonlocal seen
        writes = event in WRITES or (event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR))
        if writes:
            seen += 1
            if seen == rank:
                os._exit(9)
    sys.addaudithook(hook)

def files(root):
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}

for rank in range(1, 200):
    root = base / str(rank)
    for name, raw in OLD.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(raw)
    child = os.fork()
    if child == 0:
        die_at(rank)
        apply(root, CHANGES, "trois fichiers")
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    pending = bool(unfinished(root))
    told = [found.code for found in recover(root)]
    after = {name: raw for name, raw in files(root).items() if not name.startswith(".qvtkit")}
    state = "new" if after == NEW else "old" if after == OLD else f"mixed {after}"
    print(rank, code, state, pending, ",".join(told))
    if code == 0:
        break
"""


@pytest.fixture
def root(tmp_path):
    (tmp_path / "qvt.yaml").write_bytes(HEAD)
    (tmp_path / "indicateurs").mkdir()
    (tmp_path / "indicateurs" / "a.yaml").write_bytes(b"nom: A\n")
    return tmp_path


def _history(root):
    return History(identity(root)).entries()


@pytest.mark.skipif(sys.platform == "win32", reason="os.fork")
def test_a_kill_at_any_write_leaves_all_or_nothing(tmp_path):
    done = subprocess.run([sys.executable, "-c", KILLED_AT_EVERY_WRITE, str(tmp_path)],
                          capture_output=True, text=True, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    rows = [line.split() for line in done.stdout.splitlines()]
    killed = [row for row in rows if row[1] == "9"]
    assert len(killed) > 15
    assert {row[2] for row in rows} == {"old", "new"}
    # Once the work is announced, it is finished by the next command, which says so.
    assert all(row[2] == "new" and row[4] == "operation-terminee" for row in rows if row[3] == "True")
    assert sum(row[3] == "True" for row in rows) > 8
    assert rows[-1][1:3] == ["0", "new"]


def _killed_after_its_note(monkeypatch, root, changes):
    with monkeypatch.context() as patched:
        patched.setattr(transaction, "_write", lambda *_: sys.exit(9))
        patched.setattr(transaction, "forget", lambda *_: None)
        with pytest.raises(SystemExit):
            apply(root, changes, "des fichiers")


def test_what_a_process_left_is_not_finished_over_a_hand_edit(root, monkeypatch):
    change = Change("indicateurs/a.yaml", b"nom: A\n", b"nom: B\n")
    _killed_after_its_note(monkeypatch, root, [change, new_file("indicateurs/c.yaml", "nom: C\n")])
    (root / "indicateurs/a.yaml").write_bytes(b"nom: la main\n")
    assert [found.code for found in recover(root)] == ["operation-partielle"]
    assert (root / "indicateurs/a.yaml").read_bytes() == b"nom: la main\n"
    assert not (root / "indicateurs/c.yaml").exists()
    assert not unfinished(root)
    assert [entry.etat for entry in _history(root)] == [State.PARTIEL]


def test_work_half_done_on_a_usb_stick_is_finished_under_its_new_letter_and_nowhere_else(
    root, tmp_path_factory, monkeypatch
):
    archive = shutil.copytree(root, tmp_path_factory.mktemp("archive") / "copie")
    changes = [Change("indicateurs/a.yaml", b"nom: A\n", b"nom: B\n"), new_file("indicateurs/c.yaml", "nom: C\n")]
    _killed_after_its_note(monkeypatch, root, changes)
    (root / "indicateurs/a.yaml").write_bytes(b"nom: B\n")
    moved = root.rename(tmp_path_factory.mktemp("ailleurs") / "cle")
    assert recover(archive) == ()
    assert (archive / "indicateurs/a.yaml").read_bytes() == b"nom: A\n"
    assert [found.code for found in recover(moved)] == ["operation-terminee"]
    assert (moved / "indicateurs/c.yaml").read_bytes() == b"nom: C\n"
    assert not (archive / "indicateurs/c.yaml").exists()


def test_a_file_may_be_deleted_and_its_empty_folder_with_it(root):
    (root / "3-experimentation" / "x").mkdir(parents=True)
    (root / "3-experimentation" / "x" / "experimentation.yaml").write_bytes(b"titre: X\n")
    apply(root, [Change("3-experimentation/x/experimentation.yaml", b"titre: X\n", None)], "supprimé")
    assert not (root / "3-experimentation" / "x").exists()
    assert (root / "3-experimentation").exists()


def test_a_file_changed_meanwhile_is_not_deleted(root):
    with pytest.raises(ChangedMeanwhileError):
        apply(root, [Change("indicateurs/a.yaml", b"nom: autre\n", None)])
    assert (root / "indicateurs/a.yaml").exists()


def test_where_the_machine_keeps_nothing_the_work_is_done_and_it_is_said(root, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(machine, "save", full)
    told = apply(root, [Change("indicateurs/a.yaml", b"nom: A\n", b"nom: B\n")], "un fichier")
    assert [found.code for found in told] == ["historique-indisponible"]
    assert (root / "indicateurs/a.yaml").read_bytes() == b"nom: B\n"


def test_a_refused_write_takes_the_others_back_and_leaves_no_history(root, monkeypatch):
    real = transaction.write_atomic

    def full(path, raw, expected=None):
        if path.name == "c.yaml":
            raise FileSystemError.of("ecriture-impossible", fichier=str(path), raison="disque plein")
        real(path, raw, expected)

    monkeypatch.setattr(transaction, "write_atomic", full)
    with pytest.raises(FileSystemError):
        apply(root, [Change("indicateurs/a.yaml", b"nom: A\n", b"nom: B\n"), new_file("c.yaml", "x: 1\n")], "deux")
    assert (root / "indicateurs/a.yaml").read_bytes() == b"nom: A\n"
    assert _history(root) == []
    assert not unfinished(root)


def test_creating_a_project_has_no_way_back(tmp_path):
    folder = tmp_path / "nouveau"
    apply(folder, [new_file("qvt.yaml", HEAD.decode())], "créé")
    assert _history(folder) == []


def test_nothing_of_a_project_is_kept_in_its_folder(root):
    before = {path.relative_to(root).as_posix() for path in root.rglob("*")}
    apply(root, [Change("indicateurs/a.yaml", b"nom: A\n", b"nom: B\n")], "un fichier")
    assert {path.relative_to(root).as_posix() for path in root.rglob("*")} == before


def test_the_history_forgets_what_is_old(root):
    for rank in range(205):
        apply(root, [new_file(f"indicateurs/n-{rank}.yaml", "nom: N\n")], f"n° {rank}")
    kept = _history(root)
    assert len(kept) == 200
    assert kept[0].geste == "n° 204"


def test_a_reader_is_told_of_work_that_waits_and_changes_nothing(root, monkeypatch):
    _killed_after_its_note(monkeypatch, root, [Change("indicateurs/a.yaml", b"nom: A\n", b"nom: B\n")])
    before = {path.name: path.read_bytes() for path in root.rglob("*.yaml")}
    assert "operation-en-attente" in [found.code for found in check(load(root))]
    assert {path.name: path.read_bytes() for path in root.rglob("*.yaml")} == before
    assert unfinished(root)


def test_ctrl_c_comes_too_late_once_the_writing_has_begun(root, monkeypatch):
    real = transaction.write_atomic

    def interrupted(path, raw, expected=None):
        real(path, raw, expected)
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(transaction, "write_atomic", interrupted)
    changes = [Change("indicateurs/a.yaml", b"nom: A\n", b"nom: B\n"), new_file("indicateurs/c.yaml", "nom: C\n")]
    apply(root, changes, "deux fichiers")
    assert (root / "indicateurs/a.yaml").read_bytes() == b"nom: B\n"
    assert (root / "indicateurs/c.yaml").read_bytes() == b"nom: C\n"
    assert len(_history(root)) == 1
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)  # and Ctrl-C works again


def test_a_half_done_operation_is_finished_beside_a_hand_edit_of_other_lines(root, monkeypatch):
    (root / "indicateurs/a.yaml").write_bytes(b"nom: A\nfamille: technique\nunite: min\n")
    changes = [
        Change(
            "indicateurs/a.yaml",
            b"nom: A\nfamille: technique\nunite: min\n",
            b"nom: B\nfamille: technique\nunite: min\n",
        ),
        new_file("indicateurs/c.yaml", "nom: C\n"),
    ]
    _killed_after_its_note(monkeypatch, root, changes)
    (root / "indicateurs/a.yaml").write_bytes(b"nom: A\nfamille: technique\nunite: h\n")
    assert [found.code for found in recover(root)] == ["operation-terminee"]
    assert (root / "indicateurs/a.yaml").read_bytes() == b"nom: B\nfamille: technique\nunite: h\n"
    assert (root / "indicateurs/c.yaml").exists()


def test_nothing_is_kept_twice_so_that_what_fits_as_a_note_fits_in_the_history(root, monkeypatch):
    saved = []
    real = machine.save
    monkeypatch.setattr(machine, "save", lambda file, content: (saved.append(file), real(file, content)))
    apply(root, [Change("indicateurs/a.yaml", b"nom: A\n", b"nom: B\n")], "un fichier")
    assert len(saved) == 1
    assert len(_history(root)) == 1


def test_what_killed_processes_left_on_the_machine_is_swept(root):
    import os
    import time

    history = History(identity(root))
    apply(root, [Change("indicateurs/a.yaml", b"nom: A\n", b"nom: B\n")], "un fichier")
    folder = next(machine.data_folder().rglob("historique"))
    left = folder / ".00.json.1-2.tmp"
    left.write_text("Anne Durand", encoding="utf-8")
    apply(root, [Change("indicateurs/a.yaml", b"nom: B\n", b"nom: C\n")], "un fichier")
    assert left.exists(), "it may still be written"
    os.utime(left, (time.time() - 7200,) * 2)
    apply(root, [Change("indicateurs/a.yaml", b"nom: C\n", b"nom: D\n")], "un fichier")
    assert not left.exists()
    left.write_text("Anne Durand", encoding="utf-8")
    assert history.forget() == 3
    assert not left.exists()
