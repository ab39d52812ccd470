"""What is still blank or open when nothing is left to do today: « all is done » is said only without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.method.manques import manques
from qvtkit.method.points import points_ouverts
from qvtkit.method.preuve import extrait
from qvtkit.method.suivant_gouvernance import places_libres
from qvtkit.model.codes import EtatEvenement, Phase
from qvtkit.model.kinds import KINDS
from qvtkit.text import enumerate_fr, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qvtkit.method.conseil import Vue
    from qvtkit.method.manques import Manque

_NAMED = 4
_FOLDERS = {Phase.CONCEPTION: "1-", Phase.DIAGNOSTIC: "2-", Phase.EXPERIMENTATION: "3-", Phase.PERENNISATION: "4-"}


def restes(vue: Vue) -> tuple[str, ...]:
    """Return, a line each, what the folder leaves blank or open, with the command where there is one."""
    return (*_blancs(vue), *_actions(vue), *_points(vue), *_places(vue))


def _blancs(vue: Vue) -> Iterator[str]:
    """What the fiche would leave blank of the phases that are over, or of all once the last has begun."""
    broken = vue.projet.unreadable(*KINDS)
    by_command: dict[str, list[str]] = {}
    for each in manques(vue.projet):
        if _is_due(vue, each) and not any(file.startswith(each.fichier) for file in broken):
            by_command.setdefault(each.commande, []).append(each.quoi)
    for command, names in by_command.items():
        after = f" : {command}" if command else " (il est trop tard pour l’écrire, et elle le dit)"
        yield f"La fiche garde un blanc, {nommes(names)}{after}"


def nommes(names: list[str]) -> str:
    """« les enjeux, les objectifs et le statut »; past four, the others are counted."""
    if len(names) <= _NAMED:
        return enumerate_fr(names)
    return ", ".join(names[:_NAMED]) + f" et {plural(len(names) - _NAMED, 'autre')}"


def _is_due(vue: Vue, lack: Manque) -> bool:
    """Tell whether a piece belongs to a phase that is over; in the last one, and after it, all do."""
    stay = vue.projet.dossier.phase_courante
    if stay is None or stay.phase is None:
        return False
    if stay.phase is Phase.PERENNISATION:
        return True
    past = list(Phase)[: list(Phase).index(stay.phase)]
    return any(lack.fichier.startswith(_FOLDERS[phase]) for phase in past)


def _actions(vue: Vue) -> Iterator[str]:
    waiting = {None, EtatEvenement.PREVU, EtatEvenement.REPORTE}
    for action in vue.projet.suites.actions:
        if action.titre and action.echeance is None and action.etat in waiting:
            yield f"L’action « {extrait(action.titre)} » n’a pas de date : qvtkit closing edit"


def _points(vue: Vue) -> Iterator[str]:
    for each in points_ouverts(vue.projet, vue.jour):
        if not each.regle:
            command = each.commande or f"qvtkit phase show {each.phase}"
            yield f"Resté ouvert à la fin de la phase « {each.phase.libelle} », « {extrait(each.texte)} » : {command}"


def _places(vue: Vue) -> Iterator[str]:
    for key, found in places_libres(vue):
        name = vue.projet.groupes[key].nom or key
        for each in found:
            yield f"« {name} », {each.texte[:1].lower()}{each.texte[1:].removesuffix('.')} : {each.commande}"
