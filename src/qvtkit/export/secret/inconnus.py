"""Whoever a text gives away though no seat of the folder knows them: persons with a title, unions, how to reach them.

« Mme Martin » is one person, « la CGT » one union; a mailbox that bears a name and a mobile number are somebody's.
Which unions, after which words: data (`templates/relecture/syndicats.yaml`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.export.secret.mots import lieu, opens
from qvtkit.export.secret.syndicats import Syndicats
from qvtkit.method.expressions import Expressions, Lu
from qvtkit.text import fold

if TYPE_CHECKING:
    from qvtkit.model.projet import Projet

PERSONNE = "une personne"
PERSONNES = "plusieurs personnes"
ADRESSE = "adresse non montrée"
NUMERO = "numéro non montré"
_ONE = (
    r"(?:(?i:mmes?|mlles?|melles?|madame|mesdames|monsieur|messieurs|mademoiselle|docteure?|professeure?|dre)"
    r"|MM?\.|Mr|Dr|Pr)\.?"
)
_MANY = r"(?:(?i:mmes|mlles|mesdames|messieurs)|MM\.)"
_PARTICLE = r"(?:(?:de\s+la|de|du|des|von|van|el|ben|da|di|dos)\s+|(?:de\s+l|d)['’]\s*)"
_NOBODY = (
    r"(?!(?i:(?:l[ae]s?\s+|l['’])(?:direct|président|maire|cadre|chef|responsable|infirmi|coordin|psycho|médecin"
    r"|docteur|gouvernant|préf|sous-préf|ministre|délégu|secrétaire|conseill|inspect|déput|sénat|doyen|proviseur|idec|drh)"
    r"|direct(?:eur|rice)|(?:idec|drh|monsieur|madame|messieurs|mesdames|mademoiselle)\b))"
)
"""« Madame La Directrice » is a function."""
_WORD = r"[A-ZÀ-ÖØ-Þ][\w’'-]+"
_NAME = rf"(?:[A-ZÀ-Ý]\.[\s-]*)*{_PARTICLE}*{_NOBODY}{_WORD}(?:[\s-]+{_PARTICLE}*{_WORD})*"
_GLUED = r"(?:\s+|(?<=\.)(?=[A-ZÀ-Ý][a-zà-ÿ]))"
"""« M.Durand »; not « M.A.S. »."""
_AND = r"(?:\s*[,/&]\s*|\s+(?:et|ou)\s+)"
_BEFORE = r"(?:(?<!\w)(?P<avant>(?i:du|de|au|le|la|que))\s+)?(?<![\w-])"
_TITLED = re.compile(rf"{_BEFORE}{_ONE}(?:\s+(?:l[ae]\s+)?{_ONE})*{_GLUED}{_NAME}")
_SEVERAL = re.compile(
    rf"(?<![\w-])(?:{_MANY}{_GLUED}{_NAME}(?:{_AND}(?:{_ONE}\s+)?{_NAME})*|{_ONE}\s+(?:et|ou|&)\s+{_ONE}\s+{_NAME})"
)
_SMALL = re.compile(
    rf"{_BEFORE}(?:(?i:mmes?|mlles?|melles?|mr)\.?|M\.|[Dd]r\.?)\s+"
    r"(?!(?:les|qui|que|est|une?|aux|des|pour|avec|dans|sur|chez|dit|etc|etait|était|ou|et)\b)[a-zà-ÿ][\w'’-]{2,}"
)
"""« mme durand », as people type in a hurry."""
_JOINED = {"du": "d’", "de": "d’", "au": "à ", "le": "", "la": "", "que": "qu’"}
"""What the word before becomes in front of « une »."""
_MAIL = re.compile(r"(?<![\w.+-])(?P<boite>[\w.+-]+)@[\w-]+(?:\.[\w-]+)+")  # never from its middle: quadratic
_MOBILE = re.compile(
    r"(?<![\d./-])(?:(?:\+|00)\d{2,3}[\s.\-]?(?:\(0\))?\s?|0)[67]"
    r"(?:(?:[\s.\-]?\d\d){4}|(?:/\d\d){4}|(?:_\d\d){4}|\s?\d{3}\s\d{3}\s\d\d)(?![\d/])"
)
_SOCIAL = re.compile(r"(?<!\d)[12]\s?\d\d\s?(?:0[1-9]|1[0-2])\s?(?:\d\d|2[AB])\s?\d{3}\s?\d{3}(?:\s?\d\d)?(?!\d)")
"""A social security number: who, born when and where."""
_BOXES = frozenset({
    "accueil", "administration", "contact", "copil", "cssct", "cse", "cadres", "direction", "drh", "ehpad", "equipe",
    "groupe", "ide", "info", "qualite", "qvct", "qvt", "residence", "rh", "secretariat", "soins", "standard",
})  # fmt: skip
"""Words of a mailbox that is a function's (proposition qvtkit)."""


