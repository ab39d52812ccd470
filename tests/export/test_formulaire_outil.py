"""The sheets to take along: whole, on two pages, named by functions, and typed in afterwards."""

from __future__ import annotations

import datetime as dt
import io
import json

import pikepdf
import pytest

from qvtkit.cli.catalog import COMMANDS
from qvtkit.export.document import Callout, Case, Ensemble, Heading, Lignes, Table
from qvtkit.export.documents.formulaire_commun import WIDTH
from qvtkit.export.render import render
from qvtkit.ops import forms
from qvtkit.ops.findings import outils
from qvtkit.resources import examples
from qvtkit.store.project import load
from qvtkit.text import fold

JOUR = dt.date(2017, 3, 22)
SHEETS = sorted(forms.feuilles())
KEYS = {"version", "ordre", "titre", "outil", "source", "consigne", "blocs", "saisie"}
BLOCKS = {"titre", "texte", "puces", "numeros", "champs", "lignes", "cocher", "tableau", "indicateurs"}


def _plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture(scope="module")
def snapshot():
    """The worked example, only read."""
    return load(examples() / "residence-absence-ash")


def _build(snapshot, name, experiment=""):
    paper = forms.Papier("feuille", name, "", experimentation=experiment)
    return forms.build(snapshot, paper, JOUR)


def _tables(document):
    for block in document.blocs:
        yield from (each for each in getattr(block, "blocs", (block,)) if isinstance(each, Table))


def test_every_tool_has_its_sheet():
    assert {sheet["outil"] for sheet in forms.feuilles().values() if "outil" in sheet} == set(outils())
    assert set(outils()) <= set(SHEETS)


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_is_whole(name):
    sheet = forms.feuilles()[name]
    assert set(sheet) | {"outil"} == KEYS
    assert "proposition qvtkit" in sheet["source"]
    assert 2 <= len(sheet["consigne"]) <= 3
    assert any("jamais de noms" in line.lower() for line in sheet["consigne"])
    assert {key for bloc in sheet["blocs"] for key in bloc} <= BLOCKS
    for bloc in sheet["blocs"]:
        widths = bloc.get("champs") or bloc.get("tableau", {}).get("colonnes") or {"": WIDTH}
        assert sum(map(float, widths.values())) == WIDTH, widths


@pytest.mark.parametrize("name", SHEETS)
def test_what_is_to_be_typed_afterwards_is_a_command(name):
    known = {entry.nom: {verb.nom for verb in entry.verbes} for entry in COMMANDS}
    for _, command in forms.feuilles()[name]["saisie"]:
        program, noun, *rest = command.split()
        assert program == "qvtkit"
        assert noun in known
        assert not known[noun] or rest[0] in known[noun], command


@pytest.mark.parametrize("name", [*SHEETS, "seance"])
def test_a_sheet_holds_on_two_pages_and_can_be_heard(name, snapshot):
    with pikepdf.open(io.BytesIO(render(_build(snapshot, name), "pdf").contenu)) as pdf:
        assert len(pdf.pages) <= 2
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


@pytest.mark.parametrize("name", [*SHEETS, "seance"])
def test_a_sheet_is_blank_has_room_to_write_and_says_where_it_comes_from(name, snapshot):
    document = _build(snapshot, name)
    room = [each for block in document.blocs if isinstance(block, Ensemble) for each in block.blocs]
    assert any(isinstance(each, Lignes) for each in room)
    assert all(table.hauteur >= 0.8 for table in _tables(document))
    callouts = [block.titre for block in document.blocs if isinstance(block, Callout)]
    assert callouts == ["Mode d’emploi", "Pour le recopier ensuite"]
    assert _plain(document.blocs[-1].texte).startswith("Source : ")
    assert document.pied.startswith(document.titre)


def test_boxes_are_named_by_their_row_and_their_column(snapshot):
    names = {
        cell[0].libelle
        for table in _tables(_build(snapshot, "safari-photo")) for row in table.lignes for cell in row
        if cell and isinstance(cell[0], Case)
    }  # fmt: skip
    assert {"1, Aide", "8, Gêne"} <= names


def test_figures_are_those_of_the_project_with_what_they_count(snapshot, creer):
    document = _build(snapshot, "donnees-rh")
    followed = [each.nom for each in snapshot.indicateurs.values()][:6]
    titles = [fold(block.texte) for block in document.blocs if isinstance(block, Heading)]
    assert titles[: len(followed)] == [fold(name) for name in followed]
    none = forms.build(creer(), forms.Papier("feuille", "donnees-rh", ""), JOUR)
    rows = [row[0] for table in _tables(none) for row in table.lignes]
    assert "Jours calendaires d’absence" in rows
    assert "ETP moyens rémunérés" in rows


def test_a_session_has_the_activities_of_its_experiment_in_three_families(snapshot):
    name, held = next((key, snapshot.seances_de(key)) for key in snapshot.experimentations if snapshot.seances_de(key))
    document = _build(snapshot, "seance", name)
    families = [table for table in _tables(document) if "Dégradé" in table.entetes]
    assert len(families) == 3
    rows = [fold(row[0]) for table in families for row in table.lignes]
    for activity in held[max(held)].activites:
        assert any(row.startswith(fold(activity.activite)) for row in rows)
    assert all(any(not row[0] for row in table.lignes) for table in families), "room for one more"
    assert not any(
        "score" in header.lower() or "note" in header.lower() for table in families for header in table.entetes
    )


