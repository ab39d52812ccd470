from __future__ import annotations

import json
import signal
import time

import pytest

import qvtkit
from qvtkit.cli.commands.meeting import DRAFT
from qvtkit.cli.session import Session
from qvtkit.errors import LockedError
from qvtkit.model.dates import DateSouple
from qvtkit.ops import meetings
from qvtkit.store import lock

DAY = "2017-03-21"
GROUP = ("meeting", "--groupe", "groupe-qvt", "--date", DAY)
NOTES = (
    "--note", "! On garde la règle jusqu’en juin", "--note", "? La charge | métiers: plus lourde | direction: mieux partagée",
    "--note", "> Une réserve de linge à l’étage | 15/04/2017", "--note", "@ Afficher les relevés | Gouvernante | pour le 31/03/2017",
    "--note", "La grippe : deux réunions décalées",
)  # fmt: skip


def _file(projet, name=f"{DAY}-groupe-qvt"):
    return projet / "reunions" / f"{name}.yaml"


def _history(run):
    lines = json.loads(run("journal", "list", "--depuis", DAY, "--json")[1])["data"]
    return [line["texte"] for line in lines if line["date"] == DAY]


def test_each_note_goes_to_its_place_in_one_go(run, projet):
    code, out, _ = run(*GROUP, "--presents", "metier=6,direction=1", "--ordre-du-jour", "Le linge", *NOTES)
    assert code == 0
    assert "1\u00a0décision, 1\u00a0divergence, 1\u00a0proposition, 1\u00a0tâche et 1\u00a0note" in out
    assert _file(projet).read_text(encoding="utf-8") == (
        "# yaml-language-server: $schema=../.qvtkit/schemas/reunion.json\n"
        "presents:\n  metier: 6\n  direction: 1\n"
        'ordre_du_jour: ["Le linge"]\n'
        "notes:\n"
        '  - {type: decision, texte: "On garde la règle jusqu’en juin"}\n'
        "  - type: divergence\n"
        '    texte: "La charge"\n'
        '    avis: {metier: "plus lourde", direction: "mieux partagée"}\n'
        "  - {type: proposition, id: p-2017-03-reserve-linge-etage}\n"
        '  - {type: a-faire, texte: "Afficher les relevés", qui: "Gouvernante", echeance: 2017-03-31}\n'
        '  - {type: note, texte: "La grippe : deux réunions décalées"}\n'
    )
    proposal = (projet / "propositions" / "p-2017-03-reserve-linge-etage.yaml").read_text(encoding="utf-8")
    assert 'reunion: "2017-03-21-groupe-qvt"' in proposal
    assert "echeance: 2017-04-15" in proposal
    assert run("check")[0] == 0
    assert run("undo")[0] == 0
    assert not _file(projet).exists()
    assert not (projet / "propositions" / "p-2017-03-reserve-linge-etage.yaml").exists()


def test_decisions_divergences_tasks_and_proposals_are_found_again_without_being_written_twice(run):
    run(*GROUP, *NOTES)
    assert _history(run) == [
        "Réunion : Groupe QVT", "Décision en réunion : on garde la règle jusqu’en juin", "Divergence en réunion : la charge",
        "Proposition : une réserve de linge à l’étage",
    ]  # fmt: skip
    tasks = json.loads(run("agenda", "list", "--type", "a-faire", "--a-venir", "--json")[1])["data"]
    assert [task["qui"] for task in tasks] == ["Responsable SST", "Gouvernante"]
    waiting = json.loads(run("proposal", "list", "--etat", "a-repondre", "--json")[1])["data"]
    assert waiting[-1]["origine"]["reunion"] == "2017-03-21-groupe-qvt"


def test_a_meeting_planned_that_day_is_held(run, projet):
    run(
        "agenda",
        "add",
        "Réunion du groupe",
        "--type",
        "reunion",
        "--date",
        DAY,
        "--groupe",
        "groupe-qvt",
        "--etat",
        "prevu",
    )
    run(*GROUP, "--note", "! Oui")
    assert 'titre: "Réunion du groupe", groupe: groupe-qvt, etat: fait}' in (projet / "agenda.yaml").read_text(
        encoding="utf-8"
    )
    assert _history(run) == ["Réunion du groupe", "Décision en réunion : oui"]


def test_a_second_meeting_of_the_day_does_not_replace_the_first(run, projet):
    run(*GROUP, "--note", "! Un")
    before = _file(projet).read_bytes()
    code, out, _ = run(*GROUP, "--note", "! Deux")
    assert code == 0
    assert f"{DAY}-groupe-qvt-2" in out
    assert _file(projet).read_bytes() == before
    assert "Deux" in _file(projet, f"{DAY}-groupe-qvt-2").read_text(encoding="utf-8")
    assert run("check")[0] == 0


