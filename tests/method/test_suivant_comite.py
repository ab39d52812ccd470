"""The dossier of the steering committee is offered in the days before its meeting, and only then."""

from __future__ import annotations

import datetime as dt

import pytest

from qvtkit.method.suivant import suivant

MEETING = dt.date(2017, 4, 4)
COPIL = "nom: Comité\nroles: [copil]\n"
GROUPS = {"1-conception/groupes/comite.yaml": COPIL, "1-conception/groupes/equipe.yaml": "nom: Équipe\n"}
HEAD = "format: 1\ndemarche:\n  phases: [{phase: experimentation, debut: 2017-01}]\n"


def _dossier(creer, day, event="type: reunion, groupe: comite", groups=None, produits=None):
    agenda = f"evenements:\n  - {{date: 2017-04-04, {event}}}\n"
    projet = creer({"qvt.yaml": HEAD, "agenda.yaml": agenda, **(GROUPS if groups is None else groups)})
    found = suivant(projet, day, 50, produits).conseils
    return [each for each in found if each.sujet.startswith("document/dossier-copil")]


@pytest.mark.parametrize(("before", "offered"), [(16, False), (15, True), (1, True), (0, False), (-1, False)])
def test_the_dossier_is_offered_from_fifteen_days_before_the_meeting_until_its_eve(creer, before, offered):
    found = _dossier(creer, MEETING - dt.timedelta(days=before))
    assert bool(found) is offered
    if offered:
        assert found[0].commande == "qvtkit export copil"
        assert "04/04/2017" in found[0].pourquoi


@pytest.mark.parametrize("event", [
    "type: reunion, groupe: equipe", "type: reunion", "type: seance, groupe: comite",
    "type: reunion, groupe: comite, etat: annule",
])  # fmt: skip
def test_no_other_date_is_prepared_that_way(creer, event):
    assert _dossier(creer, MEETING - dt.timedelta(days=3), event) == []


def test_a_review_of_the_committee_is_prepared_too(creer):
    assert _dossier(creer, MEETING - dt.timedelta(days=3), "type: revue, groupe: comite")


def test_a_dossier_made_for_this_meeting_is_not_offered_again_and_one_of_before_is(creer):
    day = MEETING - dt.timedelta(days=3)
    assert _dossier(creer, day, produits={"dossier-copil": day - dt.timedelta(days=2)}) == []
    assert _dossier(creer, day, produits={"dossier-copil": day - dt.timedelta(days=30)})


def test_with_two_committees_the_command_says_which_one(creer):
    groups = {**GROUPS, "1-conception/groupes/equipe.yaml": COPIL}
    (found,) = _dossier(creer, MEETING - dt.timedelta(days=3), groups=groups)
    assert found.commande == "qvtkit export copil --groupe comite"


def test_the_only_group_of_a_project_is_its_committee(creer):
    groups = {"1-conception/groupes/comite.yaml": "nom: Groupe\n"}
    assert _dossier(creer, MEETING - dt.timedelta(days=3), groups=groups)
