"""What is typed in a hurry: dates in words, trades, a test too short, a statement forgotten, a menu with no default."""

from __future__ import annotations

import datetime as dt

import pytest
import yaml

from qvtkit.cli import ask, drawn, lines
from qvtkit.cli.ask import Question
from qvtkit.cli.choose import edited
from qvtkit.cli.commands.closing_questions import written
from qvtkit.cli.options import is_date
from qvtkit.store.project import load

TODAY = dt.date(2017, 3, 22)


def _plain(text):
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


@pytest.mark.parametrize("typed", ["le 15/09/2016", "le 15 septembre 2016", "Le  15/09/2016"])
def test_a_date_with_its_article_is_a_date(typed):
    assert is_date(typed) is None


@pytest.mark.parametrize(
    "typed", ["début 2016", "fin mars 2016", "courant 2016", "été 2016", "mi-2016", "fin de l’année 2016"]
)
def test_a_vague_date_is_told_what_can_be_written(typed):
    said = _plain(is_date(typed))
    assert "trop vague" in said
    assert "l’année seule (2016)" in said


def test_a_trade_that_is_a_date_is_refused_kindly(run, projet):
    code, _, err = run("experiment", "add", "--titre", "Le linge", "--metiers", "2 mai 2016")
    assert (code, "« 2 mai 2016 » n’est pas un métier" in _plain(err)) == (2, True)
    assert not (projet / "3-experimentation" / "le-linge").exists()


@pytest.mark.parametrize(("end", "told"), [("05/04/2017", True), ("30/06/2017", False), ("01/01/2017", False)])
def test_a_test_of_less_than_three_weeks_is_noticed(run, end, told):
    code, _, err = run("experiment", "add", "--titre", "Le linge", "--fin-prevue", end)
    assert (code, "Ce test durerait" in _plain(err)) == (0, told)


@pytest.mark.parametrize(("typed", "told"), [("AS", True), ("Auxiliaires de puériculture", False), ("ASH", False)])
def test_a_trade_is_told_only_when_it_differs(run, typed, told):
    code, _, err = run("experiment", "add", "--titre", "Le linge", "--fin-prevue", "30/06/2017", "--metiers", typed)
    assert (code, "est compris comme" in _plain(err)) == (0, told)


@pytest.fixture
def candidat(projet):
    """A problem that is a candidate, with no statement."""
    file = projet / "2-diagnostic" / "problemes" / "releve.yaml"
    file.write_text("titre: La relève est coupée\netat: candidat\n", encoding="utf-8")
    return file


def test_a_problem_retained_without_a_statement_is_told(run, candidat):
    code, _, err = run("problem", "state", "releve", "retenu", "--motif", "Tous les métiers")
    assert (code, "son énoncé n’est pas encore écrit" in _plain(err)) == (0, True)
    code, out, _ = run("problem", "rank", "releve", "--precision", "2")
    assert (code, "problem state releve" in out, "experiment add --probleme releve" in out) == (0, False, True)


def test_the_statement_may_come_with_the_state(run, candidat):
    code, _, err = run("problem", "state", "releve", "retenu", "--motif", "Tous", "--enonce", "Le soir, la relève…")
    assert (code, "énoncé" in err) == (0, False)
    assert yaml.safe_load(candidat.read_text(encoding="utf-8")) == {
        "titre": "La relève est coupée", "etat": "retenu", "enonce": "Le soir, la relève…",
    }  # fmt: skip


def test_a_pilot_without_a_function_is_still_to_be_written(projet):
    (projet / "4-perennisation" / "suites.yaml").write_text("pilote: {groupe: groupe-qvt}\n", encoding="utf-8")
    assert written(load(projet), TODAY)["pilote"] is None
    (projet / "4-perennisation" / "suites.yaml").write_text("actions: [{titre: Étendre}]\n", encoding="utf-8")
    assert written(load(projet), TODAY)["actions"] is None


