"""In a small place one event moves a rate: the counts stand beside it."""

from __future__ import annotations

import pytest

from qvtkit.method.petits_effectifs import (
    comptes_bruts,
    denominateur,
    dire_un_seul,
    effet_d_un_seul,
    est_indice_accidents,
    est_petit,
    sans_verdict,
    trop_peu_de_repondants,
)
from qvtkit.model.dossier import Etablissement
from qvtkit.model.indicateur import Indicateur
from qvtkit.model.periods import Periode

FREQUENCE = {
    "nom": "Indice de fréquence des accidents du travail",
    "unite": "pour 1 000 personnes",
    "nature": "taux",
    "formule": "accidents / effectif * 1000",
    "periodicite": "annee",
    "mesures": {"2015": {"accidents": 3, "effectif": 60}, "2016": {"accidents": 4, "effectif": 60}, "2017": 80},
}
Y2015, Y2016, Y2017 = (Periode("annee", year) for year in (2015, 2016, 2017))


@pytest.mark.parametrize(
    ("size", "small"), [({}, True), ({"etp": 99.5}, True), ({"etp": 100}, False), ({"effectif": 250}, False)]
)
def test_a_place_of_unknown_size_is_taken_as_small(size, small):
    assert est_petit(Etablissement.model_validate(size)) is small


def test_an_index_of_accidents_is_not_compared_in_a_small_place():
    index = Indicateur.model_validate(FREQUENCE)
    assert est_indice_accidents("at-frequence", index)
    assert "un par un" in sans_verdict(Etablissement(etp=60), "at-frequence", index)
    assert sans_verdict(Etablissement(etp=600), "at-frequence", index) == ""
    other = Indicateur(nom="Taux d’absentéisme")
    assert sans_verdict(Etablissement(etp=60), "abs-taux", other) == ""


def test_raw_counts_stand_beside_a_rate():
    index = Indicateur.model_validate(FREQUENCE)
    assert comptes_bruts(index, Y2015) == "3 sur 60"
    assert denominateur(index, Y2015) == 60
    assert comptes_bruts(index, Y2017) == ""
    assert comptes_bruts(index, Periode("annee", 1999)) == ""


def test_one_accident_more_in_a_place_of_sixty():
    index = Indicateur.model_validate(FREQUENCE)
    assert effet_d_un_seul(index, Y2015) == pytest.approx(1000 / 60)
    assert dire_un_seul(index, Y2015) == "Un de plus ou de moins ferait un écart de 16,7 pour 1 000 personnes."
    assert dire_un_seul(index, Y2017) == ""


@pytest.mark.parametrize(
    ("sense", "said"),
    [
        ("Accidents du travail avec arrêt", "Un accident de plus ou de moins"),
        ("Toilettes reportées", "Une toilette de plus ou de moins"),
        ("Heures, hors formation", "Une heure de plus ou de moins"),
        ("Soins ou toilettes non réalisés", "Un de plus ou de moins"),
        ("Zigotos comptés", "Un de plus ou de moins"),
    ],
)
def test_the_unit_of_one_more_is_named_where_its_gender_is_known(sense, said):
    index = Indicateur.model_validate(FREQUENCE | {"variables": {"accidents": sense, "effectif": "Personnes"}})
    assert dire_un_seul(index, Y2015).startswith(f"{said} ferait un écart")


def test_a_plain_count_changes_by_one_and_a_bare_rate_by_nobody_knows_what():
    count = Indicateur.model_validate({"nature": "comptage", "mesures": {"2015": 3, "2016": 4, "2017": 6}})
    assert effet_d_un_seul(count, Y2015) == 1
    assert dire_un_seul(count, Y2015) == ""
    bare = Indicateur.model_validate({"nature": "taux", "mesures": {"2015": 3, "2016": 3.1}})
    assert effet_d_un_seul(bare, Y2015) is None


def test_a_formula_that_cannot_be_computed_says_nothing():
    index = Indicateur.model_validate(
        FREQUENCE | {"mesures": {"2015": {"accidents": 3, "effectif": 0}, "2016": {"accidents": 3}}}
    )
    assert effet_d_un_seul(index, Y2015) is None
    assert effet_d_un_seul(index, Y2016) is None


def test_fewer_respondents_than_the_threshold_hide_a_share():
    share = Indicateur.model_validate(
        {
            "formule": "favorables / repondants * 100",
            "mesures": {"2015": {"favorables": 5, "repondants": 9}, "2016": 50},
        }
    )
    assert trop_peu_de_repondants(share.mesures[Y2015], 10) is True
    assert trop_peu_de_repondants(share.mesures[Y2015], 9) is False
    assert trop_peu_de_repondants(share.mesures[Y2016], 10) is False
    assert trop_peu_de_repondants(None, 10) is False
