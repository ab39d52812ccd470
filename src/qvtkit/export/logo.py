"""A picture file of the establishment made into a logo: known for what it is, bounded, inert."""

from __future__ import annotations

import base64
import re
import struct
from xml.etree import ElementTree as ET

from qvtkit.export.apparence import Logo
from qvtkit.export.secret.images import est_dit, lien_nu, nue

LE_PLUS_GROS = 1_000_000
"""Bytes; a logo for paper takes a tenth of it."""
_PNG = b"\x89PNG\r\n\x1a\n"
_MOST_PIXELS = 16_000_000
_SVG = "http://www.w3.org/2000/svg"
_ACTIVE = frozenset(("script", "foreignObject", "iframe", "animate", "set", "a", "audio", "video"))
_FRAMES = frozenset((*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)))
"""The marks of a JPEG that give its size."""
_INNER = re.compile(r"#|data:image/(png|jpeg|gif);base64,")
_OUTER_CSS = re.compile(r"@import|url\(\s*['\"]?(?!#)", re.IGNORECASE)
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)")


_TROP_GROS = "le fichier dépasse 1 000 ko"
_TROP_GRAND = "l’image a trop de points : 4 000 de côté suffisent"
_ABIMEE = "l’image est abîmée"
_AUTRE = "ce n’est pas une image PNG, JPEG ou SVG"
_ABREGE = "ce dessin contient des abréviations que qvtkit n’ouvre pas"
_SANS_TAILLE = "ce dessin ne dit pas sa taille (viewBox)"


class LogoError(ValueError):
    """The file cannot be a logo; the phrase, in French, says why."""


def logo(content: bytes, alt: str) -> Logo:
    """Return the logo that *content* holds. Raises LogoError where it is no PNG, JPEG or SVG, or too big."""
    if len(content) > LE_PLUS_GROS:
        raise LogoError(_TROP_GROS)
    if content.startswith(_PNG):
        return _raster(content, "png", alt, _png_size(content))
    if content.startswith(b"\xff\xd8\xff"):
        return _raster(content, "jpeg", alt, _jpeg_size(content))
    return _drawing(content, alt)


def en_svg(logo: Logo) -> str:
    """Return *logo* as a drawing, a photograph inside where it is one."""
    if logo.format == "svg":
        return logo.contenu.decode()
    data = base64.b64encode(logo.contenu).decode()
    size = f'width="{logo.largeur:g}" height="{logo.hauteur:g}"'
    return (
        f'<svg xmlns="{_SVG}" {size} viewBox="0 0 {logo.largeur:g} {logo.hauteur:g}">'
        f'<image {size} href="data:image/{logo.format};base64,{data}"/></svg>'
    )


def _raster(content: bytes, fmt: str, alt: str, size: tuple[int, int]) -> Logo:
    width, height = size
    if not width or not height:
        raise LogoError(_ABIMEE)
    if width * height > _MOST_PIXELS:
        raise LogoError(_TROP_GRAND)
    return Logo(nue(content), "png" if fmt == "png" else "jpeg", alt, width, height)


def _png_size(content: bytes) -> tuple[int, int]:
    """Return the size of a PNG that is whole, else nothing."""
    if content[12:16] != b"IHDR" or b"IEND" not in content[-16:]:
        return 0, 0
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _jpeg_size(content: bytes) -> tuple[int, int]:
    """Return the size of a JPEG that is whole, else nothing."""
    if b"\xff\xd9" not in content[-64:]:
        return 0, 0
    place = 2
    while place + 9 < len(content) and content[place] == 0xFF:  # noqa: PLR2004 (every mark begins so)
        if content[place + 1] in _FRAMES:
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return width, height
        place += 2 + struct.unpack(">H", content[place + 2 : place + 4])[0]
    return 0, 0


def _drawing(content: bytes, alt: str) -> Logo:
    """Return an SVG without what runs, fetches or expands."""
    if b"<!ENTITY" in content or b"<!entity" in content:
        raise LogoError(_ABREGE)
    try:
        root = ET.fromstring(content)  # noqa: S314 (entities are refused above)
    except (ET.ParseError, ValueError) as error:
        raise LogoError(_AUTRE) from error
    if root.tag != f"{{{_SVG}}}svg":
        raise LogoError(_AUTRE)
    _disarm(root)
    width, height = _svg_size(root)
    ET.register_namespace("", _SVG)
    return Logo(ET.tostring(root, encoding="utf-8"), "svg", alt, width, height)


def _svg_size(root: ET.Element) -> tuple[float, float]:
    box = root.get("viewBox", "").replace(",", " ").split()[2:]
    found = [_LENGTH.match(text) for text in box or (root.get("width", ""), root.get("height", ""))]
    sizes = [float(match[1]) for match in found if match]
    if len(sizes) != 2 or not all(0 < size < _MOST_PIXELS for size in sizes):  # noqa: PLR2004 (width, height)
        raise LogoError(_SANS_TAILLE)
    root.set("width", f"{sizes[0]:g}")
    root.set("height", f"{sizes[1]:g}")
    return sizes[0], sizes[1]


def _disarm(element: ET.Element) -> None:
    """Remove from *element* what could run, or look for something outside of it."""
    for child in list(element):
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else "script"
        is_css = name == "style" and _OUTER_CSS.search("".join(child.itertext()))
        if name in _ACTIVE or is_css or not est_dit(child.tag):
            element.remove(child)
        else:
            _disarm(child)
    for key, value in list(element.attrib.items()):
        name = key.rpartition("}")[2].lower()
        is_outer = name == "href" and not _INNER.match(value)
        if name.startswith("on") or is_outer or _OUTER_CSS.search(value) or not est_dit(key):
            del element.attrib[key]
        elif name == "href":
            element.set(key, lien_nu(value))
