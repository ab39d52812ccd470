"""Drawings in the colour of the establishment: ours gives way to it, whatever the format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.charts.svg import ACCENT, BAND
from qvtkit.export.render.prepare import map_texts
from qvtkit.model.couleurs import BLANC, melange

if TYPE_CHECKING:
    from qvtkit.export.apparence import Apparence
    from qvtkit.export.document import Document

_DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" role="img"'
_PALE = 0.11
"""How much of the colour there is in the band of a test."""


def tinted(document: Document, apparence: Apparence) -> Document:
    """Return *document* with its drawings in the colour of *apparence*."""
    return map_texts(document, lambda text: drawing(text, apparence) if text.startswith(_DRAWING) else text)


def drawing(svg: str, apparence: Apparence) -> str:
    """Return one of our drawings in the colour of *apparence*; greys stay what they are.

    Colours stand between quotes in attributes; what people typed has its quotes escaped, and stays as typed.
    """
    colour = apparence.couleur
    if colour == ACCENT:
        return svg
    return svg.replace(f'"{ACCENT}"', f'"{colour}"').replace(f'"{BAND}"', f'"{melange(colour, BLANC, _PALE)}"')
