"""OpenDocument text: named styles, real header rows, alt texts; equal input, equal bytes."""

from __future__ import annotations

from functools import singledispatchmethod
from typing import TYPE_CHECKING

from qvtkit.export.document import (
    Bullets,
    Callout,
    Case,
    Definitions,
    Ensemble,
    Figure,
    Heading,
    Lignes,
    Para,
    Table,
)
from qvtkit.export.render import looks
from qvtkit.export.render import odt_styles as styles
from qvtkit.export.render.odt_automatic import Automatic
from qvtkit.export.render.odt_contents import anchor, contents
from qvtkit.export.render.odt_page import package
from qvtkit.export.render.odt_pictures import Pictures
from qvtkit.export.render.odt_table import Place, table
from qvtkit.export.render.odt_xml import node, style_id, words
from qvtkit.export.render.pagination import introductions, is_short

if TYPE_CHECKING:
    from qvtkit.export.apparence import Apparence
    from qvtkit.export.document import Block, Cell, Document, Text
    from qvtkit.export.render.odt_xml import Element

_CLEAR = 9.0
"""Points between a table, or a callout, and what follows."""


def to_odt(document: Document, apparence: Apparence) -> tuple[bytes, tuple[str, ...]]:
    """Return the OpenDocument file of a prepared *document*, and what had to be changed, in French."""
    base, air = looks.body(document)
    writer = _Writer(document, Automatic(styles.blanks(base, air, apparence)), air)
    body = writer.write(apparence)
    content = package(
        document,
        common=styles.common_styles(base, air, apparence, document),
        automatic=[*styles.cell_styles(air, apparence), *writer.automatic.made],
        body=body,
        pictures=writer.pictures.parts,
    )
    return content, tuple(writer.pictures.notices)


