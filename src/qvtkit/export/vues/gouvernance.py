"""Who sits where today, who left, who came, which seats are empty."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.export.vues.base import le
from qvtkit.method.chronologie import siege_en_mots
from qvtkit.method.lexique import minuscule
from qvtkit.model.codes import College
from qvtkit.text import NBSP, enumerate_fr

if TYPE_CHECKING:
    from qvtkit.export.vues.base import Base
    from qvtkit.model.groupe import Groupe, Siege

_NOTICEABLE_GAP = 20
_MONTH = 30.4


@dataclass(frozen=True, slots=True)
class GroupeVu:
    """A group and its seats of today, by collège."""

    nom: str
    roles: str
    forme: str
    mission: str
    regles: tuple[str, ...]
    frequence: str
    nombre: int
    sieges: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Gouvernance:
    """The groups, and the story of their changes."""

    groupes: tuple[GroupeVu, ...]
    colleges: tuple[str, ...]
    """Collèges that have a seat today, in the usual order."""
    double: bool
    """Somebody sits for two collèges."""
    changements: tuple[str, ...]
    vacances: tuple[str, ...]


def gouvernance(base: Base) -> Gouvernance:
    """Return the groups of the project as they are today."""
    groups = base.projet.groupes
    seats = [seat for group in groups.values() for seat in group.open_seats(base.aujourdhui)]
    present = {college for seat in seats for college in seat.colleges}
    return Gouvernance(
        groupes=tuple(_groupe(base, group_id, group) for group_id, group in groups.items()),
        colleges=tuple(c.libelle for c in College if c in present),
        double=any(len(seat.colleges) > 1 for seat in seats),
        changements=_changements(base),
        vacances=_vacances(base),
    )


def _groupe(base: Base, group_id: str, group: Groupe) -> GroupeVu:
    seats = group.open_seats(base.aujourdhui)
    by_college = {
        college.libelle: _counted([personne(base, s) for s in seats if college in s.colleges]) for college in College
    }
    forms = base.mots.label("delegations", group.forme) if group.forme else ""
    return GroupeVu(
        nom=base.groupe(group_id),
        roles=enumerate_fr(minuscule(role.libelle) for role in group.roles),
        forme=forms if group.forme != "autre" else "",
        mission=group.mission,
        regles=group.regles,
        frequence=group.frequence,
        nombre=len(seats),
        sieges={name: people for name, people in by_college.items() if people},
    )


def _counted(people: list[str]) -> tuple[str, ...]:
    """Return each function once, with how many hold it: « Infirmière (2) »."""
    return tuple(
        f"{person} ({people.count(person)})" if people.count(person) > 1 else person for person in dict.fromkeys(people)
    )


def personne(base: Base, seat: Siege) -> str:
    """Return who holds a seat: the function, the trade when it adds something, the name if shown."""
    function = siege_en_mots(seat, base.mots)
    return base.projet.masque.avec_nom(function, seat.nom)


def _changements(base: Base) -> tuple[str, ...]:
    """Tell each seat that changed hands by today; a person of several groups is told once."""
    stories: dict[str, list[str]] = defaultdict(list)
    for group_id, group in base.projet.groupes.items():
        followers = {seat.remplace: seat for seat in group.sieges if seat.remplace}
        for seat in group.sieges:
            follower = followers.get(seat.id) if seat.id else None
            if follower is not None and not (seat.fin and seat.fin.first_day > base.aujourdhui):
                stories[_story(base, seat, follower)].append(base.groupe(group_id))
    return tuple(f"{story} ({enumerate_fr(groups)})." for story, groups in stories.items())


def _story(base: Base, seat: Siege, follower: Siege) -> str:
    left = f"Le siège «{NBSP}{personne(base, seat)}{NBSP}» s’est libéré"
    left += f" {le(seat.fin)}" if seat.fin else ""
    left += f", motif : {minuscule(seat.motif_fin)}" if seat.motif_fin else ""
    came = f"«{NBSP}{personne(base, follower)}{NBSP}» {_occupe(base, follower)}"
    return f"{left} ; {came}{_gap(seat, follower)}"


def _occupe(base: Base, follower: Siege) -> str:
    """« l’occupe depuis mars 2017 », « l’occupera dès le 01/03/2017 »."""
    start = follower.debut
    if start is None:
        return "l’occupe à présent"
    if start.first_day > base.aujourdhui:
        return f"l’occupera dès {'le ' if start.jour else ''}{start.francais}"
    return f"l’occupe depuis {'le ' if start.jour else ''}{start.francais}"


def _gap(seat: Siege, follower: Siege) -> str:
    """Say how long the seat stayed empty, when it is worth saying."""
    if not (seat.fin and follower.debut):
        return ""
    days = (follower.debut.first_day - seat.fin.last_day).days
    if days < _NOTICEABLE_GAP:
        return ""
    months = max(1, round(days / _MONTH))
    length = "un mois" if months == 1 else f"{months} mois"
    return f", après environ {length} sans titulaire"


def _vacances(base: Base) -> tuple[str, ...]:
    stories: dict[str, list[str]] = defaultdict(list)
    for group_id, group in base.projet.groupes.items():
        for seat in group.vacancies(base.aujourdhui):
            since = f"depuis {seat.fin.francais}" if seat.fin else ""
            why = f", motif : {minuscule(seat.motif_fin)}" if seat.motif_fin else ""
            text = f"Le siège «{NBSP}{personne(base, seat)}{NBSP}» est vacant {since}{why}"
            stories[text].append(base.groupe(group_id))
    return tuple(f"{story} ({enumerate_fr(groups)})." for story, groups in stories.items())
