"""PDF by typst: tagged for screen readers (PDF/UA-1) and for archives (PDF/A-2a).

Texts go to the layout `templates/typst/document.typ` as JSON data, never as markup. The compiler
itself checks both standards, and refuses a character without glyph: such characters are replaced.
"""

# ruff: noqa: TID253 (typst is all this module is for; `render` imports it late)

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

import typst

from qvtkit import resources
from qvtkit.export.document import Bullets, Case, Figure, Heading, Para
from qvtkit.export.logo import en_svg
from qvtkit.export.render.dates import day
from qvtkit.export.render.pagination import introductions, is_short
from qvtkit.export.render.prepare import map_texts, plain
from qvtkit.export.render.typeset import compiler
from qvtkit.text import NBSP, NNBSP, plural

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qvtkit.export.apparence import Apparence
    from qvtkit.export.document import Cell, Document

T = TypeVar("T")
MISSING = "☐"
"""What stands for a character that no shipped font draws."""

_STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]
_COMPACT_SIZES = (10.2, 9.8, 9.4, 9.0, 8.6, 8.2)
_LOGO, _COMPACT_LOGO = (46, 20), (38, 13)
"""The most room of a logo, in millimetres."""
_HOPELESS = 1  # pages too many, that no smaller type takes away
_ROUNDS = 6
_REFUSED = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
# Joiners, variation selectors and skin tones: nothing without the emoji they belong to.
_SEQUENCE = re.compile("\0[\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff\0]*")
_MOST_NAMED = 12
_MARKS = "Des accents ou des signes ajoutés aux lettres, absents des polices, manquent dans le PDF."
_TOO_LONG = "PDF string is longer"
_LONGEST = 1_000
_LABELS = frozenset({"titre", "sous_titre", "auteur", "sujet", "mots_cles", "alt", "libelle"})
_CUT = "Un titre ou une description de plus de 1 000 caractères est coupé dans le PDF (le dossier le garde en entier)."
_TALL = 900  # characters above which a row may be cut by the end of a page


def to_pdf(document: Document, apparence: Apparence) -> tuple[bytes, tuple[str, ...]]:
    """Return the PDF of a prepared *document*, and what had to be changed, in French."""
    replaced: set[str] = set()
    for _ in range(_ROUNDS):
        try:
            content, pages = _typeset(document, apparence, _STANDARDS)
        except typst.TypstError as error:
            refused = _refused(f"{error.message}\n{error.diagnostic}")
            if _TOO_LONG in error.message and (brief := _brief(document)) != document:
                content, notices = to_pdf(brief, apparence)
                return content, (*_glyph_notice(replaced), _CUT, *notices)
            if not refused:
                return _without_standards(document, apparence, replaced)
            replaced |= refused
            document = map_texts(document, _replacer(refused))
        else:
            return content, (*_glyph_notice(replaced), *_page_notice(document, pages))
    return _without_standards(document, apparence, replaced)


def _brief(value: T) -> T:
    """Return *value* with its titles and descriptions cut: the standards bound what is not the text itself."""
    if isinstance(value, tuple):
        return cast("T", tuple(_brief(item) for item in value))
    if not is_dataclass(value) or isinstance(value, type):
        return value
    node: Any = value
    labels = _LABELS | ({"texte"} if isinstance(value, Heading) else set())
    return cast("T", replace(node, **{
        field.name: _cut(getattr(node, field.name)) if field.name in labels else _brief(getattr(node, field.name))
        for field in fields(node)
    }))  # fmt: skip


def _cut(label: Any) -> Any:
    if isinstance(label, tuple):
        return tuple(map(_cut, label))
    return label if len(label) <= _LONGEST else f"{label[:_LONGEST].rstrip()}…"


def _without_standards(document: Document, apparence: Apparence, replaced: set[str]) -> tuple[bytes, tuple[str, ...]]:
    """Typeset without the logo, if the fault is its own, else without the checks: better than no document.

    Raises typst.TypstError where the layout itself fails: a defect of qvtkit.
    """
    if apparence.logo:
        content, notices = to_pdf(document, replace(apparence, logo=None))
        return content, (*notices, "Le logo n'a pas pu être mis dans le PDF\u00a0: essayez-le en image .png.")
    content, pages = _typeset(document, apparence, [])
    notice = (
        "Ce PDF n'a pas pu être vérifié pour l'accessibilité (PDF/UA) ni pour l'archivage "
        f"(PDF/A){NBSP}: préférez le format Word ou HTML pour le diffuser."
    )
    return content, (*_glyph_notice(replaced), notice, *_page_notice(document, pages))


