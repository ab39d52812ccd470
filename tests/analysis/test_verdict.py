"""Has it moved since the start? What is said, how often it is wrong, and what makes one careful."""

from __future__ import annotations

import datetime as dt
import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qvtkit.analysis.puissance import PUISSANCES, faux_points, mesures_avant_relecture, puissance
from qvtkit.analysis.reserves import Reserve, autocorrelation, reserves
from qvtkit.analysis.verdict import Verdict, lire, mot_de_reference, prudent

CALM = [10, 12, 11, 9, 12, 10, 11, 13, 10, 11, 9, 12]
HIGHER = [20, 21, 19, 22]
series = st.lists(st.integers(0, 30), min_size=6, max_size=14)
later = st.lists(st.integers(0, 40), min_size=3, max_size=10)


@pytest.mark.parametrize(
    ("sens", "verdict"),
    [
        ("hausse", Verdict.SIGNAL_AMELIORATION),
        ("baisse", Verdict.SIGNAL_DEGRADATION),
        ("contextuel", Verdict.CHANGEMENT_NET),
        (None, Verdict.CHANGEMENT_NET),
    ],
)
def test_a_clear_rise_is_read_by_the_wanted_direction(sens, verdict):
    found = lire(CALM, HIGHER, sens)
    assert found.verdict is verdict
    assert (found.n_avant, found.n_apres, found.vers_le_haut, found.vers_le_bas) == (12, 4, True, False)
    assert found.points == (0, 1, 2, 3)
    assert found.ecart.low > 0


@pytest.mark.parametrize(("before", "after"), [(5, 4), (6, 2), (3, 3), (0, 9), (12, 0), (0, 0)])
def test_too_few_measures_conclude_nothing_however_far_apart(before, after):
    found = lire(range(before), range(1000, 1000 + after), "hausse")
    assert found.verdict is Verdict.DONNEES_INSUFFISANTES
    assert (found.n_avant, found.n_apres) == (before, after)
    assert found.verdict.conclut is False


def test_a_series_that_never_moves_is_said_so():
    assert lire([3] * 8, [3] * 4, "hausse").verdict is Verdict.AUCUNE_VARIATION
    assert lire([100] * 8, [100, 100, 99], "hausse").verdict is not Verdict.AUCUNE_VARIATION


def test_a_missing_measure_counts_for_nothing_and_never_makes_a_signal():
    plain = lire(CALM, HIGHER, "hausse")
    gaps = lire([None, *CALM[:5], None, *CALM[5:]], [20, None, 21, math.nan, 19, 22], "hausse")
    assert gaps.points == (0, 2, 4, 5)
    assert (gaps.verdict, gaps.test, gaps.n_apres) == (plain.verdict, plain.test, plain.n_apres)


def test_the_ranks_alone_are_a_hint_and_one_odd_point_alone_is_to_be_looked_at():
    spread = [0, 20, 1, 19, 2, 18, 3, 17]
    assert lire(spread, [21, 22, 23], "baisse").verdict is Verdict.INDICE_DEGRADATION
    assert lire(spread, [21, 22, 23], "hausse").verdict is Verdict.INDICE_AMELIORATION
    assert lire(spread, [21, 22, 23]).verdict is Verdict.INDICE
    assert lire(CALM, [11, 30, 12, 10], "hausse").verdict is Verdict.POINT_A_REGARDER
    assert lire(CALM, [11, 12, 10, 11], "hausse").verdict is Verdict.VARIATION_HABITUELLE


def test_an_odd_point_is_to_be_looked_at_whichever_way_the_others_lean():
    for others in ([12, 10, 12, 11], [12, 10, 11, 10]):
        for odd in (1, 21):
            found = lire(CALM, [*others, odd], "hausse")
            assert found.test.p > 0.05
            assert (found.verdict, found.points) == (Verdict.POINT_A_REGARDER, (4,))


