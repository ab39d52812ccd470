"""One door: no builder of documents reads a project that has not gone through it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import qvtkit.export

EXPORT = Path(qvtkit.export.__file__).parent
DOOR = {"contexte", "masked"}
"""What makes of a project of the folder one that may be shown."""
OF_THE_DOOR = {
    "masking.py", "filtre.py", "masque.py", "inconnus.py", "mesures_cachees.py", "tailles.py", "context.py",
}  # fmt: skip
"""Where the raw project is read: to hide what it holds."""
FOR_THE_COMMAND = {("copil_reunion.py", "comites")}
"""What a command asks before it builds anything: ids to choose from, shown on the screen only."""
FILES = sorted(file for file in EXPORT.rglob("*.py") if file.name not in OF_THE_DOOR)


def _other_builders(tree: ast.Module) -> set[str]:
    """Return the functions to which a builder may hand its project: its own, and those of `export`."""
    own = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    imported = {
        alias.asname or alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)
        for alias in node.names if (node.module or "").startswith("qvtkit.export")
    }  # fmt: skip
    return own | imported | DOOR


def _raw(function: ast.FunctionDef) -> set[str]:
    """Return the parameters that may be a project of the folder."""
    every = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return {each.arg for each in every if each.annotation and ast.unparse(each.annotation).strip("'\"") == "Projet"}


def read_past_the_door(source: str, name: str = "") -> list[str]:
    """Return where a project of the folder is used otherwise than handed over: `masked(projet)`, `autre(projet)`."""
    tree = ast.parse(source)
    takers, found = _other_builders(tree), []
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        raw = _raw(function)
        handed = {
            id(argument) for call in ast.walk(function)
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in takers
            for argument in (*call.args, *(each.value for each in call.keywords))
        }  # fmt: skip
        found += [
            f"{function.name}, line {node.lineno}" for node in ast.walk(function)
            if isinstance(node, ast.Name) and node.id in raw and isinstance(node.ctx, ast.Load)
            and id(node) not in handed and (name, function.name) not in FOR_THE_COMMAND
        ]  # fmt: skip
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(EXPORT)))
def test_no_builder_reads_a_project_of_the_folder(file: Path):
    assert read_past_the_door(file.read_text(encoding="utf-8"), file.name) == []


def test_reading_it_is_seen():
    head = "from qvtkit.method.chronologie import chronologie\nfrom qvtkit.export.secret.masking import masked\n"
    assert read_past_the_door(f"{head}def build(projet: Projet): return projet.groupes")
    assert read_past_the_door(f"{head}def build(projet: Projet): return chronologie(projet)")
    assert not read_past_the_door(f"{head}def build(projet: Projet): return masked(projet).groupes")
