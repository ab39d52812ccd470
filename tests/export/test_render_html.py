"""HTML: one inert file, structured for ears, phones and paper."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html

from qvtkit.export.document import Figure, Heading, Para, Run
from qvtkit.export.render import FORMATS, render

if TYPE_CHECKING:
    from types import ModuleType

    from qvtkit.export.document import Block, Document


def page(document: Document) -> Any:
    return html.fromstring(render(document, "html").contenu)


def body(document: Document, *blocks: Block) -> Any:
    return page(replace(document, blocs=blocks)).get_element_by_id("contenu")


def test_formats_are_known_and_others_refused(fiche: Document) -> None:
    assert FORMATS == ("docx", "odt", "pdf", "html", "md")
    with pytest.raises(ValueError, match=r"^rtf$"):
        render(fiche, "rtf")


def test_page_says_its_language_title_and_author(fiche: Document) -> None:
    root = page(fiche)
    assert root.get("lang") == "fr-FR"
    assert root.findtext(".//title") == fiche.titre
    assert root.xpath("//meta[@name='author']/@content") == [fiche.auteur]
    assert [len(root.findall(f".//{tag}")) for tag in ("header", "main", "footer", "h1")] == [1] * 4


def test_skip_link_leads_to_the_content(fiche: Document) -> None:
    root = page(fiche)
    link = root.find(".//a")
    assert link.get("href") == "#contenu"
    assert root.get_element_by_id("contenu").tag == "main"


def test_headings_never_skip_a_level(fiche: Document, nasty: Document) -> None:
    for document in (fiche, nasty):
        levels = [int(node.tag[1]) for node in page(document).xpath("//h1|//h2|//h3|//h4")]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_tables_have_captions_and_scopes(fiche: Document) -> None:
    families, measures = page(fiche).findall(".//table")
    assert families.findtext("caption") == "Résultats par famille, de T0 au bilan"
    assert {cell.get("scope") for cell in measures.findall("./thead//th")} == {"col"}
    rows = measures.findall("./tbody/tr")
    assert [row.find("th").get("scope") for row in rows] == ["row"] * 3
    assert families.findall("./tbody//th") == []


def test_drawings_are_named_images_without_duplicate_ids(nasty: Document, fiche: Document) -> None:
    for document in (nasty, fiche):
        root = page(document)
        ids = root.xpath("//@id")
        assert len(ids) == len(set(ids))
        drawings = root.xpath("//*[local-name()='svg']")
        assert len(drawings) >= 2
        for drawing in drawings:
            assert drawing.get("role") == "img"
            assert set(drawing.get("aria-labelledby").split()) <= set(ids)


def test_a_drawing_is_inert_and_named_by_its_alt(fiche: Document) -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        'viewBox="0 0 9 9" onload="alert(1)"><script>alert(2)</script><linearGradient id="g"/>'
        '<image href="https://exemple.fr/x.png"/><use xlink:href="#g"/>'
        '<rect fill="url(#g)" onclick="x()"/><style>*{}</style></svg>'
    )
    main = body(fiche, Figure(svg, "Ce que montre le dessin"))
    text = html.tostring(main).decode()
    assert not re.search(r"alert|onload|onclick|https://exemple|<style", text)
    assert "url(#fig1-g)" in text
    assert '"#fig1-g"' in text
    (name,) = main.xpath(".//*[local-name()='title']")
    assert name.text == "Ce que montre le dessin"


def test_nothing_is_fetched_and_nothing_runs(fiche: Document, nasty: Document) -> None:
    for document in (fiche, nasty):
        text = render(document, "html").contenu.decode()
        root: Any = html.fromstring(text.encode())
        assert root.xpath("//script|//link|//iframe|//img|//object|//base|//form") == []
        assert all(value.startswith("#") for value in root.xpath("//@href|//@src"))
        assert not re.search(r"url\((?!#)|@import", text)
        (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert "default-src 'none'" in policy


def test_every_text_comes_out_as_typed(nasty: Document, sample: ModuleType) -> None:
    root = page(nasty)
    assert root.findtext(".//h1") == nasty.titre
    words = root.get_element_by_id("contenu").text_content()
    for text in sample.NASTY[:5]:
        assert text in words
    assert root.xpath("//main//b|//main//script") == []
    assert "{{ 7*7 }}" in words
    assert "49" not in words


def test_line_ends_and_looks_are_kept(fiche: Document) -> None:
    main = body(fiche, Para("un\r\ndeux"), Para((Run("<gras>", gras=True), Run("i", italique=True))))
    assert len(main.findall(".//br")) == 1
    assert main.findtext(".//strong") == "<gras>"
    assert main.findtext(".//em") == "i"


def test_contents_only_when_long(fiche: Document, compact: Document) -> None:
    headings = tuple(Heading(1, f"Partie {n % 3}") for n in range(5))
    root = page(replace(fiche, blocs=headings))
    targets = [link.get("href")[1:] for link in root.findall(".//nav//a")]
    assert len(set(targets)) == 5
    assert all(root.get_element_by_id(target).tag == "h2" for target in targets)
    assert page(compact).find(".//nav") is None


@pytest.mark.parametrize("fmt", FORMATS)
def test_an_odd_document_still_renders(fmt: str, sample: ModuleType) -> None:
    done = render(sample.odd_document(), fmt)
    assert done.contenu
    assert len(done.avertissements) == 3
    assert all("dessin illisible" in notice for notice in done.avertissements)


def test_damaged_figure_leaves_its_description(fiche: Document) -> None:
    done = render(replace(fiche, blocs=(Figure("<html/>", "la courbe baisse"),)), "html")
    assert "la courbe baisse" in done.contenu.decode()
    assert "la courbe baisse" in done.avertissements[0]


def test_invisible_characters_are_counted(nasty: Document) -> None:
    assert any("invisibles retirés" in notice for notice in render(nasty, "html").avertissements)


def _luminance(color: str) -> float:
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "paper"),
    [("encre", "papier"), ("gris", "papier"), ("accent", "papier"), ("accent", "teinte"),
     ("encre", "teinte"), ("manque", "fond-manque"), ("encre", "fond-manque"),
     ("alerte", "fond-alerte"), ("encre", "fond-alerte")],
)  # fmt: skip
def test_contrast_is_aa_in_both_schemes(fiche: Document, scheme: int, ink: str, paper: str) -> None:
    css = render(fiche, "html").contenu.decode()
    colors = [re.findall(rf"--{name}: (#[0-9a-f]{{6}})", css)[scheme] for name in (ink, paper)]
    dark, light = sorted(map(_luminance, colors))
    assert (light + 0.05) / (dark + 0.05) >= 4.5
