"""Checklists: which there are, answering one, reading the answers again. Positions are never averaged."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qvtkit.errors import InvalidRecordError, UsageError
from qvtkit.method.jalons import jalon
from qvtkit.method.lexique import Lexique, majuscule
from qvtkit.model.codes import College, EtatExperimentation, Phase, Role
from qvtkit.model.dates import date_of_id
from qvtkit.model.kinds import KINDS
from qvtkit.ops import records
from qvtkit.ops.reponses import COMMENTAIRE, Formulaire, opinions
from qvtkit.text import enumerate_fr, plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qvtkit.issues import Issue
    from qvtkit.model.evaluation import Evaluation, Grille
    from qvtkit.model.projet import Projet
    from qvtkit.ops.outcome import Outcome

_SUGGESTED = 3
"""Options named where no answer was given."""


def resolve_grid(projet: Projet, typed: str) -> str:
    """Return the id of the grid that *typed* names; InvalidRecordError where its file holds errors."""
    titles = {grid_id: grid.titre for grid_id, grid in projet.grilles.items()}
    broken = {key: loaded for key, loaded in projet.loaded("grille").items() if loaded.record is None}
    titles |= dict.fromkeys(broken, "")
    grid_id = records.named(typed, titles, "de grille", "Pour les voir : qvtkit evaluation list")
    if grid_id in broken:
        raise InvalidRecordError(*broken[grid_id].issues)
    return grid_id


def resolve(projet: Projet, typed: str) -> str:
    """Return the id of the evaluation that *typed* names."""
    return records.existing(projet, "evaluation", typed, "d’évaluation", "Pour les voir : qvtkit evaluation list")


def form_of(projet: Projet, grid_id: str, evaluation: Evaluation) -> Formulaire:
    """Return the grid as it is put at the moment of *evaluation*."""
    trades = frozenset(projet.source.referential("metiers"))
    return Formulaire(grid_id, projet.grilles[grid_id], evaluation.moment, trades)


def theme(projet: Projet, grid: Grille | None, code: str | None) -> str:
    """Return the words for the theme of a question of *grid*."""
    return (grid.themes.get(code or "") if grid else "") or Lexique(projet).theme(code)


def likely_experiment(projet: Projet, grid_id: str) -> str | None:
    """Return the experiment that a grid about experiments is most likely answered for."""
    tests = projet.experimentations
    grid = projet.grilles[grid_id]
    if not grid.moments and grid.phase is not Phase.EXPERIMENTATION:
        return None
    current = [key for key, test in tests.items() if test.etat is EtatExperimentation.EN_COURS]
    candidates = current or list(tests)
    return candidates[0] if len(candidates) == 1 else None


def likely_group(projet: Projet, experiment: str | None) -> str | None:
    """Return the group that answers: that of the experiment, else the evaluation group, else the only one."""
    test = projet.experimentations.get(experiment or "")
    if test and test.groupe in projet.groupes:
        return test.groupe
    evaluating = [key for key, group in projet.groupes.items() if Role.GROUPE_EVALUATION in group.roles]
    candidates = evaluating or list(projet.groupes)
    return candidates[0] if len(candidates) == 1 else None


def colleges_of(projet: Projet, group: str | None, day: dt.date) -> list[str]:
    """Return the collèges that hold an open seat in *group* on *day*, in their usual order."""
    record = projet.groupes.get(group or "")
    seats = record.open_seats(day) if record else ()
    present = {college for seat in seats for college in seat.colleges}
    return [str(college) for college in College if college in present]


def same_day(projet: Projet, evaluation: Evaluation) -> list[str]:
    """Return the evaluations of the same grid that bear the same date."""
    base = f"{evaluation.date}-{evaluation.grille}"
    return [key for key in projet.evaluations if key == base or key.startswith(f"{base}-")]


def free_id(projet: Projet, evaluation: Evaluation) -> str:
    """Return « date-grille », with a suffix where that file exists."""
    base = f"{evaluation.date}-{evaluation.grille}"
    taken = projet.loaded("evaluation")
    if base not in taken:
        return base
    return next(name for n in range(2, 1000) if (name := f"{base}-{n}") not in taken)


def create(
    projet: Projet, form: Formulaire, head: Evaluation, answers: Mapping[str, str], doubts: Sequence[Issue] = ()
) -> Outcome:
    """Record the answers (by « question.party » and « question.commentaire ») to a grid."""
    written = _by_item(form, answers)
    if not written:
        raise _empty(projet, form, head)
    record_id = free_id(projet, head)
    others = same_day(projet, head)
    body = records.typed_values(head, ("grille", "moment", "experimentation", "groupe"))
    body |= {"version": form.grille.version, "reponses": written}
    outcome = records.create(
        projet, "evaluation", record_id, body, "",
        (f"qvtkit evaluation show {record_id}", _then(projet, form, record_id)),
    )  # fmt: skip
    facts = summary(form, {item: opinions(answers, item) for item in form.items})
    counted = _answered(form, facts) if is_gate(form.id) else _counted(form, facts)
    message = f"Évaluation « {record_id} » enregistrée : {counted}"
    if others:
        message += f"\nLa grille avait déjà été remplie à cette date ({enumerate_fr(others)}) : tout est gardé."
    return replace(outcome, message=message, data={**outcome.data, **facts}, issues=(*doubts, *outcome.issues))


def _empty(projet: Projet, form: Formulaire, head: Evaluation) -> UsageError:
    """Return the refusal of an evaluation without any answer, with the options that would give the first ones."""
    day = head.date.last_day if head.date else dt.date.max
    wanted = unsettled(projet, form, day) or list(form.items)
    options = " ".join(f"--reponse {item}=…" for item in wanted[:_SUGGESTED])
    error = UsageError.of("evaluation-vide", options=options, possibles=", ".join(form.echelle))
    assert isinstance(error, UsageError)  # noqa: S101
    return error


def is_gate(grid_id: str) -> bool:
    """Tell whether a grid holds the questions of a phase: it is about the whole project, at no moment of a test."""
    return any(grid_id == f"jalon-{phase}" for phase in Phase)


def unsettled(projet: Projet, form: Formulaire, day: dt.date) -> list[str]:
    """Return the questions still to be put: of a gate, those without their answer; of another grid, all."""
    phase = next((each for each in Phase if form.id == f"jalon-{each}"), None)
    gate = jalon(projet, phase, day) if phase else None
    left = {question.id for question in gate.restantes} if gate else set(form.items)
    return [item for item in form.items if item in left]


def _then(projet: Projet, form: Formulaire, record_id: str) -> str:
    """Return what comes after reading the answers again: beside those of before, else between collèges."""
    before = any(each.grille == form.id for each in projet.evaluations.values())
    return f"qvtkit evaluation compare {form.id if before else record_id}"


def _by_item(form: Formulaire, answers: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return the answers as the file holds them, in the order of the grid."""
    written = {}
    for item in form.items:
        comment = answers.get(f"{item}.{COMMENTAIRE}")
        body = opinions(answers, item) | ({COMMENTAIRE: comment} if comment else {})
        if body:
            written[item] = body
    return written


