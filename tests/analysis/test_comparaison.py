from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qvtkit.analysis.comparaison import comparer, fin_du_test, moment
from qvtkit.model.dates import DateSouple
from qvtkit.model.experimentation import Experimentation
from qvtkit.model.indicateur import Indicateur
from qvtkit.model.periods import Periode

DEBUT, FIN = DateSouple.parse("2016-10-03"), DateSouple.parse("2016-12-16")


def indicateur(mesures: dict[str, object], **autres: object) -> Indicateur:
    return Indicateur.model_validate({"nom": "Essai", "mesures": mesures} | autres)


def test_before_during_after_and_straddling():
    result = comparer(
        indicateur({"2016-08": 1, "2016-09": 2, "2016-10": 3, "2016-11": 4, "2016-12": 5, "2017-01": 6}),
        debut=DEBUT,
        fin=FIN,
    )
    assert (result.avant, result.apres, result.suivi) == (2, 2, 1)
    assert [str(p) for p in result.a_cheval] == ["2016-12"]
    assert [str(p) for p in result.presque_entieres] == ["2016-10"]
    assert result.dernier_suivi == result.derniere
    assert result.t0 is not None
    assert result.derniere is not None
    assert (str(result.t0.periode), result.t0.valeur) == ("2016-09", 2)
    assert (str(result.derniere.periode), result.derniere.valeur) == ("2017-01", 6)
    assert result.manques == ()


def test_the_declared_reference_is_t0():
    series = {"2016-07": 1, "2016-08": 2, "2016-09": 3}
    result = comparer(indicateur(series, reference="2016-07"), debut=DEBUT)
    assert result.t0 is not None
    assert result.t0.valeur == 1


@pytest.mark.parametrize("reference", ["2016-06", "2016-10", "2016-11", "2016-08"])
def test_a_reference_without_value_excluded_or_not_before_the_start_gives_way(reference: str):
    series = {"2016-06": "nd", "2016-08": 2, "2016-09": 3, "2016-10": 4, "2016-11": 5}
    exclusions = [{"periode": "2016-08", "motif": "grippe"}]
    result = comparer(indicateur(series, reference=reference, exclusions=exclusions), debut=DEBUT)
    assert result.t0 is not None
    assert str(result.t0.periode) == "2016-09"
    assert [str(p) for p in result.exclues] == ["2016-08"]


def test_missing_sides_are_said_in_words():
    only_after = comparer(indicateur({"2016-11": 4}), debut=DEBUT, fin=FIN)
    assert only_after.t0 is None
    assert only_after.manques == ("Pas de valeur avant le début du test.",)
    only_before = comparer(indicateur({"2016-09": 4}), debut=DEBUT, fin=FIN)
    assert only_before.derniere is None
    assert only_before.manques == ("Pas encore de valeur depuis le début du test.",)
    nothing = comparer(indicateur({"2016-11": "nd"}), debut=DEBUT)
    assert len(nothing.manques) == 2
    assert [str(p) for p in nothing.sans_valeur] == ["2016-11"]


def test_without_a_start_nothing_comes_after():
    result = comparer(indicateur({"2016-09": 4, "2016-10": 5}), debut=None)
    assert (result.avant, result.derniere) == (2, None)
    assert result.manques == ("Le test n’a pas encore de date de début.",)


@pytest.mark.parametrize(
    ("ajoute", "after"),
    [
        ("2016-09-20", False),
        ("2016-10-03", False),
        ("2016-10", False),
        ("2016-10-04", True),
        ("2017", True),
        (None, False),
    ],
)
def test_added_after_the_start(ajoute: str | None, after: bool):
    date = DateSouple.parse(ajoute) if ajoute else None
    assert comparer(indicateur({}), debut=DEBUT, ajoute=date).ajoute_apres_coup is after


def test_values_are_computed_from_variables():
    series = {"2016-09": {"a": 16, "b": 200}, "2016-11": {"a": 10, "b": 200}}
    result = comparer(indicateur(series, formule="a / b * 100"), debut=DEBUT)
    assert result.t0 is not None
    assert result.derniere is not None
    assert (result.t0.valeur, result.derniere.valeur) == (8, 5)


