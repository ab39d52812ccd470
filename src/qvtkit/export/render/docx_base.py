"""The establishment's own Word file, to build in: its page, its header, its footer, its styles."""

# ruff: noqa: TID253 (python-docx is all this module is for; `render` imports it late)

from __future__ import annotations

import io
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as LINK
from docx.oxml.ns import qn
from docx.shared import Length

from qvtkit.export.render.docx_traces import forget

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_REMARKS = (LINK.COMMENTS, "/commentsExtended", "/commentsIds", "/commentsExtensible", "/people")
_PICTURES = (qn("w:drawing"), qn("w:pict"))


def opened(content: bytes) -> WordDocument:
    """Return the Word file *content* without its text and the remarks made on it.

    The section that is kept is the first that has a header or a footer, else the last.
    """
    word = docx.Document(io.BytesIO(content))
    body: Any = word.element.body
    sections = list(body.iter(qn("w:sectPr")))
    named = [each for each in sections if each.findall(qn("w:headerReference")) + each.findall(qn("w:footerReference"))]
    kept = deepcopy((named or sections[-1:])[0]) if sections else None
    for child in list(body):
        body.remove(child)
    if kept is None:
        body.get_or_add_sectPr()
    else:
        body.append(kept)
    for key in [key for key, link in word.part.rels.items() if link.reltype.endswith(_REMARKS)]:
        del word.part.rels[key]
    detach(word)
    return word


def text_width(word: WordDocument) -> Length:
    """Return the width of the text of the last section."""
    section = word.sections[-1]
    page, left, right = section.page_width, section.left_margin, section.right_margin
    return Length((page or 0) - (left or 0) - (right or 0))


def without_footer(word: WordDocument) -> bool:
    """Tell whether no footer says anything."""
    section = word.sections[-1]
    feet = (section.footer, section.first_page_footer)
    return not any(_says(foot) for foot in feet)


def without_picture(word: WordDocument) -> bool:
    """Tell whether no header shows a picture, as a logo."""
    section = word.sections[-1]
    heads = (section.header, section.first_page_header)
    return not any(_shows(head) for head in heads)


def _says(foot: Any) -> bool:
    if foot.is_linked_to_previous:
        return False
    element = foot._element  # noqa: SLF001 (python-docx has no function for it)
    return any(text.text for text in element.iter(qn("w:t"))) or _shows(foot)


def _shows(part: Any) -> bool:
    if part.is_linked_to_previous:
        return False
    element = part._element  # noqa: SLF001 (python-docx has no function for it)
    return next(element.iter(*_PICTURES), None) is not None


def detach(word: WordDocument) -> None:
    """Forget the template of another computer that *word* was made from, and who worked on it."""
    forget(word)
    settings = word.settings.element
    for each in settings.findall(qn("w:attachedTemplate")):
        settings.remove(each)
    parts = [link.target_part for link in word.part.rels.values() if link.reltype == LINK.SETTINGS]
    for rels in (part.rels for part in parts):
        for key in [key for key, link in rels.items() if link.reltype.endswith("/attachedTemplate")]:
            del rels[key]
