"""Any terminal: its encoding, its width, its colours; a stream that is closed; what scripts and Word did to a command."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from qvtkit.__main__ import main
from qvtkit.cli import columns, streams, terminal
from qvtkit.cli.arguments import tidy
from qvtkit.cli.neighbours import neighbour
from qvtkit.cli.quote import quoted
from qvtkit.cli.show import as_csv
from qvtkit.cli.sparkline import sparkline

NBSP = "\u00a0"
ESCAPE = "\x1b"
SCREENS = [
    ("status",), ("indicator", "list"), ("indicator", "show", "abs-taux"), ("group", "list"), ("group", "show", "groupe-qvt"),
    ("phase", "show"), ("evaluation", "list"), ("experiment", "list"), ("session", "list"), ("journal", "list"),
    ("session", "show", "procedure-absence-ash"), ("experiment", "show", "procedure-absence-ash"), ("check",),
]  # fmt: skip
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="les tubes et les signaux y sont autres")


class Terminal(io.TextIOWrapper):
    """Standard output as a terminal."""

    def isatty(self):
        return True


@pytest.fixture(autouse=True)
def usual_machine(monkeypatch):
    for name in ("PYTHONIOENCODING", "PYTHONUTF8", "QVTKIT_QUESTIONS", "NO_COLOR", "MSYSTEM"):
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("TERM", "xterm")


@pytest.fixture
def shown(monkeypatch, projet):
    """Run qvtkit with a standard output of one's own: return its bytes."""

    def call(*args, terminal=False, encoding="utf-8", width=80):
        raw = io.BytesIO()
        stream = (Terminal if terminal else io.TextIOWrapper)(raw, encoding=encoding, newline="\n")
        monkeypatch.setattr(sys, "stdout", stream)
        monkeypatch.setenv("COLUMNS", str(width))
        monkeypatch.setenv("PYTHONIOENCODING", encoding)
        code = main(["-C", str(projet), *args])
        assert code in {0, 1}
        stream.flush()
        return raw.getvalue()

    return call


def _process(projet, *args, **env):
    return subprocess.run(
        [sys.executable, "-m", "qvtkit", "-C", str(projet), *args],
        capture_output=True, check=False, stdin=subprocess.DEVNULL, env={**os.environ, **env},
    )  # fmt: skip


# --- encodings


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "latin-1", "ascii"])
def test_what_an_encoding_lacks_gets_a_readable_neighbour(shown, encoding):
    text = shown("status", encoding=encoding).decode(encoding)
    assert "?" not in text
    assert re.search("R[ée]sidence des Tilleuls [—-] Mieux travailler", text)
    assert re.search("absence d['’]une ASH", text)
    assert re.search("-----|─────", text)
    assert re.search(r"\(03/2017\)  [1-8.]{10,}", text), "the sparkline is in digits"


def test_a_console_in_utf_16_reads_everything(shown):
    raw = shown("status", encoding="utf-16")
    text = raw.decode("utf-16")
    assert "Résidence des Tilleuls — Mieux travailler" in text
    assert "\ufeff" not in text


def test_what_is_redirected_is_utf_8_whatever_the_machine(projet):
    result = _process(projet, "status", LC_ALL="C", PYTHONCOERCECLOCALE="0")
    assert "Résidence des Tilleuls — Mieux travailler" in result.stdout.decode("utf-8")


def test_an_encoding_that_was_asked_for_is_kept(projet):
    result = _process(projet, "indicator", "show", "xyz", PYTHONIOENCODING="cp1252")
    assert result.returncode == 1
    assert "Il n’y a pas d’indicateur" in result.stderr.decode("cp1252").replace(NBSP, " ")


@pytest.mark.parametrize("args", [("indicator", "show", "abs-taux", "--json"), ("schema", "indicateur")], ids=" ".join)
@pytest.mark.parametrize("encoding", ["ascii", "cp850"])
def test_json_is_exact_in_any_encoding(shown, args, encoding):
    assert json.loads(shown(*args, encoding=encoding).decode(encoding)) == json.loads(shown(*args))


@pytest.mark.parametrize(
    ("char", "plain"),
    [("’", "'"), ("é", "e"), (NBSP, " "), ("…", "..."), ("→", "->"), ("œ", "oe"), ("👩", "?"), ("\u200d", "")],
)
def test_neighbours(char, plain):
    assert neighbour(char) == plain


def test_a_csv_that_is_redirected_is_known_by_excel_as_utf_8(projet):
    raw = _process(projet, "indicator", "list", "--format", "csv").stdout
    assert raw.startswith(b"\xef\xbb\xbfIndicateur;Nom;")
    assert raw.count(b"\xef\xbb\xbf") == 1


@pytest.mark.parametrize("cell", ["=1+1", "+33", "@x", "-1+cmd|x", "- une note"])
def test_a_cell_is_never_a_formula(cell):
    assert as_csv(["T"], [[cell]]) == f"T\n'{cell}\n"