@given(series, later, st.sampled_from([1, 2, 8]), st.integers(-50, 50))
def test_a_change_of_unit_changes_no_verdict(before, after, times, plus):
    found = lire(before, after, "hausse")
    moved = lire([times * each + plus for each in before], [times * each + plus for each in after], "hausse")
    assert (moved.verdict, moved.points) == (found.verdict, found.points)


@given(series, later)
def test_the_other_direction_swaps_improvement_and_degradation(before, after):
    swap = {
        Verdict.SIGNAL_AMELIORATION: Verdict.SIGNAL_DEGRADATION,
        Verdict.INDICE_AMELIORATION: Verdict.INDICE_DEGRADATION,
    }
    swap |= {other: one for one, other in swap.items()}
    up, down = lire(before, after, "hausse").verdict, lire(before, after, "baisse").verdict
    assert down is swap.get(up, up)
    assert lire([-each for each in before], [-each for each in after], "baisse").verdict is up


@given(
    st.lists(st.one_of(st.none(), st.floats()), max_size=20),
    st.lists(st.one_of(st.none(), st.floats()), max_size=20),
)
def test_whatever_the_values_there_is_a_verdict_and_no_number_that_is_none(before, after):
    found = lire(before, after, "hausse")
    said = [found.plus_petit_p, found.mediane_avant, found.mediane_apres]
    said += [found.test.p, found.test.delta] if found.test else []
    said += [found.ecart.value, found.ecart.low, found.ecart.high] if found.ecart else []
    assert all(math.isfinite(each) for each in said if each is not None)
    assert all(math.isfinite(after[place]) for place in found.points)
    assert set(reserves(before, after)) <= set(Reserve)


def _share_of_signals(before, after, shift, runs=1000):
    source = random.Random(2024)  # noqa: S311 (a series to try, the same each time)

    def some(count, mean):
        return [source.gauss(mean, 1) for _ in range(count)]

    return sum(lire(some(before, 0), some(after, shift), "hausse").verdict.est_signal for _ in range(runs)) / runs


def test_without_any_change_fewer_than_six_series_in_a_hundred_give_a_signal():
    assert _share_of_signals(12, 6, 0) <= 0.06


def test_a_change_of_two_standard_deviations_is_seen_more_than_eight_times_in_ten():
    assert _share_of_signals(12, 6, 2) >= 0.85


def test_three_against_three_never_conclude():
    source = random.Random(3)  # noqa: S311 (a series to try, the same each time)
    found = {
        lire([source.gauss(0, 1) for _ in range(3)], [source.gauss(9, 1) for _ in range(3)]).verdict
        for _ in range(1000)
    }
    assert found == {Verdict.DONNEES_INSUFFISANTES}


def test_guard_rails_take_signals_away_and_never_give_one():
    source = random.Random(12)  # noqa: S311 (a series to try, the same each time)
    kept = lost = 0
    for _ in range(300):
        before = [source.gauss(0, 1)]
        for _ in range(17):  # each measure resembles the one before
            before.append(0.5 * before[-1] + source.gauss(0, 0.75**0.5))
        read = lire(before[:12], before[12:], "hausse").verdict
        careful = prudent(read, len(reserves(before[:12], before[12:])))
        assert read.est_signal or careful is read
        kept, lost = kept + careful.est_signal, lost + (read.est_signal and not careful.est_signal)
    assert lost > 0
    assert kept < 0.25 * 300


def test_two_guard_rails_make_a_signal_a_hint_and_one_does_not():
    assert prudent(Verdict.SIGNAL_AMELIORATION, 1) is Verdict.SIGNAL_AMELIORATION
    assert prudent(Verdict.SIGNAL_AMELIORATION, 2) is Verdict.INDICE_AMELIORATION
    assert prudent(Verdict.SIGNAL_DEGRADATION, 3) is Verdict.INDICE_DEGRADATION
    assert prudent(Verdict.CHANGEMENT_NET, 2) is Verdict.INDICE
    for other in set(Verdict) - {each for each in Verdict if each.est_signal}:
        assert prudent(other, 9) is other


