"""The establishment's own look: its colour, always readable, and its logo, in every format; never an obstacle."""

from __future__ import annotations

import base64
import io
import json
import struct
import zipfile
import zlib
from dataclasses import replace

import docx
import pikepdf
import pytest
from docx.shared import Pt
from hypothesis import given
from hypothesis import strategies as st

from qvtkit.export.apparence import Apparence
from qvtkit.export.charts.draw import Point, line_chart
from qvtkit.export.document import Figure, Para
from qvtkit.export.logo import LogoError, en_svg, logo
from qvtkit.export.render import render
from qvtkit.model import couleurs
from qvtkit.ops.apparence import habit
from qvtkit.store.project import load

SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 300 120">
<style>.a{fill:#A03C78}</style><circle class="a" cx="60" cy="60" r="46"/><text x="120" y="66" font-size="34">Tilleuls</text>
</svg>"""
ALT = "Logo de la Résidence des Tilleuls"


def png(width=40, height=20):
    """Return a plain PNG."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = b"".join(b"\0" + b"\xa0\x3c\x78" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


JPEG = (
    base64.b64decode(
        "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////"
        "wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA="
    )
    + b"\xff\xd9"
)
OWN = Apparence.de_couleur("#A03C78", logo(SVG, ALT))


@given(st.integers(0, 0xFFFFFF))
def test_any_colour_gives_texts_that_can_be_read(number):
    look = Apparence.de_couleur(f"#{number:06X}")
    for text, papers in (
        (look.couleur, (couleurs.BLANC, look.teinte)), (look.couleur_sombre, (couleurs.NUIT, look.teinte_sombre)),
    ):  # fmt: skip
        assert min(couleurs.contraste(text, paper) for paper in papers) >= couleurs.LISIBLE


def test_a_colour_that_is_dark_enough_stays_what_it_is():
    assert Apparence.de_couleur("#A03C78").couleur == "#A03C78"


@pytest.mark.parametrize(
    ("typed", "read"),
    [("#0b5d6b", "#0B5D6B"), ("0B5D6B", "#0B5D6B"), ("#06b", "#0066BB"), ("bleu", None), ("#12345", None), ("", None)],
)
def test_a_colour_is_read_as_people_type_it(typed, read):
    assert couleurs.lue(typed) == read


def letterhead(size=None, spelt=()):
    """Return a Word file whose text is *size* points high, its styles named as *spelt*: pairs of names."""
    word = docx.Document()
    if size:
        word.styles["Normal"].font.size = Pt(size)
    for style in word.styles.element.style_lst:
        style.name_val = dict(spelt).get(style.name_val, style.name_val)
    output = io.BytesIO()
    word.save(output)
    return output.getvalue()


def test_a_letterhead_saved_by_libreoffice_gives_its_headings(fiche):
    spelt = (("heading 1", "Heading 1"), ("heading 2", "Heading 2"), ("caption", "Caption"))
    content = render(fiche, "docx", Apparence(word=letterhead(spelt=spelt))).contenu
    used = {each.style.name for each in docx.Document(io.BytesIO(content)).paragraphs}
    assert {"Heading 1", "Caption"} <= used


def test_what_a_letterhead_lacks_is_near_the_size_of_its_text(compact):
    content = render(compact, "docx", Apparence(word=letterhead(size=12))).contenu
    assert docx.Document(io.BytesIO(content)).styles["Cellule"].font.size.pt >= 10


def test_the_look_changes_a_word_file_and_its_logo_says_what_it_is(fiche):
    content = render(fiche, "docx", OWN).contenu
    word = docx.Document(io.BytesIO(content))
    assert str(word.styles["Title"].font.color.rgb) == "A03C78"
    assert str(word.styles["Encadré À retenir, titre"].font.color.rgb) == "A03C78"
    drawing = next(word.element.body.iter("{*}docPr"))
    assert drawing.get("descr") == ALT
    assert "0B5D6B" not in zipfile.ZipFile(io.BytesIO(content)).read("word/styles.xml").decode()
    assert content == render(fiche, "docx", OWN).contenu
    assert len(word.inline_shapes) == len(docx.Document(io.BytesIO(render(fiche, "docx").contenu)).inline_shapes)


@pytest.mark.parametrize("picture", [SVG, png(), JPEG])
def test_the_pdf_keeps_its_standards_and_says_what_the_logo_is(picture, compact):
    made = render(compact, "pdf", Apparence.de_couleur("#A03C78", logo(picture, ALT)))
    assert made.avertissements == ()
    with pikepdf.open(io.BytesIO(made.contenu)) as pdf:
        meta = pdf.open_metadata()
        assert (meta.get("pdfuaid:part"), meta.get("pdfaid:part")) == ("1", "2")
        said = [str(each.Alt) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each]
        assert ALT in said
        assert len(pdf.pages) == 1


def test_the_web_page_has_the_colours_and_the_logo_inside(compact, tmp_path, ouvrir, axe):
    page = tmp_path / "fiche.html"
    page.write_bytes(render(compact, "html", OWN).contenu)
    for dark, colour in ((False, OWN.couleur), (True, OWN.couleur_sombre)):
        seen = ouvrir(page, dark=dark)
        red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
        assert seen.evaluate("getComputedStyle(document.querySelector('h1')).color") == f"rgb({red}, {green}, {blue})"
        assert seen.evaluate("document.querySelector('img.logo').naturalWidth") > 0
        assert seen.get_attribute("img.logo", "alt") == ALT
        assert [said for said in axe(seen) if not said.startswith("scrollable-region")] == []
        assert (seen.console, seen.requetes) == ([], [])


def test_without_a_look_of_their_own_nothing_changes(fiche):
    for fmt in ("docx", "html"):
        assert render(fiche, fmt).contenu == render(fiche, fmt, Apparence()).contenu
    assert b"A03C78" not in render(fiche, "html").contenu


def test_drawings_take_the_colour_and_what_people_typed_does_not(compact):
    typed = '"#0B5D6B" <svg'
    drawn = line_chart([Point("a", 1, 2), Point("b", 2, 3)], titre=typed, description="d", bande=(1, 2))
    made = replace(compact, blocs=(Figure(drawn, "Une courbe"), Para(typed)))
    page = render(made, "html", OWN).contenu.decode().partition("</style>")[2]
    assert 'stroke="#A03C78"' in page
    assert 'stroke="#0B5D6B"' not in page
    assert 'fill="#E4EDEF"' not in page
    assert page.count("#0B5D6B") == 2, "the title of the drawing and the paragraph"
    assert 'stroke="#0B5D6B"' in render(made, "html").contenu.decode()


def test_workbooks_and_saved_curves_take_the_colour(projet, run, tmp_path):
    look(projet, 'couleur: "#A03C78"\n')
    assert run("export", "tableau", "-o", str(tmp_path / "t.xlsx"))[0] == 0
    with zipfile.ZipFile(tmp_path / "t.xlsx") as book:
        drawn = book.read("xl/charts/chart1.xml") + book.read("xl/styles.xml")
    assert b"A03C78" in drawn
    assert b"0B5D6B" not in drawn
    assert run("indicator", "chart", "abs-taux", "-o", str(tmp_path / "c.svg"))[0] == 0
    assert "#A03C78" in (tmp_path / "c.svg").read_text(encoding="utf-8")
    assert "#0B5D6B" not in (tmp_path / "c.svg").read_text(encoding="utf-8")


def test_a_drawing_is_disarmed():
    hostile = SVG.replace(b"</svg>", b"""<script>alert(1)</script><a xlink:href="http://x.example"><circle r="1"/></a>
      <image xlink:href="file:///etc/passwd"/><image href="http://x.example/a.png"/><circle onload="x()" r="2"/>
      <rect style="fill:url(http://x.example/b)"/><style>@import "http://x.example";</style></svg>""")  # fmt: skip
    made = logo(hostile, ALT).contenu.decode()
    for trace in ("script", "x.example", "passwd", "onload", "@import"):
        assert trace not in made
    assert "#A03C78" in made


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "PNG, JPEG ou SVG"), (b"GIF89a" + bytes(50), "PNG, JPEG ou SVG"), (b"<html/>", "PNG, JPEG ou SVG"),
        (b'<!DOCTYPE s [<!ENTITY a "b">]>' + SVG, "abréviations"), (SVG.replace(b"viewBox", b"x"), "taille"),
        (png()[:-20], "abîmée"), (JPEG[:40], "abîmée"), (bytes(1_000_001), "1 000 ko"),
        (png()[:16] + struct.pack(">II", 60_000, 60_000) + png()[24:], "trop de points"),
    ],
)  # fmt: skip
def test_what_is_no_logo_is_told(content, said):
    with pytest.raises(LogoError, match=said):
        logo(content, ALT)


