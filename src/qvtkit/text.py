"""Plain text helpers: folding what people type, ids from titles, French typography.

Nothing here knows the domain; every layer may use it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

NBSP = "\u00a0"
"""Non-breaking space, before « : », « » » and « % »."""
NNBSP = "\u202f"
"""Narrow non-breaking space, before « ; », « ! » and « ? »."""

# Letters that Unicode does not decompose but that French keyboards produce.
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "’": "'"})
_SEPARATORS = re.compile(r"[\s_\-'.]+")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_WINDOWS_RESERVED = re.compile(r"^(con|prn|aux|nul|com[0-9]|lpt[0-9])$")
SLUG_LENGTH = 60
"""Characters of the longest id."""


def strip_accents(text: str) -> str:
    """Return *text* without accents or ligatures: « Œuvre élevée » gives « OEuvre elevee »."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text.translate(_LIGATURES))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return the form under which keys, codes and ids are compared.

    Accents, capitals and the choice of separator do not count:
    « Unité », « fin_prevue » and « Fin prévue » give « unite », « fin-prevue », « fin-prevue ».
    """
    return _SEPARATORS.sub("-", strip_accents(text).strip().lower()).strip("-")


def slugify(title: str) -> str:
    """Return an id for *title*: ASCII kebab-case, at most 60 characters, safe as a Windows file name.

    Returns an empty string where *title* holds no letter and no digit.
    """
    slug = _NOT_SLUG.sub("-", strip_accents(title).lower()).strip("-")
    if len(slug) > SLUG_LENGTH:
        slug = slug[: SLUG_LENGTH + 1].rsplit("-", 1)[0][:SLUG_LENGTH]
    return f"{slug}-1" if _WINDOWS_RESERVED.match(slug) else slug


# What comes along in a paste: ends of line of other systems become ours, what nobody sees goes.
_CONTROLS = set(range(0x20)) | set(range(0x7F, 0xA0)) | {0xFEFF} | set(range(0xD800, 0xE000))
_PASTED: dict[int, str | None] = dict.fromkeys(_CONTROLS - set(map(ord, "\t\n\r")))
_PASTED |= dict.fromkeys(map(ord, "\v\f\x85\u2028\u2029"), "\n")


def writable(text: str) -> str:
    """Return *text* without the characters that no text file keeps."""
    return text if text.isprintable() else text.translate(_PASTED)


def is_reserved(name: str) -> bool:
    """Tell whether Windows keeps *name* for itself, with or without an extension: « con », « NUL.yaml »."""
    return bool(_WINDOWS_RESERVED.match(name.strip().partition(".")[0].rstrip().lower()))


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that *word* was most likely meant to be, or None."""
    import difflib  # only when something was misspelt

    by_fold = {fold(candidate): candidate for candidate in candidates}
    match = difflib.get_close_matches(fold(word), by_fold, n=1, cutoff=0.65)
    return by_fold[match[0]] if match else None


_SURE, _CLEARLY = 0.7, 0.08


def only_close(word: str, candidates: Iterable[str]) -> str:
    """Return the one candidate that *word* can only be a slip for; empty where two are as likely."""
    import difflib  # only when something was misspelt

    by_fold = {fold(candidate): candidate for candidate in sorted(candidates)}
    begun = [each for each in by_fold if each.startswith(fold(word))]  # « effet » is half of two rubriques
    if len(begun) > 1 or len(word) > 2 * max(map(len, by_fold), default=0):
        return ""
    near = difflib.get_close_matches(fold(word), by_fold, n=2, cutoff=_SURE - _CLEARLY)
    ratios = [difflib.SequenceMatcher(None, each, fold(word)).ratio() for each in near]
    sure = ratios and ratios[0] >= _SURE and (len(ratios) == 1 or ratios[0] - ratios[1] > _CLEARLY)
    return by_fold[near[0]] if sure else ""


def did_you_mean(hint: str | None) -> str:
    """Return « Vouliez-vous dire « x » ? » with a leading space, empty where there is no hint."""
    return f" Vouliez-vous dire « {hint} » ?" if hint else ""


def enumerate_fr(items: Iterable[str], last: str = "et") -> str:
    """Join *items* as a French list: « a, b et c »."""
    words = list(items)
    if len(words) < 2:  # noqa: PLR2004 (one word needs no joining)
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


NOTHING = frozenset({"aucun", "aucune", "rien"})
"""What a person types, alone, for an empty list; « - » too."""


def listed(typed: str | Iterable[str], *, short: bool = False) -> list[str]:
    """Return the items of a list: given one by one, or typed on one line with « ; » (or one a line).

    A comma belongs to the sentences of people; it separates only *short* items (codes, names of
    services), where no « ; » does. « - » or « aucun », alone, is an empty list.
    """
    items = list(typed)
    if isinstance(typed, str):
        items = re.split(r"[;\n]", typed)
        if short and len(items) == 1:
            items = typed.split(",")
    kept = [item.strip() for item in items if fold(item)]
    return [] if len(kept) == 1 and fold(kept[0]) in NOTHING else kept


def plural(count: int, singular: str, many: str | None = None) -> str:
    """Return « 0 mesure », « 1 mesure », « 2 mesures »: French keeps the singular below two."""
    word = singular if abs(count) < 2 else (many or f"{singular}s")  # noqa: PLR2004
    return f"{count}{NBSP}{word}"


_BEFORE_COLON = re.compile(r"[ \u00a0\u202f]+(?=[:»%€])")
_BEFORE_HIGH = re.compile(r"[ \u00a0\u202f]+(?=[;!?])")
_AFTER_OPENING = re.compile(r"(?<=«)[ \u00a0\u202f]*")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=[\w«])")
_STRAIGHT_QUOTES = re.compile(r'(?<![^\s(\'’])"([^"\n]+)"(?![^\s).,;:!?…])')
_NUMBERED = re.compile(r"(?<=n°) (?=\d)|(?<=\d) (?=h\b)|(?<=\d\u00a0h) (?=\d)|(?<=\d h) (?=\d)")
_DIGIT_GROUP = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_QUOTE = re.compile("«[ \u00a0\u202f]*|[ \u00a0\u202f]*»")


def inner_quotes(text: str) -> str:
    """Return *text* with “ ” for what is quoted inside « »: « Noter “x” ».

    A text whose marks do not go by pairs is left alone.
    """
    depth, pieces, start = 0, list[str](), 0
    for mark in _QUOTE.finditer(text):
        opening = mark.group().startswith("«")
        depth += 1 if opening else -1
        if depth < 0:
            return text
        inside = depth > 1 if opening else depth > 0
        pieces += [text[start : mark.start()], ("“" if opening else "”") if inside else mark.group()]
        start = mark.end()
    return text if depth else "".join(pieces) + text[start:]


def typography(text: str, *, quotes: bool = False) -> str:
    """Return *text* with French non-breaking spaces and curly apostrophes.

    Only spaces that are already there change: « 12:30 » and addresses are left alone. With
    *quotes*, for documents, "…" becomes « … »; never on a screen, where commands are to be pasted.
    """
    if quotes:
        text = _STRAIGHT_QUOTES.sub(f"«{NBSP}\\1{NBSP}»", text).replace("...", "…")
    if text.count("«") > 1:
        text = inner_quotes(text)
    text = _BEFORE_COLON.sub(NBSP, text)
    text = _BEFORE_HIGH.sub(NNBSP, text)
    text = _AFTER_OPENING.sub(NBSP, text)
    text = _DIGIT_GROUP.sub(NNBSP, text)
    text = _NUMBERED.sub(NBSP, text)
    return _APOSTROPHE.sub("’", text)
