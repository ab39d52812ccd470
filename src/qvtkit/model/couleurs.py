"""Colours as « #RRGGBB »: how they are typed, and whether a text in them can be read."""

from __future__ import annotations

import re

_HEXADECIMAL = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
LISIBLE = 4.5
"""The least contrast of a text with its paper (WCAG 2.2, level AA)."""
BLANC, NUIT = "#FFFFFF", "#161D22"
"""The paper of a document, by day and on a dark screen."""
_STEP = 0.02
_DARK, _LIGHT = "#000000", "#FFFFFF"


def lue(typed: str) -> str | None:
    """Return the colour that *typed* writes (« #0b5d6b », « 0B5D6B », « #06b »), None where it writes none."""
    match = _HEXADECIMAL.fullmatch(typed.strip())
    if match is None:
        return None
    digits = match[1] if len(match[1]) == 6 else "".join(2 * digit for digit in match[1])  # noqa: PLR2004 (two a channel)
    return f"#{digits.upper()}"


def contraste(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def melange(one: str, other: str, part: float) -> str:
    """Return the colour made of *part* of *one* and the rest of *other*."""
    channels = (round(part * a + (1 - part) * b) for a, b in zip(_channels(one), _channels(other), strict=True))
    return "#" + "".join(f"{channel:02X}" for channel in channels)


def lisible(colour: str, *papers: str) -> str:
    """Return *colour*, darker (lighter on a dark paper) as far as it takes to read it on each of *papers*."""
    towards = _DARK if _luminance(papers[0]) > 0.5 else _LIGHT  # noqa: PLR2004 (half of white)
    part = 1.0
    found = colour
    while part > 0 and any(contraste(found, paper) < LISIBLE for paper in papers):
        part -= _STEP
        found = melange(colour, towards, max(part, 0.0))
    return found


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 (sRGB)