def _typeset(document: Document, apparence: Apparence, standards: list[typst.PDFStandard]) -> tuple[bytes, int]:
    """Return the PDF and its number of pages; a compact one takes the largest type that fits."""
    held = introductions(document.blocs)
    blocks = [_data(block) | {"colle": rank in held} for rank, block in enumerate(document.blocs)]
    source = json.dumps(_data(replace(document, blocs=())) | {
        "blocs": blocks,
        "date": day(document.date).timetuple()[:3], "langue": _language(document.langue),
        "pied": document.pied_entier,
    })  # fmt: skip
    look = json.dumps(_look(apparence, _COMPACT_LOGO if document.compact else _LOGO))
    content, pages = b"", 0
    sizes = (document.corps_possibles or _COMPACT_SIZES) if document.compact else (document.corps,)
    for size in sizes:
        if pages > document.pages + _HOPELESS and size != sizes[-1]:
            continue
        inputs = {"document": source, "corps": str(size), "apparence": look}
        layout = compiler(resources.path("typst", "document.typ"), inputs)
        output = layout.compile(format="pdf", pdf_standards=standards)
        content = output if isinstance(output, bytes) else b""
        pages = int(layout.query("<pages>", field="value", one=True)) if document.compact else 0
        if pages <= document.pages:
            break
    return content, pages


def _look(apparence: Apparence, room: tuple[float, float]) -> dict[str, Any]:
    """Return the look as JSON data, the logo as a drawing."""
    logo = apparence.logo
    drawing = {"svg": en_svg(logo), "alt": logo.alt, "taille": logo.taille(*room)} if logo else None
    return {"couleur": apparence.couleur, "teinte": apparence.teinte, "logo": drawing}


def _data(value: object) -> Any:
    """Return *value* as JSON data; a block carries its class name under `bloc`."""
    if isinstance(value, tuple):
        return [_data(item) for item in value]
    if is_dataclass(value):
        data = {field.name: _data(getattr(value, field.name)) for field in fields(value)}
        if "lignes" in data:
            rows = zip(getattr(value, "lignes", ()), data["lignes"], strict=True)
            data["lignes"] = [{"cellules": cells, "secable": _is_tall(row)} for row, cells in rows]
        return data | {"bloc": type(value).__name__, "entier": is_short(value)}
    return value


def _is_tall(row: Iterable[Cell]) -> bool:
    """Tell whether *row* may be too tall for what is left of a page, or for a whole one."""
    return any(_length(cell) > _TALL for cell in row)


def _length(cell: Cell) -> int:
    if isinstance(cell, str):
        return len(cell)
    return sum(_item_length(item) for item in cell)


def _item_length(item: Para | Bullets | Figure | Case) -> int:
    if isinstance(item, Figure):
        return _TALL // 4
    if isinstance(item, Case):
        return 1
    texts = (item.texte,) if isinstance(item, Para) else item.items
    return sum(len(plain(text)) + 30 for text in texts)


def _language(tag: str) -> tuple[str, str]:
    """Split « fr-FR » for typst: language, then region."""
    language, _, region = tag.partition("-")
    return language or "fr", region or "FR"


def _refused(diagnostic: str) -> set[str]:
    """Return the characters that the compiler's *diagnostic* says no font can draw.

    A mark without glyph takes its innocent letter along in the diagnostic: as long as there are
    marks, only they are returned; the letters are judged at the next round.
    """
    found = {char for text in _REFUSED.findall(diagnostic) for char in _ESCAPE.sub(_unescape, text)}
    marks = {char for char in found if unicodedata.category(char)[0] == "M" or char == "\u200d"}
    return marks or found - {MISSING, " "}


def _unescape(match: re.Match[str]) -> str:
    code, char = match.groups()
    return chr(int(code, 16)) if code else {"n": "\n", "t": "\t", "r": "\r"}.get(char, char)


def _replacer(refused: set[str]) -> Any:
    """Return the function that takes the *refused* characters out of a text.

    Marks and joiners vanish; a run of others leaves one MISSING behind. (A prepared text has no
    NUL: it can stand for them meanwhile, so that a ☐ typed by the author is never touched.)
    """
    table = {ord(char): None if unicodedata.category(char)[0] in "MC" else "\0" for char in refused}
    return lambda text: _SEQUENCE.sub(MISSING, text.translate(table))


def _glyph_notice(replaced: set[str]) -> tuple[str, ...]:
    """Say which characters were replaced, the first dozen by name; marks without glyph are only left out."""
    named = sorted(char for char in replaced if unicodedata.category(char)[0] not in "MC")
    if not named:
        marks = any(unicodedata.category(char)[0] == "M" for char in replaced)
        return (_MARKS,) if marks else ()
    shown = " ".join(named[:_MOST_NAMED]) + (" …" if len(named) > _MOST_NAMED else "")
    count = plural(len(named), "caractère absent", "caractères absents")
    notice = f"{count} des polices{NNBSP}; «{NBSP}{MISSING}{NBSP}» en tient lieu dans le PDF"
    return (f"{notice}{NBSP}: {shown}",)


def _page_notice(document: Document, pages: int) -> tuple[str, ...]:
    if not document.compact or pages <= document.pages:
        return ()
    return (f"Le document tient sur {pages} pages au lieu de {document.pages}{NBSP}: raccourcissez les textes.",)
