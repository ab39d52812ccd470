from __future__ import annotations

import csv
import io
import json

import pytest

LATE = "p-2016-12-part-des-auxiliaires"
REFUSED = "p-2016-11-pool-remplacement"


def _text(projet, key):
    return (projet / "propositions" / f"{key}.yaml").read_text(encoding="utf-8")


def test_a_proposal_is_registered_with_its_origin_and_a_month_to_answer(run, projet):
    code, out, _ = run("proposal", "add", "Constituer une réserve de linge à l'étage", "--date", "2017-01-31", "--seance",
                       "procedure-absence-ash/2016-11-15")  # fmt: skip
    assert code == 0
    assert "28/02/2017" in out
    text = _text(projet, "p-2017-01-constituer-reserve-linge")
    assert "seance: procedure-absence-ash/2016-11-15" in text
    assert "etat: a-repondre" in text
    assert "echeance: 2017-02-28" in text
    assert run("check")[0] == 0


def test_two_proposals_of_the_same_words_have_two_names(run, projet):
    for _ in range(2):
        assert run("proposition", "ajouter", "Un chariot garni")[0] == 0
    assert (projet / "propositions" / "p-2017-03-chariot-garni-2.yaml").exists()


@pytest.mark.parametrize(
    ("args", "code", "word"),
    [
        (("add", "--no-input"), 2, "--texte"),
        (("add", "x", "--date", "demain"), 2, "--date"),
        (("add", "x", "--echeance", "2017-01-01"), 2, "--echeance"),
        (("add", "x", "--seance", "procedure-absence-ash/2016-11-16"), 1, "2016-11-15"),
        (("add", "x", "--reunion", "2016-11-08-groupe-qvtt"), 1, "2016-11-08-groupe-qvt"),
        (("answer", LATE), 2, "--etat"),
        (("answer", LATE, "--etat", "acceptee"), 2, "--texte"),
        (("answer", LATE, "--etat", "acceptee", "--texte", "Oui"), 2, "--par"),
        (("answer", LATE, "--etat", "a-repondre", "--texte", "Oui", "--par", "Directeur"), 2, "--etat"),
        (("answer", LATE, "--etat", "aceptee", "--texte", "Oui", "--par", "Directeur"), 2, "acceptee"),
        (("answer", "p-2016-12-part-des-auxilaires"), 1, LATE),
        (("answer", REFUSED, "--etat", "refusee"), 1, "déjà"),
        (("list", "--etat", "refuse"), 2, "refusee"),
    ],
)
def test_wrong_answers_are_said(run, projet, args, code, word):
    before = {path.name: path.read_bytes() for path in (projet / "propositions").iterdir()}
    got, _, err = run("proposal", *args, "--no-input")
    assert got == code
    assert word in err
    assert {path.name: path.read_bytes() for path in (projet / "propositions").iterdir()} == before


def test_an_answer_is_dated_reasoned_and_says_how_long_it_took(run, projet):
    code, out, _ = run(
        "proposal", "answer", LATE, "--etat", "Acceptée", "--texte", "Oui : en avril.", "--par", "Directeur"
    )
    assert code == 0
    assert "92\u00a0jours" in out
    assert _text(projet, LATE).endswith(
        'etat: acceptee\necheance: 2017-01-31\nreponse: {date: 2017-03-22, texte: "Oui : en avril.", par: "Directeur"}\n'
    )
    assert run("check")[0] == 0


def test_an_accepted_proposal_is_carried_out_without_a_new_reason(run, projet):
    before = _text(projet, "p-2016-11-reserve-linge")
    assert run("proposal", "answer", "p-2016-11-reserve-linge", "--etat", "realisee")[0] == 0
    assert _text(projet, "p-2016-11-reserve-linge") == before.replace("etat: adaptee", "etat: realisee")


def test_a_changed_answer_leaves_the_former_one_in_the_journal(run, projet):
    code, _, _ = run(
        "proposal", "answer", REFUSED, "--etat", "acceptee", "--texte", "Oui en 2018.", "--par", "Directeur"
    )
    assert code == 0
    assert "Oui en 2018." in _text(projet, REFUSED)
    journal = (projet / "journal.yaml").read_text(encoding="utf-8")
    assert "Avant, refusée (19/12/2016, Directrice) : Non pour 2017" in journal
    assert run("undo")[0] == 0
    assert "Oui en 2018." not in _text(projet, REFUSED)


def test_an_answer_dated_before_its_proposal_is_doubtful_not_refused(run):
    code, _, err = run(
        "proposal", "answer", LATE, "--etat", "refusee", "--texte", "Non", "--par", "Directeur", "--date", "2016-01-01"
    )
    assert code == 0
    assert "est avant la proposition" in err


def test_the_late_come_first_with_their_delay(run):
    out = run("proposal", "list")[1]
    assert out.index(LATE) < out.index(REFUSED)
    data = json.loads(run("proposal", "list", "--json")[1])["data"]
    assert [(each["id"], each["attente_jours"], each["retard_jours"]) for each in data] == [
        (LATE, 92, 50), (REFUSED, 41, 0), ("p-2016-11-reserve-linge", 28, 0), ("p-2016-10-relais-week-end", 16, 0),
    ]  # fmt: skip
    assert len(json.loads(run("proposal", "list", "--etat", "Refusée", "--json")[1])["data"]) == 1


def test_those_that_wait_come_in_the_order_of_their_delay(run):
    run("proposal", "add", "Plus tard", "--echeance", "2017-06-01")
    run("proposal", "add", "Bientôt", "--echeance", "2017-04-01")
    data = json.loads(run("proposal", "list", "--etat", "a-repondre", "--json")[1])["data"]
    assert [each["texte"] for each in data][1:] == ["Bientôt", "Plus tard"]


def test_a_spreadsheet_has_one_thing_a_cell(run):
    rows = list(csv.reader(io.StringIO(run("proposal", "list", "--format", "csv")[1]), delimiter=";"))
    assert {len(row) for row in rows} == {10}
    assert rows[1][0] == LATE
    assert rows[1][5:7] == ["92", "50"]


def test_a_dialogue(talk, projet):
    child = talk("proposal", "answer")
    child.expect("Quelle proposition")
    child.expect("en retard de 50")
    child.sendline("1")
    child.expect("Que répond-on")
    child.sendline("adapt")
    child.expect("Pourquoi")
    child.sendline("")
    child.expect("nécessaire")
    child.sendline("Sur une semaine seulement.")
    child.expect("Qui répond")
    child.sendline("Directeur")
    child.expect("Quel jour")
    child.sendline("")
    child.expect("adaptée")
    child.expect(talk.end)
    assert "Sur une semaine seulement." in _text(projet, LATE)


def test_a_proposal_by_questions_says_where_it_comes_from(talk, projet):
    child = talk("proposal", "add")
    child.expect("Que propose")
    child.sendline("Un essai de chariot")
    child.expect("Quel jour")
    child.sendline("01/03/2017")
    child.expect("vient-elle")
    child.sendline("2")
    child.expect("Laquelle")
    child.sendline("1")
    child.expect("01/04/2017")
    child.sendline("")
    child.expect("notée")
    child.expect(talk.end)
    assert 'reunion: "2016-11-08-groupe-qvt"' in _text(projet, "p-2017-03-essai-chariot")