def test_the_words_of_the_reference_cases():
    assert mot_de_reference(Verdict.SIGNAL_AMELIORATION) == "signal_amelioration"
    assert mot_de_reference(Verdict.POINT_A_REGARDER) == "a_surveiller"
    assert mot_de_reference(Verdict.INDICE_DEGRADATION) == "indice_degradation"
    assert mot_de_reference(Verdict.INDICE, -0.4) == "indice_baisse"


def test_an_indicator_that_moved_before_the_start():
    assert Reserve.AVANT_INSTABLE in reserves([1, 2, 3, 4, 5, 6, 7], [8, 9, 10])
    assert reserves(CALM, HIGHER) == ()
    assert Reserve.AVANT_INSTABLE in reserves([10, 11, 10, 12, 30, 11, 10, 11], [11])


def test_measures_that_resemble_the_one_before():
    waves = [10 + 4 * math.sin(rank / 3) for rank in range(24)]
    assert Reserve.AUTOCORRELATION in reserves(waves[:14], waves[14:])
    assert autocorrelation(CALM[:6], CALM[6:11]) is None
    assert autocorrelation([5] * 8, [5] * 8) is None
    assert Reserve.AUTOCORRELATION not in reserves(CALM, HIGHER)
    assert abs(autocorrelation([1e308, -1e308] * 6, [1e308] * 3)) <= 1


def test_a_change_of_unit_raises_no_guard_rail():
    before, after = [0, 2, 0, 0, 0, 0], [1, 0, 0, 1, 0, 0, 1, 2, 2]
    assert autocorrelation(before, after) == pytest.approx(0.3)
    in_another_unit = [[1000 / 7 * each + 0.1 for each in values] for values in (before, after)]
    assert reserves(before, after) == reserves(*in_another_unit) == ()


def _months(year, *numbers):
    return [dt.date(year, number, 1) for number in numbers]


def test_a_season_that_was_not_seen_before():
    whole_year = _months(2015, *range(1, 13))
    assert Reserve.SAISON not in reserves(CALM, HIGHER, jours_avant=whole_year, jours_apres=_months(2016, 1, 2, 3))
    assert Reserve.SAISON in reserves(CALM, HIGHER, jours_avant=whole_year[4:], jours_apres=_months(2016, 5))
    lacking = [*whole_year[:6], *whole_year[7:]]
    assert Reserve.SAISON in reserves(CALM, HIGHER, jours_avant=lacking, jours_apres=_months(2016, 7))


def test_started_at_the_worst_moment():
    assert Reserve.RETOUR_A_LA_NORMALE in reserves([*CALM, 17], [10, 11, 12])
    assert Reserve.RETOUR_A_LA_NORMALE not in reserves([17, *CALM], [10, 11, 12])


def test_gaps_and_small_denominators():
    assert reserves([*CALM[:8], None, None], [11] * 3) == ()
    assert reserves([*CALM[:7], None, None, None], [11] * 3) == (Reserve.MESURES_MANQUANTES,)
    assert reserves(CALM, [11, None, 10], denominateurs=[40, 9]) == (
        Reserve.MESURES_MANQUANTES,
        Reserve.PETITS_DENOMINATEURS,
    )


def test_the_figures_of_the_largest_size_that_the_data_reach():
    assert puissance(5, 9) is None
    assert puissance(7, 5) is PUISSANCES[0]
    assert puissance(12, 7) is PUISSANCES[2]
    assert puissance(40, 40) is PUISSANCES[-1]
    assert all(line.sans_changement < 1 / 25 for line in PUISSANCES)
    assert [faux_points(12, 6), faux_points(13, 14), faux_points(2, 2)] == [5, 3, 3]
    assert [mesures_avant_relecture(count) for count in (0, 5, 6, 11, 24, 30)] == [6, 1, 6, 1, 12, 6]