@pytest.mark.parametrize("picture", [SVG, png(300, 20), JPEG])
def test_a_logo_keeps_its_shape_in_the_room_it_has(picture):
    seen = logo(picture, ALT)
    width, height = seen.taille(46, 20)
    assert (width <= 46 + 1e-9, height <= 20 + 1e-9) == (True, True)
    assert width / height == pytest.approx(seen.largeur / seen.hauteur)
    assert en_svg(seen).startswith("<")


def look(projet, text, **files):
    folder = projet / "modeles"
    folder.mkdir(exist_ok=True)
    (folder / "apparence.yaml").write_text(text, encoding="utf-8")
    for name, content in files.items():
        (folder / name.replace("_", ".")).write_bytes(content)


def exported(run, tmp_path, fmt="html"):
    """Produce the fiche and return its bytes and the codes of what was told, with their places."""
    file = tmp_path / f"f.{fmt}"
    code, out, _ = run("export", "fiche", "--court", "-o", str(file), "--remplacer", "--json")
    assert code == 0
    told = json.loads(out)["issues"]
    return file.read_bytes().decode(errors="replace"), [(each["code"], each["file"], each["line"]) for each in told]


def test_every_export_takes_the_look_of_the_project(projet, run, tmp_path):
    look(projet, 'couleur: "#A03C78"\nlogo: logo.svg\n', logo_svg=SVG)
    page, told = exported(run, tmp_path)
    assert told == []
    assert "--accent: #A03C78" in page
    assert 'alt="Logo : Résidence des Tilleuls"' in page.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('logo: logo.svg\ncouleur: "turquoise"\n', "couleur-invalide", 2),
        ('couleur: "#FFD200"\n', "couleur-trop-pale", 1),
        ("logo_texte: x\nlogo: absent.png\n", "logo-refuse", 2),
        ("logo: ../qvt.yaml\n", "logo-refuse", 1),
        ("logo: faux.png\n", "logo-refuse", 1),
        ("couleur: #0B5D6B\n", "diese-commentaire", 1),
        ("coulleur: '#0B5D6B'\n", "cle-inconnue", 1),
    ],
)
def test_what_cannot_be_used_is_told_and_the_rest_is_kept(text, code, line, projet):
    look(projet, text, logo_svg=SVG, faux_png=b"pas une image")
    found = habit(load(projet))
    told = [(each.code, each.position.file, each.position.line) for each in found.avertissements]
    assert told == [(code, "modeles/apparence.yaml", line)]
    assert (found.apparence.logo is not None) == ("logo.svg" in text)


def test_a_word_file_of_styles_that_is_absent_is_told(projet, run, tmp_path):
    look(projet, "word: papier.docx\n")
    assert exported(run, tmp_path, "docx")[1] == [("word-refuse", "modeles/apparence.yaml", 1)]


def test_what_is_told_stands_before_the_files(projet, run):
    look(projet, "logo: absent.png\n")
    code, out, err = run("export", "fiche", "--court", "--format", "html")
    assert code == 0
    assert "modeles/apparence.yaml:1:1" in err
    assert "Fiche produite" in out
