"""The styles of our Word documents: everything a reader sees comes from a named style.

Nobody has to undo direct formatting: changing a style in Word changes the whole document.
"""

# ruff: noqa: TID253 (python-docx is all this module is for; `render` imports it late)

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

from qvtkit.export.render.docx_xml import PPR_AFTER_BORDERS, borders, node, put

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as WordDocument
    from docx.styles.style import ParagraphStyle

FONT = "Calibri"  # on every hospital desktop; nothing is embedded
ACCENT, INK, GREY, RULE, TINT = "0B5D6B", "22303A", "55636E", "CBD5DA", "EDF3F4"
TABLE, LABEL, CELL, CELL_LIST = "Tableau QVT", "Libellé", "Cellule", "Liste de cellule"
COLUMN, ROW = "En-tête de colonne", "En-tête de ligne"
CARD, BANNER, LEAD, NOTE = "Identité", "Bandeau", "Chapeau", "Note"
WRITING = "Ligne à remplir"
CALLOUTS = {
    "a-completer": ("À compléter", "8A6116", "FBF6EA", "dashed"),
    "attention": ("Attention", "9A3B26", "FBF0ED", "single"),
    "a-retenir": ("À retenir", ACCENT, TINT, "single"),
}
_BAR = 11.0  # points between the margin and the text of a callout
_HANG = 14.0
_DENSE = 3200
_DEFAULTS = {"Default Paragraph Font", "Normal Table", "No List"}


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph style; lengths in points, colours in hexadecimal, `bar` a callout genre."""

    name: str
    size: float
    color: str = INK
    bold: bool = False
    before: float = 0.0
    after: float = 6.0
    line: float = 1.12
    left: float = 0.0
    hanging: float = 0.0
    keep_next: bool = False
    bar: str = ""
    boxed: str = ""  # sides that carry a thin rule, separated by spaces
    gap: int = 3  # between that rule and the text
    bullets: bool = False


def compact_look(density: float) -> tuple[float, float]:
    """Return the size and the air of a text that has to fit *density* characters on a page: Word cannot try several."""
    return (9.0, 0.6) if density < _DENSE else (8.4, 0.4)


def looks(base: float, air: float) -> Iterator[Look]:
    """Yield every style for a body of *base* points; *air* multiplies the space around, below 1 lines are tight too."""
    for look in _looks(base, air):
        yield look if air >= 1 else replace(look, line=1.0, gap=1)


def _looks(base: float, air: float) -> Iterator[Look]:
    yield Look("Normal", base, after=6 * air)
    yield Look("Title", base * 2.05, ACCENT, bold=True, after=2, line=1.0, keep_next=True)
    yield Look("Subtitle", base * 1.12, GREY, after=9 * air, boxed="bottom")
    for level, (scale, color, before) in enumerate(((1.38, ACCENT, 16), (1.16, INK, 13), (1.02, GREY, 10)), 1):
        yield Look(
            f"Heading {level}", base * scale, color, bold=True, before=before * air,
            after=4 * air, line=1.05, keep_next=True,
        )  # fmt: skip
    yield Look("List Bullet", base, after=3 * air, left=_HANG, hanging=_HANG, bullets=True)
    yield Look("List Number", base, after=3 * air, left=_HANG, hanging=_HANG)
    yield Look("Caption", base * 0.92, GREY, before=4 * air, after=5 * air)
    yield Look("Footer", base * 0.8, GREY, after=0)
    yield Look(LEAD, base * 1.12, GREY, before=2, after=8 * air)
    yield Look(NOTE, base * 0.86, GREY, after=5 * air)
    yield Look(BANNER, base * 0.88, GREY, bold=True, after=8 * air, boxed="top bottom")
    yield Look(CARD, base, after=0, left=118, hanging=118, boxed="bottom between")
    yield Look(WRITING, base * 1.4, after=0, boxed="bottom between")
    yield Look(CELL, base * 0.95, before=air, after=2.5 * air, line=1.05)
    yield Look(COLUMN, base * 0.95, ACCENT, bold=True, before=air, after=2.5 * air, line=1.05)
    yield Look(ROW, base * 0.95, bold=True, before=air, after=2.5 * air, line=1.05)
    yield Look(CELL_LIST, base * 0.95, after=1.5 * air, line=1.05, left=11, hanging=11, bullets=True)
    for genre in CALLOUTS:
        yield from _callout(genre, base, air)


def callout_style(genre: str, role: str = "") -> str:
    """Return the style name of a callout's text, or of its `titre` or `liste`."""
    name = CALLOUTS[genre][0]
    return f"Encadré {name}, {role}" if role else f"Encadré {name}"


