"""OpenDocument on pages: what stays together, the footer, the contents, and what LibreOffice makes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from tests.export.odt_reading import named, opened, shape

from qvtkit.export.document import Ensemble, Heading, Lignes, Para, Table
from qvtkit.export.render import render

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qvtkit.export.document import Document


@pytest.fixture(scope="module")
def text(fiche: Document) -> Any:
    return opened(fiche)


def words(page: str) -> list[str]:
    """Return the words of *page*, bullets (a sign of another font in Word) aside."""
    return sorted(word for word in page.split() if word not in "•\uf0b7")


def test_room_to_write_stays_with_its_label(fiche: Document) -> None:
    text = opened(replace(fiche, blocs=(Lignes("Pourquoi", 3),)))
    label, *rules = text.body.get_elements("//text:p")[3:]
    assert label.inner_text == "Pourquoi\u00a0:"
    assert shape(text, label)["fo:keep-with-next"] == "always"
    assert [named(text, rule) for rule in rules] == ["Ligne à remplir"] * 3


def test_what_belongs_together_is_kept_on_one_page(fiche: Document) -> None:
    table = Table("T", ("a",), tuple((f"ligne {rank}",) for rank in range(30)))
    text = opened(replace(fiche, blocs=(Ensemble((Para("avant"), table, Lignes("après", 1))), Para("suite"))))
    paragraphs = text.body.get_elements("//text:p")[3:]
    held = [shape(text, element).get("fo:keep-with-next") for element in paragraphs]
    assert held[:-2] == ["always"] * (len(held) - 2)
    assert held[-2:] == [None, None]
    tables = text.body.get_elements("//table:table")
    style = text.get_style("table", tables[0].get_attribute("table:style-name"))
    assert style.get_element("style:table-properties").get_attribute("fo:keep-with-next") == "always"


def test_a_paragraph_after_a_table_is_clear_of_it_and_keeps_its_own_blank(fiche: Document) -> None:
    table = Table("", ("a",), (("b",),))
    text = opened(replace(fiche, blocs=(table, table, Para("après"), table)))
    tags = [child.tag for child in text.body.children][-6:]
    assert tags == ["table:table", "text:p", "table:table", "text:p", "table:table", "text:p"]
    after = next(element for element in text.body.get_elements("//text:p") if element.inner_text == "après")
    assert shape(text, after)["fo:margin-top"] == "9.00pt"
    assert shape(text, after)["fo:margin-bottom"] == "6.00pt"


def test_compact_is_tighter(fiche: Document, compact: Document) -> None:
    def margin(document: Document) -> float:
        page = opened(document).get_part("styles.xml").get_element("//style:page-layout-properties")
        assert page.get_attribute("fo:page-height") == "29.7cm"
        return float(page.get_attribute("fo:margin-left").removesuffix("cm"))

    assert margin(compact) < margin(fiche)


def test_the_footer_counts_the_pages(text: Any, fiche: Document) -> None:
    footer = text.get_part("styles.xml").get_element("//style:footer/text:p")
    assert str(footer).startswith(f"{fiche.bandeau} · {fiche.pied}")
    assert [child.tag for child in footer.children][-2:] == ["text:page-number", "text:page-count"]


def test_contents_lead_to_the_parts(fiche: Document) -> None:
    text = opened(replace(fiche, sommaire=True))
    links = text.body.get_elements("//text:table-of-content//text:a")
    places = [mark.get_attribute("text:name") for mark in text.body.get_elements("//text:h/text:bookmark")]
    assert [link.text for link in links] == ["Le problème", "Ce qui a été testé", "Résultats"]
    assert [link.get_attribute("xlink:href") for link in links] == [f"#{place}" for place in places[:3]]
    assert len(text.body.get_elements("//text:a/text:bookmark-ref[@text:reference-format='page']")) == 3
    assert opened(fiche).body.get_elements("//text:table-of-content") == []


def test_libreoffice_lays_out_the_same_text_from_odt_and_word(
    fiche: Document, compact: Document, tmp_path: Path,
    libreoffice: Callable[..., list[Path]], texte_pdf: Callable[[Path], str],
) -> None:  # fmt: skip
    fuller = replace(compact, blocs=(*compact.blocs, Heading(1, "Suite"), *[Para("Une phrase de plus. " * 12)] * 6))
    files = []
    for name, document in (("long", fiche), ("court", fuller)):
        for fmt in ("odt", "docx"):
            files.append(tmp_path / f"{name}-{fmt}.{fmt}")
            files[-1].write_bytes(render(document, fmt).contenu)
    long_odt, long_word, short_odt, short_word = map(texte_pdf, libreoffice(files, "pdf"))
    assert words(long_odt) == words(long_word)
    assert words(short_odt) == words(short_word)
    assert short_odt.count("\f") == short_word.count("\f") == 1
    assert long_odt.count("\f") == long_word.count("\f") == 2
    for said in ("rappeler des collègues sur leur repos", "Indicateurs relevés", "4.", "Porteur : cadre de santé"):
        assert said in long_odt
