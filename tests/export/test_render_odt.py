"""OpenDocument: real styles, headers, alt texts and language, as another library reads them."""

from __future__ import annotations

import io
import sys
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import odfdo
import pytest
from tests.export.odt_reading import named, opened, part, styled, whole_shape

from qvtkit.export.apparence import Apparence, Logo
from qvtkit.export.document import Bullets, Callout, Case, Definitions, Para, Run, Table
from qvtkit.export.render import render

if TYPE_CHECKING:
    from types import ModuleType

    from qvtkit.export.document import Document


@pytest.fixture(scope="module")
def text(fiche: Document) -> Any:
    return opened(fiche)


def test_every_style_used_exists(text: Any, nasty: Document, compact: Document) -> None:
    for each in (text, opened(nasty), opened(compact)):
        families = {"text:p": "paragraph", "text:h": "paragraph", "text:span": "text"}
        for tag, kind in families.items():
            for element in each.body.get_elements(f"//{tag}"):
                assert each.get_style(kind, element.get_attribute("text:style-name")) is not None
        lists = {style.get_attribute("style:name") for style in each.get_styles() if style.tag == "text:list-style"}
        assert {element.get_attribute("text:style-name") for element in each.body.get_elements("//text:list")} <= lists
        for tag, kind in (("table", "table"), ("table-column", "table-column"), ("table-row", "table-row"),
                          ("table-cell", "table-cell")):  # fmt: skip
            for element in each.body.get_elements(f"//table:{tag}"):
                assert each.get_style(kind, element.get_attribute("table:style-name")) is not None


def test_titles_use_the_styles_that_libreoffice_knows(text: Any, fiche: Document) -> None:
    assert styled(text, "Title") == [fiche.titre]
    assert styled(text, "Subtitle") == [fiche.sous_titre]
    assert styled(text, "Heading 1") == ["Le problème", "Ce qui a été testé", "Résultats"]
    assert styled(text, "Chapeau")[0].startswith("Quand une aide-soignante")
    assert styled(text, "Encadré À retenir, titre") == ["Décision : la règle est gardée"]
    levels = [head.get_attribute("text:outline-level") for head in text.body.get_elements("//text:h")]
    assert levels == ["1", "1", "1", "2", "2", "3"]


def test_language_is_french_in_what_every_style_starts_from(fiche: Document, text: Any) -> None:
    defaults = text.get_part("styles.xml").get_elements("//style:default-style/style:text-properties")
    spoken = {(each.get_attribute("fo:language"), each.get_attribute("fo:country")) for each in defaults}
    assert spoken == {("fr", "FR")}
    assert text.meta.get_language() == "fr-FR"


def test_properties_come_from_the_document_and_tell_nothing_of_the_computer(fiche: Document) -> None:
    meta = part(fiche, "meta.xml")
    for value in (fiche.titre, fiche.auteur, fiche.sujet, *fiche.mots_cles, f"{fiche.date}T00:00:00"):
        assert value in meta
    assert "<meta:generator>qvtkit</meta:generator>" in meta
    assert meta.count(fiche.date) == 2


