"""Projects built from strings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qvtkit.store.project import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qvtkit.model.projet import Projet


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
