"""Recognise French expressions in a text: lists of words that a person edits, found with their places.

The lists are data (`templates/relecture/`): one expression a line, as their first lines explain.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qvtkit.text import strip_accents

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_HYPHENS = "-\u2010\u2011"
_INFLECTED = 4
"""Letters from which a word also stands for its feminine and its plural."""
_BETWEEN = r"(?: +[\w']+){0,4}? +"
_BEFORE = " \t\n«\"'–-•*\u00a0"
"""What may stand before the first word of a text."""
_REFERENCE = re.compile(r"\{(\w[\w-]*)\}")


@dataclass(frozen=True, slots=True)
class Extrait:
    """Words, and where they stand in the text that was read: `texte[debut:fin]`; None: in another rubrique."""

    texte: str
    debut: int | None = None
    fin: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the words as JSON data."""
        return {"texte": self.texte, "debut": self.debut, "fin": self.fin}


class Lu:
    """A text without accents, hyphens as spaces, that remembers where each character comes from."""

    def __init__(self, texte: str) -> None:
        self.texte = texte
        bare = [(piece, rank) for rank, char in enumerate(texte) for piece in _bare(char)]
        self.nu = "".join(piece for piece, _ in bare)
        self._ranks = [rank for _, rank in bare]

    def extrait(self, start: int, end: int) -> Extrait:
        """Return the words of the original text that stand at these places of the bare one."""
        first, last = self._ranks[start], self._ranks[end - 1] + 1
        return Extrait(self.texte[first:last], first, last)


def _bare(char: str) -> str:
    return " " if char.isspace() or char in _HYPHENS else strip_accents(char)


@dataclass(frozen=True)
class Expressions:
    """A list of expressions, and those that must not be taken for one of them."""

    motif: re.Pattern[str] | None
    sauf: re.Pattern[str] | None = field(default=None)

    @classmethod
    def of(cls, listes: Mapping[str, Mapping[str, Any]], name: str, key: str = "mots") -> Expressions:
        """Return the list *name* of *listes*; its expressions may refer to other lists: `{fonctions}`."""
        body = listes.get(name) or {}
        return cls(_pattern(body.get(key) or (), listes), _pattern(body.get("sauf") or (), listes))

    def dans(self, lu: Lu) -> list[Extrait]:
        """Return the expressions found in a text, in order."""
        if self.motif is None:
            return []
        spared = [match.span() for match in self.sauf.finditer(lu.nu)] if self.sauf else []
        found = (match.span() for match in self.motif.finditer(lu.nu))
        return [
            lu.extrait(start, end)
            for start, end in found
            if not any(start < other_end and other_start < end for other_start, other_end in spared)
        ]

    def au_debut(self, lu: Lu) -> list[Extrait]:
        """Return the expression with which the text begins, if any."""
        return [
            found for found in self.dans(lu)[:1] if not (lu.texte[: found.debut] if found.debut else "").strip(_BEFORE)
        ]


def _pattern(lines: Sequence[str], listes: Mapping[str, Mapping[str, Any]]) -> re.Pattern[str] | None:
    if not lines:
        return None
    return re.compile(rf"(?<!\w){_any(lines, listes)}(?!\w)", re.IGNORECASE)


def _any(lines: Iterable[str], listes: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the expression that stands for one of *lines*, the longest first."""
    ordered = sorted(map(str, lines), key=len, reverse=True)
    return "(?:" + "|".join(_expression(line, listes) for line in ordered) + ")"


def _expression(line: str, listes: Mapping[str, Mapping[str, Any]]) -> str:
    """Return one line as a regular expression: words, `…` for up to four words between."""
    words = "".join(" " if char in _HYPHENS and "{" not in line else char for char in line).split()
    text = ""
    for rank, word in enumerate(words):
        if word == "…":
            text += _BETWEEN
            continue
        text += (" +" if rank and words[rank - 1] != "…" else "") + _one_of(word, listes)
    return text


def _one_of(word: str, listes: Mapping[str, Mapping[str, Any]]) -> str:
    choices = [_word(each, listes) for each in word.split("|")]
    return choices[0] if len(choices) == 1 else "(?:" + "|".join(choices) + ")"


def _word(word: str, listes: Mapping[str, Mapping[str, Any]]) -> str:
    """Return one word: any inflection, `*` any ending, `#` a number, CAPITALS and Xxx as they are."""
    reference = _REFERENCE.search(word)
    if reference:
        before, after = word[: reference.start()], word[reference.end() :]
        inner = _any((listes.get(reference[1]) or {}).get("mots") or (), listes)
        return (_word(before, listes) if before else "") + inner + (_word(after, listes) if after else "")
    if word == "Xxx":
        return r"(?-i:[A-Z]\w+)"
    plain = re.escape(strip_accents(word)).replace(r"\*", r"\w*").replace(r"\#", r"\d+")
    if word.isupper():
        return f"(?-i:{plain})"
    inflected = len(word) >= _INFLECTED and word.isalpha()
    return f"{plain}(?:e?s?|x)" if inflected else plain
