"""Small numbers: what is written is enough to show, and never enough to recognise someone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.checks.rule import Rule
from qvtkit.issues import Issue, issue
from qvtkit.model.dossier import SEUIL_PAR_DEFAUT
from qvtkit.text import enumerate_fr

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from qvtkit.model.base import Record
    from qvtkit.model.projet import Loaded, Projet
    from qvtkit.model.questionnaire import Questionnaire, Vague

SMALLEST_CELL = 5
"""Below it a crossed count would let a person be recognised; zero tells nothing of anyone."""


def exemption(projet: Projet, aujourdhui: dt.date | None) -> Iterator[Issue]:  # noqa: ARG001
    """An exemption that is used says when, by whom and why (without a reason, it is an error of the record)."""
    rules = projet.dossier.confidentialite
    given = rules.derogation
    if rules.seuil >= SEUIL_PAR_DEFAUT or given is None or not given.motif:
        return
    missing = [key for key in ("date", "par") if not getattr(given, key)]
    if missing:
        path = ("confidentialite", "derogation")
        place = projet.loaded("dossier")[""].position(*path)
        yield issue("derogation-incomplete", place, path, valeur=rules.seuil, manque=enumerate_fr(missing))


def crossed_counts(projet: Projet, aujourdhui: dt.date | None) -> Iterator[Issue]:  # noqa: ARG001
    """No cell of a cross table is under five."""
    for key, survey in projet.questionnaires.items():
        loaded = projet.loaded("questionnaire")[key]
        for rank, wave in enumerate(survey.vagues):
            for path, count in _cells(wave):
                if 0 < count < SMALLEST_CELL:
                    place: tuple[str | int, ...] = ("vagues", rank, "par", *path)
                    yield issue("croisement-trop-petit", loaded.position(*place), place, effectif=count)


def _cells(wave: Vague) -> Iterator[tuple[tuple[str, ...], int]]:
    for profile, groups in wave.par.items():
        for group, questions in groups.items():
            for question, counts in questions.items():
                for answer, count in counts.items():
                    yield (profile, group, question, answer), count


def survey_counts(projet: Projet, aujourdhui: dt.date | None) -> Iterator[Issue]:  # noqa: ARG001
    """No more answers than people asked, nor more to one question than answers received."""
    for key, survey in projet.questionnaires.items():
        loaded = projet.loaded("questionnaire")[key]
        for rank, wave in enumerate(survey.vagues):
            if wave.invites is not None and (wave.reponses or 0) > wave.invites:
                path = ("vagues", rank, "reponses")
                yield issue("trop-de-reponses", loaded.position(*path), path, reponses=wave.reponses,
                            sur=f"{wave.invites} personnes invitées")  # fmt: skip
            yield from _of_questions(loaded, survey, rank, wave)


def _of_questions(loaded: Loaded[Record], survey: Questionnaire, rank: int, wave: Vague) -> Iterator[Issue]:
    scales = {each.id: survey.echelles.get(each.echelle or "", ()) for each in survey.questions}
    for question, counts in wave.effectifs.items():
        path = ("vagues", rank, "effectifs", question)
        if wave.reponses is not None and sum(counts.values()) > wave.reponses:
            yield issue("trop-de-reponses", loaded.position(*path), path, reponses=sum(counts.values()),
                        sur=f"{wave.reponses} réponses reçues")  # fmt: skip
        answers = [each.code for each in scales.get(question, ())]
        for answer in counts if answers else ():
            if answer not in answers:
                place = (*path, answer)
                yield issue("reponse-hors-echelle", loaded.position(*place), place, valeur=answer,
                            possibles=", ".join(answers))  # fmt: skip


CONFIDENTIALITE = Rule(
    "confidentialite",
    "Le seuil des petits effectifs, sa dérogation complète, aucun croisement sous cinq",
    ("seuil-trop-bas", "seuil-sans-derogation", "derogation-incomplete", "croisement-trop-petit"),
    (exemption, crossed_counts),
)
QUESTIONNAIRES = Rule(
    "questionnaires",
    "Les effectifs d’un questionnaire ne dépassent pas les réponses, ni les réponses les invités",
    ("trop-de-reponses", "reponse-hors-echelle"),
    (survey_counts,),
)
