"""The words of the command line, freed of what terminals, Word and scripts did to them."""

from __future__ import annotations

import os
import re
import unicodedata
from typing import TYPE_CHECKING

from qvtkit.cli.streams import decoded
from qvtkit.text import NBSP, NNBSP

if TYPE_CHECKING:
    from collections.abc import Sequence

_MINUS = "\u2212"
_DASH = re.compile(r"[-\u2010-\u2015\u2212]")
_NEGATIVE_NUMBER = re.compile(r"^(-(?=[\d.,])|[\u2010-\u2015\u2212](?=[\d.,]+$))")
_WORD_DASHES = re.compile(r"^[\u2010-\u2015\u2212]{1,2}(?=[^\W\d_][\w-]*(=|$))")
_SHORT = re.compile(r"^[\u2010-\u2015\u2212](?=[^\W\d_]$)")
_GLUED = re.compile(f"^(--?[^\\W\\d_][\\w-]*)[{NBSP}{NNBSP}]+(?=.)")
_INVISIBLE = "\ufeff\u200b\u200e\u200f\u2060"
_QUOTES = {"“": "”", "„": "“”", "«": "»", "‘": "’", "”": "”"}


def tidy(words: Sequence[str]) -> list[str]:
    """Return the arguments as they were meant.

    Carriage returns of a script written on Windows, invisible characters, dashes and quotes of Word,
    negative numbers (not options: the typographic minus is read as a minus by every number).
    After « -- », nothing is interpreted.
    """
    if "--" in words:
        end = list(words).index("--")
        return [*tidy(words[:end]), *(_text(word) for word in words[end:])]
    cleaned = [_text(word) for word in words if word.strip("\r\n") or not word]
    return [part for word in _unquoted(cleaned) for part in _option(word)]


def _text(word: str) -> str:
    """Return *word* without stray bytes, invisible characters or accents typed apart."""
    if os.path.lexists(word):  # a file keeps the name that it has
        return word
    if not word.isascii():
        word = decoded(word.encode("utf-8", "surrogateescape")) if _has_bytes(word) else word
        word = unicodedata.normalize("NFC", word).strip(_INVISIBLE)
    return word.rstrip("\r\n")


def _has_bytes(word: str) -> bool:
    return any("\udc80" <= char <= "\udcff" for char in word)


def _option(word: str) -> list[str]:
    """Return *word* with the dashes of an option, cut from its value where a non-breaking space glued them."""
    if _NEGATIVE_NUMBER.match(word):
        return [_NEGATIVE_NUMBER.sub(_MINUS, word)]
    word = _SHORT.sub("-", word)
    word = _WORD_DASHES.sub("--", word)
    glued = _GLUED.match(word)
    return [glued[1], word[glued.end() :]] if glued else [word]


def _unquoted(words: list[str]) -> list[str]:
    """Return *words* without the typographic quotes that no shell removed, and what they held in one piece.

    An argument that holds spaces went through real quotes: its own are part of the text.
    """
    result: list[str] = []
    position = 0
    while position < len(words):
        name, opening, start = _opening(words[position])
        last = _closing(words, position, start, _QUOTES[opening]) if opening else None
        if last is None:
            result.append(words[position])
        else:
            inner = " ".join([start, *words[position + 1 : last + 1]])
            result.append(name + inner[:-1].strip(f" {NBSP}{NNBSP}"))
            position = last
        position += 1
    return result


def _opening(word: str) -> tuple[str, str, str]:
    """Return what precedes an opening quote (« --nom= » or nothing), the quote, what follows it."""
    name, equal, value = word.partition("=") if _DASH.match(word) else ("", "", word)
    quote = value[:1]
    return (name + equal, quote, value[1:]) if quote in _QUOTES and " " not in word else ("", "", word)


def _closing(words: list[str], position: int, start: str, quotes: str) -> int | None:
    """Return the rank of the word that closes the quotes opened at *position*."""
    for rank in range(position, len(words)):
        word = start if rank == position else words[rank]
        if " " in word:
            return None
        if word and word[-1] in quotes:
            return rank
    return None
