"""Where there is a verdict, in any output: how many measures before and after, a caution, and no word too many."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from tests.cli.every_verdict import EVERY, plain, results_of

from qvtkit.analysis.verdict import Verdict
from qvtkit.cli.commands.experiment_results import _WORDS
from qvtkit.export.document import Bullets, Document, Ensemble, Run, Table
from qvtkit.export.documents.fiche import build
from qvtkit.export.documents.monographie import build as monographie
from qvtkit.export.documents.passation import build as passation
from qvtkit.method.verdict_en_mots import MOTS_BANNIS
from qvtkit.store.project import load

EXAMPLES = sorted(path for path in (Path(__file__).parents[2] / "examples").iterdir() if path.is_dir())
JOUR = dt.date(2017, 3, 22)
SAID = re.compile(
    "signal d’|signal de |indice d’|indice de |changement net|variation habituelle|point à regarder|aucune variation mesurée|"
    "pas encore assez de mesures|Amélioration (?:nette|visible|payée)"
)
COUNTS = re.compile(r"\d+ mesures? avant(?: et|,) \d+ après|^\d+ avant, \d+ après")
CAUTION = re.compile(
    "[Pp]rudence|ne dit pas pourquoi|ne veut pas dire|par hasard|autre cause|au groupe de dire|Rien ne dit|peut encore|"
    "Avec si peu de mesures|ne pourrait pas être distinguée|invitent à attendre|sans rien changer|ni un mieux ni un moins bien"
)


def _outputs(run, root):
    """Every text that the tool gives of a project: screens, data, documents."""
    tests = sorted(path.parent.name for path in root.glob("3-experimentation/*/experimentation.yaml"))
    commands = [("status",), *(("experiment", verb, test) for test in tests for verb in ("results", "show"))]
    commands += [(*command, "--json") for command in commands]
    commands += [("experiment", "results", test, "--format", form) for test in tests for form in ("csv", "md")]
    for command in commands:
        code, out, _ = run("-C", str(root), *command)
        assert code == 0, command
        yield command, plain(out)


def _other_outputs(run, root):
    """The other screens where figures are told."""
    for command in (("indicator", "list"), ("next",), ("closing", "show"), ("check",)):
        yield plain(run("-C", str(root), *command)[1])
    for path in root.glob("indicateurs/*.yaml"):
        yield plain(run("-C", str(root), "indicator", "show", path.stem)[1])


def _documents(root):
    projet = load(root)
    yield build(projet, court=False, aujourdhui=JOUR)
    yield build(projet, court=True, aujourdhui=JOUR)
    yield passation(projet, aujourdhui=JOUR)
    yield monographie(projet, JOUR)


def _text(value):
    """All the words of a block."""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return ("" if value and isinstance(value[0], Run) else " ").join(map(_text, value))
    words = ("titre", "texte", "items", "alt", "blocs", "paires", "libelle")
    return " ".join(_text(getattr(value, name)) for name in words if hasattr(value, name))


def _lines(document: Document):
    """The lines that a reader sees together: a paragraph, an item, a row of a table, a box."""
    blocks = [item for b in document.blocs for item in (b.blocs if isinstance(b, Ensemble) else (b,))]
    for block in blocks:
        if isinstance(block, Table):
            yield from (plain(_text(row)) for row in block.lignes)
        elif isinstance(block, Bullets):
            yield from (plain(_text(item)) for item in block.items)
        else:
            yield plain(_text(block))


def _honest(line):
    return not SAID.search(line) or bool(COUNTS.search(line) and CAUTION.search(line))


def test_the_project_has_every_verdict(run, tout):
    data = results_of(run, tout)
    lines = [line for family in data["familles"].values() for line in family]
    assert {line["verdict"] for line in lines} == {*map(str, Verdict), None}
    assert {line["indicateur"] for line in lines if not line["verdict"]} == {"tardif", "at-indice"}


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_no_word_says_more_than_figures_can_in_the_examples(run, folder):
    _check_words(run, folder)


def test_no_word_says_more_than_figures_can_in_any_verdict(run, tout):
    _check_words(run, tout)


def _check_words(run, root):
    texts = [*(text for _, text in _outputs(run, root)), *_other_outputs(run, root)]
    texts += [line for document in _documents(root) for line in _lines(document)]
    for text in texts:
        words = re.sub(r"[^\w’]+", " ", text).lower()
        found = [word for word in MOTS_BANNIS if re.search(rf"\b{word}\b", words)]
        assert found == [], text
        assert not re.search("[↑↓🔴🟢]", text)


def test_every_line_of_a_screen_with_a_verdict_has_counts_and_a_caution(run, tout):
    seen = 0
    for command, out in _outputs(run, tout):
        if "--json" in command or "--format" in command:
            continue
        body = re.sub(r"(?s)\n─{9}.*?(?=\nAvant →)", "", out)  # the table in columns: its rows are read below
        body = body.replace(_WORDS, "")  # what each word means is no verdict
        for line in body.splitlines():
            seen += bool(SAID.search(line))
            assert _honest(line), (command, line)
    assert seen > 5


def test_every_row_of_the_table_has_counts_and_a_caution(run, tout):
    out = run("-C", str(tout), "experiment", "results", "essai", "--format", "csv")[1]
    rows = [line.split(";") for line in plain(out).splitlines()]
    place = {title: rank for rank, title in enumerate(rows[0])}
    assert len(rows) == 1 + len(EVERY)
    for row in rows[1:]:
        assert row[place["Prudence"]]
        assert COUNTS.search(row[place["Mesures"]]) or row[place["Lecture"]] == "sans conclusion"


def test_every_sentence_of_the_data_has_counts_and_a_caution(run, tout):
    data = results_of(run, tout)
    lines = [line for family in data["familles"].values() for line in family]
    told = [*(line["resume"] for line in lines), *(" ".join(line["phrases"]) for line in lines), *data["phrases"]]
    told += [box["texte"] for box in data["boites"]]
    assert sum(bool(SAID.search(plain(text))) for text in told) > 15
    assert [text for text in told if not _honest(plain(text))] == []


@pytest.mark.parametrize("name", ["tout", *(folder.name for folder in EXAMPLES)])
def test_every_line_of_a_document_with_a_verdict_has_counts_and_a_caution(tout, name):
    root = tout if name == "tout" else next(folder for folder in EXAMPLES if folder.name == name)
    lines = [line for document in _documents(root) for line in _lines(document)]
    assert [line for line in lines if not _honest(line)] == []
    assert name.startswith("ehpad") or any(SAID.search(line) for line in lines)
