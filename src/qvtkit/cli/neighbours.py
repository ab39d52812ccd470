"""The readable ASCII neighbour of a character that an encoding lacks: never a row of « ? »."""

from __future__ import annotations

import unicodedata

_NEIGHBOURS = {
    "’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‹": "<", "›": ">",
    "—": "-", "–": "-", "−": "-", "‐": "-", "‑": "-", "‒": "-", "…": "...", "•": "*", "·": "-",
    "→": "->", "←": "<-", "↑": "^", "↓": "v", "↗": "/", "↘": "\\", "⇒": "=>", "≤": "<=", "≥": ">=", "≠": "!=", "≈": "~",
    "─": "-", "━": "-", "│": "|", "┃": "|", "●": "*", "○": "o", "✓": "v", "✔": "v", "✗": "x", "✘": "x",
    "▁": "1", "▂": "2", "▃": "3", "▄": "4", "▅": "5", "▆": "6", "▇": "7", "█": "8",
    "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o", "Ø": "O", "ð": "d", "ł": "l", "Ł": "L",
    "€": "EUR", "£": "GBP", "×": "x", "÷": "/", "°": "o", "±": "+/-", "‰": "o/oo", "©": "(c)", "®": "(r)",
}  # fmt: skip


def neighbour(char: str) -> str:
    """Return what stands for *char* in ASCII: « ’ » gives « ' », « é » gives « e », an emoji « ? »."""
    if char in _NEIGHBOURS:
        return _NEIGHBOURS[char]
    if unicodedata.category(char) in {"Mn", "Cf"}:  # accents typed apart, joiners: nothing to see
        return ""
    plain = "".join(each for each in unicodedata.normalize("NFKD", char) if each.isascii())
    return plain or "?"
