from __future__ import annotations

import csv
import io
import json
import re

import icalendar
import pytest

FILE = "agenda.yaml"
NEW = {"qvt.yaml": "format: 1\netablissement:\n  nom: Essai\n"}


def _text(projet):
    return (projet / FILE).read_text(encoding="utf-8")


@pytest.fixture
def vide(tmp_path):
    """A project that has nothing but its head."""
    root = tmp_path / "vide"
    root.mkdir()
    (root / "qvt.yaml").write_text(NEW["qvt.yaml"], encoding="utf-8")
    return root


def test_a_date_goes_to_the_end_and_nothing_else_changes(run, projet):
    before = _text(projet)
    code, out, _ = run(
        "agenda", "ajouter", "Réunion du groupe : le linge", "--type", "Réunion", "--date", "28 mars 2017", "--heure", "14h",
        "--groupe", "Groupe QVT", "--lieu", "Salle d’animation",
    )  # fmt: skip
    assert code == 0
    assert "prévu" in out
    added = _text(projet).removeprefix(before.rstrip("\n")).strip()
    assert added == (
        '- {date: 2017-03-28, heure: "14:00", type: reunion, titre: "Réunion du groupe : le linge", groupe: groupe-qvt, '
        'etat: prevu, lieu: "Salle d’animation"}'
    )  # fmt: skip
    assert run("check")[0] == 0


def test_a_past_date_is_held_unless_told_otherwise(run, projet):
    assert (
        "fait"
        in run(
            "agenda", "add", "Un appui", "--type", "appui-individuel", "--date", "2017-03-01", "--duree-jours", "0,5"
        )[1]
    )
    assert "prévu" in run("agenda", "add", "Une revue", "--type", "revue", "--date", "2017-03-01", "--etat", "prevu")[1]


def test_the_agenda_is_made_where_there_is_none(run, vide):
    assert run("-C", str(vide), "agenda", "add", "Première réunion", "--date", "2017-04-04")[0] == 0
    assert run("-C", str(vide), "check")[0] == 0
    data = json.loads(run("-C", str(vide), "agenda", "list", "--json")[1])["data"]
    assert [(each["id"], each["etat"]) for each in data] == [("2017-04-04-premiere-reunion", "prevu")]


@pytest.mark.parametrize(
    ("args", "word"),
    [
        (("add", "x", "--no-input"), "--date"),
        (("add", "--date", "2017-04-04", "--no-input"), "--titre"),
        (("add", "x", "--date", "31/02/2017"), "--date"),
        (("add", "x", "--date", "2017-04-04", "--heure", "25h"), "--heure"),
        (("add", "x", "--date", "2017-04-04", "--type", "reunions"), "reunion"),
        (("list", "--depuis", "hier"), "hier"),
        (("list", "--type", "revu"), "revue"),
        (("programme", "--debut", "hier"), "--debut"),
        (("programme", "--debut", "2027-01", "--mois", "beaucoup"), "--mois"),
        (("done", "--no-input"), "ID"),
    ],
)
def test_wrong_answers_are_said(run, projet, args, word):
    before = _text(projet)
    code, _, err = run("agenda", *args)
    assert _text(projet) == before
    assert code == 2
    assert word in err


def test_an_unknown_group_is_refused(run):
    code, _, err = run("agenda", "add", "x", "--date", "2017-04-04", "--groupe", "groupe-qvtt")
    assert code == 1
    assert "groupe-qvt" in err


def test_the_list_shows_what_is_late_and_the_tasks_of_meetings(run):
    out = run("agenda", "list", "--a-venir")[1]
    assert re.search(r"À faire\s: Demander à l’accueil", out)
    assert "en" in out
    data = json.loads(run("agenda", "list", "--a-venir", "--json")[1])["data"]
    task = next(each for each in data if each["type"] == "a-faire")
    assert (task["qui"], task["en_retard"], task["reunion"]) == ("Responsable SST", True, "2016-11-08-groupe-qvt")
    assert [each["type"] for each in data] == ["a-faire", "reunion", "revue", "revue"]
    reviews = json.loads(run("agenda", "list", "--type", "Revue", "--json")[1])["data"]
    assert [each["id"] for each in reviews] == ["2017-06-20-revue-a-six-mois", "2017-12-19-revue-a-douze-mois"]
    assert len(json.loads(run("agenda", "list", "--depuis", "mars 2017", "--json")[1])["data"]) == 4


