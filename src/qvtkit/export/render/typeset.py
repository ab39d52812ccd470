"""The typst compiler with our fonts and nothing else: no system font, no package, no network."""

# ruff: noqa: TID253 (typst is all this module is for; `render` imports it late)

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

import typst

from qvtkit import resources

if TYPE_CHECKING:
    from pathlib import Path

_DRAWING = b"""#set page(width: float(sys.inputs.width) * 1cm, height: auto, margin: 0pt)
#set text(font: ("Source Sans 3", "DejaVu Sans"))
#image(bytes(sys.inputs.svg), format: "svg", width: 100%)"""
_POINTS_PER_INCH = 240.0


@cache
def fonts() -> typst.Fonts:
    """Return the fonts that qvtkit ships, read once."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(resources.path("fonts"))],
    )


def compiler(source: Path | bytes, inputs: dict[str, str]) -> typst.Compiler:
    """Return a compiler of *source*, a layout file or a piece of typst, fed with *inputs*."""
    if isinstance(source, bytes):
        return typst.Compiler(source, font_paths=fonts(), sys_inputs=inputs)
    root = str(source.parent)
    return typst.Compiler(str(source), root=root, font_paths=fonts(), sys_inputs=inputs)


@lru_cache(maxsize=64)
def rasterise(svg: str, width: float) -> bytes:
    """Return *svg* as a PNG, *width* centimetres wide at 240 points an inch.

    Raises typst.TypstError where the drawing is not one.
    """
    source = compiler(_DRAWING, {"svg": svg, "width": f"{width:.3f}"})
    image = source.compile(format="png", ppi=_POINTS_PER_INCH)
    if not isinstance(image, bytes):
        msg = "typst gave no single page for the drawing"
        raise TypeError(msg)
    return image
