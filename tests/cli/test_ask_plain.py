"""Questions as plain lines: for screen readers, and for windows where nothing can be drawn."""

from __future__ import annotations

import os
import sys
from dataclasses import replace

import pytest

from qvtkit.cli import ask, drawn
from qvtkit.cli.ask import BACK, Question, complete
from qvtkit.errors import InterruptedByUserError
from qvtkit.store.drafts import Draft

CHOICES = (("ehpad", "Ehpad"), ("ch", "Centre hospitalier"), ("had", "Hospitalisation à domicile"))
NAME = Question("nom", "Nom ?", "--nom")
KIND = Question("type", "Type ?", "--type", genre="choix", choix=CHOICES)
SEVERAL = Question("types", "Types ?", "--types", genre="choix-multiple", choix=CHOICES)
YES = Question("oui", "On continue ?", "--oui", genre="oui-non")
NOTE = Question("note", "Note ?", "--note", obligatoire=False)
LINES = Question("lignes", "Règles ?", "--lignes", obligatoire=False, liste=True)


@pytest.fixture(autouse=True)
def plain_lines(monkeypatch):
    monkeypatch.setenv("QVTKIT_QUESTIONS", "simples")


@pytest.fixture
def typing(monkeypatch):
    """Type lines in turn; return the prompts that were shown."""

    def start(*script):
        waiting, prompts = list(script), []

        def read(prompt):
            prompts.append(prompt.replace("\u00a0", " "))
            answer = waiting.pop(0)
            if isinstance(answer, type):
                raise answer
            return answer

        monkeypatch.setattr("builtins.input", read)
        return prompts

    return start


@pytest.mark.parametrize(
    ("typed", "picked"),
    [("1", "ehpad"), ("Centre Hospitalier", "ch"), ("EHPAD", "ehpad"), ("centre", "ch"), ("ch", "ch"), ("hospi", "had"), ("<", BACK),
     (" 2\r", "ch"), ("\ufeff2\x1a", "ch"), ("\x1b[D2", "ch")],
)  # fmt: skip
def test_a_choice_is_a_number_a_code_or_the_beginning_of_a_label(typing, typed, picked):
    typing(typed)
    assert ask.prompt(KIND, None) == picked


@pytest.mark.parametrize("wrong", ["4", "0", "²", "-", "zzz"])
def test_what_is_no_choice_is_said_and_asked_again(typing, capsys, wrong):
    typing(wrong, "2")
    assert ask.prompt(KIND, None) == "ch"
    assert "n’est pas une des réponses proposées" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("typed", "picked"),
    [("1, ch", ["ehpad", "ch"]), ("1 3", ["ehpad", "had"]), ("2;2", ["ch"]), ("aucun", []), ("1,", ["ehpad"]), ("<", BACK),
     ("", ["ch"])],
)  # fmt: skip
def test_several_choices(typing, typed, picked):
    typing(typed)
    assert ask.prompt(SEVERAL, ["ch"]) == picked


@pytest.mark.parametrize(("typed", "picked"), [("o", "oui"), ("Non", "non"), ("", "oui"), ("2", "non")])
def test_yes_or_no(typing, typed, picked):
    typing(typed)
    assert ask.prompt(YES, "oui") == picked


def test_a_choice_that_may_be_left_out_offers_it(typing, capsys):
    question = Question("type", "Type ?", "--type", genre="choix", choix=CHOICES, obligatoire=False)
    typing("0", "sans réponse")
    assert ask.prompt(question, "ch") == ""
    assert ask.prompt(question, "ch") == ""
    assert "  0. Sans réponse\n  1. Ehpad\n" in capsys.readouterr().out


def test_the_default_is_shown_in_words_and_taken_by_enter(typing):
    prompts = typing("", "", "")
    assert ask.prompt(KIND, "ch") == "ch"
    assert ask.prompt(SEVERAL, ["ehpad", "had"]) == ["ehpad", "had"]
    assert ask.prompt(NAME, "Tilleuls") == "Tilleuls"
    assert prompts == [" [Centre hospitalier] > ", " [Ehpad, Hospitalisation à domicile] > ", " [Tilleuls] > "]


