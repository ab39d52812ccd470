"""The table of contents of a Word document: a field, which Word fills with page numbers when it is updated (F9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.document import Heading
from qvtkit.export.render import looks
from qvtkit.export.render.docx_xml import node

if TYPE_CHECKING:
    from qvtkit.export.document import Document
    from qvtkit.export.render.docx_blocks import BlockWriter

_FIELD = r'TOC \o "1-1" \h \z \u'
_TITLE = "Sommaire"


def write_contents(writer: BlockWriter, document: Document) -> None:
    """Write the titles of the parts, one a line: what is read until Word is asked to number them."""
    parts = [block.texte for block in document.blocs if isinstance(block, Heading) and block.niveau == 1]
    writer.paragraph(writer.word, looks.CAPTION, _TITLE)
    line = writer.paragraph(writer.word, looks.BODY)
    instruction = node("w:instrText")
    instruction.text = _FIELD
    for mark in (node("w:fldChar", fldCharType="begin"), instruction, node("w:fldChar", fldCharType="separate")):
        line.add_run()._r.append(mark)  # noqa: SLF001 (python-docx has no function for it)
    line.add_run("\n".join(parts))
    line.add_run()._r.append(node("w:fldChar", fldCharType="end"))  # noqa: SLF001 (as above)
