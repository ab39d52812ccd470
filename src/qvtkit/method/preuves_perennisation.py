"""Evidence for the closing gate: decided, owned, with its means, its reviews and its history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.method.chronologie import phase_at
from qvtkit.method.lexique import minuscule
from qvtkit.method.preuve import Preuve, Trace, extrait, trace
from qvtkit.method.revues import LAISSES
from qvtkit.model.codes import College, EtatProposition, TypeEvenement
from qvtkit.model.numbers import format_number
from qvtkit.text import enumerate_fr, plural

if TYPE_CHECKING:
    import datetime as dt

    from qvtkit.model.projet import Projet

_REVIEWS = 2
_SIGNING = (College.DIRECTION, College.REPRESENTANTS_DU_PERSONNEL)


def propositions(projet: Projet, day: dt.date) -> Preuve:  # noqa: ARG001
    """No proposal waits for its answer."""
    waiting = [key for key, each in projet.propositions.items() if each.etat is EtatProposition.A_REPONDRE]
    answered = len(projet.propositions) - len(waiting)
    places = tuple(trace(projet, "proposition", key, _waiting(projet, key), "etat") for key in waiting)
    if waiting:
        return Preuve(places, plural(len(waiting), "proposition sans réponse", "propositions sans réponse"))
    said = plural(answered, "proposition, répondue", "propositions, toutes répondues")
    return Preuve((Trace(said if answered else "aucune proposition n’a été faite"),))


def _waiting(projet: Projet, key: str) -> str:
    return f"attend sa réponse : « {extrait(projet.propositions[key].texte) or key} »"


def lecons(projet: Projet, day: dt.date) -> Preuve:  # noqa: ARG001
    """Successes, difficulties and lessons are written."""
    bilan, found, lacks = projet.bilan, list[Trace](), list[str]()
    for key, label in (("reussites", "réussite"), ("difficultes", "difficulté"), ("enseignements", "enseignement")):
        count = sum(bool(each.texte) for each in getattr(bilan, key))
        if count:
            found.append(trace(projet, "bilan", "", plural(count, label), key))
        else:
            lacks.append(f"les {label}s")
    return Preuve(tuple(found), f"il manque {enumerate_fr(lacks)}" if lacks else "")


def pilote(projet: Projet, day: dt.date) -> Preuve:  # noqa: ARG001
    """A function carries what follows."""
    named = projet.suites.pilote.fonction
    if not named:
        return Preuve(manque="personne n’est nommé")
    return Preuve((trace(projet, "suites", "", named, "pilote", "fonction"),))


def heures(projet: Projet, day: dt.date) -> Preuve:  # noqa: ARG001
    """Hours are planned, even none."""
    return _means(projet, "heures", "heures par an", "aucune heure n’est prévue (la fiche dira « non prévus »)")


def euros(projet: Projet, day: dt.date) -> Preuve:  # noqa: ARG001
    """Money is planned, even none."""
    return _means(projet, "euros", "euros par an", "aucun budget n’est prévu (la fiche dira « non prévus »)")


def _means(projet: Projet, key: str, unit: str, lacks: str) -> Preuve:
    value = getattr(projet.suites.moyens, key)
    if value is None:
        return Preuve(manque=lacks)
    return Preuve((trace(projet, "suites", "", f"{format_number(value)} {unit}", "moyens", key),))


def integration(projet: Projet, day: dt.date) -> Preuve:  # noqa: ARG001
    """The project enters another one."""
    found = tuple(
        trace(projet, "suites", "", each.projet + (f" : {extrait(each.comment)}" if each.comment else ""),
              "integration", rank)
        for rank, each in enumerate(projet.suites.integration)
        if each.projet
    )  # fmt: skip
    return Preuve(found, "" if found else "aucun projet n’est nommé")


def revues(projet: Projet, day: dt.date) -> Preuve:  # noqa: ARG001
    """Two reviews are in the agenda, held or planned."""
    found = tuple(
        trace(projet, "agenda", "", f"{event.titre or event.type.libelle}, {event.date.francais} "
              f"({event.etat.libelle.lower()})", "evenements", rank)
        for rank, event in enumerate(projet.agenda.evenements)
        if event.type is TypeEvenement.REVUE and event.etat not in LAISSES and event.date
    )  # fmt: skip
    if len(found) >= _REVIEWS:
        return Preuve(found)
    return Preuve(found, "une seule revue est inscrite" if found else "aucune revue n’est inscrite")


def visas(projet: Projet, day: dt.date) -> Preuve:
    """Direction and staff representatives signed the fiche off."""
    found, signed = list[Trace](), set[College]()
    for rank, visa in enumerate(projet.bilan.visas):
        if visa.college and visa.date and visa.date.first_day <= day:
            signed.add(visa.college)
            found.append(trace(projet, "bilan", "", f"{visa.college.libelle}, {visa.date.francais}", "visas", rank))
    missing = [college.libelle for college in _SIGNING if college not in signed]
    return Preuve(tuple(found), f"il manque le visa de : {enumerate_fr(map(minuscule, missing))}" if missing else "")


def journal(projet: Projet, day: dt.date) -> Preuve:  # noqa: ARG001
    """The journal tells at least one fact of each phase that was lived."""
    passages = projet.dossier.demarche.phases
    told: dict[object, int] = {}
    for fact in projet.journal.faits:
        phase = fact.phase or (phase_at(fact.date, passages) if fact.date else None)
        told[phase] = told.get(phase, 0) + 1
    lived = list(dict.fromkeys(stay.phase for stay in passages if stay.phase))
    silent = [phase for phase in lived if phase not in told]
    lacks = enumerate_fr(phase.libelle for phase in silent)
    whose = "les phases" if len(silent) > 1 else "la phase"
    command = f"qvtkit journal add --phase {silent[0]}" if silent else ""
    count = len(projet.journal.faits)
    found = (trace(projet, "journal", "", plural(count, "fait noté", "faits notés"), "faits"),) if count else ()
    return Preuve(found, f"aucun fait noté pour {whose} {lacks}" if lacks else "", commande=command)
