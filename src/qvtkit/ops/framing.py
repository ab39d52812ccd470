"""The framing: why, with what, linked to what, and the working rules of the group that steers."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qvtkit.errors import RefusedError, UsageError
from qvtkit.issues import issue
from qvtkit.method import cadrage as method
from qvtkit.method import instances as bodies
from qvtkit.model.base import Record
from qvtkit.model.cadrage import Cadrage
from qvtkit.model.codes import Statut
from qvtkit.model.groupe import Groupe
from qvtkit.ops import framing_lists as lists
from qvtkit.ops import records
from qvtkit.store.edit import SetValue
from qvtkit.store.project import read_answers, read_resource
from qvtkit.store.validate import validate
from qvtkit.text import closest, did_you_mean, fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from qvtkit.issues import Issue
    from qvtkit.model.projet import Projet
    from qvtkit.ops.outcome import Outcome
    from qvtkit.store.edit import Edit

KIND = "cadrage"
_CSE = re.compile(r"^\s*cse\s*(?==|$)", re.IGNORECASE)
_SUITE = (
    "qvtkit framing show     relire, et voir ce qui manque",
    "qvtkit export cadrage   la note d’une page, à signer",
)


def texts() -> dict[str, Any]:
    """Return the parts, their questions and the lists of the framing, as `templates/cadrage.yaml` says them."""
    return read_resource("cadrage.yaml")


def show(projet: Projet, day: dt.date) -> dict[str, Any]:
    """Return the framing, what it lacks, the bodies to propose and the working rules, JSON-ready."""
    group = method.pilote(projet.groupes)
    rules = list(projet.groupes[group].regles) if group else []
    return {
        "cadrage": records.as_json(projet.cadrage),
        "a_completer": [lack.as_dict() for lack in method.manques(projet)],
        "instances_proposees": [each.as_dict() for each in bodies.proposees(projet, day)],
        "regles": {"groupe": group, "regles": rules},
    }


def flat(projet: Projet) -> dict[str, Any]:
    """Return the rubriques by the word that gives each, lists as a person would type them."""
    note = projet.cadrage
    values: dict[str, Any] = {"pourquoi": note.pourquoi, "perimetre": note.perimetre}
    values["objectifs"] = " ; ".join(note.objectifs)
    for key, family in lists.STAKES.items():
        values[key] = " ; ".join(stake.texte for stake in note.enjeux if stake.famille is family and stake.texte)
    values |= {key: getattr(note.moyens, key) for key in lists.MEANS}
    for key in lists.DATED:
        told = getattr(note, key)
        values[key] = told.texte if told else ""
        values[f"{key}_date"] = told.date.francais if told and told.date else ""
    return values


def edit(projet: Projet, answers: Mapping[str, Any]) -> Outcome:
    """Write what *answers* (by one word each) give; what they do not name stays.

    `instances` and `projets_lies` add, or complete what is there; `retirer` takes out of both.
    `regles` are written in the group that steers, or in `groupe`.
    """
    data = lists.nested(projet.cadrage, {**answers, **_right_cse(projet, answers)})
    return _written(projet, data, answers.get("regles"), answers.get("groupe"))


def _right_cse(projet: Projet, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the bodies with « cse » made the one of the status: the same letters name two bodies."""
    status = projet.dossier.etablissement.statut
    if "instances" not in answers or status is None:
        return {}
    right = "cse-fph" if status is Statut.PUBLIC else "cse-prive"
    typed = answers["instances"]
    return {"instances": [_CSE.sub(right, each) if isinstance(each, str) else each for each in typed]}


def from_file(projet: Projet, path: Path, shown: str) -> Outcome:
    """Write what a file of answers says: the rubriques of the framing, and `regles`.

    Raises FileSystemError where it cannot be read, UsageError with all that is wrong in it.
    """
    text = read_answers(path, shown)
    if not text.readable or not isinstance(text.data, dict):
        raise UsageError(*text.issues or [issue("rubriques-attendues", text.position())])
    rules = next((value for key, value in text.data.items() if fold(str(key)) == "regles"), None)
    data = {key: value for key, value in text.data.items() if fold(str(key)) != "regles"}
    record, found = validate(Cadrage, data)
    ruled, badly = validate(Groupe, {"regles": rules})
    if not isinstance(record, Cadrage) or not isinstance(ruled, Groupe):
        raise UsageError(*(each.at(text.position(*each.path)) for each in (*found, *badly)))
    return _written(projet, _given(record), ruled.regles if rules else None, None)


def _given(record: Record) -> dict[str, Any]:
    """Return the rubriques that a file gave, records inside as what was given of them."""
    values = {key: getattr(record, key) for key in type(record).model_fields if key in record.model_fields_set}
    return {key: _given(value) if isinstance(value, Record) else value for key, value in values.items()}


def _written(projet: Projet, data: Mapping[str, Any], rules: Any, group: str | None) -> Outcome:
    ruled = _with_rules(projet, rules, group) if rules is not None else None
    if not data and ruled is not None:
        return replace(ruled, suite=_SUITE)
    message = "Cadrage enregistré."
    if projet.loaded(KIND):
        outcome = records.edit(projet, KIND, "", _emptied(records.set_edits(KIND, data)), message, _SUITE)
    else:
        outcome = records.create(projet, KIND, "", data, message, _SUITE)
    found = (*outcome.issues, *_lost(projet.cadrage, data), *_unknown(projet, data))
    if ruled is None:
        return replace(outcome, issues=found)
    return replace(outcome, changes=(*outcome.changes, *ruled.changes), issues=(*found, *ruled.issues))


def _emptied(edits: Iterable[Edit]) -> list[Edit]:
    """Return the edits; a text that was erased leaves its rubrique empty, as it was before it was ever written."""
    return [replace(each, value=None) if isinstance(each, SetValue) and each.value == "" else each for each in edits]


def _lost(note: Cadrage, data: Mapping[str, Any]) -> list[Issue]:
    """Say which stakes are no more: a family that is given anew loses those that are not said again."""
    if "enjeux" not in data:
        return []
    kept = {each["texte"] if isinstance(each, dict) else each.texte for each in data["enjeux"]}
    left = [stake.texte for stake in note.enjeux if stake.texte not in kept]
    return [issue("liste-remplacee", rubrique="enjeux", elements=" ; ".join(left))] if left else []


def _unknown(projet: Projet, data: Mapping[str, Any]) -> list[Issue]:
    """Warn of bodies that the shipped list does not know: a slip, or the establishment's own."""
    known = projet.source.referential("instances")
    codes = (each.instance for each in data.get("instances") or ())
    return [
        issue("code-referentiel", valeur=code, liste="des instances", conseil=did_you_mean(closest(code, known)))
        for code in codes
        if code and code not in known
    ]


def _with_rules(projet: Projet, rules: str | Iterable[str], wanted: str | None) -> Outcome:
    """Return the outcome that writes the working rules in the group that steers, or in *wanted*."""
    from qvtkit.ops import groups

    group_id = groups.resolve(projet, wanted) if wanted else method.pilote(projet.groupes)
    if group_id is None:
        raise RefusedError.of(
            "aucun", quoi="Les règles de travail sont celles d’un groupe, et le projet n’en a pas encore.",
            commande="qvtkit group add",
        )  # fmt: skip
    edits = records.set_edits("groupe", {"regles": lists.words(rules)})
    return records.edit(projet, "groupe", group_id, edits, f"Règles de travail enregistrées ({group_id}).")
