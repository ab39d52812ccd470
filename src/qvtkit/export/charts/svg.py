"""What drawings are made of: the palette, texts, rules, and the `<svg>` element around them.

Attributes only (no style sheet): typst, Word and browsers then show the same thing.
"""

from __future__ import annotations

import hashlib
import textwrap
from html import escape
from typing import TYPE_CHECKING

from qvtkit.export.render.prepare import legal

if TYPE_CHECKING:
    from collections.abc import Sequence

PIXELS_PAR_CM = 96 / 2.54
"""A drawing this many pixels wide, shown one centimetre wide, has its text at 8.6 points."""

# The palette: one accent, greys that stay apart in black and white. No traffic lights.
ACCENT = "#0B5D6B"
INK = "#22303A"
GREY = "#55636E"
RULE = "#CBD5DA"
BAND = "#E4EDEF"
PAPER = "#FFFFFF"

SIZE = 11.5
"""Height of the type, in pixels."""

_FONT = "'Source Sans 3', 'Segoe UI', Helvetica, Arial, sans-serif"
_LARGER = 4 / 3
_CHAR = 0.52  # mean width of a character, in type sizes


def width(text: str) -> float:
    """Return about how many pixels *text* takes."""
    return len(text) * _CHAR * SIZE


def fit(text: str, room: float) -> str:
    """Return *text* on one line, cut to *room* pixels with an ellipsis."""
    line = " ".join(text.split(" "))
    most = max(1, int(room / (_CHAR * SIZE)))
    return line if len(line) <= most else f"{line[: most - 1]}…"


def rule(start: tuple[float, float], end: tuple[float, float], color: str, weight: float, dash: str = "") -> str:
    """Draw a straight line, dashed as SVG's `stroke-dasharray` says."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}" '
        f'stroke="{color}" stroke-width="{weight}"{dashes}/>'
    )


def text(place: tuple[float, float], words: str, *, anchor: str = "start", fill: str = GREY) -> str:
    """Write *words*, escaped, at the foot of *place*; `anchor` is SVG's (start, middle, end)."""
    return _text(place, words, f'text-anchor="{anchor}" fill="{fill}"')


def panel(start: tuple[float, float], end: tuple[float, float]) -> str:
    """Tint the rectangle from its top left corner to its bottom right one."""
    (left, top), (right, bottom) = start, end
    size = f'width="{right - left:.1f}" height="{bottom - top:.1f}"'
    return f'<rect x="{left:.1f}" y="{top:.1f}" {size} fill="{BAND}"/>'


def label(place: tuple[float, float], words: str, *, bold: bool = False, fill: str = INK) -> str:
    """Write *words* centred on *place*, with a white halo that keeps lines away from them."""
    weight = ' font-weight="600"' if bold else ""
    halo = f'stroke="{PAPER}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"'
    return _text(place, words, f'text-anchor="middle" fill="{fill}" {halo}{weight}')


def heading(place: tuple[float, float], words: str, *, bold: bool = True) -> str:
    """Write *words* as the title of a drawing, a third larger than the rest."""
    return _text(
        place, words, f'fill="{INK}" font-size="{SIZE * _LARGER:.1f}"' + (' font-weight="600"' if bold else "")
    )


def wrapped(words: str, room: float, scale: float = 1.0) -> list[str]:
    """Return *words* cut between words into lines of at most *room* pixels; *scale*: of the type."""
    most = max(8, int(room / (_CHAR * SIZE * scale)))
    return textwrap.wrap(words, most, break_on_hyphens=False)


def shape(kind: str, place: tuple[float, float], radius: float, look: str) -> str:
    """Draw a mark centred on *place*: « rond », « haut » or « bas » (triangles), « losange »."""
    x, y = place
    if kind == "rond":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" {look}/>'
    r = radius * 1.6
    corners = {
        "haut": ((x, y - r), (x + r, y + r * 0.8), (x - r, y + r * 0.8)),
        "bas": ((x, y + r), (x + r, y - r * 0.8), (x - r, y - r * 0.8)),
        "losange": ((x, y - r), (x + r, y), (x, y + r), (x - r, y)),
    }[kind]
    return f'<polygon points="{" ".join(f"{a:.1f},{b:.1f}" for a, b in corners)}" {look}/>'


def _text(place: tuple[float, float], words: str, look: str) -> str:
    content = escape(legal(words))
    return f'<text x="{place[0]:.1f}" y="{place[1]:.1f}" {look}>{content}</text>' if content else ""


def drawing(size: tuple[int, int], title: str, description: str, body: Sequence[str]) -> str:
    """Wrap *body* in an `<svg>` of *size* pixels that has a name and a description.

    Its ids come from its content: equal drawings are equal texts.
    """
    content = "".join(body)
    names = (escape(legal(title)), escape(legal(description)))
    key = hashlib.blake2b(repr((names, content)).encode(), digest_size=5).hexdigest()
    wide, high = size
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" '
        f'aria-labelledby="t-{key} d-{key}" viewBox="0 0 {wide} {high}" width="{wide}" '
        f'height="{high}" font-family="{_FONT}" font-size="{SIZE}">'
        f'<title id="t-{key}">{names[0]}</title><desc id="d-{key}">{names[1]}</desc>'
        f"{content}</svg>"
    )
