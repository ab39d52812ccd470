"""The experiments: what changes, where, with which safeguards, adjusted how, decided what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.export.secret.masking import tranche
from qvtkit.export.vues.base import date_fr, intervalle, le, quantite
from qvtkit.export.vues.indicateurs import indicateurs
from qvtkit.export.vues.resultats import resultats_vue
from qvtkit.export.vues.seances import grille
from qvtkit.method.lexique import majuscule, minuscule, phrase
from qvtkit.method.resultats import resultats
from qvtkit.text import enumerate_fr

if TYPE_CHECKING:
    from qvtkit.export.vues.base import Base, Paire
    from qvtkit.export.vues.indicateurs import IndicateurVu
    from qvtkit.export.vues.resultats import ResultatsVue
    from qvtkit.export.vues.seances import GrilleSeances
    from qvtkit.model.experimentation import Experimentation, Quantite, Reversibilite

RETOUR = ("Retour en arrière", "Qui décide d’arrêter", "Ce qui ferait arrêter")
"""The safeguards that say how one goes back."""


@dataclass(frozen=True, slots=True)
class DecisionVue:
    """What was decided at the end."""

    choix: str
    date: str
    par: str
    motif: str


@dataclass(frozen=True, slots=True)
class ExperimentationVue:
    """An experiment as the fiche tells it."""

    titre: str
    etat: str
    probleme: str
    origine: str
    hypothese: str
    ce_qui_change: str
    ce_qui_ne_change_pas: str
    services: str
    perimetre: tuple[Paire, ...]
    dates: str
    duree: str
    garanties: tuple[Paire, ...]
    ajustements: tuple[tuple[str, str, str], ...]
    decision: DecisionVue | None
    ressources: tuple[str, ...]
    moyens: tuple[tuple[str, str, str], ...]
    """Label, planned, spent."""
    indicateurs: tuple[IndicateurVu, ...]
    resultats: ResultatsVue
    """The same indicators read together, with what the group said and how far the plan was kept."""
    seances: GrilleSeances


def experimentations(base: Base) -> tuple[ExperimentationVue, ...]:
    """Return every experiment, in order of start."""
    tests = base.projet.experimentations.items()
    ordered = sorted(tests, key=lambda item: (str(item[1].debut or "9999"), item[0]))
    return tuple(_experimentation(base, test_id, test) for test_id, test in ordered)


def _experimentation(base: Base, test_id: str, test: Experimentation) -> ExperimentationVue:
    found = resultats(base.projet, test_id, test, base.aujourdhui)
    return ExperimentationVue(
        titre=test.titre or base.mots.mots(test_id),
        etat=test.etat.libelle,
        probleme=base.probleme(test.probleme),
        origine=test.origine.libelle if test.origine else "",
        hypothese=test.hypothese,
        ce_qui_change=test.ce_qui_change,
        ce_qui_ne_change_pas=test.ce_qui_ne_change_pas,
        services=enumerate_fr(test.perimetre.services),
        perimetre=_perimetre(base, test),
        dates=_dates(test),
        duree=_duree(test),
        garanties=_garanties(base, test),
        ajustements=tuple(
            (date_fr(change.date), majuscule(change.constat), majuscule(change.decision)) for change in test.ajustements
        ),
        decision=_decision(base, test),
        ressources=tuple(r.titre for r in test.ressources if r.exportable and r.titre),
        moyens=_moyens(test),
        indicateurs=indicateurs(base, test, found.vue),
        resultats=resultats_vue(found),
        seances=grille(base, test_id),
    )


def _perimetre(base: Base, test: Experimentation) -> tuple[Paire, ...]:
    area = test.perimetre
    band = tranche(area.effectif)
    pairs = (
        ("Services", enumerate_fr(area.services)),
        ("Métiers", base.metiers(area.metiers)),
        ("Horaires", area.horaires),
        ("Personnes concernées", band),
    )
    return tuple((label, majuscule(text)) for label, text in pairs if text)


def _dates(test: Experimentation) -> str:
    """« Du 03/10/2016 au 16/12/2016 », with the planned end when it moved."""
    end = test.fin or test.fin_prevue
    text = majuscule(intervalle(test.debut, end))
    if test.fin and test.fin_prevue and test.fin != test.fin_prevue:
        text += f" (fin prévue {le(test.fin_prevue)})"
    elif test.debut and test.fin_prevue and not test.fin:
        text += " (fin prévue)"
    return text


def _duree(test: Experimentation) -> str:
    """« 11 semaines »; in days under three weeks, in months beyond six."""
    end = test.fin or test.fin_prevue
    if not (test.debut and end) or test.debut.jour is None or end.jour is None:
        return ""
    days = (end.last_day - test.debut.first_day).days + 1
    if days < 1:
        return ""
    if days < 21:  # noqa: PLR2004 (three weeks)
        return f"{days} jours" if days > 1 else "1 jour"
    return f"{round(days / 7)} semaines" if days < 183 else f"{round(days / 30.4)} mois"  # noqa: PLR2004 (half a year)


def _garanties(base: Base, test: Experimentation) -> tuple[Paire, ...]:
    """What lets people try: a way back, who decides, the judgement suspended by whom."""
    waits = [
        f"{minuscule(party.college.libelle)} ({date_fr(party.date)})"
        if party.date
        else minuscule(party.college.libelle)
        for party in test.suspension_du_jugement
        if party.college
    ]
    designers = [
        base.projet.masque.avec_nom(minuscule(c.fonction), c.nom) for c in test.concepteurs if c.fonction or c.nom
    ]
    error = {True: "Affirmé", False: "Non affirmé", None: ""}[test.droit_a_l_erreur]
    pairs = (
        *_reversibilite(test.reversibilite),
        ("Droit à l’erreur", error),
        ("Suspension du jugement acceptée par", enumerate_fr(waits)),
        ("Conçue par", enumerate_fr(designers)),
        ("Groupe qui évalue", base.groupe(test.groupe)),
    )
    return tuple((label, majuscule(text)) for label, text in pairs if text)


def _reversibilite(way_back: Reversibilite) -> tuple[Paire, ...]:
    stops = " ; ".join(minuscule(stop.rstrip(".")) for stop in way_back.conditions_arret)
    return tuple(zip(RETOUR, (phrase(way_back.retour_arriere), way_back.qui_decide, stops), strict=True))


def _decision(base: Base, test: Experimentation) -> DecisionVue | None:
    made = test.decision
    if made is None or not (made.choix or made.motif):
        return None
    choice = made.choix.libelle if made.choix else ""
    return DecisionVue(choice, date_fr(made.date), base.groupe(made.par), phrase(made.motif))


def _moyens(test: Experimentation) -> tuple[tuple[str, str, str], ...]:
    """Return hours and euros, planned and spent; nothing when none was written."""
    planned, spent = test.moyens.prevu, test.moyens.realise
    rows = (
        ("Heures", _amount(planned, "heures", "h"), _amount(spent, "heures", "h")),
        ("Euros", _amount(planned, "euros", "€"), _amount(spent, "euros", "€")),
    )
    given = any(text for _, *texts in rows for text in texts)
    return tuple((a, b or "non renseigné", c or "non renseigné") for a, b, c in rows) if given else ()


def _amount(amount: Quantite, name: str, unit: str) -> str:
    value = amount.heures if name == "heures" else amount.euros
    return "" if value is None else quantite(value, unit)
