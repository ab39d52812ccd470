"""Two people at once: a short wait, then the name of who holds the folder."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from qvtkit.errors import FileSystemError, LockedError
from qvtkit.store import lock
from qvtkit.store.changes import Change
from qvtkit.store.lock import locked
from qvtkit.store.transaction import apply

HOLD = """
import sys, pathlib, time
from qvtkit.store.lock import locked
with locked(pathlib.Path(sys.argv[1])):
    print("tenu", flush=True)
    time.sleep(float(sys.argv[2]))
"""


@pytest.fixture
def root(tmp_path):
    (tmp_path / "qvt.yaml").write_text("format: 1\n", encoding="utf-8")
    (tmp_path / ".qvtkit" / "schemas").mkdir(parents=True)
    return tmp_path


@pytest.fixture
def holder(root):
    """Start a process that holds the folder; return when it does."""
    children = []

    def start(seconds):
        child = subprocess.Popen([sys.executable, "-c", HOLD, str(root), str(seconds)], stdout=subprocess.PIPE)
        children.append(child)
        assert child.stdout.readline().strip() == b"tenu"
        return child

    yield start
    for child in children:
        child.kill()
        child.wait()
        child.stdout.close()


def _left(root):
    return sorted(path.name for path in (root / ".qvtkit").iterdir())


def test_who_holds_the_folder_is_named(root, holder, monkeypatch):
    monkeypatch.setattr(lock, "_WAIT", 0.2)
    monkeypatch.setattr(lock.getpass, "getuser", lambda: "personne d'autre")
    holder(60)
    with pytest.raises(LockedError) as caught, locked(root):
        pass
    assert caught.value.exit_code == 4
    assert "depuis" in caught.value.issues[0].message
    assert "personne d'autre" not in caught.value.issues[0].message


def test_a_short_wait_is_enough_for_a_short_work(root, holder):
    holder(0.3)
    with locked(root):
        pass
    assert _left(root) == ["schemas"]


def test_nothing_is_written_while_another_holds_the_folder(root, holder, monkeypatch):
    monkeypatch.setattr(lock, "_WAIT", 0.2)
    holder(60)
    with pytest.raises(LockedError):
        apply(root, [Change("qvt.yaml", b"format: 1\n", b"format: 1\nclusters: []\n")])
    assert (root / "qvt.yaml").read_bytes() == b"format: 1\n"


def test_the_mark_of_a_killed_process_does_not_hold(root, holder):
    child = holder(60)
    child.kill()
    child.wait()
    assert "verrou" in _left(root)
    with locked(root):
        pass
    assert _left(root) == ["schemas"]


def test_a_mark_forgotten_by_another_machine_is_taken_over_only_when_old(root, monkeypatch):
    monkeypatch.setattr(lock, "_WAIT", 0.1)
    mark = root / ".qvtkit" / "verrou"
    mark.write_text("4242\nautre-machine\n", encoding="ascii")
    with pytest.raises(LockedError) as caught, locked(root):
        pass
    assert "une autre personne" in caught.value.issues[0].message
    assert ".qvtkit/verrou" in caught.value.issues[0].remedy
    old = time.time() - 3600
    os.utime(mark, (old, old))
    with locked(root):
        pass
    assert _left(root) == ["schemas"]


def test_an_empty_mark_is_nobodys_after_a_moment(root, monkeypatch):
    monkeypatch.setattr(lock, "_WAIT", 0.1)
    mark = root / ".qvtkit" / "verrou"
    mark.touch()
    with pytest.raises(LockedError), locked(root):
        pass
    old = time.time() - 5
    os.utime(mark, (old, old))
    with locked(root):
        pass


def test_a_folder_where_nothing_can_be_written_is_a_sentence(root, monkeypatch):
    def refused(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(lock.SoftFileLock, "acquire", refused)
    with pytest.raises(FileSystemError) as caught, locked(root):
        pass
    assert "accès refusé" in caught.value.issues[0].message