def test_the_list_goes_to_a_spreadsheet(run):
    rows = list(csv.reader(io.StringIO(run("agenda", "list", "--format", "csv")[1]), delimiter=";"))
    assert rows[0] == ["Date", "Quoi", "État", "Nom court"]
    assert ["20/06/2017 14:00", "Revue à six mois", "prévu", "2017-06-20-revue-a-six-mois"] in rows


@pytest.mark.parametrize("name", ["2017-06-20", "20/06/2017", "Revue à six mois", "2017-06-20-revue-a-six-mois"])
def test_an_event_is_held_whatever_it_is_called_by(run, projet, name):
    before = _text(projet)
    code, _, err = run("agenda", "fait", name)
    assert code == 0
    assert "dans le futur" in err
    after = _text(projet)
    changed = [(a, b) for a, b in zip(before.splitlines(), after.splitlines(), strict=True) if a != b]
    assert len(changed) == 1
    assert changed[0][1] == changed[0][0].replace("etat: prevu", "etat: fait")


def test_what_is_done_is_not_done_twice(run):
    code, _, err = run("agenda", "done", "2016-02-04")
    assert code == 1
    assert "déjà" in err


def test_a_day_with_two_events_asks_which(run):
    code, _, err = run("agenda", "done", "2017-01-10")
    assert code == 1
    assert "2017-01-10-preparer-la-restitution" in err


def test_a_postponed_event_is_planned_again_and_the_journal_keeps_its_first_date(run, projet):
    code, out, _ = run("agenda", "done", "2017-06-20", "--date", "04/07/2017", "--motif", "La grippe")
    assert code == 0
    assert "reporté au 04/07/2017" in out
    assert (
        '{date: 2017-07-04, heure: "14:00", type: revue, titre: Revue à six mois, groupe: groupe-qvt, etat: prevu'
        in _text(projet)
    )
    journal = (projet / "journal.yaml").read_text(encoding="utf-8")
    assert "Reporté au 04/07/2017 : Revue à six mois (prévu le 20/06/2017). Motif : La grippe" in journal


def test_postponed_without_a_date_waits_for_one_and_cancelled_is_gone(run, projet):
    assert run("agenda", "done", "2017-06-20", "--etat", "reporte")[0] == 0
    assert run("agenda", "done", "2017-12-19", "--etat", "annulé", "--motif", "Le groupe s’arrête")[0] == 0
    assert "etat: reporte" in _text(projet).splitlines()[-2]
    assert "etat: annule" in _text(projet).splitlines()[-1]
    assert "Annulé : Revue à douze mois" in (projet / "journal.yaml").read_text(encoding="utf-8")
    assert "reporté, date à fixer" in re.sub(r"\s+", " ", run("agenda", "list", "--a-venir")[1].replace("\u00a0", " "))


def test_a_task_is_ticked_in_the_notes_of_its_meeting(run, projet):
    file = projet / "reunions" / "2016-11-08-groupe-qvt.yaml"
    before = file.read_text(encoding="utf-8")
    assert run("agenda", "done", "06/12/2016")[0] == 0
    assert file.read_text(encoding="utf-8") == before.replace("fait: non", "fait: oui")


def test_a_task_is_ticked_by_a_piece_of_its_text(run, projet):
    file = projet / "reunions" / "2016-11-08-groupe-qvt.yaml"
    tasks = json.loads(run("agenda", "list", "--type", "a-faire", "--json")[1])["data"]
    task = next(each for each in tasks if each["etat"] == "prevu")
    assert len(task["id"]) <= 41
    words = task["texte"].removeprefix("À faire : ").split(" (")[0].split()
    before = file.read_text(encoding="utf-8")
    assert run("agenda", "done", " ".join(words[-2:]))[0] == 0
    assert file.read_text(encoding="utf-8") == before.replace("fait: non", "fait: oui")
    code, _, err = run("agenda", "done", "revue")
    assert code == 1
    assert "2017-06-20-revue-a-six-mois" in err
    assert "2017-12-19-revue-a-douze-mois" in err


