"""A Word model to start from: the main variables in place, to restyle in Word."""

# ruff: noqa: TID253 (Word is all this module is for; it is imported late)

from __future__ import annotations

import contextlib
import io
from typing import TYPE_CHECKING

import docx
from docx.shared import Cm

from qvtkit.export.modeles.variables import CONTENU, MISE_EN_GARDE
from qvtkit.export.render import looks
from qvtkit.export.render.docx_page import set_footer, set_margins
from qvtkit.export.render.docx_picture import LogoUndrawnError, float_logo
from qvtkit.export.render.docx_styles import TABLE, apply_styles
from qvtkit.export.render.docx_xml import deterministic

if TYPE_CHECKING:
    from qvtkit.export.apparence import Apparence

_CARD = (
    ("Établissement", '{{ etablissement.nom | default("à préciser") }}'),
    ("Démarche", '{{ demarche.titre | default("à préciser") }}'),
    ("Problème", '{{ probleme | default("à préciser") }}'),
    ("Contact", '{{ demarche.contact | default("à préciser") }}'),
)
_HELP = (
    "{# Ce texte n’apparaît pas dans le document. Changez ici les polices, les couleurs, l’en-tête et le pied de page "
    "comme dans tout document Word ; déplacez ou effacez ce qui est entre accolades. La liste de ce que l’on peut y "
    "écrire : qvtkit export modeles #}"
)


def modele_de_depart(apparence: Apparence) -> bytes:
    """Return a Word model in the colours and with the logo of *apparence*."""
    word = docx.Document()
    apply_styles(word, 10.5, 1.0, apparence, "fr-FR")
    set_margins(word, compact=False)
    set_footer(word, "{{ pied }}")
    word.sections[0].header.paragraphs[0].text = "{{ etablissement.nom }}"
    first = word.add_paragraph("{{ titre }}", style=looks.TITLE)
    word.add_paragraph("{{ sous_titre }}", style=looks.SUBTITLE)
    for text in (f"{{% if {MISE_EN_GARDE} %}}", f"{{{{ {MISE_EN_GARDE} }}}}", "{% endif %}"):
        word.add_paragraph(text, style=looks.BANNER)
    word.add_paragraph(_HELP, style=looks.NOTE)
    _card(word)
    word.add_paragraph(f"{{{{p {CONTENU} }}}}", style=looks.BODY)
    if apparence.logo:
        with contextlib.suppress(LogoUndrawnError):  # whoever restyles the model in Word can put it there
            float_logo(first, apparence.logo, compact=False)
    output = io.BytesIO()
    word.save(output)
    return deterministic(output.getvalue())


def _card(word: docx.document.Document) -> None:
    """Write the table of who and what."""
    table = word.add_table(1, 2)
    table.style = word.styles[TABLE]
    header = table.rows[0].cells
    header[0].paragraphs[0].add_run("La démarche")
    header[1].paragraphs[0].add_run("{{ date }}")
    for cell in header:
        cell.paragraphs[0].style = word.styles[looks.COLUMN]
    for label, value in _CARD:
        row = table.add_row().cells
        for cell, text, style in zip(row, (label, value), (looks.ROW, looks.CELL), strict=True):
            cell.paragraphs[0].style = word.styles[style]
            cell.paragraphs[0].add_run(text)
    table.autofit = False
    for column, width in zip(table.columns, (Cm(4.2), Cm(12.6)), strict=True):
        for cell in column.cells:
            cell.width = width
    word.add_paragraph(style=looks.NOTE)
