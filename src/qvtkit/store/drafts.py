"""Answers typed and not yet saved, kept on this machine only (never in the project's folder)."""

from __future__ import annotations

import contextlib
import datetime as dt
from typing import TYPE_CHECKING, Any

from qvtkit.store import machine

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_ABOUT = "_brouillon"
"""Where a draft says of itself its day and what was proposed; no question has this key."""


class Draft:
    """The answers of one questionnaire in one project, kept after each answer.

    A draft that cannot be written is not an error: it is a net, not the work itself.
    One that *keeps* nothing, as in a run for show, finds nothing either.
    """

    def __init__(self, uid: str, name: str, day: dt.date | None = None, *, keeps: bool = True) -> None:
        self._file = _folder() / f"{machine.safe_name(f'{uid}/{name}')}.json"
        self._of = {"projet": uid, "nom": name}
        self._day = day
        self.keeps = keeps

    def load(self) -> dict[str, Any]:
        """Return the answers kept, empty where there are none."""
        return {key: value for key, value in self._content().items() if key != _ABOUT}

    def day(self) -> dt.date | None:
        """Return the day of the last answer, None where it is not known."""
        try:
            return dt.date.fromisoformat(self._about().get("jour", ""))
        except (TypeError, ValueError):
            return None

    @property
    def is_old(self) -> bool:
        """Tell whether the last answer is of another day than this run."""
        day = self.day()
        return day is not None and self._day is not None and day != self._day

    def proposed(self) -> dict[str, str]:
        """Return the answers that were taken as they were proposed, by question."""
        found = self._about().get("proposees")
        return found if isinstance(found, dict) else {}

    def save(self, answers: Mapping[str, Any], proposed: Mapping[str, str] | None = None) -> None:
        """Keep *answers* (JSON values only), and which of them were proposed."""
        about = {"jour": str(self._day) if self._day else "", "proposees": dict(proposed or {}), **self._of}
        with contextlib.suppress(OSError):
            if self.keeps:
                machine.save(self._file, {**answers, _ABOUT: about})

    def clear(self) -> None:
        """Forget the answers: they are saved in the project."""
        with contextlib.suppress(OSError):
            if self.keeps:
                self._file.unlink(missing_ok=True)

    def _content(self) -> dict[str, Any]:
        return machine.load(self._file) if self.keeps else {}

    def _about(self) -> dict[str, Any]:
        found = self._content().get(_ABOUT)
        return found if isinstance(found, dict) else {}


def waiting(uid: str) -> list[tuple[str, str]]:
    """Return the drafts of the project *uid* that wait on this machine, the last first: name and day."""
    found = []
    with contextlib.suppress(OSError):
        for file in _folder().glob("*.json"):
            about = machine.load(file).get(_ABOUT)
            if isinstance(about, dict) and about.get("projet") == uid and about.get("nom"):
                found.append((str(about["nom"]), str(about.get("jour") or "")))
    return sorted(found, key=lambda each: (each[1], each[0]), reverse=True)


def _folder() -> Path:
    return machine.data_folder() / "brouillons"
