from __future__ import annotations

import io
from dataclasses import replace

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn
from tests.export.odt_reading import opened, shape

from qvtkit.export.document import Bullets, Callout, Definitions, Figure, Heading, Para, Table
from qvtkit.export.render import render
from qvtkit.export.render.pagination import introductions, is_short

LONG = "Un texte qui prend plusieurs lignes de la page. " * 6


def table(rows, text="court"):
    return Table("Un tableau", ("Date", "Fait"), tuple((str(rank), text) for rank in range(rows)), largeurs=(1, 4))


@pytest.mark.parametrize(
    ("block", "short"),
    [
        (table(5), True),
        (table(6), False),
        (table(4, LONG), False),
        (Table("", ("a",), ((((Figure("<svg/>", "x"), Para("y"))),),), largeurs=(1,)), True),
        (Bullets(("a",) * 10), True),
        (Bullets(("a",) * 11), False),
        (Bullets((LONG,) * 5), False),
        (Definitions((("a", "b\nc"),) * 6), True),
        (Definitions((("a", "b\nc"),) * 7), False),
        (Callout("a-retenir", "Titre", (Para("court"), Bullets(("a",) * 9))), True),
        (Callout("a-retenir", "Titre", (Para("court"), Bullets(("a",) * 10))), False),
        (Para(LONG), False),
    ],
)
def test_what_is_short_is_told_by_its_lines(block, short):
    assert is_short(block) is short


def rows_by_page(document):
    """Return how many rows, headers too, each page of the PDF holds, as its structure tells them."""
    with pikepdf.open(io.BytesIO(render(document, "pdf").contenu)) as pdf:
        pages = [page.obj.objgen for page in pdf.pages]
        found = [_page_of(row) for row in _elements(pdf.Root.StructTreeRoot, "/TR")]
        return [sum(where == page for where in found) for page in pages]


def _elements(node, kind):
    """Yield the structure elements of *kind* under *node*."""
    if node.get("/S") == kind:
        yield node
        return
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            yield from _elements(kid, kind)


def _page_of(node):
    """Return the page that *node*, or the first of its descendants that says so, is on."""
    if "/Pg" in node:
        return node["/Pg"].objgen
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        found = _page_of(kid) if isinstance(kid, pikepdf.Dictionary) else None
        if found:
            return found
    return None


def test_no_page_of_the_pdf_begins_with_a_row_alone(fiche):
    seen = set()
    for filler in range(20, 34):
        lines = tuple(Para("Une ligne.") for _ in range(filler))
        first, *rest = rows_by_page(replace(fiche, blocs=(*lines, Heading(1, "Titre"), table(12)), bandeau=""))
        seen.add(first)
        assert first + sum(rest) == 1 + 12
        assert rest in ([], [12 + 1 - first])
        assert rest != [1]
    assert len(seen) > 4, "the table is cut at several places"


def test_no_page_of_the_pdf_begins_with_the_last_line_of_a_card_alone(fiche):
    seen = set()
    for filler in range(20, 34):
        lines = tuple(Para("Une ligne.") for _ in range(filler))
        card = Definitions(tuple((f"Étiquette {rank}", "Valeur") for rank in range(12)))
        made = render(replace(fiche, blocs=(*lines, Heading(1, "Titre"), card), bandeau=""), "pdf").contenu
        with pikepdf.open(io.BytesIO(made)) as pdf:
            pages = [page.obj.objgen for page in pdf.pages]
            found = [_page_of(each) for each in _elements(pdf.Root.StructTreeRoot, "/LI")]
        counts = [sum(where == page for where in found) for page in pages]
        seen.add(counts[0])
        assert sum(counts) == 12
        assert counts[1:] != [1]
    assert len(seen) > 4, "the card is cut at several places"


def test_a_short_table_is_not_cut_by_the_end_of_a_page(fiche):
    seen = []
    for filler in range(26, 36):
        lines = tuple(Para("Une ligne.") for _ in range(filler))
        seen.append(rows_by_page(replace(fiche, blocs=(*lines, Heading(1, "Titre"), table(4)), bandeau="")))
    assert {tuple(pages) for pages in seen} == {(5,), (0, 5)}


def test_an_introduction_stays_with_the_table_under_its_title(fiche):
    for filler in range(34, 44):
        lines = tuple(Para("Une ligne.") for _ in range(filler))
        blocs = (*lines, Heading(1, "Titre"), Para("Ce que dit le tableau."), table(9))
        with pikepdf.open(io.BytesIO(render(replace(fiche, blocs=blocs, bandeau=""), "pdf").contenu)) as pdf:
            title, row = (list(_elements(pdf.Root.StructTreeRoot, kind))[-1] for kind in ("/H1", "/TR"))
            assert _page_of(title) == _page_of(row), filler


def test_an_introduction_stays_with_the_list_under_its_title():
    title, said, items = Heading(1, "Nos désaccords"), Para("Nous l’écrivons :"), Bullets(("Un avis", "Un autre"))
    assert introductions((title, said, items, Para("La suite"))) == {1}
    assert introductions((title, said, Para("La suite"))) == frozenset()


def test_word_keeps_the_introduction_with_the_table(fiche):
    blocs = (Heading(1, "Titre"), Para("Ce que dit le tableau."), table(2), Para("Après."), Para("Fin."))
    word = docx.Document(io.BytesIO(render(replace(fiche, blocs=blocs), "docx").contenu))
    held = {each.text: each.paragraph_format.keep_with_next for each in word.paragraphs}
    assert held["Ce que dit le tableau."]
    assert not held["Après."]


def kept(word):
    """Return, for each row of the first table, whether it stays with the next one."""
    rows = word.tables[0].rows
    return [
        all(p._p.find(f".//{qn('w:keepNext')}") is not None for c in row.cells for p in c.paragraphs) for row in rows
    ]


@pytest.mark.parametrize(
    ("rows", "together"),
    [(3, [True, True, True, False]), (12, [True, True, *[False] * 9, True, False])],
)
def test_word_leaves_no_row_alone(fiche, rows, together):
    made = render(replace(fiche, blocs=(table(rows),)), "docx").contenu
    assert kept(docx.Document(io.BytesIO(made))) == together


@pytest.mark.parametrize(("lines", "whole"), [(3, True), (20, False)])
def test_word_and_opendocument_hold_a_short_frame_together(fiche, lines, whole):
    frame = Callout("a-retenir", "Titre", (Para("avant"), *[Para("court")] * lines, Bullets(("un", "deux"))))
    document = replace(fiche, blocs=(Para("début"), frame, Para("suite")))
    word = docx.Document(io.BytesIO(render(document, "docx").contenu))
    after = [each.paragraph_format.keep_with_next for each in word.paragraphs[-lines - 5 : -2]]
    text = opened(document)
    held = [shape(text, each).get("fo:keep-with-next") for each in text.body.get_elements("//text:p")[-lines - 5 : -2]]
    assert (after[1:] == [True] * (lines + 2), held[1:] == ["always"] * (lines + 2)) == (whole, whole)
    assert not word.paragraphs[-2].paragraph_format.keep_with_next
