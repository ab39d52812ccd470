"""The parts of WordprocessingML that python-docx has no function for, and a repeatable archive."""

# ruff: noqa: TID253 (python-docx is all this module is for; `render` imports it late)

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any, cast

from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn
from docx.shared import Cm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import ParagraphStyle
    from docx.table import Table as WordTable
    from docx.table import _Row
    from docx.text.paragraph import Paragraph

nsmap.setdefault("w14", "http://schemas.microsoft.com/office/word/2010/wordml")
_STATES = (("w14:checked", "0"), ("w14:checkedState", "2612"), ("w14:uncheckedState", "2610"))
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first date that a zip knows
_UNIX = 3


def node(tag: str, *children: BaseOxmlElement, **attributes: object) -> BaseOxmlElement:
    """Make an element: `node("w:shd", fill="EDF3F4")`; attributes take the prefix w."""
    element = cast("BaseOxmlElement", OxmlElement(tag))
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    for child in children:
        element.append(child)
    return element


def put(parent: Any, child: BaseOxmlElement, *successors: str) -> None:
    """Insert *child* in *parent* before the first of *successors*, replacing its like.

    The order of children is part of the format: Word calls a file with another one corrupt.
    """
    for old in parent.findall(child.tag):
        parent.remove(old)
    for tag in successors:
        found = parent.find(qn(tag))
        if found is not None:
            found.addprevious(child)
            return
    parent.append(child)


def keep_together(elements: Iterable[BaseOxmlElement]) -> None:
    """Keep every paragraph of *elements* (those of tables too) on the page of the next one, but the last."""
    paragraphs: list[Any] = [found for each in elements for found in each.iter(qn("w:p"))]
    keep_with_next(paragraphs[:-1])


def keep_with_next(elements: Iterable[BaseOxmlElement]) -> None:
    """Keep every paragraph of *elements* (paragraphs, rows…) on the page of the one that follows."""
    for each in elements:
        found: Any
        for found in each.iter(qn("w:p")):
            found.get_or_add_pPr().get_or_add_keepNext()


def mark(row: _Row, tag: str) -> None:
    """Set a property without value on *row*: a header row, a row that no page end cuts."""
    put(row._tr.get_or_add_trPr(), node(tag))  # noqa: SLF001 (python-docx has no function for it)


def fill_by_hand(table: WordTable, height: float, color: str) -> None:
    """Draw every rule of *table*, its rows but the header at least *height* centimetres high."""
    sides = dict.fromkeys(("top", "left", "bottom", "right", "insideH", "insideV"), ("single", 4, color, 0))
    put(table._tbl.tblPr, borders("w:tblBorders", **sides), *TBLPR_AFTER_BORDERS)  # noqa: SLF001 (python-docx has no function for it)
    for row in list(table.rows)[1:]:
        row.height = Cm(height)


PPR_AFTER_BORDERS = (
    "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:spacing", "w:ind",
    "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr",
)  # fmt: skip
"""What follows `w:pBdr` in the properties of a paragraph."""

TBLPR_AFTER_BORDERS = ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")


def borders(tag: str, **sides: tuple[str, int, str, int]) -> BaseOxmlElement:
    """Make `w:pBdr` or `w:tblBorders`: side=(line, eighths of a point, colour, space in points)."""
    children = [
        node(f"w:{side}", val=line, sz=size, space=space, color=color)
        for side, (line, size, color, space) in sides.items()
    ]
    return node(tag, *children)


def add_field(paragraph: Paragraph, instruction: str) -> None:
    """Append a field that Word computes, as PAGE."""
    for kind in ("begin", "", "separate", "end"):
        run = paragraph.add_run("1" if kind == "end" else "")
        if kind:
            mark = node("w:fldChar", fldCharType=kind)
        else:
            mark = node("w:instrText")
            mark.text = instruction
        run._r.append(mark)  # noqa: SLF001 (python-docx has no function for it)


def checkbox(name: str, style: str) -> BaseOxmlElement:
    """Make a box that is ticked by a click or by the space bar; *name* is what is heard, *style* the id of its look."""
    box = node("w14:checkbox", *(_w14(tag, value) for tag, value in _STATES))
    text = node("w:t")
    text.text = "☐"
    return node(
        "w:sdt",
        node("w:sdtPr", node("w:alias", val=name), node("w:tag", val=name[:64]), box),
        node("w:sdtContent", node("w:r", node("w:rPr", node("w:rStyle", val=style)), text)),
    )


def _w14(tag: str, value: str) -> BaseOxmlElement:
    element = node(tag)
    element.set(f"{{{nsmap['w14']}}}val", value)
    return element


def restart_numbering(word: WordDocument, style: str) -> int:
    """Return the id of a new numbering that follows the list style *style* from 1."""
    numbering = word.part.numbering_part.element
    number = word.styles[style].element.find(f".//{qn('w:numId')}").get(qn("w:val"))
    model = numbering.num_having_numId(int(number))
    fresh = numbering.add_num(model.abstractNumId.val)
    fresh.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(fresh.numId)


def set_numbering(paragraph: Paragraph, number: int) -> None:
    """Make *paragraph* an item of the numbering *number*, at the indents of its style.

    A numbering given to a paragraph brings its own indents: the style's are written on top.
    """
    properties: Any = paragraph._p.get_or_add_pPr()  # noqa: SLF001 (python-docx has no function for it)
    properties.get_or_add_numPr().get_or_add_ilvl().val = 0
    properties.numPr.get_or_add_numId().val = number
    style = cast("ParagraphStyle", paragraph.style).paragraph_format
    paragraph.paragraph_format.left_indent = style.left_indent
    paragraph.paragraph_format.first_line_indent = style.first_line_indent


def deterministic(content: bytes) -> bytes:
    """Return the archive *content* with fixed dates and rights, so that equal input is equal."""
    output = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = _UNIX
            target.writestr(info, source.read(name))
    return output.getvalue()
