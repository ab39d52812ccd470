from __future__ import annotations

import csv
import io
import json

import pytest

FILE = "journal.yaml"


def _text(projet):
    return (projet / FILE).read_bytes().decode()


def test_a_fact_goes_to_the_end_and_nothing_else_changes(run, projet):
    before = _text(projet)
    code, out, _ = run("journal", "add", "La grippe : encore # deux réunions décalées")
    assert code == 0
    assert "22/03/2017" in out
    after = _text(projet)
    assert after.startswith(before.rstrip("\n"))
    added = after[len(before.rstrip("\n")) :].strip()
    assert (
        added
        == '- {date: 2017-03-22, type: fait, texte: "La grippe : encore # deux réunions décalées", phase: perennisation}'
    )


def test_every_option_sets_its_key(run, projet):
    code, _, _ = run("journal", "ajouter", "--texte", "Le CSE est informé", "--date", "mars 2016", "--type", "Décision",
                     "--phase", "Diagnostic")  # fmt: skip
    assert code == 0
    assert '  - {date: 2016-03, type: decision, texte: "Le CSE est informé", phase: diagnostic}' in _text(projet)


def test_the_file_is_created_when_absent(run, projet):
    (projet / FILE).unlink()
    assert run("journal", "add", "Premier fait")[0] == 0
    assert _text(projet).startswith("# yaml-language-server: $schema=.qvtkit/schemas/journal.json\n")
    assert 'texte: "Premier fait"' in _text(projet)
    assert run("journal", "add", "Second fait")[0] == 0
    assert _text(projet).count("  - {") == 2


def test_windows_line_ends_are_kept(run, projet):
    (projet / FILE).write_bytes(_text(projet).replace("\n", "\r\n").encode())
    assert run("journal", "add", "Un fait")[0] == 0
    text = _text(projet)
    assert text.count("\n") == text.count("\r\n")


@pytest.mark.parametrize(
    ("args", "code", "word"),
    [
        (("journal", "add"), 2, "Que s’est-il passé"),
        (("journal", "add", "x", "--date", "31/02/2017"), 2, "--date"),
        (("journal", "add", "x", "--type", "decison"), 2, "decision"),
        (("journal", "list", "--depuis", "hier"), 2, "--depuis"),
        (("journal", "list", "--phase", "diagnostique"), 2, "diagnostic"),
    ],
)
def test_wrong_answers_are_said(run, projet, args, code, word):
    before = _text(projet)
    got, _, err = run(*args)
    assert got == code
    assert word in err
    assert _text(projet) == before


def test_a_date_to_come_is_doubtful(run):
    code, _, err = run("journal", "add", "x", "--date", "2017-06-01")
    assert code == 0
    assert "dans le futur" in err


def test_a_broken_journal_is_not_touched(run, projet):
    (projet / FILE).write_text("faits:\n  - {date: 2016-01, texto: x}\n", encoding="utf-8")
    code, _, err = run("journal", "add", "Un fait")
    assert code == 1
    assert "journal.yaml:2:" in err
    assert "texto" in _text(projet)


def test_the_history_gathers_every_record(run, projet):
    data = json.loads(run("journal", "list", "--json")[1])["data"]
    assert [line["date"][:4] for line in data] == sorted(line["date"][:4] for line in data)
    sources = {line["source"] for line in data}
    assert {"journal.yaml", "qvt.yaml", "agenda.yaml"} < sources
    assert any(source.startswith("3-experimentation/") for source in sources)
    recent = json.loads(run("journal", "list", "--depuis", "mars 2017", "--json")[1])["data"]
    assert 0 < len(recent) < len(data)
    assert all(line["date"] >= "2017-03" for line in recent)
    phase = json.loads(run("journal", "list", "--phase", "Conception", "--json")[1])["data"]
    assert {line["phase"] for line in phase} == {"conception"}


def test_a_fact_without_a_date_is_not_lost(run, projet):
    with (projet / FILE).open("a", encoding="utf-8") as stream:
        stream.write("  - {texte: Un jour peut-être}\n")
    assert "Un jour peut-être" in run("journal", "list")[1]
    assert "Un jour peut-être" not in run("journal", "list", "--depuis", "2016")[1]


def test_formats(run):
    out = run("journal", "list", "--format", "csv")[1]
    rows = list(csv.reader(io.StringIO(out), delimiter=";"))
    assert rows[0] == ["Date", "Phase", "Ce qui s’est passé", "Fichier"]
    assert all(len(row) == 4 for row in rows)
    assert run("journal", "list", "--format", "md")[1].startswith("| Date")
    assert "Fichier" not in run("journal", "list")[1]


def test_a_dialogue(talk, projet):
    child = talk("journal", "add")
    child.expect("Que s’est-il passé")
    child.sendline("Réunion à l’étage")
    child.expect("Quand")
    child.sendline("hier")
    child.expect("pas une date")
    child.sendline("<")
    child.expect("Que s’est-il passé")
    child.sendline("")
    child.expect("Quand")
    child.sendline("15/03/2017")
    child.expect("De quoi")
    child.sendline("2")
    child.expect("phase")
    child.sendline("")
    child.expect("Noté")
    child.expect(talk.end)
    assert '  - {date: 2017-03-15, type: decision, texte: "Réunion à l’étage", phase: perennisation}' in _text(projet)
