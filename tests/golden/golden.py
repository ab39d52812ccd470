"""What the documents of the examples say, kept to be compared word for word.

A change of words is read here before it is read by anybody else. Where it is wanted, from the root of the project:
`python -m tests.golden.renew`, then read the difference.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
from lxml import etree
from tests.export.tous_les_documents import EXEMPLES, documents, rendu

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parent
KEPT = ("fiche", "fiche --court", "passation", "copil", "bilan", "affiche")
"""Those that most people read; each is kept as Markdown."""
OUTLINED = "fiche --court"
"""The one whose tags and styles are kept too, as PDF, Word and OpenDocument have them."""
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"


def made() -> dict[str, str]:
    """Return what each file of this folder has to hold, by its name: `residence-absence-ash/copil.md`."""
    found = {}
    for name in EXEMPLES:
        for title in documents(name):
            if title in KEPT or title.split()[0] in {"copil", "affiche"}:
                found[f"{name}/{_file(title)}.md"] = rendu(name, title, "md").contenu.decode()
    for fmt, outline in (("pdf", _pdf), ("docx", _docx), ("odt", _odt)):
        content = rendu(EXEMPLES[0], OUTLINED, fmt).contenu
        found[f"{EXEMPLES[0]}/{_file(OUTLINED)}.{fmt}.txt"] = "\n".join(outline(content)) + "\n"
    return found


def _file(title: str) -> str:
    """Return the name of a document's file: « fiche --court » is `fiche-court`, the committee of a dossier is left out."""
    first, *others = title.split()
    return first if first in {"copil", "affiche"} else "-".join([first, *(each.strip("-") for each in others)])


def _pdf(content: bytes) -> Iterator[str]:
    with pikepdf.open(io.BytesIO(content)) as opened:
        yield from _roles(opened.Root.StructTreeRoot.K, 0)


def _roles(node: Any, depth: int) -> Iterator[str]:
    """Yield the tags, the deeper the more to the right."""
    if isinstance(node, pikepdf.Array):
        for child in node:  # pikepdf's arrays do not flatten
            yield from _roles(child, depth)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield "  " * depth + str(node.S).strip("/") + (f" « {node.Alt} »" if "/Alt" in node else "")
        if "/K" in node:
            yield from _roles(node.K, depth + 1)


def _docx(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    for each in body.iter(f"{_WORD}p"):
        style = each.find(f"{_WORD}pPr/{_WORD}pStyle")
        words = "".join(text.text or "" for text in each.iter(f"{_WORD}t"))
        yield f"{style.get(f'{_WORD}val')} : {_begins(words)}"


def _odt(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        whole = etree.fromstring(archive.read("content.xml"))
    own = {each.get(f"{_STYLE}name"): each.get(f"{_STYLE}parent-style-name") for each in whole.iter(f"{_STYLE}style")}
    for each in whole.iter(f"{_TEXT}p", f"{_TEXT}h"):
        style = each.get(f"{_TEXT}style-name")
        yield f"{own.get(style) or style} : {_begins(' '.join(each.itertext()))}"


def _begins(words: str) -> str:
    return " ".join(words.split())[:40]
