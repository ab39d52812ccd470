"""Every document of every example, in every format: read back as someone who hears it would, nothing lost on the way."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from typing import TYPE_CHECKING

import pytest
from tests.export import structure
from tests.export.structure_readers import LIRE
from tests.export.tous_les_documents import EXEMPLES, documents, rendu

from qvtkit.export.render import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

RESIDENCE = EXEMPLES[0]
ONE_PAGE = ("fiche --court", "passation", "cadrage", "affiche procedure-absence-ash")


@cache
def lu(name: str, title: str, fmt: str) -> structure.Lu:
    """Return what is read of a document, once for all the tests."""
    return LIRE[fmt](rendu(name, title, fmt).contenu)


@pytest.mark.parametrize("name", EXEMPLES)
@pytest.mark.parametrize("fmt", FORMATS)
def test_headings_tables_pictures_and_language_are_said(name: str, fmt: str) -> None:
    wrong: list[str] = []
    for title, document in documents(name).items():
        read = lu(name, title, fmt)
        wrong += [f"{title} : {fault}" for fault in read.fautes]
        wanted = structure.plan(document, cases=fmt != "md")
        wrong += [f"{title} : {line}" for line in structure.ecart(wanted, read.plan)]
    assert wrong == []


@pytest.mark.parametrize("name", EXEMPLES)
def test_every_word_is_in_every_format(name: str, tmp_path: Path, texte_pdf: Callable[..., str]) -> None:
    lost: list[str] = []
    for title, document in documents(name).items():
        for fmt in FORMATS:
            content = rendu(name, title, fmt).contenu
            said = structure.dit_pdf(content, tmp_path, texte_pdf) if fmt == "pdf" else lu(name, title, fmt).dit
            lost += [f"{title} en {fmt} : {text}" for text in structure.perdus(document, said)]
    assert lost == []


@pytest.mark.parametrize("name", EXEMPLES)
def test_nothing_had_to_be_changed_to_make_them(name: str) -> None:
    assert [
        (title, fmt, told)
        for title in documents(name)
        for fmt in FORMATS
        for told in rendu(name, title, fmt).avertissements
    ] == []


def test_word_and_libreoffice_lay_out_one_page_on_one_page(
    tmp_path: Path, libreoffice: Callable[..., list[Path]], texte_pdf: Callable[..., str]
) -> None:
    """One document of each kind, opened and laid out: the length that was meant, no word lost."""
    kinds = {title.split()[0]: title for title in documents(RESIDENCE)} | {title: title for title in ONE_PAGE}
    files = []
    for rank, title in enumerate(kinds.values()):
        for fmt in ("docx", "odt"):
            files.append((title, tmp_path / f"{rank}-{fmt}.{fmt}"))
            files[-1][1].write_bytes(rendu(RESIDENCE, title, fmt).contenu)
    wrong = []
    for (title, file), laid in zip(files, libreoffice([file for _, file in files], "pdf"), strict=True):
        said = texte_pdf(laid, "-raw")
        document = documents(RESIDENCE)[title]
        wrong += (
            [f"{title} : {said.count(chr(12))} pages en {file.suffix}"]
            if title in ONE_PAGE and said.count("\f") != 1
            else []
        )
        wrong += [f"{title} en {file.suffix} : {text}" for text in structure.perdus(document, structure.serre(said))]
    assert wrong == []


@pytest.mark.parametrize("title", ["fiche --court", "formulaires feuille-reunion", "bilan"])
def test_axe_finds_nothing_wrong_in_a_web_page(
    title: str, tmp_path: Path, ouvrir: Callable[..., Page], axe: Callable[[Page], list[str]]
) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(rendu(RESIDENCE, title, "html").contenu)
    page = ouvrir(file, width=400)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    assert page.console == []  # type: ignore[attr-defined]
    assert page.requetes == []  # type: ignore[attr-defined]


def _damaged(content: bytes, pattern: str, by: str) -> bytes:
    """Return an archive or a page with each *pattern* replaced."""
    if not content.startswith(b"PK"):
        return re.sub(pattern, by, content.decode()).encode()
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(output, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, re.sub(pattern, by, part.decode()) if name.endswith(".xml") else part)
    return output.getvalue()


@pytest.mark.parametrize(
    ("fmt", "pattern", "by", "seen"),
    [
        ("docx", "<w:tblHeader/>", "", "lignes d'en-tête"),
        ("docx", r'w:lang w:val="fr-FR"', 'w:lang w:val="en-US"', "langue"),
        ("docx", 'pStyle w:val="Heading1"', 'pStyle w:val="Absent"', "style absent"),
        ("docx", "<w:tblCaption[^>]*>", "", "tblCaption"),
        ("docx", "<w:r><w:t", '<w:r><w:rPr><w:sz w:val="40"/></w:rPr><w:t', "allure"),
        ("odt", 'outline-level="1"', 'outline-level="2"', "niveau 2 après 0"),
        ("odt", "table-header-rows", "table-rows", "sans en-tête"),
        ("odt", "<table:desc>.*?</table:desc>", "", "sans desc"),
        ("odt", 'fo:language="fr"', 'fo:language="en"', "langue"),
        ("html", "<h2", "<h4", "niveau 3 après 0"),
        ("html", ' scope="col"', "", "sans en-tête"),
        ("html", 'href="#contenu"', 'href="#absent"', "renvoi vers rien"),
        ("html", "<h1>", "<p>", "grand titre"),
        ("md", "\n## ", "\n#### ", "niveau 3 après 0"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_seen(fmt: str, pattern: str, by: str, seen: str) -> None:
    content = _damaged(rendu(RESIDENCE, "fiche", fmt).contenu, pattern, by)
    assert any(seen in fault for fault in LIRE[fmt](content).fautes)


def test_what_is_lost_is_seen() -> None:
    document = documents(RESIDENCE)["fiche"]
    read = LIRE["html"](rendu(RESIDENCE, "fiche", "html").contenu)
    assert structure.perdus(document, read.dit.replace("gouvernante", "")) != []
    assert structure.ecart(structure.plan(document), read.plan[1:]) == [f"manque : {read.plan[0]}"]
