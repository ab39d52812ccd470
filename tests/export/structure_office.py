"""Word and OpenDocument files, read back: their bones, their words, what is wrong in them."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

from lxml import etree
from tests.export.structure import Lu, flat, niveaux, ordre, serre, tag_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_T, _TABLE, _STYLE, _FO, _DRAW, _SVG = (
    _OFFICE % part for part in ("text", "table", "style", "xsl-fo-compatible", "drawing", "svg-compatible")
)
_XLINK = "{http://www.w3.org/1999/xlink}href"
_BOX = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}content-control"
_LOOKS = frozenset({"rFonts", "sz", "szCs", "color", "highlight", "u"})
"""What a piece of Word text may not carry of its own: it belongs to its style."""


def docx(content: bytes) -> Lu:
    """Read a Word file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
        styles = etree.fromstring(archive.read("word/styles.xml"))
        core = archive.read("docProps/core.xml").decode()
    names = {
        each.get(f"{_WORD}styleId"): each.find(f"{_WORD}name").get(f"{_WORD}val")
        for each in styles.iter(f"{_WORD}style")
    }
    bones = [bone for element in body.iter() for bone in _word_bone(element, names)]
    faults = [fault for element in body.iter() for fault in _word_fault(element)]
    used = {each.get(f"{_WORD}val") for each in body.iter(f"{_WORD}pStyle", f"{_WORD}rStyle", f"{_WORD}tblStyle")}
    faults += [f"style absent : {each}" for each in used - set(names)]
    spoken = {each.get(f"{_WORD}val") for part in (body, styles) for each in part.iter(f"{_WORD}lang")}
    faults += [] if spoken == {"fr-FR"} and ">fr-FR</dc:language>" in core else [f"langue : {spoken}"]
    said = "".join(each.text or "" for each in body.iter(f"{_WORD}t"))
    return Lu(bones, [*faults, *ordre(niveaux(bones))], serre(said))


def _word_bone(element: Any, names: dict[str, str]) -> Iterator[str]:
    match tag_of(element):
        case "p":
            yield from _word_heading(element, names)
        case "tbl":
            rows = element.findall(f"{_WORD}tr")
            yield f"tableau {len(rows[0].findall(f'{_WORD}tc'))} × {len(rows)}"
        case "docPr":
            yield f"image : {flat(element.get('descr', ''))}"
        case "alias":
            yield f"image : {flat(element.get(f'{_WORD}val'))}"


def _word_heading(paragraph: Any, names: dict[str, str]) -> Iterator[str]:
    style = paragraph.find(f"{_WORD}pPr/{_WORD}pStyle")
    name = names.get(style.get(f"{_WORD}val"), "") if style is not None else ""
    if name == "Title" or name.lower().startswith("heading"):
        parts = paragraph.iter(f"{_WORD}t", f"{_WORD}br")
        told = "".join(each.text or "" if tag_of(each) == "t" else " " for each in parts)
        yield f"H{0 if name == 'Title' else int(name[-1])} {flat(told)}"


def _word_fault(element: Any) -> Iterator[str]:
    match tag_of(element):
        case "p" if element.find(f"{_WORD}pPr/{_WORD}pStyle") is None:
            yield f"paragraphe sans style : {''.join(element.itertext())[:40]}"
        case "rPr" if tag_of(element.getparent()) == "r" and _LOOKS & {tag_of(each) for each in element}:
            yield f"allure posée à la main : {[tag_of(each) for each in element]}"
        case "tbl":
            yield from _word_table(element, element.findall(f"{_WORD}tr"))


def _word_table(table: Any, rows: list[Any]) -> Iterator[str]:
    heads = [row.find(f"{_WORD}trPr/{_WORD}tblHeader") is not None for row in rows]
    if heads != [True] + [False] * (len(rows) - 1):
        yield f"lignes d'en-tête d'un tableau : {heads}"
    for name in ("tblCaption", "tblDescription"):
        said = table.find(f"{_WORD}tblPr/{_WORD}{name}")
        if said is None or not said.get(f"{_WORD}val").strip():
            yield f"tableau sans {name}"


def odt(content: bytes) -> Lu:
    """Read an OpenDocument text."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        whole = etree.fromstring(archive.read("content.xml"))
        styles = etree.fromstring(archive.read("styles.xml"))
        meta = archive.read("meta.xml").decode()
        inside = set(archive.namelist())
    bones = [bone for element in whole.iter() for bone in _odt_bone(element)]
    faults = [fault for element in whole.iter() for fault in _odt_fault(element, inside)]
    kinds = (f"{_STYLE}style", f"{_T}list-style")
    known = {each.get(f"{_STYLE}name") for part in (whole, styles) for each in part.iter(*kinds)}
    used = {
        value for each in whole.iter() for key, value in each.attrib.items()
        if key.endswith("}style-name") and not each.tag.startswith(_STYLE)
    }  # fmt: skip
    faults += [f"style absent : {each}" for each in used - known]
    spoken = {each.get(f"{_FO}language") for each in styles.iter(f"{_STYLE}text-properties")} - {None}
    faults += [] if spoken == {"fr"} and "<dc:language>fr-FR</dc:language>" in meta else [f"langue : {spoken}"]
    return Lu(bones, [*faults, *ordre(niveaux(bones))], serre(_odt_text(whole)))


def _odt_bone(element: Any) -> Iterator[str]:
    if element.tag == f"{_T}h":
        yield f"H{element.get(f'{_T}outline-level')} {flat(_odt_text(element))}"
    elif element.tag == f"{_T}p" and element.get(f"{_T}style-name") == "Title":
        yield f"H0 {flat(_odt_text(element))}"
    elif element.tag == f"{_TABLE}table":
        rows = list(element.iter(f"{_TABLE}table-row"))
        yield f"tableau {len(rows[0])} × {len(rows)}"
    elif element.tag == f"{_DRAW}frame":
        yield f"image : {flat(element.findtext(f'{_SVG}desc') or '')}"
    elif element.tag == _BOX:
        yield f"image : {flat(element.get(_BOX.replace('content-control', 'alias'), ''))}"


def _odt_fault(element: Any, inside: set[str]) -> Iterator[str]:
    if element.tag == f"{_TABLE}table":
        for name in ("title", "desc"):
            if not (element.findtext(f"{_TABLE}{name}") or "").strip():
                yield f"tableau sans {name}"
        if len(element.findall(f"{_TABLE}table-header-rows/{_TABLE}table-row")) != 1:
            yield "tableau sans en-tête"
    elif element.tag == f"{_DRAW}image" and element.get(_XLINK) not in inside:
        yield f"image absente : {element.get(_XLINK)}"
    elif element.tag == f"{_STYLE}text-properties":
        yield from (
            f"allure posée à la main : {key}" for key in element.attrib if re.search("font-size|font-name|color", key)
        )


def _odt_text(element: Any) -> str:
    """Return the words of a paragraph, its line ends as blanks."""
    parts = [element.text or ""] if tag_of(element) not in {"desc", "title"} else []
    for child in element:
        parts += [" " if tag_of(child) in {"line-break", "s", "tab"} else _odt_text(child), child.tail or ""]
    return "".join(parts)
