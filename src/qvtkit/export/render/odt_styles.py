"""The styles of our OpenDocument texts: everything a reader sees comes from a named style.

Those that LibreOffice knows (« Title », « Heading 1 »…) keep its names, which it shows in French.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from qvtkit.export.render import looks
from qvtkit.export.render.odt_xml import node, style_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qvtkit.export.apparence import Apparence
    from qvtkit.export.document import Document
    from qvtkit.export.render.looks import Look
    from qvtkit.export.render.odt_xml import Element

_KNOWN = {looks.BODY: "Text body", looks.BULLET: "List 1", looks.NUMBER: "Numbering 1"}
_ALIGNED = {"d": ("à droite", "end"), "c": ("centrée", "center")}
_CELLS = (looks.CELL, looks.COLUMN, looks.ROW, looks.NOTE, looks.CELL_LIST)
_HEADING = "Heading "
_BAR = 3  # points, at the left of a callout
HEADER_CELL, BODY_CELL = "Cellule d’en-tête", "Cellule de tableau"
HAND_HEADER, HAND_CELL = "Cellule d’en-tête à remplir", "Cellule à remplir"
PICTURE, LOGO = "Graphics", "Logo"
CONTENTS, INDEX_LINK = "Contents 1", "Index Link"


def paragraph_id(name: str, alignment: str = "g") -> str:
    """Return the id of the paragraph style of the look *name*, aligned to the right (`d`) or centred (`c`)."""
    shown = _KNOWN.get(name, name)
    return style_id(f"{shown}, {_ALIGNED[alignment][0]}" if alignment in _ALIGNED and name in _CELLS else shown)


def list_id(name: str, *, ordered: bool) -> str:
    """Return the id of the list style whose items are paragraphs of the look *name*."""
    return style_id(f"{_KNOWN.get(name, name)}, {'numéros' if ordered else 'puces'}")


def blanks(base: float, air: float, apparence: Apparence) -> dict[str, tuple[float, float]]:
    """Return the blanks over and under each paragraph style, in points, by its id."""
    return {paragraph_id(look.name): (look.before, look.after) for look in looks.looks(base, air, apparence)}


def common_styles(base: float, air: float, apparence: Apparence, document: Document) -> Iterator[Element]:
    """Yield the default and named styles of *document*, whose text has *base* points."""
    yield from _defaults(base, document.langue)
    yield _style("Standard", "paragraph", "", node("style:text-properties", {"style:font-name": looks.FONT}))
    stops = {looks.CARD: ("0cm", "left"), looks.FOOTER: (f"{looks.width(document):.3f}cm", "right")}
    for look in looks.looks(base, air, apparence):
        yield _paragraph(look, stops.get(look.name))
        if look.name in _CELLS:
            yield from _aligned(look)
        if look.hanging and look.name != looks.CARD:
            yield _list(look, apparence, ordered=False)
            yield _list(look, apparence, ordered=True)
    yield _contents(looks.width(document))
    yield from _words()
    yield from _frames()


def _contents(width: float) -> Element:
    """Return the style of a line of the table of contents: its page number at the right, after dots."""
    dots = {"style:leader-style": "dotted", "style:leader-text": "."}
    tab = node("style:tab-stop", {"style:position": f"{width:.3f}cm", "style:type": "right", **dots})
    shape = node("style:paragraph-properties", {"fo:margin-bottom": "2pt"}, node("style:tab-stops", {}, tab))
    return _style(CONTENTS, "paragraph", "Standard", shape)


def _words() -> Iterator[Element]:
    """Yield the styles of words inside a paragraph."""
    letters = {
        looks.LABEL: {"fo:color": looks.GREY}, looks.BOX: {"fo:font-size": f"{looks.BOX_SIZE}pt"},
        INDEX_LINK: {"fo:color": looks.INK, "style:text-underline-style": "none"},
        "Strong Emphasis": {"fo:font-weight": "bold"}, "Emphasis": {"fo:font-style": "italic"},
    }  # fmt: skip
    for name, look in letters.items():
        yield _style(name, "text", "", node("style:text-properties", look))


def _frames() -> Iterator[Element]:
    """Yield the styles of pictures: in a line, or beside the title."""
    bare = {"fo:border": "none", "fo:padding": "0cm", "fo:margin": "0cm"}
    inline = {"text:anchor-type": "as-char", "style:vertical-pos": "top", "style:vertical-rel": "baseline"}
    beside = {
        "text:anchor-type": "paragraph", "style:wrap": "left", "style:number-wrapped-paragraphs": "no-limit",
        "style:vertical-pos": "top", "style:vertical-rel": "paragraph", "style:horizontal-pos": "right",
        "style:horizontal-rel": "paragraph", "fo:margin-left": "0.8cm",
    }  # fmt: skip
    yield _style(PICTURE, "graphic", "", node("style:graphic-properties", bare | inline))
    yield _style(LOGO, "graphic", "", node("style:graphic-properties", bare | beside))


def cell_styles(air: float, apparence: Apparence) -> Iterator[Element]:
    """Yield the looks of a table's cells; word processors want them in the text's own part."""
    around = _padding(2 * air * air, 5) | {f"fo:border-{side}": "none" for side in ("top", "left", "right")}
    plain = around | {"fo:border-bottom": f"0.5pt solid {looks.RULE}"}
    header = around | {
        "fo:border-bottom": f"1.25pt solid {apparence.couleur}", "fo:background-color": apparence.teinte,
        "style:vertical-align": "bottom",
    }  # fmt: skip
    yield _style(HEADER_CELL, "table-cell", "", node("style:table-cell-properties", header))
    yield _style(BODY_CELL, "table-cell", "", node("style:table-cell-properties", plain))
    by_hand = _padding(2 * air * air, 5) | {"fo:border": f"0.5pt solid {looks.GREY}"}
    yield _style(HAND_CELL, "table-cell", "", node("style:table-cell-properties", by_hand))
    yield _style(HAND_HEADER, "table-cell", "", node("style:table-cell-properties", header | by_hand))


def _padding(height: float, width: float) -> dict[str, str]:
    sides = {"top": height, "bottom": height, "left": width, "right": width}
    return {f"fo:padding-{side}": f"{size:.2f}pt" for side, size in sides.items()}


def _style(name: str, family: str, parent: str, *properties: Element, **more: str) -> Element:
    attributes = {"style:name": style_id(name), "style:display-name": name, "style:family": family}
    if parent:
        attributes["style:parent-style-name"] = style_id(parent)
    attributes |= {f"style:{key.replace('_', '-')}": value for key, value in more.items()}
    return node("style:style", attributes, *properties)


def _defaults(base: float, language: str) -> Iterator[Element]:
    """Yield what every style starts from: the language above all."""
    tongue, _, country = language.partition("-")
    spoken = {"fo:language": tongue or "fr", "fo:country": country or "FR"}
    text = node("style:text-properties", {
        "style:font-name": looks.FONT, "fo:font-size": _points(base), "fo:color": looks.INK, **spoken,
        "fo:hyphenate": "false",
    })  # fmt: skip
    shape = node("style:paragraph-properties", {
        "fo:orphans": 2, "fo:widows": 2, "style:tab-stop-distance": "1.25cm", "style:writing-mode": "lr-tb",
        "fo:hyphenation-ladder-count": "no-limit",
    })  # fmt: skip
    yield node("style:default-style", {"style:family": "paragraph"}, shape, text)
    drawn = node("style:text-properties", spoken)
    yield node("style:default-style", {"style:family": "graphic"}, drawn)
    borders = node("style:table-properties", {"table:border-model": "collapsing"})
    yield node("style:default-style", {"style:family": "table"}, borders)
    rows = node("style:table-row-properties", {"fo:keep-together": "always"})
    yield node("style:default-style", {"style:family": "table-row"}, rows)


def _paragraph(look: Look, stop: tuple[str, str] | None) -> Element:
    """Return the named style of *look*; a tab leads to *stop*."""
    name = _KNOWN.get(look.name, look.name)
    level = look.name.removeprefix(_HEADING) if look.name.startswith(_HEADING) else ""
    more = {"default_outline_level": level} if level else {}
    if level or look.name in (looks.TITLE, looks.SUBTITLE):
        more["next_style_name"] = style_id(_KNOWN[looks.BODY])
    return _style(name, "paragraph", "Standard", _shape(look, stop), _letters(look), **more)


def _points(size: float) -> str:
    """Return a size of type as Word counts them, in half points: the same text takes the same room."""
    return f"{math.floor(size * 2) / 2:g}pt"


def _letters(look: Look) -> Element:
    return node("style:text-properties", {
        "fo:font-size": _points(look.size), "fo:color": look.color,
        "fo:font-weight": "bold" if look.bold else "normal",
    })  # fmt: skip


def _shape(look: Look, stop: tuple[str, str] | None) -> Element:
    """Return the spaces and rules of *look*; the indents of a list's items are those of the list."""
    shape: dict[str, object] = {
        "fo:margin-top": f"{look.before:.2f}pt", "fo:margin-bottom": f"{look.after:.2f}pt",
        "fo:line-height": f"{look.line:.0%}",
    }  # fmt: skip
    if look.left and not _is_item(look) and not look.frame:
        shape |= {"fo:margin-left": f"{look.left:.2f}pt", "fo:text-indent": f"{-look.hanging:.2f}pt"}
    if look.keep_next:
        shape["fo:keep-with-next"] = "always"
    for side in look.boxed.split():
        shape |= {
            f"fo:border-{side}": f"{look.thick}pt solid {look.rule}", f"fo:padding-{side}": f"{look.gap}pt",
            "style:join-border": "false",
        }  # fmt: skip
    if look.frame is not None:
        line = "dashed" if look.frame.dashed else "solid"
        shape |= {
            "fo:background-color": look.frame.fill, "fo:border-left": f"{_BAR}pt {line} {look.frame.bar}",
            **_padding(4, look.left - look.hanging - _BAR), "fo:border-right": "none",
        } | {f"fo:border-{side}": f"0.5pt solid {look.frame.fill}" for side in ("top", "bottom")}  # fmt: skip
    if stop is None:
        return node("style:paragraph-properties", shape)
    tab = node("style:tab-stop", {"style:position": stop[0], "style:type": stop[1]})
    return node("style:paragraph-properties", shape, node("style:tab-stops", {}, tab))


