"""The framing: why, with what, linked to what, and the working rules of the project."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qvtkit.errors import UsageError
from qvtkit.issues import issue
from qvtkit.method import cadrage as method
from qvtkit.method import instances as bodies
from qvtkit.method.lexique import Lexique
from qvtkit.model.base import Record, field_by_fold
from qvtkit.model.cadrage import Cadrage
from qvtkit.model.codes import Statut
from qvtkit.ops import framing_lists as lists
from qvtkit.ops import records
from qvtkit.store.project import read_answers, read_resource
from qvtkit.store.validate import validate
from qvtkit.text import closest, did_you_mean, enumerate_fr, fold, listed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from qvtkit.issues import Issue
    from qvtkit.model.cadrage import Consultation
    from qvtkit.model.projet import Projet
    from qvtkit.ops.outcome import Outcome

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
    words = Lexique(projet)
    return {
        "cadrage": records.as_json(projet.cadrage),
        "a_completer": [lack.as_dict() for lack in method.manques(projet, day)],
        "instances_proposees": [each.as_dict() for each in bodies.proposees(projet, day)],
        "instances": [_body(each, words, day) for each in projet.cadrage.instances if each.instance],
        "regles": method.regles(projet).as_dict(),
    }


def _body(told: Consultation, words: Lexique, day: dt.date) -> str:
    return f"{words.instance(told.instance)}, {bodies.precision(told, day, words)}"


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


def edit(projet: Projet, answers: Mapping[str, Any], day: dt.date) -> Outcome:
    """Write what *answers* (by one word each) give; what they do not name stays.

    `instances` and `projets_lies` add, or complete what is there; `retirer` takes out of both.
    `regles` are those of the whole project; with `groupe`, those that this group has beside.
    """
    own = answers.get("groupe")
    given = {key: value for key, value in answers.items() if not (own and key == "regles")}
    data = lists.nested(projet.cadrage, {**given, **_right_cse(projet, answers)}, day)
    ruled = _rules_of(projet, own, answers.get("regles") or ()) if own else None
    if ruled is not None and not data:
        return replace(ruled, suite=_SUITE)
    outcome = _written(projet, data, day)
    if ruled is None:
        return outcome
    return replace(outcome, changes=(*outcome.changes, *ruled.changes), issues=(*outcome.issues, *ruled.issues))


def _right_cse(projet: Projet, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the bodies with « cse » made the one of the status: the same letters name two bodies."""
    status = projet.dossier.etablissement.statut
    if "instances" not in answers or status is None:
        return {}
    right = "cse-fph" if status is Statut.PUBLIC else "cse-prive"
    typed = answers["instances"]
    return {"instances": [_CSE.sub(right, each) if isinstance(each, str) else each for each in typed]}


def from_file(projet: Projet, path: Path, shown: str, day: dt.date) -> Outcome:
    """Write what a file of answers says: the rubriques of the framing; `[]` empties a list.

    Raises FileSystemError where it cannot be read, UsageError with all that is wrong in it.
    """
    text = read_answers(path, shown)
    if not text.readable or not isinstance(text.data, dict):
        raise UsageError(*text.issues or [issue("rubriques-attendues", text.position())])
    record, found = validate(Cadrage, text.data)
    if not isinstance(record, Cadrage):
        raise UsageError(*(each.at(text.position(*each.path)) for each in found))
    known = field_by_fold(Cadrage)
    emptied: dict[str, Any] = {known[fold(str(key))]: () for key, value in text.data.items() if value == []}
    return _written(projet, emptied | _given(record), day)


def _given(record: Record) -> dict[str, Any]:
    """Return the rubriques that a file gave, records inside as what was given of them."""
    values = {key: getattr(record, key) for key in type(record).model_fields if key in record.model_fields_set}
    return {key: _given(value) if isinstance(value, Record) else value for key, value in values.items()}


def _written(projet: Projet, data: Mapping[str, Any], day: dt.date) -> Outcome:
    message = "Cadrage enregistré."
    if projet.loaded(KIND):
        outcome = records.edit(projet, KIND, "", records.set_edits(KIND, data), message, _SUITE)
    else:
        outcome = records.create(projet, KIND, "", data, message, _SUITE)
    found = (*_lost(projet.cadrage, data), *_unknown(projet, data), *_of_their_time(projet, data, day))
    return replace(outcome, issues=(*outcome.issues, *found, *_beside(projet, data)))


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


def _of_their_time(projet: Projet, data: Mapping[str, Any], day: dt.date) -> Iterator[Issue]:
    """Say which information is only planned, and which body did not exist at its date."""
    words = Lexique(projet)
    for told in data.get("instances") or ():
        if told in projet.cadrage.instances or not told.date or not told.instance:
            continue
        name = words.instance(told.instance)
        if bodies.etat(told, day) is bodies.EtatInstance.PREVUE:
            yield issue("instance-prevue", instance=name, date=told.date.francais)
        if not bodies.existait(projet, told.instance, told.date):
            at_the_time = enumerate_fr(bodies.noms(projet, told.date.last_day), "ou") or "le nom de l’époque"
            yield issue("instance-hors-epoque", instance=name, date=told.date.francais, alors=at_the_time)


def _beside(projet: Projet, data: Mapping[str, Any]) -> list[Issue]:
    """Say that a group keeps rules of its own, where they stood for those of the project until now."""
    before = method.regles(projet)
    if "regles" not in data or before.groupe is None:
        return []
    return [issue("regles-du-groupe", groupe=before.groupe)]


def _rules_of(projet: Projet, wanted: str, rules: str | Iterable[str]) -> Outcome:
    """Return the outcome that writes the rules that the group *wanted* has beside those of the project."""
    from qvtkit.ops import groups

    group_id = groups.resolve(projet, wanted)
    edits = records.set_edits("groupe", {"regles": listed(rules)})
    return records.edit(projet, "groupe", group_id, edits, f"Règles du groupe « {group_id} » enregistrées.")
