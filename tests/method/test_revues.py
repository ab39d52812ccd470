"""After the end of a test: which values are awaited, until the last review is held."""

from __future__ import annotations

import datetime as dt

import pytest

from qvtkit.method.revues import a_tenir, mesures_de_suivi, suivi_attendu

TEST = (
    "titre: Un relais\netat: terminee\ndebut: 2016-10-03\nfin: 2016-12-16\ndecision: {{choix: {choix}}}\n"
    "indicateurs: [{{indicateur: reports}}, {{indicateur: rappels}}]\n"
)
HELD = "evenements:\n  - {date: 2017-12-16, type: revue, titre: Revue à douze mois, etat: fait}\n"


@pytest.fixture
def closed(creer):
    def build(*, reports="{2016-09: 3}", rappels="{2016-09: 3}", choix="adapter", agenda=""):
        return creer({
            "3-experimentation/relais/experimentation.yaml": TEST.format(choix=choix),
            "indicateurs/reports.yaml": f"nom: Reports\nperiodicite: mois\nmesures: {reports}\n",
            "indicateurs/rappels.yaml": f"nom: Rappels\nperiodicite: ponctuelle\nmesures: {rappels}\n",
            "agenda.yaml": agenda or "evenements: []\n",
        })  # fmt: skip

    return build


def _awaited(projet, day):
    test = projet.experimentations["relais"]
    return [
        (each.indicateur, str(each.periode) if each.periode else None)
        for each in suivi_attendu(projet, "relais", test, dt.date.fromisoformat(day))
    ]


def test_the_first_whole_month_after_the_end_is_awaited_once_it_is_over(closed):
    projet = closed()
    assert _awaited(projet, "2016-12-16") == []
    assert _awaited(projet, "2017-01-31") == [("rappels", None)]
    assert _awaited(projet, "2017-02-01") == [("reports", "2017-01"), ("rappels", None)]


def test_a_month_noted_as_not_available_is_not_asked_again_the_next_one_is(closed):
    projet = closed(reports="{2017-01: nd}", rappels="{2017-01-10: 3}")
    assert _awaited(projet, "2017-02-01") == []
    assert _awaited(projet, "2017-03-01") == [("reports", "2017-02")]


def test_a_value_quiets_for_three_months(closed):
    projet = closed(reports="{2017-01: 3}", rappels="{2017-01-10: 3}")
    assert _awaited(projet, "2017-04-30") == [("rappels", None)]
    assert _awaited(projet, "2017-05-01") == [("reports", "2017-04"), ("rappels", None)]


def test_nothing_is_awaited_of_what_was_given_up_nor_after_the_last_review(closed):
    assert _awaited(closed(choix="arreter"), "2017-05-01") == []
    assert _awaited(closed(agenda=HELD), "2018-01-10") == []


def test_one_advice_a_test_names_the_period_that_counts_and_how_many_others(closed):
    (advice,) = mesures_de_suivi(closed(), dt.date(2017, 2, 10))
    assert advice.commande == "qvtkit indicator add rappels"
    (advice,) = mesures_de_suivi(closed(rappels="{2017-01-10: 3}"), dt.date(2017, 2, 10))
    assert advice.quoi == "Relever « Reports » après le test « Un relais »"
    assert "aucune valeur depuis la fin du test (16/12/2016)" in advice.pourquoi
    assert "janvier 2017" in advice.pourquoi
    assert advice.commande == "qvtkit indicator add reports --periode 2017-01", "the one that the sentence names"


def test_the_reviews_still_to_hold_are_those_of_the_agenda_and_those_to_propose(closed):
    projet = closed(agenda="evenements:\n  - {date: 2018-12-16, type: revue, titre: À deux ans}\n")
    found = [(each.mois, str(each.date), each.notee) for each in a_tenir(projet, dt.date(2017, 2, 1))]
    assert found == [(6, "2017-06-16", False), (12, "2017-12-16", False), (0, "2018-12-16", True)]
