"""A drawing as a file: SVG as it is, PNG and PDF by typst, which has the fonts."""

from __future__ import annotations

from qvtkit.export.charts.svg import PIXELS_PAR_CM
from qvtkit.export.render import RendererMissingError

FORMATS = ("svg", "png", "pdf")
_SHARPER = 1.6
"""A drawing of a usual size fills the width of a page."""
_PAGE = b"""#set document(title: sys.inputs.title, date: none)
#set text(lang: "fr", font: ("Source Sans 3", "DejaVu Sans"))
#set page(width: float(sys.inputs.width) * 1cm, height: auto, margin: 0.5cm)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%, alt: sys.inputs.alt)"""


def as_file(svg: str, fmt: str, *, titre: str, description: str, largeur: int) -> bytes:
    """Return the drawing *svg*, *largeur* pixels wide, as a file of format *fmt*, one of FORMATS.

    The PDF is tagged for screen readers (PDF/UA-1), with its title and description. Raises RendererMissingError where
    this machine has no typst.
    """
    if fmt == "svg":
        return svg.encode("utf-8")
    try:
        from qvtkit.export.render import typeset
    except ImportError as error:
        msg = "typst"
        raise RendererMissingError(msg) from error
    width = largeur / PIXELS_PAR_CM
    if fmt == "png":
        return typeset.rasterise(svg, width * _SHARPER / 2)
    inputs = {"svg": svg, "width": f"{width:.3f}", "title": titre, "alt": description}
    content = typeset.compiler(_PAGE, inputs).compile(format="pdf", pdf_standards=["ua-1"])
    if not isinstance(content, bytes):
        msg = "typst gave no PDF for the drawing"
        raise TypeError(msg)
    return content
