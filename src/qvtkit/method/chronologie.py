"""The history of a project: the dated facts of every record, in order of date.

Persons are told by their function. Hand over a masked project to have the texts masked too.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple

from qvtkit.method.changements import faits_des_revues
from qvtkit.method.lexique import Lexique, minuscule
from qvtkit.model.codes import EtatEvenement, Phase, TypeEvenement, TypeFait, TypeNote
from qvtkit.model.dates import DateSouple, date_of_id
from qvtkit.model.kinds import KINDS
from qvtkit.model.references import meeting_group
from qvtkit.text import NBSP, enumerate_fr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qvtkit.model.dossier import PassagePhase
    from qvtkit.model.groupe import Siege
    from qvtkit.model.projet import Projet

Genre = Literal[
    "phase", "journal", "agenda", "rencontre", "groupe", "cadrage", "instance", "outil", "questionnaire",
    "experimentation", "ajustement", "seance", "decision", "evaluation", "reunion", "proposition",
    "reponse", "visa", "revue",
]  # fmt: skip

_MANY_SEATS = 3
_ORDINARY = frozenset({TypeEvenement.REUNION, TypeEvenement.INTERSESSION, TypeEvenement.APPUI_INDIVIDUEL})
_PHASES: dict[Genre, Phase] = {
    "cadrage": Phase.CONCEPTION, "groupe": Phase.CONCEPTION, "instance": Phase.CONCEPTION,
    "outil": Phase.DIAGNOSTIC, "questionnaire": Phase.DIAGNOSTIC,
    "experimentation": Phase.EXPERIMENTATION, "ajustement": Phase.EXPERIMENTATION,
    "seance": Phase.EXPERIMENTATION, "decision": Phase.EXPERIMENTATION,
    "visa": Phase.PERENNISATION, "revue": Phase.PERENNISATION,
}  # fmt: skip
"""The phase to which a fact belongs when its date leaves the choice."""


class FaitDate(NamedTuple):
    """Something that happened: when, in which phase, what, and the file that says it."""

    date: DateSouple
    phase: Phase | None
    texte: str
    source: str
    genre: Genre = "journal"


def chronologie(projet: Projet) -> tuple[FaitDate, ...]:
    """Return the dated facts of every record of *projet*, sorted by date.

    A fact is in its own phase when the record says it, else in the phase whose dates hold it.
    """
    passages, clean = projet.dossier.demarche.phases, Lexique(projet).sans_nom
    facts = [
        fact._replace(
            phase=fact.phase or phase_at(fact.date, passages, _PHASES.get(fact.genre)),
            source=clean(fact.source),
        )
        for gather in _GATHERERS
        for fact in gather(projet)
    ]
    return tuple(sorted(facts, key=lambda fact: fact.date.sort_key))


def phase_at(date: DateSouple, passages: tuple[PassagePhase, ...], usual: Phase | None = None) -> Phase | None:
    """Return the phase whose dates hold *date*: the one begun last among those that surely do.

    In the month that ends one phase and begins another: the *usual* one, else the one that ends.
    """
    possible = [passage for passage in passages if _may_hold(passage, date)]
    sure = [passage for passage in possible if _surely_holds(passage, date)]
    if sure:
        return max(sure, key=lambda p: p.debut.sort_key if p.debut else ()).phase
    phases = [passage.phase for passage in possible]
    return usual if usual in phases else phases[0] if phases else None


def _may_hold(passage: PassagePhase, date: DateSouple) -> bool:
    if passage.phase is None or passage.debut is None:
        return False
    ended = passage.fin is not None and passage.fin.surely_before(date)
    return not ended and not date.surely_before(passage.debut)


def _surely_holds(passage: PassagePhase, date: DateSouple) -> bool:
    started = passage.debut is not None and passage.debut.last_day <= date.first_day
    return started and (passage.fin is None or date.last_day <= passage.fin.first_day)


def _phases(projet: Projet) -> Iterator[FaitDate]:
    for passage in projet.dossier.demarche.phases:
        if passage.phase is None:
            continue
        name = f"phase «{NBSP}{passage.phase.libelle}{NBSP}»"
        if passage.debut:
            yield FaitDate(passage.debut, passage.phase, f"Début de la {name}", "qvt.yaml", "phase")
        if passage.fin:
            text = f"Fin de la {name}" + (f" : {minuscule(passage.decision)}" if passage.decision else "")
            yield FaitDate(passage.fin, passage.phase, text, "qvt.yaml", "phase")


def _journal(projet: Projet) -> Iterator[FaitDate]:
    for fact in projet.journal.faits:
        if fact.date and fact.texte:
            label = "" if fact.type is TypeFait.FAIT else f"{fact.type.libelle} : "
            text = label + minuscule(fact.texte) if label else fact.texte
            yield FaitDate(fact.date, fact.phase, text, "journal.yaml")


def _agenda(projet: Projet) -> Iterator[FaitDate]:
    """What was done; a session or a review that has its own record is told by that record."""
    held = {date_of_id(record_id) for record_id in projet.seances}
    reviewed = {each.date for each in projet.suites.revues}
    for event in projet.agenda.evenements:
        if event.date and event.etat is EtatEvenement.FAIT:
            label = event.type.libelle
            if event.type is TypeEvenement.SEANCE and event.date in held:
                continue
            if event.type is TypeEvenement.REVUE and event.date in reviewed:
                continue
            if event.type is TypeEvenement.JOURNEE_COLLECTIVE and event.numero:
                label = f"{label} n° {event.numero}"
            named = event.type in {TypeEvenement.JOURNEE_COLLECTIVE, TypeEvenement.INTERSESSION}
            text = f"{label} : {minuscule(event.titre)}" if named and event.titre else event.titre or label
            genre: Genre = "rencontre" if event.type in _ORDINARY else "agenda"
            yield FaitDate(event.date, None, text, "agenda.yaml", genre)


def _groupes(projet: Projet) -> Iterator[FaitDate]:
    """Arrivals and departures; the same person in two groups is told once."""
    words = Lexique(projet)
    arrivals: dict[tuple[DateSouple, str], list[str]] = defaultdict(list)
    departures: dict[tuple[DateSouple, str], list[str]] = defaultdict(list)
    for group_id, group in projet.groupes.items():
        name = group.nom or words.mots(group_id)
        first = min((s.debut for s in group.sieges if s.debut), key=_order, default=None)
        started = [seat for seat in group.sieges if seat.debut == first]
        if first and len(started) >= _MANY_SEATS:
            text = f"{name} : {len(started)} sièges pourvus"
            yield FaitDate(first, None, text, KINDS["groupe"].path(group_id), "groupe")
        seats = {seat.id: seat for seat in group.sieges}
        for seat in group.sieges:
            person = siege_en_mots(seat, words)
            if seat.debut and not (seat in started and len(started) >= _MANY_SEATS):
                before = seats.get(seat.remplace) if seat.remplace else None
                follows = f", à la suite de {siege_en_mots(before, words)}" if before else ""
                arrivals[seat.debut, f"Arrivée : {person}{follows}"].append(group_id)
            if seat.fin:
                why = f", {seat.motif_fin}" if seat.motif_fin else ""
                departures[seat.fin, f"Fin de mandat : {person}{why}"].append(group_id)
    for (date, text), groups in (*departures.items(), *arrivals.items()):
        names = enumerate_fr(projet.groupes[group].nom or words.mots(group) for group in groups)
        yield FaitDate(date, None, f"{text} ({names})", KINDS["groupe"].path(groups[0]), "groupe")


def _order(date: DateSouple) -> tuple[object, object]:
    return date.sort_key


def siege_en_mots(seat: Siege, words: Lexique) -> str:
    """Return who sits, by the function, else the trade, else the collège."""
    return (
        seat.fonction or words.metier(seat.metier)
        or enumerate_fr(college.libelle for college in seat.colleges) or "siège sans fonction"
    )  # fmt: skip


def _cadrage(projet: Projet) -> Iterator[FaitDate]:
    cadrage, file = projet.cadrage, KINDS["cadrage"].chemin
    words = Lexique(projet)
    if cadrage.engagement_direction and cadrage.engagement_direction.date:
        text = "Engagement de la direction"
        yield FaitDate(cadrage.engagement_direction.date, None, text, file, "cadrage")
    for consultation in cadrage.instances:
        if consultation.date and consultation.instance:
            text = f"Instance informée : {minuscule(words.instance(consultation.instance))}"
            text += f", avis {words.avis(consultation.avis)}" if consultation.avis else ""
            yield FaitDate(consultation.date, None, text, file, "instance")


def _diagnostic(projet: Projet) -> Iterator[FaitDate]:
    file, told = KINDS["etat-des-lieux"].chemin, set()
    words = Lexique(projet)
    for used in projet.etat_des_lieux.outils:
        label = words.outil(used.outil)
        told.add((used.questionnaire, used.date))
        if used.date and label:
            yield FaitDate(used.date, None, f"Outil employé : {minuscule(label)}", file, "outil")
        if used.restitution and label:
            text = f"Restitution : {minuscule(label)}"
            yield FaitDate(used.restitution, None, text, file, "outil")
    for survey_id, survey in projet.questionnaires.items():
        for wave in survey.vagues:
            if wave.date and (survey_id, wave.date) not in told:
                text = f"Questionnaire rempli : «{NBSP}{survey.titre or words.mots(survey_id)}{NBSP}»"
                path = KINDS["questionnaire"].path(survey_id)
                yield FaitDate(wave.date, None, text, path, "questionnaire")


def _experimentations(projet: Projet) -> Iterator[FaitDate]:
    words = Lexique(projet)
    for test_id, test in projet.experimentations.items():
        path, title = KINDS["experimentation"].path(test_id), test.titre or words.mots(test_id)
        if test.debut:
            yield FaitDate(test.debut, None, f"Début du test : {minuscule(title)}", path, "experimentation")
        if test.fin:
            yield FaitDate(test.fin, None, f"Fin du test : {minuscule(title)}", path, "experimentation")
        for change in test.ajustements:
            if change.date and (change.decision or change.constat):
                text = f"Ajustement : {minuscule(change.decision or change.constat)}"
                yield FaitDate(change.date, None, text, path, "ajustement")
        if test.decision and test.decision.date and test.decision.choix:
            text = f"Décision : {minuscule(test.decision.choix.libelle)} ({minuscule(title)})"
            yield FaitDate(test.decision.date, None, text, path, "decision")


def _seances(projet: Projet) -> Iterator[FaitDate]:
    for record_id, session in projet.seances.items():
        date = date_of_id(record_id)
        if date:
            text = "Séance d’évaluation embarquée"
            text += f" : {minuscule(session.moment.libelle)}" if session.moment else ""
            yield FaitDate(date, None, text, KINDS["seance"].path(record_id), "seance")


def _evaluations(projet: Projet) -> Iterator[FaitDate]:
    for record_id, answers in projet.evaluations.items():
        date = answers.date or date_of_id(record_id)
        grid = projet.grille(answers.grille) if answers.grille else None
        title = grid.titre if grid else ""
        if date:
            text = f"Grille remplie : «{NBSP}{title}{NBSP}»" if title else "Grille remplie"
            yield FaitDate(date, None, text, KINDS["evaluation"].path(record_id), "evaluation")


def _reunions(projet: Projet) -> Iterator[FaitDate]:
    """What was decided and where opinions differ; a meeting that the agenda does not tell is told too."""
    told = {
        event.date for event in projet.agenda.evenements
        if event.etat is EtatEvenement.FAIT and event.type is not TypeEvenement.INTERSESSION
    }  # fmt: skip
    words = Lexique(projet)
    for record_id, meeting in projet.reunions.items():
        date = date_of_id(record_id)
        if date and date not in told:
            group = meeting_group(record_id, projet.groupes)
            name = projet.groupes[group].nom if group in projet.groupes else words.mots(group)
            text = f"Réunion : {name}" if name else "Réunion"
            yield FaitDate(date, None, text, KINDS["reunion"].path(record_id), "rencontre")
        for note in meeting.notes:
            if date and note.texte and note.type in {TypeNote.DECISION, TypeNote.DIVERGENCE}:
                text = f"{note.type.libelle} en réunion : {minuscule(note.texte)}"
                yield FaitDate(date, None, text, KINDS["reunion"].path(record_id), "reunion")


def _propositions(projet: Projet) -> Iterator[FaitDate]:
    for record_id, proposal in projet.propositions.items():
        path, answer = KINDS["proposition"].path(record_id), proposal.reponse
        if proposal.date and proposal.texte:
            yield FaitDate(proposal.date, None, f"Proposition : {minuscule(proposal.texte)}", path, "proposition")
        if answer and answer.date and answer.texte:
            text = f"Réponse ({minuscule(proposal.etat.libelle)}) : {minuscule(answer.texte)}"
            yield FaitDate(answer.date, None, text, path, "reponse")


def _visas(projet: Projet) -> Iterator[FaitDate]:
    for visa in projet.bilan.visas:
        if visa.date and visa.college:
            text = f"Fiche visée : {minuscule(visa.college.libelle)}"
            yield FaitDate(visa.date, None, text, KINDS["bilan"].chemin, "visa")


def _revues(projet: Projet) -> Iterator[FaitDate]:
    """What each review found of the changes, and what was decided."""
    for date, text in faits_des_revues(projet):
        yield FaitDate(date, None, text, KINDS["suites"].chemin, "revue")


_GATHERERS = (
    _phases, _journal, _agenda, _cadrage, _groupes, _diagnostic, _experimentations, _seances,
    _evaluations, _reunions, _propositions, _visas, _revues,
)  # fmt: skip
