"""How each kind of paragraph looks in a word processor, before any format: sizes, colours, spaces, rules."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qvtkit.export.coupe import poids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qvtkit.export.apparence import Apparence
    from qvtkit.export.document import Document

FONT = "Calibri"  # on every hospital desktop, or one of the same widths; nothing is embedded
INK, GREY, RULE = "#22303A", "#55636E", "#CBD5DA"
TITLE, SUBTITLE, BODY, CAPTION, FOOTER = "Title", "Subtitle", "Normal", "Caption", "Footer"
BULLET, NUMBER = "List Bullet", "List Number"
LABEL, CELL, CELL_LIST = "Libellé", "Cellule", "Liste de cellule"
COLUMN, ROW = "En-tête de colonne", "En-tête de ligne"
CARD, BANNER, LEAD, NOTE = "Identité", "Bandeau", "Chapeau", "Note"
WRITING, BOX, GAP = "Ligne à remplir", "Case à cocher", "Entre deux tableaux"
BOX_SIZE = 16.5  # points: a box of more than five millimetres, that a pen can tick
_CALLOUTS = {"a-completer": "À compléter", "attention": "Attention", "a-retenir": "À retenir"}
_BAR = 11.0  # points between the margin and the text of a callout
_HANG = 14.0
_DENSE = 3200
PAGE = (21.0, 29.7)
"""A4, in centimetres."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The shade behind a callout and the bar at its left."""

    bar: str
    fill: str
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph style; lengths in points, colours as « #RRGGBB »."""

    name: str
    size: float
    color: str = INK
    bold: bool = False
    before: float = 0.0
    after: float = 6.0
    line: float = 1.12
    left: float = 0.0
    hanging: float = 0.0
    keep_next: bool = False
    frame: Frame | None = None
    boxed: str = ""  # sides that carry a thin rule, separated by spaces
    rule: str = RULE  # its colour
    thick: float = 0.5
    gap: int = 3  # between that rule and the text
    bullets: bool = False


def margin(document: Document) -> float:
    """Return the margin at each side, in centimetres."""
    return 1.5 if document.compact else 2.1


def width(document: Document) -> float:
    """Return the width of the text, in centimetres."""
    return PAGE[0] - 2 * margin(document)


def body(document: Document) -> tuple[float, float]:
    """Return the size of the text and the air around: a word processor cannot try several to fit on a page."""
    if not document.compact:
        return document.corps, 1.0
    size, air = (9.0, 0.6) if poids(document.blocs) / document.pages < _DENSE else (8.4, 0.4)
    return document.corps_unique or (document.corps_possibles or (size,))[-1], air


def frame(genre: str, apparence: Apparence) -> Frame:
    """Return how the callout *genre* is drawn."""
    return {
        "a-completer": Frame("#8A6116", "#FBF6EA", dashed=True),
        "attention": Frame("#9A3B26", "#FBF0ED"),
        "a-retenir": Frame(apparence.couleur, apparence.teinte),
    }[genre]


def callout(genre: str, role: str = "") -> str:
    """Return the style name of a callout's text, or of its `titre` or `liste`."""
    name = f"Encadré {_CALLOUTS[genre]}"
    return f"{name}, {role}" if role else name


def looks(base: float, air: float, apparence: Apparence) -> Iterator[Look]:
    """Yield every style for a body of *base* points; *air* multiplies the space around, below 1 lines are tight too."""
    for look in (*_page(base, air, apparence), *_table(base, air, apparence)):
        yield look if air >= 1 else replace(look, line=1.0, gap=look.gap // 2)


def _page(base: float, air: float, apparence: Apparence) -> Iterator[Look]:
    accent = apparence.couleur
    yield Look(BODY, base, after=6 * air)
    yield Look(TITLE, base * 2.05, accent, bold=True, after=2, line=1.0, keep_next=True)
    yield Look(SUBTITLE, base * 1.12, GREY, after=9 * air, boxed="bottom", rule=accent, thick=1.5, gap=5)
    for level, (scale, color, before) in enumerate(((1.38, accent, 16), (1.16, INK, 13), (1.02, GREY, 10)), 1):
        yield Look(
            f"Heading {level}", base * scale, color, bold=True, before=before * air,
            after=4 * air, line=1.05, keep_next=True,
        )  # fmt: skip
    yield Look(BULLET, base, after=3 * air, left=_HANG, hanging=_HANG, bullets=True)
    yield Look(NUMBER, base, after=3 * air, left=_HANG, hanging=_HANG)
    yield Look(CAPTION, base * 0.92, GREY, before=4 * air, after=5 * air)
    yield Look(FOOTER, base * 0.8, GREY, after=0)
    yield Look(LEAD, base * 1.12, GREY, before=2, after=8 * air)
    yield Look(NOTE, base * 0.86, GREY, after=5 * air)
    yield Look(BANNER, base * 0.88, GREY, bold=True, after=8 * air, boxed="top bottom")
    yield Look(CARD, base, after=0, left=118, hanging=118, boxed="bottom")
    yield Look(GAP, 4, after=0)
    yield Look(WRITING, base * 1.4, after=4 * air, boxed="bottom")
    for genre in _CALLOUTS:
        yield from _callout(genre, base, air, apparence)


def _table(base: float, air: float, apparence: Apparence) -> Iterator[Look]:
    cell = Look(CELL, base * 0.95, before=air, after=2.5 * air, line=1.05)
    yield cell
    yield replace(cell, name=COLUMN, color=apparence.couleur, bold=True)
    yield replace(cell, name=ROW, bold=True)
    yield Look(CELL_LIST, base * 0.95, after=1.5 * air, line=1.05, left=11, hanging=11, bullets=True)


def _callout(genre: str, base: float, air: float, apparence: Apparence) -> Iterator[Look]:
    drawn = frame(genre, apparence)
    text = Look(callout(genre), base, after=2 * air, left=_BAR, frame=drawn)
    yield text
    yield replace(
        text, name=callout(genre, "titre"), color=drawn.bar, bold=True, before=10 * air, keep_next=True
    )  # fmt: skip
    yield replace(text, name=callout(genre, "liste"), left=_BAR + _HANG, hanging=_HANG, bullets=True)
