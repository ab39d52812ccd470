"""The reviews at six and twelve months: what has become of each change, in words, opinions kept apart."""

from __future__ import annotations

import json

import pytest

import qvtkit
from qvtkit.model.codes import Devenir

TEST = "procedure-absence-ash"
JUNE, DECEMBER = "1497960000", "1513771200"
"""20 June and 20 December 2017, as seconds."""


@pytest.fixture(autouse=True)
def in_june(fixed_machine, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", JUNE)


def _reviews(projet):
    return qvtkit.load(projet).suites.revues


def _agenda(projet):
    events = qvtkit.load(projet).agenda.evenements
    return [(str(each.date), each.titre, str(each.etat)) for each in events if each.type == "revue"]


def _said(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_review_says_what_became_of_each_change_and_is_one_change(run, projet):
    before = {file: file.read_bytes() for file in projet.rglob("*.yaml")}
    code, out, _ = run(
        "cloture", "revue", "6", "--changement", f"{TEST} | adapté, metier=défait, direction=tient | La liste est oubliée",
        "--changement", "Installer le groupe | tient", "--mesure", "soins-reportes semaine 24 de 2017 = 3/80",
        "--presents", "metier=4", "--presents", "direction=1", "--indicateurs", "Moins de reports",
        "--divergences", "Les soirs n’ont pas été vus", "--decision", "On continue", "--prochaine", "19/12/2017",
    )  # fmt: skip
    assert code == 0
    assert "Une procédure partagée en cas d’absence d’une ASH » : adapté" in _said(out)
    (review,) = _reviews(projet)
    assert (str(review.date), review.mois, review.groupe) == ("2017-06-20", 6, "groupe-qvt")
    test, action = review.changements
    assert (test.experimentation, test.devenir, test.commentaire) == (TEST, Devenir.ADAPTE, "La liste est oubliée")
    assert test.avis == {"metier": Devenir.DEFAIT, "direction": Devenir.TIENT}
    assert (action.action, action.devenir) == ("Installer le groupe QVT dans la durée", Devenir.TIENT)
    assert review.presents == {"metier": 4, "direction": 1}
    assert _agenda(projet)[0] == ("2017-06-20", "Revue à six mois", "fait")
    measures = qvtkit.load(projet).indicateurs["soins-reportes"].mesures
    assert [str(each) for each in measures][-1] == "2017-W24"
    assert qvtkit.check(qvtkit.load(projet)) == []
    assert run("undo")[0] == 0
    assert {file: file.read_bytes() for file in projet.rglob("*.yaml")} == before


def test_the_first_review_to_hold_goes_without_saying_then_the_next(run, projet, monkeypatch):
    assert run("closing", "review", "--changement", f"{TEST} | tient")[0] == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DECEMBER)
    assert run("closing", "review", "--changement", f"{TEST} | tient", "--date", "18/12/2017")[0] == 0
    assert [each.mois for each in _reviews(projet)] == [6, 12]
    assert _agenda(projet) == [
        ("2017-06-20", "Revue à six mois", "fait"), ("2017-12-18", "Revue à douze mois", "fait"),
    ]  # fmt: skip
    code, _, err = run("closing", "review", "--changement", f"{TEST} | tient")
    assert code == 1
    assert "qvtkit agenda add" in err
    run("agenda", "add", "Revue à deux ans", "--type", "revue", "--date", "18/12/2018")
    assert run("closing", "review", "--changement", f"{TEST} | tient", "--date", "18/12/2018")[0] == 0
    assert [each.mois for each in _reviews(projet)] == [6, 12, None]


def test_a_review_is_completed_and_what_was_said_stays(run, projet):
    run("closing", "review", "6", "--changement", f"{TEST} | tient | Bien", "--decision", "On continue")
    code, _, err = run("closing", "review", "six mois", "--changement", "Lancer une autre | ne sait pas")
    assert code == 0
    assert "Installer le groupe QVT dans la durée" in err
    (review,) = _reviews(projet)
    assert [(each.experimentation, each.commentaire) for each in review.changements] == [(TEST, "Bien"), (None, "")]
    assert review.decision == "On continue"
    run("closing", "review", "6", "--changement", f"{TEST} | défait | La liste a disparu")
    assert [str(each.devenir) for each in _reviews(projet)[0].changements] == ["ne-sait-pas", "defait"]


def test_the_next_review_is_planned_or_moved(run, projet):
    run("closing", "review", "6", "--changement", f"{TEST} | tient", "--prochaine", "10/01/2018")
    assert _agenda(projet)[1] == ("2018-01-10", "Revue à douze mois", "prevu")


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        ((), 2, "--changement"),
        (("--changement", TEST), 2, "ce que le changement est devenu"),
        (("--changement", f"{TEST} | bof"), 2, "ne-sait-pas"),
        (("--changement", f"{TEST} | voisins=tient"), 2, "ni un collège, ni un métier"),
        (("--changement", "autre chose | tient"), 1, TEST),
        (("--changement", f"{TEST} | défait"), 2, "que constate-t-on"),
        (("--changement", f"{TEST} | tient, metier=défait"), 2, "que constate-t-on"),
        (("--changement", f"{TEST} | tient", "--mesure", "soins-reportes"), 2, "--mesure"),
        (("--changement", f"{TEST} | tient", "--mesure", "inconnu = 3"), 1, "inconnu"),
        (("--changement", f"{TEST} | tient", "--date", "juin 2017"), 2, "le jour de la revue"),
        (("--changement", f"{TEST} | tient", "--prochaine", "bientôt"), 2, "--prochaine"),
        (("--changement", f"{TEST} | tient", "--groupe", "personne"), 1, "personne"),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_said_and_nothing_is_written(run, projet, options, code, said):
    before = (projet / "4-perennisation" / "suites.yaml").read_bytes()
    found, _, err = run("closing", "review", "6", *options)
    assert (found, (projet / "4-perennisation" / "suites.yaml").read_bytes()) == (code, before)
    assert said in _said(err)


def test_a_review_before_the_end_of_the_test_or_to_come_is_doubted(run):
    _, out, _ = run("closing", "review", "6", "--changement", f"{TEST} | tient", "--date", "01/12/2016", "--json")
    assert "dates-inversees" in [each["code"] for each in json.loads(out)["issues"]]
    _, out, _ = run("closing", "review", "12", "--changement", f"{TEST} | tient", "--date", "01/12/2017", "--json")
    assert "date-future" in [each["code"] for each in json.loads(out)["issues"]]


def test_a_review_can_be_read_from_a_file(run, projet, tmp_path):
    file = tmp_path / "revue.yaml"
    file.write_text(
        f"date: 2017-06-21\nchangements:\n  - {{experimentation: {TEST}, devenir: tient}}\ndecision: On continue\n",
        encoding="utf-8",
    )
    assert run("closing", "review", "6", "--reponses", str(file))[0] == 0
    assert (str(_reviews(projet)[0].date), _reviews(projet)[0].decision) == ("2017-06-21", "On continue")


def test_it_is_read_again_in_the_close_the_history_and_the_fiche(run, projet, tmp_path):
    run("closing", "review", "6", "--changement", f"{TEST} | adapté, metier=défait | La liste est oubliée",
        "--decision", "On continue")  # fmt: skip
    out = _said(run("closing", "show")[1])
    assert "Revue à six mois (20/06/2017)" in out
    assert "adapté ; métiers : s’est défait. La liste est oubliée." in out
    assert json.loads(run("closing", "show", "--json")[1])["data"]["suites"]["revues"][0]["mois"] == 6
    assert "Décision de la revue : On continue" in _said(run("journal", "list", "--format", "csv")[1])
    assert run("export", "fiche", "--format", "html", "-o", str(tmp_path / "fiche.html"))[0] == 0
    text = _said((tmp_path / "fiche.html").read_text(encoding="utf-8"))
    assert "Revue à six mois (20/06/2017)" in text
    assert "Adapté ; métiers : s’est défait. La liste est oubliée." in text


def test_an_experiment_that_is_renamed_is_renamed_in_the_reviews(run, projet):
    run("closing", "review", "6", "--changement", f"{TEST} | tient")
    assert run("rename", "experiment", TEST, "procedure-ash")[0] == 0
    assert _reviews(projet)[0].changements[0].experimentation == "procedure-ash"