def _callout(genre: str, base: float, air: float) -> Iterator[Look]:
    text = Look(callout_style(genre), base, after=2 * air, left=_BAR, bar=genre)
    yield text
    yield replace(
        text, name=callout_style(genre, "titre"), color=CALLOUTS[genre][1], bold=True,
        before=10 * air, keep_next=True,
    )  # fmt: skip
    yield replace(text, name=callout_style(genre, "liste"), left=_BAR + _HANG, hanging=_HANG, bullets=True)


def apply_styles(word: WordDocument, *, base: float, air: float, language: str) -> None:
    """Give *word* all our styles, and its language; the other styles that it came with go."""
    ours = list(looks(base, air))
    kept = {look.name for look in ours} | _DEFAULTS
    for style in list(word.styles):
        if style.name not in kept:
            style.delete()
    _set_language(word, language)
    for tabs in list(word.part.numbering_part.element.iter(qn("w:tabs"))):
        tabs.getparent().remove(tabs)  # a list's text begins at its indent, not at a tab
    bullet = word.styles["List Bullet"].element.find(f".//{qn('w:numId')}").get(qn("w:val"))
    for look in ours:
        _apply(_paragraph_style(word, look.name), look, bullet)
    label = word.styles.add_style(LABEL, WD_STYLE_TYPE.CHARACTER)
    label.font.color.rgb = RGBColor.from_string(GREY)
    word.styles.element.append(parse_xml(_TABLE_STYLE.replace("PADDING", str(round(40 * air**2)))))


def _set_language(word: WordDocument, language: str) -> None:
    """Write *language* where Word looks for it: the styles, the settings (of today's Word)."""
    for lang in word.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), language)
        lang.set(qn("w:eastAsia"), language)
    for lang in word.settings.element.iter(qn("w:themeFontLang")):
        lang.set(qn("w:val"), language)
    for setting in word.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # else tables hang out of the margins
    separators = {"w:decimalSymbol": ",", "w:listSeparator": ";"}
    for tag, value in separators.items():
        for found in word.settings.element.iter(qn(tag)):
            found.set(qn("w:val"), value)


def _paragraph_style(word: WordDocument, name: str) -> ParagraphStyle:
    """Return the style *name*, new or with the look it came with taken off."""
    if name not in word.styles:
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = word.styles["Normal"]
        style.quick_style = True
        return cast("ParagraphStyle", style)
    element = word.styles[name].element
    for tag in ("w:rPr", "w:link"):
        for old in element.findall(qn(tag)):
            element.remove(old)
    for tag in ("w:pBdr", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing"):
        for old in element.findall(f"{qn('w:pPr')}/{qn(tag)}"):
            old.getparent().remove(old)
    return cast("ParagraphStyle", word.styles[name])


def _apply(style: ParagraphStyle, look: Look, bullet: str) -> None:
    """Write *look* into *style*; *bullet* is the id of the bulleted numbering."""
    font, shape = style.font, style.paragraph_format
    font.name, font.size, font.bold = FONT, Pt(look.size), look.bold
    style.element.rPr.rFonts.set(qn("w:cs"), FONT)
    font.color.rgb = RGBColor.from_string(look.color)
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    shape.line_spacing, shape.keep_with_next = look.line, look.keep_next
    if look.left:
        shape.left_indent, shape.first_line_indent = Pt(look.left), Pt(-look.hanging)
    properties = style.element.get_or_add_pPr()
    if look.bullets:
        numbering = properties.get_or_add_numPr()
        numbering.get_or_add_numId().val = int(bullet)
    _frame(properties, look)


def _frame(properties: Any, look: Look) -> None:
    """Draw the rules and the shade of *look* around its paragraphs."""
    if look.boxed:
        sides = dict.fromkeys(look.boxed.split(), ("single", 4, RULE, look.gap))
        if look.name == "Subtitle":
            sides = {"bottom": ("single", 12, ACCENT, 5)}
        put(properties, borders("w:pBdr", **sides), *PPR_AFTER_BORDERS)
    if look.bar:
        _, line, fill, dash = CALLOUTS[look.bar]
        padding = ("single", 4, fill, 4)
        frame = borders("w:pBdr", top=padding, left=(dash, 24, line, 8), bottom=padding)
        put(properties, frame, *PPR_AFTER_BORDERS)
        shade = node("w:shd", val="clear", color="auto", fill=fill)
        put(properties, shade, *PPR_AFTER_BORDERS[1:])


_TABLE_STYLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="TableauQVT">
  <w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>
  <w:tblPr>
    <w:tblBorders>
      <w:bottom w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>
      <w:insideH w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>
    </w:tblBorders>
    <w:tblCellMar>
      <w:top w:w="PADDING" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>
      <w:bottom w:w="PADDING" w:type="dxa"/><w:right w:w="100" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:tcPr>
      <w:tcBorders><w:bottom w:val="single" w:sz="10" w:space="0" w:color="{ACCENT}"/></w:tcBorders>
      <w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/><w:vAlign w:val="bottom"/>
    </w:tcPr>
  </w:tblStylePr>
</w:style>"""
