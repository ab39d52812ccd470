"""Typing a paper form back: one line of letters for each collège."""

from __future__ import annotations

import pytest

GRID = "points-de-vigilance"
ABOUT = ("--experimentation", "procedure-absence-ash", "--moment", "fin")
GROUP = ("--ligne", "groupe=ooe n - oo")


def _new(projet):
    return (projet / "evaluations" / f"2017-03-22-{GRID}.yaml").read_text(encoding="utf-8")


def _plain(text):
    return text.replace("\u00a0", " ")


def test_lines_of_letters_give_each_party_its_answers(run, projet):
    code, out, _ = run("evaluation", "run", GRID, *ABOUT, *GROUP, "--ligne", "Direction=o o e 9n", "--ligne", "métier=o,o,s,n",
                       "--commentaire", "4: la gouvernante est seule")  # fmt: skip
    assert code == 0
    assert "Les avis diffèrent : question 8." in _plain(out)
    text = _new(projet)
    for line in (
        "  contextes: {groupe: oui}", "  realisable: {groupe: en-partie}", "  regles: {groupe: non}",
        "  communication: {direction: en-partie, metier: sans-objet}", "  restitution: {direction: non, metier: non}",
        '  encadrement-de-proximite: {direction: oui, metier: oui, commentaire: "la gouvernante est seule"}',
    ):  # fmt: skip
        assert line in text
    assert "pas-les-personnes" not in text  # the dash
    assert run("check")[0] == 0


def test_the_same_as_question_by_question(run, projet):
    lines = (*GROUP, "--ligne", "direction=oeno")
    assert run("evaluation", "run", GRID, *ABOUT, *lines)[0] == 0
    by_lines = _new(projet)
    assert run("undo")[0] == 0
    said = ("contextes=oui", "perimetre=oui", "realisable=en-partie", "regles=non", "indicateurs=oui", "valoriser-tracer=oui",
            "encadrement-de-proximite.direction=oui", "divergences.direction=en-partie", "communication.direction=non",
            "restitution.direction=oui")  # fmt: skip
    options = [word for each in said for word in ("--reponse", each)]
    assert run("evaluation", "run", GRID, *ABOUT, "--partiel", *options)[0] == 0
    assert _new(projet) == by_lines


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--rapide",), '--ligne "groupe=…"'),
        (("--ligne", "groupe=oox"), "« x » n’est pas une réponse"),
        (("--ligne", "oooo"), "ne dit pas qui répond"),
        (("--ligne", "directin=oo"), "Vouliez-vous dire « direction »"),
        ((*GROUP, "--ligne", "direction=oo"), "Il manque une réponse à : 8 et 9"),
        ((*GROUP, "--ligne", "direction=ooooo"), "Trop de réponses"),
        ((*GROUP, "--ligne", "direction=7o"), "La question 7 ne se pose pas ici"),
        ((*GROUP, "--ligne", "direction=oooo", "--ligne", "metier=oooo", "--colleges", "direction"), "« metier »"),
        ((*GROUP, "--ligne", "direction=oooo", "--commentaire", "gouvernante"), "--commentaire"),
        ((*GROUP, "--ligne", "direction=oooo", "--commentaire", "12: trop loin"), "1 à 11"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(run, projet, options, said):
    code, _, err = run("evaluation", "run", GRID, *ABOUT, *options)
    assert (code, said in _plain(err)) == (2, True), err
    assert not list((projet / "evaluations").glob("2017-03-22*"))


def test_gaps_are_accepted_when_asked(run, projet):
    assert (
        run("evaluation", "run", GRID, *ABOUT, "--partiel", "--ligne", "groupe=oo", "--ligne", "direction=8n")[0] == 0
    )
    assert _new(projet).rstrip().endswith("communication: {direction: non}")


def test_a_dialogue_reads_again_and_takes_corrections(talk, projet):
    child = talk("evaluation", "run", GRID, "--rapide", *ABOUT, "--date", "2017-03-22", "--groupe", "groupe-qvt",
                 "--colleges", "direction", "--colleges", "metier")  # fmt: skip
    for question, answer in (
        ("questions 1, 2, 3, 5, 7, 10", "ooxe"), ("n’est pas une réponse", "ooen ooo"), ("5 non · 7 oui", "5o 10-"),
        ("10 sans réponse", ""), ("Direction : les réponses", "oooo"), ("correction", "<"), ("Direction : les", "oooe"),
        ("9 en partie", ""), ("Métiers", "oon"), ("Il manque une réponse à : 9", "oono"), ("8 non", ""),
        ("commentaire à recopier", "quatre"), ("deux-points", "4: seule le matin"), ("autre commentaire", ""),
    ):  # fmt: skip
        child.expect(question.replace(" ", r"\s+"))
        child.sendline(answer)
    child.expect("enregistrée")
    child.expect(talk.end)
    text = _new(projet)
    assert "  regles: {groupe: oui}" in text
    assert "indicateurs" not in text
    assert "  restitution: {direction: en-partie, metier: oui}" in text
    assert 'commentaire: "seule le matin"' in text
