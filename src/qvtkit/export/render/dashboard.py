"""The dashboard by jinja2: one file that opens from a USB stick, without any script, with its style inside.

Every text is escaped by the template engine, and typeset in French on its way out.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from itertools import count
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from qvtkit.export.charts import svg
from qvtkit.export.render.drawing import inline
from qvtkit.export.render.prepare import legal
from qvtkit.export.render.web import address, templates
from qvtkit.text import typography

if TYPE_CHECKING:
    from jinja2 import Environment

    from qvtkit.export.apparence import Apparence
    from qvtkit.export.dashboard.modele import TableauDeBord

_PALETTE = {
    svg.ACCENT: "accent", svg.INK: "encre", svg.GREY: "gris", svg.RULE: "filet", svg.BAND: "teinte",
    svg.PAPER: "papier",
}  # fmt: skip
"""The colours of drawings, and those of the page that take their place (they change at night)."""


def to_dashboard(page: TableauDeBord, apparence: Apparence) -> tuple[bytes, tuple[str, ...]]:
    """Return the HTML file of the dashboard; it never has anything to warn of."""
    environment = _environment()
    style = Markup(  # noqa: S704 (our own style sheet, whose only changing part is checked colours)
        environment.get_template("page.css").render(apparence=apparence, palette=_PALETTE).strip()
    )
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    drawings = count(1)
    text = environment.get_template("page.html").render(
        page=page,
        vu=page.vu,
        style=style,
        empreinte=Markup(digest),  # noqa: S704 (base64)
        logo=address(apparence.logo) if apparence.logo else "",
        alt=apparence.logo.alt if apparence.logo else "",
        dessin=lambda card: inline(card.svg, card.alt, f"c{next(drawings)}-"),
    )
    return text.lstrip().encode(), ()


@cache
def _environment() -> Environment:
    """Return the templates of the page, compiled once."""
    environment = templates("dashboard", finalize=_typeset)
    environment.filters["entendu"] = _heard
    environment.filters["sans_signe"] = _unsigned
    environment.filters["tel_quel"] = lambda command: Markup(escape(legal(command)))  # noqa: S704 (escaped)
    return environment


def _heard(text: str) -> Markup:
    """Return *text* typeset, its arrow heard as a word: « 12 → 8 » is « 12 puis 8 » to who listens."""
    shown = escape(_typeset(text))
    return shown.replace("→", Markup('<span aria-hidden="true">→</span><span class="cache"> puis </span>'))


def _unsigned(verdict: str) -> Markup:
    """Return a verdict whose first sign (« ≈ », « + ») is seen but not heard: the words say it all."""
    sign, _, words = verdict.partition(" ")
    return Markup('<span aria-hidden="true">{}</span> {}').format(sign, _typeset(words))


def _typeset(value: object) -> object:
    """Return a text as French writes it; markup and figures as they are."""
    return typography(legal(value), quotes=True) if type(value) is str else value
