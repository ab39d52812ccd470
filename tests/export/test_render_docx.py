"""Word: real styles, headers, alt texts and language; equal input gives equal bytes."""

from __future__ import annotations

import io
import sys
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.oxml.ns import qn

from qvtkit.export.document import Bullets, Callout, Heading, Para, Table
from qvtkit.export.render import render

if TYPE_CHECKING:
    from types import ModuleType

    from qvtkit.export.document import Document


def word(document: Document) -> Any:
    return docx.Document(io.BytesIO(render(document, "docx").contenu))


@pytest.fixture(scope="module")
def opened(fiche: Document) -> Any:
    return word(fiche)


def styled(opened: Any, name: str) -> list[str]:
    return [paragraph.text for paragraph in opened.paragraphs if paragraph.style.name == name]


def test_every_paragraph_has_a_style_that_exists(opened: Any, nasty: Document) -> None:
    for document in (opened, word(nasty)):
        known = {style.style_id for style in document.styles}
        used = {node.get(qn("w:val")) for node in document.element.iter(qn("w:pStyle"))}
        assert used <= known


def test_titles_use_the_built_in_styles(opened: Any, fiche: Document) -> None:
    assert styled(opened, "Title") == [fiche.titre]
    assert styled(opened, "Subtitle") == [fiche.sous_titre]
    assert styled(opened, "Heading 1") == ["Le problème", "Ce qui a été testé", "Résultats"]
    assert styled(opened, "Heading 3") == ["Autres pas"]
    assert styled(opened, "Chapeau")[0].startswith("Quand une aide-soignante")
    assert styled(opened, "Encadré À retenir, titre") == ["Décision : la règle est gardée"]


def test_language_is_french_everywhere(opened: Any) -> None:
    langs = list(opened.styles.element.iter(qn("w:lang")))
    assert langs
    assert {lang.get(qn("w:val")) for lang in langs} == {"fr-FR"}
    assert opened.core_properties.language == "fr-FR"


def test_properties_come_from_the_document(opened: Any, fiche: Document) -> None:
    properties = opened.core_properties
    assert (properties.title, properties.author) == (fiche.titre, fiche.auteur)
    assert (properties.subject, properties.keywords) == (fiche.sujet, "QVT, Ehpad, absence")
    assert properties.created.date().isoformat() == fiche.date
    assert properties.comments == ""


def test_equal_input_gives_equal_bytes(fiche: Document, nasty: Document) -> None:
    for document in (fiche, nasty):
        first, again = render(document, "docx"), render(document, "docx")
        assert first.contenu == again.contenu
        with zipfile.ZipFile(io.BytesIO(first.contenu)) as archive:
            assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert not [name for name in archive.namelist() if "thumbnail" in name]


def test_tables_have_a_header_row_that_repeats(opened: Any) -> None:
    for table in opened.tables:
        rows = [row._tr.trPr for row in table.rows]
        assert rows[0].find(qn("w:tblHeader")) is not None
        assert all(row.find(qn("w:tblHeader")) is None for row in rows[1:])
        assert all(row.find(qn("w:cantSplit")) is not None for row in rows)
        assert table.style.name == "Tableau QVT"


def test_tables_are_named_and_described(opened: Any) -> None:
    families, measures = opened.tables
    caption = families._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
    described = measures._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))
    assert caption == "Résultats par famille, de T0 au bilan"
    assert "Indicateur, T0, Bilan, Source" in described
    assert {"Résultats par famille, de T0 au bilan", "Indicateurs relevés"} <= set(styled(opened, "Caption"))


def test_row_headers_widths_and_alignments(opened: Any) -> None:
    measures = opened.tables[1]
    assert [row.cells[0].paragraphs[0].style.name for row in measures.rows[1:]] == ["En-tête de ligne"] * 3
    widths = [cell.width for cell in measures.rows[1].cells]
    assert widths[0] > widths[3] > widths[1] == widths[2]
    assert [cell.paragraphs[0].alignment for cell in measures.rows[1].cells] == [0, 2, 2, 0]