def test_a_definition_that_changed_between_the_two_values():
    series = {"2016-09": 1, "2016-11": 2}
    same = indicateur(series, definition={"depuis": "2016-01"})
    begun = indicateur(series, definition={"depuis": "2016-11"})
    stopped = indicateur(series, historique_definition=[{"jusqu_a": "2016-10", "texte": "avant"}])
    changed = [comparer(i, debut=DEBUT).definition_changee for i in (same, begun, stopped)]
    assert changed == [False, True, True]


@pytest.mark.parametrize(
    ("etat", "fin", "expected"),
    [("terminee", None, "2016-12-16"), ("en-cours", None, None), ("terminee", "2016-12-01", "2016-12-01")],
)
def test_the_planned_end_counts_once_the_test_is_over(etat: str, fin: str | None, expected: str | None):
    test = Experimentation.model_validate({"etat": etat, "fin_prevue": "2016-12-16", "fin": fin})
    end = fin_du_test(test)
    assert (str(end) if end else None) == expected


days = st.dates(dt.date(2015, 1, 1), dt.date(2018, 12, 31))
kinds = st.sampled_from(["annee", "semestre", "trimestre", "mois", "semaine", "ponctuelle"])


@given(day=days, kind=kinds, start=days, length=st.integers(0, 400))
def test_a_period_is_on_the_side_where_nine_of_its_days_in_ten_are(
    day: dt.date, kind: str, start: dt.date, length: int
):
    periode = Periode.containing(day, kind)
    stop = start + dt.timedelta(days=length)
    every = [periode.first_day + dt.timedelta(days=n) for n in range(periode.days)]
    shares = {
        "avant": sum(each < start for each in every),
        "apres": sum(start <= each <= stop for each in every),
        "suivi": sum(each > stop for each in every),
    }
    found = moment(periode, DateSouple.of(start), DateSouple.of(stop))
    assert [place for place, count in shares.items() if count / len(every) >= 0.9] == ([found] if found else [])


@pytest.mark.parametrize(
    ("periode", "debut", "expected"),
    [
        ("2016-10", "2016-10-02", "apres"), ("2016-10", "2016-10-04", "apres"), ("2016-10", "2016-10-05", None),
        ("2016-10", "2016-10-29", "avant"), ("2016-10", "2016-10-28", None), ("2016-02", "2016-02-03", "apres"),
        ("2016-02", "2016-02-04", None), ("2016-W40", "2016-10-04", None), ("2016-W40", "2016-10-03", "apres"),
        ("2016-T4", "2016-10-10", "apres"), ("2016-T4", "2016-10-11", None),
    ],
)  # fmt: skip
def test_the_first_of_the_month_may_be_a_sunday(periode: str, debut: str, expected: str | None):
    assert moment(Periode.parse(periode), DateSouple.parse(debut), None) == expected


def test_what_lacks_names_the_period_that_would_count():
    only_before = indicateur({"2016-09": 4}, periodicite="mois")
    late = comparer(only_before, debut=DateSouple.parse("2016-10-20"), fin=FIN)
    assert late.manques == (
        "Pas encore de valeur depuis le début du test : la première période qui compte est novembre 2016.",
    )
    year = indicateur({"2015": 4}, periodicite="annee")
    assert str(comparer(year, debut=DEBUT, fin=FIN).attendue) == "2017"


@given(st.dictionaries(days, st.floats(0, 100), max_size=12), days, st.integers(0, 400))
def test_every_value_is_counted_once_and_t0_precedes_the_last(
    values: dict[dt.date, float], start: dt.date, length: int
):
    series = {day.isoformat(): value for day, value in values.items()}
    stop = DateSouple.of(start + dt.timedelta(days=length))
    result = comparer(indicateur(series), debut=DateSouple.of(start), fin=stop)
    assert result.avant + result.apres + result.suivi + len(result.a_cheval) == len(values)
    if result.t0 and result.derniere:
        assert result.t0.periode.last_day < result.derniere.periode.first_day