def test_a_long_proposal_is_not_cut_by_the_edge_of_the_window(typing, monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "40")
    prompts = typing("")
    assert ask.prompt(SEVERAL, ["ehpad", "ch", "had"]) == ["ehpad", "ch", "had"]
    assert prompts == [" > "]
    assert "\n [Ehpad, Centre hospitalier,\n  Hospitalisation à domicile]\n" in capsys.readouterr().out


def test_the_first_question_says_where_help_is(typing, capsys):
    typing("o", "o")
    ask.prompt(replace(YES, premiere=True), None)
    assert capsys.readouterr().out.endswith("  (oui ou non)\n  (? explique comment répondre)\n")
    ask.prompt(YES, None)
    assert "?" not in capsys.readouterr().out.replace("On continue\u00a0?", "")


def test_a_text_that_may_be_left_out_can_be_erased(typing):
    typing("-", "-", "-", "aucun", "aucun")
    assert ask.prompt(NOTE, "ancienne") == ""
    assert ask.prompt(NOTE, None) == ""
    assert ask.prompt(NAME, None) == "-"  # an answer is needed: what was typed is one
    assert ask.prompt(LINES, "Une ; Deux") == ""
    assert ask.prompt(NOTE, None) == "aucun"


def test_choices_are_emptied_by_the_same_signs(typing):
    typing("-", "aucun", "")
    assert ask.prompt(SEVERAL, ["ch"]) == []
    assert ask.prompt(SEVERAL, ["ch"]) == []
    assert ask.prompt(SEVERAL, ["ch"]) == ["ch"]


def test_a_list_says_how_to_type_it_and_how_to_empty_it(typing, capsys):
    typing("", "")
    ask.prompt(LINES, None)
    assert "séparez par des points-virgules" in capsys.readouterr().out
    ask.prompt(LINES, "Une ; Deux")
    assert "« - » vide la liste" in capsys.readouterr().out.replace("\u00a0", " ")


@pytest.mark.parametrize("question", [NAME, KIND, SEVERAL, YES, NOTE], ids=lambda question: question.genre)
def test_a_question_mark_explains_how_to_answer_then_asks_again(typing, capsys, question):
    prompts = typing("?", "1")
    ask.prompt(question, None)
    said = capsys.readouterr().out.replace("\u00a0", " ")
    assert "Entrée" in said
    assert "< revient à la question précédente" in said
    assert len(prompts) == 2


def test_what_is_read_aloud_comes_in_order(typing, capsys):
    typing("1")
    ask.prompt(KIND, None)
    assert capsys.readouterr().out.split("\n") == [
        "", "Type\u00a0?", "  1. Ehpad", "  2. Centre hospitalier", "  3. Hospitalisation à domicile", ""
    ]  # fmt: skip


def test_accents_typed_apart_are_put_together(typing):
    typing("Re\u0301sidence")
    assert ask.prompt(NAME, None) == "Résidence"


@pytest.mark.parametrize("stop", [EOFError, KeyboardInterrupt])
def test_the_end_of_the_input_keeps_the_draft(typing, stop):
    typing("Tilleuls", stop)
    with pytest.raises(InterruptedByUserError) as caught:
        complete([NAME, KIND], {}, can_ask=True, draft=Draft("uid", "fin"))
    assert caught.value.exit_code == 130
    assert Draft("uid", "fin").load() == {"nom": "Tilleuls"}


def test_a_terminal_that_cannot_be_drawn_in_is_said_once_and_kindly(typing, monkeypatch, capsys):
    class NoConsoleScreenBufferError(Exception):
        """What prompt_toolkit raises in Git Bash."""

    def broken(question, default):
        raise NoConsoleScreenBufferError

    monkeypatch.setenv("QVTKIT_QUESTIONS", "")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(drawn, "ask", broken)
    typing("2", "o")
    assert ask.prompt(KIND, None) == "ch"
    assert ask.prompt(YES, None) == "oui"
    said = capsys.readouterr().out
    assert said.count("Cette fenêtre ne sait pas montrer") == 1
    assert "Error" not in said


# --- in a real terminal


@pytest.fixture
def window(projet):
    """Start qvtkit in a pseudo-terminal of a chosen size."""
    pexpect = pytest.importorskip("pexpect", reason="no pseudo-terminal on Windows")
    children = []

    def start(*args, rows=24, columns=40, encoding="utf-8", **env):
        plain = {"PROMPT_TOOLKIT_NO_CPR": "1", "LANG": "C.UTF-8", "TERM": "xterm", "QVTKIT_QUESTIONS": ""}
        child = pexpect.spawn(
            sys.executable, ["-m", "qvtkit", "-C", str(projet), *args],
            env={**os.environ, **plain, **env}, encoding=encoding, timeout=60, dimensions=(rows, columns),
        )  # fmt: skip
        child.end = pexpect.EOF
        children.append(child)
        return child

    yield start
    for child in children:
        child.close(force=True)


