"""Long texts in a short document: cut between words, and said so; the folder keeps the whole."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING

from qvtkit.text import NBSP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from qvtkit.export.document import Block

SUITE = "[…]"
"""What stands for the rest of a text."""
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
"""Those that may be made one: a number is not parted from its unit."""
_PARTS = (1.0, 0.8, 0.6, 0.45)


@dataclass(frozen=True, slots=True)
class Place:
    """How much room texts have, as a share of what they may take."""

    part: float = 1.0

    def coupe(self, text: str, longest: int) -> str:
        """Return *text* cut to its share of *longest* characters: see `coupe`."""
        return coupe(text, int(longest * self.part))

    def nombre(self, most: int) -> int:
        """Return how many items there is room for, of *most*."""
        return max(2, round(most * self.part))

    def premiers(self, items: Iterable[str], most: int, longest: int) -> tuple[str, ...]:
        """Return the first *most* items, each cut, and how many others the folder holds."""
        kept = [item for item in items if item.strip()]
        shown = tuple(self.coupe(item, longest) for item in kept[: self.nombre(most)])
        rest = len(kept) - len(shown)
        if rest <= 0:
            return shown
        return (*shown, "et 1 de plus, dans le dossier" if rest == 1 else f"et {rest} autres, dans le dossier")


def ajuste(build: Callable[[Place], tuple[Block, ...]], budget: int) -> tuple[Block, ...]:
    """Return the blocks that *build* gives, with the largest room for which they hold *budget* characters.

    The PDF also chooses its type; Word cannot, and has to fit by its words.
    """
    blocks: tuple[Block, ...] = ()
    for part in _PARTS:
        blocks = build(Place(part))
        if poids(blocks) <= budget:
            break
    return blocks


def coupe(text: str, longest: int) -> str:
    """Return *text*, one paragraph, with at most *longest* characters, cut between words."""
    whole = _SPACES.sub(" ", text.strip())
    if len(whole) <= longest:
        return whole
    head = whole[: longest + 1].rpartition(" ")[0] or whole[:longest]
    return f"{head.rstrip(' ,;:')}{NBSP}{SUITE}"


def poids(value: object) -> int:
    """Return how many characters *value* (a text, blocks…) shows."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, tuple):
        return sum(poids(item) for item in value)
    if is_dataclass(value):  # a drawing, and what is said of it to who cannot see it, are no characters to set
        return sum(poids(getattr(value, field.name)) for field in fields(value) if field.name not in {"svg", "alt"})
    return 0
