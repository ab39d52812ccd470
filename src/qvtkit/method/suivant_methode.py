"""What the method asks in the current phase: the questions of the gate, then the passage to the next phase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.method.conseil import Conseil, Rang
from qvtkit.method.preuve import en_suspens, extrait, nom_du_test
from qvtkit.method.revues import revues
from qvtkit.model.codes import EtatExperimentation, Phase
from qvtkit.text import plural

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from qvtkit.method.conseil import Vue
    from qvtkit.method.jalons import Jalon, Question

_NAMED = 2
"""Questions named in full where some remain: the others are counted."""
_ADVANCE = "qvtkit phase advance"


def methode(vue: Vue) -> Iterator[Conseil]:
    """Yield the questions that something can answer today, what people may judge, then the passage."""
    stay = vue.projet.dossier.phase_courante
    if stay is None or stay.phase is None:
        why = "aucune phase n’est encore ouverte"
        yield Conseil("phase", "Commencer la conception", why, _ADVANCE, Rang.PASSAGE)
        return
    if stay.fin is not None:
        if stay.phase is not Phase.PERENNISATION:
            yield _passage(stay.phase, None)
        return
    gate = vue.jalon
    asked = [question for question in gate.ouvertes if _is_now(question, vue.jour)] if gate else []
    for question in asked:
        if question.item.preuve == "visas" and "fiche" not in vue.produits:
            continue  # a fiche is first written, produced and read: `suites` says so
        assert gate is not None  # noqa: S101
        yield _of_question(gate, question)
    if stay.phase is Phase.EXPERIMENTATION:
        yield from _planned_beside(vue)
    if gate and gate.a_juger and not (_test_to_come(vue, stay.phase) or _answers_unread(vue, gate)):
        yield _of_people(gate)
    if not asked and not (gate and _waits(gate, vue.jour)) and _may_end(vue, stay.phase):
        yield _passage(stay.phase, gate)


def _planned_beside(vue: Vue) -> Iterator[Conseil]:
    """A test that waits beside those that have begun: the gate speaks of them alone."""
    every = vue.projet.experimentations
    begun = any(test.etat is not EtatExperimentation.PREVUE for test in every.values())
    for key, test in every.items():
        if begun and test.etat is EtatExperimentation.PREVUE:
            what = f"Commencer le test « {nom_du_test(key, test)} », ou le retirer"
            why = f"il est décrit et n’a pas commencé ; pour le retirer : qvtkit experiment remove {key}"
            place = vue.projet.loaded("experimentation")[key].position("etat")
            yield Conseil(f"test/{key}", what, why, f"qvtkit experiment start {key}", Rang.MOMENT, place)


def _may_end(vue: Vue, phase: Phase) -> bool:
    """The last phase ends once its last review was held, the tests once all are over; the others with their gate."""
    if phase is Phase.EXPERIMENTATION:
        return not any(en_suspens(vue.projet))
    if phase is not Phase.PERENNISATION:
        return True
    last = max(revues(vue.projet, vue.jour), key=lambda each: each.mois)
    return last.tenue


def _is_now(question: Question, day: dt.date) -> bool:
    """Tell whether something can be done today for a question that is open."""
    found = question.preuve
    if found.a_juger and question.avis:  # people have answered; it is for them to come back to it
        return False
    return not found.attend or (found.le is not None and found.le <= day)


def _waits(gate: Jalon, day: dt.date) -> bool:
    """Tell whether a question of the gate will be answered later, when its day comes."""
    return any(each.preuve.attend and not _is_now(each, day) for each in gate.ouvertes)


def _test_to_come(vue: Vue, phase: Phase) -> bool:
    """Tell whether people would be asked to judge a test that has not begun."""
    tests = vue.projet.experimentations.values()
    return phase is Phase.EXPERIMENTATION and all(test.etat is EtatExperimentation.PREVUE for test in tests)


def _answers_unread(vue: Vue, gate: Jalon) -> bool:
    """Tell whether answers to this gate may lie in a file that cannot be read."""
    return any(gate.grille in file for file in vue.projet.unreadable("evaluation"))


def _of_question(gate: Jalon, question: Question) -> Conseil:
    place = question.preuve.traces[0].position if question.preuve.traces else None
    why = ". ".join(filter(None, (question.preuve.manque, question.item.aide)))
    what = question.preuve.geste or question.item.geste or f"Répondre à la question « {question.texte} »"
    command = question.commande or f"qvtkit evaluation run {gate.grille} --partiel"
    return Conseil(f"question/{question.id}", what, why, command, Rang.JALON, place)


def _of_people(gate: Jalon) -> Conseil:
    """Return the advice to judge together what no file can tell."""
    what = f"Juger ensemble {plural(len(gate.a_juger), 'question')} du passage « {gate.titre} »"
    why = f"le dossier ne peut pas répondre à votre place : {_texts(gate.a_juger)}"
    command = f"qvtkit evaluation run {gate.grille} --partiel"
    return Conseil(f"jalon/{gate.grille}", what, why, command, Rang.AVIS)


def _passage(phase: Phase, gate: Jalon | None) -> Conseil:
    order = list(Phase)
    if phase is order[-1]:
        subject, what = "phase/fin", "Dire si la démarche continue, ou si elle est terminée"
        done = "la revue à douze mois est tenue"
    else:
        coming = order[order.index(phase) + 1]
        subject, what = "phase", f"Passer à la phase « {coming.libelle} »"
        done = f"les questions de la phase « {phase.libelle} » ont leur réponse"
    left = gate.restantes if gate else ()
    why = f"il restera {gate.reste}, à noter avec votre raison : {_texts(left)}" if gate and left else done
    return Conseil(subject, what, why, _ADVANCE, Rang.PASSAGE)


def _texts(questions: tuple[Question, ...]) -> str:
    """Name the first questions, and count the others."""
    rest = len(questions) - _NAMED
    named = " ; ".join(extrait(question.texte) for question in questions[:_NAMED])
    return named + (f" ; et {plural(rest, 'autre')}" if rest > 0 else "")
