"""Answers typed and not yet saved, kept on this machine only (never in the project's folder)."""

from __future__ import annotations

import contextlib
from typing import Any

from qvtkit.store import machine


class Draft:
    """The answers of one questionnaire in one project, kept after each answer.

    A draft that cannot be written is not an error: it is a net, not the work itself.
    """

    def __init__(self, uid: str, name: str) -> None:
        self._file = machine.data_folder() / "brouillons" / f"{machine.safe_name(f'{uid}/{name}')}.json"

    def load(self) -> dict[str, Any]:
        """Return the answers kept, empty where there are none."""
        return machine.load(self._file)

    def save(self, answers: dict[str, Any]) -> None:
        """Keep *answers* (JSON values only)."""
        with contextlib.suppress(OSError):
            machine.save(self._file, answers)

    def clear(self) -> None:
        """Forget the answers: they are saved in the project."""
        with contextlib.suppress(OSError):
            self._file.unlink(missing_ok=True)
