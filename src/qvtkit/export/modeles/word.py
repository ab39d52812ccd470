"""A Word model of the establishment, filled: its braces give way to texts, `{{p contenu }}` to our own blocks.

Texts are escaped; a text of the project that looks like a tag stays a text, for nothing is read twice.
"""

# ruff: noqa: TID253 (Word and jinja2 are all this module is for; it is imported late)

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree
from markupsafe import Markup

from qvtkit.export.modeles.parties import ModeleFautifError, Partie, parties
from qvtkit.export.modeles.syntaxe import FILTRES, TESTS, Faute, faute, utilise
from qvtkit.export.modeles.variables import CONTENU, MISE_EN_GARDE, valeurs
from qvtkit.export.render import looks
from qvtkit.export.render.docx_base import detach, text_width
from qvtkit.export.render.docx_blocks import BlockWriter
from qvtkit.export.render.docx_page import set_properties
from qvtkit.export.render.docx_styles import complete_styles
from qvtkit.export.render.docx_xml import deterministic
from qvtkit.export.render.prepare import legal, map_texts, prepare
from qvtkit.export.render.tint import tinted

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from qvtkit.export.apparence import Apparence
    from qvtkit.export.document import Document
    from qvtkit.export.modeles.variables import Source

_PLACE = "qvtkit-contenu"
_HERE = Markup('<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr></w:p>').format(_PLACE)
_TAG = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
_QUOTES = re.compile("«[\\s\u00a0\u202f]*|[\\s\u00a0\u202f]*»")
_CROSSED = Faute(
    0, "une boucle ou une condition commence dans un tableau ou un cadre et finit ailleurs.",
    "Mettez son début et sa fin dans la même cellule, ou hors du tableau.",
)  # fmt: skip


def avec_variables(content: bytes) -> bool:
    """Tell whether the Word file *content* says something between braces: else only its styles serve."""
    word = docx.Document(io.BytesIO(content))
    return any(part.a_des_variables for part in parties(word))


def verifier(content: bytes) -> None:
    """Raise ModeleFautifError where the model *content* says something that cannot be."""
    environment = _environment()
    for part in parties(docx.Document(io.BytesIO(content))):
        _template(part, environment)


def remplir(content: bytes, source: Source, apparence: Apparence) -> tuple[bytes, tuple[str, ...]]:
    """Return the model *content* filled from *source*, and what had to be changed, in French.

    Raises ModeleFautifError where the model says something that cannot be.
    """
    prepared, notices = prepare(source.document)
    ready = tinted(prepared, apparence)
    word = docx.Document(io.BytesIO(content))
    detach(word)
    environment = _environment()
    templates = [(part, _template(part, environment)) for part in parties(word)]
    values = _legal(valeurs(source)) | {CONTENU: _HERE}
    for part, template in templates:
        part.remplace(_filled(part, environment, template, values))
    complete_styles(word, *looks.body(ready), apparence)
    if ready.bandeau and not any(utilise(environment, each, MISE_EN_GARDE) for _, each in templates):
        _caution(word, ready)
    more = _contents(word, ready)
    set_properties(word, ready)
    output = io.BytesIO()
    word.save(output)
    return deterministic(output.getvalue()), (*notices, *more)


def _environment() -> SandboxedEnvironment:
    """Return a jinja2 that knows nothing but what `syntaxe` lets through."""
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    environment.globals.clear()
    environment.filters = dict(FILTRES)
    environment.tests = {name: test for name, test in environment.tests.items() if name in TESTS}
    return environment


def _template(part: Partie, environment: SandboxedEnvironment) -> str:
    """Return the template of *part*, each paragraph on its line. Raises ModeleFautifError."""
    part.exige_des_accolades_fermees()
    part.isole_les_boucles()
    part.exige_un_contenu_seul()
    template = _TAG.sub(lambda tag: _QUOTES.sub('"', tag[0]), DocxTemplate(None).patch_xml(part.texte_xml()))
    found = faute(environment, template)
    if found is not None:
        raise ModeleFautifError(part, found)
    return template


def _filled(part: Partie, environment: SandboxedEnvironment, template: str, values: dict[str, Any]) -> Any:
    """Return the element that *template* makes."""
    text = DocxTemplate(None).resolve_listing(environment.from_string(template).render(values))
    try:
        return parse_xml(text)
    except etree.XMLSyntaxError as error:
        raise ModeleFautifError(part, _CROSSED) from error


def _contents(word: WordDocument, document: Document) -> tuple[str, ...]:
    """Write the blocks of *document* where the model wants them."""
    body: Any = word.element.body
    wanted = [each for each in body.iter(qn("w:pStyle")) if each.get(qn("w:val")) == _PLACE]
    places = [each.getparent().getparent() for each in wanted]
    if not places:
        return ()
    body.get_or_add_sectPr()
    before = len(body)
    writer = BlockWriter(word, text_width(word))
    writer.write(document.blocs)
    for element in list(body)[before - 1 : -1]:
        places[0].addprevious(element)
    for place in places:
        place.getparent().remove(place)
    return tuple(writer.notices)


def _caution(word: WordDocument, document: Document) -> None:
    """Put the caution first where the model does not say it itself."""
    paragraph = word.add_paragraph(document.bandeau, style=looks.BANNER)
    word.element.body.insert(0, paragraph._p)  # noqa: SLF001 (python-docx has no function for it)


def _legal(values: Any) -> Any:
    """Return *values* without the characters that no Word file accepts."""
    if isinstance(values, dict):
        return {name: _legal(value) for name, value in values.items()}
    if isinstance(values, list):
        return [_legal(value) for value in values]
    return map_texts(values, legal)
