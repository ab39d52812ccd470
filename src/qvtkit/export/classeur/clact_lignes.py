"""The rows of the CLACT follow-up grid: an action each, a test or an action that follows, from masked records only.

What the folder does not know stays empty; nothing is made up. The states are ours (« proposition qvtkit »): `ETATS`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.export.classeur.modele import Nombre
from qvtkit.export.vues.base import date_fr, intervalle, quantite
from qvtkit.method.lexique import majuscule, minuscule, phrase
from qvtkit.model.codes import EtatEvenement, EtatExperimentation
from qvtkit.text import enumerate_fr, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qvtkit.export.classeur.modele import Cellule
    from qvtkit.export.vues.base import Base
    from qvtkit.model.experimentation import Experimentation, IndicateurSuivi, Quantite
    from qvtkit.model.perennisation import ActionSuite

NON_DEMARRE, EN_COURS, FINALISE, CLOS = "Non démarré", "En cours", "Finalisé", "Clos"
ETATS = (
    ("Un essai qui n’a pas commencé", NON_DEMARRE), ("Un essai en cours", EN_COURS),
    ("Un essai terminé, sans décision", FINALISE), ("Un essai terminé et décidé, ou arrêté", CLOS),
    ("Une action prévue ou reportée", NON_DEMARRE), ("Une action faite", FINALISE),
    ("Une action annulée ou non tenue", CLOS),
)  # fmt: skip
"""How the states of the folder become those of the grid, as it is written in the workbook."""
_ACTIONS = {
    EtatEvenement.PREVU: NON_DEMARRE, EtatEvenement.REPORTE: NON_DEMARRE, EtatEvenement.FAIT: FINALISE,
    EtatEvenement.ANNULE: CLOS, EtatEvenement.NON_TENU: CLOS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Action:
    """A row of the grid; `cle` is the id of its test (without a name), empty for an action that follows."""

    cle: str
    numero: int
    titre: str
    calendrier: str = ""
    engagement: str = ""
    modalites: str = ""
    avancement: str = ""
    attendus: str = ""
    prevu: str = ""
    realise: str = ""
    cout: Cellule = None
    depense: Cellule = None
    indicateurs: str = ""
    commentaire: str = ""


def actions(base: Base) -> tuple[Action, ...]:
    """Return the tests in order of start, then the actions that follow."""
    tests = base.projet.experimentations.items()
    ordered = sorted(tests, key=lambda item: (str(item[1].debut or "9999"), item[0]))
    found = [_essai(base, rank, key, test) for rank, (key, test) in enumerate(ordered, 1)]
    after = [each for each in base.projet.suites.actions if each.titre]
    return (*found, *(_suite(base, len(found) + rank, each) for rank, each in enumerate(after, 1)))


def avancement(test: Experimentation) -> str:
    """Return the state of a test in the words of the grid."""
    match test.etat:
        case EtatExperimentation.PREVUE:
            return NON_DEMARRE
        case EtatExperimentation.EN_COURS:
            return EN_COURS
        case EtatExperimentation.ARRETEE:
            return CLOS
        case _:
            return CLOS if test.decision and test.decision.choix else FINALISE


def _essai(base: Base, rank: int, key: str, test: Experimentation) -> Action:
    planned, spent = test.moyens.prevu, test.moyens.realise
    return Action(
        cle=base.projet.sans_nom(key), numero=rank, titre=test.titre or base.mots.mots(key),
        calendrier=majuscule(intervalle(test.debut, test.fin or test.fin_prevue)),
        engagement=phrase(test.hypothese),
        modalites="\n".join(filter(None, (phrase(test.ce_qui_change), _ou(base, test)))),
        avancement=avancement(test),
        attendus="\n".join(_attendus(base, test)),
        prevu="\n".join(_prevu(test, planned)),
        realise="\n".join(_realise(base, key, test, spent)),
        cout=_euros(planned), depense=_euros(spent),
        indicateurs="\n".join(name for name, _ in _suivis(base, test)),
        commentaire="\n".join(_commentaire(base, test)),
    )  # fmt: skip


def _ou(base: Base, test: Experimentation) -> str:
    area = test.perimetre
    return phrase(" ; ".join(filter(None, (enumerate_fr(area.services), area.horaires, base.metiers(area.metiers)))))


def _suivis(base: Base, test: Experimentation) -> Iterator[tuple[str, IndicateurSuivi]]:
    for entry in test.indicateurs:
        known = base.projet.indicateurs.get(entry.indicateur or "")
        if known:
            yield known.nom or base.mots.mots(entry.indicateur), entry


def _attendus(base: Base, test: Experimentation) -> Iterator[str]:
    """Yield each indicator with the direction that is wanted, and its target where there is one."""
    for name, entry in _suivis(base, test):
        known = base.projet.indicateurs[entry.indicateur or ""]
        wanted = entry.sens or known.sens
        aim = known.cible
        target = f", cible {known.shown(aim.valeur)}" if aim and aim.valeur is not None else ""
        yield f"{name}{f' : {minuscule(wanted.libelle)}' if wanted else ''}{target}"


def _prevu(test: Experimentation, planned: Quantite) -> Iterator[str]:
    end = test.plan.fin_prevue or test.fin_prevue
    if end:
        yield f"Fin prévue : {end.francais}"
    if planned.heures is not None:
        yield quantite(planned.heures, "heures")


def _realise(base: Base, key: str, test: Experimentation, spent: Quantite) -> Iterator[str]:
    if test.fin:
        yield f"Fin : {test.fin.francais}"
    held = len(base.projet.seances_de(key))
    if held:
        yield plural(held, "séance tenue", "séances tenues")
    if test.ajustements:
        yield plural(len(test.ajustements), "ajustement")
    if spent.heures is not None:
        yield quantite(spent.heures, "heures")


def _euros(amount: Quantite) -> Cellule:
    return None if amount.euros is None else Nombre(amount.euros, 0)


def _commentaire(base: Base, test: Experimentation) -> Iterator[str]:
    """Yield the decision and why, then the difficulties: of the bilan where there is one test, else those mended."""
    made = test.decision
    if made and (made.choix or made.motif):
        choice = f"Décision : {minuscule(made.choix.libelle)}. " if made.choix else ""
        yield f"{choice}{phrase(made.motif)}".strip()
    told = [(each.texte, each.reponse_apportee, "") for each in base.projet.bilan.difficultes if each.texte]
    if len(base.projet.experimentations) > 1 or not told:
        told = [(each.constat, each.decision, date_fr(each.date)) for each in test.ajustements if each.constat]
    for trouble, answer, when in told:
        yield f"Difficulté{f' ({when})' if when else ''} : {minuscule(phrase(trouble))} {phrase(answer)}".strip()


def _suite(base: Base, rank: int, each: ActionSuite) -> Action:
    due = date_fr(each.echeance)
    return Action(
        cle="", numero=rank, titre=majuscule(each.titre),
        calendrier=f"Échéance : {due}" if due else "",
        engagement=f"Problème visé : {minuscule(base.probleme(each.probleme))}" if each.probleme else "",
        avancement=_ACTIONS[each.etat] if each.etat else "",
    )  # fmt: skip
