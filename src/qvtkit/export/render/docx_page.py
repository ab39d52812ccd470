"""The page of a Word document: its size, its footer, and what Word shows under « Informations »."""

# ruff: noqa: TID253 (python-docx is all this module is for; `render` imports it late)

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Cm, Length

from qvtkit.export.render.dates import day
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


def set_page(word: WordDocument, document: Document, margin: Length) -> None:
    """Set A4, the margins, and the footer: what the document says of itself, page numbers."""
    section, compact = word.sections[0], document.compact
    section.page_width, section.page_height = PAGE
    section.left_margin = section.right_margin = margin
    section.top_margin = Cm(1.2) if compact else Cm(2)
    section.bottom_margin = Cm(1.5) if compact else Cm(2)
    section.footer_distance = section.header_distance = Cm(0.8) if compact else Cm(1)
    footer = section.footer.paragraphs[0]
    footer.paragraph_format.tab_stops.add_tab_stop(Length(PAGE[0] - 2 * margin), WD_TAB_ALIGNMENT.RIGHT)
    footer.add_run(f"{document.pied_entier}\t")
    add_field(footer, "PAGE")
    footer.add_run(" / ")
    add_field(footer, "NUMPAGES")
