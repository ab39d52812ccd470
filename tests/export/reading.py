"""How tests read a document: its words, those under a heading, its pages once typeset."""

from __future__ import annotations

import io
from dataclasses import fields, is_dataclass

import pikepdf

from qvtkit.export.document import Heading
from qvtkit.export.render import render

_UNSEEN = {"svg", "style", "genre", "langue", "alignements"}


def words(value):
    """Return all the words of a document, with ordinary spaces, a text a line; drawings and codes are left out."""
    if isinstance(value, str):
        return value.replace("\u00a0", " ").replace("\u202f", " ")
    if isinstance(value, tuple):
        return "\n".join(words(item) for item in value)
    if is_dataclass(value):
        return "\n".join(words(getattr(value, each.name)) for each in fields(value) if each.name not in _UNSEEN)
    return ""


def section(document, title, niveau=3):
    """Return the words under the headings of a level up to *niveau* that start with *title*."""
    found, inside = [], False
    for block in document.blocs:
        if isinstance(block, Heading) and block.niveau <= niveau:
            inside = block.texte.startswith(title)
        elif inside:
            found.append(words(block))
    return "\n".join(found)


def pages(document):
    """Return how many pages the PDF of a document has."""
    with pikepdf.open(io.BytesIO(render(document, "pdf").contenu)) as pdf:
        return len(pdf.pages)
