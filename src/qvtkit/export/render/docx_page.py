"""The page of a Word document: its size, its footer, and what Word shows under « Informations »."""

# ruff: noqa: TID253 (python-docx is all this module is for; `render` imports it late)

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Cm

from qvtkit.export.render.dates import day
from qvtkit.export.render.docx_base import text_width
from qvtkit.export.render.docx_xml import add_field

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from qvtkit.export.document import Document

PAGE = (Cm(21), Cm(29.7))
"""A4."""


def set_properties(word: WordDocument, document: Document) -> None:
    """Fill the properties of the file, dated by the document, not by the clock."""
    properties = word.core_properties
    created = dt.datetime.combine(day(document.date), dt.time(), tzinfo=dt.UTC)
    properties.title, properties.subject = document.titre[:255], document.sujet[:255]
    properties.author = properties.last_modified_by = document.auteur[:255]
    properties.keywords = ", ".join(document.mots_cles)[:255]
    properties.language, properties.comments = document.langue, ""
    properties.created = properties.modified = created.replace(tzinfo=None)
    properties.revision = 1
    package = word.part.package
    for key in [k for k, rel in package.rels.items() if rel.reltype.endswith("/thumbnail")]:
        del package.rels[key]  # a picture of python-docx's own empty page


def set_page(word: WordDocument, document: Document) -> None:
    """Set A4, the margins, and the footer."""
    set_margins(word, compact=document.compact)
    set_footer(word, document.pied_entier)


def set_margins(word: WordDocument, *, compact: bool) -> None:
    """Set A4 and its margins."""
    section = word.sections[0]
    section.page_width, section.page_height = PAGE
    section.left_margin = section.right_margin = Cm(1.5) if compact else Cm(2.1)
    section.top_margin = Cm(1.2) if compact else Cm(2)
    section.bottom_margin = Cm(1.5) if compact else Cm(2)
    section.footer_distance = section.header_distance = Cm(0.8) if compact else Cm(1)


def set_footer(word: WordDocument, said: str) -> None:
    """Write the footer: what the document says of itself, page numbers."""
    footer = word.sections[-1].footer.paragraphs[0]
    footer.paragraph_format.tab_stops.add_tab_stop(text_width(word), WD_TAB_ALIGNMENT.RIGHT)
    footer.add_run(f"{said}\t")
    add_field(footer, "PAGE")
    footer.add_run(" / ")
    add_field(footer, "NUMPAGES")