@pytest.mark.parametrize(
    ("args", "code", "word"),
    [
        ((), 2, "--note"),
        (("--note", "!"), 2, "il manque le texte"),
        (("--note", "? La charge | soignant: lourde"), 2, "aide-soignant"),
        (("--note", "? La charge | metier"), 2, "qui pense quoi"),
        (("--note", "> Un chariot | demain"), 2, "demain"),
        (("--note", "> Un chariot | 2017-01-01"), 2, "--echeance"),
        (("--note", "@ Afficher | Gouvernante | ASH"), 2, "ASH"),
        (("--note", "! Oui", "--presents", "metiers=beaucoup"), 2, "--presents"),
        (("--note", "! Oui", "--date", "mars 2017"), 2, "--date"),
        (("--note", "! Oui", "--groupe", "groupe-qvtt"), 1, "groupe-qvt"),
    ],
)
def test_wrong_answers_are_said_and_nothing_is_written(run, projet, args, code, word):
    before = sorted(projet.rglob("*.yaml"))
    start = [word for word in GROUP if not (word == "--date" and "--date" in args)]
    if "--groupe" in args:
        start = ["meeting", "--date", DAY]
    if "--date" in args:
        start = ["meeting", "--groupe", "groupe-qvt"]
    got, _, err = run(*start, *args, "--no-input")
    assert got == code
    assert word in err
    assert sorted(projet.rglob("*.yaml")) == before


def test_which_group_met_is_asked_where_there_are_two(run):
    code, _, err = run("meeting", "--note", "! Oui")
    assert code == 2
    assert "--groupe" in err


def test_notes_come_from_a_file_too(run, projet, tmp_path):
    sheet = tmp_path / "notes.yaml"
    sheet.write_text(
        "presents: {metier: 4}\nordre_du_jour: [Le linge]\nnotes:\n"
        "  - {type: decision, texte: Oui}\n  - {type: proposition, texte: Un chariot garni, echeance: 2017-05-02}\n",
        encoding="utf-8",
    )
    assert run(*GROUP, "--reponses", str(sheet), "--note", "Et une note")[0] == 0
    text = _file(projet).read_text(encoding="utf-8")
    assert "id: p-2017-03-chariot-garni" in text
    assert "Et une note" in text
    sheet.write_text("notes:\n  - {type: decison, texte: Oui}\n", encoding="utf-8")
    code, _, err = run(*GROUP, "--reponses", str(sheet))
    assert code == 1
    assert "notes.yaml:2:" in err


def test_a_dry_run_shows_and_writes_nothing(run, projet):
    out = run(*GROUP, *NOTES, "--dry-run")[1]
    assert "p-2017-03-reserve-linge-etage.yaml" in out
    assert not _file(projet).exists()


def test_the_minutes_follow_in_the_same_breath(run, projet):
    code, out, _ = run(*GROUP, *NOTES, "--compte-rendu")
    assert code == 0
    assert "compte-rendu-2017-03-21-groupe-qvt" in out
    assert {path.suffix for path in (projet / "exports").iterdir()} == {".docx", ".pdf"}
    assert "qvtkit export compte-rendu" not in out


def test_minutes_that_are_not_made_are_what_comes_next(run):
    assert "qvtkit export compte-rendu 2017-03-21-groupe-qvt" in run(*GROUP, *NOTES)[1]


def test_data_for_machines_is_one_document_even_with_the_minutes(run, projet):
    code, out, _ = run(*GROUP, *NOTES, "--compte-rendu", "--json")
    assert code == 0
    data = json.loads(out)["data"]
    assert data["propositions"] == ["p-2017-03-reserve-linge-etage"]
    assert len(list((projet / "exports").iterdir())) == 2


LIVE = (*GROUP, "--presents", "metier=6,direction=1", "--ordre-du-jour", "Le linge")


def _type(child, *typed):
    for line in typed:
        time.sleep(0.15)
        child.sendline(line)


def test_a_meeting_is_held_live(talk, projet):
    child = talk(*LIVE)
    child.expect("à faire pour le 06/12/2016, en retard")
    child.expect("sans réponse, en retard de 50")
    child.expect("! décision")
    _type(child, "! On garde la règle", "une ligne de trop", "-")
    child.expect("Retiré")
    _type(child, "? La charge")
    child.expect("De qui noter")
    child.sendline("Direction, Métiers")
    child.expect("Direction.*que disent")
    child.sendline("mieux partagée")
    child.expect("Métiers.*que disent")
    child.sendline("plus lourde")
    _type(child, "@ Afficher")
    child.expect("Qui s’en charge")
    child.sendline("Gouvernante")
    child.expect("Pour quand")
    child.sendline("bientôt")
    child.expect("pas une date")
    child.sendline("31/03/2017")
    _type(child, "!")
    child.expect("Écrivez la suite")
    _type(child, "> Un chariot garni", "")
    child.expect("Une autre fois Entrée")
    child.sendline("")
    child.expect("Ce qui va être enregistré")
    child.expect("L’enregistrer")
    child.sendline("non")
    _type(child, "Encore une note", ".")
    child.expect("L’enregistrer")
    child.sendline("oui")
    child.expect("enregistrée")
    child.expect("Produire le compte rendu")
    child.sendline("non")
    child.expect("Ensuite.*qvtkit export compte-rendu")
    child.expect(talk.end)
    text = _file(projet).read_text(encoding="utf-8")
    assert 'avis: {direction: "mieux partagée", metier: "plus lourde"}' in text
    assert 'qui: "Gouvernante", echeance: 2017-03-31' in text
    assert "id: p-2017-03-chariot-garni" in text
    assert "Encore une note" in text
    assert "de trop" not in text