def test_equal_input_gives_equal_bytes_and_the_type_comes_first(fiche: Document, nasty: Document) -> None:
    for document in (fiche, nasty):
        first = render(document, "odt").contenu
        assert first == render(document, "odt").contenu
        with zipfile.ZipFile(io.BytesIO(first)) as archive:
            infos = archive.infolist()
            listed = {entry for entry in archive.namelist() if not entry.startswith(("mimetype", "META-INF"))}
        assert (infos[0].filename, infos[0].compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
        assert set(opened(document).manifest.get_paths()) == {"/", *listed}


def test_tables_have_a_header_row_that_repeats_and_rows_that_stay_whole(text: Any) -> None:
    tables = text.body.get_elements("//table:table")
    assert [table.get_attribute("table:name") for table in tables] == ["Tableau 1", "Tableau 2"]
    for table in tables:
        assert len(table.get_elements("table:table-header-rows/table:table-row")) == 1
        for row in table.get_elements("descendant::table:table-row"):
            style = text.get_style("table-row", row.get_attribute("table:style-name"))
            properties = style.get_element("style:table-row-properties")
            assert properties.get_attribute("fo:keep-together") == "always"


def test_tables_are_named_and_described(text: Any) -> None:
    families, measures = text.body.get_elements("//table:table")
    assert families.get_element("table:title").text == "Résultats par famille, de T0 au bilan"
    assert "Indicateur, T0, Bilan, Source" in measures.get_element("table:desc").text
    assert "Indicateurs relevés" in styled(text, "Caption")


def test_row_headers_widths_and_alignments(text: Any) -> None:
    measures = text.body.get_elements("//table:table")[1]
    first, *others = [row.get_elements("table:table-cell/text:p") for row in measures.get_elements("table:table-row")]
    assert [named(text, cell) for cell in first] == [
        "En-tête de ligne", "Cellule, à droite", "Cellule, à droite", "Cellule",
    ]  # fmt: skip
    assert all(named(text, row[0]) == "En-tête de ligne" for row in others)
    widths = [
        float(
            text.get_style("table-column", column.get_attribute("table:style-name"))
            .get_element("style:table-column-properties")
            .get_attribute("style:column-width")
            .removesuffix("cm")
        )
        for column in measures.get_elements("table:table-column")
    ]
    assert widths[0] > widths[3] > widths[1] == widths[2]
    assert sum(widths) == pytest.approx(16.8, abs=0.01)


def test_pictures_have_alt_texts_and_fit_their_column(text: Any) -> None:
    frames = text.body.get_elements("//draw:frame")
    assert len(frames) == 4
    assert frames[-1].get_element("svg:desc").text == "Le taux passe de 10,3 % à 9,1 % en sept mois."
    assert all(frame.get_element("svg:desc").text.strip() for frame in frames)
    in_cells = [float(frame.get_attribute("svg:width").removesuffix("cm")) for frame in frames[:3]]
    assert max(in_cells) < 16.8 / 3
    paths = {frame.get_element("draw:image").get_attribute("xlink:href") for frame in frames}
    assert paths <= set(text.parts)
    assert all(text.get_part(path).startswith(b"\x89PNG") for path in paths)


def test_each_ordered_list_is_its_own_and_counts_from_one(text: Any) -> None:
    lists = [each for each in text.body.get_elements("//text:list")
             if each.get_attribute("text:style-name").endswith("numéros")]  # fmt: skip
    assert [len(each.get_elements("text:list-item")) for each in lists] == [4, 2]
    assert all(each.get_attribute("text:continue-numbering") is None for each in lists)


def test_the_three_callouts_are_told_apart(fiche: Document) -> None:
    genres = ("a-completer", "attention", "a-retenir")
    document = replace(fiche, blocs=tuple(Callout(genre, "t", (Para("x"), Bullets(("y",)))) for genre in genres))
    text = opened(document)
    looks = {
        tuple(whole_shape(text, element)[key] for key in ("fo:border-left", "fo:background-color"))
        for element in text.body.get_elements("//text:p")
        if element.inner_text == "x"
    }
    assert len(looks) == 3
    assert text.body.get_elements("//table:table") == []


def test_the_look_of_the_establishment(fiche: Document) -> None:
    logo = Logo(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"/>', "svg", "Logo de la résidence", 20, 10)
    text = opened(fiche, Apparence.de_couleur("#8A1538", logo))
    frame = text.body.get_elements("//draw:frame")[0]
    assert frame.get_element("svg:desc").text == "Logo de la résidence"
    assert frame.get_attribute("svg:width") == "4.000cm"
    assert text.body.get_elements("//draw:frame[1]/ancestor::text:p")[0].inner_text.endswith(fiche.bandeau)
    heading = text.get_style("paragraph", "Heading_20_1").get_element("style:text-properties")
    assert heading.get_attribute("fo:color").lower() == "#8a1538"


def test_a_box_to_tick_says_what_it_stands_for(fiche: Document) -> None:
    table = Table("Réponses", ("Oui", "Non"), (((Case("oui"),), (Case("non"),)),), alignements="cc", hauteur=1.2)
    content = part(replace(fiche, blocs=(table,)), "content.xml")
    assert content.count('loext:checkbox="true"') == 2
    assert "case à cocher\u00a0: oui" in content
    assert 'style:min-row-height="1.200cm"' in content
    assert "☐" in content


def test_spaces_and_line_ends_are_kept(fiche: Document) -> None:
    runs = (Run("un", gras=True), Run(" deux  trois "), Run("\n quatre", gras=True, italique=True))
    document = replace(fiche, blocs=(Para(runs), Definitions((("a  b", " c\n\nd "),))))
    paragraphs = opened(document).body.get_elements("//text:p")
    said = [str(element)[:-1] for element in paragraphs[-2:]]
    assert said == ["un deux  trois \n quatre", "a  b\t c\n\nd "]


def test_every_text_comes_out_as_typed(nasty: Document, sample: ModuleType) -> None:
    text = opened(nasty)
    paragraphs = {str(element)[:-1] for element in text.body.get_elements("//text:p|//text:h")}
    assert {*sample.NASTY[:5], sample.NASTY[7], "nul cloche échappement"} <= paragraphs
    assert "ligne un\nligne deux et suite" in paragraphs


def test_without_typst_the_alt_text_stands_for_the_drawing(fiche: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "qvtkit.export.render.typeset", None)
    done = render(fiche, "odt", Apparence(logo=Logo(b"<svg/>", "svg", "Logo")))
    text = odfdo.Document(io.BytesIO(done.contenu))
    assert [notice.split()[1] for notice in done.avertissements] == ["logo", "dessins"]
    assert any("Le taux passe de" in said for said in styled(text, "Note"))
