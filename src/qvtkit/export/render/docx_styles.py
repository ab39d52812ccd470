"""The styles of our Word documents: everything a reader sees comes from a named style.

Nobody has to undo direct formatting: changing a style in Word changes the whole document.
"""

# ruff: noqa: TID253 (python-docx is all this module is for; `render` imports it late)

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from docx.styles import BabelFish

from qvtkit.export.render import looks
from qvtkit.export.render.docx_numbering import bullets_of, give_lists
from qvtkit.export.render.docx_xml import PPR_AFTER_BORDERS, borders, node, put

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.styles.style import ParagraphStyle

    from qvtkit.export.apparence import Apparence
    from qvtkit.export.render.looks import Look

TABLE = "Tableau QVT"
_BOX_FONT = "MS Gothic"  # the one in which Word draws its boxes
_DEFAULTS = {"Default Paragraph Font", "Normal Table", "No List"}
_LARGEST = 11.0
"""Points: tables in a larger type would hold too little."""
_BETWEEN = (looks.CARD, looks.WRITING)
"""Styles of which each paragraph has its rule, also before its like."""
_RULE = looks.RULE.removeprefix("#")


def apply_styles(word: WordDocument, base: float, air: float, apparence: Apparence, language: str) -> None:
    """Give *word* all our styles, and its language; the other styles that it came with go."""
    ours = list(looks.looks(base, air, apparence))
    kept = {look.name for look in ours} | _DEFAULTS
    for style in list(word.styles):
        if style.name not in kept:
            style.delete()
    _set_language(word, language)
    for tabs in list(word.part.numbering_part.element.iter(qn("w:tabs"))):
        tabs.getparent().remove(tabs)  # a list's text begins at its indent, not at a tab
    bullet = bullets_of(word)
    for look in ours:
        _apply(_paragraph_style(word, look.name), look, bullet, looks.FONT)
    _add_others(word, air, apparence)


def complete_styles(word: WordDocument, base: float, air: float, apparence: Apparence) -> None:
    """Give *word* those of our styles that it lacks, in the font that it already has, near the size of its text."""
    _known_to_word(word)
    base = max(base, min(_own_size(word), _LARGEST))
    there = {style.name for style in word.styles}
    give_lists(word)
    bullet = bullets_of(word)
    for look in looks.looks(base, air, apparence):
        if look.name not in there:
            _apply(_paragraph_style(word, look.name), look, bullet, None)
    _add_others(word, air, apparence)


def _own_size(word: WordDocument) -> float:
    """Return the size of the text of *word*, in points."""
    said = word.styles.default(WD_STYLE_TYPE.PARAGRAPH)
    size = said.font.size if said is not None else None
    if size is not None:
        return float(size.pt)
    usual = word.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:sz/@w:val")
    return int(usual[0]) / 2 if usual else 10.0


def _known_to_word(word: WordDocument) -> None:
    """Write the names of Word's own styles as Word does: LibreOffice says « Heading 1 » for « heading 1 »."""
    names = {style.name_val for style in word.styles.element.style_lst}
    for style in word.styles.element.style_lst:
        name = BabelFish.ui2internal(style.name_val or "")
        if name not in names:
            style.name_val = name


def _add_others(word: WordDocument, air: float, apparence: Apparence) -> None:
    """Add the styles of labels, of boxes to tick and of tables, where *word* has none."""
    if looks.LABEL not in word.styles:
        label = word.styles.add_style(looks.LABEL, WD_STYLE_TYPE.CHARACTER)
        label.font.color.rgb = RGBColor.from_string(looks.GREY.removeprefix("#"))
    if looks.BOX not in word.styles:
        box = word.styles.add_style(looks.BOX, WD_STYLE_TYPE.CHARACTER)
        box.font.name, box.font.size = _BOX_FONT, Pt(looks.BOX_SIZE)
        box.element.rPr.rFonts.set(qn("w:eastAsia"), _BOX_FONT)
    if TABLE not in word.styles:
        plain = word.styles.default(WD_STYLE_TYPE.TABLE)  # its id is « TableauNormal » in a French file
        values = {"BASE": plain.style_id if plain else "TableNormal"}
        values |= {"PADDING": str(round(40 * air**2)), "ACCENT": apparence.couleur[1:], "TINT": apparence.teinte[1:]}
        text = _TABLE_STYLE
        for name, value in values.items():
            text = text.replace(name, value)
        word.styles.element.append(parse_xml(text))


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
        style.base_style = word.styles.default(WD_STYLE_TYPE.PARAGRAPH)
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


def _apply(style: ParagraphStyle, look: Look, bullet: int, family: str | None) -> None:
    """Write *look* into *style*; *bullet* is the bulleted numbering, *family* the font, if it is ours to choose."""
    font, shape = style.font, style.paragraph_format
    font.size, font.bold = Pt(look.size), look.bold
    if family:
        font.name = family
        style.element.rPr.rFonts.set(qn("w:cs"), family)
    font.color.rgb = RGBColor.from_string(look.color.removeprefix("#"))
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    shape.line_spacing, shape.keep_with_next = look.line, look.keep_next
    if look.left:
        shape.left_indent, shape.first_line_indent = Pt(look.left), Pt(-look.hanging)
    properties = style.element.get_or_add_pPr()
    if look.bullets:
        numbering = properties.get_or_add_numPr()
        numbering.get_or_add_numId().val = bullet
    _frame(properties, look)


def _frame(properties: Any, look: Look) -> None:
    """Draw the rules and the shade of *look* around its paragraphs."""
    if look.boxed:
        rule = ("single", round(look.thick * 8), look.rule.removeprefix("#"), look.gap)
        sides = dict.fromkeys(look.boxed.split(), rule)
        if look.name in _BETWEEN:
            sides["between"] = rule
        put(properties, borders("w:pBdr", **sides), *PPR_AFTER_BORDERS)
    if look.frame:
        line, fill = look.frame.bar.removeprefix("#"), look.frame.fill.removeprefix("#")
        padding = ("single", 4, fill, 4)
        dash = "dashed" if look.frame.dashed else "single"
        frame = borders("w:pBdr", top=padding, left=(dash, 24, line, 8), bottom=padding)
        put(properties, frame, *PPR_AFTER_BORDERS)
        shade = node("w:shd", val="clear", color="auto", fill=fill)
        put(properties, shade, *PPR_AFTER_BORDERS[1:])


_TABLE_STYLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="TableauQVT">
  <w:name w:val="{TABLE}"/><w:basedOn w:val="BASE"/><w:uiPriority w:val="59"/><w:qFormat/>
  <w:tblPr>
    <w:tblBorders>
      <w:bottom w:val="single" w:sz="4" w:space="0" w:color="{_RULE}"/>
      <w:insideH w:val="single" w:sz="4" w:space="0" w:color="{_RULE}"/>
    </w:tblBorders>
    <w:tblCellMar>
      <w:top w:w="PADDING" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>
      <w:bottom w:w="PADDING" w:type="dxa"/><w:right w:w="100" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:tcPr>
      <w:tcBorders><w:bottom w:val="single" w:sz="10" w:space="0" w:color="ACCENT"/></w:tcBorders>
      <w:shd w:val="clear" w:color="auto" w:fill="TINT"/><w:vAlign w:val="bottom"/>
    </w:tcPr>
  </w:tblStylePr>
</w:style>"""
