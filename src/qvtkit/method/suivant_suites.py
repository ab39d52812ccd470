"""What follows the test: what the close and the fiche lack, what a decision becomes, what stays alive afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.issues import Position
from qvtkit.method.conseil import Conseil, Rang
from qvtkit.method.manques import manques
from qvtkit.method.preuve import nom_du_test
from qvtkit.method.revues import revues
from qvtkit.method.suivant_restes import nommes
from qvtkit.model.codes import ChoixDecision, College, EtatEvenement, EtatExperimentation, EtatProbleme, Phase
from qvtkit.model.kinds import KINDS
from qvtkit.text import enumerate_fr, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qvtkit.method.conseil import Vue
    from qvtkit.method.manques import Manque
    from qvtkit.model.experimentation import Experimentation

_CLOSED = frozenset({EtatExperimentation.TERMINEE, EtatExperimentation.ARRETEE})
_LATER = frozenset({EtatExperimentation.PREVUE, EtatExperimentation.EN_COURS})
_CLOSING = "qvtkit closing edit"
_SIGNING = (College.DIRECTION, College.REPRESENTANTS_DU_PERSONNEL)
_ASKED = {
    "lecons": {"les réussites", "les difficultés"},
    "visas": {"le visa de la direction", "le visa des représentants du personnel"},
    "instances": {"les instances informées"},
}
"""What a question of a gate asks already, by its evidence."""


def suites(vue: Vue) -> Iterator[Conseil]:
    """Yield what is to be done so that the project lasts and can be told."""
    for key, test in vue.projet.experimentations.items():
        yield from _suite_de_la_decision(vue, key, test)
    if vue.phase is Phase.PERENNISATION:
        yield from _a_completer(vue)
        yield from _fiche(vue)
        yield from _revue(vue)


def _suite_de_la_decision(vue: Vue, key: str, test: Experimentation) -> Iterator[Conseil]:
    """A decision to generalise, adapt or prolong wants an action, or another test."""
    chosen = test.decision
    if not (test.etat in _CLOSED and chosen and chosen.choix) or chosen.choix is ChoixDecision.ARRETER:
        return
    actions = any(
        action.probleme in {None, test.probleme} and (action.echeance or action.etat is EtatEvenement.FAIT)
        for action in vue.projet.suites.actions
    )
    others = vue.projet.experimentations.items()
    again = any(other.probleme == test.probleme and other.etat in _LATER for name, other in others if name != key)
    if actions or again or vue.projet.unreadable("suites", "experimentation"):
        return
    yield Conseil(
        f"suite/{key}", f"Dire ce que l’on fait, et pour quand : la décision est « {chosen.choix.libelle.lower()} »",
        f"rien de daté ne suit encore le test « {nom_du_test(key, test)} » ; notez une action et sa date (« Étendre à"
        " l’étage 2 => JJ/MM/AAAA »), ou décrivez un nouvel essai : qvtkit experiment add", _CLOSING, Rang.MOMENT,
        vue.projet.loaded("experimentation")[key].position("decision"),
    )  # fmt: skip


def _a_completer(vue: Vue) -> Iterator[Conseil]:
    """What the fiche would leave blank, a command at a time: before it is signed, after the questions of the gate."""
    rank = Rang.JALON if _only_signing(vue) else Rang.MOMENT
    questions = vue.jalon.questions if vue.jalon else ()
    asked = {what for each in questions for what in _ASKED.get(each.item.preuve or "", ())}
    broken = vue.projet.unreadable(*KINDS)
    by_command: dict[str, list[Manque]] = {}
    for each in manques(vue.projet):
        unknown = any(file.startswith(each.fichier) for file in broken)
        if each.commande and each.quoi not in asked and not unknown:
            by_command.setdefault(each.commande, []).append(each)
    for command, lacks in by_command.items():
        yield Conseil(
            f"fiche/{command.removeprefix('qvtkit ')}", f"Compléter la fiche : {nommes([each.quoi for each in lacks])}",
            "ce serait un blanc dans la fiche de capitalisation", command, rank, Position(lacks[0].fichier),
        )  # fmt: skip


def _only_signing(vue: Vue) -> bool:
    """Tell whether, of the gate, only the signatures and the history are left."""
    return vue.jalon is not None and {each.item.preuve for each in vue.jalon.ouvertes} <= {"visas", "journal"}


def _fiche(vue: Vue) -> Iterator[Conseil]:
    """The fiche, once the bilan is written: the short one to read together, then the whole one to hand round."""
    signed = {visa.college for visa in vue.projet.bilan.visas if visa.date} >= set(_SIGNING)
    if "fiche" in vue.produits or signed or not vue.projet.bilan.reussites:
        return
    rank = Rang.JALON if _only_signing(vue) else Rang.MOMENT
    if "fiche-courte" in vue.produits:
        what = "Produire la fiche de capitalisation, à faire relire puis viser"
        why = "elle dit toute l’histoire, désaccords compris ; en Word pour la faire circuler et la corriger, puis en"
        why += " PDF pour la signer (--format pdf). Déjà signée ? qvtkit closing edit --visa direction=JJ/MM/AAAA"
        command = "qvtkit export fiche --format docx"
    else:
        what, why, command = (
            "Produire la fiche courte, à relire ensemble",
            "une page suffit pour voir si tout le monde raconte la même histoire", "qvtkit export fiche --court",
        )  # fmt: skip
    yield Conseil("document/fiche", what, why, command, rank)


def _revue(vue: Vue) -> Iterator[Conseil]:
    """The reviews stand in the agenda until they are held, also where the establishment’s gate does not ask."""
    lacking = [each for each in revues(vue.projet, vue.jour) if not each.notee]
    if lacking and not vue.projet.unreadable("agenda"):
        names = enumerate_fr(each.titre.lower() for each in lacking)
        yield Conseil(
            "question/revues", "Inscrire les revues à l’agenda", f"il y manque : {names}", _CLOSING, Rang.JALON
        )  # fmt: skip


def vivant(vue: Vue) -> tuple[str, ...]:
    """Return what the project still offers when nothing is left to do: it goes on after the cluster."""
    if vue.phase not in {Phase.PERENNISATION, None}:
        return ()
    candidates = [each for each in vue.projet.problemes.values() if each.etat is EtatProbleme.CANDIDAT]
    lines = list[str]()
    if candidates:
        lines.append(f"{plural(len(candidates), 'sujet attend', 'sujets attendent')} son tour : qvtkit problem list")
    return (
        *lines, "Pour lancer une autre action : qvtkit closing edit",
        "Pour un nouveau sujet : qvtkit phase reopen diagnostic",
        "Pour une personne qui arrive : qvtkit export passation",
    )  # fmt: skip