@dataclass(frozen=True)
class Inconnus:
    """What hides persons and unions that the folder does not know, in the texts of one project."""

    personnes: bool
    """Whether persons are hidden: unions always are."""
    fonctions: Expressions
    """What can only be somebody where a function is awaited."""
    syndicats: Syndicats

    @classmethod
    def of(cls, projet: Projet, *, personnes: bool) -> Inconnus:
        """Return what reads the texts of *projet*."""
        return cls(
            personnes, Expressions.of(projet.source.expressions("personnes"), "fonctions-nommees"),
            Syndicats.of(projet.source.expressions("syndicats")),
        )  # fmt: skip

    def texte(self, text: str) -> str:
        """Return *text* without them."""
        if self.personnes:
            text = _SMALL.sub(_someone, _TITLED.sub(_someone, self.plusieurs(text)))
            text = _MAIL.sub(lambda found: found[0] if _is_function(found["boite"]) else ADRESSE, text)
            text = _MOBILE.sub(NUMERO, _SOCIAL.sub(NUMERO, text))
        return self.syndicats.texte(text)

    def plusieurs(self, text: str) -> str:
        """Return *text* without those who are named together: « Mmes Durand et Roux », whoever knows one of them."""
        return _SEVERAL.sub(lambda found: _cased(PERSONNES, found), text) if self.personnes else text

    def fonction(self, text: str) -> str:
        """Return a text where a function is awaited, without the first name and name typed there."""
        if not self.personnes:
            return self.texte(text)
        parts, last = [], 0
        for found in self.fonctions.dans(Lu(text)):
            start, end = found.debut or 0, _whole(text, found.fin or 0)
            parts += [text[last:start], PERSONNE if text.strip() == text[start:end] else ""]
            last = end
        left = " ".join("".join([*parts, text[last:]]).split()).strip(" ,;:()–-")
        return self.texte(left if last else text)


def _someone(found: re.Match[str]) -> str:
    """« du docteur Martin » gives « d’une personne »; a street and a hospital keep their name."""
    before, word = found.string[: found.start()], found["avant"] or ""
    if lieu(f"{before}{word} ", titre=True):
        return found[0]
    return _cased(f"{_JOINED.get(word.lower(), '')}{PERSONNE}", found)


def _cased(said: str, found: re.Match[str]) -> str:
    opening = found[0][:1].isupper() and opens(found.string[: found.start()])
    return said[:1].upper() + said[1:] if opening else said


def _is_function(mailbox: str) -> bool:
    words = re.findall(r"[a-z]+", fold(mailbox))
    return bool(words) and set(words) <= _BOXES


def _whole(text: str, end: int) -> int:
    """Return where a name ends whose first two words were found: « Marie Dupont-Martin »."""
    more = re.compile(rf"(?:[\s-]+{_PARTICLE}*{_WORD})+").match(text, end)
    return more.end() if more else end
