"""An indicator read for itself: what may be shown, what is said, never more than the measures bear."""

from __future__ import annotations

import datetime as dt
import json
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qvtkit.analysis.profiles import PROFILES, Name
from qvtkit.cli.plot import run_chart
from qvtkit.export.charts.reading import reading_chart
from qvtkit.method.lecture import Lecture, PeriodeDeTest, lire, lire_indicateur
from qvtkit.method.lecture_donnees import en_donnees
from qvtkit.method.lecture_mots import FAUX_SIGNAUX, phrases
from qvtkit.method.lecture_noms import marque, zone
from qvtkit.method.lecture_points import Etat
from qvtkit.method.verdict_en_mots import MOTS_BANNIS
from qvtkit.model.indicateur import Indicateur
from qvtkit.model.periods import Periode
from qvtkit.text import fold

USUAL = [10, 12, 9, 11, 13, 10, 8, 12, 11, 9, 10, 13, 12, 9, 11, 10, 12, 8, 11, 13, 9, 10, 12, 11]


def months(count: int) -> list[str]:
    return [f"{2010 + rank // 12}-{rank % 12 + 1:02}" for rank in range(count)]


def indicator(values: list[Any], **more: Any) -> Indicateur:
    """An indicator measured each month; « trou » leaves a month out."""
    measured = {month: value for month, value in zip(months(len(values)), values, strict=True) if value != "trou"}
    base = {"nom": "Essai", "unite": "minutes", "periodicite": "mois", "nature": "mesure", "sens": "baisse"}
    return Indicateur.model_validate({**base, "mesures": measured, **more})


def read(values: list[Any], profil: Name = "anhoej", figer: str = "", **more: Any) -> Lecture:
    return lire(indicator(values, **more), profil=profil, figer=Periode.parse(figer) if figer else None)


def said(lecture: Lecture) -> str:
    return " ".join(phrases(lecture).toutes).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("count", "level"),
    [(0, "vide"), (1, "valeurs"), (2, "valeurs"), (3, "repere"), (5, "repere"), (6, "courbe"), (9, "courbe"),
     (10, "suites"), (12, "suites"), (13, "limites-provisoires"), (19, "limites-provisoires"), (20, "limites"), (24, "limites")],
)  # fmt: skip
def test_what_may_be_said_grows_with_the_measures(count: int, level: str) -> None:
    lecture = read([value + rank / 100 for rank, value in enumerate(USUAL[:count])])
    last = lecture.dernier
    useful = last.utiles if last else None
    assert lecture.niveau == level
    assert all((mark.bas is not None) == (count >= 13) for mark in lecture.reperes)
    assert all((mark.centre is not None) == (count >= 3) for mark in lecture.reperes)
    assert last is None or (last.signal is not None) == (useful is not None and useful >= 10)


@pytest.mark.parametrize("profil", PROFILES)
@pytest.mark.parametrize("values", [[5] * 15, [0] * 3, [100] * 30])
def test_a_series_that_never_moves_says_so_and_nothing_else(values: list[int], profil: Name) -> None:
    lecture = read(values, profil)
    assert lecture.niveau == "constante"
    assert "aucune variation mesurée" in said(lecture)
    assert not any(mark.regle or mark.bas is not None for mark in lecture.reperes)


@pytest.mark.parametrize("profil", PROFILES)
def test_a_share_stuck_at_its_end_gets_neither_limits_nor_verdict(profil: Name) -> None:
    lecture = read([100] * 9 + [98, 97, 100, 99, 96, 100], profil, unite="%", nature="proportion")
    assert lecture.niveau == "saturee"
    assert "bout de l’échelle" in said(lecture)
    assert lecture.dernier
    assert not lecture.dernier.signal


def test_a_long_run_is_named_with_its_limit_and_its_points() -> None:
    lecture = read([*USUAL[:10], *[value - 8 for value in USUAL[:10]]])
    assert lecture.dernier
    assert (lecture.dernier.suite, lecture.dernier.suite_max, lecture.dernier.signal) == (10, 7, True)
    assert "10 mesures de suite du même côté de la médiane (7 au plus d’habitude)" in said(lecture)
    assert "6 courbes sur 100" in said(lecture)
    assert "longue suite au-dessous de la médiane" in marque(lecture, 15)
    assert [at for at in range(20) if lecture.reperes[at].regle == "suite"]


def test_a_point_out_of_the_usual_range_has_its_words_and_its_month() -> None:
    lecture = read([*USUAL[:14], 40])
    assert marque(lecture, 14) == "au-dessus de la zone habituelle"
    assert "mars 2011" in said(lecture)
    assert [mark.regle for mark in lecture.reperes[:14]] == [""] * 14


def test_what_is_put_aside_is_shown_and_does_not_count() -> None:
    aside = [{"periode": "2010-03", "motif": "épidémie", "par": "groupe"}]
    with_it, without = read([10, 12, 900, 11, 13, 12, 10], exclusions=aside), read([10, 12, 11, 13, 12, 10])
    point = with_it.points[2]
    assert (point.etat, point.valeur, point.motif) == (Etat.ECARTEE, 900, "épidémie")
    assert with_it.n == 6
    assert with_it.dernier
    assert without.dernier
    assert with_it.dernier.centre == without.dernier.centre


