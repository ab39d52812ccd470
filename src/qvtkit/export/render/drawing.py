"""A drawing put inside a page: inert, named for who hears it, its ids its own."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree as ET

from markupsafe import Markup

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_ACTIVE = ("script", "foreignObject", "style", "a", "animate", "set", "iframe")
_REFERENCES = ("aria-labelledby", "aria-describedby")
_URL = re.compile(r"url\(#([^)]+)\)")
ET.register_namespace("", _SVG)


def inline(svg: str, alt: str, prefix: str, style: str = "") -> Markup:
    """Return *svg* as markup, *prefix* before each of its ids; *alt* names it where it has no name of its own."""
    root = ET.fromstring(svg)  # noqa: S314 (our own drawings; expat bounds entities)
    _disarm(root)
    _name(root, alt)
    for element in root.iter():
        _rename(element, prefix)
    if style:
        root.set("style", style)
    # The serializer has escaped every text of the drawing.
    return Markup(ET.tostring(root, encoding="unicode"))  # noqa: S704 (the serializer escaped every text)


def _disarm(element: ET.Element) -> None:
    """Remove from *element* what could run, style the page or fetch."""
    for child in list(element):
        if not isinstance(child.tag, str) or child.tag.rpartition("}")[2] in _ACTIVE:
            element.remove(child)
        else:
            _disarm(child)
    for name in list(element.attrib):
        is_link = name in ("href", _XLINK) and not element.attrib[name].startswith("#")
        if name.lower().startswith("on") or is_link:
            del element.attrib[name]


def _name(root: ET.Element, alt: str) -> None:
    """Make *root* an image with a name and a description: its own, else *alt*."""
    root.set("role", "img")
    names = [root.find(f"{{{_SVG}}}{tag}") for tag in ("title", "desc")]
    known = [name.get("id", "") for name in _said_once(*names) if name is not None and name.get("id")]
    if known:
        root.set("aria-labelledby", " ".join(known))
        return
    for name in names:
        if name is not None:
            root.remove(name)
    title = ET.Element(f"{{{_SVG}}}title", {"id": "titre"})
    title.text = alt
    root.insert(0, title)
    root.set("aria-labelledby", "titre")


def _said_once(title: ET.Element | None, desc: ET.Element | None) -> tuple[ET.Element | None, ...]:
    """Return what names a drawing: its description alone where it begins with the title, which would be heard twice."""
    if title is not None and desc is not None and (desc.text or "").startswith(title.text or ""):
        return (desc,)
    return title, desc


def _rename(element: ET.Element, prefix: str) -> None:
    """Put *prefix* before the ids of *element* and before those it refers to."""
    attributes: dict[str, Any] = element.attrib
    for name, value in attributes.items():
        if name == "id":
            attributes[name] = prefix + value
        elif name in _REFERENCES:
            attributes[name] = " ".join(prefix + item for item in value.split())
        elif name in ("href", _XLINK):
            attributes[name] = f"#{prefix}{value[1:]}"
        else:
            attributes[name] = _URL.sub(rf"url(#{prefix}\1)", value)