def test_a_review_marked_held_leads_to_what_it_found(run):
    code, out, _ = run("agenda", "done", "six mois")
    assert code == 0
    assert "qvtkit closing review" in out


def test_a_session_that_was_not_held_can_be_said_so(run, projet):
    run("agenda", "add", "Séance d’avril", "--type", "seance", "--date", "2017-04-04")
    code, out, _ = run("agenda", "done", "d’avril", "--etat", "non-tenu", "--motif", "La grippe")
    assert code == 0
    assert "non tenu" in out
    assert "etat: non-tenu" in (projet / "agenda.yaml").read_text(encoding="utf-8")
    assert "Non tenu : Séance d’avril (prévu le 04/04/2017). Motif : La grippe" in (projet / "journal.yaml").read_text(
        encoding="utf-8"
    )


def test_a_task_is_done_later_or_done_never_cancelled_in_silence(run, projet):
    file = projet / "reunions" / "2016-11-08-groupe-qvt.yaml"
    assert run("agenda", "done", "06/12/2016", "--etat", "annule")[0] == 1
    assert run("agenda", "done", "06/12/2016", "--etat", "reporte")[0] == 2
    assert run("agenda", "done", "06/12/2016", "--date", "2017-04-04")[0] == 0
    assert "echeance: 2017-04-04\n    fait: non" in file.read_text(encoding="utf-8")


def test_the_programme_shows_the_five_days_the_support_and_the_reviews(run):
    out = run("agenda", "programme")[1].replace("\u00a0", " ").replace("\u202f", " ")
    for number in range(1, 6):
        assert f"Journée {number} : " in out
    assert out.count("Objectif : ") == 5
    assert "2,5 jours utilisés sur 3." in out
    assert "20/06/2017 à 14:00 : Revue à six mois" in out
    assert "Aract Normandie" in out
    assert "Dates proposées" not in out
    data = json.loads(run("agenda", "programme", "--json")[1])["data"]
    assert [day["etat"] for day in data["journees"]] == ["fait"] * 5
    assert data["appui_individuel"] == {"faits": 2.5, "prevus": 0.0, "sur": 3.0}
    assert data["proposes"] == []


def test_the_programme_proposes_writes_when_told_and_never_twice(run, vide):
    here = ("-C", str(vide))
    out = run(*here, "agenda", "programme", "--debut", "2027-01-14")[1]
    assert "Rien n’est écrit" in out
    assert not (vide / FILE).exists()
    code, out, _ = run(*here, "agenda", "programme", "--debut", "2027-01-14", "--inscrire")
    assert code == 0
    text = _text(vide)
    assert text.count("type: journee-collective") == 5
    data = json.loads(run(*here, "agenda", "list", "--type", "journee-collective", "--json")[1])["data"]
    assert [each["date"] for each in data] == ["2027-01-14", "2027-03-25", "2027-06-24", "2027-11-04", "2028-04-13"]
    assert text.count("type: intersession") == 4
    assert text.count("type: restitution") == 2
    assert text.count("type: revue") == 2
    assert run(*here, "check")[0] == 0
    again = run(*here, "agenda", "programme", "--debut", "2027-02-01", "--inscrire")
    assert again[0] == 0
    assert "déjà toutes les dates" in again[1]
    assert _text(vide) == text


def test_only_what_lacks_is_added(run, vide):
    here = ("-C", str(vide))
    run(
        *here,
        "agenda",
        "add",
        "La nôtre",
        "--type",
        "journee-collective",
        "--numero",
        "2",
        "--date",
        "2027-03-09",
        "--heure",
        "9h",
    )
    run(*here, "agenda", "programme", "--debut", "2027-01-14", "--inscrire")
    assert '{date: 2027-03-09, heure: "09:00", type: journee-collective, numero: 2, titre: "La nôtre"' in _text(vide)
    assert _text(vide).count("type: journee-collective") == 5


def test_without_a_first_day_nothing_can_be_written(run, vide):
    out = run("-C", str(vide), "agenda", "programme", "--inscrire")[1]
    assert "--debut" in out
    assert not (vide / FILE).exists()


def _events(path):
    return icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")


