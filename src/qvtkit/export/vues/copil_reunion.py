"""Which meeting the dossier of the steering committee prepares, and since which one it tells what moved."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.export.vues.base import date_fr, le
from qvtkit.method.preuve import groupes_de
from qvtkit.model.codes import EtatEvenement, Role, TypeEvenement
from qvtkit.model.dates import DateSouple, date_of_id
from qvtkit.model.references import meeting_group

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qvtkit.export.vues.base import Base
    from qvtkit.model.agenda import Evenement
    from qvtkit.model.projet import Projet

_MEETS = frozenset({TypeEvenement.REUNION, TypeEvenement.REVUE})
_OFF = frozenset({EtatEvenement.ANNULE, EtatEvenement.REPORTE, EtatEvenement.NON_TENU})


@dataclass(frozen=True, slots=True)
class Demandee:
    """What was asked of the dossier: the group, the day of the meeting, the date since which."""

    groupe: str = ""
    date: dt.date | None = None
    depuis: DateSouple | None = None


@dataclass(frozen=True, slots=True)
class Precedente:
    """Since when: the last meeting held, else the beginning of the phase, else all that is known."""

    date: DateSouple | None
    depuis: str
    """« la réunion du 08/11/2016 »: to follow « depuis »; empty where nothing tells since when."""
    reunion: str = ""
    """Id of the minutes, where there are some."""
    est_reunion: bool = False
    """What is dated of that very day belongs to that meeting."""


@dataclass(frozen=True, slots=True)
class Prochaine:
    """The meeting that is prepared; `date` is None where nobody has fixed one."""

    date: dt.date | None
    heure: str = ""
    lieu: str = ""
    objet: str = ""


def comites(projet: Projet) -> tuple[str, ...]:
    """Return the groups that may be the steering committee: those that say so, else all of them."""
    return tuple(groupes_de(projet, Role.COPIL) or projet.groupes)


def prochaine(base: Base, asked: Demandee) -> Prochaine:
    """Return the meeting asked for, else the next one that the agenda holds for the group."""
    known = [(each.date.first_day, each) for each in _events(base, asked.groupe) if each.date and each.date.jour]
    if asked.date:
        found = next((each for day, each in known if day == asked.date), None)
        return _prochaine(asked.date, found)
    coming = sorted((pair for pair in known if pair[0] >= base.aujourdhui), key=lambda pair: pair[0])
    return _prochaine(*coming[0]) if coming else Prochaine(None)


def _prochaine(day: dt.date, event: Evenement | None) -> Prochaine:
    if event is None:
        return Prochaine(day)
    return Prochaine(day, event.heure or "", event.lieu, event.titre or event.type.libelle)


def _events(base: Base, group: str) -> Iterator[Evenement]:
    """Yield the meetings and the reviews of *group* (of any, without one) that stand in the agenda."""
    for each in base.projet.agenda.evenements:
        if each.type in _MEETS and each.etat not in _OFF and (not group or each.groupe == group):
            yield each


def precedente(base: Base, asked: Demandee, coming: Prochaine) -> Precedente:
    """Return since when things are told: the date asked, else the last meeting, else the phase."""
    if asked.depuis:
        return Precedente(asked.depuis, _since(asked.depuis))
    limit = min(base.aujourdhui, coming.date - dt.timedelta(days=1)) if coming.date else base.aujourdhui
    held = dict(_held(base, asked.groupe, limit))
    if held:
        last = max(held, key=lambda date: date.sort_key)
        return Precedente(last, f"la réunion du {last.francais}", held[last], est_reunion=True)
    stay = base.projet.dossier.phase_courante
    if stay and stay.phase and stay.debut:
        name = f"le début de la phase « {stay.phase.libelle} »"
        return Precedente(stay.debut, f"{name}, {le(stay.debut)} (aucune réunion du comité n’est notée)")
    return Precedente(None, "")


def _since(date: DateSouple) -> str:
    return f"le {date_fr(date)}" if date.jour else date_fr(date)


def _held(base: Base, group: str, limit: dt.date) -> Iterator[tuple[DateSouple, str]]:
    """Yield the meetings held by *limit*, with the id of their minutes; minutes win over the agenda, being last."""
    for event in _events(base, group):
        if event.etat is EtatEvenement.FAIT and event.date and event.date.last_day <= limit:
            yield event.date, ""
    for key in sorted(base.projet.reunions):
        date = date_of_id(key)
        if date and date.last_day <= limit and group in {"", meeting_group(key, base.projet.groupes)}:
            yield date, key
