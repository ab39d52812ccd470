"""What is shipped: wheel, sdist, the README's commands, the quality tools."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import qvtkit

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return next(folder.glob("*.whl")), next(folder.glob("*.tar.gz"))


def test_the_wheel_holds_templates_and_examples(built):
    names = zipfile.ZipFile(built[0]).namelist()
    for folder in ("templates", "examples"):
        ours = {path.relative_to(ROOT / folder).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()}
        shipped = {name.removeprefix(f"qvtkit/_{folder}/") for name in names if name.startswith(f"qvtkit/_{folder}/")}
        assert shipped == ours
    assert "qvtkit/py.typed" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if "test" in name.split("/")[0]]


def test_the_sdist_can_be_tested(built):
    names = {name.partition("/")[2] for name in tarfile.open(built[1]).getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "tests/conftest.py"} <= names
    assert "templates/grilles/points-de-vigilance.yaml" in names


def test_the_installed_wheel_does_the_main_job(built, tmp_path):
    target = tmp_path / "installed"
    with zipfile.ZipFile(built[0]) as wheel:
        wheel.extractall(target)
    environment = {**os.environ, "PYTHONPATH": str(target), "PYTHONUTF8": "1"}
    result = subprocess.run(
        [sys.executable, "-m", "qvtkit", "demo", "essai"], cwd=tmp_path, env=environment, capture_output=True, text=True,
        check=False, encoding="utf-8",
    )  # fmt: skip
    assert result.returncode == 0, result.stdout + result.stderr
    produced = {path.suffix for path in (tmp_path / "essai" / "exports").iterdir()}
    assert produced == {".docx", ".pdf", ".html"}
    assert all(path.name in result.stdout for path in (tmp_path / "essai" / "exports").iterdir())


def test_ci_runs_the_readme_command():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    last = (ROOT / ".ci" / "run").read_text(encoding="utf-8").strip().splitlines()[-1]
    assert last in readme


def test_the_changelog_knows_this_version():
    assert f"## {qvtkit.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_links_of_the_documentation_lead_somewhere():
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]
    broken = [
        (page.name, link)
        for page in pages
        for link in re.findall(r"\]\((?!http)([^)#]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists()
    ]
    assert broken == []


@pytest.mark.parametrize(
    "command",
    [("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",)],
    ids=["ruff check", "ruff format", "mypy"],
)
def test_quality(command):
    result = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
