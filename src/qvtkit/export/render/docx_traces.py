"""What a Word file of the establishment tells of those who wrote it, forgotten before ours is written in it.

Authors and companies, comments, the authors of changes and what they erased, the data of photographs: nobody sees them
on the page, and they leave with it.
"""

# ruff: noqa: TID253 (lxml is Word's own reader; it is imported late)

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.oxml.ns import qn
from lxml import etree

from qvtkit.export.secret.images import nue

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_DROPPED = (
    "/comments", "/commentsExtended", "/commentsIds", "/commentsExtensible", "/people", "/customXml",
    "/custom-properties", "/thumbnail",
)  # fmt: skip
"""Parts of a package that only tell who worked on it."""
_ERASED = frozenset(map(qn, (
    "w:del", "w:moveFrom", "w:commentRangeStart", "w:commentRangeEnd", "w:commentReference", "w:rPrChange",
    "w:pPrChange",
    "w:sectPrChange", "w:tblPrChange", "w:tblPrExChange", "w:tcPrChange", "w:trPrChange", "w:tblGridChange",
    "w:numberingChange", "w:cellDel", "w:cellIns", "w:cellMerge", "w:docVars",
    "w:moveFromRangeStart", "w:moveFromRangeEnd", "w:moveToRangeStart", "w:moveToRangeEnd",
)))  # fmt: skip
_KEPT_BARE = frozenset(map(qn, ("w:ins", "w:moveTo")))
"""What was added: it stays, without who added it."""
_OF_THE_FILE = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
_TOLD = frozenset(f"{_OF_THE_FILE}{name}" for name in ("Manager", "Company", "HyperlinkBase", "Template", "TotalTime"))


def forget(word: WordDocument) -> None:
    """Take out of *word* whatever names those who worked on it."""
    properties = word.core_properties
    properties.category = properties.content_status = properties.identifier = properties.version = ""
    package = word.part.package
    for part in list(package.iter_parts()):
        for key in [key for key, link in part.rels.items() if link.reltype.endswith(_DROPPED)]:
            del part.rels[key]
        if str(part.partname).startswith("/word/") or str(part.partname) == "/docProps/app.xml":
            _forget_in(part)
    for key in [key for key, link in package.rels.items() if link.reltype.endswith(_DROPPED)]:
        del package.rels[key]


def _forget_in(part: Any) -> None:
    if (element := getattr(part, "_element", None)) is not None:
        _bare(element)
    elif part.content_type in {"image/png", "image/jpeg"}:
        part._blob = nue(part.blob)  # noqa: SLF001 (python-docx has no function for it)
    elif part.content_type.endswith("+xml"):
        root = etree.fromstring(part.blob)
        _bare(root)
        part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: SLF001 (as above)


def _bare(root: Any) -> None:
    for each in list(root.iter()):
        name = each.tag if isinstance(each.tag, str) else ""
        parent = each.getparent()
        if parent is None:
            continue
        if name in _ERASED | _TOLD:
            parent.remove(each)
        elif name in _KEPT_BARE:
            for child in list(each):
                each.addprevious(child)
            parent.remove(each)
