"""A logo, a letterhead: what they tell of those who made them stays with the establishment."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from qvtkit.export.logo import logo
from qvtkit.export.render.docx_base import detach
from qvtkit.export.secret.images import nue

AUTHOR = b"Wanda Szczepanik"
PROFILE = b"ICC of Szczepanik"


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png() -> bytes:
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    told = _chunk(b"tEXt", b"Author\0" + AUTHOR) + _chunk(b"eXIf", AUTHOR) + _chunk(b"iCCP", PROFILE)
    points = _chunk(b"IDAT", zlib.compress(b"\0\1\2\3")) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + head + told + _chunk(b"pHYs", bytes(9)) + points


def _segment(mark: int, data: bytes) -> bytes:
    return bytes((0xFF, mark)) + struct.pack(">H", len(data) + 2) + data


def jpeg() -> bytes:
    kept = _segment(0xE0, b"JFIF\0" + bytes(9)), _segment(0xC0, struct.pack(">BHHB", 8, 40, 60, 0))
    told = _segment(0xE1, b"Exif\0\0" + AUTHOR) + _segment(0xE2, PROFILE) + _segment(0xFE, AUTHOR)
    return b"\xff\xd8" + kept[0] + told + kept[1] + _segment(0xDA, b"\0") + b"points\xff\xd9" + AUTHOR


@pytest.mark.parametrize("picture", [png(), jpeg()], ids=["png", "jpeg"])
def test_a_logo_keeps_its_points_and_forgets_who_made_it(picture: bytes):
    made = logo(picture[: picture.rindex(b"IEND") + 8] if picture[:1] == b"\x89" else picture, "Logo")
    assert b"Szczepanik" not in made.contenu
    assert b"points" in made.contenu or zlib.compress(b"\0\1\2\3") in made.contenu
    assert nue(made.contenu) == made.contenu


def test_a_broken_picture_is_left_to_who_reads_it():
    for picture in (b"\x89PNG\r\n\x1a\n\0", b"\xff\xd8\xff\xe1\0", b"GIF89a"):
        assert nue(picture) == picture


def test_a_drawing_forgets_where_it_was_drawn():
    inside = base64.b64encode(png()).decode()
    drawn = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:ink="http://www.inkscape.org/namespaces/inkscape" viewBox="0 0 9 9" '
        'ink:export-filename="C:/Users/szczepanik/logo.png" data-author="Szczepanik"><!-- Szczepanik --><metadata>Szczepanik'
        f'</metadata><title>Szczepanik</title><image href="data:image/png;base64,{inside}"/><rect width="9" height="9"/></svg>'
    )
    made = logo(drawn.encode(), "Logo").contenu.decode()
    assert "szczepanik" not in made.lower()
    assert base64.b64encode(AUTHOR).decode()[4:-4] not in made
    assert base64.b64encode(nue(png())).decode() in made
    assert "<rect" in made


def test_a_letterhead_forgets_who_worked_on_it():
    word = docx.Document()
    word.core_properties.category = "Szczepanik"
    paragraph = word.add_paragraph("Résidence")
    word.add_comment(paragraph.runs[0], text="Szczepanik", author="Szczepanik", initials="S")
    for mark, text in (("ins", "<w:t> des Tilleuls</w:t>"), ("del", "<w:delText>Szczepanik</w:delText>")):
        paragraph._p.append(
            parse_xml(f'<w:{mark} {nsdecls("w")} w:id="9" w:author="Szczepanik"><w:r>{text}</w:r></w:{mark}>')
        )
    detach(word)
    saved = io.BytesIO()
    word.save(saved)
    with zipfile.ZipFile(saved) as archive:
        assert not [name for name in archive.namelist() if b"Szczepanik" in archive.read(name)]
    assert docx.Document(saved).paragraphs[0].text == "Résidence des Tilleuls"
