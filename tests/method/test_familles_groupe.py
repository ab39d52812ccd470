"""What the group said beside what the figures say, and the words of the three families."""

from __future__ import annotations

import pytest

from qvtkit.analysis.verdict import Verdict
from qvtkit.method.changements import lectures
from qvtkit.method.familles import vue_familles
from qvtkit.method.familles_groupe import Accord, accord, paroles
from qvtkit.method.familles_mots import avant_apres, boites, court, famille_breve, questions
from qvtkit.method.quantites import aussi_precises
from qvtkit.model.codes import Famille, Tendance
from qvtkit.store.project import load
from qvtkit.text import NBSP

SAME, OTHER, NONE = Accord.MEME_SENS, Accord.AUTRE_SENS, Accord.PAS_COMPARABLE


@pytest.mark.parametrize(
    ("said", "verdict", "expected"),
    [
        (Tendance.AMELIORE, Verdict.SIGNAL_AMELIORATION, SAME),
        (Tendance.AMELIORE, Verdict.INDICE_AMELIORATION, SAME),
        (Tendance.AMELIORE, Verdict.VARIATION_HABITUELLE, OTHER),
        (Tendance.AMELIORE, Verdict.INDICE_DEGRADATION, OTHER),
        (Tendance.DEGRADE, Verdict.SIGNAL_DEGRADATION, SAME),
        (Tendance.DEGRADE, Verdict.SIGNAL_AMELIORATION, OTHER),
        (Tendance.INCHANGE, Verdict.VARIATION_HABITUELLE, SAME),
        (Tendance.INCHANGE, Verdict.POINT_A_REGARDER, SAME),
        (Tendance.INCHANGE, Verdict.CHANGEMENT_NET, OTHER),
        (Tendance.AMELIORE, Verdict.CHANGEMENT_NET, NONE),
        (Tendance.AMELIORE, Verdict.DONNEES_INSUFFISANTES, NONE),
        (Tendance.NE_SAIT_PAS, Verdict.SIGNAL_AMELIORATION, NONE),
        (Tendance.AMELIORE, None, NONE),
        (None, Verdict.SIGNAL_AMELIORATION, NONE),
    ],
)
def test_the_answer_of_the_group_is_set_beside_the_figures(said, verdict, expected):
    assert accord(said, verdict) is expected


def test_the_last_answer_of_each_activity_counts(projet):
    loaded = load(projet)
    found = {each.activite: each for each in paroles(loaded, vue_familles(loaded, "procedure-absence-ash"))}
    assert (found["Ménage des chambres"].date, found["Rappels pendant les repos"].date) == ("25/10/2016", "20/12/2016")
    assert found["Recherche d'un remplacement"].accord is OTHER
    assert found["Petits-déjeuners"].accord is None
    assert found["Petits-déjeuners"].reponse == "amélioré (infirmier : inchangé)"


def test_the_words_of_the_worked_example(projet):
    view = vue_familles(load(projet), "procedure-absence-ash")
    lines = {each.identifiant: each for each in view.lignes}
    assert court(lines["rappels-repos"]).replace(NBSP, " ") == (
        "Rappels sur repos, 12 → 8 rappels : signal d’amélioration (9 mesures avant, 5 après ; prudence : saison)"
    )
    assert avant_apres(lines["procedure-appliquee"]) == "rien avant → 66,7 %"
    assert [len(box.lignes) for box in boites(view)] == [1, 4, 0, 0]
    assert boites(view)[2].texte == "Aucun recul visible ; ne rien voir n’est pas aller bien."
    assert famille_breve(view, Famille.ECONOMIQUE).replace(NBSP, " ").count("9 mesures avant, 5 après") == 1
    assert questions(view)[-2:] == ("Qui n’est pas dans ces chiffres ?", "Qu’est-ce qui nous ferait changer d’avis ?")


def test_a_review_reads_the_figures_with_the_same_words(projet):
    found = {each.indicateur: each for each in lectures(load(projet))}
    assert found["rappels-repos"].t0 == "12 rappels (septembre 2016)"
    assert (
        found["rappels-repos"].lue.replace(NBSP, " ")
        == "signal d’amélioration (9 mesures avant, 5 après ; prudence : saison)"
    )


@pytest.mark.parametrize(
    ("values", "expected"),
    [((-0.278, 1.17), (-0.28, 1.17)), ((-779.2, 435), (-779, 435)), ((2385.5,), (2386,)), ((0, 0), (0, 0)), ((0.0046,), (0.0046,))],
)  # fmt: skip
def test_values_told_together_are_as_precise_as_the_largest(values, expected):
    assert aussi_precises(*values) == expected
