"""What goes wrong gets a sentence, the right exit code, no traceback, and no file changed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from qvtkit import __main__ as entry
from qvtkit.store import changes

NEEDS_PROJECT = [
    ("status",), ("check",), ("group", "list"), ("group", "add", "x", "--nom", "x"), ("group", "member", "add", "g"),
    ("indicator", "add", "x", "8"), ("indicator", "list"), ("experiment", "list"), ("experiment", "start", "x"),
    ("session", "run"), ("evaluation", "run", "points-de-vigilance"), ("journal", "add", "x"), ("journal", "list"),
    ("phase", "show"), ("phase", "advance"), ("export", "fiche"),
]  # fmt: skip


@pytest.fixture(autouse=True)
def without_debug(monkeypatch):
    monkeypatch.delenv("QVTKIT_DEBUG")


def _files(folder):
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("args", NEEDS_PROJECT, ids=" ".join)
def test_no_project_here(run, tmp_path, args):
    folder = tmp_path / "vide"
    folder.mkdir()
    code, out, err = run("-C", str(folder), *args)
    assert code == 3
    assert "qvtkit init" in err
    assert out == ""
    envelope = json.loads(run("-C", str(folder), *args, "--json")[1])
    assert envelope["kind"] == "erreur"
    assert envelope["issues"][0]["code"] == "projet-introuvable"


@pytest.mark.parametrize(
    "text",
    [
        "nom: [\n",
        "nom: a\nnom: b\n",
        "nom: A\nfamile: technique\n",
        "mesures: douze\n",
        "nom: &a x\n",
        "\t- x\n",
        "nom: A : B\n",
    ],
)
@pytest.mark.parametrize("kind", ["indicateurs/rappels-repos.yaml", "1-conception/groupes/groupe-qvt.yaml", "qvt.yaml"])
def test_a_broken_file_stops_nothing_but_what_needs_it(run, projet, kind, text):
    (projet / kind).write_text(text, encoding="utf-8")
    before = _files(projet)
    code, out, err = run("check")
    assert code == 1
    assert kind in out
    for args in (("status",), ("indicator", "list"), ("group", "list"), ("journal", "list"), ("phase", "show")):
        code, out, err = run(*args)
        assert code in {0, 1}, (args, err)
        assert "inattendue" not in err
        assert "Traceback" not in out + err
    assert _files(projet) == before


@pytest.mark.parametrize(
    "args",
    [
        ("indicator", "add", "rappels-repos", "8", "-p", "2017-06"),
        ("group", "edit", "groupe-qvt", "--frequence", "x"),
        ("group", "member", "add", "groupe-qvt", "--fonction", "x", "--colleges", "metier"),
        ("journal", "add", "un fait"),
        ("phase", "reopen", "diagnostic", "--motif", "x"),
        ("experiment", "edit", "procedure-absence-ash", "--hypothese", "x"),
    ],
    ids=lambda args: " ".join(args[:2]),
)  # fmt: skip
def test_a_file_changed_meanwhile_is_never_overwritten(run, projet, args, monkeypatch):
    real = changes.apply
    touched = {}

    def apply(root, planned):
        for change in planned:
            path = Path(root) / change.file
            path.write_bytes(path.read_bytes() + b"# quelqu'un d'autre\n")
            touched[path] = path.read_bytes()
        real(root, planned)

    monkeypatch.setattr(changes, "apply", apply)
    code, _, err = run(*args)
    assert code == 4
    assert "modifié par quelqu’un d’autre" in err
    assert touched
    assert all(path.read_bytes() == raw for path, raw in touched.items())


@pytest.mark.skipif(sys.platform == "win32", reason="un dossier en lecture seule s’écrit sous Windows")
def test_a_place_where_nothing_can_be_written(run, projet, tmp_path):
    blocker = tmp_path / "fichier"
    blocker.write_text("x", encoding="utf-8")
    code, _, err = run("init", str(blocker / "projet"), "--nom", "A", "--type", "ehpad")
    assert code in {1, 5}
    assert "fichier" in err
    code, _, err = run("demo", str(blocker / "demo"))
    assert code in {1, 5}
    assert "inattendue" not in err


@pytest.mark.parametrize(
    "text",
    [
        "[bold]x[/bold] {0} %s",
        "<b>&amp;</b>",
        "{{ 7*7 }} {% raw %}",
        "#strong[x] $x$ @ref",
        "=1+1",
        "\u202egauche",
        "👩‍⚕️ é",
    ],
)
def test_markup_typed_in_a_text_stays_text(run, projet, text):
    assert run("journal", "add", f"Fait {text}")[0] == 0
    assert run("group", "edit", "groupe-qvt", "--mission", text)[0] == 0
    shown = json.loads(run("group", "show", "groupe-qvt", "--json")[1])["data"]["mission"]
    assert shown == text
    for args in (("group", "show", "groupe-qvt"), ("group", "list"), ("journal", "list"), ("status",)):
        assert run(*args)[0] == 0
    assert run("export", "fiche", "--format", "docx,pdf,html")[0] == 0


def test_an_unexpected_failure_is_a_sentence_and_a_trace_only_on_demand(run, monkeypatch):
    monkeypatch.setattr(entry, "_run", lambda _: 1 / 0)
    code, _, err = run("status")
    assert code == 1
    assert "inattendue" in err
    assert "Traceback" not in err
    monkeypatch.setenv("QVTKIT_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run("status")


def test_ctrl_c_is_130_and_writes_nothing(run, projet, monkeypatch):
    before = _files(projet)

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(changes, "apply", interrupted)
    code, _, err = run("journal", "add", "x")
    assert code == 130
    assert "Interrompu" in err
    assert _files(projet) == before


@pytest.mark.skipif(sys.platform == "win32", reason="les signaux y sont autres")
def test_ctrl_c_at_any_moment_leaves_no_traceback(projet):
    arguments = ["-C", str(projet), "export", "fiche", "--format", "html"]
    code = f"import sys; from qvtkit.__main__ import main; print('prêt', flush=True); \ntry: sys.exit(main({arguments!r}))\nexcept KeyboardInterrupt: sys.exit(130)"
    for delay in (0.0, 0.05, 0.15, 0.3):
        process = subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert process.stdout.readline() == "prêt\n"
        time.sleep(delay)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        assert process.returncode in {0, 130}, err
        assert "Traceback" not in err


@pytest.mark.skipif(sys.platform == "win32", reason="les tubes y sont autres")
def test_a_reader_that_leaves_is_no_error(projet):
    command = f'"{sys.executable}" -m qvtkit -C "{projet}" indicator show abs-taux --json | head -1'
    result = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert result.stderr == ""


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_any_console_gets_its_text(projet, encoding):
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    result = subprocess.run(
        [sys.executable, "-m", "qvtkit", "-C", str(projet), "status"], capture_output=True, check=False, env=environment
    )
    assert result.returncode == 0
    assert "Résidence des Tilleuls" in result.stdout.decode("utf-8")


def test_json_is_one_document_and_never_asks(run):
    for args in (
        ("status",),
        ("check",),
        ("group", "list"),
        ("indicator", "show"),
        ("evaluation", "run"),
        ("experiment", "add"),
        ("session", "run"),
    ):
        out = run(*args, "--json")[1]
        envelope = json.loads(out)
        assert list(envelope) == ["schema_version", "kind", "data", "issues"]
