"""One document, several formats: each renderer imports its own library when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.export.apparence import Apparence
from qvtkit.export.classeur.modele import Classeur
from qvtkit.export.dashboard.modele import TableauDeBord
from qvtkit.export.render.prepare import prepare

if TYPE_CHECKING:
    from collections.abc import Callable

    from qvtkit.export.document import Document

    Renderer = Callable[[Document, Apparence], tuple[bytes, tuple[str, ...]]]

FORMATS = ("docx", "odt", "pdf", "html", "md")


class RendererMissingError(RuntimeError):
    """The library of a format, which it names, is not installed."""


@dataclass(frozen=True)
class Rendered:
    """The bytes of a file, and what had to be changed to make it (sentences in French)."""

    contenu: bytes
    avertissements: tuple[str, ...] = ()


def render(document: Document | Classeur | TableauDeBord, fmt: str, apparence: Apparence | None = None) -> Rendered:
    """Return *document* as a file of format *fmt*, one of FORMATS.

    A workbook is xlsx (csv: its one table), a dashboard html. *apparence* is the establishment's own look, ours
    where there is none.

    Raises ValueError for another format and RendererMissingError when its library is absent.
    """
    if isinstance(document, Classeur) and fmt == "csv":
        from qvtkit.export.render.table_csv import to_csv

        return Rendered(*to_csv(document))
    look = apparence or Apparence()
    if isinstance(document, Classeur):
        from qvtkit.export.render.xlsx import to_xlsx

        return Rendered(*to_xlsx(document, look))
    if isinstance(document, TableauDeBord):
        from qvtkit.export.render.dashboard import to_dashboard

        return Rendered(*to_dashboard(document, look))
    from qvtkit.export.render.tint import tinted

    renderer = _renderer(fmt)
    ready, notices = prepare(document)
    content, more = renderer(tinted(ready, look), look)
    return Rendered(content, notices + more)


def _renderer(fmt: str) -> Renderer:
    """Import the renderer of *fmt*."""
    try:
        if fmt == "docx":
            from qvtkit.export.render.docx import to_docx

            return to_docx
        if fmt == "pdf":
            from qvtkit.export.render.pdf import to_pdf

            return to_pdf
        if fmt == "odt":
            from qvtkit.export.render.odt import to_odt

            return to_odt
        if fmt == "md":
            from qvtkit.export.render.markdown import to_markdown

            return to_markdown
        if fmt == "html":
            from qvtkit.export.render.html import to_html

            return to_html
    except ImportError as error:
        raise RendererMissingError(fmt) from error
    raise ValueError(fmt)
