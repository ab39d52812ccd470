"""Exports on a bad day: two at once, Ctrl-C, a disk that refuses."""

from __future__ import annotations

import errno

from qvtkit.ops import exports, forms
from qvtkit.store import writing


def test_two_exports_at_once_each_keep_their_file(run, projet, monkeypatch):
    checked = exports.require_free

    def overtaken(wanted):
        """Another export makes its file right after the name was found free."""
        checked(wanted)
        monkeypatch.setattr(exports, "require_free", checked)
        wanted[0].path.parent.mkdir(exist_ok=True)
        wanted[0].path.write_text("d’une autre", encoding="utf-8")

    monkeypatch.setattr(exports, "require_free", overtaken)
    code, out, _ = run("export", "fiche", "--format", "md")
    assert code == 0
    first, second = sorted((projet / "exports").iterdir(), key=lambda path: len(path.name))
    assert first.read_text(encoding="utf-8") == "d’une autre"
    assert second.read_text(encoding="utf-8").startswith("# ")
    assert second.name in out


def test_ctrl_c_in_the_middle_of_all_the_forms_leaves_none_behind(run, projet, monkeypatch):
    build, made = forms.build, []

    def interrupted(*arguments):
        made.append(arguments)
        if len(made) == 3:
            raise KeyboardInterrupt
        return build(*arguments)

    monkeypatch.setattr(forms, "build", interrupted)
    code, _, err = run("export", "formulaires", "--tous", "--format", "md")
    assert code == 130
    assert "rien n’a été écrit" in err
    assert not (projet / "exports").exists()


def test_a_disk_that_refuses_leaves_no_half_file_and_says_why_in_french(run, projet, monkeypatch):
    def full(_handle):
        raise OSError(errno.EFBIG, "File too large")

    monkeypatch.setattr(writing.os, "fsync", full)
    code, _, err = run("export", "fiche", "--format", "md")
    assert code == 5
    assert "trop gros" in err
    assert list((projet / "exports").iterdir()) == []
