"""From an older format of the folder to the next, one step a format.

A step is a pure function: it gets the texts of the folder's YAML files by path, and returns those of
the next format, with the paths that they have there. Steps are never changed once released.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Texts: TypeAlias = "Mapping[str, str]"
"""Texts by path, relative to the project, with « / »."""


@dataclass(frozen=True, slots=True)
class Migration:
    """The step that leaves format `depuis`. `description` says in French what it changes."""

    depuis: int
    description: str
    faire: Callable[[Texts], dict[str, str]]


MIGRATIONS: tuple[Migration, ...] = ()
"""Format 1 is the first that was released: there is nothing to leave yet."""
