"""The état des lieux: findings and tools used, and what they lack to be crossed."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from qvtkit.errors import UsageError
from qvtkit.issues import Position, issue
from qvtkit.method import sources as method
from qvtkit.model.diagnostic import Constat, OutilEmploye
from qvtkit.model.kinds import KINDS
from qvtkit.ops import records
from qvtkit.resources import path as resource_path
from qvtkit.store.project import read_resource
from qvtkit.text import fold, slugify

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qvtkit.issues import Issue
    from qvtkit.model.base import Record
    from qvtkit.model.projet import Projet
    from qvtkit.ops.outcome import Outcome

KIND = "etat-des-lieux"
_ID_WORDS = 4
_SMALL = 100
"""Persons under which a questionnaire is advised against unless pooled (INRS, TC 134)."""


@cache
def outils() -> dict[str, dict[str, Any]]:
    """Return the diagnostic tools shipped with qvtkit, by code."""
    files = sorted(resource_path("outils").glob("*.yaml"))
    found = {file.stem: read_resource("outils", file.name) for file in files}
    return dict(sorted(found.items(), key=lambda item: int(item[1]["ordre"])))


def resolve_outil(typed: str) -> str:
    """Return the code of the tool that *typed* names; RefusedError with the one probably meant."""
    known = {code: str(tool["titre"]) for code, tool in outils().items()}
    alias = method.SYNONYMES.get(fold(typed), typed)
    return records.named(alias, known, "d’outil", "Pour les voir : qvtkit export guide")


def add(projet: Projet, data: Mapping[str, Any]) -> Outcome:
    """Add a finding; its id is made from its first words where none is given."""
    finding = records.parse(Constat, {**data, "source": _source(data.get("source"))})
    taken = {each.id for each in projet.etat_des_lieux.constats}
    named = finding.model_copy(update={"id": finding.id or _free(finding.texte, taken)})
    if finding.id in taken and finding.id:
        raise UsageError.of(
            "valeur-option", option="--id", message=f"le constat « {finding.id} » existe déjà.",
            remede="Choisissez un autre nom court, ou laissez qvtkit en trouver un.",
        )  # fmt: skip
    message = f"Constat « {named.id} » noté."
    suite = ("qvtkit finding add  noter un autre constat", "qvtkit finding list")
    outcome = _append(projet, "constats", named, message, suite)
    return _advised(projet, outcome, {"constat": records.as_json(named)}, added=named)


def use(projet: Projet, data: Mapping[str, Any]) -> Outcome:
    """Note that a tool was used: `outil`, `date`, `participants`, `restitution`."""
    tool = resolve_outil(str(data["outil"]))
    used = records.parse(OutilEmploye, {**data, "outil": tool})
    suite = (f"qvtkit finding add --source {tool}", f"qvtkit export guide {tool}")
    outcome = _append(projet, "outils", used, f"Outil « {outils()[tool]['titre']} » noté.", suite)
    return _advised(projet, outcome, {"outil": records.as_json(used)}, used=tool)


def _append(projet: Projet, key: str, item: Record, message: str, suite: tuple[str, ...]) -> Outcome:
    if projet.loaded(KIND):
        return records.edit(projet, KIND, "", [records.append_edit(KIND, key, item)], message, suite)
    return records.create(projet, KIND, "", {key: [item]}, message, suite)


def _source(typed: object) -> str | None:
    """Return the code of a source: that of a tool where it names one, its own otherwise."""
    code = slugify(str(typed or ""))
    return method.code(code) or None


def _free(text: str, taken: set[str | None]) -> str:
    """Return a short id from the first words of *text* that say something."""
    words = [word for word in slugify(text).split("-") if len(word) > 3][:_ID_WORDS]  # noqa: PLR2004
    base = "-".join(words) or "constat"
    names = (base, *(f"{base}-{rank}" for rank in range(2, 1000)))
    return next(name for name in names if name not in taken)


def _advised(
    projet: Projet, outcome: Outcome, data: dict[str, Any], *, added: Constat | None = None, used: str = ""
) -> Outcome:
    """Return *outcome* with its own data, and the advice that this entry calls for."""
    source = used or (added.source if added else "") or ""
    small = (small_size(projet),) if source == "questionnaire" else ()
    return replace(outcome, data=data, issues=(*outcome.issues, *(each for each in small if each)))


def small_size(projet: Projet) -> Issue | None:
    """Return the advice about a questionnaire in a small establishment, None in a large or unknown one."""
    people = projet.dossier.etablissement.effectif
    return issue("questionnaire-petit-effectif") if people is not None and people < _SMALL else None


def sources(projet: Projet) -> dict[str, int]:
    """Return how many findings each kind of source gave; a tool used that gave none yet counts as one kind too."""
    return {code: each.constats for code, each in method.sortes(projet).items()}


def advice(projet: Projet) -> tuple[Issue, ...]:
    """Return what the état des lieux as it stands calls for: cross the sources, pool a questionnaire."""
    counts, place = sources(projet), Position(KINDS[KIND].chemin)
    found = []
    if len(counts) == 1 and sum(counts.values()) > 1:
        name = str(outils().get(next(iter(counts)), {}).get("titre") or next(iter(counts)).replace("-", " "))
        found.append(issue("source-unique", place, source=name))
    small = small_size(projet) if "questionnaire" in counts else None
    return (*found, *((small,) if small else ()))


def rows(projet: Projet, theme: str | None = None, nature: str | None = None) -> list[Constat]:
    """Return the findings, of one theme or one nature where asked; UsageError for an unknown nature."""
    wanted = records.parse(Constat, {"theme": theme, "nature": nature})
    return [
        each
        for each in projet.etat_des_lieux.constats
        if (wanted.theme is None or each.theme == wanted.theme)
        and (wanted.nature is None or each.nature is wanted.nature)
    ]
