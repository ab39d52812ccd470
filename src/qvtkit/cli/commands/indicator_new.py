"""A new indicator: which one, from the catalogue or one's own, and what defines it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qvtkit.cli import show as display
from qvtkit.cli.ask import Question
from qvtkit.cli.commands import indicator_options as opt
from qvtkit.cli.options import pick
from qvtkit.model.codes import Famille
from qvtkit.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qvtkit.cli.session import Session

_NEW, _MORE = "+", "…"
"""Answers that no id can be."""
_ROOM = 13
"""Indicators that a list of one screen holds, besides the new one and the others."""


def refuse_definition(indicator_id: str, own: dict[str, Any]) -> None:
    """An existing indicator's definition changes by `edit`, never as a side effect of a measure."""
    from qvtkit.errors import UsageError

    options = [f"--{key}" for key in own if key != "definition"]
    options += [f"--{key.replace('_', '-')}" for key in own.get("definition", ())]
    raise UsageError.of(
        "valeur-option", option=", ".join(options), message=f"l’indicateur « {indicator_id} » existe déjà.",
        remede=f"Pour changer sa définition : qvtkit indicator edit {indicator_id} {options[0]} …",
    )  # fmt: skip


def ask_id(session: Session) -> str:
    """Ask which indicator: one of the project, one of the catalogue, where a word may find it, or a new name."""
    asked = session.ask(_which(session), {})
    return str(asked[{_NEW: "nom", _MORE: "trouve"}.get(asked["id"], "id")])


def _which(session: Session) -> list[Question]:
    """Return the questions that lead to an indicator: a short list, then a word."""
    from qvtkit.ops import catalogue

    mine = _labels(session, session.projet.indicateurs)
    others = {key: entry for key, entry in catalogue.entries().items() if key not in session.projet.indicateurs}
    shown = _labels(session, _some(session, others, max(_ROOM - len(mine), 0)))
    more = (_MORE, f"… et {plural(len(others) - len(shown), 'autre')} au catalogue, à chercher par un mot")

    def found(answers: dict[str, Any]) -> list[tuple[str, str]]:
        return _labels(session, catalogue.search(str(answers.get("mot") or "")))

    return [
        pick("id", "Quel indicateur ?", "ID", [*mine, (_NEW, "Un nouveau, propre à l’établissement"), *shown, more]),
        Question("mot", "Quel mot cherchez-vous ?", "ID", obligatoire=False, quand=lambda asked: asked["id"] == _MORE,
                 aide="absence, repas, fatigue… ; Entrée pour tout voir", verifie=_is_found),
        pick("trouve", "Lequel ?", "ID", (), quand=lambda asked: asked["id"] == _MORE,
             selon=lambda asked: {"choix": tuple(found(asked))}),
        Question("nom", "Comment s’appelle-t-il ?", "ID", quand=lambda asked: asked["id"] == _NEW),
    ]  # fmt: skip


def _is_found(word: str) -> str | None:
    """Return what to say of a word that finds nothing, None where it finds something."""
    from qvtkit.ops import catalogue

    missing = f"Rien au catalogue pour « {word} ». Essayez un autre mot, ou < pour revenir à la liste."
    return None if catalogue.search(word) else missing


def _some(session: Session, entries: Mapping[str, dict[str, Any]], room: int) -> dict[str, dict[str, Any]]:
    """Return a few entries, as many of each family as *room* allows, none of another sector than the establishment's."""
    from qvtkit.ops import catalogue

    sector = catalogue.sector(session.projet)
    found: dict[str, dict[str, Any]] = {}
    for family in Famille:
        own = {key: each for key, each in entries.items() if each["famille"] == family}
        first = [pair for pair in own.items() if not catalogue.place(pair[1], sector)]
        found |= dict(first[: room // len(Famille)])
    return found


def _labels(session: Session, found: Iterable[str]) -> list[tuple[str, str]]:
    """Return indicators by id as choices: where they come from is said, those of another sector last."""
    from qvtkit.ops import catalogue

    mine, entries, sector = session.projet.indicateurs, catalogue.entries(), catalogue.sector(session.projet)
    shipped = catalogue.at_home_first({key: entries[key] for key in found if key not in mine}, sector)
    families = {str(family): family.libelle for family in Famille}
    return [
        *((key, f"{mine[key].nom or key} (du projet)") for key in found if key in mine),
        *((key, f"{each['nom']} ({', '.join(filter(None, (families[each['famille']], catalogue.place(each, sector))))})")
          for key, each in shipped.items()),
    ]  # fmt: skip


def rubriques(
    session: Session, indicator_id: str, typed_name: str, own: dict[str, Any], *, from_catalogue: bool
) -> dict[str, Any]:
    """Return the rubriques of a new indicator: catalogue, options, then questions for what lacks."""
    from qvtkit.ops import catalogue, indicators

    if typed_name != indicator_id and " " in typed_name:
        own = {"nom": typed_name, **own}
    data = indicators.new_data(indicator_id, own, from_catalogue=from_catalogue)
    known = from_catalogue and catalogue.as_indicator(indicator_id) is not None
    if known:
        if session.can_ask:
            display.paragraph(f"« {data['nom']} » est au catalogue. {catalogue.help_for(indicator_id)}")
        return data
    data = session.ask(opt.definition_questions(indicator_id), data, draft=f"indicator-{indicator_id}")
    described = data.get("variables") or {}
    senses = session.ask(opt.variable_questions(str(data.get("formule") or ""), described), {})
    return {**data, "variables": {**described, **senses}} if senses else data
