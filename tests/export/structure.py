"""The bones of a document, read back from each format by libraries that are not ours: headings, tables, pictures.

`plan` says them as the document model has them; each reader says them as a screen reader would meet them, and what is
wrong on the way. All say the same, or something is lost in one format.
"""

from __future__ import annotations

import difflib
import io
import re
import zipfile
from bisect import bisect
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import lxml.html
import pikepdf
from lxml import etree
from markdown_it import MarkdownIt

from qvtkit.export.document import Case, Figure, Heading, Lignes, Run, Table
from qvtkit.export.render.prepare import prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from qvtkit.export.document import Document

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_T, _TABLE, _STYLE, _FO, _DRAW, _SVG = (
    _OFFICE % part for part in ("text", "table", "style", "xsl-fo-compatible", "drawing", "svg-compatible")
)
_BOX = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}content-control"
_LOOKS = frozenset({"rFonts", "sz", "szCs", "color", "highlight", "u"})
"""What a piece of Word text may not carry of its own: it belongs to its style."""


_PIECES, _LEAST = 3, 15
"""Of a text that the end of a page cuts: how many at most, how long at least."""


class Lu(NamedTuple):
    """What was read of a file: its bones in order, and what is wrong."""

    plan: list[str]
    fautes: list[str]
    dit: str
    """Every word that is shown, without blanks."""


def plan(document: Document, *, cases: bool = True) -> list[str]:
    """Return the bones of *document*: « H1 Résultats », « tableau 3 × 5 », « image : alt »; the boxes to tick on demand."""
    bones = ["H0 " + _flat(document.titre), *_bones(prepare(document)[0].blocs)]
    return bones if cases else [bone for bone in bones if not bone.startswith("image : case à cocher")]


