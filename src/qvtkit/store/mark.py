"""The mark of who is writing in a project: where it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = ".qvtkit"
MARK = "verrou"
HOLDER = "verrou-par.json"


def is_held(root: Path) -> bool:
    """Tell whether somebody holds the project at *root*, or was killed while holding it."""
    return (root / FOLDER / MARK).exists()
