"""The phases as steps, and the line of time: phases, tests, sessions, what was held and what is to come."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.export.vues.base import date_fr, intervalle
from qvtkit.method.lexique import majuscule, phrase
from qvtkit.model.codes import EtatEvenement, EtatExperimentation, Phase, TypeEvenement
from qvtkit.model.dates import date_of_id
from qvtkit.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qvtkit.export.vues.base import Base
    from qvtkit.model.dates import DateSouple
    from qvtkit.model.dossier import PassagePhase

_MOST_YEARS = 8
_FEWEST_DAYS = 14
_LEAST_DAYS = 180
"""A line of time shorter than that says nothing."""


@dataclass(frozen=True, slots=True)
class Etape:
    """One of the four phases."""

    nom: str
    etat: str
    dates: str
    decision: str
    courante: bool
    faite: bool


@dataclass(frozen=True, slots=True)
class Trait:
    """A stretch of time; its place is in percents of the line."""

    x: str
    largeur: str
    prevu: bool = False


@dataclass(frozen=True, slots=True)
class Repere:
    """A day on the line; hollow where it is still to come."""

    x: str
    plein: bool


@dataclass(frozen=True, slots=True)
class Rang:
    """A row of the line of time, which its words tell as well."""

    nom: str
    dit: str
    traits: tuple[Trait, ...] = ()
    reperes: tuple[Repere, ...] = ()


@dataclass(frozen=True, slots=True)
class Frise:
    """The line of time."""

    rangs: tuple[Rang, ...]
    annees: tuple[tuple[str, str], ...]
    """The year of the first day, then the place of each first of January and its year."""
    aujourdhui: str
    ancre: str
    """Where the word « aujourd’hui » stands from its line: SVG’s `text-anchor`."""


@dataclass(frozen=True, slots=True)
class _Echelle:
    """From a day to its place on the line."""

    debut: dt.date
    fin: dt.date

    def part(self, day: dt.date) -> float:
        share = (day - self.debut).days / max((self.fin - self.debut).days, 1)
        return 100 * min(max(share, 0.0), 1.0)

    def x(self, day: dt.date) -> str:
        return f"{self.part(day):.2f}%"

    def trait(self, debut: DateSouple, fin: dt.date, *, prevu: bool = False) -> Trait:
        width = max(self.part(fin) - self.part(debut.first_day), 0.8)
        return Trait(self.x(debut.first_day), f"{width:.2f}%", prevu)


def etapes(base: Base) -> tuple[Etape, ...]:
    """Return the four phases with their dates and where the project stands."""
    head = base.projet.dossier
    current = head.phase_courante
    return tuple(
        _etape(phase, [stay for stay in head.demarche.phases if stay.phase is phase], current) for phase in Phase
    )


def _etape(phase: Phase, stays: Sequence[PassagePhase], current: PassagePhase | None) -> Etape:
    last = stays[-1] if stays else None
    here = last is not None and last is current and last.fin is None
    done = last is not None and last.fin is not None
    dates = " puis ".join(filter(None, (intervalle(stay.debut, stay.fin) for stay in stays)))
    decision = phrase(last.decision) if last else ""
    return Etape(
        phase.libelle,
        "en cours" if here else _faite(phase) if done else "à venir",
        majuscule(dates),
        decision,
        here,
        done,
    )


def _faite(phase: Phase) -> str:
    return "fait" if phase is Phase.DIAGNOSTIC else "faite"


def frise(base: Base) -> Frise | None:
    """Return the line of time; None where nothing has a date, or all begins just now."""
    days = list(_days(base))
    first, last = min(days, default=base.aujourdhui), max([*days, base.aujourdhui])
    if (last - first).days < _FEWEST_DAYS:
        return None
    scale = _Echelle(first, max(last, first + dt.timedelta(days=_LEAST_DAYS)))
    rows = (*_phases(base, scale), *_tests(base, scale), *_meetings(base, scale))
    place = scale.part(base.aujourdhui)
    anchor = "start" if place < 15 else "end" if place > 85 else "middle"  # noqa: PLR2004 (percents)
    return Frise(rows, _years(scale), scale.x(base.aujourdhui), anchor)


def _days(base: Base) -> Iterator[dt.date]:
    """Yield every day that the line has to hold."""
    for stay in base.projet.dossier.demarche.phases:
        yield from (date.first_day for date in (stay.debut, stay.fin) if date)
    for test in base.projet.experimentations.values():
        yield from (date.last_day for date in (test.debut, test.fin or test.fin_prevue) if date)
    for event in base.projet.agenda.evenements:
        if event.date and event.type in _SHOWN:
            yield event.date.first_day


def _phases(base: Base, scale: _Echelle) -> Iterator[Rang]:
    for phase in Phase:
        stays = [stay for stay in base.projet.dossier.demarche.phases if stay.phase is phase]
        dated = [(stay.debut, stay.fin) for stay in stays if stay.debut]
        dates = " puis ".join(intervalle(debut, fin) for debut, fin in dated)
        yield Rang(
            phase.libelle, majuscule(dates) if dates else "à venir" if not stays else "sans date",
            tuple(scale.trait(debut, fin.last_day if fin else base.aujourdhui) for debut, fin in dated),
        )  # fmt: skip


def _tests(base: Base, scale: _Echelle) -> Iterator[Rang]:
    """A test is drawn from its start to its end, the part to come apart; its sessions are dots."""
    for test_id, test in base.projet.experimentations.items():
        end = test.fin or test.fin_prevue
        if test.debut is None:
            continue
        stop = end.last_day if end else base.aujourdhui
        now = base.aujourdhui if test.etat is EtatExperimentation.EN_COURS and stop > base.aujourdhui else stop
        planned = test.etat is EtatExperimentation.PREVUE
        bars = (
            scale.trait(test.debut, stop, prevu=True),
            *(() if planned else (scale.trait(test.debut, max(now, test.debut.first_day)),)),
        )
        held = [date for key in base.projet.seances_de(test_id) if (date := date_of_id(key))]
        said = (intervalle(test.debut, end), plural(len(held), "séance") if held else "")
        yield Rang(
            f"Test : {test.titre or base.mots.mots(test_id)}", majuscule(", ".join(filter(None, said))), bars,
            tuple(Repere(scale.x(date.first_day), plein=True) for date in held),
        )  # fmt: skip


_SHOWN = {
    TypeEvenement.JOURNEE_COLLECTIVE: "Journées collectives",
    TypeEvenement.RESTITUTION: "Restitutions",
    TypeEvenement.REVUE: "Revues après le test",
}


def _meetings(base: Base, scale: _Echelle) -> Iterator[Rang]:
    """The days that the whole project goes by, held or to come."""
    for kind, name in _SHOWN.items():
        found = [
            each for each in base.projet.agenda.evenements
            if each.type is kind and each.date and each.etat is not EtatEvenement.ANNULE
        ]  # fmt: skip
        held = [each for each in found if each.etat is EtatEvenement.FAIT]
        coming = [each for each in found if each.date and each.date.last_day >= base.aujourdhui and each not in held]
        said = [plural(len(held), "tenue")] if held else []
        said += [f"{len(coming)} à venir ({date_fr(coming[0].date)})" if coming else ""]
        if found:
            dots = tuple(Repere(scale.x(each.date.first_day), plein=each in held) for each in found if each.date)
            yield Rang(name, ", ".join(filter(None, said)), (), dots)


def _years(scale: _Echelle) -> tuple[tuple[str, str], ...]:
    """Return each new year inside the line; few enough to be read."""
    years = range(scale.debut.year + 1, scale.fin.year + 1)
    step = max(1, -(-len(years) // _MOST_YEARS))
    places = ((year, scale.part(dt.date(year, 1, 1))) for year in years[::step])
    inside = [(place, str(year)) for year, place in places if place < 96]  # noqa: PLR2004 (percents)
    if not inside or inside[0][0] > 12:  # noqa: PLR2004 (percents)
        inside.insert(0, (0.0, str(scale.debut.year)))
    return tuple((f"{place:.2f}%", year) for place, year in inside)
