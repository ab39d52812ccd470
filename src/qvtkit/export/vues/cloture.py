"""What was learnt and what follows: bilan, suites, visas, and what was written nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.export.vues.base import date_fr, le, pour, quantite
from qvtkit.method.lexique import majuscule, minuscule, phrase
from qvtkit.model.codes import College, Phase, TypeFait

if TYPE_CHECKING:
    from qvtkit.export.vues.base import Base, Paire
    from qvtkit.model.dates import DateSouple
    from qvtkit.model.perennisation import ActionSuite, Reussite

NON_PREVU = "non prévus"
_SIGNATORIES = (College.DIRECTION, College.REPRESENTANTS_DU_PERSONNEL)


@dataclass(frozen=True, slots=True)
class Bilan:
    """What the group says of it all."""

    deroulement: str
    reussites: tuple[str, ...]
    difficultes: tuple[Paire, ...]
    enseignements: tuple[str, ...]
    conditions: tuple[str, ...]
    transferabilite: str
    autrement: str
    reussite: str
    difficulte: str
    conseil: str


@dataclass(frozen=True, slots=True)
class Suites:
    """Who carries on, with what, to do what."""

    pilote: str
    heures: str
    euros: str
    precision: str
    actions: tuple[tuple[str, str, str], ...]
    """Action, state, delay."""
    integration: tuple[str, ...]


def bilan(base: Base) -> Bilan:
    """Return the bilan of the project."""
    told, keep = base.projet.bilan, base.projet.bilan.a_retenir
    return Bilan(
        deroulement=told.deroulement,
        reussites=tuple(_reussite(base, item) for item in told.reussites if item.texte),
        difficultes=tuple(
            (phrase(item.texte), phrase(item.reponse_apportee)) for item in told.difficultes if item.texte
        ),
        enseignements=tuple(phrase(item.texte) for item in told.enseignements if item.texte),
        conditions=tuple(majuscule(text) for text in told.conditions_de_reussite if text),
        transferabilite=told.transferabilite,
        autrement=told.ce_que_l_on_referait_autrement,
        reussite=phrase(keep.reussite),
        difficulte=phrase(keep.difficulte),
        conseil=phrase(keep.conseil),
    )


def _reussite(base: Base, item: Reussite) -> str:
    """Return a success, with the opinions that differ."""
    opinions = " ; ".join(
        f"{minuscule(base.mots.partie(party))} : {minuscule(text)}" for party, text in item.avis.items() if text
    )
    return f"{phrase(item.texte)} (Avis : {opinions}.)" if opinions else phrase(item.texte)


def suites(base: Base) -> Suites:
    """Return what follows; what is not planned says so."""
    after = base.projet.suites
    means, pilot = after.moyens, after.pilote
    group = base.groupe(pilot.groupe)
    who = ", ".join(part for part in (pilot.fonction, group) if part)
    return Suites(
        pilote=majuscule(who),
        heures=NON_PREVU if means.heures is None else quantite(means.heures, "heures par an"),
        euros=NON_PREVU if means.euros is None else quantite(means.euros, "€ par an"),
        precision=phrase(means.precision),
        actions=tuple(_action(action) for action in after.actions if action.titre),
        integration=tuple(
            majuscule(item.projet) + (f" : {minuscule(phrase(item.comment))}" if item.comment else "")
            for item in after.integration
            if item.projet
        ),
    )


def _action(action: ActionSuite) -> tuple[str, str, str]:
    state = action.etat.libelle if action.etat else ""
    return majuscule(action.titre), state, date_fr(action.echeance)


def visas(base: Base) -> tuple[Paire, ...]:
    """Return who signed the fiche and when; direction and representatives always appear."""
    dates = {visa.college: visa.date for visa in base.projet.bilan.visas if visa.college}
    colleges = dict.fromkeys((*_SIGNATORIES, *dates))
    return tuple(
        (college.libelle, _visa(date, base) if (date := dates.get(college)) else "à viser") for college in colleges
    )


def _visa(date: DateSouple, base: Base) -> str:
    """« visée le 28/03/2017 »; a day to come is a promise."""
    return f"visa prévu {le(date)}" if date.first_day > base.aujourdhui else f"visée {le(date)}"


def prochaines_revues(base: Base) -> tuple[str, ...]:
    """Return the reviews still to come, as the agenda says."""
    return tuple(
        f"{event.titre or event.type.libelle} {pour(event.date)}"
        for event in base.projet.agenda.evenements
        if event.type.value == "revue" and event.etat.value == "prevu" and event.date
    )


def sans_experimentation(base: Base) -> str:
    """Return why nothing was tested: a passage of phase, else a decision of the journal."""
    for passage in reversed(base.projet.dossier.demarche.phases):
        reason = passage.motif or passage.decision
        if passage.phase is Phase.EXPERIMENTATION and reason:
            return phrase(reason)
    decisions = [fact for fact in base.projet.journal.faits if fact.type is TypeFait.DECISION and fact.texte]
    if not decisions:
        return ""
    last = max(decisions, key=lambda fact: str(fact.date or ""))
    when = f" ({date_fr(last.date)})" if last.date else ""
    return f"Dernière décision notée au journal{when} : {minuscule(phrase(last.texte))}"
