"""How tests read a document: its words, those under a heading, its pages once typeset."""

from __future__ import annotations

import io
from dataclasses import fields, is_dataclass

import pikepdf

from qvtkit.export.document import Heading
from qvtkit.export.render import render

UNSEEN = frozenset({"svg", "style", "genre", "langue", "alignements"})
"""The fields of a document that hold a drawing or drive the layout."""


def texts(value, unseen=UNSEEN):
    """Yield every text of a document or of a part of it, but those of the fields *unseen*."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item, unseen)
    elif is_dataclass(value):
        for each in fields(value):
            if each.name not in unseen:
                yield from texts(getattr(value, each.name), unseen)


def words(value):
    """Return all the words of a document, with ordinary spaces, a text a line; drawings and codes are left out."""
    return "\n".join(texts(value)).replace("\u00a0", " ").replace("\u202f", " ")


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
