"""HTML by jinja2: one file that needs nothing else, readable on a phone, by ear and on paper.

Every text is escaped by the template engine; the only markup let through is made here.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import count
from typing import TYPE_CHECKING

from markupsafe import Markup

from qvtkit.export.apparence import Apparence
from qvtkit.export.document import Heading, Run, Table
from qvtkit.export.render.drawing import inline
from qvtkit.export.render.web import address, templates
from qvtkit.text import slugify

if TYPE_CHECKING:
    from jinja2 import Template

    from qvtkit.export.apparence import Logo
    from qvtkit.export.document import Block, Document, Figure, Text

_LEAST_FOR_CONTENTS = 4
_LOGO = (190, 84)
"""The most room of a logo, in pixels."""


def to_html(document: Document, apparence: Apparence) -> tuple[bytes, tuple[str, ...]]:
    """Return the HTML file of a prepared *document*; it never has anything to warn of."""
    ids = _heading_ids(document.blocs)
    contents = [
        (ids[index], block.texte)
        for index, block in enumerate(document.blocs)
        if isinstance(block, Heading) and block.niveau == 1
    ]
    figures = count(1)
    page = _template().render(
        doc=document,
        ids=ids,
        sommaire=[] if document.compact or len(contents) < _LEAST_FOR_CONTENTS else contents,
        dessin=lambda figure: _drawing(figure, next(figures)),
        look=apparence,
        propre=replace(apparence, logo=None, word=None) != Apparence(),
        logo=_logo(apparence.logo) if apparence.logo else None,
    )
    return page.lstrip().encode(), ()


def _logo(logo: Logo) -> dict[str, str]:
    """Return what the page says of *logo*: the picture goes inside it."""
    width, height = logo.taille(*_LOGO)
    return {"source": address(logo), "alt": logo.alt, "largeur": f"{width:.0f}", "hauteur": f"{height:.0f}"}


@cache
def _template() -> Template:
    """Return the page's template, compiled once."""
    environment = templates("html")
    environment.filters["texte"] = _text
    environment.filters["nature"] = lambda block: type(block).__name__
    environment.filters["parts"] = _shares
    environment.tests["riche"] = _is_rich
    return environment.get_template("document.html")


def _text(text: Text) -> Markup:
    """Return *text* escaped, its runs in bold or italic, its line ends kept."""
    if isinstance(text, str):
        return Markup("<br>").join(text.split("\n"))
    return Markup().join(_run(run) for run in text)


def _run(run: Run) -> Markup:
    words = _text(run.texte)
    if run.italique:
        words = Markup("<em>{}</em>").format(words)
    return Markup("<strong>{}</strong>").format(words) if run.gras else words


def _shares(table: Table) -> list[str]:
    """Return the width of each column in percents."""
    total = sum(table.largeurs)
    return [f"{100 * width / total:.2f}" for width in table.largeurs]


def _is_rich(table: Table) -> bool:
    """Tell whether *table* has cells made of blocks: a phone then shows them one under another."""
    return any(not isinstance(cell, str) for row in table.lignes for cell in row)


def _heading_ids(blocks: tuple[Block, ...]) -> dict[int, str]:
    """Return an id for each heading, by its place among *blocks*; no two are the same."""
    ids: dict[int, str] = {}
    for index, block in enumerate(blocks):
        if isinstance(block, Heading):
            stem = slugify(block.texte) or "partie"
            taken = set(ids.values()) | {"contenu", "sommaire"}
            numbered = (f"{stem}-{number}" for number in count(2))
            ids[index] = stem if stem not in taken else next(n for n in numbered if n not in taken)
    return ids


def _drawing(figure: Figure, number: int) -> Markup:
    """Return the SVG of *figure*, at its own width."""
    width = f"width:{figure.largeur:g}cm;min-width:min({figure.largeur:g}cm,21rem)"
    return inline(figure.svg, figure.alt, f"fig{number}-", width)
