"""Every code has a page, and every page tells the truth: its example gives the code, its correction does not."""

from __future__ import annotations

import datetime as dt
import json
import re
import shlex
from pathlib import Path

import pytest

from qvtkit.__main__ import main
from qvtkit.checks.run import check
from qvtkit.cli.catalog import COMMANDS, find
from qvtkit.messages import MESSAGES
from qvtkit.ops import explanations
from qvtkit.store.project import load

ROOT = Path(__file__).parents[2]
PAGES = explanations.pages()
IN_FILES = [code for code, page in PAGES.items() if "fautif" in page.exemple]
BY_COMMANDS = [code for code, page in PAGES.items() if "commande" in page.exemple]
_OTHERS = Path(__file__).with_name("test_codes_of_the_machine.py").read_text(encoding="utf-8")
BY_HAND = {
    code
    for codes in re.findall(r"^@shows\((.+)\)$", _OTHERS, re.MULTILINE)
    for code in re.findall(r"[a-z0-9-]+", codes)
}
HEAD = {"qvt.yaml": "etablissement:\n  nom: Résidence des Tilleuls\n"}
TODAY = dt.date(2017, 3, 22)


def _write(root, files, encoding="utf-8"):
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode(encoding))


def _found(root):
    return [(each.code, each.position.file, each.position.line) for each in check(load(root), TODAY)]


def test_every_code_has_a_page_and_every_page_a_code():
    assert list(PAGES) == list(dict.fromkeys(PAGES))
    assert set(PAGES) - set(MESSAGES) == set(), "pages without a code"
    assert set(MESSAGES) - set(PAGES) == set(), "codes without a page"


def test_every_code_is_shown_happening():
    shown = {*IN_FILES, *BY_COMMANDS, *BY_HAND}
    assert set(MESSAGES) - shown == set()


def _write_faulty(root, example):
    _write(root, HEAD | example.get("avec", {}))
    _write(root, {example["fichier"]: example["fautif"]}, example.get("codage", "utf-8"))


@pytest.mark.parametrize("code", IN_FILES)
def test_the_faulty_file_gives_the_code_and_the_corrected_one_nothing(code, tmp_path):
    example = PAGES[code].exemple
    _write_faulty(tmp_path, example)
    found = _found(tmp_path)
    assert {each[0] for each in found} == {code}
    assert found[0][1:] == (example["fichier"], int(example["ligne"]))

    (tmp_path / example["fichier"]).unlink()
    if "corrige" in example:
        _write(tmp_path, {example.get("fichier_corrige", example["fichier"]): example["corrige"]})
    assert _found(tmp_path) == []


@pytest.mark.parametrize("code", IN_FILES)
def test_a_page_names_the_command_that_repairs_exactly_where_it_does(code, tmp_path):
    _write_faulty(tmp_path, PAGES[code].exemple)
    assert main(["-C", str(tmp_path), "doctor", "--fix", "--tout"]) == 0
    left = {each[0] for each in _found(tmp_path)}
    assert PAGES[code].reparation == ("" if code in left else "qvtkit doctor --fix")


def _prepare(example, projet, tmp_path, monkeypatch, run):
    """Return the folder where the commands of *example* are run: the worked example, or an empty one."""
    root = projet if example.get("depart", "exemple") == "exemple" else tmp_path / "vide"
    root.mkdir(exist_ok=True)
    _write(root, example.get("avec", {}))
    monkeypatch.chdir(root)
    for line in example.get("avant", ()):
        assert run("-C", ".", *shlex.split(line))[0] == 0, line


def _codes(run, line):
    code, out, _ = run("-C", ".", *shlex.split(line), "--json")
    return code, [each["code"] for each in json.loads(out)["issues"]]


@pytest.mark.parametrize("code", [code for code in BY_COMMANDS if code not in BY_HAND])
def test_the_command_gives_the_code_and_its_exit_code(code, projet, tmp_path, monkeypatch, run):
    example = PAGES[code].exemple
    _prepare(example, projet, tmp_path, monkeypatch, run)
    exit_code, found = _codes(run, example["commande"])
    assert code in found
    assert exit_code == int(example["sortie"])


@pytest.mark.parametrize("code", [code for code in BY_COMMANDS if "plutot" in PAGES[code].exemple])
def test_what_to_type_instead_works(code, projet, tmp_path, monkeypatch, run):
    example = PAGES[code].exemple
    _prepare(example, projet, tmp_path, monkeypatch, run)
    exit_code, found = _codes(run, example["plutot"])
    assert (exit_code, code in found) == (0, False), found


@pytest.mark.parametrize("code", PAGES)
def test_a_page_is_whole_short_and_well_written(code):
    page = PAGES[code]
    words = (page.titre, page.explication, page.importance, page.a_faire)
    for text in words:
        assert text.strip()
        assert "'" not in text, "l’apostrophe est courbe"
        assert not re.search(
            r"(?<!\.)\b(YAML|clé|schéma|syntaxe|parser|exception|booléen|chaîne)\b", text, re.IGNORECASE
        )
    assert len(page.titre) <= 70
    assert not page.titre.endswith(".")
    assert sum(len(text) for text in words) < 1100
    assert set(page.exemple) <= {
        "fichier", "codage", "fautif", "ligne", "fichier_corrige", "corrige", "avec",
        "commande", "sortie", "plutot", "depart", "avant",
    }  # fmt: skip


def _lines(page):
    """Return every command line that a page shows, without « qvtkit »."""
    for text in (page.explication, page.importance, page.a_faire):
        bare = [word for word in re.findall(r"(?<!« )qvtkit (\w+)", text) if find(COMMANDS, word)]
        assert bare == [], "a command named in a sentence is between quotation marks"
        yield from re.findall(r"« qvtkit ([^»]+) »", text)
    yield from [page.reparation.removeprefix("qvtkit ")] if page.reparation else []
    if page.code != "option-inconnue":
        yield from (page.exemple[key] for key in ("commande", "plutot") if key in page.exemple)


def test_the_commands_that_the_pages_name_exist():
    for line in (line for page in PAGES.values() for line in _lines(page)):
        words = line.split()
        entry = find(COMMANDS, words.pop(0))
        assert entry is not None, line
        while entry.verbes:
            entry = entry.find(words.pop(0))
            assert entry is not None, line
