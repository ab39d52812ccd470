"""PDF: tagged, archivable, never stopped by a character."""

from __future__ import annotations

import io
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from qvtkit import resources
from qvtkit.export.document import Bullets, Heading, Para, Table
from qvtkit.export.render import RendererMissingError, render
from qvtkit.export.render.pdf import MISSING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from qvtkit.export.document import Document


def opened(document: Document) -> Any:
    return pikepdf.open(io.BytesIO(render(document, "pdf").contenu))


@pytest.fixture(scope="module")
def pdf(fiche: Document) -> Any:
    return opened(fiche)


def tree(node: Any) -> Iterator[Any]:
    """Yield the elements of the structure in reading order."""
    if isinstance(node, pikepdf.Array):
        for child in node:  # pikepdf's arrays do not flatten
            yield from tree(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from tree(node.K)


def roles(pdf: Any) -> list[str]:
    return [str(node.S) for node in tree(pdf.Root.StructTreeRoot.K)]


def words(pdf: Any) -> str:
    """Return the texts of the structure that carry their own words."""
    return " ".join(str(node.T) for node in tree(pdf.Root.StructTreeRoot.K) if "/T" in node)


def test_pdf_is_tagged_in_french(pdf: Any) -> None:
    assert bool(pdf.Root.MarkInfo.Marked)
    assert "/StructTreeRoot" in pdf.Root
    assert str(pdf.Root.Lang) == "fr-FR"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_metadata_claim_both_standards(pdf: Any, fiche: Document) -> None:
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert metadata["dc:title"] == fiche.titre
        assert metadata["dc:creator"] == [fiche.auteur]
        assert metadata["xmp:CreateDate"].startswith(fiche.date)


def test_headings_follow_the_document(pdf: Any) -> None:
    found = roles(pdf)
    headings = [role for role in found if role in {"/Title", "/H1", "/H2", "/H3"}]
    assert headings == ["/Title", "/H1", "/H1", "/H1", "/H2", "/H2", "/H3"]
    assert "Ce qui a été testé" in words(pdf)


def test_outline_lists_the_headings(pdf: Any) -> None:
    with pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == [
            "Le problème", "Ce qui a été testé", "Résultats",
        ]  # fmt: skip


def test_tables_have_header_cells(pdf: Any) -> None:
    found = roles(pdf)
    assert found.count("/Table") == found.count("/THead") == found.count("/Caption") - 1 == 2
    assert found.count("/TH") == 3 + 4
    assert found.count("/TD") == 6 + 12


def test_figures_have_alt_texts(pdf: Any) -> None:
    figures = [node for node in tree(pdf.Root.StructTreeRoot.K) if str(node.S) == "/Figure"]
    alts = [str(node.Alt) for node in figures if "/Alt" in node]
    assert len(alts) == 4
    assert alts[-1] == "Le taux passe de 10,3 % à 9,1 % en sept mois."


def test_only_our_fonts_are_embedded(pdf: Any) -> None:
    fonts = {
        str(font.BaseFont).partition("+")[2] for page in pdf.pages for font in page.resources.get("/Font", {}).values()
    }
    assert fonts
    assert all(name.startswith("SourceSans3") for name in fonts)


def test_equal_input_gives_equal_bytes(fiche: Document, pdf: Any) -> None:
    assert len(pdf.pages) == 2
    assert render(fiche, "pdf").contenu == render(fiche, "pdf").contenu


def test_compact_holds_on_one_page(compact: Document) -> None:
    assert len(opened(compact).pages) == 1
    assert render(compact, "pdf").avertissements == ()


def test_compact_takes_smaller_type_before_a_second_page(compact: Document) -> None:
    line = Para("Une phrase de plus, assez longue pour tenir sur plus d'une ligne de la fiche. " * 2)
    fuller = replace(compact, blocs=(*compact.blocs, *[line] * 14))
    assert len(opened(fuller).pages) == 1
    done = render(replace(compact, blocs=(*compact.blocs, *[line] * 90)), "pdf")
    assert "pages" in done.avertissements[0]


def test_characters_without_glyph_are_replaced_and_told(fiche: Document) -> None:
    text = "Bravo 👨‍👩‍👧 à tous 日本, clé 1⃣, é⃣"
    done = render(replace(fiche, titre=text, blocs=(Para(text),)), "pdf")
    pdf = pikepdf.open(io.BytesIO(done.contenu))
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == f"Bravo {MISSING} à tous {MISSING}, clé 1, é"
        assert metadata["pdfuaid:part"] == "1"
    (notice,) = done.avertissements
    assert "👨" in notice
    assert "日" in notice
    assert "é" not in notice.rpartition(":")[2]


def test_marks_without_glyph_are_told_in_words_not_counted(fiche: Document) -> None:
    done = render(replace(fiche, blocs=(Para("a\u20dd b\u1abe"),)), "pdf")
    (notice,) = done.avertissements
    assert "0 " not in notice
    assert "accents" in notice
    assert render(replace(fiche, blocs=(Para("sans\u200djointure"),)), "pdf").avertissements == ()


def test_a_typed_box_is_left_alone(fiche: Document) -> None:
    title = "☐☐ oui ☐ non 🙂"
    done = render(replace(fiche, titre=title, blocs=()), "pdf")
    with pikepdf.open(io.BytesIO(done.contenu)).open_metadata() as metadata:
        assert metadata["dc:title"] == "☐☐ oui ☐ non ☐"


def test_hostile_texts_are_words_and_keep_the_standards(nasty: Document, sample: ModuleType) -> None:
    done = render(nasty, "pdf")
    pdf = pikepdf.open(io.BytesIO(done.contenu))
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == nasty.titre
        assert metadata["pdfaid:part"] == "2"
    assert sample.NASTY[1] in words(pdf)
    assert [role for role in roles(pdf) if role in {"/H1", "/H2", "/H3"}][:3] == [
        "/H1", "/H1", "/H2",
    ]  # fmt: skip
    assert not any("vérifié" in notice for notice in done.avertissements)


def test_a_title_longer_than_the_standards_allow_is_cut_and_the_rest_kept(fiche: Document) -> None:
    long = "Un titre sans fin. " * 2_000
    done = render(replace(fiche, titre=long, blocs=(Heading(1, long), Para(long))), "pdf")
    pdf = pikepdf.open(io.BytesIO(done.contenu))
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"].endswith("…")
        assert metadata["pdfaid:part"] == "2"
    (notice,) = done.avertissements
    assert "coupé" in notice
    assert len(pdf.pages) > 5  # the text itself is whole


def test_a_cell_longer_than_a_page_is_cut_not_lost(fiche: Document) -> None:
    long = "Une phrase qui se répète. " * 400
    rows = ((long, (Bullets((long,)),)),)
    assert len(opened(replace(fiche, blocs=(Table("T", ("a", "b"), rows),))).pages) >= 3


def test_a_second_pdf_costs_little(fiche: Document) -> None:
    render(fiche, "pdf")
    started = time.perf_counter()
    render(replace(fiche, sujet="autre"), "pdf")
    assert time.perf_counter() - started < 1  # some 15 ms; the rest is for a busy machine


def test_without_typst_a_pdf_is_refused_by_its_name(fiche: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "qvtkit.export.render.pdf")
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(RendererMissingError, match=r"^pdf$"):
        render(fiche, "pdf")


def test_resources_are_found_and_small() -> None:
    assert resources.path("typst/document.typ").is_file()
    assert resources.path("html", "document.html").is_file()
    assert resources.examples().name in {"examples", "_examples"}
    fonts = list(resources.path("fonts").iterdir())
    assert sum(font.stat().st_size for font in fonts) < 4_000_000
    assert {"README.md", "SourceSans3-LICENSE.md", "DejaVu-LICENSE.txt"} <= {f.name for f in fonts}