def test_the_calendar_holds_what_is_to_come(run, projet, tmp_path):
    out = tmp_path / "c.ics"
    assert run("export", "agenda", "-o", str(out))[0] == 0
    assert [str(event["SUMMARY"]) for event in _events(out)] == [
        "QVT\u00a0: Bilan et suites avec le nouveau directeur", "QVT\u00a0: Revue à six mois", "QVT\u00a0: Revue à douze mois",
    ]  # fmt: skip
    assert run("exporter", "agenda", "--tout", "-o", str(out), "--remplacer")[0] == 0
    events = _events(out)
    assert len(events) == len({event["UID"] for event in events}) == _text(projet).count("\n  - {")
    first = next(event for event in events if "n°\u00a01" in event["SUMMARY"])
    assert "Objectif" in first["DESCRIPTION"]
    assert "Aract Normandie" in first["DESCRIPTION"]


def test_a_postponed_event_keeps_its_name_in_the_calendar(run, projet, tmp_path):
    def review():
        run("export", "agenda", "-o", str(tmp_path / "c.ics"), "--remplacer")
        return next(event for event in _events(tmp_path / "c.ics") if "six mois" in event["SUMMARY"])

    before = review()
    run("agenda", "done", "2017-06-20", "--etat", "reporte")
    assert review()["STATUS"] == "CANCELLED"
    run("agenda", "done", "2017-06-20", "--date", "2017-07-04")
    after = review()
    assert before["UID"] == after["UID"]
    assert (after["STATUS"], after.decoded("DTSTART").date().isoformat()) == ("CONFIRMED", "2017-07-04")


def test_the_calendar_goes_nowhere_over_a_file_and_tells_what_has_no_day(run, projet, tmp_path):
    run("agenda", "add", "Un jour de mai", "--type", "restitution", "--date", "mai 2017")
    code, _, err = run("export", "agenda")
    assert code == 0
    said = err.replace("\u00a0", " ")
    assert "1 date n’y est pas, faute de jour précis : Un jour de mai (mai 2017)." in said
    assert run("export", "agenda")[0] == 0
    assert sorted(path.name for path in (projet / "exports").iterdir()) == [
        "agenda-2017-03-22-2.ics",
        "agenda-2017-03-22.ics",
    ]
    (tmp_path / "c.ics").write_text("à moi", encoding="utf-8")
    assert run("export", "agenda", "-o", str(tmp_path / "c"))[0] == 1
    assert (tmp_path / "c.ics").read_text(encoding="utf-8") == "à moi"


def test_an_agenda_in_error_gives_no_empty_calendar(run, projet, tmp_path):
    (projet / "agenda.yaml").write_text("evenements: [\n", encoding="utf-8")
    code, _, err = run("export", "agenda", "-o", str(tmp_path / "c.ics"))
    assert code == 1
    assert "agenda.yaml" in err
    assert not (tmp_path / "c.ics").exists()


def test_no_known_name_goes_into_a_calendar(run, projet, tmp_path):
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
    run("agenda", "add", "Point avec Camille Vasseur", "--date", "2017-05-02")
    run("export", "agenda", "-o", str(tmp_path / "c.ics"))
    text = (tmp_path / "c.ics").read_text(encoding="utf-8")
    assert "asseur" not in text
    assert "Psychologue" in text


def test_a_dialogue(talk, projet):
    child = talk("agenda", "done")
    child.expect("Quelle date, quelle tâche")
    child.sendline("3")
    child.expect("devenue")
    child.sendline("Reporté")
    child.expect("nouvelle date")
    child.sendline("demain")
    child.expect("pas une date")
    child.sendline("04/07/2017")
    child.expect("Pourquoi")
    child.sendline("")
    child.expect("reporté au")
    child.expect(talk.end)
    assert "date: 2017-07-04" in _text(projet)


def test_the_programme_asks_before_writing(talk, vide):
    child = talk("-C", str(vide), "agenda", "programme")
    child.expect("première journée")
    child.sendline("janvier 2027")
    child.expect("Noter ces dates")
    child.sendline("oui")
    child.expect("dates notées")
    child.expect(talk.end)
    assert "date: 2027-01-05\n    type: journee-collective\n    numero: 1" in _text(vide)
