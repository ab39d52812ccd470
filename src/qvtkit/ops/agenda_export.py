"""The agenda as a calendar file, for the calendar that people already use."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from qvtkit.errors import RefusedError
from qvtkit.exchange.ics import Rendezvous, calendar
from qvtkit.export.secret.masking import masked
from qvtkit.model.codes import EtatEvenement, TypeEvenement
from qvtkit.ops import agenda, records
from qvtkit.ops.agenda_programme import plan
from qvtkit.store.folder import require_inside
from qvtkit.text import slugify, typography

if TYPE_CHECKING:
    import datetime as dt

    from qvtkit.method.programme import Journee
    from qvtkit.model.agenda import Evenement
    from qvtkit.model.projet import Projet

_STATES: dict[EtatEvenement, Literal["CONFIRMED", "CANCELLED"]] = {
    # postponed to nobody knows when: the hour is free again; the same event comes back with its new date
    EtatEvenement.ANNULE: "CANCELLED", EtatEvenement.REPORTE: "CANCELLED", EtatEvenement.NON_TENU: "CANCELLED",
}  # fmt: skip
_TO_COME = frozenset({EtatEvenement.PREVU, EtatEvenement.REPORTE})


@dataclass(frozen=True)
class Calendrier:
    """A calendar ready to be written, how many dates it holds, and those that had no day."""

    contenu: bytes
    nombre: int
    sans_jour: tuple[str, ...]


def build(projet: Projet, day: dt.date, *, tout: bool) -> Calendrier:
    """Return the calendar of what is to come from *day* on, or of everything with *tout*.

    Raises InvalidRecordError where the agenda cannot be understood: an empty one would say that nothing is to come.
    """
    for loaded in projet.loaded("agenda").values():
        records.require_readable(loaded)
    projet = masked(projet)  # a calendar is shared
    days = {each.numero: each for each in plan().journees}
    found: list[Rendezvous] = []
    vague: list[str] = []
    for uid, event in _named(projet):
        if event.date is None or event.date.jour is None:
            past = event.date is not None and event.date.last_day < day
            if event.etat in _TO_COME and (tout or not past):
                when = f" ({event.date.francais})" if event.date else " (sans date)"
                vague.append(agenda.in_words(event) + when)
        elif tout or event.date.first_day >= day:
            found.append(_rendezvous(projet, uid, event, days))
    name = projet.dossier.demarche.titre or projet.dossier.etablissement.nom or "Démarche QVT"
    return Calendrier(calendar(typography(name), found, day), len(found), tuple(vague))


def _named(projet: Projet) -> list[tuple[str, Evenement]]:
    """Return each event with a name that does not change with its date: type, number, title, group, rank."""
    seen: Counter[str] = Counter()
    named = []
    project = projet.dossier.demarche.uid or hashlib.sha256(projet.dossier.etablissement.nom.encode()).hexdigest()[:16]
    for event in projet.agenda.evenements:
        collective = event.type is TypeEvenement.JOURNEE_COLLECTIVE and event.numero
        parts = (
            [str(event.type), str(event.numero)] if collective else [str(event.type), event.titre, event.groupe or ""]
        )
        key = slugify(" ".join(parts))
        seen[key] += 1
        named.append((f"{project}-{key}-{seen[key]}@qvtkit".lower(), event))
    return named


def _rendezvous(projet: Projet, uid: str, event: Evenement, days: dict[int, Journee]) -> Rendezvous:
    group = projet.groupes.get(event.groupe or "")
    lines = [group.nom if group else "", *_content(event, days)]
    if event.etat is EtatEvenement.REPORTE:
        lines.append("Reporté : nouvelle date à fixer.")
    assert event.date is not None  # noqa: S101 (the caller kept those that have a day)
    return Rendezvous(
        uid=uid, titre=typography(f"{_prefix(projet)}{agenda.in_words(event)}"), jour=event.date.first_day,
        heure=event.heure or "", duree_jours=event.duree_jours, lieu=typography(event.lieu),
        description=typography("\n".join(line for line in lines if line)), genre=event.type.libelle,
        etat=_STATES.get(event.etat, "CONFIRMED"),
    )  # fmt: skip


def _prefix(projet: Projet) -> str:
    """« QVT : », so that the date is understood among all the others of a calendar."""
    return f"{projet.dossier.demarche.vocabulaire.libelle} : "


def _content(event: Evenement, days: dict[int, Journee]) -> list[str]:
    """Return what a collective day is made of, and where that comes from."""
    found = days.get(event.numero or 0) if event.type is TypeEvenement.JOURNEE_COLLECTIVE else None
    if found is None:
        return []
    return [*(f"- {line}" for line in found.contenu), f"Objectif : {found.objectif}", f"Source : {found.source}"]


def target(projet: Projet, place: str | None, day: dt.date, *, remplacer: bool) -> Path:
    """Return where the calendar goes: `exports/` under a free name, or *place*; RefusedError where it is taken."""
    if place is None:
        folder = Path(projet.racine) / "exports"
        require_inside(Path(projet.racine), "exports/agenda.ics")
        names = (f"agenda-{day}.ics", *(f"agenda-{day}-{number}.ics" for number in range(2, 10_000)))
        return next(folder / name for name in names if not (folder / name).exists())
    path = Path(place)
    if path.is_dir() or place.endswith(("/", "\\")):
        path /= "agenda.ics"
    elif path.suffix.lower() != ".ics":
        path = path.with_name(f"{path.name}.ics")
    if path.exists() and not remplacer:
        raise RefusedError.of("fichier-existe", fichier=str(path))
    return path
