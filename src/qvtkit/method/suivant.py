"""What to do now: at most five things, in order, each with its reason and its command."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from qvtkit.method.conseil import Attente, Conseil, Rang
from qvtkit.method.echeances import echeances
from qvtkit.method.jalons import Etat, jalon
from qvtkit.method.preuve import extrait, nom_du_test
from qvtkit.method.suivant_retards import RETARDS, illisibles, is_alive
from qvtkit.model.codes import EtatEvenement, EtatExperimentation, EtatProposition, Phase
from qvtkit.model.kinds import KINDS
from qvtkit.text import plural

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from qvtkit.method.jalons import Jalon, Question
    from qvtkit.model.dates import DateSouple
    from qvtkit.model.projet import Projet

MOST = 5


@dataclass(frozen=True, slots=True)
class Suite:
    """What to do now, how many more things wait behind, and what comes later."""

    conseils: tuple[Conseil, ...]
    autres: int = 0
    ensuite: Attente | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {
            "conseils": [each.as_dict() for each in self.conseils], "autres": self.autres,
            "ensuite": self.ensuite.as_dict() if self.ensuite else None,
        }  # fmt: skip


def suivant(projet: Projet, day: dt.date, most: int = MOST) -> Suite:
    """Return what to do on *day*: proposals, then what is late, then the questions of the gate."""
    broken = list(illisibles(projet))
    if KINDS["dossier"].chemin in projet.unreadable("dossier"):  # nothing else can be known
        return Suite(tuple(broken))
    late_ones = [each for gather in RETARDS for each in gather(projet, day)] if is_alive(projet) else []
    found = [*broken, *late_ones]
    late = sorted(found, key=lambda each: (each.rang, each.depuis is None, each.depuis or day))
    every = _merged(_once([*late, *_methode(projet, day)]))
    return Suite(tuple(every[:most]), max(0, len(every) - most), _ensuite(projet, day))


def _methode(projet: Projet, day: dt.date) -> Iterator[Conseil]:
    """Yield what the method asks in the current phase, then the passage to the next."""
    if not is_alive(projet):
        return
    stay = projet.dossier.phase_courante
    if stay is None or stay.phase is None:
        yield Conseil(
            "phase", "Commencer la conception", "aucune phase n’est encore ouverte",
            "qvtkit phase advance", Rang.PASSAGE,
        )  # fmt: skip
        return
    if stay.fin is not None and stay.phase is Phase.PERENNISATION:
        return
    gate = jalon(projet, stay.phase, day)
    if gate is None or stay.fin is not None:
        yield _passage(stay.phase, gate)
        return
    asked = [_of_question(gate, question) for question in gate.ouvertes if _is_now(question, day)]
    yield from asked
    if gate.a_juger and not _test_to_come(projet, stay.phase):
        yield _of_people(gate)
    if stay.phase is not Phase.PERENNISATION and not asked and not _waits(gate, day):
        yield _passage(stay.phase, gate)


def _is_now(question: Question, day: dt.date) -> bool:
    """Tell whether something can be done today for a question that is open."""
    found = question.preuve
    if found.a_juger and question.avis:  # people have answered; it is for them to come back to it
        return False
    return not found.attend or (found.le is not None and found.le <= day)


def _waits(gate: Jalon, day: dt.date) -> bool:
    """Tell whether a question of the gate will be answered later, when its day comes."""
    return any(each.preuve.attend and not _is_now(each, day) for each in gate.ouvertes)


def _test_to_come(projet: Projet, phase: Phase) -> bool:
    """Tell whether people would be asked to judge a test that has not begun."""
    begun = any(test.etat is not EtatExperimentation.PREVUE for test in projet.experimentations.values())
    return phase is Phase.EXPERIMENTATION and not begun


def _of_question(gate: Jalon, question: Question) -> Conseil:
    place = question.preuve.traces[0].position if question.preuve.traces else None
    why = ". ".join(filter(None, (question.preuve.manque, question.item.aide)))
    what = question.preuve.geste or question.item.geste or f"Répondre à la question « {question.texte} »"
    command = question.commande or f"qvtkit evaluation run {gate.grille} --partiel"
    return Conseil(f"question/{question.id}", what, why, command, Rang.JALON, place)


def _of_people(gate: Jalon) -> Conseil:
    """Return the advice to judge together what no file can tell."""
    count = len(gate.a_juger)
    first = gate.a_juger[0].texte
    what = f"Juger ensemble {plural(count, 'question')} du passage « {gate.titre} »"
    why = f"le dossier ne peut pas répondre à votre place : {first}"
    command = f"qvtkit evaluation run {gate.grille} --partiel"
    return Conseil(f"jalon/{gate.grille}", what, why, command, Rang.AVIS)


def _passage(phase: Phase, gate: Jalon | None) -> Conseil:
    order = list(Phase)
    coming = order[min(order.index(phase) + 1, len(order) - 1)]
    count = len(gate.ouvertes) if gate else 0
    opened = plural(count, "point ouvert, à noter avec sa raison", "points ouverts, à noter avec leur raison")
    why = f"il reste {opened}" if count else f"les questions de la phase « {phase.libelle} » ont leur réponse"
    return Conseil("phase", f"Passer à la phase « {coming.libelle} »", why, "qvtkit phase advance", Rang.PASSAGE)


def _once(found: Iterable[Conseil]) -> list[Conseil]:
    """Keep the first advice on each subject; a question asked for one test is the question."""
    kept: dict[str, Conseil] = {}
    for each in found:
        subject = "/".join(each.sujet.split("/")[:2])
        kept.setdefault(subject if subject.startswith("question/") else each.sujet, each)
    if any(subject.startswith("proposition/") for subject in kept):
        kept.pop("question/propositions-repondues", None)
    return list(kept.values())


def _merged(found: list[Conseil]) -> list[Conseil]:
    """Say together what one command does: the first stands, the others are named beside it."""
    by_command: dict[str, list[Conseil]] = {}
    for each in found:
        by_command.setdefault(each.commande, []).append(each)
    return [replace(first, aussi=_also(first, rest)) for first, *rest in by_command.values()]


def _also(first: Conseil, rest: list[Conseil]) -> tuple[str, ...]:
    """Return what else the command of *first* does."""
    return tuple(dict.fromkeys(each.quoi for each in rest if each.quoi != first.quoi))


def _ensuite(projet: Projet, day: dt.date) -> Attente | None:
    """Return what comes first among what is dated and to come."""
    return min(attentes(projet, day), key=lambda each: each.date, default=None)


def attentes(projet: Projet, day: dt.date) -> Iterator[Attente]:
    """Yield what is to come, in no order: what is dated in the folder, and the questions that wait."""
    for date, text in _dated(projet):
        if date and date.last_day >= day:
            yield Attente(date.last_day, text)
    stay = projet.dossier.phase_courante
    gate = jalon(projet, stay.phase, day) if stay and stay.phase and stay.fin is None else None
    for question in gate.dans(Etat.OUVERTE) if gate else ():
        if question.preuve.le and question.preuve.le > day:
            what = question.item.geste or question.texte
            yield Attente(question.preuve.le, f"{what[:1].lower()}{what[1:]}")


def _dated(projet: Projet) -> Iterator[tuple[DateSouple | None, str]]:
    """Yield what the folder expects: agenda and tasks, ends of tests, answers, next actions."""
    for each in echeances(projet):
        if each.etat is EtatEvenement.PREVU:
            yield each.date, each.texte or each.libelle
    for key, test in projet.experimentations.items():
        if test.etat is EtatExperimentation.EN_COURS:
            yield test.fin_prevue, f"fin prévue du test « {nom_du_test(key, test)} »"
    for proposal in projet.propositions.values():
        if proposal.etat is EtatProposition.A_REPONDRE:
            yield proposal.echeance, f"réponse à la proposition « {extrait(proposal.texte)} »"
    for action in projet.suites.actions:
        if action.etat in {None, EtatEvenement.PREVU}:
            yield action.echeance, extrait(action.titre)
