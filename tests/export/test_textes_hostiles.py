"""What people typed comes out as text, whatever it looks like: every field of every record, every document, every format."""

from __future__ import annotations

import datetime as dt
import io
import re
import time
import zipfile
from typing import TYPE_CHECKING, Any

import lxml.html
import pikepdf
import pytest
from lxml import etree
from markdown_it import MarkdownIt
from tests import dossier_secret
from tests.export import structure
from tests.export.structure_readers import LIRE
from tests.export.tous_les_documents import Piece, pieces

from qvtkit.export.document import Document
from qvtkit.export.render import FORMATS, Rendered, render
from qvtkit.store.project import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

JOUR = dt.date(2017, 3, 22)
BALISES = (
    "=HYPERLINK(1)+2 <script>alert(1)</script> <b>gras</b> & &amp; ]]> **étoiles** _souligné_ `code` #let x = 1 $a$ @renvoi "
    "[lien](javascript:alert(2)) ![image](http://exemple.invalid) <http://exemple.invalid> {{ 7 * 7 }} {% if 1 %} \\par | tube ~~x~~"
)
"""What each of our formats would understand."""
AILLEURS = "Réunion שלום עולם avec 👨‍👩‍👧 et 日本, \u202ea l'envers\u202c, é\u0301\u0301\u0301 fin"
"""Words of other scripts, right to left, pictures, marks: of some of them no shipped font has the sign."""
LONG = "m" * 5000
SHEETS = {"grille-grille-quatremare", "feuille-seance", "feuille-reunion", "questionnaire"}
LAYOUTS = ("--court", "essai-quatremare", dossier_secret.REUNION)
"""The documents whose pages differ most, by the end of their name: a table with curves, large type, running text."""
KNOWN = ("absents des polices", "absent des polices", "retiré", "pages au lieu de")
"""What may be told of a file that had to be changed."""


def _made(folder: Path, text: str) -> list[Piece]:
    """Return what a project that holds *text* in every field hands out; of the method's own, a few."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dossier_secret, "TEXTE", text)
        patch.setattr(dossier_secret, "FONCTION", text)
        dossier_secret.creer(folder)
    return [each for each in pieces(load(folder), JOUR) if not each.de_la_methode or each.demande[1] in SHEETS]


@pytest.fixture(scope="module")
def balises(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Everything of the project whose texts are full of markup, by its name."""
    made = _made(tmp_path_factory.mktemp("balises") / "demarche", BALISES)
    return {each.nom: each.construire() for each in made}


def _html(content: bytes) -> Iterator[str]:
    page = lxml.html.fromstring(content)
    for each in page.iter(etree.Element):
        if each.tag in {"script", "iframe", "object", "embed", "form", "base", "link"}:
            yield f"<{each.tag}>"
        for name, value in each.attrib.items():
            if name.startswith("on") or (
                name in {"href", "src", "action"} and not value.startswith(("#", "data:image/"))
            ):
                yield f"{name}={value}"