def test_a_sheet_of_a_project_without_any_experiment_is_blank(creer):
    document = forms.build(creer(), forms.Papier("feuille", "seance", ""), JOUR)
    assert document.titre == "Séance d’évaluation embarquée"
    assert all(not row[0] for table in _tables(document) if "Dégradé" in table.entetes for row in table.lignes)


def test_a_tool_is_printed_by_its_name_and_the_guide_tells_of_it(run, projet):
    assert run("exporter", "formulaires", "observation", "--format", "html")[0] == 0
    assert (projet / "exports" / "formulaire-observation-2017-03-22.html").exists()
    code, out, _ = run("export", "guide", "observation", "--format", "html")
    assert (code, "qvtkit export formulaires observation" in out) == (0, True)
    page = (projet / "exports" / "guide-observation-2017-03-22.html").read_text(encoding="utf-8")
    assert "qvtkit export formulaires observation" in page


def test_a_grid_that_bears_the_name_of_a_sheet_is_told_apart(run, projet):
    folder = projet / "modeles" / "grilles"
    folder.mkdir(parents=True)
    (folder / "observation.yaml").write_text("titre: La nôtre\nitems: [{id: a, texte: Oui ?}]\n", encoding="utf-8")
    code, _, err = run("export", "formulaires", "observation")
    assert code == 2
    assert "grille-observation et feuille-observation" in err
    for name, title in (("grille-observation", "La nôtre"), ("feuille-observation", "Observation du travail")):
        assert run("export", "formulaires", name, "-o", str(projet / f"{name}.html"))[0] == 0
        assert title in (projet / f"{name}.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("args", "exit_code", "said"),
    [(("observatoin",), 1, "observation"), (("observation", "--moment", "avant"), 2, "--moment"),
     (("observation", "relais"), 2, "EXPÉRIMENTATION"), (("observation", "--colleges", "direction"), 2, "--colleges"),
     (("observation", "entretiens"), 2, "entretiens"), (("observation", "--tous"), 2, "--tous"), (("seance", "nulle-part"), 1, "nulle-part"),
     (("points-de-vigilance", "relais"), 2, "EXPÉRIMENTATION")],
)  # fmt: skip
def test_what_does_not_go_together_is_said(run, args, exit_code, said):
    code, _, err = run("export", "formulaires", *args)
    assert (code, said in err) == (exit_code, True), err


def test_all_of_them_go_into_one_folder_and_none_is_replaced_unasked(run, projet):
    code, out, _ = run("export", "formulaires", "--tous", "--json", "--format", "html")
    files = json.loads(out)["data"]["fichiers"]
    assert code == 0
    assert len(files) == len(set(files)) == len(forms.tous(load(projet)))
    names = {path.name for path in (projet / "exports" / "formulaires-2017-03-22").iterdir()}
    assert {"formulaire-evaluation-embarquee-avant.html", "formulaire-safari-photo.html"} <= names
    assert any(name.startswith("formulaire-seance-") for name in names)
    code, _, err = run("export", "formulaires", "--tous", "--format", "html")
    assert (code, "--remplacer" in err) == (1, True)


def test_a_dry_run_says_which_and_writes_none(run, projet):
    code, out, _ = run("export", "formulaires", "--tous", "--dry-run")
    assert (code, "formulaire-observation.pdf" in out) == (0, True)
    assert not (projet / "exports").exists()


def test_a_name_of_the_folder_is_on_no_sheet(creer):
    projet = creer({
        "1-conception/groupes/g.yaml": "nom: Groupe de Camille Vasseur\nroles: [copil, delegation]\nsieges:\n"
        "  - {id: g, colleges: [encadrement], fonction: Gouvernante, nom: Camille Vasseur}\n",
        "3-experimentation/essai/experimentation.yaml": "titre: L'essai de Camille Vasseur\netat: en-cours\n",
        "3-experimentation/essai/seances/2017-01-01.yaml": "moment: t0\nactivites:\n"
        "  - {activite: Le tour de Camille Vasseur, famille: technique, critere: Vite}\n",
        "indicateurs/tours.yaml": "nom: Tours de Camille Vasseur\nunite: nombre\n",
    })  # fmt: skip
    for paper in forms.tous(projet):
        page = render(forms.build(projet, paper, JOUR), "html").contenu.decode()
        assert "Vasseur" not in page, paper


def test_what_a_project_calls_its_activities_stays_text(creer):
    test = "titre: '#strong[<b>Essai</b>] & $x$'\netat: en-cours\n"
    session = "moment: t0\nactivites:\n  - {activite: '{{ 7*7 }} <i>tour</i>', famille: technique, critere: 'a | b'}\n"
    projet = creer({
        "3-experimentation/essai/experimentation.yaml": test,
        "3-experimentation/essai/seances/2017-01-01.yaml": session,
    })  # fmt: skip
    document = forms.build(projet, forms.Papier("feuille", "seance", "", experimentation="essai"), JOUR)
    rows = [row[0] for table in _tables(document) if "Dégradé" in table.entetes for row in table.lignes]
    assert any("{{ 7*7 }} <i>tour</i>" in _plain(row) for row in rows)
    for fmt in ("docx", "pdf", "html"):
        assert render(document, fmt).contenu
