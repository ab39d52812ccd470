"""One sheet for each indicator that has measures: the series as a table, its line chart, what may be said of it."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from qvtkit.analysis.numbers import finite, known
from qvtkit.export.charts.plane import ticks_of
from qvtkit.export.classeur.indicateurs import cle_de, nombre, plus_fin, precision
from qvtkit.export.classeur.modele import Colonne, Courbe, Feuille, Nombre, Serie, Tableau
from qvtkit.method import lecture_mots, lecture_noms
from qvtkit.method.lecture_points import Etat
from qvtkit.model.numbers import format_number, rounded
from qvtkit.text import enumerate_fr, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qvtkit.export.classeur.modele import Cellule, Genre
    from qvtkit.method.lecture import Lecture, PeriodeDeTest
    from qvtkit.method.lecture_points import PointSerie

_FEWEST = 2
_HUGE = 1e12
_ONE_PAGE = 45
"""Measures that are printed on one page with their curve, and still read."""
_STATES = {Etat.MESUREE: "", Etat.ECARTEE: "mise à part", Etat.MANQUANTE: "pas de mesure", Etat.MASQUEE: ""}


class _Colonne(NamedTuple):
    """A column, how it is drawn (None: it is not), its cells."""

    colonne: Colonne
    genre: Genre | None
    cellules: Sequence[Cellule]


def feuilles_des_courbes(lectures: Mapping[str, Lecture]) -> tuple[Feuille, ...]:
    """Return a sheet for each indicator of which a value may be shown, in the order given."""
    rank = count(1)
    return tuple(_feuille(each, f"courbe_{next(rank)}") for each in lectures.values() if known(_values(each)))


def _feuille(lecture: Lecture, table: str) -> Feuille:
    indicator, values = lecture.indicateur, _values(lecture)
    columns = _columns(lecture, values)
    rows = tuple(zip(*(each.cellules for each in columns), strict=True))
    head = tuple(each.colonne for each in columns)
    name = indicator.nom or lecture.identifiant
    drawn = len(known(values)) >= _FEWEST and not lecture.empeche
    return Feuille(
        cle=cle_de(lecture.identifiant),
        nom=name,
        titre=name,
        lignes=tuple(filter(None, (_about(lecture), _tests(lecture)))),
        tableaux=(Tableau(table, f"{name} : les mesures de la courbe", head, rows),),
        courbe=_courbe(lecture, values, columns) if drawn else None,
        lecture=lecture_mots.phrases(lecture).toutes,
        une_page=len(rows) <= _ONE_PAGE,
    )


def _values(lecture: Lecture) -> list[float | None]:
    """Return the value of each point, measures put aside included."""
    return [finite(each.valeur) for each in lecture.points]


def _columns(lecture: Lecture, values: list[float | None]) -> list[_Colonne]:
    """Return the columns of the table, each with how it is drawn and its cells."""
    decimals, points = precision(lecture.indicateur), lecture.points
    read = [each.etat is Etat.MESUREE for each in points]
    measured = [nombre(value, decimals) if ok else None for value, ok in zip(values, read, strict=True)]
    result = [
        _Colonne(Colonne("Période", 12), None, [each.periode.court for each in points]),
        _Colonne(Colonne("Valeur", 10), "mesure", measured),
        *_centres(lecture, decimals),
    ]
    if Etat.ECARTEE in {each.etat for each in points}:
        aside = [None if ok else nombre(value, decimals) for value, ok in zip(values, read, strict=True)]
        result.append(_Colonne(Colonne("Mise à part", 12), "ecartee", aside))
    if lecture.tests:
        during = [Nombre(1, 0) if _in_test(each, lecture.tests) else None for each in points]
        result.append(_Colonne(Colonne("Pendant un test (1 = oui)", 14), "test", during))
    noted = [_noted(lecture, at) for at in range(len(points))]
    return [*result, _Colonne(Colonne("À noter", 42), None, noted)]


def _centres(lecture: Lecture, decimals: int | None) -> Iterator[_Colonne]:
    """Yield a column of the median for each part of the series: a new start begins a new line."""
    finer = plus_fin(decimals)
    for rank, part in enumerate(lecture.troncons):
        if part.centre is None or lecture.empeche:
            continue
        since = f" depuis {lecture.points[part.premier].periode.court}" if rank else ""
        title = f"{lecture_noms.centre(lecture).capitalize()}{since}"
        cells = [
            nombre(part.centre, finer) if part.premier <= at <= part.dernier else None
            for at in range(len(lecture.points))
        ]
        yield _Colonne(Colonne(title, 11), "centre", cells)


def _in_test(point: PointSerie, tests: tuple[PeriodeDeTest, ...]) -> bool:
    """Tell whether the middle of a period lies in a test."""
    middle = point.periode.first_day + (point.periode.last_day - point.periode.first_day) / 2
    return any(each.debut <= middle and (each.fin is None or middle <= each.fin) for each in tests)


def _noted(lecture: Lecture, at: int) -> str:
    point = lecture.points[at]
    state = _STATES[point.etat]
    why = "" if point.motif == state else point.motif
    return " : ".join(filter(None, (state, why))) or lecture_noms.marque(lecture, at)


def _about(lecture: Lecture) -> str:
    """« Social et santé · % · baisse souhaitée »."""
    each = lecture.indicateur
    family = each.famille.libelle if each.famille else ""
    wanted = each.sens.libelle.lower() if each.sens else ""
    return " · ".join(filter(None, (family, each.unite, wanted, each.service)))


def _tests(lecture: Lecture) -> str:
    """« Test : Prévenir la veille, du 03/10/2016 au 16/12/2016. »; empty without any."""
    said = [f"{each.nom}, {_dates(each)}" for each in lecture.tests]
    return f"{'Tests' if len(said) > 1 else 'Test'} : {' ; '.join(said)}." if said else ""


def _dates(test: PeriodeDeTest) -> str:
    start = f"{test.debut:%d/%m/%Y}"
    return f"du {start} au {test.fin:%d/%m/%Y}" if test.fin else f"depuis le {start}"


def _courbe(lecture: Lecture, values: list[float | None], columns: list[_Colonne]) -> Courbe:
    series = (Serie(at, each.genre) for at, each in enumerate(columns) if each.genre)
    indicator = lecture.indicateur
    return Courbe(
        titre=indicator.nom or lecture.identifiant,
        description=_described(lecture, values),
        axe=indicator.unite or "Valeur",
        series=tuple(series),
        graduations=_ticks(lecture, values),
    )


def _ticks(lecture: Lecture, values: list[float | None]) -> tuple[float, float, float] | None:
    """Return round ends for the axis of the values, and a round step; None where the software does better."""
    shown = [*known(values), *(part.centre for part in lecture.troncons if part.centre is not None)]
    if max(map(abs, shown)) >= _HUGE:
        return None
    ticks = ticks_of(lecture, shown, 0)
    return ticks[0], ticks[-1], ticks[1] - ticks[0]


def _described(lecture: Lecture, values: list[float | None]) -> str:
    """Say in words what the chart shows."""
    indicator = lecture.indicateur
    shown = [
        (each.periode.francais, value) for each, value in zip(lecture.points, values, strict=True) if value is not None
    ]
    (start, first), (end, last) = shown[0], shown[-1]
    figures = [value for _, value in shown]
    centres = [format_number(rounded(part.centre)) for part in lecture.troncons if part.centre is not None]
    parts = [
        f"Courbe de « {indicator.nom or lecture.identifiant} » : {plural(len(shown), 'mesure')}, de {start} à {end}.",
        f"Première : {indicator.shown(first)}. Dernière : {indicator.shown(last)}.",
        f"Entre {indicator.shown(min(figures))} et {indicator.shown(max(figures))}.",
        f"{lecture_noms.centre(lecture).capitalize()} : {enumerate_fr(centres, 'puis')}." if centres else "",
        _tests(lecture),
    ]
    return " ".join(filter(None, parts))
