"""The rules that cross records: each is `rule(projet, aujourdhui)` and yields issues."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

from qvtkit.issues import Issue, issue
from qvtkit.text import closest, did_you_mean

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from qvtkit.model.base import Record
    from qvtkit.model.dates import DateSouple
    from qvtkit.model.projet import Loaded, Projet

_Dated: TypeAlias = "tuple[str, str, tuple[str | int, ...], DateSouple | None]"
Rule: TypeAlias = "Callable[[Projet, dt.date | None], Iterator[Issue]]"

_NOUNS = {
    "probleme": "problème", "groupe": "groupe", "indicateur": "indicateur", "experimentation": "expérimentation",
    "questionnaire": "questionnaire", "grille": "grille", "seance": "séance", "reunion": "réunion",
    "proposition": "proposition", "constat": "constat",
}  # fmt: skip


def _unknown(
    loaded: Loaded[Record], path: tuple[str | int, ...], value: str | None, kind: str, known: Any,
) -> Iterator[Issue]:  # fmt: skip
    """Yield the issue of a reference to nothing."""
    if value and value not in known:
        hint = closest(value, known)
        advice = did_you_mean(hint)
        yield issue(
            "reference-inconnue", loaded.position(*path), path, genre=_NOUNS[kind], valeur=value, conseil=advice
        )


def problem_references(projet: Projet, aujourdhui: dt.date | None) -> Iterator[Issue]:  # noqa: ARG001
    """A problem's findings exist; findings and tools name surveys that exist."""
    findings = {constat.id for constat in projet.etat_des_lieux.constats if constat.id}
    for record_id, loaded in projet.loaded("probleme").items():
        problem = projet.problemes.get(record_id)
        for rank, finding in enumerate(problem.constats if problem else ()):
            yield from _unknown(loaded, ("constats", rank), finding, "constat", findings)
    single = projet.loaded("etat-des-lieux").get("")
    for rank, tool in enumerate(projet.etat_des_lieux.outils if single else ()):
        assert single is not None  # noqa: S101
        path = ("outils", rank, "questionnaire")
        yield from _unknown(single, path, tool.questionnaire, "questionnaire", projet.loaded("questionnaire"))


def experiment_references(projet: Projet, aujourdhui: dt.date | None) -> Iterator[Issue]:  # noqa: ARG001
    """An experiment's problem, group and indicators exist."""
    for record_id, loaded in projet.loaded("experimentation").items():
        experiment = projet.experimentations.get(record_id)
        if experiment is None:
            continue
        yield from _unknown(loaded, ("probleme",), experiment.probleme, "probleme", projet.loaded("probleme"))
        yield from _unknown(loaded, ("groupe",), experiment.groupe, "groupe", projet.loaded("groupe"))
        if experiment.decision:
            yield from _unknown(loaded, ("decision", "par"), experiment.decision.par, "groupe", projet.loaded("groupe"))
        for rank, plan in enumerate(experiment.indicateurs):
            path = ("indicateurs", rank, "indicateur")
            yield from _unknown(loaded, path, plan.indicateur, "indicateur", projet.loaded("indicateur"))


def session_references(projet: Projet, aujourdhui: dt.date | None) -> Iterator[Issue]:  # noqa: ARG001
    """A session's experiment and indicators exist."""
    for record_id, loaded in projet.loaded("seance").items():
        yield from _unknown(
            loaded, (), record_id.partition("/")[0], "experimentation", projet.loaded("experimentation")
        )
        seance = projet.seances.get(record_id)
        for rank, activity in enumerate(seance.activites if seance else ()):
            path = ("activites", rank, "indicateur")
            yield from _unknown(loaded, path, activity.indicateur, "indicateur", projet.loaded("indicateur"))


def indicator_references(projet: Projet, aujourdhui: dt.date | None) -> Iterator[Issue]:  # noqa: ARG001
    """The groups that excluded measures exist."""
    for record_id, loaded in projet.loaded("indicateur").items():
        indicator = projet.indicateurs.get(record_id)
        for rank, exclusion in enumerate(indicator.exclusions if indicator else ()):
            yield from _unknown(loaded, ("exclusions", rank, "par"), exclusion.par, "groupe", projet.loaded("groupe"))


def proposal_references(projet: Projet, aujourdhui: dt.date | None) -> Iterator[Issue]:  # noqa: ARG001
    """Where a proposal comes from exists."""
    for record_id, loaded in projet.loaded("proposition").items():
        proposal = projet.propositions.get(record_id)
        origin = proposal.origine if proposal else None
        for kind in ("seance", "reunion", "probleme", "questionnaire"):
            value = getattr(origin, kind) if origin else None
            yield from _unknown(loaded, ("origine", kind), value, kind, projet.loaded(kind))


def agenda_and_suites_references(projet: Projet, aujourdhui: dt.date | None) -> Iterator[Issue]:  # noqa: ARG001
    """Groups of the agenda, pilot and problems of the suites exist."""
    agenda = projet.loaded("agenda").get("")
    for rank, event in enumerate(projet.agenda.evenements if agenda else ()):
        assert agenda is not None  # noqa: S101
        yield from _unknown(agenda, ("evenements", rank, "groupe"), event.groupe, "groupe", projet.loaded("groupe"))
    suites = projet.loaded("suites").get("")
    if suites is None:
        return
    yield from _unknown(suites, ("pilote", "groupe"), projet.suites.pilote.groupe, "groupe", projet.loaded("groupe"))
    for rank, action in enumerate(projet.suites.actions):
        yield from _unknown(
            suites, ("actions", rank, "probleme"), action.probleme, "probleme", projet.loaded("probleme")
        )


