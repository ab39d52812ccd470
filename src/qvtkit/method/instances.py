"""Which statutory bodies a project may be presented to: proposed from the status and the head count.

Nothing is imposed: the list of the framing stays free, and old names stay for old dates.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from qvtkit.method.lexique import libelle
from qvtkit.model.codes import Statut
from qvtkit.model.dates import DateSouple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from qvtkit.method.lexique import Lexique
    from qvtkit.model.cadrage import Consultation
    from qvtkit.model.dossier import Etablissement
    from qvtkit.model.projet import Projet

    Liste = Mapping[str, Mapping[str, Any]]


class EtatInstance(StrEnum):
    """Where the information of a body stands on one day."""

    INFORMEE = "informee"
    PREVUE = "prevue"
    A_CONFIRMER = "a-confirmer"
    """Planned for a day that is past: nobody has said whether it took place."""
    A_INFORMER = "a-informer"


def etat(told: Consultation, day: dt.date | None) -> EtatInstance:
    """Return where the information of a body stands on *day*: a date to come is a plan, no date is neither.

    Without *day*, every date counts as past.
    """
    if told.date is None:
        return EtatInstance.A_INFORMER
    to_come = day is not None and told.date.first_day > day
    if to_come:
        return EtatInstance.PREVUE
    return EtatInstance.A_CONFIRMER if told.prevue else EtatInstance.INFORMEE


def precision(told: Consultation, day: dt.date | None, mots: Lexique) -> str:
    """Return what is said beside a body: « 12/03/2016, avis favorable », « prévue, mai 2026 », « à informer »."""
    date = told.date.francais if told.date else ""
    opinion = f"avis {mots.avis(told.avis)}" if told.avis else ""
    where = etat(told, day)
    if where is EtatInstance.PREVUE:
        return f"prévue, {date}"
    if where is EtatInstance.A_CONFIRMER:
        return f"prévue, {date}, à confirmer"
    if where is EtatInstance.A_INFORMER:
        return f"{opinion}, date à retrouver" if opinion else "à informer"
    return ", ".join(filter(None, (date, opinion)))


def noms(projet: Projet, day: dt.date) -> tuple[str, ...]:
    """Return the short names of the bodies of *projet* at its time: « CHSCT » in 2016, « CSE » today."""
    bodies: Liste = projet.source.referential("instances")
    return tuple(court(str(bodies[each.code]["libelle"])) for each in proposees(projet, day))


def court(libelle: str) -> str:
    """« Conseil de la vie sociale (CVS) » gives « CVS »."""
    return libelle.rpartition("(")[2].rstrip(")")


def existait(projet: Projet, code: str, date: DateSouple) -> bool:
    """Tell whether a body of the shipped list may have existed on *date*; a body of no list always may."""
    body = projet.source.referential("instances").get(code)
    return body is None or _existed(body, _status(projet.dossier.etablissement), date.first_day, date.last_day)


class InstanceProposee(NamedTuple):
    """A body, why it is proposed, and where that comes from."""

    code: str
    libelle: str
    pourquoi: str
    source: str
    verifie: bool

    def as_dict(self) -> dict[str, Any]:
        """Return the proposal as JSON data."""
        return self._asdict()


def proposees(projet: Projet, day: dt.date) -> tuple[InstanceProposee, ...]:
    """Return the bodies to propose for *projet*, those that existed between its start and *day*."""
    place = projet.dossier.etablissement
    first = min((stay.debut.first_day for stay in projet.dossier.demarche.phases if stay.debut), default=day)
    bodies: Liste = projet.source.referential("instances")
    kinds: Liste = projet.source.referential("types-etablissement")
    wanted = set(_candidates(place, bodies, kinds.get(place.type or "", {})))
    return tuple(
        _proposed(code, body, place)
        for code, body in bodies.items()
        if code in wanted and _existed(body, _status(place), min(first, day), day)
    )


def _status(place: Etablissement) -> str:
    """Return « public », « prive », or nothing where the status is not known."""
    return "" if place.statut is None else "public" if place.statut is Statut.PUBLIC else "prive"


def _candidates(place: Etablissement, bodies: Liste, kind: Mapping[str, Any]) -> Iterator[str]:
    """Yield the bodies of this status; today's ones are those of the type of establishment, where it says any."""
    statuses = {_status(place)} - {""} or {"public", "prive"}
    usual: Iterable[str] = [code for status in sorted(statuses) for code in kind.get(f"instances_{status}") or ()]
    for code, body in bodies.items():
        if statuses & set(body["statuts"]) and (code in usual or not usual or body["historique"] == "oui"):
            yield code


def _existed(body: Mapping[str, Any], status: str, first: dt.date, last: dt.date) -> bool:
    """Tell whether the body existed at some time from *first* to *last*."""
    begun, ended = _date(body.get("depuis"), status), _date(body.get("jusqu_a"), status)
    return (begun is None or begun.first_day <= last) and (ended is None or ended.last_day >= first)


def _date(value: Any, status: str) -> DateSouple | None:
    """Read a month; where it depends on the status and that is not known, the latest."""
    if isinstance(value, dict):
        value = value.get(status) or max(value.values())
    return DateSouple.parse(value) if value else None


def _proposed(code: str, body: Mapping[str, Any], place: Etablissement) -> InstanceProposee:
    threshold = body.get("seuil") or {}
    why = str(body.get("a_savoir") or "")
    if threshold:
        staff, least = place.effectif, int(threshold["effectif"])
        key = "inconnu" if staff is None else "atteint" if staff >= least else "sinon"
        why = str(threshold[key])
    return InstanceProposee(code, libelle(body, place.statut), why, str(body["source"]), body.get("verifie") != "non")
