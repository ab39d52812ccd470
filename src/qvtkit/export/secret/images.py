"""Pictures without what they tell of those who made them: author, place, software, path of the file.

A photograph says who took it, where and when (Exif, XMP); a drawing says who drew it and where it is kept.
"""

from __future__ import annotations

import base64
import struct

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset({
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs", b"bKGD", b"sBIT",
})  # fmt: skip
_JPEG = b"\xff\xd8"
_SCAN = 0xDA
_JPEG_DROPPED = frozenset((*range(0xE1, 0xEE), 0xEF, 0xFE))
"""Exif, XMP, colour profiles, comments; JFIF and Adobe, which tell how to read the colours, stay."""
_DRAWN = ("http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace")
_SAID = frozenset({"metadata", "title", "desc"})


def nue(content: bytes) -> bytes:
    """Return a PNG or JPEG without what it tells besides its points; another format, or a broken file, as it is."""
    try:
        if content.startswith(_PNG):
            return _png(content)
        if content.startswith(_JPEG):
            return _jpeg(content)
    except (struct.error, IndexError, ValueError):
        pass
    return content


def lien_nu(link: str) -> str:
    """Return the address of a picture, bare too where it lies in the address itself (`data:image/…`)."""
    head, mark, data = link.partition(";base64,")
    if not mark or not head.startswith("data:image/"):
        return link
    try:
        return f"{head}{mark}{base64.b64encode(nue(base64.b64decode(data))).decode()}"
    except ValueError:
        return ""


def est_dit(name: str) -> bool:
    """Tell whether an element or an attribute of an SVG is drawn: « {http://…}export-filename » is not."""
    space, _, local = name.rpartition("}")
    return (not space or space[1:] in _DRAWN) and local not in _SAID and not local.startswith("data-")


def _png(content: bytes) -> bytes:
    kept, place = [_PNG], len(_PNG)
    while place < len(content):
        length, kind = struct.unpack(">I4s", content[place : place + 8])
        end = place + length + 12
        if kind in _PNG_KEPT:
            kept.append(content[place:end])
        if kind == b"IEND":
            break
        place = end
    return b"".join(kept)


def _jpeg(content: bytes) -> bytes:
    kept, place = [_JPEG], len(_JPEG)
    while content[place] == 0xFF and content[place + 1] != _SCAN:  # noqa: PLR2004 (every mark begins so)
        end = place + 2 + struct.unpack(">H", content[place + 2 : place + 4])[0]
        if content[place + 1] not in _JPEG_DROPPED:
            kept.append(content[place:end])
        place = end
    return b"".join([*kept, content[place : content.index(b"\xff\xd9", place) + 2]])