@pytest.mark.parametrize("cell", ["-5", "-0,5 %", f"-1{NBSP}234,5 €", "-", "a-b", "(+3)"])
def test_a_negative_number_stays_a_number(cell):
    assert as_csv(["T"], [[cell]]) == f"T\n{cell}\n"


def test_a_way_to_show_a_table_that_does_not_exist(run):
    code, out, err = run("indicator", "list", "--format", "xml")
    assert code == 2
    assert "--format csv" in err
    assert out == ""


# --- width


@pytest.mark.parametrize("args", SCREENS, ids=" ".join)
@pytest.mark.parametrize("width", [40, 60])
def test_nothing_is_wider_than_a_narrow_terminal(shown, args, width):
    for line in shown(*args, terminal=True, width=width).decode().splitlines():
        bare = re.sub(rf"{ESCAPE}\[[\d;]*m", "", line)
        assert len(bare) < width or " " not in bare.strip(), bare


def test_a_table_that_does_not_fit_is_told_record_by_record(shown):
    text = shown("indicator", "list", terminal=True, width=40).decode().replace(NBSP, " ")
    assert "\nheures-projet\n  Nom : Heures consacrées à la démarche\n  Famille : Économique\n" in text


def test_a_table_drops_the_curve_before_it_gives_up_its_columns(shown):
    wide = shown("indicator", "list", terminal=True, width=120).decode()
    assert "Évolution" in wide
    assert "▂▇▃▁▂▃▇█" in wide
    medium = shown("indicator", "list", terminal=True, width=80).decode()
    assert "Évolution" not in medium
    assert "Indicateur           Nom" in medium


@pytest.mark.parametrize(
    "page", [("--help",), ("indicator", "add", "--help"), ("group", "member", "--help")], ids=" ".join
)
def test_help_is_no_wider_than_the_terminal(shown, page):
    for line in shown(*page, terminal=True, width=40).decode().splitlines():
        assert len(line) < 40 or line.startswith("  qvtkit "), line


def test_columns_are_shared_without_cutting_a_word():
    rows = [["a", "quelques mots de plus", "x"], ["bb", "anticonstitutionnellement", "y"]]
    assert columns.widths(["T", "Texte", "Z"], rows, 80) == [2, 25, 1]
    assert columns.widths(["T", "Texte", "Z"], rows, 32) == [2, 25, 1]
    assert columns.widths(["T", "Texte", "Z"], rows, 31) is None
    assert columns.lines(["bb", "deux mots", "é"], [2, 5, 1]) == ["bb  deux   é", "    mots"]


def test_a_quoted_line_shows_the_fault_however_far_it_is():
    assert quoted("a: b", 4, 40) == ["    | a: b", "    |    ^"]
    line = "x" * 90 + "!" + "y" * 90
    shown, mark = quoted(line, 91, 40)
    assert shown[mark.index("^")] == "!"
    assert len(shown) <= 40


def test_a_quoted_line_is_not_typeset_and_a_tabulation_does_not_shift_the_mark():
    assert quoted("\tnom: l'un : l'autre", 2, 60) == ["    | →nom: l'un : l'autre", "    |  ^"]


# --- colours


def test_colours_only_where_they_are_wanted(shown, monkeypatch):
    assert ESCAPE in shown("group", "list", terminal=True, width=200).decode()
    assert ESCAPE in shown("group", "list", "--color", width=200).decode()
    assert ESCAPE not in shown("group", "list", width=200).decode()
    monkeypatch.setenv("TERM", "dumb")
    assert ESCAPE not in shown("group", "list", terminal=True, width=200).decode()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    assert ESCAPE not in shown("group", "list", terminal=True, width=200).decode()


def test_no_color_counts_for_the_libraries_too(shown):
    assert ESCAPE not in shown("group", "list", "--no-color", terminal=True, width=200).decode()
    assert os.environ["NO_COLOR"] == "1"


@pytest.mark.parametrize("args", SCREENS, ids=" ".join)
def test_colours_add_nothing_to_what_is_said(shown, args):
    coloured = re.sub(rf"{ESCAPE}\[[\d;]*m", "", shown(*args, "--color", width=120).decode())
    assert coloured == shown(*args, "--no-color", width=120).decode()


# --- plain lines


@pytest.mark.parametrize("args", SCREENS, ids=" ".join)
def test_plain_lines_hold_nothing_drawn(shown, monkeypatch, args):
    monkeypatch.setenv("QVTKIT_QUESTIONS", "simples")
    assert not set("─│▁▂▃▄▅▆▇█") & set(shown(*args, terminal=True).decode())


def test_in_plain_lines_a_label_comes_before_its_value(shown, monkeypatch):
    monkeypatch.setenv("QVTKIT_QUESTIONS", "simples")
    text = shown("indicator", "list", terminal=True, width=120).decode().replace(NBSP, " ")
    assert "abs-taux\n  Nom : Taux d’absentéisme (hors formation)\n  Famille : Social et santé\n" in text


def test_what_can_be_drawn(monkeypatch):
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
    assert terminal.can_draw()
    monkeypatch.setenv("TERM", "dumb")
    assert not terminal.can_draw()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="cp1252"))
    assert not terminal.can_draw()


