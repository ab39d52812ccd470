"""PDF files, web pages and Markdown, read back: their bones, their words, what is wrong in them."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import lxml.html
import pikepdf
from lxml import etree
from markdown_it import MarkdownIt
from tests.export.structure import Lu, flat, niveaux, ordre, serre, tag_of

if TYPE_CHECKING:
    from collections.abc import Iterator


def pdf(content: bytes) -> Lu:
    """Read a tagged PDF."""
    with pikepdf.open(io.BytesIO(content)) as opened:
        root = opened.Root
        faults = [] if root.get("/Lang") == "fr-FR" else [f"langue : {root.get('/Lang')}"]
        faults += [] if "/MarkInfo" in root and bool(root.MarkInfo.Marked) else ["PDF sans balises"]
        faults += [] if bool(root.ViewerPreferences.DisplayDocTitle) else ["titre non affiché"]
        with opened.open_metadata() as meta:
            claims = [meta.get(key) for key in ("pdfuaid:part", "pdfaid:part", "pdfaid:conformance")]
            title = meta.get("dc:title", "")
        faults += [] if claims == ["1", "2", "A"] else [f"normes : {claims}"]
        faults += _fonts(opened)
        bones = [f"H0 {flat(title)}"]
        for node in _nodes(root.StructTreeRoot.K):
            role = str(node.S)
            if re.match(r"/H\d", role):
                bones.append(f"H{role[2:]} {flat(str(node.get('/T', '')))}")
            elif role == "/Table":
                bones.append(_pdf_table(node, faults))
            elif role == "/Figure":
                bones.append(f"image : {flat(str(node.get('/Alt', '')))}")
    return Lu(bones, [*faults, *ordre(niveaux(bones))], "")


def _nodes(node: Any) -> Iterator[Any]:
    """Yield the elements of the structure in reading order."""
    if isinstance(node, pikepdf.Array):
        for child in node:  # pikepdf's arrays do not flatten
            yield from _nodes(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from _nodes(node.K)


def _pdf_table(table: Any, faults: list[str]) -> str:
    rows = [[str(cell.S) for cell in _nodes(row.K) if str(cell.S) in {"/TH", "/TD"}]
            for row in _nodes(table.K) if str(row.S) == "/TR"]  # fmt: skip
    if set(rows[0]) != {"/TH"}:
        faults.append("tableau sans en-tête")
    scopes = {
        str(each.get("/Scope"))
        for cell in _nodes(table.K)
        if str(cell.S) == "/TH"
        for each in cell.A
        if "/Scope" in each
    }
    faults += [] if scopes == {"/Column"} else [f"en-têtes d'un tableau : {scopes}"]
    return f"tableau {len(rows[0])} × {len(rows)}"


def _fonts(opened: Any) -> Iterator[str]:
    for page in opened.pages:
        for font in page.resources.get("/Font", {}).values():
            inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(inner.FontDescriptor.keys()):
                yield f"police absente du fichier : {font.BaseFont}"
            if "/ToUnicode" not in font:
                yield f"texte que l'on ne peut ni chercher ni copier : {font.BaseFont}"


def html(content: bytes) -> Lu:
    """Read a web page."""
    page = lxml.html.fromstring(content)
    faults = [] if page.get("lang") == "fr-FR" else [f"langue : {page.get('lang')}"]
    faults += [] if (page.findtext(".//title") or "").strip() else ["page sans titre"]
    bones = []
    ids = [each.get("id") for each in page.iter() if each.get("id")]
    faults += [f"identifiant en double : {each}" for each in sorted({each for each in ids if ids.count(each) > 1})]
    for element in page.iter(etree.Element):
        name = tag_of(element)
        if re.fullmatch(r"h[1-6]", name):
            bones.append(f"H{int(name[1]) - 1} {flat(_words(element))}")
        elif name == "table":
            rows = element.findall(".//tr")
            bones.append(f"tableau {len(rows[0])} × {len(rows)}")
            faults += (
                []
                if all(tag_of(cell) == "th" and cell.get("scope") == "col" for cell in rows[0])
                else ["tableau sans en-tête"]
            )
            faults += (
                []
                if element.find("caption") is not None or element.getparent().get("aria-label")
                else ["tableau sans nom"]
            )
            faults += [
                "en-tête de ligne sans portée" for cell in element.findall(".//tbody//th") if cell.get("scope") != "row"
            ]
        elif name in {"svg", "img"}:
            bones.append(f"image : {flat(_picture_name(element, page))}")
        elif name == "input":
            bones.append(f"image : case à cocher : {flat(element.get('aria-label', ''))}")
        elif name == "textarea":
            faults += (
                []
                if element.get("aria-label") or tag_of(element.getparent()) == "label"
                else ["place à remplir sans nom"]
            )
        faults += _references(element, set(ids))
    faults += [] if [bone[:2] for bone in bones].count("H0") == 1 else ["pas un seul grand titre"]
    return Lu(bones, [*faults, *ordre(niveaux(bones))], serre(page.find("body").text_content()))


def _words(element: Any) -> str:
    """Return the words of *element*, its line ends as blanks."""
    return "".join(
        (" " if tag_of(each) == "br" else "") + (each.text or "") + (each.tail or "" if each is not element else "")
        for each in element.iter(etree.Element)
    )


def _picture_name(element: Any, page: Any) -> str:
    """Return how a picture is told to who hears it."""
    if tag_of(element) == "img":
        return str(element.get("alt", ""))
    if element.get("role") != "img":
        return ""
    return " ".join(page.get_element_by_id(each).text_content() for each in element.get("aria-labelledby", "").split())


def _references(element: Any, ids: set[str]) -> Iterator[str]:
    """Yield the places that a link or a name points to in vain."""
    asked = element.get("aria-labelledby", "").split() + element.get("aria-describedby", "").split()
    link = element.get("href", "")
    asked += [link[1:]] if link.startswith("#") else []
    yield from (f"renvoi vers rien : {each}" for each in asked if each not in ids)


def md(content: bytes) -> Lu:
    """Read a Markdown file as CommonMark with tables."""
    tokens = MarkdownIt("commonmark").enable("table").parse(content.decode())
    bones: list[str] = []
    for rank, token in enumerate(tokens):
        if token.type == "heading_open":
            bones.append(f"H{int(token.tag[1]) - 1} {flat(_inline(tokens[rank + 1]))}")
        elif token.type == "table_open":
            until = next(at for at in range(rank, len(tokens)) if tokens[at].type == "table_close")
            inside = [each.type for each in tokens[rank:until]]
            bones.append(f"tableau {inside.count('th_open')} × {inside.count('tr_open')}")
        elif token.type == "inline":
            bones += _told(token)
    said = "".join(_inline(each) for each in tokens if each.type == "inline")
    return Lu(bones, ordre(niveaux(bones)), serre(said))


def _told(token: Any) -> Iterator[str]:
    """Yield the pictures and the boxes of a piece of text, which Markdown tells in words."""
    for line in "".join("\n" if each.type == "html_inline" else each.content or " " for each in token.children).split(
        "\n"
    ):
        if (said := flat(line)).startswith("Figure :"):
            yield f"image : {said.removeprefix('Figure :').strip()}"


def _inline(token: Any) -> str:
    return "".join(each.content if each.type in {"text", "code_inline"} else " " for each in token.children)