def _parts(content: bytes) -> Iterator[tuple[str, Any]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                yield name, etree.fromstring(archive.read(name))


def _office(content: bytes) -> Iterator[str]:
    """Yield the fields, the formulas, the links out and the macros of a Word file, an OpenDocument or a workbook."""
    for name, root in _parts(content):
        for each in root.iter(etree.Element):
            tag = str(each.tag).rpartition("}")[2]
            if tag in _ACTING and not (tag == "f" and "chart" in name):  # a chart names the cells that it draws
                yield f"{name} : {tag}"
            if tag == "instrText" and (each.text or "").strip().split()[0] not in {
                "PAGE",
                "NUMPAGES",
                "TOC",
                "PAGEREF",
                "REF",
            }:
                yield f"{name} : champ {each.text}"
            if each.get("TargetMode") == "External":
                yield f"{name} : {each.get('Target')}"
            link = each.get("{http://www.w3.org/1999/xlink}href", "")
            if link and not link.startswith(("#", "Pictures/")):
                yield f"{name} : {link}"


def _md(content: bytes) -> Iterator[str]:
    for token in MarkdownIt("commonmark").enable("table").enable("strikethrough").parse(content.decode()):
        if token.type in {"html_block", "fence", "code_block"}:
            yield f"{token.type} : {token.content[:60]}"
        for each in token.children or ():
            if each.type in {"link_open", "image", "code_inline", "s_open"} or (
                each.type == "html_inline" and each.content != "<br>"
            ):
                yield f"{each.type} : {each.content or each.attrs}"


def _pdf(content: bytes) -> Iterator[str]:
    with pikepdf.open(io.BytesIO(content)) as opened:
        told = "\n".join(map(str, opened.objects))
    yield from re.findall(r"/(?:JavaScript|JS|URI|Launch|SubmitForm|EmbeddedFile)\b", told)


_ACTING = {"f", "fldSimple", "object", "oleObject", "script", "event-listener", "dde-link", "altChunk"}
ACTIVE: dict[str, Callable[[bytes], Iterator[str]]] = {
    "docx": _office, "odt": _office, "xlsx": _office, "html": _html, "md": _md, "pdf": _pdf,
}  # fmt: skip


def _strange(done: Rendered) -> list[str]:
    """Return what was told that is none of what may be."""
    return [told for told in done.avertissements if not any(known in told for known in KNOWN)]


@pytest.mark.parametrize("fmt", FORMATS)
def test_markup_is_text_and_nothing_acts(
    balises: dict[str, Any], fmt: str, tmp_path: Path, texte_pdf: Callable[..., str]
) -> None:
    wrong: list[str] = []
    for name, document in balises.items():
        if not isinstance(document, Document):
            continue
        done = render(document, fmt)
        read = LIRE[fmt](done.contenu)
        said = structure.dit_pdf(done.contenu, tmp_path, texte_pdf) if fmt == "pdf" else read.dit
        found = [*ACTIVE[fmt](done.contenu), *read.fautes, *_strange(done), *structure.perdus(document, said)]
        found += structure.ecart(structure.plan(document, cases=fmt != "md"), read.plan)
        wrong += [f"{name} : {each[:300]}" for each in found]
    assert wrong == []


def test_the_markup_is_in_the_documents(balises: dict[str, Any]) -> None:
    """Else the test above would look for nothing."""
    told = {name: "".join(structure.mots(made)) for name, made in balises.items() if isinstance(made, Document)}
    assert {name for name, words in told.items() if "<script>alert(1)" in words} >= {
        name for name in told if not name.startswith(("guide", "formulaires"))
    }
    assert any(structure.serre(BALISES)[:60] in words for words in told.values())


def test_markup_is_text_in_workbooks_and_on_the_dashboard(balises: dict[str, Any]) -> None:
    wrong: list[str] = []
    for name, fmt in (
        ("tableau", "xlsx"),
        ("clact --format tous", "xlsx"),
        ("dashboard", "html"),
        ("dashboard --presentation", "html"),
    ):
        content = render(balises[name], fmt).contenu
        inside = [each for each in ACTIVE[fmt](content) if not each.startswith(("<script>", "<form>"))]
        wrong += [f"{name} : {each}" for each in inside]
        wrong += [] if b"alert(1)" in content or fmt == "xlsx" else [f"{name} : rien n’y est"]
        assert b"<script>alert" not in content
    assert wrong == []


def test_words_of_elsewhere_and_endless_ones_never_stop_a_document(tmp_path: Path) -> None:
    known = {each.nom.split()[-1]: each for each in _made(tmp_path / "demarche", f"{AILLEURS} {LONG}")}
    wrong: list[str] = []
    for name in LAYOUTS:
        started = time.process_time()
        document = known[name].construire()
        assert time.process_time() - started < 10, name  # one second; a fault made it fifty
        for fmt in FORMATS:
            done = render(document, fmt)
            read = LIRE[fmt](done.contenu)
            found = [*read.fautes, *_strange(done)]
            found += structure.perdus(document, read.dit) if fmt != "pdf" else []
            wrong += [f"{name} en {fmt} : {each[:200]}" for each in found]
    assert wrong == []
