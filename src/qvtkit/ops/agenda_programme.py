"""The programme of the cluster beside the agenda: what is held, what is planned, what could be proposed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from qvtkit.errors import UsageError
from qvtkit.method import programme as method
from qvtkit.method.revues import revues
from qvtkit.model.agenda import Evenement
from qvtkit.model.codes import EtatEvenement, Role, TypeEvenement
from qvtkit.model.dates import DateSouple
from qvtkit.ops import agenda, records
from qvtkit.store.project import read_resource
from qvtkit.text import plural

if TYPE_CHECKING:
    import datetime as dt

    from qvtkit.method.programme import Programme
    from qvtkit.model.projet import Projet
    from qvtkit.ops.outcome import Outcome

NOTHING = "L’agenda a déjà toutes les dates du programme ; rien n’a été écrit."
NO_START = "Rien n’a été écrit : donnez la date de la première journée. Exemple : --debut 12/01/2027"


@dataclass(frozen=True)
class Vue:
    """The programme of a project: the plan, and what the agenda lacks of it (nothing without a first day)."""

    plan: Programme
    evenements: tuple[Evenement, ...]
    proposes: tuple[Evenement, ...]
    debut: dt.date | None


def plan() -> Programme:
    """Return the programme shipped with qvtkit."""
    return method.programme(read_resource("programme", "cluster.yaml"))


def needs_start(projet: Projet) -> bool:
    """Tell whether the agenda knows no first day from which to propose the others."""
    return _start(projet, None, plan()) is None


def read(projet: Projet, debut: str | None, mois: str | None, day: dt.date) -> Vue:
    """Return the programme of *projet*; *debut* (or the first day of the agenda) gives dates to propose.

    Raises UsageError for a date or a length that is not one.
    """
    known = plan()
    events = projet.agenda.evenements
    start = _start(projet, debut, known)
    if start is None:
        return Vue(known, events, (), None)
    when = method.dates(known, events, start, _months(mois, known))
    groups = method.Groupes(_group(projet, Role.DELEGATION), _group(projet, Role.COPIL, Role.GROUPE_DE_TRAVAIL))
    found = [
        each
        for each in method.proposed(known, events, start, _months(mois, known), groups)
        # A collective day of the past is a fact worth noting; work and restitutions are not to be invented.
        if each.type is TypeEvenement.JOURNEE_COLLECTIVE or (each.date and each.date.last_day >= day)
    ]
    end = _end(projet, when)
    found += _reviews(projet, end, day, known, groups.travail)
    return Vue(known, events, tuple(sorted(found, key=_order)), start)


def _order(event: Evenement) -> Any:
    return event.date.sort_key if event.date else ()


def _start(projet: Projet, debut: str | None, known: Programme) -> dt.date | None:
    """Return the first collective day: the one of the agenda, else the one given."""
    date = agenda.day_given("--debut", debut) if debut else None
    there = method.held_days(projet.agenda.evenements).get(1)
    if there and there.date:
        return there.date.first_day
    return method.first_day(date, known) if date else None


def _months(mois: str | None, known: Programme) -> int:
    if not mois:
        return known.mois
    if not mois.strip().isdigit() or not 1 <= int(mois) <= 60:  # noqa: PLR2004 (five years: beyond, a slip)
        raise UsageError.of("valeur-option", option="--mois", message=f"« {mois} » n’est pas un nombre de mois.",
                            remede=f"Exemple : --mois {known.mois}")  # fmt: skip
    return int(mois)


def _end(projet: Projet, when: dict[int, dt.date]) -> dt.date | None:
    """Return the end of the cluster: what `qvt.yaml` says, else the last collective day."""
    ends = [each.fin.last_day for each in projet.dossier.clusters if each.fin]
    return max(ends or list(when.values()), default=None)


def _reviews(
    projet: Projet, end: dt.date | None, day: dt.date, known: Programme, group: str | None
) -> list[Evenement]:  # fmt: skip
    """Return the reviews that the agenda lacks, so many months after the end of the cluster."""
    if end is None:
        return []
    return [
        Evenement(
            date=DateSouple.of(method.free_day(method.months_after(end, each.mois), _weekday(end), known)),
            type=TypeEvenement.REVUE, titre=each.titre, groupe=group,
        )
        for each in revues(projet, day) if each.mois in known.revues and not each.notee
    ]  # fmt: skip


def _weekday(day: dt.date) -> int:
    return day.weekday() if day.weekday() < 5 else 1  # noqa: PLR2004 (a Saturday or a Sunday: a Tuesday)


def _group(projet: Projet, *roles: Role) -> str | None:
    for role in roles:
        found = next((key for key, each in projet.groupes.items() if role in each.roles), None)
        if found:
            return found
    return None


def write(projet: Projet, seen: Vue) -> Outcome:
    """Return the outcome that notes what is proposed; nothing that the agenda has is touched."""
    count = plural(len(seen.proposes), "date notée", "dates notées")
    said = f"{count} dans l’agenda. Ce sont des propositions : changez-les à votre guise."
    written = agenda.append(projet, seen.proposes, said)
    more = "qvtkit agenda done ID --etat reporte --date DATE   changer une date"
    return replace(written, suite=(*written.suite, more), data=as_dict(seen))


def as_dict(seen: Vue) -> dict[str, Any]:
    """Return the programme as JSON data."""
    known, events = seen.plan, seen.evenements
    there = method.held_days(events)
    used, planned = method.support(events)
    return {
        "journees": [
            {
                "numero": each.numero, "titre": each.titre, "contenu": list(each.contenu), "objectif": each.objectif,
                "phase": each.phase, "source": each.source,
                **_state(there.get(each.numero)),
                "intersession": [work.titre for work in known.travaux if work.apres == each.numero],
            }
            for each in known.journees
        ],
        "appui_individuel": {"faits": used, "prevus": planned, "sur": known.appui_jours},
        **{
            key: [{"titre": agenda.in_words(each), **_state(each)} for each in events if each.type is kind]
            for key, kind in (("intersessions", TypeEvenement.INTERSESSION), ("reunions", TypeEvenement.REUNION),
                              ("restitutions", TypeEvenement.RESTITUTION), ("revues", TypeEvenement.REVUE))
        },
        "proposes": [records.as_json(each) for each in seen.proposes],
    }  # fmt: skip


def _state(event: Evenement | None) -> dict[str, Any]:
    date = str(event.date) if event and event.date else None
    return {"date": date, "etat": str(event.etat) if event else None}


def to_come(events: tuple[Evenement, ...], kind: TypeEvenement) -> list[Evenement]:
    """Return the events of a type that are planned or postponed."""
    waiting = {EtatEvenement.PREVU, EtatEvenement.REPORTE}
    return [each for each in events if each.type is kind and each.etat in waiting]
