from __future__ import annotations

import csv
import io
import json

import pytest

from qvtkit.ops.findings import outils

FILE = "2-diagnostic/etat-des-lieux.yaml"


def _text(projet):
    """The file, without the quotation marks that the tool adds."""
    return (projet / FILE).read_bytes().decode().replace('"', "")


def test_a_finding_goes_after_the_others_and_nothing_else_changes(run, projet):
    before = _text(projet)
    code, out, _ = run("finding", "add", "Le chariot de linge manque le lundi", "--nature", "Difficulté", "--source", "Safari photo",
                       "--theme", "organisation-contenu", "--service", "étages")  # fmt: skip
    assert code == 0
    assert "chariot-linge-manque-lundi" in out
    line = (
        "  - {id: chariot-linge-manque-lundi, nature: difficulte, texte: Le chariot de linge manque le lundi, "
        "source: safari-photo, theme: organisation-contenu, service: étages}\n"
    )
    after = _text(projet)
    assert [each for each in after.splitlines() if each not in before.splitlines()] == [line.rstrip("\n")]


def test_the_same_words_twice_get_two_names(run, projet):
    for _ in range(2):
        assert run("constat", "ajouter", "Le chariot manque", "--nature", "difficulte")[0] == 0
    assert "{id: chariot-manque," in _text(projet)
    assert "{id: chariot-manque-2," in _text(projet)


def test_a_name_that_is_taken_is_said(run, projet):
    before = _text(projet)
    code, _, err = run("finding", "add", "Encore", "--nature", "force", "--id", "entraide")
    assert code == 2
    assert "entraide" in err
    assert _text(projet) == before
    assert run("finding", "add", "Encore", "--nature", "force", "--id", "Entraide bis")[0] == 0
    assert "{id: entraide-bis," in _text(projet)


@pytest.mark.parametrize(
    ("args", "word"),
    [
        (("add",), "TEXTE"),
        (("add", "Un constat"), "--nature"),
        (("add", "Un constat", "--nature", "defaut"), "force"),
        (("list", "--nature", "forse"), "force"),
        (("tool", "safari", "--date", "31/02/2016"), "safari"),
        (("tool", "observation", "--date", "31/02/2016"), "--date"),
        (("tool", "observation", "--participants", "plein"), "--participants"),
        (("tool",), "OUTIL"),
    ],
)
def test_wrong_answers_are_said(run, projet, args, word):
    before = _text(projet)
    code, _, err = run("finding", *args)
    assert code in {1, 2}
    assert word in err
    assert _text(projet) == before


def test_the_file_is_created_when_absent(run, projet):
    (projet / FILE).unlink()
    for problem in (projet / "2-diagnostic/problemes").iterdir():
        problem.unlink()
    assert run("finding", "add", "Premier constat", "--nature", "force", "--source", "observation")[0] == 0
    assert run("finding", "tool", "Observation du travail", "--date", "mars 2016", "--participants", "4")[0] == 0
    text = _text(projet)
    assert text.startswith("# yaml-language-server: $schema=../.qvtkit/schemas/etat-des-lieux.json\n")
    assert "{outil: observation, date: 2016-03, participants: 4}" in text


def test_findings_are_listed_by_theme_and_nature(run):
    code, out, _ = run("finding", "list", "--format", "csv")
    assert code == 0
    rows = list(csv.reader(io.StringIO(out), delimiter=";"))
    assert rows[0] == ["Constat", "Nature", "Thème", "Ce qui est constaté", "Source", "Service"]
    themes = [row[2] for row in rows[1:]]
    assert themes == sorted(themes, key=lambda theme: theme == ""), "without a theme: last"
    natures = [row[1] for row in rows[1:] if row[2]]
    assert natures == sorted(natures, key=["Force", "Difficulté", "Déjà en place", "Attente"].index)
    forces = json.loads(run("finding", "list", "--nature", "force", "--json")[1])["data"]["constats"]
    assert [each["id"] for each in forces] == ["entraide"]
    assert json.loads(run("finding", "list", "--theme", "dialogue", "--json")[1])["data"]["constats"] == []


def test_one_source_alone_is_said_and_two_are_not(run, projet):
    assert "seule sorte de source" not in run("finding", "list")[1]
    (projet / FILE).write_text(
        "constats:\n  - {id: a, texte: A, source: edt}\n  - {id: b, texte: B, source: espace-de-discussion}\n",
        encoding="utf-8",
    )
    code, out, _ = run("finding", "list")
    assert code == 0
    assert "seule sorte de source : espace de discussion" in out.replace("\u00a0", " ").lower()
    data = json.loads(run("finding", "list", "--json")[1])
    assert data["data"]["sources_croisees"] is False
    assert [each["code"] for each in data["issues"]] == ["source-unique"]
    assert run("finding", "add", "C", "--nature", "force", "--source", "observation")[0] == 0
    assert json.loads(run("finding", "list", "--json")[1])["data"]["sources_croisees"] is True


@pytest.mark.parametrize(("people", "said"), [("62", True), ("99", True), ("100", False), ("", False)])
def test_a_questionnaire_is_advised_against_under_a_hundred_people(run, projet, people, said):
    head = projet / "qvt.yaml"
    head.write_text(head.read_text(encoding="utf-8").replace("effectif: 62", f"effectif: {people}"), encoding="utf-8")
    for args in (("tool", "questionnaire"), ("add", "X", "--nature", "force", "--source", "questionnaire"), ("list",)):
        found = [each["code"] for each in json.loads(run("finding", *args, "--json")[1])["issues"]]
        assert ("questionnaire-petit-effectif" in found) is said, args
    found = json.loads(run("finding", "add", "Y", "--nature", "force", "--source", "observation", "--json")[1])[
        "issues"
    ]
    assert found == []


def test_a_dry_run_writes_nothing(run, projet):
    before = _text(projet)
    code, out, _ = run("finding", "add", "X", "--nature", "force", "--dry-run")
    assert code == 0
    assert 'texte: "X"' in out
    assert _text(projet) == before


def test_the_problem_can_cite_what_was_just_found(run, projet):
    assert run("finding", "add", "Le chariot manque", "--nature", "difficulte")[0] == 0
    assert run("problem", "add", "chariot", "--titre", "Le chariot", "--constats", "Chariot manque")[0] == 0
    assert "constats: [chariot-manque]" in (projet / "2-diagnostic/problemes/chariot.yaml").read_text(encoding="utf-8")
    assert run("check")[0] == 0


def test_questions_give_what_options_give(talk, projet):
    child = talk("finding", "add")
    child.expect("Quel est le constat")
    child.sendline("Le chariot de linge manque le lundi")
    child.expect("Qu’est-ce que c’est")
    child.sendline("peut-être")
    child.expect("n’est pas une des réponses")
    child.sendline("2")
    child.expect("D’où vient-il")
    child.sendline("3")
    child.expect("Quel thème")
    child.sendline("")
    child.expect("Quel service")
    child.sendintr()
    child.expect("gardées en brouillon")
    child.expect(talk.end)
    child = talk("finding", "add")
    child.expect("retrouvées")
    child.expect("Quel service")
    child.sendline("étages")
    child.expect("noté")
    child.expect(talk.end)
    tool = list(outils())[2]
    assert f"nature: difficulte, texte: Le chariot de linge manque le lundi, source: {tool}, service: étages" in _text(
        projet
    )