def summary(form: Formulaire, given: Mapping[str, Mapping[str, str]]) -> dict[str, list[str]]:
    """Return the questions without an answer and those where the parties do not say the same."""
    return {
        "sans_reponse": [item for item in form.items if not given.get(item)],
        "avis_partages": [item for item in form.items if len(set(given.get(item, {}).values())) > 1],
    }


def _counted(form: Formulaire, facts: Mapping[str, list[str]]) -> str:
    empty, split = facts["sans_reponse"], facts["avis_partages"]
    text = f"{plural(len(empty), 'question')} sans réponse." if empty else "toutes les questions ont une réponse."
    return text + (f" Les avis diffèrent : {numbers(list(form.items), split)}." if split else "")


def _answered(form: Formulaire, facts: Mapping[str, list[str]]) -> str:
    """Count the answers given: of a gate, the folder may answer the others."""
    given, split = len(form.items) - len(facts["sans_reponse"]), facts["avis_partages"]
    text = f"{plural(given, 'question répondue', 'questions répondues')}."
    return text + (f" Les avis diffèrent : {numbers(list(form.items), split)}." if split else "")


def numbers(items: Sequence[str], some: Sequence[str]) -> str:
    """Return the numbers of *some* of the questions: « questions 4, 8 et 9 »."""
    ranks = [str(rank) for rank, item in enumerate(items, 1) if item in some]
    return f"{'questions' if len(ranks) > 1 else 'question'} {enumerate_fr(ranks)}"


def as_rows(projet: Projet) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the grids that may be answered, and the evaluations done."""
    own = projet.loaded("grille")
    grids = [
        {
            "id": grid_id, "titre": grid.titre, "questions": len(grid.items), "source": grid.source,
            "origine": "projet" if grid_id in own else "qvtkit", "moments": [str(moment) for moment in grid.moments],
        }
        for grid_id, grid in projet.grilles.items()
    ]  # fmt: skip
    return grids, [_done(projet, record_id) for record_id in projet.evaluations]


def _done(projet: Projet, record_id: str) -> dict[str, Any]:
    record = projet.evaluations[record_id]
    grid = projet.grilles.get(record.grille or "")
    date = record.date or date_of_id(record_id)
    return {
        "id": record_id, "grille": record.grille, "titre": grid.titre if grid else record.grille or "",
        "date": str(date) if date else None, "moment": str(record.moment) if record.moment else None,
        "experimentation": record.experimentation,
        "reponses": sum(bool(each.avis) for each in record.reponses.values()),
        "questions": len(grid.items_for(record.moment)) if grid else None,
    }  # fmt: skip


def view(projet: Projet, record_id: str) -> dict[str, Any]:
    """Return an evaluation question by question, with each party's answer in codes and in words."""
    record = projet.evaluations[record_id]
    grid_id = record.grille or ""
    form = form_of(projet, grid_id, record) if grid_id in projet.grilles else None
    date = record.date or date_of_id(record_id)
    facts = summary(form, {key: answer.avis for key, answer in record.reponses.items()}) if form else {}
    return {
        "id": record_id,
        **records.as_json(record),
        "date": str(date) if date else None,
        "titre": form.grille.titre if form else "",
        "fichier": KINDS["evaluation"].path(record_id),
        "questions": [_question(projet, form, record, item) for item in _shown_items(form, record)],
        **facts,
    }


def _shown_items(form: Formulaire | None, record: Evaluation) -> list[str]:
    """Return the questions of the grid, then answers to questions that it no longer has."""
    known = list(form.items) if form else []
    return [*known, *(item for item in record.reponses if item not in known)]


def _question(projet: Projet, form: Formulaire | None, record: Evaluation, item_id: str) -> dict[str, Any]:
    item = form.items.get(item_id) if form else None
    answer = record.reponses.get(item_id)
    words = Lexique(projet)
    avis = answer.avis if answer else {}
    return {
        "id": item_id,
        "theme": theme(projet, form.grille, item.theme) if form and item else "",
        "texte": item.texte if item else item_id,
        "avis": avis,
        "en_mots": {majuscule(words.partie(who)): words.reponse(value) for who, value in avis.items()},
        "avis_partages": bool(answer and answer.diverge),
        "commentaire": answer.commentaire if answer else "",
    }