def test_a_month_that_was_due_and_not_measured_is_a_gap() -> None:
    lecture = read([5, "trou", "trou", {"valeur": "nd", "motif": "changement de logiciel"}, 6])
    assert [str(point.etat) for point in lecture.points] == ["mesuree", *["manquante"] * 3, "mesuree"]
    assert lecture.points[3].motif == "changement de logiciel"


def test_a_gap_of_a_century_is_told_without_counting_its_days() -> None:
    days = {"1900-01-01": 1, "2100-01-01": 2}
    lecture = read([], mesures=days, periodicite="jour")
    assert len(lecture.points) < 200
    assert lecture.n == 2


def test_lines_prepared_for_months_to_come_are_no_gap() -> None:
    assert len(read([5, 6, None, None]).points) == 2


def test_dates_that_people_chose_have_no_gap_and_other_lengths_are_left_out() -> None:
    chosen = read([], mesures={"2016-03-02": 4, "2016-09-20": 6}, periodicite="ponctuelle")
    assert [point.etat for point in chosen.points] == [Etat.MESUREE] * 2
    mixed = read([5, 6, 7], mesures={"2009": 4, "2010-01": 5, "2010-02": 6})
    assert [str(each) for each in mixed.autre_duree] == ["2009"]
    assert mixed.n == 2
    only = read([], mesures={"2010": 5, "2011": 6})
    assert (only.points, [str(each) for each in only.autre_duree]) == ((), ["2010", "2011"])


def test_a_new_start_gives_each_part_its_own_lines_with_reason_and_author() -> None:
    start = [{"depuis": "2011-01", "motif": "nouvelle équipe", "par": "groupe-qvt", "date": "2011-06-01"}]
    lecture = read([*USUAL[:12], *[value + 20 for value in USUAL[:12]]], recalculs=start)
    assert [(part.premier, part.dernier, part.centre) for part in lecture.troncons] == [(0, 11, 10.5), (12, 23, 30.5)]
    assert "Nouveau départ des repères en janvier 2011, par groupe-qvt : nouvelle équipe." in said(lecture)
    assert "12 mesures depuis janvier 2011" in said(lecture)
    assert not any(mark.regle for mark in lecture.reperes)


def test_frozen_lines_come_from_the_first_measures_only_and_no_new_start_counts() -> None:
    start = [{"depuis": "2011-01", "motif": "x", "par": "g"}]
    values = [*USUAL[:13], *[value + 20 for value in USUAL[:11]]]
    lecture = read(values, figer="2011-01", recalculs=start)
    assert len(lecture.troncons) == 1
    assert lecture.dernier
    assert lecture.dernier.centre == 11
    assert all(mark.regle == "hors-zone" for mark in lecture.reperes[13:])
    assert read(values, figer="2010-02").niveau == "valeurs", "two measures give no centre"


def test_denominators_decide_the_limits_of_a_share() -> None:
    def share(top: int, bottom: int) -> dict[str, int]:
        return {"fautes": top, "cas": bottom}

    formula = {"formule": "fautes / cas * 100", "unite": "%", "nature": "proportion"}
    large = read([share(30 + rank % 5, 200) for rank in range(20)], **formula)
    assert large.genre == "p"
    assert large.intervalle is not None
    assert large.intervalle[0] < 17 < large.intervalle[1]
    rare = read([share(rank % 3, 20) for rank in range(20)], **formula)
    assert rare.genre == "run"
    assert rare.dernier
    assert not rare.dernier.limites
    huge = read([share(3000 + 400 * (rank % 5), 20000) for rank in range(20)], **formula)
    assert huge.genre == "pp"
    assert read([share(30, 200), *[14.5 + rank for rank in range(19)]], **formula).genre == "xmr", "not all counted"


def test_limits_stay_within_what_the_figure_can_be() -> None:
    lecture = read([1, 9, 2, 8, 1, 9, 2, 7, 3, 9, 1, 8, 2, 9], nature="comptage")
    assert zone(lecture).startswith("de 0 à")


def test_a_changed_definition_is_told_where_it_changed() -> None:
    past = [{"jusqu_a": "2010-06-30", "texte": "champ : unité A"}]
    lecture = read(USUAL[:12], historique_definition=past, definition={"depuis": "2010-07-01"})
    assert [(change.rang, change.texte) for change in lecture.changements] == [(6, "champ : unité A")]
    assert "Ce qui est compté a changé (juillet 2010)" in said(lecture)
    assert read(USUAL[:12], definition={"depuis": "2010-01"}).changements == ()


