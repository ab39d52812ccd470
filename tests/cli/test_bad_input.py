"""What goes wrong gets a sentence, the right exit code, no traceback, and no file changed."""

from __future__ import annotations

import io
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from qvtkit import __main__ as entry
from qvtkit.store import transaction

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
@pytest.mark.usefixtures("summer")
def test_a_file_changed_meanwhile_is_never_overwritten(run, projet, args, monkeypatch):
    real = transaction.apply
    touched = {}

    def apply(root, planned, *more, **named):
        for change in planned:
            path = Path(root) / change.file
            path.write_bytes(path.read_bytes() + b"# quelqu'un d'autre\n")
            touched[path] = path.read_bytes()
        return real(root, planned, *more, **named)

    monkeypatch.setattr(transaction, "apply", apply)
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

    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(transaction, "apply", interrupted)
    code, _, err = run("journal", "add", "x")
    assert code == 130
    assert "Interrompu" in err
    assert _files(projet) == before


@pytest.mark.skipif(sys.platform == "win32", reason="les signaux y sont autres")
def test_ctrl_c_at_any_moment_leaves_no_traceback(projet):
    arguments = ["-C", str(projet), "export", "fiche", "--format", "html"]
    # All that the launcher itself does is inside its net: the test is about what `main` lets out.
    code = f"try:\n import sys; from qvtkit.__main__ import main; print('prêt', flush=True); sys.exit(main({arguments!r}))\nexcept KeyboardInterrupt: sys.exit(130)"
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


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("indicator", "add", "abs-taux", "8", "2"), '"8,2"'),
        (("indicator", "add", "abs-taux", "8", "2", "%"), '"8,2"'),
        (("indicator", "add", "abs-taux", "8,2", "--periode", "-p", "2017-04"), "L’option --periode attend une valeur"),
        (("indicator", "add", "abs-taux", "8,2", "--periode"), "L’option --periode attend une valeur"),
        (("indicator", "add", "abs-taux", "8,2", "-p", "2017-04", "--Période", "2017-05"), "« 2017-04 » et « 2017-05 »"),
        (("group", "edit", "groupe-qvt", "--roles", "copil", "delegation"), "Mots en trop : delegation."),
        (("init", "x", "--nom", "A", "--effectif", "51", "5"), 'entre guillemets : "51,5"'),
        (("",), "n’est pas une commande"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)  # fmt: skip
def test_a_command_line_gone_wrong_is_a_sentence_and_writes_nothing(run, projet, args, said):
    before = _files(projet)
    code, out, err = run(*args)
    assert code == 2
    assert said in err.replace("\u00a0", " ")
    assert out == ""
    assert _files(projet) == before


@pytest.mark.parametrize(
    "args",
    [
        ("-5", "-p", "2017-04"), ("–5", "–periode", "2017-04"), ("-5", "--pe\u0301riode", "2017-04"), ("-5", "-p", "2017-04\r"),
        ("-5", "--periode\u00a02017-04"), ("-5", "-p", "2017-04", "-p", "2017-04"), ("−5,0", "—periode=“avril", "2017”"),
    ],
    ids=repr,
)  # fmt: skip
@pytest.mark.usefixtures("summer")
def test_a_measure_typed_in_every_way_that_terminals_allow(run, args):
    assert run("indicator", "add", "abs-taux", *args)[0] == 0
    values = json.loads(run("indicator", "show", "abs-taux", "--json")[1])["data"]["valeurs"]
    assert values[-1] == {"periode": "2017-04", "valeur": -5.0}


def test_an_indicator_named_between_the_quotes_of_word(run, projet):
    definition = ("--famille", "technique", "--unite", "min", "--nature", "mesure", "--sens", "baisse")
    assert run("indicator", "add", "«", "Attente", "au", "bloc", "»", "1\u00a0234,5", "-p", "2017", *definition,
               "--periodicite", "annee")[0] == 0  # fmt: skip
    assert '"Attente au bloc"' in (projet / "indicateurs" / "attente-au-bloc.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_file_of_answers_saved_by_notepad_is_read(run, tmp_path, encoding):
    answers = tmp_path / "réponses.yaml"
    answers.write_bytes("reponses:\r\n  contextes: {groupe: oui, commentaire: Préparé}\r\n".encode(encoding))
    code, _, err = run(
        "evaluation", "run", "points-de-vigilance", "--reponses", str(answers), "--partiel", "--moment", "fin"
    )
    assert code == 0, err
    shown = json.loads(run("evaluation", "show", "2017-03-22-points-de-vigilance", "--json")[1])
    assert "Préparé" in json.dumps(shown, ensure_ascii=False)


def test_git_bash_without_a_console_says_how_to_be_asked(run, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    monkeypatch.setenv("MSYSTEM", "MINGW64")
    assert "winpty qvtkit" in run("group", "add")[2]
    assert "winpty" not in run("group", "add", "--no-input")[2]
    assert "winpty" not in run("group", "add", "--json")[1]
    monkeypatch.setenv("MSYSTEM", "")
    assert "winpty" not in run("group", "add")[2]


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
