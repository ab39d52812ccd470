"""What belongs to this computer and not to the project: drafts, history, unfinished work.

It lives in the user's local data (`QVTKIT_DATA` moves it), so that a folder that is mailed carries
no name that was deleted from it.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
import time
from pathlib import Path
from typing import Any

from qvtkit.store.files import checksum
from qvtkit.store.writing import write_whole

_LEFT = 3600
"""Seconds after which nobody can still be writing a temporary file."""


def data_folder() -> Path:
    """Return where qvtkit keeps what belongs to the machine."""
    if moved := os.environ.get("QVTKIT_DATA"):
        return Path(moved)
    from platformdirs import user_data_path

    try:
        return user_data_path("qvtkit", appauthor=False)
    except RuntimeError:  # a user without a home, as in some containers
        return Path(tempfile.gettempdir()) / "qvtkit"


def notes_folder() -> Path:
    """Return where processes note what they are about to write."""
    return data_folder() / "en-cours"


def anything_unfinished() -> bool:
    """Tell whether some process, in any project, left a note or is writing now: most often not."""
    try:
        return any(notes_folder().iterdir())
    except OSError:
        return False


def sweep(folder: Path, *, everything: bool = False) -> None:
    """Delete what killed processes left of their writing in *folder*: at once, or when an hour old."""
    with contextlib.suppress(OSError):
        for left in folder.glob(".*.tmp"):
            if everything or time.time() - left.stat().st_mtime > _LEFT:
                left.unlink(missing_ok=True)


def safe_name(text: str) -> str:
    """Return a file's name for *text* (an identifier of the project, a path): nothing in it leads anywhere."""
    return checksum(text.encode("utf-8", "surrogatepass"))[:24]


def save(file: Path, content: dict[str, Any]) -> None:
    """Write *content* (JSON values) to *file* whole or not at all. Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(file, json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass"), private=True)


def load(file: Path) -> dict[str, Any]:
    """Return what `save` wrote, empty where there is nothing readable."""
    try:
        content = json.loads(file.read_bytes().decode("utf-8", "surrogatepass"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