def test_pictures_have_alt_texts_and_fit_their_column(opened: Any) -> None:
    pictures = list(opened.element.iter(qn("wp:docPr")))
    assert len(pictures) == 4
    assert all(picture.get("descr").strip() for picture in pictures)
    assert len({picture.get("id") for picture in pictures}) == 4
    column = opened.tables[0].rows[1].cells[0].width
    assert all(int(node.get("cx")) < column for node in list(opened.element.iter(qn("wp:extent")))[:3])


def test_each_ordered_list_counts_from_one(opened: Any) -> None:
    numbers = [
        paragraph._p.pPr.numPr.numId.val for paragraph in opened.paragraphs if paragraph.style.name == "List Number"
    ]
    assert numbers == [numbers[0]] * 4 + [numbers[4]] * 2
    assert numbers[0] != numbers[4]
    starts = opened.part.numbering_part.element.findall(f".//{qn('w:startOverride')}")
    assert [start.get(qn("w:val")) for start in starts] == ["1", "1"]


def test_callouts_are_shaded_paragraphs_not_tables(opened: Any) -> None:
    assert len(opened.tables) == 2
    for name in ("À compléter", "Attention", "À retenir"):
        properties = opened.styles[f"Encadré {name}"].element.pPr
        assert properties.find(qn("w:shd")) is not None
        assert properties.find(f"{qn('w:pBdr')}/{qn('w:left')}") is not None


def test_footer_counts_the_pages(opened: Any, fiche: Document) -> None:
    footer = opened.sections[0].footer
    fields = [node.text for node in footer._element.iter(qn("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert footer.paragraphs[0].text.startswith(f"{fiche.bandeau} · {fiche.pied}")


def test_page_is_a4_and_compact_is_tighter(opened: Any, compact: Document) -> None:
    page, small = opened.sections[0], word(compact)
    assert (round(page.page_width.cm, 1), round(page.page_height.cm, 1)) == (21.0, 29.7)
    assert small.sections[0].left_margin < page.left_margin
    assert small.styles["Normal"].font.size < opened.styles["Normal"].font.size


def test_children_stand_in_the_order_of_the_format(opened: Any) -> None:
    order = ["keepNext", "keepLines", "numPr", "pBdr", "shd", "tabs", "spacing", "ind", "jc",
             "outlineLvl"]  # fmt: skip
    for properties in opened.styles.element.iter(qn("w:pPr")):
        names = [child.tag.rpartition("}")[2] for child in properties]
        places = [order.index(name) for name in names if name in order]
        assert places == sorted(places), names


def test_every_text_comes_out_as_typed(nasty: Document, sample: ModuleType) -> None:
    opened = word(nasty)
    paragraphs = [paragraph.text for paragraph in opened.paragraphs]
    for text in (*sample.NASTY[:5], sample.NASTY[7]):
        assert text in paragraphs
    assert "nul cloche échappement" in paragraphs
    assert any("retirés" in notice for notice in render(nasty, "docx").avertissements)


def test_two_tables_do_not_melt_and_word_ends_on_a_paragraph(fiche: Document) -> None:
    table = Table("", ("a",), (("b",),))
    opened = word(replace(fiche, blocs=(table, table, Para("après"), table)))
    children = [node.tag.rpartition("}")[2] for node in opened.element.body][-7:]
    assert children == ["tbl", "p", "tbl", "p", "tbl", "p", "sectPr"]


def test_lists_in_callouts_are_real_lists(fiche: Document) -> None:
    lists = Bullets(("un", "deux")), Bullets(("a",), ordonnee=True)
    opened = word(replace(fiche, blocs=(Heading(1, "T"), Callout("attention", "t", lists))))
    style = opened.styles["Encadré Attention, liste"]
    assert style.element.pPr.numPr is not None
    assert styled(opened, style.name) == ["un", "deux", "a"]


def test_without_typst_the_alt_text_stands_for_the_drawing(fiche: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "qvtkit.export.render.typeset", None)
    done = render(fiche, "docx")
    opened = docx.Document(io.BytesIO(done.contenu))
    assert len(done.avertissements) == 1
    assert "typst" in done.avertissements[0]
    assert any("Le taux passe de" in text for text in styled(opened, "Note"))
