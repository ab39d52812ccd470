"""One entry of the catalogue of messages."""

from __future__ import annotations

from typing import NamedTuple


class Message(NamedTuple):
    """One entry: level, what is wrong, what to do."""

    level: str
    message: str
    remedy: str = ""


def error(message: str, remedy: str = "") -> Message:
    """Return an entry of level « erreur »."""
    return Message("erreur", message, remedy)


def warning(message: str, remedy: str = "") -> Message:
    """Return an entry of level « avertissement »."""
    return Message("avertissement", message, remedy)


def info(message: str, remedy: str = "") -> Message:
    """Return an entry of level « info »."""
    return Message("info", message, remedy)
