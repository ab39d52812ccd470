"""The parts of a Word model that hold text (the body, headers, footers), paragraph by paragraph."""

# ruff: noqa: TID253 (Word is all this module is for; it is imported late)

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from docx.opc.constants import RELATIONSHIP_TYPE as LINK
from docx.oxml.ns import qn
from lxml import etree

from qvtkit.export.modeles.syntaxe import Faute
from qvtkit.export.modeles.variables import CONTENU

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as WordDocument

_PARTS = {LINK.HEADER: "l’en-tête de page", LINK.FOOTER: "le pied de page"}
_OPENS = re.compile(r"\{[{%#]")
_PAIR = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}%]*%\}|\{#[^{}#]*#\}")
_CLOSES = re.compile(r"\}\}|%\}|#\}")
_ALONE = re.compile(r"\{%\s*(for|endfor|if|elif|else|endif)\b([^%]*)%\}")
_NOTE = re.compile(r"\{#[^{}#]*#\}")
_CONTENT = re.compile(rf"\{{\{{(?:p\s)?\s*{CONTENU}\s*\}}\}}")
_NAMES_CONTENT = re.compile(rf"\{{[{{%][^}}]*\b{CONTENU}\b")
_START = re.compile(r"<w:p(?=[ >/])")
_WORDS = 60
_LONGEST, _BIGGEST = 5_000, 2_000_000
"""Characters of a paragraph with braces, of a part: beyond, reading a model would take minutes."""

_TOO_LONG = Faute(0, "le texte est trop long pour un modèle.", "Coupez ce paragraphe, ou gardez moins de pages.")


class ModeleFautifError(ValueError):
    """A model says something that cannot be: `lieu` is where, in words, `faute` what."""

    def __init__(self, part: Partie, found: Faute, rank: int | None = None) -> None:
        super().__init__(found.probleme)
        self.faute = found
        self.lieu = part.lieu(found.ligne - 2 if rank is None else rank)


@dataclass(frozen=True)
class Partie:
    """A part of a model: its element, where it is (empty for the body), and who holds it."""

    element: Any
    ou: str
    tenant: Any

    @cached_property
    def paragraphes(self) -> list[tuple[Any, str]]:
        """Every paragraph in order, those of tables and frames too, with its words."""
        return [(each, _words(each)) for each in self.element.iter(qn("w:p"))]

    @property
    def a_des_variables(self) -> bool:
        """Tell whether something is said between braces."""
        return any(_OPENS.search(words) for _, words in self.paragraphes)

    def lieu(self, rank: int) -> str:
        """« paragraphe 12 (« Établissement : … »), dans un tableau »; the part alone where *rank* is none."""
        if not 0 <= rank < len(self.paragraphes):
            return self.ou
        element, words = self.paragraphes[rank]
        shown = words.strip() if len(words.strip()) <= _WORDS else f"{words.strip()[:_WORDS].rstrip()}…"
        inside = "dans un tableau" if next(element.iterancestors(qn("w:tc")), None) is not None else ""
        return ", ".join(filter(None, (self.ou, f"paragraphe {rank + 1} (« {shown} »)", inside)))

    def exige_des_accolades_fermees(self) -> None:
        """Raise ModeleFautifError where braces are opened and not closed in the same paragraph, or the reverse."""
        for rank, (_, words) in enumerate(self.paragraphes):
            if len(words) > _LONGEST and _OPENS.search(words):
                raise ModeleFautifError(self, _TOO_LONG, rank)
            rest = _PAIR.sub("", words)
            if _OPENS.search(rest):
                said = "une accolade n’est pas refermée."
                raise ModeleFautifError(self, Faute(0, said, "Écrivez {{ nom }} ou {% if … %} en entier."), rank)
            if _OPENS.search(words) and _CLOSES.search(rest):
                said = "une accolade est fermée sans avoir été ouverte."
                raise ModeleFautifError(self, Faute(0, said, "Écrivez {{ nom }} ou {% if … %} en entier."), rank)

    def exige_un_contenu_seul(self) -> None:
        """Raise ModeleFautifError where the document would come inside a sentence, a table, a header, or twice."""
        named = [rank for rank, (_, words) in enumerate(self.paragraphes) if _NAMES_CONTENT.search(words)]
        for rank in named:
            element, words = self.paragraphes[rank]
            is_alone = _CONTENT.fullmatch(words.strip()) and _in_body(element)
            if not is_alone or rank != named[0]:
                said = f"« {CONTENU} » est tout le document : il a besoin de son propre paragraphe."
                where = f"Écrivez {{{{p {CONTENU} }}}} une seule fois, seul dans un paragraphe, hors d’un tableau."
                raise ModeleFautifError(self, Faute(0, said, where), rank)

    def isole_les_boucles(self) -> None:
        """Give a loop or a condition that is alone in its paragraph that paragraph: no empty line is left.

        The same for `{{ contenu }}`: whoever forgets the p means it.
        """
        for element, words in self.paragraphes:
            bare = words.strip()
            if not _in_body(element):
                continue
            if match := _ALONE.fullmatch(bare):
                _say(element, f"{{%p {match[1]}{match[2]}%}}")
            elif _NOTE.fullmatch(bare):
                _say(element, f"{{#p {bare[2:]}")
            elif _CONTENT.fullmatch(bare):
                _say(element, f"{{{{p {CONTENU} }}}}")

    def texte_xml(self) -> str:
        """Return the part as text, each paragraph at the beginning of a line: a line tells a paragraph.

        Raises ModeleFautifError where it is too long to be a model.
        """
        text = etree.tostring(self.element, encoding="unicode")
        if len(text) > _BIGGEST:
            raise ModeleFautifError(self, _TOO_LONG)
        return _START.sub("\n<w:p", text.replace("\n", " "))

    def remplace(self, element: Any) -> None:
        """Put *element* in the place of the part's own."""
        if self.ou:
            self.tenant._element = element  # noqa: SLF001 (python-docx has no function for it)
        else:
            self.element.getparent().replace(self.element, element)


def parties(word: WordDocument) -> Iterator[Partie]:
    """Yield the body, then the headers and footers."""
    yield Partie(word.element.body, "", word)
    for link in word.part.rels.values():
        if link.reltype in _PARTS:
            yield Partie(link.target_part.element, _PARTS[link.reltype], link.target_part)


def _words(paragraph: Any) -> str:
    """Return the words of *paragraph*, not those of the frames inside."""
    texts = (each for each in paragraph.iter(qn("w:t")) if next(each.iterancestors(qn("w:p"))) is paragraph)
    return "".join(each.text or "" for each in texts)


def _in_body(paragraph: Any) -> bool:
    return bool(paragraph.getparent().tag == qn("w:body"))


def _say(paragraph: Any, words: str) -> None:
    """Make *words* all that *paragraph* says, in its first stretch of text."""
    texts = list(paragraph.iter(qn("w:t")))
    for text in texts:
        text.text = ""
    texts[0].text = words
