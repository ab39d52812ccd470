"""Dates: an end after its start, phases in their order, nothing done in the future."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from qvtkit.checks.rule import Rule
from qvtkit.issues import Issue, issue
from qvtkit.model.codes import EtatExperimentation
from qvtkit.model.dates import DateSouple, date_of_id

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from qvtkit.model.projet import Projet

_Path: TypeAlias = "tuple[str | int, ...]"
_Dated: TypeAlias = "tuple[str, str, _Path, DateSouple | None]"
_Ordered: TypeAlias = "tuple[str, str, _Path, DateSouple | None, str, DateSouple | None, str]"
"""Kind, id, place of the later date, that date, what it is, the earlier date, what that is."""


def future_facts(projet: Projet, aujourdhui: dt.date | None) -> Iterator[Issue]:
    """What is told as done is not in the future."""
    if aujourdhui is None:
        return
    for kind, key, path, date in _done(projet):
        if date and date.first_day > aujourdhui:
            yield issue("date-future", projet.loaded(kind)[key].position(*path), path, date=date.francais)
    for key, indicator in projet.indicateurs.items():
        for periode, mesure in indicator.mesures.items():
            if periode.first_day > aujourdhui and not (mesure.is_empty or mesure.nd):
                path = ("mesures", str(periode))
                place = projet.loaded("indicateur")[key].position(*path)
                yield issue("mesure-future", place, path, periode=periode.francais)


def _done(projet: Projet) -> Iterator[_Dated]:
    """Yield the dates of what the folder tells as done."""
    path: _Path
    for kind in ("seance", "reunion", "evaluation"):
        for key, loaded in projet.loaded(kind).items():
            path = ("date",) if getattr(loaded.record, "date", None) else ()
            yield kind, key, path, getattr(loaded.record, "date", None) or date_of_id(key)
    for rank, stay in enumerate(projet.dossier.demarche.phases):
        yield "dossier", "", ("demarche", "phases", rank, "fin"), stay.fin
    if projet.dossier.confidentialite.derogation:
        yield "dossier", "", ("confidentialite", "derogation", "date"), projet.dossier.confidentialite.derogation.date
    for rank, fact in enumerate(projet.journal.faits):
        yield "journal", "", ("faits", rank, "date"), fact.date
    for rank, told in enumerate(projet.cadrage.instances):
        if told.avis:
            yield "cadrage", "", ("instances", rank, "date"), told.date
    yield from _done_in_experiments(projet)
    yield from _done_in_answers(projet)


def _done_in_experiments(projet: Projet) -> Iterator[_Dated]:
    for key, experiment in projet.experimentations.items():
        if experiment.etat is not EtatExperimentation.PREVUE:
            yield "experimentation", key, ("debut",), experiment.debut
        yield "experimentation", key, ("fin",), experiment.fin
        for rank, change in enumerate(experiment.ajustements):
            yield "experimentation", key, ("ajustements", rank, "date"), change.date
        if experiment.decision:
            yield "experimentation", key, ("decision", "date"), experiment.decision.date


def _done_in_answers(projet: Projet) -> Iterator[_Dated]:
    for key, survey in projet.questionnaires.items():
        for rank, wave in enumerate(survey.vagues):
            if wave.reponses:
                yield "questionnaire", key, ("vagues", rank, "date"), wave.date
    for key, proposal in projet.propositions.items():
        yield "proposition", key, ("date",), proposal.date
        if proposal.reponse and proposal.reponse.texte:
            yield "proposition", key, ("reponse", "date"), proposal.reponse.date


def in_order(projet: Projet, aujourdhui: dt.date | None) -> Iterator[Issue]:  # noqa: ARG001
    """What follows comes after what it follows."""
    for kind, key, path, date, what, before, other in _followed(projet):
        if date and before and date.surely_before(before):
            place = projet.loaded(kind)[key].position(*path)
            yield issue("dates-inversees", place, path, quoi=what, date=date.francais, autre=other,
                        avant=before.francais)  # fmt: skip


def _followed(projet: Projet) -> Iterator[_Ordered]:
    path: _Path
    for rank, tool in enumerate(projet.etat_des_lieux.outils):
        path = ("outils", rank, "restitution")
        yield "etat-des-lieux", "", path, tool.restitution, "La restitution", tool.date, "l’outil"
    for key, proposal in projet.propositions.items():
        if proposal.reponse:
            path = ("reponse", "date")
            yield "proposition", key, path, proposal.reponse.date, "La réponse", proposal.date, "la proposition"
    for key, experiment in projet.experimentations.items():
        if experiment.decision:
            path = ("decision", "date")
            yield "experimentation", key, path, experiment.decision.date, "La décision", experiment.debut, "le début"
    for key, indicator in projet.indicateurs.items():
        if indicator.cible and indicator.reference:
            start = (
                type(indicator.cible.echeance).of(indicator.reference.first_day) if indicator.cible.echeance else None
            )
            path = ("cible", "echeance")
            yield "indicateur", key, path, indicator.cible.echeance, "L’échéance de la cible", start, "la référence"


def phases_in_order(projet: Projet, aujourdhui: dt.date | None) -> Iterator[Issue]:  # noqa: ARG001
    """A phase begins after the one before it."""
    head = projet.loaded("dossier").get("")
    stays = projet.dossier.demarche.phases
    for rank, (before, after) in enumerate(pairwise(stays), 1):
        if head and before.debut and after.debut and after.phase and after.debut.surely_before(before.debut):
            path = ("demarche", "phases", rank, "debut")
            yield issue("phases-desordre", head.position(*path), path, phase=after.phase.libelle)


def names_with_a_date(projet: Projet, aujourdhui: dt.date | None) -> Iterator[Issue]:  # noqa: ARG001
    """The file of a session, a meeting or an evaluation begins with its date: nothing else tells it."""
    for kind in ("seance", "reunion", "evaluation"):
        for key, loaded in projet.loaded(kind).items():
            if date_of_id(key) is None and not getattr(loaded.record, "date", None):
                yield issue("nom-sans-date", loaded.position(), nom=loaded.file.rpartition("/")[2])


RULE = Rule(
    "dates",
    "Une fin suit son début, les phases se suivent, rien n’est dit fait dans le futur",
    ("fin-avant-debut", "dates-inversees", "phases-desordre", "date-future", "mesure-future", "nom-sans-date"),
    (future_facts, in_order, phases_in_order, names_with_a_date),
)