def test_a_curve_says_what_is_missing(monkeypatch):
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
    assert sparkline([1, None, 2, 3]) == "▁·▅█"
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
    assert sparkline([1, None, 2, 3]) == "1.58"
    assert sparkline([4, 4]) == "55"
    assert sparkline([None]) == ""


# --- streams


@on_posix
@pytest.mark.parametrize("closed", [">&-", "<&-", "2>&-", ">&- 2>&- <&-"])
def test_a_closed_stream_is_no_failure(projet, closed):
    command = f'"{sys.executable}" -m qvtkit -C "{projet}" status {closed}'
    result = subprocess.run(command, shell=True, capture_output=True, check=False)
    assert result.returncode == 0
    assert result.stderr == b""


@on_posix
def test_nothing_is_asked_of_a_closed_input(projet):
    command = f'"{sys.executable}" -m qvtkit -C "{projet}" group add <&-'
    result = subprocess.run(command, shell=True, capture_output=True, check=False)
    assert result.returncode == 2
    assert "--nom" in result.stderr.decode()


@on_posix
@pytest.mark.parametrize("args", ["status", "journal list", "chose 2>&1"])
def test_a_reader_that_leaves_at_once_is_no_error(projet, args):
    command = f'"{sys.executable}" -m qvtkit -C "{projet}" {args} | true'
    result = subprocess.run(command, shell=True, capture_output=True, check=False)
    assert result.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="pas de disque plein simulé ici")
@pytest.mark.parametrize("args", ["status", "indicator show abs-taux --json"])
def test_a_full_disk_under_the_output_is_said(projet, args):
    command = f'"{sys.executable}" -m qvtkit -C "{projet}" {args} > /dev/full'
    result = subprocess.run(command, shell=True, capture_output=True, check=False)
    assert result.returncode == 5
    assert "n’a pas pu l’être" in result.stderr.decode()
    assert "Exception" not in result.stderr.decode()


@pytest.mark.parametrize(("number", "code"), [(errno.EPIPE, 0), (errno.EINVAL, 0), (errno.ENOSPC, 5), (errno.EIO, 5)])
def test_a_pipe_that_closes_is_no_error_and_a_full_disk_is_one(run, monkeypatch, number, code):
    def broken():
        raise OSError(number, "x")

    monkeypatch.setattr(streams, "close", broken)
    assert run("status")[0] == code


def test_ctrl_c_while_the_last_lines_go_out_is_an_interruption(run, monkeypatch):
    def interrupted():
        raise KeyboardInterrupt

    monkeypatch.setattr(streams, "close", interrupted)
    assert run("status")[0] == 130


# --- arguments


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["add", "-5"], ["add", "−5"]),
        (["add", "-,5", "-0,5"], ["add", "−,5", "−0,5"]),
        (["add", "–5"], ["add", "−5"]),
        (["–periode", "2016"], ["--periode", "2016"]),
        (["—periode=2016"], ["--periode=2016"]),
        (["––json"], ["--json"]),
        (["–p", "2016"], ["-p", "2016"]),
        ([f"--periode{NBSP}2016-03"], ["--periode", "2016-03"]),
        (["status\r"], ["status"]),
        (["list", "\r"], ["list"]),
        (["--nom", ""], ["--nom", ""]),
        (["\ufeffstatus", "a\u200b"], ["status", "a"]),
        (["Re\u0301sidence"], ["Résidence"]),
        (["caf\udce9", "\udcc3\udca9t\udcc3\udca9"], ["café", "été"]),
        (["“Attente”"], ["Attente"]),
        (["“Attente", "au", "bloc”", "8"], ["Attente au bloc", "8"]),
        (["--nom=“Attente", "au", "bloc”"], ["--nom=Attente au bloc"]),
        (["«", "Attente", "»"], ["Attente"]),
        ([f"«{NBSP}Attente{NBSP}»"], ["Attente"]),
    ],
)
def test_what_terminals_scripts_and_word_did_to_a_word_is_undone(typed, meant):
    assert tidy(typed) == meant


@pytest.mark.parametrize(
    "word",
    [
        "« Attente au bloc »",
        "“deux mots”",
        "« ouvert",
        "l’attente",
        "– Réunion",
        "–2 points au total",
        "1 234,5",
        f"1{NBSP}234,5",
        "a – b",
        "-p",
        "--nom=x y",
        "8,2",
    ],
)
def test_what_was_meant_is_left_alone(word):
    assert tidy([word]) == [word]


def test_after_two_dashes_nothing_is_interpreted():
    assert tidy(["–nom", "x", "--", "-5", "–nom", "“a”\r"]) == ["--nom", "x", "--", "-5", "–nom", "“a”"]


def test_a_file_keeps_the_name_that_it_has(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("–re\u0301ponses.yaml").write_text("", encoding="utf-8")
    assert tidy(["–re\u0301ponses.yaml"]) == ["–re\u0301ponses.yaml"]
