"""The paper form of a checklist: boxes that can be heard, twelve points, the numbers of the screen."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from xml.etree import ElementTree as ET

import pikepdf
import pytest

from qvtkit.export.document import Ensemble, Heading, Lignes, Table
from qvtkit.export.documents.formulaire import build
from qvtkit.export.render import render
from qvtkit.ops.forms import request
from qvtkit.store.project import load
from qvtkit.text import fold

TODAY = dt.date(2017, 3, 22)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
GRID = "points-de-vigilance"
PARTIES, APART, TOGETHER, ANSWERS = 5, 4, 7, 4


def _form(run, tmp_path, *args, grid=GRID, fmt="docx"):
    file = tmp_path / f"f.{fmt}"
    code, _, err = run("export", "formulaires", grid, *args, "-o", str(file), "--remplacer")
    assert (code, err) == (0, "")
    return file.read_bytes()


def _body(content):
    return ET.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml"))  # noqa: S314 (our own file)


def _paragraphs(content):
    return [
        "".join(each.text or "" for each in par.iter(f"{W}t")).replace("\u00a0", " ")
        for par in _body(content).iter(f"{W}p")
    ]


def _tagged(node):
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _tagged(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from _tagged(node.K)


def test_a_box_for_each_answer_of_each_party_named_for_who_hears_it(run, tmp_path):
    body = _body(_form(run, tmp_path))
    names = [each.get(f"{W}val") for each in body.iter(f"{W}alias")]
    assert len(names) == (APART * PARTIES + TOGETHER) * ANSWERS
    assert {"case à cocher : Direction, oui", "case à cocher : Le groupe ensemble, sans objet"} <= {
        name.replace("\u00a0", " ") for name in names
    }
    assert len(list(body.iter(f"{W14}checkbox"))) == len(names)


def test_the_pdf_is_tagged_and_each_box_is_said(run, tmp_path):
    pdf = pikepdf.open(io.BytesIO(_form(run, tmp_path, fmt="pdf")))
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
    nodes = list(_tagged(pdf.Root.StructTreeRoot.K))
    boxes = [str(node.Alt) for node in nodes if "/Alt" in node and str(node.Alt).startswith("case à cocher")]
    assert len(boxes) == (APART * PARTIES + TOGETHER) * ANSWERS
    assert sum(str(node.S) == "/Table" for node in nodes) == 1 + APART + TOGETHER
    box = pdf.pages[0].mediabox
    assert [round(float(side)) for side in box] == [0, 0, 595, 842]


def test_nothing_to_read_is_under_twelve_points(run, tmp_path):
    content = _form(run, tmp_path)
    styles = ET.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("word/styles.xml"))  # noqa: S314 (our own file)
    sizes = {
        style.get(f"{W}styleId"): int(size.get(f"{W}val")) / 2
        for style in styles.iter(f"{W}style") for size in style.findall(f"{W}rPr/{W}sz")
    }  # fmt: skip
    written = [par for par in _body(content).iter(f"{W}p") if "".join(each.text or "" for each in par.iter(f"{W}t"))]
    used = {each.get(f"{W}val") for par in written for each in par.iter(f"{W}pStyle")}
    assert used
    assert {style: sizes[style] for style in used if sizes.get(style, 12) < 12} == {}


def test_the_numbers_are_those_of_the_screen(run, tmp_path):
    out = run("evaluation", "show", f"2017-01-20-{GRID}")[1]
    screen = re.findall(r"^(\d+)\. (.+)$", out.replace("\u00a0", " ").replace("\u202f", " "), re.MULTILINE)
    paper = [
        match.groups()
        for line in _paragraphs(_form(run, tmp_path))
        if (match := re.fullmatch(r"(\d+)\. (.+)", line.replace("\u202f", " ")))
    ]
    assert len(paper) == 11
    assert paper == screen


def test_a_grid_with_moments_numbers_each_or_gives_one(run, tmp_path):
    every = _paragraphs(_form(run, tmp_path, grid="evaluation-embarquee"))
    assert [line for line in every if line in {"Avant le test", "Pendant le test", "À la fin"}] == [
        "Avant le test", "Pendant le test", "À la fin",
    ]  # fmt: skip
    assert sum(line.startswith("1. ") for line in every) == 3
    one = _paragraphs(_form(run, tmp_path, "--moment", "pendant", grid="evaluation-embarquee"))
    assert sum(line.startswith("1. ") for line in one) == 1
    assert any("qvtkit evaluation run evaluation-embarquee --moment pendant --rapide" in line for line in one)


def test_the_colleges_named_get_their_line_and_letters_stand_beside_the_answers(run, tmp_path):
    told = _paragraphs(_form(run, tmp_path, "--colleges", "direction", "--colleges", "Médical"))
    assert told.count("Médical") == APART
    assert "Encadrement" not in told
    assert "En partie (e)" in told


def test_a_grid_of_the_project_with_its_own_scale(run, projet, tmp_path):
    folder = projet / "modeles" / "grilles"
    folder.mkdir(parents=True)
    (folder / "ma-grille.yaml").write_text(
        'titre: "<b>Ma grille</b> & $x$"\nechelle: [toujours, tantot, jamais]\nitems:\n  - {id: e, texte: "#strong[On] écoute _ici_ ?"}\n',
        encoding="utf-8",
    )
    told = _paragraphs(_form(run, tmp_path, grid="ma-grille"))
    assert "<b>Ma grille</b> & $x$" in told
    assert "Toujours (1)" in told
    for fmt in ("pdf", "html"):
        assert _form(run, tmp_path, grid="ma-grille", fmt=fmt)


@pytest.mark.parametrize(
    ("args", "exit_code", "said"),
    [((), 2, "jalon-conception"), (("points-de-vigilence",), 1, GRID), ((GRID, "--moment", "demain"), 2, "--moment"),
     ((GRID, "--moment", "avant"), 2, "--moment"),
     ((GRID, "--colleges", "directoin"), 2, "--colleges")],
)  # fmt: skip
def test_what_is_wrong_is_said(run, args, exit_code, said):
    code, _, err = run("export", "formulaires", *args)
    assert (code, said in err) == (exit_code, True), err


def test_html_has_boxes_and_room_to_write(run, tmp_path):
    page = _form(run, tmp_path, fmt="html").decode()
    assert page.count('<input type="checkbox" aria-label="') == (APART * PARTIES + TOGETHER) * ANSWERS
    assert page.count('<textarea aria-label="Commentaire"') == APART * PARTIES + TOGETHER


@pytest.mark.parametrize(
    ("grid", "moment", "most"),
    [("evaluation-embarquee", "avant", 2), ("evaluation-embarquee", "pendant", 2), ("evaluation-embarquee", "fin", 2),
     ("jalon-conception", None, 3), ("jalon-perennisation", None, 3), (GRID, None, 4)],
)  # fmt: skip
def test_a_form_holds_on_few_pages_and_each_says_which_it_is(grid, moment, most, projet, texte_pdf, tmp_path):
    snapshot = load(projet)
    document = build(snapshot, request(snapshot, grid, TODAY, moment), TODAY)
    file = tmp_path / "f.pdf"
    file.write_bytes(render(document, "pdf").contenu)
    pages = texte_pdf(file).rstrip("\f").split("\f")
    assert len(pages) <= most
    for rank, page in enumerate(pages, 1):
        foot = page.rstrip().splitlines()[-1].replace("\u00a0", " ").replace("\u202f", " ")
        assert foot.startswith(document.titre.replace("\u00a0", " ").replace("\u202f", " "))
        assert foot.replace(" ", "").endswith(f"{rank}/{len(pages)}")


def test_no_question_is_cut_from_its_boxes(projet):
    snapshot = load(projet)
    blocks = build(snapshot, request(snapshot, GRID, TODAY), TODAY).blocs
    for rank, block in enumerate(blocks):
        if isinstance(block, Heading) and re.match(r"\d+\. ", block.texte):
            assert isinstance(blocks[rank + 1], Ensemble)
            assert isinstance(blocks[rank + 1].blocs[-1], Table)


def test_where_many_answers_leave_no_room_the_comment_goes_below(creer):
    many = "titre: Chez nous\nechelle: [tout-a-fait, plutot-oui, moyennement, plutot-non, pas-du-tout, ne-sait-pas]\nitems: [{id: a, texte: Oui ?, par: college}]\n"
    projet = creer({"modeles/grilles/chez-nous.yaml": many})
    block = next(b for b in build(projet, request(projet, "chez-nous", TODAY), TODAY).blocs if isinstance(b, Ensemble))
    assert isinstance(block.blocs[-1], Lignes)
    assert "Commentaire" not in block.blocs[-2].entetes


def test_every_shipped_grid_makes_a_form(projet):
    snapshot = load(projet)
    assert len(snapshot.grilles) >= 2
    for grid_id, grid in snapshot.grilles.items():
        asked = request(snapshot, grid_id, TODAY)
        texts = [block.texte for block in build(snapshot, asked, TODAY).blocs if isinstance(block, Heading)]
        numbered = [text for text in texts if re.match(r"\d+\. ", text)]
        assert len(numbered) == sum(len(grid.items_for(moment)) for moment in grid.moments or [None]), grid_id


def test_every_theme_of_a_shipped_grid_is_said_in_words(creer):
    for name, grid in creer().grilles.items():
        assert {item.theme for item in grid.items} == set(grid.themes), name
        for code, said in grid.themes.items():
            assert said[0].isupper(), said
            assert fold(said) == code


def test_a_theme_without_a_label_gives_its_code_in_words(creer):
    grid = "titre: Chez nous\nitems: [{id: a, texte: Oui ?, theme: la-releve}]\n"
    projet = creer({"modeles/grilles/chez-nous.yaml": grid})
    assert request(projet, "chez-nous", TODAY).themes == {"la-releve": "La releve"}
    labelled = creer({"modeles/grilles/chez-nous.yaml": grid + "themes: {la-releve: La relève}\n"})
    assert request(labelled, "chez-nous", TODAY).themes == {"la-releve": "La relève"}