@pytest.mark.parametrize(
    ("encoding", "env"),
    [("utf-8", {"TERM": "dumb"}), ("cp1252", {"PYTHONIOENCODING": "cp1252"}), ("utf-8", {"QVTKIT_QUESTIONS": "Simples"})],
)  # fmt: skip
def test_a_window_without_drawing_is_asked_by_lines(window, encoding, env):
    child = window("indicator", "show", encoding=encoding, **env)
    child.expect("Quel indicateur")
    child.expect("(?s)1. Taux d’absentéisme.*> $")
    child.sendline("?")
    child.expect("(?s)Tapez le numéro.*> $")
    child.sendline("Rappels")
    child.expect("Rappels sur repos")
    child.expect(child.end)
    child.close()
    assert child.exitstatus == 0


def test_bytes_of_another_code_page_are_read_as_they_were_meant(window, projet):
    child = window("journal", "add", encoding=None, TERM="dumb")
    child.expect(b"Que s.*> $")
    child.send("café serré\n".encode("cp1252"))
    for _ in range(10):
        if child.expect([b"> $", child.end]) == 1:
            break
        child.send(b"\n")
    assert "café serré" in (projet / "journal.yaml").read_text(encoding="utf-8")


def test_the_end_of_the_input_in_a_question_is_an_interruption(window):
    child = window("indicator", "show", TERM="dumb")
    child.expect("(?s)Quel indicateur.*> $")
    child.sendeof()
    child.expect("Interrompu")
    child.expect(child.end)
    child.close()
    assert child.exitstatus == 130


def test_a_long_list_in_a_small_window_shows_where_one_is(window):
    child = window("init", "nouveau", "--nom", "A", rows=10, columns=40)
    child.expect("Ehpad .établissement d’hébergement")
    child.expect("pour personnes âgées dépendantes")
    child.send("\x1b[A")
    child.expect("»[^»]*Autre")
    child.send("\r")
    child.expect("De quel type est-il.. Autre\r\nétablissement ou service")
    child.expect("Quel est son statut")
    child.sendintr()
    child.expect("Interrompu")


def _whole_catalogue(window):
    """Open the long list of all indicators, which letters search."""
    child = window("indicator", "add", columns=80, rows=40)
    child.expect("au catalogue")
    child.send("\x1b[A\r")
    child.expect("Quel mot cherchez-vous")
    child.send("\r")
    child.expect("tapez quelques lettres")
    return child


def test_a_search_that_finds_nothing_chooses_nothing(window):
    child = _whole_catalogue(window)
    child.send("zzz")
    child.expect("zzz")
    child.send("\r")
    child.send("désir")
    child.expect("désir")
    child.send("\r")
    child.expect("Lequel.. Événements indésirables déclarés")
    child.sendintr()
    child.expect("Interrompu")


def test_the_apostrophe_of_the_keyboard_finds_that_of_the_list(window):
    child = _whole_catalogue(window)
    child.send("d'absent")
    child.expect("d’absent")
    child.send("\r")
    child.expect("Lequel.. Taux d’absentéisme")
    child.sendintr()
    child.expect("Interrompu")


def test_the_way_back_works_in_a_long_list_too(window):
    several = _whole_catalogue(window)
    several.send("<")
    several.expect("Lequel.. <")
    several.expect("Quel mot")
    several.sendintr()
    several.expect("Interrompu")


def test_a_draft_is_recalled_in_words_and_not_in_codes(typing, capsys, tmp_path):
    draft = Draft("projet", "essai")
    draft.save({"type": "had", "types": ["ehpad", "ch"], "oui": "oui"})
    typing("Nom")
    complete([KIND, SEVERAL, YES, NAME], {}, can_ask=True, draft=draft)
    said = capsys.readouterr().out.replace("\u00a0", " ").replace("\n", " ")
    assert "Type : Hospitalisation à domicile ; Types : Ehpad, Centre hospitalier ; On continue : Oui" in said
