"""Every command and verb: its French name, its help, its common options."""

from __future__ import annotations

import re

import pytest

from qvtkit.cli.catalog import COMMANDS
from qvtkit.cli.lazy import load


def _leaves(entries, path=()):
    for entry in entries:
        if entry.verbes:
            yield from _leaves(entry.verbes, (*path, entry))
        else:
            yield (*path, entry)


LEAVES = list(_leaves(COMMANDS))
IDS = [" ".join(entry.nom for entry in leaf) for leaf in LEAVES]


@pytest.mark.parametrize("leaf", LEAVES, ids=IDS)
def test_every_command_has_help_in_french_under_both_names(leaf, run):
    english = run(*(entry.nom for entry in leaf), "--help")
    french = run(*(entry.francais for entry in leaf), "--help")
    assert english[0] == french[0] == 0
    assert "Usage\u00a0:" in english[1]
    assert "Options communes\u00a0:" in english[1]
    body = english[1].split("\n", 2)[2]
    assert body.split("\n\n")[0].strip(), "a sentence says what the command does"
    assert not re.search(r"\b(Show this|Options:|Arguments:|default:|required)\b", english[1])
    assert english[1].splitlines()[1:] == french[1].splitlines()[1:]


@pytest.mark.parametrize("leaf", LEAVES, ids=IDS)
def test_every_option_has_help_and_every_command_the_common_ones(leaf):
    command = load(leaf[-1])
    names = {opt for param in command.params for opt in param.opts}
    assert {"--projet", "-C", "--json", "--no-input", "--dry-run", "--quiet", "--color"} <= names
    assert [param.name for param in command.params if not param.help] == []


def test_names_are_unambiguous():
    def unique(entries):
        names = [name for entry in entries for name in {entry.nom, entry.francais}]
        assert len(names) == len(set(names))
        for entry in entries:
            unique(entry.verbes)

    unique(COMMANDS)


@pytest.mark.parametrize("typed", ["--Dry_Run", "--dry_run", "--DRY-RUN"])
def test_options_are_understood_however_they_are_typed(typed, run, projet):
    code, out, _ = run("groupe", "Lister", typed)
    assert code == 0
    assert "groupe-qvt" in out


@pytest.mark.parametrize(
    ("args", "hint"),
    [(("indicater",), "indicateur"), (("groupe", "ajoute"), "ajouter"), (("status", "--proje", "x"), "--projet")],
)
def test_a_misspelt_word_is_answered_by_the_one_meant(args, hint, run):
    code, _, err = run(*args)
    assert code == 2
    assert hint in err
    assert "--help" in err
