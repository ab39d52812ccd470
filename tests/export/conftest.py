"""The sample documents, loaded by path: test folders are not packages."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from qvtkit.export.document import Document


@pytest.fixture(scope="session")
def sample() -> ModuleType:
    """Return the module `sample.py` that stands beside this file."""
    spec = importlib.util.spec_from_file_location("render_sample", Path(__file__).with_name("sample.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def fiche(sample: ModuleType) -> Document:
    """Return a document with every block."""
    document: Document = sample.document()
    return document


@pytest.fixture(scope="session")
def compact(sample: ModuleType) -> Document:
    """Return the one-page fiche."""
    document: Document = sample.document(compact=True)
    return document


@pytest.fixture(scope="session")
def nasty(sample: ModuleType) -> Document:
    """Return a document of hostile texts."""
    document: Document = sample.nasty_document()
    return document


@pytest.fixture
def nommee(projet: Path) -> Callable[[str], None]:
    """Return what gives the housekeeper of the worked example a name, Camille Vasseur, shown as *identites* says."""

    def named(identites: str) -> None:
        for file, old, new in (
            ("qvt.yaml", "identites: fonctions", f"identites: {identites}"),
            (
                "1-conception/groupes/groupe-qvt.yaml",
                "fonction: Gouvernante,",
                "fonction: Gouvernante, nom: Camille Vasseur,",
            ),
            ("reunions/2016-11-08-groupe-qvt.yaml", "qui: Gouvernante", "qui: Camille Vasseur"),
        ):
            text = (projet / file).read_text(encoding="utf-8")
            assert old in text
            (projet / file).write_text(text.replace(old, new), encoding="utf-8")

    return named
