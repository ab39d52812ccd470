"""The file around an OpenDocument text: page, footer, properties, how it is to be laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.render import looks
from qvtkit.export.render.dates import day
from qvtkit.export.render.odt_styles import paragraph_id
from qvtkit.export.render.odt_xml import MIMETYPE, archive, node, part, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qvtkit.export.document import Document
    from qvtkit.export.render.odt_xml import Element

_LAYOUT, _VERSION = "Page", "1.3"
# What LibreOffice does in its own new texts, said because it takes older ways where nothing is, but for two ways of
# Word's: of the spaces after and before, the larger (AddParaTableSpacing); rows that stay together (TableRowKeep).
_SETTINGS = {
    "AddExternalLeading": True, "AddParaLineSpacingToTableCells": False, "AddParaSpacingToTableCells": True,
    "AddParaTableSpacing": False, "AddParaTableSpacingAtStart": True, "CollapseEmptyCellPara": True,
    "ConsiderTextWrapOnObjPos": False, "DoNotJustifyLinesWithManualBreak": False,
    "DoNotResetParaAttrsForNumFont": False, "IgnoreFirstLineIndentInNumbering": False,
    "ProtectForm": False, "TableRowKeep": True, "TabsRelativeToIndent": True, "UseFormerLineSpacing": False,
    "UseFormerObjectPositioning": False, "UseFormerTextWrapping": False, "UseOldNumbering": False,
    "UseOldPrinterMetrics": False,
}  # fmt: skip


def package(
    document: Document, *, common: Iterable[Element], automatic: Iterable[Element], body: Iterable[Element],
    pictures: Mapping[str, bytes],
) -> bytes:  # fmt: skip
    """Return the file: *common* styles, *automatic* ones of the *body*, *pictures* by their path."""
    fonts = node("office:font-face-decls", {}, _font(looks.FONT))
    roots = {
        "content.xml": (
            "content", fonts, node("office:automatic-styles", {}, *automatic),
            node("office:body", {}, node("office:text", {}, *body)),
        ),
        "styles.xml": (
            "styles", fonts, node("office:styles", {}, *common),
            node("office:automatic-styles", {}, _layout(document)), node("office:master-styles", {}, _master(document)),
        ),
        "meta.xml": ("meta", node("office:meta", {}, *_properties(document))),
        "settings.xml": ("settings", node("office:settings", {}, _settings())),
    }  # fmt: skip
    parts = {
        name: part(node(f"office:document-{kind}", {"office:version": _VERSION}, *content))
        for name, (kind, *content) in roots.items()
    } | dict(pictures)
    return archive(parts | {"META-INF/manifest.xml": part(_manifest(parts))})


def _manifest(parts: Iterable[str]) -> Element:
    """Return the list of what the file holds."""
    kinds = {"/": MIMETYPE} | {name: "image/png" if name.endswith(".png") else "text/xml" for name in parts}
    entries = [
        node("manifest:file-entry", {"manifest:full-path": name, "manifest:media-type": kind})
        for name, kind in kinds.items()
    ]
    return node("manifest:manifest", {"manifest:version": _VERSION}, *entries)


def _font(name: str) -> Element:
    return node("style:font-face", {
        "style:name": name, "svg:font-family": name, "style:font-family-generic": "swiss",
        "style:font-pitch": "variable",
    })  # fmt: skip


def _layout(document: Document) -> Element:
    """Return the page: A4, the margins, the room of the footer."""
    compact = document.compact
    below, foot = (0.8, 0.7) if compact else (1.0, 1.0)
    wide, high = looks.PAGE
    page = node("style:page-layout-properties", {
        "fo:page-width": f"{wide}cm", "fo:page-height": f"{high}cm", "style:print-orientation": "portrait",
        "fo:margin-left": f"{looks.margin(document)}cm", "fo:margin-right": f"{looks.margin(document)}cm",
        "fo:margin-top": "1.2cm" if compact else "2cm", "fo:margin-bottom": f"{below}cm",
    })  # fmt: skip
    room = node(
        "style:header-footer-properties", {"fo:min-height": f"{foot}cm", "fo:margin-top": f"{foot - 0.4:.1f}cm"}
    )
    footer = node("style:footer-style", {}, room)
    return node("style:page-layout", {"style:name": _LAYOUT}, page, footer)


def _master(document: Document) -> Element:
    """Return the footer of every page: what the document says of itself, page numbers."""
    foot = node(
        "text:p", {"text:style-name": paragraph_id(looks.FOOTER)}, *words(document.pied_entier), node("text:tab"),
        node("text:page-number", {"text:select-page": "current"}, "1"), " / ", node("text:page-count", {}, "1"),
    )  # fmt: skip
    names = {"style:name": "Standard", "style:page-layout-name": _LAYOUT}
    return node("style:master-page", names, node("style:footer", {}, foot))


def _properties(document: Document) -> list[Element]:
    """Return what LibreOffice shows under « Propriétés », dated by the document, not by the clock."""
    made = f"{day(document.date).isoformat()}T00:00:00"
    said = [
        ("meta:generator", "qvtkit"), ("dc:title", document.titre), ("dc:subject", document.sujet),
        *(("meta:keyword", word) for word in document.mots_cles), ("meta:initial-creator", document.auteur),
        ("dc:creator", document.auteur), ("meta:creation-date", made), ("dc:date", made),
        ("dc:language", document.langue or "fr-FR"),
    ]  # fmt: skip
    return [node(tag, {}, value) for tag, value in said]


def _settings() -> Element:
    items = [
        node("config:config-item", {"config:name": name, "config:type": "boolean"}, str(value).lower())
        for name, value in _SETTINGS.items()
    ]
    names = {"xmlns:ooo": "http://openoffice.org/2004/office", "config:name": "ooo:configuration-settings"}
    return node("config:config-item-set", names, *items)
