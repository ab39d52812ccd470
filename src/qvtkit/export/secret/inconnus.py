"""Whoever a text gives away though no seat of the folder knows them: persons with a title, unions, how to reach them.

« Mme Martin » is one person, « la CGT » one union; a mailbox that bears a name and a mobile number are somebody's.
Which unions, after which words: data (`templates/relecture/syndicats.yaml`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.export.secret.syndicats import Syndicats
from qvtkit.method.expressions import Expressions, Lu
from qvtkit.text import fold

if TYPE_CHECKING:
    from qvtkit.model.projet import Projet

PERSONNE = "une personne"
ADRESSE = "adresse non montrée"
NUMERO = "numéro non montré"
_TITLE = (
    r"(?:(?i:mmes?|mlles?|melle|madame|mesdames|monsieur|messieurs|mademoiselle|docteure?|professeure?)"
    r"|MM?\.|Mr|Dr|Pr)\.?"
)
_PARTICLE = r"(?:(?:de|du|des|von|van|el|ben|da|di|dos)\s+|d['’]\s*)"
_WORD = r"[A-ZÀ-ÖØ-Þ][\w’'-]+"
_TITLED = re.compile(
    r"(?:(?<!\w)(?P<avant>(?i:du|de|au|le|la|que))\s+)?"
    rf"(?<![\w-]){_TITLE}\s+(?:[A-ZÀ-Ý]\.[\s-]*)*{_PARTICLE}*{_WORD}(?:[\s-]+{_PARTICLE}*{_WORD})*"
)
_JOINED = {"du": "d’", "de": "d’", "au": "à ", "le": "", "la": "", "que": "qu’"}
"""What the word before becomes in front of « une »."""
_PLACE = re.compile(
    r"(?:\b(?:rue|avenue|boulevard|allée|square|quai|impasse)(?:\s+(?:du|de\s+la|de))?"
    r"|\b(?:hôpital|centre\s+hospitalier|chu?|clinique|résidence|ehpad|fondation|institut|foyer|maison\s+de\s+retraite))"
    r"\s*$",
    re.IGNORECASE,
)
"""What stands before a title that names a place: « rue du Docteur Roux », « hôpital Docteur Roux »."""
_MAIL = re.compile(r"(?P<boite>[\w.+-]+)@[\w-]+(?:\.[\w-]+)+")
_MOBILE = re.compile(r"(?<![\d.])(?:(?:\+|00)33[\s.\-]?(?:\(0\))?\s?|0)[67](?:[\s.\-]?\d\d){4}(?!\d)")
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
    lieux: tuple[str, ...] = ()
    """Names of public bodies, left as they are."""

    @classmethod
    def of(cls, projet: Projet, *, personnes: bool) -> Inconnus:
        """Return what reads the texts of *projet*."""
        dossier = projet.dossier
        bodies = (dossier.etablissement.nom, *(each.nom for each in dossier.clusters))
        return cls(
            personnes, Expressions.of(projet.source.expressions("personnes"), "fonctions-nommees"),
            Syndicats.of(projet.source.expressions("syndicats")), tuple(filter(None, bodies)),
        )  # fmt: skip

    def texte(self, text: str) -> str:
        """Return *text* without them; the names of public bodies stay."""
        parts = re.split(f"({'|'.join(map(re.escape, self.lieux))})", text) if self.lieux else [text]
        return "".join(part if part in self.lieux else self._sans(part) for part in parts)

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

    def _sans(self, text: str) -> str:
        if self.personnes:
            text = _TITLED.sub(_someone, text)
            text = _MAIL.sub(lambda found: found[0] if _is_function(found["boite"]) else ADRESSE, text)
            text = _MOBILE.sub(NUMERO, text)
        return self.syndicats.texte(text)


def _someone(found: re.Match[str]) -> str:
    """« du docteur Martin » gives « d’une personne »; a street and a hospital keep their name."""
    before, word = found.string[: found.start()], found["avant"] or ""
    place = f"{before}{word}"
    if _PLACE.search(place):
        return found[0]
    said = f"{_JOINED.get(word.lower(), '')}{PERSONNE}"
    return said[:1].upper() + said[1:] if found[0][:1].isupper() and opens(before) else said


def opens(before: str) -> bool:
    """Tell whether what follows *before* opens a sentence."""
    return not before.strip() or before.rstrip()[-1] in ".!?"


def _is_function(mailbox: str) -> bool:
    words = re.findall(r"[a-z]+", fold(mailbox))
    return bool(words) and set(words) <= _BOXES


def _whole(text: str, end: int) -> int:
    """Return where a name ends whose first two words were found: « Marie Dupont-Martin »."""
    more = re.compile(rf"(?:[\s-]+{_PARTICLE}*{_WORD})+").match(text, end)
    return more.end() if more else end
