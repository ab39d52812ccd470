"""Unions in what leaves the folder: collèges rather than unions, whatever people typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qvtkit.export.secret.mots import opens

if TYPE_CHECKING:
    from collections.abc import Mapping

UN = "une organisation syndicale"
PLUSIEURS = "des organisations syndicales"
CODE = "syndicat"
_SHORT = 2
"""Letters from which a name with dots can only be one."""
_BETWEEN = r"\s*(?:,|/|-|–|\+|\bet\b|\bou\b)\s*(?:la\s+|les?\s+|l['’])?"
_JOINED = {"de la": "d’", "de l’": "d’", "du": "d’", "de": "d’", "à la": "à ", "à l’": "à ", "au": "à ", "que": "qu’"}
_MANY = {"d’": "d’", "qu’": "que "}
"""What these become before « des organisations syndicales »."""
_EDGE = r"(?<![^\W_])"
_ARTICLES = r"de\s+la|de\s+l['’]|à\s+la|à\s+l['’]|du|de|au|que|la|le|les|l['’]"


_OF = r"(?:-(?i:santé|sociaux|sociale?|action[\s-]sociale))*"
"""« CGT-Santé »."""


@dataclass(frozen=True)
class Syndicats:
    """What recognises a union: its name, or an ambiguous one where other words leave no doubt."""

    motif: re.Pattern[str]
    surs: re.Pattern[str]
    sujets: re.Pattern[str]
    """« FO refuse », where a sentence begins."""
    codes: re.Pattern[str]
    """A name in an id, in small letters and without accents; an ambiguous one after « tract- »."""
    ambigus: re.Pattern[str]

    @classmethod
    def of(cls, listes: Mapping[str, Mapping[str, Any]]) -> Syndicats:
        """Build it from the lists of `templates/relecture/syndicats.yaml`."""
        sure, vague, heads, between, after = (
            _words(listes, name) for name in ("noms", "noms-ambigus", "devant", "entre", "derriere")
        )
        one = rf"(?:(?:(?i:{sure})|(?:{vague})){_OF})(?![\w@])"
        head = rf"(?:(?P<tete>(?i:{heads})(?:\s+(?i:{between}))*)\s*(?:(?P<ouvre>\()\s*|\s))"
        union = r"(?P<syndicat>(?:(?i:les?|la|un|une|des)\s+)?(?i:syndicats?|organisations?\s+syndicales?)\s+)"
        article = rf"(?:(?<!\w)(?P<article>(?i:{_ARTICLES}))\s*)"
        names = rf"(?P<noms>{_EDGE}{one}(?:{_BETWEEN}{one})*)"
        return cls(
            re.compile(rf"(?:{union}|{_EDGE}{head})?{article}?{names}(?(ouvre)\s*\))"),
            re.compile(rf"{_EDGE}(?i:{sure}){_OF}(?![^\W_])"),
            re.compile(rf"(?P<avant>^|[.;:!?,(«]\s*)(?:{vague})(?=\s+(?:{after})\b)"),
            re.compile(rf"{_EDGE}(?:{sure}|(?P<tete>{heads})[-_ ](?:{vague}))(?![^\W_])", re.IGNORECASE),
            re.compile(rf"{_EDGE}(?:{vague})(?![^\W_])"),
        )

    def texte(self, text: str) -> str:
        """Return *text* without any union's name."""
        return self.motif.sub(self._said, self.sujets.sub(_sujet, text))

    def elu(self, text: str) -> str:
        """Return the function of a staff representative: there « FO » can only be a union."""
        return self.ambigus.sub(UN, self.texte(text))

    def code(self, code: str) -> str:
        """Return an id or a path without any union's name."""
        return self.codes.sub(lambda found: f"{found['tete']}-{CODE}" if found["tete"] else CODE, code)

    def _said(self, found: re.Match[str]) -> str:
        if not (found["syndicat"] or found["tete"] or self.surs.search(found["noms"])):
            return found[0]
        many = len(re.split(_BETWEEN, found["noms"])) > 1 and self._several(found["noms"])
        name = PLUSIEURS if many else UN
        if found["syndicat"]:
            said = name
        elif found["tete"]:
            said = f"{found['tete']} d’{name.removeprefix('des ')}"
        else:
            said = _after(found["article"] or "", name)
        return said[:1].upper() + said[1:] if found[0][:1].isupper() and opens(found.string[: found.start()]) else said

    def _several(self, names: str) -> bool:
        """« CFE-CGC » is one union, « CGT et CFDT » are two."""
        return self.surs.fullmatch(names) is None


def _sujet(found: re.Match[str]) -> str:
    """« FO refuse » gives « Une organisation syndicale refuse »."""
    said = UN if found["avant"][:1] in {":", ",", ";", "(", "«"} else UN[:1].upper() + UN[1:]
    return found["avant"] + said


def _after(article: str, name: str) -> str:
    """« de la » gives « d’une organisation syndicale », « d’organisations syndicales »."""
    word = _JOINED.get(re.sub(r"\s+", " ", article.lower().replace("'", "’")), "")
    if name is UN:
        return word + name
    return f"d’{name.removeprefix('des ')}" if word == "d’" else f"{_MANY.get(word, word)}{name}"


def _words(listes: Mapping[str, Mapping[str, Any]], name: str) -> str:
    words = sorted(map(str, listes[name]["mots"]), key=len, reverse=True)
    return "|".join(map(_word, words))


def _word(word: str) -> str:
    """Return the pattern of a name, however it is spaced; « C.G.T. » too."""
    pattern = re.escape(word).replace(r"\-", r"[\s_-]").replace(r"\ ", r"[\s_-]").replace("'", "['’]")
    return rf"{pattern}|{_dotted(word)}" if word.isupper() and word.isalpha() and len(word) > _SHORT else pattern


def _dotted(word: str) -> str:
    return r"\.\s?".join(word) + r"\.?"
