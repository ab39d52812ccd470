"""What a person types of a framing, turned into what its file holds: lists completed, never lost."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any, TypeVar

from qvtkit.errors import InvalidRecordError, RefusedError, UsageError
from qvtkit.issues import issue
from qvtkit.model.base import Record
from qvtkit.model.cadrage import Consultation, ProjetLie
from qvtkit.model.codes import Famille
from qvtkit.model.meant import no_date
from qvtkit.store.changes import validated
from qvtkit.text import closest, did_you_mean, fold, listed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from qvtkit.issues import Issue
    from qvtkit.model.cadrage import Cadrage

R = TypeVar("R", bound=Record)
STAKES = {f"enjeux_{family.value.replace('-', '_')}": family for family in Famille}
MEANS = ("heures", "remplacements", "euros", "precision")
DATED = ("engagement_direction", "climat_social", "communication")
_LINK = re.compile(r"\s*([^=]+?)\s*(?:=\s*([^:]*?)\s*(?::\s*(.*?)\s*)?)?", re.DOTALL)


def nested(note: Cadrage, answers: Mapping[str, Any], day: dt.date) -> dict[str, Any]:
    """Return the record's data that *answers* give on *day*, complete for each list that they touch."""
    data: dict[str, Any] = {key: answers[key] for key in ("pourquoi", "perimetre") if key in answers}
    data |= {key: listed(answers[key]) for key in ("objectifs", "regles") if key in answers}
    if any(key in answers for key in STAKES):
        data["enjeux"] = _stakes(note, answers)
    if any(key in answers for key in MEANS):
        data["moyens"] = {key: answers[key] for key in MEANS if key in answers}
    for key in DATED:
        given = {"date": answers.get(f"{key}_date"), "texte": answers.get(key)}
        if told := {part: value for part, value in given.items() if value is not None}:
            data[key] = told
    return data | _completed(note, answers, day)


def _completed(note: Cadrage, answers: Mapping[str, Any], day: dt.date) -> dict[str, Any]:
    """Return the two lists to which answers add; a list given empty (`--instances ""`) is emptied."""
    gone = {fold(each) for each in answers.get("retirer") or ()}
    _require_there(note, answers.get("retirer") or ())
    data: dict[str, Any] = {}
    for key, completed in (("instances", functools.partial(_bodies, day)), ("projets_lies", _linked)):
        given = answers.get(key)
        if given is not None or gone:
            data[key] = [] if given == [""] else completed(note, given or (), gone)
    return data


def _stakes(note: Cadrage, answers: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return all the stakes: a family that is answered is given anew, the others stay as they are."""
    kept: list[dict[str, Any]] = [{"famille": stake.famille, "texte": stake.texte} for stake in note.enjeux]
    for key, family in STAKES.items():
        if key in answers:
            said = [{"famille": family, "texte": text} for text in listed(answers[key])]
            place = next((rank for rank, stake in enumerate(kept) if stake["famille"] is family), len(kept))
            kept = [stake for stake in kept if stake["famille"] is not family]
            kept[place:place] = said
    return kept


def body(typed: str) -> dict[str, str]:
    """Return « f3sct=12/03/2026:favorable » as a consultation; date and opinion may lack."""
    code, date, opinion = _parts(typed, "--instances", "cse-prive=12/03/2026:favorable")
    return {"instance": code, "date": date, "avis": opinion}


def linked(typed: str) -> dict[str, str]:
    """Return « Projet social=projet-social:axe 2 » as a linked project; type and link may lack."""
    name, kind, link = _parts(typed, "--projets-lies", "Projet social 2025=projet-social:axe 2")
    return {"nom": name, "type": kind, "lien": link}


def _parts(typed: str, option: str, example: str) -> tuple[str, str, str]:
    match = _LINK.fullmatch(typed)
    if match is None:
        message = f"« {typed} » ne se lit pas."
        raise UsageError.of("valeur-option", option=option, message=message, remede=f'Exemple : {option} "{example}"')
    return match[1], match[2] or "", match[3] or ""


def _bodies(
    day: dt.date, note: Cadrage, given: Iterable[str | Mapping[str, Any]], gone: set[str]
) -> list[Consultation]:
    """Return the consultations: one that is there is completed, a new one is added at the end.

    A date to come is noted as a plan: once it is past, somebody has to say whether it took place.
    """
    found = {fold(each.instance or ""): each for each in note.instances}
    for typed in given:
        data = body(typed) if isinstance(typed, str) else typed
        told = _parse(Consultation, data, "--instances", typed)
        before = found.get(told.instance or "", told)
        more: dict[str, Any] = {key: value for key, value in told if value is not None}
        if told.date:
            more["prevue"] = True if told.date.first_day > day else None
        found[told.instance or ""] = before.model_copy(update=more)
    return [each for key, each in found.items() if key not in gone]


def _linked(note: Cadrage, given: Iterable[str | Mapping[str, Any]], gone: set[str]) -> list[ProjetLie]:
    """Return the linked projects: one of the same name is completed, a new one is added at the end."""
    found = {fold(each.nom): each for each in note.projets_lies}
    for typed in given:
        data = linked(typed) if isinstance(typed, str) else typed
        told = _parse(ProjetLie, data, "--projets-lies", typed)
        before = found.get(fold(told.nom), told)
        found[fold(told.nom)] = before.model_copy(update={key: value for key, value in told if value})
    return [each for key, each in found.items() if key not in gone]


def _parse(model: type[R], data: Mapping[str, Any], option: str, typed: object) -> R:
    """Return the line of a list that was typed; what is wrong in it is told of the option that gives it."""
    try:
        return validated(model, {key: value for key, value in data.items() if value})  # type: ignore[return-value]
    except InvalidRecordError as error:
        named = f"{option} {typed}" if isinstance(typed, str) else option
        raise UsageError(
            *(
                issue("valeur-option", option=named, message=_of_date(each, data), remede=each.remedy)
                for each in error.issues
            )
        ) from error


def _of_date(found: Issue, data: Mapping[str, Any]) -> str:
    """Return what is wrong with a line of a list; of a date, with the one that was meant."""
    return no_date(str(data["date"])) if found.code == "date-invalide" else found.message


def _require_there(note: Cadrage, names: Iterable[str]) -> None:
    """Raise RefusedError for a name of `retirer` that neither list has."""
    known = [*(each.instance or "" for each in note.instances), *(each.nom for each in note.projets_lies)]
    for name in names:
        if fold(name) not in {fold(each) for each in known}:
            raise RefusedError.of(
                "introuvable", quoi="dans le cadrage d’instance ni de projet lié", id=name,
                conseil=did_you_mean(closest(name, known)), commande="Pour les voir : qvtkit framing show",
            )  # fmt: skip
