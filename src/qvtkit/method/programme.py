"""The programme of a cluster: five collective days, work between them, support, restitutions, reviews.

Contents come from `templates/programme/`; the dates are proposals of qvtkit's, never a rule.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from qvtkit.model.agenda import Evenement
from qvtkit.model.codes import EtatEvenement, TypeEvenement
from qvtkit.model.dates import DateSouple
from qvtkit.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_WEEK = dt.timedelta(days=7)
_SATURDAY, _TUESDAY = 5, 1
_FIXED = frozenset({(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)})
_AFTER_EASTER = (1, 39, 50)
"""Easter Monday, Ascension, Whit Monday."""


class Journee(NamedTuple):
    """A collective day; `part` is its place in the cluster, from 0 to 1."""

    numero: int
    titre: str
    contenu: tuple[str, ...]
    objectif: str
    phase: str
    part: float
    source: str


class Travail(NamedTuple):
    """What each establishment does at home after the day numbered `apres`."""

    apres: int
    titre: str
    source: str


class Restitution(NamedTuple):
    """A restitution, so many days before a collective day."""

    titre: str
    journee: int
    avant_jours: int
    source: str


@dataclass(frozen=True)
class Programme:
    """The programme as `templates/programme/` tells it; `source` and `textes` by part."""

    titre: str
    journees: tuple[Journee, ...]
    travaux: tuple[Travail, ...]
    restitutions: tuple[Restitution, ...]
    revues: tuple[int, ...]
    """Months after the end of the cluster."""
    appui_jours: float
    mois: int
    mois_min: int
    mois_max: int
    eviter: tuple[tuple[tuple[int, int], tuple[int, int]], ...]
    intersession_avant: int
    textes: Mapping[str, tuple[str, str]]
    """Text and source of each part: « intersessions », « appui_individuel », « revues », « duree »…"""


def programme(data: Mapping[str, Any]) -> Programme:
    """Return the programme that a file of `templates/programme/` describes."""
    spans = data["dates"]["eviter"]
    duree = data["duree"]
    return Programme(
        titre=data["titre"],
        journees=tuple(
            Journee(int(each["numero"]), each["titre"], tuple(each["contenu"]), each["objectif"], each["phase"],
                    float(each["part"]), each["source"])
            for each in data["journees"]
        ),
        travaux=tuple(
            Travail(int(each["apres"]), each["titre"], each["source"]) for each in data["intersessions"]["travaux"]
        ),
        restitutions=tuple(
            Restitution(each["titre"], int(each["journee"]), int(each["avant_jours"]), each["source"])
            for each in data["restitutions"]
        ),
        revues=tuple(int(month) for month in data["revues"]["mois"]),
        appui_jours=float(data["appui_individuel"]["jours"]),
        mois=int(duree["mois"]), mois_min=int(duree["mois_min"]), mois_max=int(duree["mois_max"]),
        eviter=tuple((_month_day(span["debut"]), _month_day(span["fin"])) for span in spans),
        intersession_avant=int(data["dates"]["intersession_avant_jours"]),
        textes={
            key: (part.get("texte", ""), part["source"])
            for key in ("intersessions", "appui_individuel", "revues", "duree", "dates")
            if (part := data[key])
        },
    )  # fmt: skip


def _month_day(text: str) -> tuple[int, int]:
    """Return (month, day) of « 25-08 »."""
    day, _, month = text.partition("-")
    return int(month), int(day)


def months_after(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def easter(year: int) -> dt.date:
    """Return Easter Sunday (the Gregorian computation of Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    month, day = divmod(h + m - 7 * ((a + 11 * h + 22 * m) // 451) + 114, 31)
    return dt.date(year, month, day + 1)


def is_holiday(day: dt.date) -> bool:
    """Tell whether *day* is a public holiday in France."""
    return (day.month, day.day) in _FIXED or (day - easter(day.year)).days in _AFTER_EASTER


def free_day(wanted: dt.date, weekday: int, plan: Programme) -> dt.date:
    """Return the first *weekday* near *wanted* (three days before at most) on which people can come."""
    day = wanted + dt.timedelta(days=(weekday - wanted.weekday() + 3) % 7 - 3)
    while is_holiday(day) or any(_within(day, *span) for span in plan.eviter):
        day += _WEEK
    return day


def _within(day: dt.date, start: tuple[int, int], end: tuple[int, int]) -> bool:
    here = (day.month, day.day)
    return start <= here <= end if start <= end else here >= start or here <= end


def first_day(debut: DateSouple, plan: Programme) -> dt.date:
    """Return the day itself, or the first free Tuesday of the month or year given."""
    return debut.first_day if debut.jour else free_day(debut.first_day + dt.timedelta(days=3), _TUESDAY, plan)


def held_days(events: Iterable[Evenement]) -> dict[int, Evenement]:
    """Return the collective days that the agenda has by number, those cancelled left out."""
    return {
        event.numero: event
        for event in events
        if event.type is TypeEvenement.JOURNEE_COLLECTIVE and event.numero and event.etat is not EtatEvenement.ANNULE
    }


def dates(plan: Programme, events: Iterable[Evenement], debut: dt.date, mois: int) -> dict[int, dt.date]:
    """Return the date of each collective day: that of the agenda where it has one, else the one to propose.

    A proposed day never stands before the day that comes before it.
    """
    known = {number: each.date.first_day for number, each in held_days(events).items() if each.date}
    length = (months_after(debut, mois) - debut).days
    weekday = debut.weekday() if debut.weekday() < _SATURDAY else _TUESDAY
    found: dict[int, dt.date] = {}
    for each in plan.journees:
        if each.numero in known:
            found[each.numero] = known[each.numero]
            continue
        after = max((day for number, day in found.items() if number < each.numero), default=None)
        before = min((day for number, day in known.items() if number > each.numero), default=None)
        wanted = debut + dt.timedelta(days=round(each.part * length))
        found[each.numero] = _between(wanted if each.part else debut, after, before, weekday, plan)
    return found


def _between(
    wanted: dt.date, after: dt.date | None, before: dt.date | None, weekday: int, plan: Programme
) -> dt.date:  # fmt: skip
    """Return *wanted*, or a day that stands between its two neighbours."""
    if after is None and before is None:
        return wanted
    if before is not None and wanted >= before:
        wanted = after + (before - after) / 2 if after else before - 4 * _WEEK
    if after is not None and wanted <= after:
        wanted = after + 4 * _WEEK if before is None else after + (before - after) / 2
    day = free_day(wanted, weekday, plan)
    return day if before is None or day < before else wanted


class Groupes(NamedTuple):
    """Who comes to what: the delegation to the collective days, the working group to the rest."""

    delegation: str | None = None
    travail: str | None = None


def proposed(
    plan: Programme, events: tuple[Evenement, ...], debut: dt.date, mois: int, groups: Groupes
) -> list[Evenement]:
    """Return what the agenda lacks of the five days, the work between them and the restitutions, dated."""
    when = dates(plan, events, debut, mois)
    there = held_days(events)
    found = [
        Evenement(date=DateSouple.of(when[each.numero]), type=TypeEvenement.JOURNEE_COLLECTIVE, numero=each.numero,
                  titre=each.titre, groupe=groups.delegation, duree_jours=1)
        for each in plan.journees if each.numero not in there
    ]  # fmt: skip
    for work in plan.travaux:
        if work.apres + 1 in when and not work_between(events, when, work.apres):
            start, end = when[work.apres], when[work.apres + 1]
            ready = max(end - dt.timedelta(days=plan.intersession_avant), start + (end - start) / 2)
            found.append(_event(TypeEvenement.INTERSESSION, ready, work.titre, groups.travail))
    told = [fold(each.titre) for each in events if each.type is TypeEvenement.RESTITUTION]
    for each in plan.restitutions:
        # A project that already plans or holds restitutions has its own: nothing is added to them.
        if not told and each.journee in when:
            day = free_day(when[each.journee] - dt.timedelta(days=each.avant_jours), when[each.journee].weekday(), plan)
            found.append(_event(TypeEvenement.RESTITUTION, day, each.titre, groups.travail))
    return found


def _event(kind: TypeEvenement, day: dt.date, title: str, group: str | None) -> Evenement:
    return Evenement(date=DateSouple.of(day), type=kind, titre=title, groupe=group)


def work_between(events: Iterable[Evenement], when: Mapping[int, dt.date], number: int) -> list[Evenement]:
    """Return the work that the agenda dates between the day *number* and the next."""
    return [
        each for each in events
        if each.type is TypeEvenement.INTERSESSION and each.date and each.etat is not EtatEvenement.ANNULE
        and number in when and number + 1 in when and when[number] <= each.date.first_day <= when[number + 1]
    ]  # fmt: skip


def support(events: Iterable[Evenement]) -> tuple[float, float]:
    """Return the days of individual support used, and those planned; an event without duration is a day."""
    days = {EtatEvenement.FAIT: 0.0, EtatEvenement.PREVU: 0.0}
    for each in events:
        if each.type is TypeEvenement.APPUI_INDIVIDUEL and each.etat in days:
            days[each.etat] += 1.0 if each.duree_jours is None else each.duree_jours
    return days[EtatEvenement.FAIT], days[EtatEvenement.PREVU]
