"""Advice on who sits in a group: kind words from `templates/composition.yaml`, never a refusal.

Each rule of the file names one of the controls below, which returns what it found to say.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from qvtkit.method.metiers import colleges
from qvtkit.model.codes import College
from qvtkit.text import enumerate_fr

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from qvtkit.model.groupe import Groupe, Siege

    Repere = Mapping[str, Any]
    Found = dict[str, object] | None


@dataclass(frozen=True, slots=True)
class Rappel:
    """A piece of advice, with where it comes from and what may be typed next."""

    id: str
    texte: str
    pourquoi: str
    source: str
    commande: str

    def as_dict(self) -> dict[str, str]:
        """Return the advice as JSON data."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Repertoire:
    """What is known beside the group: the working rules of the project, the trades of the shipped list."""

    regles: tuple[str, ...] = ()
    metiers: Mapping[str, Mapping[str, object]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Vu:
    """A group as it is on one day."""

    groupe: Groupe
    sieges: tuple[Siege, ...]
    jour: dt.date
    autour: Repertoire

    def au_college(self, *codes: str) -> list[Siege]:
        """Return the seats of today of any of these collèges."""
        return [seat for seat in self.sieges if set(seat.colleges) & set(codes)]


def rappels(
    group_id: str, group: Groupe, day: dt.date, reperes: Sequence[Repere], around: Repertoire
) -> tuple[Rappel, ...]:
    """Return what *reperes* (data of the file) advise for the group as it is on *day*, in their order.

    A group without any seat yet gets no advice: there is nothing to look at.
    """
    if not group.sieges:
        return ()
    seen = _Vu(group, group.open_seats(day), day, around)
    roles = {str(role) for role in group.roles}
    told = []
    for repere in reperes:
        found = CONTROLES[repere["controle"]](seen, repere) if roles & set(repere["roles"]) else None
        if found is not None:
            told.append(_rappel(group_id, repere, found))
    return tuple(told)


def equilibre(group: Groupe, day: dt.date) -> tuple[tuple[College, int], ...]:
    """Return how many seats of *day* each collège has; counts only, a group is no scale."""
    seats = group.open_seats(day)
    counts = ((college, sum(college in seat.colleges for seat in seats)) for college in College)
    return tuple((college, count) for college, count in counts if count)


def plusieurs_qualites(group: Groupe, day: dt.date) -> int:
    """Return how many seats of *day* speak for more than one collège, and count in each."""
    return sum(len(seat.colleges) > 1 for seat in group.open_seats(day))


def siege_court(seat: Siege) -> str:
    """Return how a seat is named in a sentence: the function, else its id."""
    return seat.fonction or seat.id or "siège sans fonction"


def _rappel(group_id: str, repere: Repere, found: Mapping[str, object]) -> Rappel:
    words = {"groupe": group_id, **repere, **found}
    said = {key: str(repere.get(key) or "").format_map(words) for key in ("texte", "pourquoi", "commande")}
    return Rappel(id=str(repere["id"]), source=str(repere["source"]), **said)


def _places(seen: _Vu, repere: Repere) -> Found:
    """Each leg of the form of delegation is held: by a collège, or by the trade of a seat that holds no other leg."""
    wanted = [tuple(place) for place in repere["places"].get(str(seen.groupe.forme or ""), [])]
    taken = [seats[0] for place in wanted if len(seats := seen.au_college(*place)) == 1]
    free = [seat for seat in seen.sieges if seat not in taken]
    spoken = {college for seat in free for college in colleges(seat, seen.autour.metiers)}
    empty = [place for place in wanted if not seen.au_college(*place) and not spoken & set(place)]
    words = (" ou ".join(College(code).libelle.lower() for code in place) for place in empty)
    return {"manque": enumerate_fr(words), "college": empty[0][0]} if empty else None


def _college(seen: _Vu, repere: Repere) -> Found:
    return None if seen.au_college(str(repere["college"])) else {}


def _pouvoir(seen: _Vu, repere: Repere) -> Found:  # noqa: ARG001 (every control has the same shape)
    """Someone of the direction can decide; silent where no one of the direction sits at all."""
    seats = seen.au_college(College.DIRECTION)
    return {"siege": seats[0].id} if seats and not any(seat.pouvoir_decisionnaire for seat in seats) else None


def _porte_parole(seen: _Vu, repere: Repere) -> Found:
    """Spokespersons are known to be recognised; a « non » is an answer, which the group has to discuss."""
    seats = [seat for seat in seen.au_college(*repere["colleges"]) if seat.porte_parole_reconnu is None]
    return _seats(seats)


def _encadrement(seen: _Vu, repere: Repere) -> Found:  # noqa: ARG001
    """Someone who leads day by day sits; a seat of the management that does not say whether it does comes first."""
    if any(seat.encadrement_de_proximite for seat in seen.sieges):
        return None
    unsaid = [each.id for each in seen.au_college(College.ENCADREMENT) if each.encadrement_de_proximite is None]
    seat = next(filter(None, unsaid), None)
    return {"geste": "edit", "cible": seat} if seat else {"geste": "add", "cible": "--colleges encadrement"}


def _metiers(seen: _Vu, repere: Repere) -> Found:
    trades = {seat.metier for seat in seen.sieges if seat.metier}
    return {"nombre": len(trades)} if len(trades) < int(repere["minimum"]) else None


def _taille(seen: _Vu, repere: Repere) -> Found:
    fits = int(repere["minimum"]) <= len(seen.sieges) <= int(repere["maximum"])
    return None if fits else {"nombre": len(seen.sieges)}


def _regles(seen: _Vu, repere: Repere) -> Found:  # noqa: ARG001
    return None if any(seen.groupe.regles) or seen.autour.regles else {}


def _mission(seen: _Vu, repere: Repere) -> Found:  # noqa: ARG001
    return None if seen.groupe.mission else {}


def _dates(seen: _Vu, repere: Repere) -> Found:  # noqa: ARG001
    return _seats([seat for seat in seen.sieges if seat.debut is None])


def _vacance(seen: _Vu, repere: Repere) -> Found:
    return _seats(
        [seat for seat in seen.groupe.vacancies(seen.jour) if jours_vacants(seat, seen.jour) > int(repere["jours"])]
    )


def jours_vacants(seat: Siege, day: dt.date) -> int:
    """Return for how many days an ended seat has been empty on *day*."""
    return (day - seat.fin.last_day).days if seat.fin else 0


def _seats(seats: Sequence[Siege]) -> Found:
    """Return the names of *seats*, each once, and the id of the first, for its command."""
    names = list(dict.fromkeys(siege_court(seat) for seat in seats))
    return {"sieges": enumerate_fr(names), "siege": seats[0].id or "SIÈGE"} if seats else None


CONTROLES: dict[str, Callable[[_Vu, Repere], Found]] = {
    "places": _places, "college": _college, "pouvoir": _pouvoir, "porte-parole": _porte_parole,
    "encadrement": _encadrement, "metiers": _metiers, "taille": _taille, "regles": _regles,
    "mission": _mission, "dates": _dates, "vacance": _vacance,
}  # fmt: skip
"""The controls that a rule of the file may name."""
