"""Markdown: whatever was typed comes out as text, and the structure is there for those who lay it out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from qvtkit.export.document import (
    Bullets,
    Callout,
    Case,
    Definitions,
    Document,
    Ensemble,
    Figure,
    Heading,
    Lignes,
    Para,
    Run,
    Table,
)
from qvtkit.export.render import render

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType

    from markdown_it.token import Token

    from qvtkit.export.document import Block

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
TEXTS = st.text("\\`*_{}[]()<>#+-.!|~&;:=$\"'/^@x \n\u00a01aé«»’€🙂l", max_size=30)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'


def source(*blocks: Block) -> str:
    return render(Document("T", "", blocks, "", "", ""), "md").contenu.decode()


def tokens(*blocks: Block) -> list[str]:
    return [token.type for token in READER.parse(source(*blocks))]


def said(found: Iterable[Token]) -> str:
    """Return the words of *found*, a line each; markup that should not be there is told."""
    parts = []
    for token in found:
        if token.children:
            parts.append(said(token.children))
        elif token.type == "text":
            parts.append(token.content)
        elif token.type in {"hardbreak", "softbreak"} or token.content == "<br>" or token.type.endswith("_close"):
            parts.append("\n" if token.block or not token.type.endswith("_close") else "")
        elif token.type in {
            "hr",
            "html_inline",
            "html_block",
            "image",
            "link_open",
            "fence",
            "code_block",
            "code_inline",
        }:
            parts.append(f"!!{token.type}")
    return "".join(parts)


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def comes_out(expected: str, *blocks: Block) -> None:
    assert lines(said(READER.parse(source(*blocks)))) == ["T", *lines(expected)]


@given(TEXTS)
@example("1. pas une liste")
@example("[ ] pas une case [x](y) [a]: b")
@example("- ni\n- liste\n===\n---\n    ni code")
@example("a | b\n--|--\n:-\n&amp; &#42; ~~non~~ <br> \\* `x`")
def test_any_paragraph_comes_out_as_typed(text: str) -> None:
    comes_out(text, Para(text))
    assert {*tokens(Para(text))} <= {"heading_open", "inline", "heading_close", "paragraph_open", "paragraph_close"}


@given(TEXTS)
@example("Titre ##")
@example("#")
def test_any_title_comes_out_as_typed(text: str) -> None:
    comes_out(" ".join(text.split("\n")), Heading(1, text))


@given(TEXTS, TEXTS, st.booleans())
def test_any_item_comes_out_as_typed(one: str, two: str, ordered: bool) -> None:
    comes_out(f"{one}\n{two}", Bullets((one, two), ordonnee=ordered))


@given(TEXTS, TEXTS)
@example("a|b\\", "c\\|d")
def test_any_cell_comes_out_as_typed(one: str, two: str) -> None:
    table = Table("", ("a", one), ((two, (Para(one), Bullets((two,)))),), entete_de_ligne=True)
    out = said(READER.parse(source(table))).replace("•", "")
    assert lines(out) == ["T", *lines(f"a\n{one}\n{two}\n{one}\n{two}")]
    assert tokens(table).count("td_open") == 2


@given(st.lists(st.tuples(TEXTS, st.booleans(), st.booleans()), max_size=4))
@example([("a", True, False), ("b", True, True), ("c", False, True), ("d", False, False)])
@example([("[a]", False, False), ("(b)", True, False)])
def test_any_runs_come_out_as_typed(runs: list[tuple[str, bool, bool]]) -> None:
    comes_out("".join(text for text, _, _ in runs), Para(tuple(Run(*run) for run in runs)))


@given(TEXTS, TEXTS)
def test_any_callout_comes_out_as_typed(title: str, text: str) -> None:
    comes_out(f"{title}\n{text}\n{text}", Callout("attention", title, (Para(text), Bullets((text,)))))


def test_what_needs_no_sign_gets_none() -> None:
    text = "Réunion n° 1 - salle_2 (étage) : 50 % ! [coupé] a+b=c, 3 > 2 ; « oui ». Voir #4."
    assert source(Para(text)) == f"# T\n\n{text}\n"
    assert source(Heading(1, "1. Identité")) == "# T\n\n## 1. Identité\n"
    assert source(Para((Run("1. Répondre", gras=True),))) == "# T\n\n**1. Répondre**\n"
    assert source(Para((Run("- suite", italique=True),))) == "# T\n\n_- suite_\n"


def test_bold_and_italic_are_told_where_the_rules_allow() -> None:
    runs = (Run("En semaine", gras=True), Run(", un "), Run(" report ", italique=True), Run("mot"), Run("é", gras=True))
    html = READER.render(source(Para(runs)))
    assert "<strong>En semaine</strong>, un  <em>report</em> mot<strong>é</strong>" in html
    assert "mot" in READER.render(source(Para((Run("mot"), Run("!é", gras=True)))))


def test_a_document_has_one_title_and_its_parts_under_it(sample: ModuleType) -> None:
    found = READER.parse(render(sample.document(), "md").contenu.decode())
    levels = [token.tag for token in found if token.type == "heading_open"]
    assert levels == ["h1", "h2", "h2", "h2", "h3", "h3", "h4"]
    assert [token.type for token in found][-4:] == ["hr", "paragraph_open", "inline", "paragraph_close"]


def test_tables_are_lined_up_for_who_reads_them_raw() -> None:
    table = Table("Relevés", ("Mois", "Taux"), (("mai", "8,2 %"), ("juin", "10 %")), alignements="gd")
    assert source(table).split("\n\n")[1:] == [
        "**Relevés**",
        "| Mois |  Taux |\n| ---- | ----: |\n| mai  | 8,2 % |\n| juin |  10 % |\n",
    ]


def test_a_drawing_is_told_by_its_description() -> None:
    figure = Figure(SVG, "La courbe baisse.", "Taux")
    assert source(figure) == "# T\n\n> **Figure\u00a0:** La courbe baisse.\n>\n> _Taux_\n"
    assert "**Figure\u00a0:** La courbe baisse.<br>_Taux_" in source(Table("", ("a",), (((figure,),),)))


def test_what_is_filled_by_hand() -> None:
    table = Table("", ("Oui", "Non"), (((Case("oui"),), (Case("non"),)),), hauteur=1.0)
    out = source(Ensemble((Para("Question"), table, Lignes("Pourquoi", 2))))
    assert "| ☐   | ☐   |" in out
    assert out.count("…" * 30) == 2
    assert "Pourquoi\u00a0:" in out


@pytest.mark.parametrize(
    ("blocks", "lists"),
    [
        ((Bullets(("a",)), Bullets(("b",)), Definitions((("c", "d"),))), 3),
        ((Bullets(("a",), ordonnee=True), Bullets(("b",), ordonnee=True)), 2),
        ((Bullets(("a", "b")),), 1),
    ],
)
def test_lists_that_follow_each_other_stay_apart(blocks: tuple[Block, ...], lists: int) -> None:
    kinds = tokens(*blocks)
    assert kinds.count("bullet_list_open") + kinds.count("ordered_list_open") == lists


def test_hostile_texts_and_equal_input(sample: ModuleType) -> None:
    nasty = sample.nasty_document()
    out = render(nasty, "md").contenu
    assert out == render(nasty, "md").contenu
    text = said(READER.parse(out.decode()))
    assert not any(mark in text for mark in ("!!html", "!!link", "!!code", "!!image", "!!fence"))
    for each in (*sample.NASTY[:5], sample.NASTY[7]):
        assert each in text
    assert replace(nasty, titre="x").titre in render(replace(nasty, titre="x"), "md").contenu.decode()