class _Terminal:
    can_ask = True

    def __init__(self, *answers):
        self.put, self._answers = [], list(answers)

    def ask(self, questions, *_):
        self.put += questions
        return dict(self._answers.pop(0))


def test_an_edit_of_many_rubriques_begins_with_what_lacks():
    questions = [Question(f"q{rank}", f"Question {rank} ?", "") for rank in range(10)]
    current = type("Record", (), {f"q{rank}": "écrit" if rank < 7 else "" for rank in range(10)})()
    terminal = _Terminal({"modifier": ["q8"]}, {"q8": "nouveau"})
    assert edited(terminal, {}, questions, current, {"q1", "q8"}) == {"q8": "nouveau"}
    assert terminal.put[0].defaut == ["q8"]
    assert dict(terminal.put[0].choix)["q9"] == "Question 9 ? (vide)"


class _Typed:
    def __init__(self, typed):
        self.typed = typed

    def unsafe_ask(self):
        return self.typed


@pytest.mark.parametrize(
    ("present", "typed", "answer"),
    [("Étendre", "", "Étendre"), ("Étendre", "bla", "bla"), ("Étendre", "-", ""), ("", "bla", "bla"),
     ("É" * 200, "É" * 200 + "<", lines.BACK), ("É" * 200, "É" * 199, "É" * 199)],
)  # fmt: skip
def test_what_is_typed_replaces_what_stands_in_brackets(monkeypatch, present, typed, answer):
    put = []
    monkeypatch.setattr("questionary.text", lambda head, default="", **_: put.append((head, default)) or _Typed(typed))
    assert drawn.ask(Question("suite", "La suite ?", "", obligatoire=False), present) == answer
    head, default = put[0]
    assert (default == "") is (len(present) < 100)
    assert (f"[{present}]" in head) is (0 < len(present) < 100)


def test_a_menu_without_a_default_is_not_answered_by_enter(monkeypatch):
    put = {}

    def select(head, choices, **more):
        put.update(first=choices[0].value, default=more["default"])
        return type("Asked", (), {})()

    monkeypatch.setattr("questionary.select", select)
    monkeypatch.setattr(drawn, "_with_back_key", lambda _: put["first"])
    question = Question("tendance", "C’est…", "", genre="choix", choix=(("degrade", "Dégradé"),), a_choisir=True)
    assert drawn.ask(question, None) == ""
    assert put == {"first": "", "default": None}
    replies = iter(["", "degrade"])
    monkeypatch.setattr(ask, "prompt", lambda *_: next(replies))
    assert ask.complete([question], {}, can_ask=True) == {"tendance": "degrade"}


def test_a_point_left_open_by_its_code_is_still_read(run, projet):
    _head(
        projet,
        "  phases:\n    - {phase: conception, debut: 2016, fin: 2016-03, points_ouverts: [moyens-de-la-cle, Climat_Social]}\n",
    )
    out = run("phase", "show")[1].replace("\u00a0", " ")
    assert "moyens de la cle" in out
    assert "Le climat social" in out
    assert "Moyens de la cle." in _passation(run, projet)


def test_a_point_left_open_in_words_keeps_them(run, projet):
    _head(projet, "  phases:\n    - {phase: conception, debut: 2017-01}\n")
    said = "Prévenir le CHSCT, en août : ça presse"
    assert (
        run("phase", "advance", "--decision", "Oui", "--motif", "Le CHSCT est en avril", "--points-ouverts", said)[0]
        == 0
    )
    assert said in run("phase", "show")[1].replace("\u00a0", " ")
    assert said in _passation(run, projet)


def _head(projet, phases):
    head = "format: 1\netablissement: {nom: Les Tilleuls}\ndemarche:\n  titre: Essai\n"
    (projet / "qvt.yaml").write_text(head + phases, encoding="utf-8")


def _passation(run, projet):
    assert run("export", "passation", "--sortie", str(projet.parent / "p.html"))[0] == 0
    return (projet.parent / "p.html").read_text(encoding="utf-8").replace("\u00a0", " ")
