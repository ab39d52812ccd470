"""Unions in what leaves the folder: collèges rather than unions, whatever people typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

UN = "une organisation syndicale"
PLUSIEURS = "des organisations syndicales"
CODE = "syndicat"
_BETWEEN = r"\s*(?:,|/|-|–|\+|\bet\b|\bou\b)\s*(?:la\s+|le\s+|l['’])?"
_JOINED = {"de la": "d’", "de l’": "d’", "du": "d’", "de": "d’", "à la": "à ", "à l’": "à ", "au": "à ", "que": "qu’"}
_MANY = {"d’": "d’", "qu’": "que "}
"""What these become before « des organisations syndicales »."""
_EDGE = r"(?<![^\W_])"
_ARTICLES = r"de\s+la|de\s+l['’]|à\s+la|à\s+l['’]|du|de|au|que|la|le|les|l['’]"


@dataclass(frozen=True)
class Syndicats:
    """What recognises a union: its name, or an ambiguous one after a word that leaves no doubt."""

    motif: re.Pattern[str]
    surs: re.Pattern[str]

    @classmethod
    def of(cls, listes: Mapping[str, Mapping[str, Any]]) -> Syndicats:
        """Build it from the lists of `templates/relecture/syndicats.yaml`."""
        sure, vague, heads = (_words(listes, name) for name in ("noms", "noms-ambigus", "devant"))
        one = rf"(?:(?i:{sure})|(?:{vague}))(?![\w@])"
        head = rf"(?:(?P<tete>(?i:{heads})(?:\s+(?i:syndical\w*|syndicaux))?)\s+)"
        union = r"(?P<syndicat>(?:(?i:les?|la|un|une|des)\s+)?(?i:syndicats?|organisations?\s+syndicales?)\s+)"
        article = rf"(?:(?<!\w)(?P<article>(?i:{_ARTICLES}))\s*)"
        return cls(
            re.compile(rf"(?:{union}|{head})?{article}?(?P<noms>{_EDGE}{one}(?:{_BETWEEN}{one})*)"),
            re.compile(rf"{_EDGE}(?i:{sure})(?![^\W_])"),
        )

    def texte(self, text: str) -> str:
        """Return *text* without any union's name."""
        return self.motif.sub(self._said, text)

    def code(self, code: str) -> str:
        """Return an id or a path without any union's name."""
        return self.surs.sub(CODE, code)

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
        return said[:1].upper() + said[1:] if found[0][:1].isupper() and _opens(found) else said

    def _several(self, names: str) -> bool:
        """« CFE-CGC » is one union, « CGT et CFDT » are two."""
        return self.surs.fullmatch(names) is None


def _after(article: str, name: str) -> str:
    """« de la » gives « d’une organisation syndicale », « d’organisations syndicales »."""
    word = _JOINED.get(re.sub(r"\s+", " ", article.lower().replace("'", "’")), "")
    if name is UN:
        return word + name
    return f"d’{name.removeprefix('des ')}" if word == "d’" else f"{_MANY.get(word, word)}{name}"


def _opens(found: re.Match[str]) -> bool:
    before = found.string[: found.start()].rstrip()
    return not before or before[-1] in ".!?"


def _words(listes: Mapping[str, Mapping[str, Any]], name: str) -> str:
    words = sorted(map(str, listes[name]["mots"]), key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\-", r"[\s_-]").replace(r"\ ", r"[\s_-]") for word in words)
