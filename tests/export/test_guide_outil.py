"""The catalogue of diagnostic tools, and the guide that is printed."""

from __future__ import annotations

import datetime as dt
import json

import pikepdf
import pytest
import yaml

from qvtkit.export.document import Callout
from qvtkit.export.documents.guide_outil import build
from qvtkit.export.render import render
from qvtkit.method.priorisation import CRITERES
from qvtkit.ops.findings import outils
from qvtkit.resources import path
from qvtkit.store.project import load

JOUR = dt.date(2017, 4, 6)
TOOLS = {
    "safari-photo",
    "outil-de-pilotage-qvt",
    "questionnaire",
    "espace-de-discussion",
    "observation",
    "entretiens",
    "donnees-rh",
}
LISTS = ("quand", "materiel", "deroulement", "durees", "pieges")
TEXTS = ("titre", "principe", "pour_qui", "petit_etablissement", "apres", "source")


def test_every_tool_of_the_method_is_there():
    assert set(outils()) == TOOLS
    assert [int(tool["ordre"]) for tool in outils().values()] == list(range(1, len(TOOLS) + 1))


@pytest.mark.parametrize("code", sorted(TOOLS))
def test_a_tool_is_whole_and_says_where_it_comes_from(code):
    tool = yaml.safe_load(path("outils", f"{code}.yaml").read_text(encoding="utf-8"))
    assert set(tool) - {"petit_etablissement_deconseille"} == {"version", "ordre", "aussi", *TEXTS, *LISTS}
    assert all(tool[key].strip() for key in TEXTS)
    assert all(tool[key] and all(isinstance(item, str) and item for item in tool[key]) for key in LISTS)
    assert len(tool["deroulement"]) >= 4
    assert f"--source {code}" in " ".join(tool["deroulement"]), "what is seen goes into the folder"


@pytest.mark.parametrize("code", sorted(TOOLS))
def test_the_guide_fits_on_one_page(code, projet):
    content = render(build(load(projet), outils()[code], JOUR), "pdf").contenu
    import io

    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) == 1


def test_the_guide_is_in_type_that_can_be_read_standing(projet):
    assert min(build(load(projet), outils()["questionnaire"], JOUR).corps_possibles) >= 10


@pytest.mark.parametrize("fmt", ["docx", "html"])
def test_the_guide_comes_in_the_other_formats(fmt, projet):
    assert render(build(load(projet), outils()["safari-photo"], JOUR), fmt).contenu


@pytest.mark.parametrize(
    ("people", "code", "kind"),
    [
        ("62", "questionnaire", "attention"),
        ("62", "safari-photo", "a-retenir"),
        ("400", "questionnaire", "a-retenir"),
        ("", "questionnaire", "a-retenir"),
    ],
)
def test_a_small_establishment_is_warned_off_a_questionnaire_alone(people, code, kind, projet):
    head = projet / "qvt.yaml"
    head.write_text(head.read_text(encoding="utf-8").replace("effectif: 62", f"effectif: {people}"), encoding="utf-8")
    box = next(block for block in build(load(projet), outils()[code], JOUR).blocs if isinstance(block, Callout))
    assert box.genre == kind
    assert ("Votre établissement" in box.titre) is (people == "62")


def test_without_a_tool_they_are_listed_even_without_a_project(run, tmp_path):
    code, out, _ = run("-C", str(tmp_path), "export", "guide")
    assert code == 0
    assert all(code in out for code in TOOLS)
    data = json.loads(run("-C", str(tmp_path), "export", "guide", "--json")[1])["data"]
    assert [each["id"] for each in data] == list(outils())


def test_a_guide_is_produced_by_its_title_or_a_synonym(run, projet):
    assert run("exporter", "guide", "Safari photo", "--format", "html")[0] == 0
    assert run("export", "guide", "EDT", "--format", "html")[0] == 0
    names = {file.name for file in (projet / "exports").iterdir()}
    assert names == {"guide-safari-photo-2017-03-22.html", "guide-espace-de-discussion-2017-03-22.html"}
    code, _, err = run("export", "guide", "safari")
    assert code == 1
    assert "safari-photo" in err


def test_the_eight_criteria_have_their_scale_and_their_source():
    data = yaml.safe_load(path("priorisation", "criteres.yaml").read_text(encoding="utf-8"))
    assert data["version"]
    assert "proposition qvtkit" in data["source"]
    assert tuple(data["criteres"]) == CRITERES
    for body in data["criteres"].values():
        assert set(body) == {"libelle", "question", "aide", "echelle", "source"}
        assert list(body["echelle"]) == [0, 1, 2, 3]
