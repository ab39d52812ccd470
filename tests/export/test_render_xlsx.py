"""The workbook as a file: read back, its parts looked at one by one."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import zipfile
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from python_calamine import CalamineWorkbook

from qvtkit.export.classeur.build import build
from qvtkit.export.classeur.modele import Classeur, Colonne, Feuille, Lien, Nombre, Tableau
from qvtkit.export.render import render
from qvtkit.store.project import load

DAY = dt.date(2017, 3, 22)
AFTER = dt.date(2026, 1, 5)
"""When every example is over: what has not begun is not drawn."""
EXAMPLES = sorted(path for path in (Path(__file__).parents[2] / "examples").iterdir() if path.is_dir())
TRAPS = (
    "=1+1", "+33 1 23", "-5 rappels", "@SOMME(A1)", "\t=1", '=HYPERLINK("http://mechant.example";"x")', "{=1}", "_x000D_",
    "http://mechant.example/x", "<b>&amp;</b>", "\u0000\u0008\ufffe", "ligne\nautre ligne", "12", "2016-01", "VRAI",
)  # fmt: skip


def parts(content):
    """Return the parts of a workbook by name; the file must not be damaged."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert file.testzip() is None
        return {name: file.read(name).decode("utf-8") for name in file.namelist()}


def workbook(*tables, **more):
    sheets = (Feuille("f", "Feuille", "Titre", tables),)
    return render(Classeur("Titre", "Sujet", "Lieu & Cie", "2017-03-22", "Lieu & Cie", sheets, **more), "xlsx")


def table(*cells):
    return Tableau("t_1", "Un tableau", (Colonne("A", 20),), tuple((cell,) for cell in cells))


@pytest.fixture(scope="module", params=EXAMPLES, ids=lambda folder: folder.name)
def example(request):
    return render(build(load(request.param), AFTER), "xlsx").contenu


def test_a_workbook_is_read_back_with_its_numbers_and_its_days(projet):
    rendered = render(build(load(projet), DAY), "xlsx")
    assert rendered.avertissements == ()
    book = CalamineWorkbook.from_filelike(io.BytesIO(rendered.contenu))
    assert book.sheet_names[:5] == ["À lire", "Indicateurs", "Mesures", "Trois familles", "Avant et depuis"]
    rows = book.get_sheet_by_name("Mesures").to_python()
    head = next(at for at, row in enumerate(rows) if row[0] == "Indicateur")
    first = rows[head + 1]
    assert first[1:6] == ["abs-taux", "janvier 2016", dt.date(2016, 1, 1), dt.date(2016, 1, 31), 10.3]
    assert len(rows) - head - 1 == 95


def test_every_part_is_sound_xml_without_formula_macro_or_link_outside(example):
    found = parts(example)
    for name, text in found.items():
        ET.fromstring(text)  # noqa: S314 (our own file)
        assert "vba" not in name.lower()
        assert "externalLink" not in name
        assert 'TargetMode="External"' not in text, name
    sheets = [text for name, text in found.items() if name.startswith("xl/worksheets/sheet")]
    assert sheets
    assert not [text for text in sheets if re.search(r"<f[ >]", text)]


def test_every_chart_is_heard_has_titles_and_its_median(example):
    found = parts(example)
    charts = sorted(name for name in found if name.startswith("xl/charts/chart"))
    assert len(charts) >= 4
    for name in charts:
        chart, drawing = found[name], unescape(found[name.replace("charts/chart", "drawings/drawing")])
        assert re.search(r'descr="Courbe de «\s[^"]{40,}"', drawing)
        assert chart.count("<c:title>") == 3, "the chart and its two axes"
        assert ('val="dash"' in chart) == ("Médiane" in drawing)
        assert 'lang="en' not in chart


def test_tables_have_names_and_say_what_they_are(example):
    tables = [text for name, text in parts(example).items() if name.startswith("xl/tables/")]
    names = [re.search(r'displayName="([^"]+)"', text)[1] for text in tables]
    assert len(set(names)) == len(names)
    assert {"indicateurs", "mesures", "courbe_1"} <= set(names)
    assert all("altTextSummary=" in text or "altText=" in text for text in parts(example).values() if "<table " in text)


def test_pages_are_a4_on_their_side_with_the_head_repeated_and_in_sight(example):
    found = parts(example)
    for name, text in found.items():
        if name.startswith("xl/worksheets/sheet"):
            assert '<pageSetup paperSize="9"' in text
            assert 'orientation="landscape"' in text
            assert 'state="frozen"' in text
            assert 'fitToPage="1"' in text
    assert found["xl/workbook.xml"].count("_xlnm.Print_Titles") == found["xl/workbook.xml"].count("<sheet ")


def test_the_language_and_the_properties_name_nobody(projet):
    core = parts(render(build(load(projet), DAY), "xlsx").contenu)["docProps/core.xml"]
    assert "<dc:language>fr-FR</dc:language>" in core
    assert "<dc:creator>Résidence des Tilleuls</dc:creator>" in core
    assert "2017-03-22" in core


def test_what_people_typed_is_never_a_formula_a_link_or_a_number():
    content = workbook(table(*TRAPS)).contenu
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    read = [row[0] for row in rows[-len(TRAPS) :]]
    assert all(isinstance(value, str) for value in read)
    assert read[0] == "=1+1"
    assert read[-3:] == ["12", "2016-01", "VRAI"]
    found = parts(content)
    assert not re.search(r"<f[ >]|<hyperlink ", found["xl/worksheets/sheet1.xml"])
    assert "quotePrefix" in found["xl/styles.xml"], "it stays text when somebody edits the cell"


