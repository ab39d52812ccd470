"""The plan kept at the start of a test, and what changed in it since."""

from __future__ import annotations

import pytest

from qvtkit.analysis.plan import ajoute_apres_coup, changements, fin_avancee, garde, prevu, retire, sens_voulu, suivis
from qvtkit.checks.run import check

TEST = """titre: Essai
etat: en-cours
debut: 2016-03-01
fin_prevue: 2016-05-31
reversibilite: {conditions_arret: [Une chute, Une plainte]}
indicateurs:
  - {indicateur: taux, sens: baisse, ajoute: 2016-02-20}
  - {indicateur: cout, sens: baisse, ajoute: 2016-02-20}
plan:
  date: 2016-03-01
  debut: 2016-03-01
  fin_prevue: 2016-05-31
  conditions_arret: [Une chute, Une plainte]
  indicateurs:
    - {indicateur: taux, sens: baisse, ajoute: 2016-02-20}
    - {indicateur: cout, sens: baisse, ajoute: 2016-02-20}
"""
BEFORE_PLAN = TEST.partition("plan:")[0]
TAUX = "  - {indicateur: taux, sens: baisse, ajoute: 2016-02-20}\n"


@pytest.fixture
def essai(creer):
    """Return the project and its test, from the text of the test."""

    def call(text):
        files = {
            "qvt.yaml": "format: 1\n",
            "3-experimentation/essai/experimentation.yaml": text,
            "indicateurs/taux.yaml": "nom: Taux\nsens: baisse\nmesures: {2016-01: 8}\n",
            "indicateurs/cout.yaml": "nom: Coût\nmesures: {2016-01: 8}\n",
            "indicateurs/chutes.yaml": "nom: Chutes\nmesures: {2016-01: 8}\n",
        }
        projet = creer(files)
        return projet, projet.experimentations["essai"]

    return call


def _edited(text, old, new):
    """Change what is followed today; what was kept stays."""
    now, mark, kept = text.partition("plan:")
    assert old in now
    return now.replace(old, new) + mark + kept


def test_a_plan_that_is_kept_has_changed_in_nothing(essai):
    projet, test = essai(TEST)
    assert garde(test) is not None
    assert changements(projet, test) == ()
    assert "plan-change" not in {each.code for each in check(projet, None)}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("debut: 2016-03-01", "debut: 2016-02-25", "Début du test : 01/03/2016 au départ, 25/02/2016 aujourd’hui."),
        ("fin_prevue: 2016-05-31", "fin_prevue: 2016-04-30", "Fin prévue : 31/05/2016 au départ, 30/04/2016 aujourd’hui."),
        ("fin_prevue: 2016-05-31", "fin_prevue:", "Fin prévue : 31/05/2016 au départ, rien aujourd’hui."),
        ("[Une chute, Une plainte]", "[Une chute]", "Condition d’arrêt retirée : Une plainte."),
        ("[Une chute, Une plainte]", "[Une chute, Une plainte, Un vol]", "Condition d’arrêt ajoutée : Un vol."),
        (TAUX, "", "Indicateur retiré du plan : Taux."),
        (TAUX, f"{TAUX}  - {{indicateur: chutes, ajoute: 2016-02-20}}\n", "Indicateur ajouté après coup : Chutes."),
        ("taux, sens: baisse", "taux, sens: hausse",
         "Sens souhaité de Taux : baisse souhaitée au départ, hausse souhaitée aujourd’hui ; c’est celui du départ qui compte."),
    ],
)  # fmt: skip
def test_each_change_is_said_in_one_sentence_and_by_check(essai, old, new, said):
    projet, test = essai(_edited(TEST, old, new))
    assert changements(projet, test) == (said,)
    found = [each for each in check(projet, None) if each.code == "plan-change"]
    assert [(each.level, said in each.message) for each in found] == [("info", True)]


def test_an_indicator_that_was_not_kept_comes_after_the_fact_whatever_day_is_written(essai):
    _, test = essai(_edited(TEST, TAUX, f"{TAUX}  - {{indicateur: chutes, ajoute: 2016-01-01}}\n"))
    assert [ajoute_apres_coup(test, line) for line in test.indicateurs] == [False, True, False]


def test_before_plans_were_kept_only_the_day_of_the_indicator_tells(essai):
    projet, test = essai(BEFORE_PLAN.replace("cout, sens: baisse, ajoute: 2016-02-20", "cout, ajoute: 2016-04-01"))
    assert garde(test) is None
    assert [ajoute_apres_coup(test, line) for line in test.indicateurs] == [False, True]
    assert changements(projet, test) == ()
    assert suivis(test) == test.indicateurs
    assert prevu(test, "taux") is None


def test_what_was_taken_out_is_still_read(essai):
    _, test = essai(_edited(TEST, TAUX, ""))
    assert [line.indicateur for line in suivis(test)] == ["cout", "taux"]
    assert (retire(test, "taux"), retire(test, "cout"), retire(test, "chutes")) == (True, False, False)


def test_the_direction_of_the_start_counts(essai):
    projet, test = essai(_edited(TEST, "taux, sens: baisse", "taux, sens: hausse"))
    assert sens_voulu(test, test.indicateurs[0], projet.indicateurs["taux"]) == "baisse"
    assert sens_voulu(test, test.indicateurs[1], None) == "baisse"


@pytest.mark.parametrize(("end", "said"), [("fin: 2016-05-02\n", True), ("fin: 2016-05-31\n", False), ("", False)])
def test_an_end_before_the_planned_one_is_said(essai, end, said):
    _, test = essai(end + TEST)
    expected = "Le test a fini le 02/05/2016, avant la fin prévue au départ (31/05/2016)."
    assert fin_avancee(test) == (expected if said else "")


def test_a_test_without_a_start_has_nothing_late(essai):
    _, test = essai(BEFORE_PLAN.replace("debut: 2016-03-01\n", ""))
    assert not any(ajoute_apres_coup(test, line) for line in test.indicateurs)
