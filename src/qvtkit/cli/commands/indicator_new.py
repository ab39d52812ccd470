"""A new indicator: which one, from the catalogue or one's own, and what defines it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qvtkit.cli import show as display
from qvtkit.cli.ask import Question
from qvtkit.cli.commands import indicator_options as opt
from qvtkit.cli.options import pick
from qvtkit.model.codes import Famille

if TYPE_CHECKING:
    from qvtkit.cli.session import Session


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
    """Ask which indicator: one of the project, one of the catalogue, or a new name."""
    from qvtkit.ops import catalogue

    mine = [(key, f"{each.nom or key} (du projet)") for key, each in session.projet.indicateurs.items()]
    families = {str(family): family.libelle for family in Famille}
    ordered = sorted(catalogue.entries().items(), key=lambda pair: list(families).index(pair[1]["famille"]))
    shipped = [(key, f"{entry['nom']} ({families[entry['famille']]}, catalogue)") for key, entry in ordered]
    others = [pair for pair in shipped if pair[0] not in dict(mine)]
    new = ("nouveau", "Un nouveau, propre à l’établissement")
    chosen = session.ask([pick("id", "Quel indicateur ?", "ID", [*mine, new, *others])], {})["id"]
    if chosen == "nouveau":
        chosen = session.ask([Question("nom", "Comment s’appelle-t-il ?", "ID")], {})["nom"]
    return str(chosen)


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