class _Writer:
    """Turns the blocks of one document into elements, in order."""

    def __init__(self, document: Document, automatic: Automatic, air: float) -> None:
        self.document, self.automatic, self.air = document, automatic, air
        self.pictures = Pictures()
        self.body = Place(looks.width(document))
        self.tables = 0

    def write(self, apparence: Apparence) -> list[Element]:
        """Return everything that the pages hold."""
        body = self._head(apparence)
        if self.document.sommaire:
            body.append(contents(self.document))
        held = introductions(self.document.blocs)
        previous: Block | None = None
        for rank, block in enumerate(self.document.blocs):
            made = self.block(block, self.body)
            if self.document.sommaire and isinstance(block, Heading):
                made[0].content.insert(0, node("text:bookmark", {"text:name": anchor(rank)}))
            if rank in held:
                self.automatic.hold(made)
            body += self._apart(previous, block, made, body)
            previous = block
        return [*body, _paragraph(looks.GAP, "")] if isinstance(previous, Table) else body

    def _apart(self, previous: Block | None, block: Block, made: list[Element], body: list[Element]) -> list[Element]:
        """Return *made*, the elements of *block*, clear of what is before them in *body*."""
        if isinstance(previous, Callout) and not isinstance(block, Heading | Callout):
            self.automatic.under(body[-1], _CLEAR * self.air)
        if not isinstance(previous, Table):
            return made
        if made[0].tag == "table:table":
            return [_paragraph(looks.GAP, ""), *made]
        if not isinstance(block, Heading | Callout):
            self.automatic.over(made[0], _CLEAR)
        return made

    def _head(self, apparence: Apparence) -> list[Element]:
        """Return the banner, the title and what is under it; the logo stands beside."""
        document = self.document
        head = [_paragraph(looks.BANNER, document.bandeau)] if document.bandeau else []
        head.append(_paragraph(looks.TITLE, document.titre))
        if document.sous_titre:
            head.append(_paragraph(looks.SUBTITLE, document.sous_titre))
        if apparence.logo:
            logo = self.pictures.logo(apparence.logo, compact=document.compact)
            head[0].content[:0] = [logo] if logo else []
        return head

    @singledispatchmethod
    def block(self, block: Block, place: Place) -> list[Element]:  # noqa: ARG002 (for those registered below)
        """Return the elements of *block* in *place*, the body or a cell."""
        raise TypeError(block)

    @block.register(Heading)
    def _heading(self, block: Heading, place: Place) -> list[Element]:  # noqa: ARG002 (titles are in the body)
        names = {"text:style-name": styles.paragraph_id(f"Heading {block.niveau}"), "text:outline-level": block.niveau}
        return [node("text:h", names, *words(block.texte))]

    @block.register(Para)
    def _para(self, block: Para, place: Place) -> list[Element]:
        names = {"normal": looks.CELL if place.cell else looks.BODY, "chapeau": looks.LEAD, "note": looks.NOTE}
        return [_paragraph(names[block.style], block.texte, place.alignment)]

    @block.register(Bullets)
    def _bullets(self, block: Bullets, place: Place) -> list[Element]:
        in_body = (looks.BULLET, looks.NUMBER)[block.ordonnee]
        return [self._items(block, looks.CELL_LIST if place.cell else in_body, place.alignment)]

    def _items(self, block: Bullets, style: str, alignment: str = "g") -> Element:
        """Return a list whose items look as *style* says; each one counts from 1."""
        items = [node("text:list-item", {}, _paragraph(style, item, alignment)) for item in block.items]
        self.automatic.keep(items, whole=is_short(block))
        return node("text:list", {"text:style-name": styles.list_id(style, ordered=block.ordonnee)}, *items)

    @block.register(Definitions)
    def _definitions(self, block: Definitions, place: Place) -> list[Element]:  # noqa: ARG002 (a card is in the body)
        pairs = [_paragraph(looks.CARD, "") for _ in block.paires]
        for pair, (label, value) in zip(pairs, block.paires, strict=True):
            said = words(label.replace("\n", " "))
            named = node("text:span", {"text:style-name": style_id(looks.LABEL)}, *said)
            pair.content += [named, node("text:tab"), *words(value)]
        self.automatic.keep(pairs, whole=is_short(block))
        return pairs

    @block.register(Callout)
    def _callout(self, block: Callout, place: Place) -> list[Element]:  # noqa: ARG002 (a box is in the body)
        made = [_paragraph(looks.callout(block.genre, "titre"), block.titre)]
        for item in block.blocs:
            if isinstance(item, Bullets):
                made.append(self._items(item, looks.callout(block.genre, "liste")))
            else:
                made.append(_paragraph(looks.callout(block.genre), item.texte))
        if is_short(block):
            self.automatic.together(made)
        return made

    @block.register(Figure)
    def _figure(self, block: Figure, place: Place) -> list[Element]:
        drawing = self.pictures.figure(block, place.room)
        if drawing is None:
            made = [_paragraph(looks.NOTE, block.alt)]
        else:
            made = [_paragraph(looks.CELL if place.cell else looks.BODY, "", place.alignment)]
            made[0].content.append(drawing)
        if block.legende:
            self.automatic.hold(made)
            made.append(_paragraph(looks.CAPTION, block.legende))
        return made

    @block.register(Case)
    def _box(self, block: Case, place: Place) -> list[Element]:
        """Return a box ticked by a click; older LibreOffice, which has none, shows the sign."""
        names = {
            "loext:checkbox": "true", "loext:checked": "false", "loext:checked-state": "☒",
            "loext:unchecked-state": "☐", "loext:alias": block.alt,
        }  # fmt: skip
        sign = node("text:span", {"text:style-name": style_id(looks.BOX)}, "☐")
        paragraph = _paragraph(looks.CELL, "", place.alignment)
        paragraph.content.append(node("loext:content-control", names, sign))
        return [paragraph]

    @block.register(Lignes)
    def _lines(self, block: Lignes, place: Place) -> list[Element]:  # noqa: ARG002 (in the body)
        label = _paragraph(looks.BODY, block.annonce)
        rules = [_paragraph(looks.WRITING, "") for _ in range(block.nombre)]
        self.automatic.over(label, _CLEAR)
        self.automatic.hold([label, *rules[:-1]])
        return [label, *rules]

    @block.register(Ensemble)
    def _together(self, block: Ensemble, place: Place) -> list[Element]:
        made = [element for item in block.blocs for element in self.block(item, place)]
        self.automatic.together(made)
        return made

    @block.register(Table)
    def _table(self, block: Table, place: Place) -> list[Element]:
        self.tables += 1
        caption = [_paragraph(looks.CAPTION, block.titre)] if block.titre else []
        self.automatic.hold(caption)
        return [*caption, table(block, self.tables, place.room, self.automatic, self._cell)]

    def _cell(self, content: Cell, style: str, place: Place) -> list[Element]:
        """Return what a cell holds; *style* is that of plain words."""
        if isinstance(content, str):
            return [_paragraph(style, content, place.alignment)]
        if not content:
            return [_paragraph(style, "", place.alignment)]
        return [element for item in content for element in self.block(item, place)]


def _paragraph(style: str, text: Text, alignment: str = "g") -> Element:
    return node("text:p", {"text:style-name": styles.paragraph_id(style, alignment)}, *words(text))
