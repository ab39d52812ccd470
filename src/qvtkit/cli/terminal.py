"""What the terminal can do: its width, its colours, what it can draw."""

from __future__ import annotations

import os
import sys
from typing import TextIO

from qvtkit.text import fold

_NARROWEST, _USUAL = 20, 80


def simple() -> bool:
    """Tell whether plain lines are wanted (`QVTKIT_QUESTIONS=simples`): nothing drawn, nothing redrawn."""
    return fold(os.environ.get("QVTKIT_QUESTIONS", "")) in {"simple", "simples"}


def can_draw() -> bool:
    """Tell whether lists to walk through with the arrows can be drawn here."""
    drawn = fold(os.environ.get("TERM", "")) not in {"dumb", "unknown"}
    return drawn and not simple() and fold(sys.stdout.encoding or "").startswith("utf")


def colours(wanted: bool | None) -> bool:
    """Tell whether to colour: what `--color` says, else a terminal that nothing forbids."""
    if wanted is not None:
        return wanted
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width(stream: TextIO | None = None) -> int:
    """Return how many characters a line of *stream* (standard output) holds; COLUMNS may ask for fewer."""
    try:
        real = os.get_terminal_size((stream or sys.stdout).fileno()).columns
    except (OSError, ValueError):
        real = 0
    wanted = os.environ.get("COLUMNS", "")
    known = [each for each in (real, int(wanted) if wanted.isdecimal() else 0) if each]
    return max(min(known, default=_USUAL), _NARROWEST)


def shows(text: str) -> bool:
    """Tell whether standard output can hold *text* as it is."""
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
