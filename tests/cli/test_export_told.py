"""Each step after which people need a document ends by giving the command that makes it."""

from __future__ import annotations

import shlex

import pytest

TEST = "procedure-absence-ash"
START = ("experiment", "start", "relais", "--motif", "la fiche suivra", "--fin-prevue", "2017-06-30")
CLOSE = ("experiment", "close", "relais", "--choix", "adapter", "--motif", "Vu", "--fin", "22/03/2017")
SESSION = ("session", "run", TEST, "--date", "22/11/2016", "--activite", "Rappels | social-sante | Moins | ameliore")
MEMBER = ("group", "member", "replace", "groupe-qvt", "Responsable SST", "--fin", "2017-01", "--debut", "2017-02",
          "--fonction", "Ergonome")  # fmt: skip


@pytest.fixture
def relais(run):
    """A second experiment, not begun."""
    assert run("experiment", "add", "relais", "--titre", "Un relais", "--groupe", "groupe-qvt")[0] == 0


@pytest.mark.usefixtures("relais")
@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ([START], "qvtkit export affiche relais"),
        ([START, CLOSE], "qvtkit export bilan"),
        ([SESSION], f"qvtkit export compte-rendu {TEST}/2016-11-22"),
        ([MEMBER], "qvtkit export passation"),
    ],
)
def test_the_document_of_the_step_is_offered_and_its_command_works(run, steps, told):
    for step in steps:
        code, out, err = run(*step)
        assert code == 0, err
    offered = [line.strip().partition("   ")[0] for line in out.splitlines()]
    assert told in offered
    code, out, err = run(*shlex.split(told)[1:], "--dry-run")
    assert code == 0, err
    assert "exports" in out


def test_a_phase_that_ends_sends_to_what_comes_now(run):
    out = run("phase", "advance", "--decision", "On continue", "--motif", "à revoir", "--etat", "active")[1]
    assert "qvtkit next" in out


def test_the_menu_leads_to_any_document(talk, projet):
    child = talk()
    for question, answer in (("Que voulez-vous faire", "Préparer un document"), ("Quel document", "L’affiche")):
        child.expect(question)
        child.expect("> ")
        child.sendline(answer)
    child.expect("Affiche produite")
    child.expect(talk.end)
    assert list((projet / "exports").glob(f"affiche-{TEST}-*.pdf"))