@pytest.mark.parametrize("end", ["ctrl-c", "kill"])
def test_what_was_typed_survives_a_closed_window(talk, projet, end):
    child = talk(*LIVE)
    child.expect("! décision")
    _type(child, "! On garde la règle", "? La charge")
    child.expect("De qui noter")  # in the middle of a note, which is already kept
    if end == "kill":
        child.kill(signal.SIGKILL)
    else:
        child.sendintr()
        child.expect("gardées")
    child.expect(talk.end)
    assert not _file(projet).exists()
    again = talk("meeting")
    again.expect(r"pas close.*Groupe QVT, 21/03/2017, 2\slignes notées")
    again.sendline("")
    again.expect("On garde la règle")
    _type(again, "La suite", ".")
    again.expect("L’enregistrer")
    again.sendline("")
    again.expect("Produire le compte rendu")
    again.sendline("non")
    again.expect(talk.end)
    text = _file(projet).read_text(encoding="utf-8")
    assert [word in text for word in ("On garde la règle", "La charge", "La suite", "metier: 6", "Le linge")] == [
        True
    ] * 5
    fresh = talk("meeting", "--groupe", "groupe-qvt")
    fresh.expect("Quel jour se tient la réunion")


def test_a_line_that_is_not_understood_is_kept_as_it_is(talk, projet):
    child = talk(*LIVE)
    child.expect("! décision")
    _type(child, "> Un chariot | demain matin")
    child.expect("gardée telle quelle")
    _type(child, ".")
    child.expect("L’enregistrer")
    child.sendline("")
    child.expect("Produire")
    child.sendline("non")
    child.expect(talk.end)
    filed = list((projet / "propositions").glob("p-2017-03-*"))
    assert "Un chariot | demain matin" in filed[0].read_text(encoding="utf-8")


def test_a_meeting_where_nothing_is_noted_leaves_nothing(talk, projet):
    child = talk(*LIVE)
    child.expect("! décision")
    _type(child, ".")
    child.expect("Que faire")
    child.sendline("2")
    child.expect(talk.end)
    assert not _file(projet).exists()


def test_the_projector_shows_no_name(talk, run, projet):
    run(
        "group",
        "member",
        "add",
        "groupe-qvt",
        "--fonction",
        "Psychologue",
        "--nom",
        "Camille Vasseur",
        "--colleges",
        "metier",
    )
    child = talk(*LIVE, "--projection", simple=False)
    child.expect("\x1b\\[2J")
    child.expect("termine")
    _type(child, "! Camille Vasseur écrit la règle")
    child.expect("\x1b\\[2J")
    child.expect("DÉCISION\\s: Psychologue écrit la règle")
    child.expect("termine")


def test_letters_are_of_double_height_in_the_terminals_that_draw_them(talk, monkeypatch):
    monkeypatch.setenv("WT_SESSION", "1")
    monkeypatch.delenv("TMUX", raising=False)
    monkeypatch.delenv("STY", raising=False)
    child = talk(*LIVE, "--projection", simple=False)
    child.expect("termine")
    _type(child, "! Oui")
    child.expect("\x1b#3  DÉCISION\\s: Oui\r\n\x1b#4  DÉCISION\\s: Oui\r\n")


def test_notes_that_were_refused_are_kept_once_for_redo(run, projet, monkeypatch):
    monkeypatch.setattr(lock, "_WAIT", 0.05)
    session = Session(projet_=str(projet))
    session.draft(DRAFT).save({"groupe": "groupe-qvt", "notes": [{"type": "decision", "texte": "On garde la règle"}]})
    notes = {"notes": [{"type": "decision", "texte": "On garde la règle"}]}
    outcome = meetings.close(session.projet, "groupe-qvt", DateSouple.parse("2017-03-21"), notes, session.today)
    with lock.locked(projet), pytest.raises(LockedError):
        session.finish(outcome)
    assert not session.draft(DRAFT).load()
    assert run("redo")[0] == 0
    assert "2017-03-21-groupe-qvt" in qvtkit.load(projet).reunions
