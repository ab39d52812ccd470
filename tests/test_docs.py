"""The documentation says what is true: its files pass `check`, its commands exist, its examples give what they show."""

from __future__ import annotations

import doctest
import importlib
import json
import re
import shlex
from pathlib import Path

import pytest

import qvtkit
from qvtkit.cli.catalog import COMMANDS, find
from qvtkit.cli.lazy import load
from qvtkit.text import fold

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "analysis" / "cases"
PAGES = [ROOT / "README.md", ROOT / "docs" / "guide.md", ROOT / "docs" / "format.md"]


def _blocks(page, *languages):
    text = page.read_text(encoding="utf-8")
    return [body for language, body in re.findall(r"```(\w*)\n(.*?)```", text, re.DOTALL) if language in languages]


def test_the_files_of_the_format_page_make_a_project_in_order(tmp_path):
    named = [
        (match[1], body)
        for body in _blocks(ROOT / "docs" / "format.md", "yaml")
        if (match := re.match(r"# (\S+\.yaml)\n", body))
    ]
    assert len(named) >= 15
    for name, body in named:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(body, encoding="utf-8")
    assert [(str(each.position), each.message) for each in qvtkit.check(qvtkit.load(tmp_path))] == []


def test_the_examples_of_the_statistics_give_what_they_show():
    examples = "\n".join(_blocks(ROOT / "docs" / "statistics.md", "pycon"))
    differ: list[str] = []
    page = doctest.DocTestParser().get_doctest(examples, {}, "statistics", "docs/statistics.md", 0)
    found = doctest.DocTestRunner(verbose=False).run(page, out=differ.append)
    assert differ == []
    assert found.attempted >= 80


def test_the_page_of_statistics_names_what_exists():
    text = (ROOT / "docs" / "statistics.md").read_text(encoding="utf-8")
    table = text.partition("| Question |")[2].partition("\n\n")[0]
    named = re.findall(r"`(\w+)\.(\w+)`", table.replace("`wilcox.test`", ""))
    assert len(named) >= 20
    for module, name in named:
        assert callable(getattr(importlib.import_module(f"qvtkit.analysis.{module}"), name))


def test_every_family_of_cases_is_told_on_the_page_of_statistics():
    told = (ROOT / "docs" / "statistics.md").read_text(encoding="utf-8")
    named = {json.loads(path.read_text(encoding="utf-8"))["family"] for path in CASES.glob("*.json")}
    assert len(named) >= 12
    assert [name for name in sorted(named) if f"`{name}`" not in told] == []


def _commands():
    for page in PAGES:
        for body in _blocks(page, "powershell", "bash", ""):
            for line in body.splitlines():
                bare = line.partition(" #")[0].strip()
                if bare.startswith("qvtkit "):
                    yield pytest.param(bare, id=f"{page.stem}: {bare[:60]}")


@pytest.mark.parametrize("line", list(_commands()))
def test_every_command_of_the_documentation_exists(line):
    words = shlex.split(line)[1:]
    while words and words[0] in {"-C", "--projet"}:
        words = words[2:]
    if not words or words[0].startswith("--"):
        return
    entry = find(COMMANDS, words.pop(0))
    while entry is not None and entry.verbes and words and not words[0].startswith("-"):
        entry = entry.find(words.pop(0))
    assert entry is not None, line
    options = {fold(opt) for param in load(entry).params for opt in [*param.opts, *param.secondary_opts]} | {
        "help",
        "h",
    }
    typed = [word for word in words if re.match(r"--?[a-zA-Z]", word)]
    assert [word for word in typed if fold(word) not in options] == []
