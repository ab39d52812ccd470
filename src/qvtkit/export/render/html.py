"""HTML by jinja2: one file that needs nothing else, readable on a phone, by ear and on paper.

Every text is escaped by the template engine; the only markup let through is made here.
"""

# ruff: noqa: TID253 (jinja2 is all this module is for; `render` imports it late)

from __future__ import annotations

import re
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from qvtkit import resources
from qvtkit.export.document import Heading, Run, Table
from qvtkit.text import slugify

if TYPE_CHECKING:
    from jinja2 import Template

    from qvtkit.export.apparence import Apparence
    from qvtkit.export.document import Block, Document, Figure, Text

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_ACTIVE = ("script", "foreignObject", "style", "a", "animate", "set", "iframe")
_REFERENCES = ("aria-labelledby", "aria-describedby")
_URL = re.compile(r"url\(#([^)]+)\)")
_LEAST_FOR_CONTENTS = 4
ET.register_namespace("", _SVG)


def to_html(document: Document, apparence: Apparence) -> tuple[bytes, tuple[str, ...]]:  # noqa: ARG001 (its colours come next)
    """Return the HTML file of a prepared *document*; it never has anything to warn of."""
    ids = _heading_ids(document.blocs)
    contents = [
        (ids[index], block.texte)
        for index, block in enumerate(document.blocs)
        if isinstance(block, Heading) and block.niveau == 1
    ]
    figures = count(1)
    page = _template().render(
        doc=document,
        ids=ids,
        sommaire=[] if document.compact or len(contents) < _LEAST_FOR_CONTENTS else contents,
        dessin=lambda figure: _drawing(figure, next(figures)),
    )
    return page.lstrip().encode(), ()


@cache
def _template() -> Template:
    """Return the page's template, compiled once."""
    environment = Environment(
        loader=FileSystemLoader(resources.path("html")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["texte"] = _text
    environment.filters["nature"] = lambda block: type(block).__name__
    environment.filters["parts"] = _shares
    environment.tests["riche"] = _is_rich
    return environment.get_template("document.html")


def _text(text: Text) -> Markup:
    """Return *text* escaped, its runs in bold or italic, its line ends kept."""
    if isinstance(text, str):
        return Markup("<br>").join(text.split("\n"))
    return Markup().join(_run(run) for run in text)


def _run(run: Run) -> Markup:
    words = _text(run.texte)
    if run.italique:
        words = Markup("<em>{}</em>").format(words)
    return Markup("<strong>{}</strong>").format(words) if run.gras else words


def _shares(table: Table) -> list[str]:
    """Return the width of each column in percents."""
    total = sum(table.largeurs)
    return [f"{100 * width / total:.2f}" for width in table.largeurs]


def _is_rich(table: Table) -> bool:
    """Tell whether *table* has cells made of blocks: a phone then shows them one under another."""
    return any(not isinstance(cell, str) for row in table.lignes for cell in row)


def _heading_ids(blocks: tuple[Block, ...]) -> dict[int, str]:
    """Return an id for each heading, by its place among *blocks*; no two are the same."""
    ids: dict[int, str] = {}
    for index, block in enumerate(blocks):
        if isinstance(block, Heading):
            stem = slugify(block.texte) or "partie"
            taken = set(ids.values()) | {"contenu", "sommaire"}
            numbered = (f"{stem}-{number}" for number in count(2))
            ids[index] = stem if stem not in taken else next(n for n in numbered if n not in taken)
    return ids


def _drawing(figure: Figure, number: int) -> Markup:
    """Return the SVG of *figure*: named for who hears it, inert, ids of its own."""
    root = ET.fromstring(figure.svg)  # noqa: S314 (our own drawings; expat bounds entities)
    _disarm(root)
    _name(root, figure.alt)
    prefix = f"fig{number}-"
    for element in root.iter():
        _rename(element, prefix)
    root.set("style", f"width:{figure.largeur:g}cm;min-width:min({figure.largeur:g}cm,21rem)")
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
    known = [name.get("id", "") for name in names if name is not None and name.get("id")]
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