def test_the_profiles_are_named_and_do_not_mix() -> None:
    drifting = [11, 17, 12, 9, 13, 12, 14, 15, 12, 10, 8, 9, 11, 7, 8]
    seen = {name: [mark.regle for mark in read(drifting, name).reperes] for name in PROFILES}
    assert set(seen["anhoej"]) == {""}
    assert "decalage" in seen["mdc"]
    assert "decalage" not in seen["mdc-nhsr"], "seven in a row are wanted there"
    assert "moyenne" in said(read(drifting, "mdc"))
    assert "médiane" in said(read(drifting))


def test_an_index_of_accidents_is_not_read_in_a_small_place(creer: Any) -> None:
    text = "nom: Indice de fréquence des accidents\nperiodicite: annee\nmesures: {2015: 30, 2016: 12}\n"
    projet = creer({"indicateurs/at-frequence.yaml": text})
    lecture = lire_indicateur(projet, "at-frequence")
    assert lecture.niveau == "sans-lecture"
    assert "Moins de 100 ETP" in said(lecture)
    assert run_chart(lecture, 80) == []
    assert "<circle" not in reading_chart(lecture)


def test_a_share_of_too_few_respondents_is_neither_drawn_nor_counted() -> None:
    shares = {"formule": "favorables / repondants * 100", "nature": "proportion", "unite": "%"}
    wanted = indicator([{"favorables": 4, "repondants": 6}, {"favorables": 20, "repondants": 40}], **shares)
    lecture = lire(wanted, seuil=10)
    assert (lecture.points[0].etat, lecture.points[0].valeur) == (Etat.MASQUEE, None)
    assert lecture.n == 1
    assert "66.6" not in json.dumps(en_donnees(lecture))


def test_the_tests_of_a_project_come_with_their_dates(projet: Any) -> None:
    from qvtkit.store.project import load

    lecture = lire_indicateur(load(projet), "abs-taux")
    assert [each.nom for each in lecture.tests] == ["Une procédure partagée en cas d'absence d'une ASH"]
    assert (lecture.tests[0].debut, lecture.tests[0].fin) == (dt.date(2016, 10, 3), dt.date(2016, 12, 16))


def test_the_rates_of_false_signals_grow_with_the_curve() -> None:
    for table in FAUX_SIGNAUX.values():
        assert list(table.values()) == sorted(table.values())
        assert list(table) == sorted(table)


NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-50, 50).map(float)
VALUES = st.lists(NUMBERS | st.none() | st.just("nd"), max_size=40)


@settings(max_examples=200)
@given(
    values=VALUES,
    profil=st.sampled_from(list(PROFILES)),
    nature=st.sampled_from(["mesure", "comptage", "proportion", "taux", "score"]),
    start=st.integers(0, 40),
    aside=st.integers(0, 40),
    figer=st.none() | st.integers(0, 30),
    wide=st.integers(20, 130),
)
def test_no_series_breaks_a_reading_nor_shows_what_is_no_number(
    values: list[Any], profil: Name, nature: str, start: int, aside: int, figer: int | None, wide: int
) -> None:
    names = months(60)
    more = {
        "recalculs": [{"depuis": names[start], "motif": "m", "par": "g"}],
        "exclusions": [{"periode": names[aside], "motif": "m", "par": "g"}],
        "cible": {"valeur": 3}, "nature": nature,
    }  # fmt: skip
    lecture = lire(
        indicator(values, **more), profil=profil, figer=None if figer is None else Periode.parse(names[figer]),
        tests=[PeriodeDeTest("Un test", dt.date(2010, 3, 5), None)],
    )  # fmt: skip
    data = en_donnees(lecture)
    json.dumps(data, allow_nan=False)
    assert len(lecture.reperes) == len(lecture.points)
    text = "\n".join([*run_chart(lecture, wide), *phrases(lecture).toutes])
    shown = text + reading_chart(lecture)
    assert not [word for word in ("nan", "inf ", "-inf", '"inf', "None") if word in shown]
    assert not [word for word in MOTS_BANNIS if fold(word) in fold(text)]


@given(values=st.lists(st.integers(0, 30), min_size=1, max_size=30), shift=st.integers(-100, 100))
def test_adding_a_constant_moves_no_mark(values: list[int], shift: int) -> None:
    plain, moved = read(list(values)), read([value + shift for value in values])
    assert [mark.regle for mark in plain.reperes] == [mark.regle for mark in moved.reperes]


@given(values=st.lists(st.integers(0, 30), min_size=2, max_size=30), rank=st.integers(0, 28))
def test_a_month_that_is_missing_creates_no_mark(values: list[int], rank: int) -> None:
    at = min(rank, len(values) - 1) + 1
    gaps = read([*values[:at], "trou", *values[at:]])
    plain = [mark.regle for mark in read(list(values)).reperes]
    assert [mark.regle for mark, point in zip(gaps.reperes, gaps.points, strict=True) if point.lue is not None] == plain


def test_lines_are_rounded_as_finely_as_the_measures() -> None:
    assert "de 4 à 18" in zone(read([11, 17, 12, 9, 13, 12, 14, 15, 12, 10, 8, 9, 11, 7, 8]))
    assert math.isfinite(sum(mark.haut or 0.0 for mark in read(USUAL).reperes))
