"""Answers typed and not yet saved, kept on this machine only (never in the project's folder)."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import Any

from qvtkit.store.files import checksum


def data_folder() -> Path:
    """Return where qvtkit keeps what belongs to the machine (`QVTKIT_DATA` moves it)."""
    if moved := os.environ.get("QVTKIT_DATA"):
        return Path(moved)
    from platformdirs import user_data_path

    return user_data_path("qvtkit", appauthor=False)


class Draft:
    """The answers of one questionnaire in one project, kept after each answer.

    A draft that cannot be written is not an error: it is a net, not the work itself.
    """

    def __init__(self, uid: str, name: str) -> None:
        safe = checksum(f"{uid}/{name}".encode())[:24]
        self._file = data_folder() / "brouillons" / f"{safe}.json"

    def load(self) -> dict[str, Any]:
        """Return the answers kept, empty where there are none."""
        try:
            content = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return content if isinstance(content, dict) else {}

    def save(self, answers: dict[str, Any]) -> None:
        """Keep *answers* (JSON values only)."""
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            temporary = self._file.with_suffix(".tmp")
            temporary.write_text(json.dumps(answers, ensure_ascii=False), encoding="utf-8")
            temporary.replace(self._file)

    def clear(self) -> None:
        """Forget the answers: they are saved in the project."""
        with contextlib.suppress(OSError):
            self._file.unlink(missing_ok=True)
