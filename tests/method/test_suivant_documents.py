"""The poster is offered around the start of a test, the bilan for the staff once there is a decision to tell."""

from __future__ import annotations

import datetime as dt

import pytest

from qvtkit.method.suivant import suivant

START, END, DECIDED = dt.date(2026, 4, 1), dt.date(2026, 5, 31), dt.date(2026, 6, 10)
HEAD = "format: 1\ndemarche:\n  phases: [{phase: experimentation, debut: 2026-03}]\n"
RUNNING = f"titre: Assis\netat: en-cours\ndebut: {START}\nfin_prevue: {END}\n"
CLOSED = f"titre: Assis\netat: terminee\ndebut: {START}\nfin: {END}\ndecision: {{date: {DECIDED}, choix: adapter}}\n"


def _offered(creer, name, day, test, produits=None, **others):
    tests = {"assis": test, **others}
    files = {f"3-experimentation/{key}/experimentation.yaml": text for key, text in tests.items()}
    found = suivant(creer({"qvt.yaml": HEAD, **files}), day, 50, produits).conseils
    return [each for each in found if each.sujet.startswith(f"document/{name}")]


@pytest.mark.parametrize(("days", "offered"), [(-31, False), (-15, True), (0, True), (30, True), (31, False)])
def test_the_poster_is_offered_around_the_start(creer, days, offered):
    found = _offered(creer, "affiche", START + dt.timedelta(days=days), RUNNING)
    assert [each.commande for each in found] == (["qvtkit export affiche"] if offered else [])


@pytest.mark.parametrize(("made", "offered"), [(-10, False), (5, False), (-31, True)])
def test_a_poster_of_this_start_is_not_offered_again(creer, made, offered):
    produits = {"affiche-assis": START + dt.timedelta(days=made)}
    assert bool(_offered(creer, "affiche", START + dt.timedelta(days=7), RUNNING, produits)) is offered


def test_a_test_not_begun_or_ended_has_no_poster_to_put_up(creer):
    assert not _offered(creer, "affiche", START, RUNNING.replace("en-cours", "prevue"))
    assert not _offered(creer, "affiche", START, CLOSED)


def test_the_poster_names_its_test_where_there_are_several(creer):
    (found,) = _offered(creer, "affiche", START, RUNNING, debout=CLOSED)
    assert found.commande == "qvtkit export affiche assis"


@pytest.mark.parametrize(("days", "offered"), [(0, True), (60, True), (61, False)])
def test_the_bilan_is_offered_from_the_decision_for_two_months(creer, days, offered):
    found = _offered(creer, "bilan-equipes", DECIDED + dt.timedelta(days=days), CLOSED)
    assert [each.commande for each in found] == (["qvtkit export bilan"] if offered else [])


def test_without_a_decision_there_is_no_bilan_to_give(creer):
    assert not _offered(creer, "bilan-equipes", DECIDED, CLOSED.partition("decision")[0])
    assert not _offered(creer, "bilan-equipes", DECIDED, RUNNING)


def test_a_point_made_before_the_decision_does_not_stand_for_the_bilan(creer):
    day = DECIDED + dt.timedelta(days=5)
    assert _offered(creer, "bilan-equipes", day, CLOSED, {"bilan-equipes": DECIDED - dt.timedelta(days=1)})
    assert not _offered(creer, "bilan-equipes", day, CLOSED, {"bilan-equipes": DECIDED})
