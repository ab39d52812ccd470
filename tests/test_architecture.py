"""The layers, and what start-up may load."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "qvtkit"

# Each layer, and what it may import of the others. Anyone may import errors, issues, messages, text.
ALLOWED: dict[str, set[str]] = {
    "archives": set(),
    "text": set(),
    "messages": set(),
    "issues": {"messages"},
    "errors": {"issues"},
    "resources": set(),
    "model": {"issues", "text"},
    "analysis": {"model", "text"},
    "method": {"analysis", "model", "issues", "text"},
    "checks": {"method", "analysis", "model", "issues", "text"},
    "store": {"model", "issues", "errors", "messages", "resources", "text"},
    "export": {"method", "analysis", "model", "resources", "text", "issues", "errors", "archives"},
    "exchange": {"model", "text", "archives"},
    "ops": {
        "export",
        "exchange",
        "method",
        "checks",
        "analysis",
        "store",
        "model",
        "issues",
        "errors",
        "messages",
        "resources",
        "text",
    },
    "cli": {
        "ops",
        "export",
        "exchange",
        "method",
        "checks",
        "analysis",
        "store",
        "model",
        "issues",
        "errors",
        "messages",
        "text",
    },
    "__main__": {"cli", "errors", "issues"},
    "__init__": {"checks", "store"},
}
# Libraries that one layer alone may import.
OWNED = {
    "typer": {"cli"}, "rich": {"cli"}, "questionary": {"cli"}, "tabulate": {"cli", "export"},
    "yaml": {"store"}, "filelock": {"store"}, "ruamel": {"store"}, "docx": {"export"}, "typst": {"export"}, "jinja2": {"export"},
    "xlsxwriter": {"export"}, "docxtpl": {"export"},
}  # fmt: skip
FILES_AND_CLOCK = re.compile(r"\bopen\(|\.(read|write)_(text|bytes)\(|\bdate\.today\(|\bdatetime\.now\(|\btime\.time")


def _layer(path: Path) -> str:
    relative = path.relative_to(SOURCE)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            if node.module == "qvtkit":
                found |= {f"qvtkit.{alias.name}" for alias in node.names}
    return found


MODULES = sorted(SOURCE.rglob("*.py"))


def test_imports_go_down_only():
    for path, layer in ((path, _layer(path)) for path in MODULES):
        for name in _imports(path):
            top, _, rest = name.partition(".")
            if top == "qvtkit" and rest:
                other = rest.partition(".")[0]
                if other not in {layer, "__version__"}:
                    assert other in ALLOWED[layer], f"{path}: {layer} must not import {other}"
            assert layer in OWNED.get(top, {layer}), f"{path}: {layer} must not import {top}"


def test_pure_layers_touch_neither_files_nor_the_clock():
    for path in MODULES:
        if _layer(path) in {"model", "analysis", "method", "checks"}:
            assert FILES_AND_CLOCK.findall(path.read_text(encoding="utf-8")) == [], path


def test_there_is_no_cycle_between_modules():
    graph = {}
    for path in MODULES:
        name = "qvtkit." + ".".join(path.relative_to(SOURCE).with_suffix("").parts)
        tree = _tree(path)
        graph[name.removesuffix(".__init__")] = {
            node.module
            for node in tree.body
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("qvtkit.")
        }
    done: set[str] = set()

    def visit(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, " -> ".join((*above, name))
        if name not in done:
            for other in graph.get(name, ()):
                visit(other, (*above, name))
            done.add(name)

    for name in graph:
        visit(name, ())


def _loaded_by(*args: str) -> set[str]:
    code = f"import sys; from qvtkit.__main__ import main; main({list(args)!r}); print('\\n'.join(sys.modules), file=sys.stderr)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8")
    return set(result.stderr.split())


@pytest.mark.parametrize("args", [("--version",), ("--help",), ("indicator", "--help")])
def test_help_and_version_load_nothing_heavy(args):
    heavy = {
        "pydantic",
        "yaml",
        "ruamel.yaml",
        "rich",
        "questionary",
        "prompt_toolkit",
        "docx",
        "typst",
        "jinja2",
        "tabulate",
        "xlsxwriter",
        "python_calamine",
    }
    loaded = _loaded_by(*args)
    assert heavy & loaded == set()
    light = ("qvtkit.cli", "qvtkit.messages", "qvtkit.errors", "qvtkit.issues", "qvtkit.text", "qvtkit.__main__")
    ours = {name for name in loaded if name.startswith("qvtkit.")}
    assert {name for name in ours if not name.startswith(light) or name.startswith("qvtkit.cli.commands")} == set()


def test_a_measure_loads_neither_screen_nor_documents(projet):
    loaded = _loaded_by("-C", str(projet), "indicator", "add", "rappels-repos", "9", "-p", "2017-05")
    assert {"rich", "questionary", "docx", "typst", "jinja2", "ruamel.yaml", "tabulate", "xlsxwriter"} & loaded == set()


def test_the_project_and_its_public_door():
    import qvtkit

    assert set(qvtkit.__all__) == {"__version__", "check", "load"}
    assert all(getattr(qvtkit, name) for name in qvtkit.__all__)
    with pytest.raises(AttributeError):
        _ = qvtkit.absent


def test_nothing_in_the_product_prints_or_evaluates():
    for path in MODULES:
        tree = _tree(path)
        calls = {
            node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert not calls & {"print", "eval", "exec", "compile"}, path
