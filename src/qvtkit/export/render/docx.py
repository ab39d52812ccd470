"""Word by python-docx: named styles, real header rows, alt texts; equal input, equal bytes."""

# ruff: noqa: TID253 (python-docx is all this module is for; `render` imports it late)

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING

import docx

from qvtkit.export.render import looks
from qvtkit.export.render.docx_base import opened, text_width, without_footer, without_picture
from qvtkit.export.render.docx_blocks import BlockWriter
from qvtkit.export.render.docx_contents import write_contents
from qvtkit.export.render.docx_page import set_footer, set_page, set_properties
from qvtkit.export.render.docx_picture import LogoUndrawnError, float_logo
from qvtkit.export.render.docx_styles import apply_styles, complete_styles
from qvtkit.export.render.docx_xml import deterministic

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from qvtkit.export.apparence import Apparence
    from qvtkit.export.document import Document


def to_docx(document: Document, apparence: Apparence) -> tuple[bytes, tuple[str, ...]]:
    """Return the Word file of a prepared *document*, and what had to be changed, in French."""
    word = _themed(document, apparence) if apparence.word else _ours(document, apparence)
    set_properties(word, document)
    writer = BlockWriter(word, text_width(word))
    write_head(writer, document, apparence)
    if document.sommaire:
        write_contents(writer, document)
    writer.write(document.blocs)
    output = io.BytesIO()
    word.save(output)
    return deterministic(output.getvalue()), tuple(writer.notices)


def _ours(document: Document, apparence: Apparence) -> WordDocument:
    """Return an empty Word document with our page and our styles."""
    word = docx.Document(io.BytesIO(_styled(*looks.body(document), apparence, document.langue)))
    set_page(word, document)
    return word


@lru_cache(maxsize=8)
def _styled(base: float, air: float, apparence: Apparence, language: str) -> bytes:
    """Return an empty Word file with our styles, made once for all the documents that look alike."""
    word, output = docx.Document(), io.BytesIO()
    apply_styles(word, base, air, apparence, language)
    word.save(output)
    return output.getvalue()


def _themed(document: Document, apparence: Apparence) -> WordDocument:
    """Return their Word document, emptied: its page and its styles, ours where it has none."""
    word = opened(apparence.word or b"")
    base, air = looks.body(document)
    complete_styles(word, base, air, apparence)
    if without_footer(word):
        set_footer(word, document.pied_entier)
    return word


def write_head(writer: BlockWriter, document: Document, apparence: Apparence) -> None:
    """Write the caution, the title and what it is, the logo beside them."""
    word = writer.word
    heads = ((looks.BANNER, document.bandeau), (looks.TITLE, document.titre), (looks.SUBTITLE, document.sous_titre))
    written = [writer.paragraph(word, style, text) for style, text in heads if text]
    if apparence.logo and without_picture(word):
        try:
            float_logo(written[0], apparence.logo, compact=document.compact)
        except LogoUndrawnError as error:
            writer.notices.append(str(error))
