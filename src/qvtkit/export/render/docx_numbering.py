"""The lists of a Word document: the numberings that its styles « List Bullet » and « List Number » count with."""

# ruff: noqa: TID253 (python-docx is all this module is for; `render` imports it late)

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as LINK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from qvtkit.export.render import looks

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_SHAPES = {looks.BULLET: ("bullet", "•"), looks.NUMBER: ("decimal", "%1.")}


def bullets_of(word: WordDocument) -> int:
    """Return the id of the numbering of « List Bullet »."""
    return _number(word, looks.BULLET) or 0


def give_lists(word: WordDocument) -> None:
    """Give *word* a numbering for each of the two styles of lists that has none."""
    if not any(link.reltype == LINK.NUMBERING for link in word.part.rels.values()):
        word.part.relate_to(docx.Document().part.numbering_part, LINK.NUMBERING)
    for name, shape in _SHAPES.items():
        if name not in word.styles:
            style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = word.styles.default(WD_STYLE_TYPE.PARAGRAPH)
        if _number(word, name) is None:
            properties = word.styles[name].element.get_or_add_pPr()
            properties.get_or_add_numPr().get_or_add_numId().val = _add(word, *shape)


def _number(word: WordDocument, style: str) -> int | None:
    """Return the numbering of *style*, None where it has none that exists."""
    found = word.styles[style].element.find(f".//{qn('w:numId')}")
    if found is None:
        return None
    number = int(found.get(qn("w:val")))
    known = {int(each.get(qn("w:numId"))) for each in _numbering(word).findall(qn("w:num"))}
    return number if number in known else None


def _add(word: WordDocument, kind: str, text: str) -> int:
    """Add a numbering of one level and return its id."""
    numbering = _numbering(word)
    taken = [int(each.get(qn("w:abstractNumId"))) for each in numbering.findall(qn("w:abstractNum"))]
    fresh = max(taken, default=0) + 1
    shape = parse_xml(f"""
<w:abstractNum {nsdecls("w")} w:abstractNumId="{fresh}"><w:multiLevelType w:val="singleLevel"/>
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>
    <w:pPr><w:ind w:left="280" w:hanging="280"/></w:pPr></w:lvl>
</w:abstractNum>""")
    first = numbering.find(qn("w:num"))
    if first is None:
        numbering.append(shape)
    else:
        first.addprevious(shape)
    return int(numbering.add_num(fresh).numId)


def _numbering(word: WordDocument) -> Any:
    return word.part.numbering_part.element