def evaluation_answers(projet: Projet, aujourdhui: dt.date | None) -> Iterator[Issue]:  # noqa: ARG001
    """Evaluations name a checklist that exists, its items, and answers of its scale."""
    for record_id, loaded in projet.loaded("evaluation").items():
        evaluation = projet.evaluations.get(record_id)
        if evaluation is None:
            continue
        yield from _unknown(loaded, ("grille",), evaluation.grille, "grille", projet.grilles)
        path = ("experimentation",)
        yield from _unknown(
            loaded, path, evaluation.experimentation, "experimentation", projet.loaded("experimentation")
        )
        grid = projet.grilles.get(evaluation.grille or "")
        items = {item.id for item in grid.items} if grid else set()
        for item_id, answer in evaluation.reponses.items() if grid else ():
            assert grid is not None  # noqa: S101
            place = ("reponses", item_id)
            if item_id not in items:
                hint = closest(item_id, [item for item in items if item])
                advice = did_you_mean(hint)
                yield issue("item-inconnu", loaded.position(*place), place, valeur=item_id, conseil=advice)
            for who, given in answer.avis.items():
                if grid.echelle and given not in grid.echelle:
                    scale = ", ".join(grid.echelle)
                    yield issue(
                        "reponse-hors-echelle", loaded.position(*place, who), place, valeur=given, possibles=scale
                    )


def shipped_codes(projet: Projet, aujourdhui: dt.date | None) -> Iterator[Issue]:  # noqa: ARG001
    """The type of establishment and the trades are in the shipped lists, or close to nothing in them."""
    head = projet.loaded("dossier").get("")
    kind = projet.dossier.etablissement.type
    if head and kind:
        yield from _code(
            head, ("etablissement", "type"), kind, projet, "types-etablissement", "des types d’établissement"
        )
    for record_id, loaded in projet.loaded("groupe").items():
        group = projet.groupes.get(record_id)
        for rank, seat in enumerate(group.sieges if group else ()):
            if seat.metier:
                yield from _code(loaded, ("sieges", rank, "metier"), seat.metier, projet, "metiers", "des métiers")
    framing = projet.loaded("cadrage").get("")
    for rank, told in enumerate(projet.cadrage.instances if framing else ()):
        if framing and told.instance:
            yield from _code(
                framing, ("instances", rank, "instance"), told.instance, projet, "instances", "des instances"
            )
    yield from _trades(projet)


def _trades(projet: Projet) -> Iterator[Issue]:
    """The trades of problems and of experiments are in the shipped list (« tous » stands for all)."""
    path: tuple[str | int, ...]
    for key, problem in projet.problemes.items():
        for rank, trade in enumerate(problem.metiers):
            path = ("metiers", rank)
            yield from _trade(projet.loaded("probleme")[key], path, trade, projet)
    for key, experiment in projet.experimentations.items():
        for rank, trade in enumerate(experiment.perimetre.metiers):
            path = ("perimetre", "metiers", rank)
            yield from _trade(projet.loaded("experimentation")[key], path, trade, projet)


def _trade(loaded: Loaded[Record], path: tuple[str | int, ...], trade: str, projet: Projet) -> Iterator[Issue]:
    if trade != "tous":
        yield from _code(loaded, path, trade, projet, "metiers", "des métiers")


def _code(
    loaded: Loaded[Record], path: tuple[str | int, ...], value: str, projet: Projet, name: str, label: str
) -> Iterator[Issue]:
    known = projet.source.referential(name)
    if value not in known:
        hint = closest(value, known)
        advice = did_you_mean(hint)
        yield issue("code-referentiel", loaded.position(*path), path, valeur=value, liste=label, conseil=advice)


def future_facts(projet: Projet, aujourdhui: dt.date | None) -> Iterator[Issue]:
    """What is told as done is not in the future: facts of the journal, ends and decisions of tests."""
    if aujourdhui is None:
        return
    dated: list[_Dated] = [
        ("journal", "", ("faits", rank, "date"), fact.date) for rank, fact in enumerate(projet.journal.faits)
    ]
    for key, experiment in projet.experimentations.items():
        dated.append(("experimentation", key, ("fin",), experiment.fin))
        if experiment.decision:
            dated.append(("experimentation", key, ("decision", "date"), experiment.decision.date))
    for kind, key, path, date in dated:
        if date and date.first_day > aujourdhui:
            yield issue("date-future", projet.loaded(kind)[key].position(*path), path, date=date.francais)


def head_filled(projet: Projet, aujourdhui: dt.date | None) -> Iterator[Issue]:  # noqa: ARG001
    """`qvt.yaml` says something: an empty one is most often a file that was cut short."""
    head = projet.loaded("dossier").get("")
    if head and head.record is not None and head.record == type(head.record)():
        yield issue("fiche-du-projet-vide", head.position())


def phases_in_order(projet: Projet, aujourdhui: dt.date | None) -> Iterator[Issue]:  # noqa: ARG001
    """A phase begins after the one before it."""
    head = projet.loaded("dossier").get("")
    stays = projet.dossier.demarche.phases
    for rank, (before, after) in enumerate(pairwise(stays), 1):
        if head and before.debut and after.debut and after.phase and after.debut.surely_before(before.debut):
            path = ("demarche", "phases", rank, "debut")
            yield issue("phases-desordre", head.position(*path), path, phase=after.phase.libelle)


RULES: tuple[Rule, ...] = (
    problem_references, experiment_references, session_references, indicator_references, proposal_references,
    agenda_and_suites_references, evaluation_answers, shipped_codes, future_facts, phases_in_order, head_filled,
)  # fmt: skip
