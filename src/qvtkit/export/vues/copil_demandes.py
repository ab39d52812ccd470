"""What is asked of the steering committee, from what `next` and the gate of the phase already say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.export.coupe import coupe
from qvtkit.export.vues.base import le
from qvtkit.export.vues.copil_suivi import attente
from qvtkit.export.vues.copil_test import decisions_de_test
from qvtkit.export.vues.demande import Demande, Genre, sans_commande
from qvtkit.export.vues.gouvernance import gouvernance
from qvtkit.method.changements import changements
from qvtkit.method.conseil import Rang
from qvtkit.method.delais import suivis
from qvtkit.method.jalons import current
from qvtkit.method.lexique import minuscule, phrase
from qvtkit.method.revues import a_tenir
from qvtkit.method.suivant import suivant
from qvtkit.method.suivant_retards import due_of_proposal
from qvtkit.model.codes import Devenir, Phase
from qvtkit.text import enumerate_fr, plural

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from qvtkit.export.vues.base import Base
    from qvtkit.method.conseil import Conseil
    from qvtkit.method.delais import Suivi
    from qvtkit.method.jalons import Question

_EVERY = 500
_TITLE = 160
_REPONSES = ("l’accepter", "l’adapter", "la refuser, en disant pourquoi")
_DEPART = ("attendre d’avoir une valeur de départ", "commencer sans, en écrivant pourquoi")
_DEPART_ID = "question/valeurs-de-depart"


@dataclass(frozen=True, slots=True)
class PointOuvert:
    """A question of the phase: what the folder says of it, what each answered where they differ."""

    question: str
    dossier: str
    avis: str


@dataclass(frozen=True, slots=True)
class Demandes:
    """What the committee is asked: decisions one by one, then the questions of the phase."""

    decisions: tuple[Demande, ...]
    points: tuple[PointOuvert, ...]
    phase: str
    """Title of the gate that asks them."""

    @property
    def nombre(self) -> int:
        """How many things are asked."""
        return len(self.decisions) + len(self.points)


def demandes(base: Base, jour: dt.date) -> Demandes:
    """Return what is to be decided on the day *jour* of the meeting."""
    advice = suivant(base.projet, jour, _EVERY).conseils
    every = {each.sujet: each for each in advice}
    decided = (
        *decisions_de_test(base, jour, every), *_propositions(base, jour), *_revues(base, jour),
        *_de_la_methode(every), *_sieges(base),
    )  # fmt: skip
    gate, points = current(base.projet, jour), tuple(_points(base, jour, every))
    return Demandes((*decided, *_passage(every, points)), points, gate.titre if gate else "")


def _propositions(base: Base, jour: dt.date) -> Iterator[Demande]:
    """Yield the proposals whose answer is due by the meeting."""
    for one in suivis(base.projet, base.aujourdhui):
        each = one.proposition
        if one.a_repondre and each.texte and due_of_proposal(each.date, each.echeance) <= jour:
            title = f"Répondre à la proposition « {minuscule(coupe(each.texte, _TITLE).rstrip('.'))} »"
            facts = tuple(filter(None, (_origin(base, one), attente(one))))
            yield Demande(Genre.PROPOSITION, title, facts, _REPONSES)


def _origin(base: Base, one: Suivi) -> str:
    """« Faite en séance d’évaluation, le 28/02/2017. »."""
    each, came = one.proposition, one.proposition.origine
    where = ""
    if came and came.seance:
        where = " en séance d’évaluation"
    elif came and came.reunion:
        where = " en réunion"
    elif came and came.questionnaire:
        where = " par le questionnaire"
    elif came and came.probleme:
        where = f" au sujet du problème « {base.probleme(came.probleme)} »"
    when = f" {le(each.date)}" if each.date else ""
    return f"Faite{where}{when}." if where or when else ""


def _revues(base: Base, jour: dt.date) -> Iterator[Demande]:
    """Yield the reviews due by the meeting, once there is something to review."""
    kept = changements(base.projet)
    stay = base.projet.dossier.phase_courante
    if not kept or stay is None or stay.phase is not Phase.PERENNISATION:
        return
    names = [f"{minuscule(each.titre.rstrip('.'))}{f' ({each.decide})' if each.decide else ''}" for each in kept]
    looked = phrase(f"Ce que l’on regarde : {' ; '.join(names)}")
    for held in a_tenir(base.projet, jour):
        if held.date.last_day <= jour:
            late = held.date.last_day < base.aujourdhui
            facts = (f"{'Elle était prévue' if late else 'Prévue'} {le(held.date)}.", looked)
            choices = tuple(f"« {each.libelle.lower()} »" for each in Devenir)
            yield Demande(Genre.REVUE, f"{held.titre} : dire ce que chaque changement est devenu", facts, choices)
            looked = "Les mêmes changements que pour la revue précédente."


def _de_la_methode(every: dict[str, Conseil]) -> Iterator[Demande]:
    """Yield what the method asks before a start, and of the bodies to inform."""
    start = every.get(_DEPART_ID)
    if start and start.rang is Rang.RETARD:  # else it is the question of the gate, before any test is described
        facts = (phrase(sans_commande(start.pourquoi)),)
        yield Demande(Genre.DEPART, "Commencer le test sans valeur de départ ?", facts, _DEPART)
    for subject, each in every.items():
        if subject.startswith("instance/"):
            yield Demande(Genre.INSTANCE, phrase(each.quoi))


def _sieges(base: Base) -> Iterator[Demande]:
    for sentence in gouvernance(base).vacances:
        yield Demande(Genre.SIEGE, "Pourvoir un siège vacant", (sentence,))


def _passage(every: dict[str, Conseil], points: Sequence[PointOuvert]) -> Iterator[Demande]:
    """Yield the passage to the next phase, where nothing of the present one waits; its questions stand below."""
    for subject in ("phase", "phase/fin"):
        if subject in every:
            each = every[subject]
            choices = ("passer maintenant", "attendre, en disant quoi") if subject == "phase" else ()
            why = sans_commande(each.pourquoi)
            if points:
                why = f"{plural(len(points), 'question reste ouverte', 'questions restent ouvertes')}, voir plus bas"
            yield Demande(Genre.PASSAGE, f"{each.quoi} ?", (phrase(why),), choices)


def _points(base: Base, jour: dt.date, every: dict[str, Conseil]) -> Iterator[PointOuvert]:
    """Yield the questions of the gate that `next` asks now, then those that only people can judge."""
    gate = current(base.projet, jour)
    if gate is None:
        return
    asked = {
        subject.split("/")[1] for subject, each in every.items()
        if subject.startswith("question/") and each.rang is Rang.JALON
    }  # fmt: skip
    for question in gate.ouvertes:
        if question.id in asked and question.item.preuve != "decision":
            yield PointOuvert(question.texte, phrase(sans_commande(question.manque)), _avis(base, question))
    if f"jalon/{gate.grille}" in every:
        for question in gate.a_juger:
            yield PointOuvert(question.texte, _traces(base, question), _avis(base, question))


def _traces(base: Base, question: Question) -> str:
    found = [base.projet.masque.texte(each.texte) for each in question.preuve.traces[:2]]
    return phrase(f"À juger ensemble. Au dossier : {' ; '.join(found)}" if found else "À juger ensemble")


def _avis(base: Base, question: Question) -> str:
    """« Direction : oui ; métiers : en partie », where they do not answer the same."""
    if question.avis is None or len(set(question.avis.avis.values())) < 2:  # noqa: PLR2004 (one answer is shared)
        return ""
    by_answer: dict[str, list[str]] = {}
    for party, answer in question.avis.avis.items():
        by_answer.setdefault(answer, []).append(minuscule(base.mots.partie(party)))
    told: Sequence[str] = [f"{base.mots.reponse(word)} ({enumerate_fr(who)})" for word, who in by_answer.items()]
    return phrase(f"Avis partagés : {' ; '.join(told)}") if told else ""
