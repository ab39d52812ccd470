"""The drawings and the logo of an OpenDocument text: pictures in the file, frames that say what they show."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from qvtkit.export.logo import en_svg
from qvtkit.export.render.notices import LOGO_UNDRAWN, UNDRAWN
from qvtkit.export.render.odt_styles import LOGO, PICTURE
from qvtkit.export.render.odt_xml import node, style_id

if TYPE_CHECKING:
    from qvtkit.export.apparence import Logo
    from qvtkit.export.document import Figure
    from qvtkit.export.render.odt_xml import Element

_LOGO, _COMPACT_LOGO = (4.6, 2.0), (3.8, 1.3)
"""The most room of a logo, in centimetres."""


class Pictures:
    """Gathers the pictures of a document: `parts` by their path in the file, `notices` of what could not be drawn."""

    def __init__(self) -> None:
        self.parts: dict[str, bytes] = {}
        self.notices: list[str] = []
        self._frames = 0

    def figure(self, figure: Figure, room: float) -> Element | None:
        """Return the frame of *figure*, never wider than *room*; None (said once) where nothing here can draw it."""
        try:
            from qvtkit.export.render.typeset import rasterise
        except ImportError:
            if UNDRAWN not in self.notices:
                self.notices.append(UNDRAWN)
            return None
        image = rasterise(figure.svg, figure.largeur)
        wide = min(figure.largeur, room)
        return self._frame(image, PICTURE, figure.alt, (wide, wide * _ratio(image)))

    def logo(self, logo: Logo, *, compact: bool) -> Element | None:
        """Return the frame of *logo*, beside the title; None (said) where nothing here can draw it."""
        wide, high = logo.taille(*(_COMPACT_LOGO if compact else _LOGO))
        try:
            from qvtkit.export.render.typeset import rasterise
        except ImportError:
            if logo.format != "png":
                self.notices.append(LOGO_UNDRAWN)
                return None
            return self._frame(logo.contenu, LOGO, logo.alt, (wide, high))
        return self._frame(rasterise(en_svg(logo), wide), LOGO, logo.alt, (wide, high))

    def _frame(self, image: bytes, style: str, alt: str, size: tuple[float, float]) -> Element:
        path = f"Pictures/{hashlib.sha256(image).hexdigest()[:24]}.png"
        self.parts[path] = image
        self._frames += 1
        link = {"xlink:href": path, "xlink:type": "simple", "xlink:show": "embed", "xlink:actuate": "onLoad"}
        kind = "Logo" if style == LOGO else "Figure"
        names = {
            "draw:style-name": style_id(style), "draw:name": f"{kind} {self._frames}", "draw:z-index": 0,
            "text:anchor-type": "paragraph" if style == LOGO else "as-char",
            "svg:width": f"{size[0]:.3f}cm", "svg:height": f"{size[1]:.3f}cm",
        }  # fmt: skip
        return node("draw:frame", names, node("draw:image", link), node("svg:desc", {}, alt))


def _ratio(image: bytes) -> float:
    """Return the height of a PNG for a width of one."""
    wide, high = (int.from_bytes(image[place : place + 4], "big") for place in (16, 20))
    return high / wide
