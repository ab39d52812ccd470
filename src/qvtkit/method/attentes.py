"""What comes later, on a known day: the agenda, tasks, ends of tests, answers, actions, questions that wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.method.conseil import Attente
from qvtkit.method.echeances import echeances
from qvtkit.method.jalons import Etat
from qvtkit.method.preuve import extrait, nom_du_test
from qvtkit.model.codes import EtatEvenement, EtatExperimentation, EtatProposition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qvtkit.method.conseil import Vue
    from qvtkit.model.dates import DateSouple
    from qvtkit.model.projet import Projet


def attentes(vue: Vue) -> Iterator[Attente]:
    """Yield what comes after the day, in no order: what is today belongs to today."""
    for date, subject, text in _dated(vue.projet):
        if date and date.last_day > vue.jour:
            yield Attente(date.last_day, text, subject)
    for question in vue.jalon.dans(Etat.OUVERTE) if vue.jalon else ():
        if question.preuve.le and question.preuve.le > vue.jour:
            what = question.item.geste or question.texte
            yield Attente(question.preuve.le, f"{what[:1].lower()}{what[1:]}", f"question/{question.id}")


def _dated(projet: Projet) -> Iterator[tuple[DateSouple | None, str, str]]:
    """Yield what the folder expects, each with the subject of the advice that it would become."""
    for each in echeances(projet):
        if each.etat is EtatEvenement.PREVU:
            yield each.date, f"{'tache' if each.reunion else 'agenda'}/{each.cle}", each.texte or each.libelle
    for key, test in projet.experimentations.items():
        if test.etat is EtatExperimentation.EN_COURS:
            text = f"fin prévue du test « {nom_du_test(key, test)} »"
            yield test.fin_prevue, f"question/decision-motivee/{key}", text
    for key, proposal in projet.propositions.items():
        if proposal.etat is EtatProposition.A_REPONDRE:
            text = f"réponse à la proposition « {extrait(proposal.texte)} »"
            yield proposal.echeance, f"proposition/{key}", text
    for rank, action in enumerate(projet.suites.actions):
        if action.etat in {None, EtatEvenement.PREVU}:
            yield action.echeance, f"action/{rank}", extrait(action.titre)
