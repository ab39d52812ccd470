"""`project edit`: the head of the folder, and what becomes of the project."""

from __future__ import annotations

import json

import pytest


def _head(projet):
    return (projet / "qvt.yaml").read_text(encoding="utf-8")


def test_a_rubrique_is_given_without_touching_another_line(run, projet):
    before = _head(projet).splitlines()
    assert run("project", "edit", "--contact", "Cadre de santé", "--effectif", "64")[0] == 0
    after = _head(projet).splitlines()
    changed = [new.strip() for old, new in zip(before, after, strict=True) if old != new]
    assert changed == ["effectif: 64", 'contact: "Cadre de santé"']
    assert run("check")[0] == 0


def test_the_project_rests_and_wakes_and_the_journal_says_why(run, projet):
    code, out, _ = run("demarche", "modifier", "--etat", "en sommeil", "--motif", "La direction change")
    assert (code, "mise en sommeil" in out) == (0, True)
    assert "La démarche est mise en sommeil : La direction change" in (projet / "journal.yaml").read_text(
        encoding="utf-8"
    )
    assert "Démarche en sommeil" in run("status")[1]
    data = json.loads(run("next", "--json")[1])["data"]
    assert {each["sujet"].split("/")[0] for each in data["conseils"]} == {"proposition"}
    assert "Pour la reprendre" in run("next")[1]
    code, _, err = run("project", "edit", "--etat", "en-sommeil")
    assert (code, "déjà" in err) == (1, True)
    assert run("undo")[0] == 0
    assert "etat: en-sommeil" not in _head(projet)
    assert "La direction change" not in (projet / "journal.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("args", "word"),
    [
        ((), "--contact"),
        (("--etat", "finie"), "terminee"),
        (("--type", "hospital"), "--type"),
        (("--effectif", "x"), "--effectif"),
    ],
)
def test_what_cannot_be_understood_is_said_and_nothing_is_written(run, projet, args, word):
    before = _head(projet)
    code, _, err = run("project", "edit", *args)
    assert (code, word in err) == (2, True)
    assert _head(projet) == before


def test_in_a_terminal_each_line_is_shown_to_be_kept_or_corrected(talk, projet):
    child = talk("project", "edit")
    for question in (
        "nom de votre établissement",
        "De quel type",
        "Quel est son statut",
        "Dans quelle région",
        "Combien",
    ):
        child.expect(question)
        child.send("\r")
    child.expect("Quel titre")
    child.send("\r")
    child.expect("Qui contacter")
    child.send("Gouvernante\r")
    child.expect("Où en est la démarche")
    child.send("\r")
    child.expect("est à jour")
    child.expect(talk.end)
    assert "contact: Gouvernante" in _head(projet) or 'contact: "Gouvernante"' in _head(projet)
