"""What people read of a verdict: one sentence, one caution, one next step, and never a word too many."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qvtkit.analysis.reserves import Reserve
from qvtkit.analysis.verdict import Verdict, lire, prudent
from qvtkit.method.cible_en_mots import cible_en_mots
from qvtkit.method.petits_effectifs import sans_verdict
from qvtkit.method.quantites import intervalle_d_ecart, quantite, quantite_d_ecart
from qvtkit.method.verdict_en_mots import (
    AJOUTE_APRES_COUP,
    MOTS_BANNIS,
    RESERVES,
    Sujet,
    degradation_possible,
    en_mots,
    etiquette,
)
from qvtkit.model.dossier import Etablissement
from qvtkit.model.indicateur import Indicateur
from qvtkit.text import fold

CALM = [10, 12, 11, 9, 12, 10, 11, 13, 10, 11, 9, 12]
SPREAD = [0, 20, 1, 19, 2, 18, 3, 17]
SUJET = Sujet("Rappels", "le 03/10/2016", "rappels", ("octobre 2016", "novembre 2016"), lambda more: f"mois {more}")
READINGS = {
    Verdict.DONNEES_INSUFFISANTES: ([1, 2], [3], "hausse"),
    Verdict.AUCUNE_VARIATION: ([3] * 8, [3] * 4, "hausse"),
    Verdict.VARIATION_HABITUELLE: (CALM, [11, 12, 10, 11], "hausse"),
    Verdict.POINT_A_REGARDER: (CALM, [11, 30, 12, 10], "hausse"),
    Verdict.INDICE: (SPREAD, [21, 22, 23], None),
    Verdict.INDICE_AMELIORATION: (SPREAD, [21, 22, 23], "hausse"),
    Verdict.INDICE_DEGRADATION: (SPREAD, [21, 22, 23], "baisse"),
    Verdict.CHANGEMENT_NET: (CALM, [20, 21, 19, 22], None),
    Verdict.SIGNAL_AMELIORATION: (CALM, [20, 21, 19, 22], "hausse"),
    Verdict.SIGNAL_DEGRADATION: (CALM, [20, 21, 19, 22], "baisse"),
}


def _said(before, after, sens, reserves=()):
    reading = lire(before, after, sens)
    return reading, en_mots(reading, prudent(reading.verdict, len(reserves)), SUJET, reserves)


def _check(reading, words):
    text = " ".join(words.phrases)
    assert not [word for word in MOTS_BANNIS if fold(word) in fold(text)]
    counted = words.constat.replace("\u00a0", " ").replace("mesures ", "").replace("mesure ", "")
    assert f"{reading.n_avant} avant" in counted
    assert f"{reading.n_apres} après" in counted
    for phrase in (words.constat, words.prudence, words.suite):
        assert phrase.endswith((".", "?"))
        assert "nan" not in phrase.split()
        assert "None" not in phrase


def test_every_verdict_has_its_words():
    assert set(READINGS) == set(Verdict)
    assert len({etiquette(verdict) for verdict in Verdict}) == len(Verdict)
    assert len({etiquette(verdict)[0] for verdict in Verdict if verdict.est_signal}) == 3


@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_verdict_is_said_with_its_numbers_a_caution_and_a_next_step(verdict):
    for reserves in ((), (Reserve.SAISON,), tuple(Reserve)):
        reading, words = _said(*READINGS[verdict], reserves)
        assert reading.verdict is verdict
        assert len(words.reserves) == (len(reserves) if verdict.conclut else 0)
        _check(reading, words)


@given(
    st.lists(st.one_of(st.none(), st.floats()), max_size=16),
    st.lists(st.one_of(st.none(), st.floats()), max_size=10),
    st.sampled_from(["hausse", "baisse", None]),
)
def test_whatever_the_values_the_sentences_hold(before, after, sens):
    reading, words = _said(before, after, sens, (Reserve.SAISON, Reserve.AVANT_INSTABLE))
    _check(reading, words)
    assert "prouve" not in degradation_possible(reading, sens, SUJET)


def test_no_other_sentence_has_a_word_too_many():
    small = sans_verdict(Etablissement(etp=60), "indice-at", Indicateur(nom="Indice de fréquence des AT"))
    aims = [cible_en_mots(range(20), value, "hausse", "rappels") for value in (-500, 10, 500)]
    assert small
    assert all(aims)
    for sentence in [AJOUTE_APRES_COUP, small, *aims, *RESERVES.values(), *map(etiquette, Verdict)]:
        assert not [word for word in MOTS_BANNIS if fold(word) in fold(sentence)]


def test_every_guard_rail_has_its_sentence():
    assert set(RESERVES) == set(Reserve)


def test_the_main_sentence_of_a_signal():
    _, words = _said(CALM, [5, 4, 6, 5], "baisse")
    assert words.constat.replace("\u00a0", " ") == (
        "Depuis le 03/10/2016, les valeurs de « Rappels » sont nettement plus basses : médiane 11 → 5 rappels "
        "(écart probable de −7 à −4 rappels), 12 mesures avant et 4 après. C’est le sens souhaité."
    )
    assert words.etiquette == "+ signal d’amélioration"
    _, words = _said(CALM, [5, 4, 6, 5], "hausse")
    assert "l’inverse du sens souhaité" in words.constat


def test_what_is_missing_is_said_and_when_to_read_again():
    _, words = _said(CALM, [11], "hausse")
    assert words.suite == "Prochaine lecture utile : mois 2."
    _, words = _said(CALM[:4], [11], "hausse")
    assert words.suite.replace("\u00a0", " ") == (
        "S’il existe d’anciens relevés, retrouvez-les : il manque 2 mesures d’avant le 03/10/2016. "
        "Prochaine lecture utile : mois 2."
    )
    assert words.prudence == "Même une amélioration parfaite ne pourrait pas être distinguée du hasard."


def test_the_level_of_the_interval_is_said_where_it_is_low():
    reading = lire([1, 2, 3, 4, 5, 6], [7, 8], "hausse")
    assert reading.ecart.level < 0.95
    words = en_mots(reading, Verdict.INDICE_AMELIORATION, SUJET)
    assert ", à 92 %)" in words.constat


def test_an_odd_point_the_other_way_is_not_hidden():
    reading = lire(CALM, [11.5, 12, 1, 12, 12, 12], "hausse")
    assert reading.test.delta > 0
    assert reading.verdict is Verdict.POINT_A_REGARDER
    words = en_mots(reading, reading.verdict, Sujet("Rappels", "2016", "", [f"mois {n}" for n in range(6)]))
    assert "sortent de l’habitude (mois 2)" in words.constat.replace("\u00a0", " ")


def test_the_absence_of_a_degradation_says_how_far_one_remains_possible():
    calm = lire(CALM, [11, 12, 10, 11], "baisse")
    said = degradation_possible(calm, "baisse", SUJET)
    assert said == "Pas de dégradation visible ; une dégradation jusqu’à 2 rappels reste possible."
    assert (
        degradation_possible(lire(CALM, [20, 21, 19, 22], "hausse"), "hausse", SUJET) == "Pas de dégradation visible."
    )
    assert degradation_possible(lire(CALM, [20, 21, 19, 22], "baisse"), "baisse", SUJET) == ""
    assert degradation_possible(lire([1], [2], "baisse"), "baisse", SUJET) == ""
    assert degradation_possible(calm, "contextuel", SUJET) == ""


def test_where_a_target_lies():
    assert "zone habituelle" in cible_en_mots(CALM * 2, 11, "baisse", "%")
    assert "hors d’atteinte" in cible_en_mots(CALM * 2, 1, "baisse", "%")
    assert "façon régulière" in cible_en_mots(CALM * 2, 50, "baisse", "%")
    assert cible_en_mots(CALM, 11, "baisse", "%") == ""
    assert cible_en_mots(CALM * 2, 11, "contextuel", "%") == ""


def test_units_are_singular_below_two_and_percentages_differ_by_points():
    assert quantite(1, "rappels par mois") == "1 rappel par mois"
    assert quantite(2, "rappels") == "2 rappels"
    assert quantite(1, "mois") == "1 mois"
    assert quantite(1.5, "heures") == "1,5 heure"
    assert quantite(8.2, "") == "8,2"
    assert quantite_d_ecart(1.17, "%") == "1,17 point"
    assert intervalle_d_ecart(-3.2, -1, "%") == "de −3,2 à −1,0 points"
