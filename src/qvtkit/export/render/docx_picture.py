"""The logo of a Word document: it floats at the right of the title, and takes no line of its own."""

# ruff: noqa: TID253 (python-docx is all this module is for; `render` imports it late)

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from qvtkit.export.logo import en_svg
from qvtkit.export.render.notices import LOGO_UNDRAWN

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

    from qvtkit.export.apparence import Logo

_ROOM, _COMPACT_ROOM = (46.0, 20.0), (38.0, 13.0)
"""The most room of a logo, in millimetres."""
_ANCHOR = f"""
<wp:anchor {nsdecls("wp")} distT="0" distB="0" distL="180000" distR="0" simplePos="0" relativeHeight="2"
 behindDoc="0" locked="0" layoutInCell="1" allowOverlap="0">
  <wp:simplePos x="0" y="0"/>
  <wp:positionH relativeFrom="margin"><wp:align>right</wp:align></wp:positionH>
  <wp:positionV relativeFrom="margin"><wp:align>top</wp:align></wp:positionV>
  <wp:extent cx="{{cx}}" cy="{{cy}}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>
  <wp:wrapSquare wrapText="bothSides"/>
</wp:anchor>"""


class LogoUndrawnError(RuntimeError):
    """Nothing here can draw the logo; the sentence, in French, says so."""


def float_logo(paragraph: Paragraph, logo: Logo, *, compact: bool) -> None:
    """Anchor *logo* to *paragraph*, at the top right of its page. Raises LogoUndrawnError."""
    width, height = logo.taille(*(_COMPACT_ROOM if compact else _ROOM))
    shape = paragraph.add_run().add_picture(io.BytesIO(_picture(logo, width)), Mm(width), Mm(height))
    inline: Any = shape._inline  # noqa: SLF001 (python-docx has no function for it)
    anchor = parse_xml(_ANCHOR.format(cx=int(Mm(width)), cy=int(Mm(height))))
    properties = inline.docPr
    properties.set("descr", logo.alt)
    properties.set("name", "Logo")
    for child in (properties, *inline.xpath("./wp:cNvGraphicFramePr"), inline.graphic):
        anchor.append(child)
    inline.getparent().replace(inline, anchor)


def _picture(logo: Logo, width: float) -> bytes:
    """Return *logo* as a PNG of the size at which it is shown."""
    try:
        from qvtkit.export.render.typeset import rasterise
    except ImportError as error:
        if logo.format != "svg":
            return logo.contenu
        raise LogoUndrawnError(LOGO_UNDRAWN) from error
    return rasterise(en_svg(logo), width / 10)
