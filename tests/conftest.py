"""Fixtures that the whole suite shares."""

from __future__ import annotations

import gc
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from tests.programmes import (
    axe,
    chromium,
    libreoffice,
    ouvrir,
    pytest_deselected,
    pytest_runtest_makereport,
    texte_pdf,
)

from qvtkit.__main__ import main
from qvtkit.store.project import load

__all__ = [  # fixtures and hooks that live in their own file
    "axe",
    "chromium",
    "libreoffice",
    "ouvrir",
    "pytest_deselected",
    "pytest_runtest_makereport",
    "texte_pdf",
]  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Callable

    from qvtkit.model.projet import Projet

# The suite starts hundreds of short processes: they share compiled modules, whatever the machine usually does.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# Documents are large trees that live long: looking for rubbish among them at every turn takes a tenth of the time.
gc.set_threshold(100_000, 50, 100)
# A test says whether it is right, never whether the machine was busy.
settings.register_profile("qvtkit", deadline=None)
settings.load_profile("qvtkit")

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "residence-absence-ash"
TODAY = "1490140800"
"""22 March 2017, as seconds: near the end of the example's story."""
SUMMER = "1535800000"
"""1 September 2018: the months after the example can be measured."""


def pytest_xdist_auto_num_workers() -> int:
    """Start one process more than there are processors: many tests wait for a terminal, for Chromium, for LibreOffice."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what takes long in one piece first, so that no process is left alone with it at the end."""
    items.sort(
        key=lambda item: not item.nodeid.startswith(("tests/test_package.py", "tests/export/test_accessibilite.py"))
    )


@pytest.fixture(autouse=True)
def fixed_machine(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Fix the day, keep drafts out of the machine's own folder, and run without a terminal."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", TODAY)
    monkeypatch.setenv("QVTKIT_DATA", str(tmp_path_factory.mktemp("donnees")))
    monkeypatch.setenv("QVTKIT_DEBUG", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def summer(fixed_machine: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Move the day to where the months after the example's last measures are over."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", SUMMER)


@pytest.fixture
def projet(tmp_path: Path) -> Path:
    """A copy of the worked example, free to change."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "projet"))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], projet: Path) -> Callable[..., tuple[int, str, str]]:
    """Run qvtkit in this process on the example's copy: (exit code, output, errors).

    `-C` in the arguments points to another project.
    """

    def call(*args: str) -> tuple[int, str, str]:
        where = () if "-C" in args or "--projet" in args else ("-C", str(projet))
        capsys.readouterr()
        code = main([*where, *args])
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.fixture
def creer(tmp_path: Path) -> Callable[..., Projet]:
    """Build a project from the text of its files; `qvt.yaml` is minimal unless given."""

    def build(fichiers: dict[str, str] | None = None) -> Projet:
        for name, text in ({"qvt.yaml": "format: 1\n"} | (fichiers or {})).items():
            file = tmp_path / "dossier" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return load(tmp_path / "dossier")

    return build