def _is_item(look: Look) -> bool:
    return bool(look.hanging) and look.name != looks.CARD


def _aligned(look: Look) -> Iterator[Element]:
    """Yield the styles of *look* for columns that are not aligned to the left."""
    for said, place in _ALIGNED.values():
        shape = node("style:paragraph-properties", {"fo:text-align": place})
        yield _style(f"{look.name}, {said}", "paragraph", look.name, shape)


def _list(look: Look, apparence: Apparence, *, ordered: bool) -> Element:
    """Return the list style of the items of *look*; in a callout they start at its frame, their tab at the margin."""
    left = look.hanging if look.frame else look.left
    place = node("style:list-level-label-alignment", {
        "text:label-followed-by": "listtab", "text:list-tab-stop-position": f"{look.left:.2f}pt",
        "fo:text-indent": f"{-look.hanging:.2f}pt", "fo:margin-left": f"{left:.2f}pt",
    })  # fmt: skip
    mode = {"text:list-level-position-and-space-mode": "label-alignment"}
    properties = node("style:list-level-properties", mode, place)
    color = node("style:text-properties", {"fo:color": apparence.couleur})
    if ordered:
        drawn = {"text:level": 1, "style:num-format": "1", "style:num-suffix": "."}
        level = node("text:list-level-style-number", drawn, properties, color)
    else:
        level = node("text:list-level-style-bullet", {"text:level": 1, "text:bullet-char": "•"}, properties, color)
    name = f"{_KNOWN.get(look.name, look.name)}, {'numéros' if ordered else 'puces'}"
    return node("text:list-style", {"style:name": style_id(name), "style:display-name": name}, level)