def test_a_name_that_looks_like_a_formula_is_a_name_everywhere(creer):
    text = "nom: '=1+1'\nunite: '=2+2'\nservice: '@x'\nmesures: {2015: 1, 2016: 2}\n"
    projet = creer({"qvt.yaml": "format: 1\netablissement: {nom: '&P =3+3'}\n", "indicateurs/x.yaml": text})
    found = parts(render(build(projet, DAY), "xlsx").contenu)
    assert not [name for name, text in found.items() if name.startswith("xl/worksheets") and re.search(r"<f[ >]", text)]
    chart = found["xl/charts/chart1.xml"]
    assert "=1+1</a:t>" in chart
    assert set(re.findall(r"<c:f>([^<]+)</c:f>", chart)) == {f"'=1+1'!{place}" for place in
            ("$A$5:$A$6", "$B$4", "$B$5:$B$6")}  # fmt: skip
    assert "&amp;&amp;P" in found["xl/worksheets/sheet1.xml"], "the footer shows it as typed"


@pytest.mark.parametrize("typed", ["=cmd|' /C calc'!A0", "Attention !A1", "[autre.xlsx]Feuille!$B$2"])
def test_no_title_of_a_chart_is_a_place_in_a_workbook(creer, typed):
    text = f"nom: {json.dumps(typed)}\nunite: {json.dumps(typed)}\nmesures: {{2015: 1, 2016: 2}}\n"
    chart = parts(render(build(creer({"indicateurs/x.yaml": text}), DAY), "xlsx").contenu)["xl/charts/chart1.xml"]
    places = [unescape(place) for place in re.findall(r"<c:f>([^<]+)</c:f>", chart)]
    assert {place.rpartition("!")[2] for place in places} == {"$A$5:$A$6", "$B$4", "$B$5:$B$6"}
    titles = [unescape(title).split() for title in re.findall(r"<a:t>([^<]+)</a:t>", chart)]
    assert titles.count(typed.replace("!", "! ").split()) == 2  # of the chart, and of its axis


def test_a_text_too_long_for_a_cell_is_cut_and_it_is_said():
    rendered = workbook(table("é" * 40_000))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(rendered.contenu)).get_sheet_by_index(0).to_python()
    assert rows[-1][0].endswith("[…]")
    assert len(rows[-1][0]) == 32_767
    assert "coupé" in rendered.avertissements[0]


def test_numbers_keep_their_precision_and_days_are_days():
    value = 10.752688172043
    content = workbook(table(Nombre(value, 1), Nombre(-0.0001), dt.date(2016, 3, 1), None)).contenu
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[-3:]] == [value, -0.0001, dt.date(2016, 3, 1)]


def test_a_link_leads_to_its_sheet_even_with_an_apostrophe():
    sheets = (
        Feuille("a", "À lire", "À lire", (table(Lien("Voir", "b")),)),
        Feuille("b", "L'autre", "L'autre", (table("x").__class__("t_2", "T", (Colonne("A", 9),), (("x",),)),)),
    )
    content = render(Classeur("T", "S", "A", "2017-03-22", "", sheets), "xlsx").contenu
    assert "location=\"'L''autre'!A1\"" in parts(content)["xl/worksheets/sheet1.xml"]


def test_the_same_workbook_gives_the_same_bytes(projet):
    book = build(load(projet), DAY)
    assert render(book, "xlsx").contenu == render(book, "xlsx").contenu


def test_no_name_and_no_small_number_in_any_part(creer):
    projet = creer({
        "qvt.yaml": "format: 1\netablissement: {nom: Lieu, effectif: 8311}\ndemarche: {titre: Vu avec Zoé Kowalski}\n",
        "1-conception/groupes/g.yaml": "nom: Groupe\nsieges:\n  - {id: a, colleges: [metier], fonction: Psychologue, nom: Zoé Kowalski}\n",
        "indicateurs/avis-kowalski.yaml": (
            "nom: Avis recueillis par Kowalski\nfamille: technique\nunite: points\nresponsable: Zoé Kowalski\n"
            "formule: avis_kowalski / repondants\nvariables: {avis_kowalski: Selon Mme Kowalski, repondants: Répondants}\n"
            "periodicite: mois\nmesures:\n  2016-01: {avis_kowalski: 4747, repondants: 7, note: Kowalski n’a eu que 7 retours}\n"
            "  2016-02: {avis_kowalski: 5151, repondants: 70, note: repris par Kowalski}\n"
            "  2016-03: {avis_kowalski: 5252, repondants: 71}\n"
        ),
        "3-experimentation/t/experimentation.yaml": (
            "titre: L’essai de Kowalski\ndebut: 2016-02\nindicateurs: [{indicateur: avis-kowalski}]\n"
        ),
    })  # fmt: skip
    book = render(build(projet, DAY), "xlsx").contenu
    everything = "\n".join(parts(book).values())
    assert "5151" not in everything.replace("5\u202f151", "")
    assert "5\u202f151" in everything, "a count of enough people is shown"
    hidden = ("owalski", "4747", "4\u202f747", "678,", "678.", "7 retours", "8311", "8\u202f311")
    assert [text for text in hidden if text in everything] == []
    assert "Psychologue" in everything
