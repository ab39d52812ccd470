"""The table of contents of an OpenDocument text: links, and page numbers that LibreOffice counts when it opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.document import Heading
from qvtkit.export.render import looks
from qvtkit.export.render.odt_styles import CONTENTS, INDEX_LINK, paragraph_id
from qvtkit.export.render.odt_xml import node, style_id, words

if TYPE_CHECKING:
    from qvtkit.export.document import Document
    from qvtkit.export.render.odt_xml import Element, Part

_TITLE = "Sommaire"


def anchor(rank: int) -> str:
    """Return the name of the place of the block of rank *rank*."""
    return f"partie-{rank}"


def contents(document: Document) -> Element:
    """Return the table of the parts of *document*; « Mettre à jour » makes it anew from the titles."""
    entries = [
        _entry(block.texte, anchor(rank))
        for rank, block in enumerate(document.blocs)
        if isinstance(block, Heading) and block.niveau == 1
    ]
    title = node("text:p", {"text:style-name": paragraph_id(looks.CAPTION)}, _TITLE)
    heading = node("text:index-title", {"text:name": f"{_TITLE}, titre"}, title)
    body = node("text:index-body", {}, heading, *entries)
    return node("text:table-of-content", {"text:name": _TITLE, "text:protected": "false"}, _source(), body)


def _entry(title: str, place: str) -> Element:
    number = node("text:bookmark-ref", {"text:reference-format": "page", "text:ref-name": place}, "1")
    inside: list[Part] = [*words(title.replace("\n", " ")), node("text:tab"), number]
    look = dict.fromkeys(("text:style-name", "text:visited-style-name"), style_id(INDEX_LINK))
    link = node("text:a", {"xlink:type": "simple", "xlink:href": f"#{place}", **look}, *inside)
    return node("text:p", {"text:style-name": style_id(CONTENTS)}, link)


def _source() -> Element:
    """Return what the table is made from when it is made anew."""
    parts = [
        node("text:index-entry-link-start"), node("text:index-entry-text"),
        node("text:index-entry-tab-stop", {"style:type": "right", "style:leader-char": "."}),
        node("text:index-entry-page-number"), node("text:index-entry-link-end"),
    ]  # fmt: skip
    names = {"text:outline-level": 1, "text:style-name": style_id(CONTENTS)}
    template = node("text:table-of-content-entry-template", names, *parts)
    title = node("text:index-title-template", {"text:style-name": paragraph_id(looks.CAPTION)}, _TITLE)
    return node("text:table-of-content-source", {"text:outline-level": 1}, title, template)