def _bones(value: object) -> Iterator[str]:
    match value:
        case Heading():
            yield f"H{value.niveau} {_flat(value.texte)}"
        case Figure() | Case():
            yield f"image : {_flat(value.alt)}"
            return
        case Table():
            yield f"tableau {len(value.entetes)} × {1 + len(value.lignes)}"
    if isinstance(value, tuple):
        for item in value:
            yield from _bones(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _bones(getattr(value, field.name))


def mots(document: Document) -> list[str]:
    """Return every text that *document* shows, without blanks: each has to be found whole in every format."""
    ready = prepare(document)[0]
    return [
        serre(text) for text in (ready.titre, ready.sous_titre, ready.bandeau, *_shown(ready.blocs)) if text.strip()
    ]


def _shown(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case (Run(), *_):
            yield "".join(run.texte for run in value)
        case tuple():
            for item in value:
                yield from _shown(item)
        case Heading() | Figure() | Lignes():
            yield (
                value.legende
                if isinstance(value, Figure)
                else value.texte
                if isinstance(value, Heading)
                else value.libelle
            )
        case Case():
            return
        case _ if is_dataclass(value):
            for field in fields(value):
                if field.name not in {"style", "genre", "alignements"}:
                    yield from _shown(getattr(value, field.name))


def serre(text: str) -> str:
    """Return *text* without blanks, nor what only helps to cut a word."""
    return "".join(_flat(text).split())


def _flat(text: str) -> str:
    """Return *text* on one line: blanks alike, and nothing of what only helps to cut a word."""
    return " ".join(text.replace("\u200b", "").replace("\u00ad", "").replace("\u2011", "-").split())


def ordre(levels: Iterable[int]) -> list[str]:
    """Return where headings skip a level, or begin under the first."""
    faults, before = [], 0
    for level in levels:
        faults += [f"titre de niveau {level} après {before}"] if level > before + 1 else []
        before = level
    return faults


def _levels(plan: Iterable[str]) -> list[int]:
    return [int(bone[1]) for bone in plan if re.match(r"H[1-9]", bone)]


def _tag(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def ecart(wanted: list[str], read: list[str]) -> list[str]:
    """Return what is missing or too much in a plan."""
    told = {"-": "manque", "+": "en trop"}
    lines = list(difflib.unified_diff(wanted, read, n=0, lineterm=""))[2:]
    return [f"{told[line[0]]} : {line[1:]}" for line in lines if line[0] in told]


def perdus(document: Document, said: str) -> list[str]:
    """Return the texts of *document* that *said*, blanks aside, does not hold, be it in pieces cut by the end of a page."""
    return [text for text in mots(document) if text not in said and not _in_pieces(text, said)]


def _in_pieces(text: str, said: str) -> bool:
    """Tell whether *text* is found as at most three pieces that are long enough to be its own."""
    for _ in range(_PIECES):
        if len(text) <= _LEAST or text in said:
            return text in said
        size = bisect(range(1, len(text)), False, key=lambda size: text[:size] not in said)
        if size <= _LEAST:
            return False
        text = text[size:]
    return not text


def dit_pdf(content: bytes, folder: Path, read: Callable[..., str]) -> str:
    """Return what the pages of a PDF show, without blanks, as *read* (`texte_pdf`) reads it."""
    file = folder / "lu.pdf"
    file.write_bytes(content)
    return serre(read(file, "-raw"))


# Word


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
    bones, faults = [], []
    for element in body.iter():
        match _tag(element):
            case "p":
                bones += _word_heading(element, names, faults)
            case "tbl":
                rows = element.findall(f"{_WORD}tr")
                bones.append(f"tableau {len(rows[0].findall(f'{_WORD}tc'))} × {len(rows)}")
                faults += _word_table(element, rows)
            case "docPr":
                bones.append(f"image : {_flat(element.get('descr', ''))}")
            case "sdt":
                bones += [f"image : {_flat(each.get(f'{_WORD}val'))}" for each in element.iter(f"{_WORD}alias")]
            case "rPr" if _tag(element.getparent()) == "r" and _LOOKS & {_tag(each) for each in element}:
                faults.append(f"allure posée à la main : {[_tag(each) for each in element]}")
    used = {each.get(f"{_WORD}val") for each in body.iter(f"{_WORD}pStyle", f"{_WORD}rStyle", f"{_WORD}tblStyle")}
    faults += [f"style absent : {each}" for each in used - set(names)]
    spoken = {each.get(f"{_WORD}val") for part in (body, styles) for each in part.iter(f"{_WORD}lang")}
    faults += [] if spoken == {"fr-FR"} and ">fr-FR</dc:language>" in core else [f"langue : {spoken}"]
    said = "".join(each.text or "" for each in body.iter(f"{_WORD}t"))
    return Lu(bones, [*faults, *ordre(_levels(bones))], serre(said))


def _word_heading(paragraph: Any, names: dict[str, str], faults: list[str]) -> list[str]:
    style = paragraph.find(f"{_WORD}pPr/{_WORD}pStyle")
    name = names.get(style.get(f"{_WORD}val"), "") if style is not None else ""
    if style is None:
        faults.append(f"paragraphe sans style : {''.join(paragraph.itertext())[:40]}")
    if name != "Title" and not name.lower().startswith("heading"):
        return []
    told = "".join(each.text or "" if _tag(each) == "t" else " " for each in paragraph.iter(f"{_WORD}t", f"{_WORD}br"))
    return [f"H{0 if name == 'Title' else int(name[-1])} {_flat(told)}"]


def _word_table(table: Any, rows: list[Any]) -> Iterator[str]:
    heads = [row.find(f"{_WORD}trPr/{_WORD}tblHeader") is not None for row in rows]
    if heads != [True] + [False] * (len(rows) - 1):
        yield f"lignes d'en-tête d'un tableau : {heads}"
    for tag in ("tblCaption", "tblDescription"):
        said = table.find(f"{_WORD}tblPr/{_WORD}{tag}")
        if said is None or not said.get(f"{_WORD}val").strip():
            yield f"tableau sans {tag}"


# OpenDocument


def odt(content: bytes) -> Lu:
    """Read an OpenDocument text."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        whole = etree.fromstring(archive.read("content.xml"))
        styles = etree.fromstring(archive.read("styles.xml"))
        meta = archive.read("meta.xml").decode()
        inside = set(archive.namelist())
    bones, faults = [], []
    for element in whole.iter():
        match element.tag:
            case t if t == f"{_T}h":
                bones.append(f"H{element.get(f'{_T}outline-level')} {_flat(_odt_text(element))}")
            case t if t == f"{_T}p" and element.get(f"{_T}style-name") == "Title":
                bones.append(f"H0 {_flat(_odt_text(element))}")
            case t if t == f"{_TABLE}table":
                rows = list(element.iter(f"{_TABLE}table-row"))
                bones.append(f"tableau {len(rows[0])} × {len(rows)}")
                faults += [
                    f"tableau sans {tag}"
                    for tag in ("title", "desc")
                    if not (element.findtext(f"{_TABLE}{tag}") or "").strip()
                ]
                faults += (
                    []
                    if len(element.findall(f"{_TABLE}table-header-rows/{_TABLE}table-row")) == 1
                    else ["tableau sans en-tête"]
                )
            case t if t == f"{_DRAW}frame":
                bones.append(f"image : {_flat(element.findtext(f'{_SVG}desc') or '')}")
                link = element.find(f"{_DRAW}image").get("{http://www.w3.org/1999/xlink}href")
                faults += [] if link in inside else [f"image absente : {link}"]
            case t if t == _BOX:
                bones.append(f"image : {_flat(element.get(_BOX.replace('content-control', 'alias'), ''))}")
    for style in whole.iter(f"{_STYLE}style"):
        for looks in style.iter(f"{_STYLE}text-properties"):
            faults += [
                f"allure posée à la main : {key}" for key in looks.attrib if re.search("font-size|font-name|color", key)
            ]
    known = {
        each.get(f"{_STYLE}name") for part in (whole, styles) for each in part.iter(f"{_STYLE}style", f"{_T}list-style")
    }
    used = {value for each in whole.iter() for key, value in each.attrib.items()
            if key.endswith("}style-name") and not each.tag.startswith(_STYLE)}  # fmt: skip
    faults += [f"style absent : {each}" for each in used - known]
    spoken = {each.get(f"{_FO}{key}") for each in styles.iter(f"{_STYLE}text-properties") for key in ("language",)} - {
        None
    }
    faults += [] if spoken == {"fr"} and "<dc:language>fr-FR</dc:language>" in meta else [f"langue : {spoken}"]
    return Lu(bones, [*faults, *ordre(_levels(bones))], serre(_odt_text(whole)))


def _odt_text(element: Any) -> str:
    """Return the words of a paragraph, its line ends as blanks."""
    parts = [element.text or ""] if _tag(element) not in {"desc", "title"} else []
    for child in element:
        parts += [" " if _tag(child) in {"line-break", "s", "tab"} else _odt_text(child), child.tail or ""]
    return "".join(parts)


# PDF


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
        bones = [f"H0 {_flat(title)}"]
        for node in _nodes(root.StructTreeRoot.K):
            role = str(node.S)
            if re.match(r"/H\d", role):
                bones.append(f"H{role[2:]} {_flat(str(node.get('/T', '')))}")
            elif role == "/Table":
                bones.append(_pdf_table(node, faults))
            elif role == "/Figure":
                bones.append(f"image : {_flat(str(node.get('/Alt', '')))}")
    return Lu(bones, [*faults, *ordre(_levels(bones))], "")


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


# Web page


def html(content: bytes) -> Lu:
    """Read a web page."""
    page = lxml.html.fromstring(content)
    faults = [] if page.get("lang") == "fr-FR" else [f"langue : {page.get('lang')}"]
    faults += [] if (page.findtext(".//title") or "").strip() else ["page sans titre"]
    bones = []
    ids = [each.get("id") for each in page.iter() if each.get("id")]
    faults += [f"identifiant en double : {each}" for each in sorted({each for each in ids if ids.count(each) > 1})]
    for element in page.iter(etree.Element):
        name = _tag(element)
        if re.fullmatch(r"h[1-6]", name):
            bones.append(f"H{int(name[1]) - 1} {_flat(_words(element))}")
        elif name == "table":
            rows = element.findall(".//tr")
            bones.append(f"tableau {len(rows[0])} × {len(rows)}")
            faults += (
                []
                if all(_tag(cell) == "th" and cell.get("scope") == "col" for cell in rows[0])
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
            bones.append(f"image : {_flat(_picture_name(element, page))}")
        elif name == "input":
            bones.append(f"image : case à cocher : {_flat(element.get('aria-label', ''))}")
        elif name == "textarea":
            faults += (
                []
                if element.get("aria-label") or _tag(element.getparent()) == "label"
                else ["place à remplir sans nom"]
            )
        faults += _references(element, set(ids))
    faults += [] if [bone[:2] for bone in bones].count("H0") == 1 else ["pas un seul grand titre"]
    return Lu(bones, [*faults, *ordre(_levels(bones))], serre(page.find("body").text_content()))


def _words(element: Any) -> str:
    """Return the words of *element*, its line ends as blanks."""
    return "".join(
        (" " if _tag(each) == "br" else "") + (each.text or "") + (each.tail or "" if each is not element else "")
        for each in element.iter(etree.Element)
    )


def _picture_name(element: Any, page: Any) -> str:
    """Return how a picture is told to who hears it."""
    if _tag(element) == "img":
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


# Markdown


def md(content: bytes) -> Lu:
    """Read a Markdown file as CommonMark with tables."""
    tokens = MarkdownIt("commonmark").enable("table").parse(content.decode())
    bones: list[str] = []
    for rank, token in enumerate(tokens):
        if token.type == "heading_open":
            bones.append(f"H{int(token.tag[1]) - 1} {_flat(_inline(tokens[rank + 1]))}")
        elif token.type == "table_open":
            until = next(at for at in range(rank, len(tokens)) if tokens[at].type == "table_close")
            inside = [each.type for each in tokens[rank:until]]
            bones.append(f"tableau {inside.count('th_open')} × {inside.count('tr_open')}")
        elif token.type == "inline":
            bones += _told(token)
    said = "".join(_inline(each) for each in tokens if each.type == "inline")
    return Lu(bones, ordre(_levels(bones)), serre(said))


def _told(token: Any) -> Iterator[str]:
    """Yield the pictures and the boxes of a piece of text, which Markdown tells in words."""
    for line in "".join("\n" if each.type == "html_inline" else each.content or " " for each in token.children).split(
        "\n"
    ):
        if (said := _flat(line)).startswith("Figure :"):
            yield f"image : {said.removeprefix('Figure :').strip()}"


def _inline(token: Any) -> str:
    return "".join(each.content if each.type in {"text", "code_inline"} else " " for each in token.children)
