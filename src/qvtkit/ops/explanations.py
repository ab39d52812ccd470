"""One page a code: what happened, why it matters, an example, what to do.

The pages are data (`templates/explications/*.yaml`, one file a family); a test keeps them equal to
the catalogue of messages and plays each of their examples.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from qvtkit.errors import RefusedError
from qvtkit.issues import Level
from qvtkit.messages import MESSAGES
from qvtkit.resources import path
from qvtkit.store.project import read_resource
from qvtkit.text import closest, did_you_mean, fold, typography

if TYPE_CHECKING:
    from collections.abc import Mapping

_FOLDER = "explications"
_SHOWN = ("fichier", "codage", "fautif", "ligne", "fichier_corrige", "corrige", "commande", "plutot")
"""What an example shows of itself; the rest prepares the folder where it is played."""
_HEAD = """# Les codes des messages

<!-- Cette page est produite par : qvtkit explain --format md -->

Chaque problème que qvtkit signale porte un code. `qvtkit explain CODE` ouvre la page du code : ce qui s’est passé,
ce que cela change, un exemple, ce qu’il faut faire. Ici, « … » tient la place de ce qui change d’une fois à l’autre.
"""
_TITLES = "| Code | De quoi il s’agit | Ce que dit qvtkit | Que faire |\n|---|---|---|---|\n"


@dataclass(frozen=True, slots=True)
class Page:
    """What is said of one code. `exemple` holds what was typed and what to type instead."""

    code: str
    niveau: Level
    groupe: str
    titre: str
    message: str
    remede: str
    explication: str
    importance: str
    exemple: Mapping[str, Any]
    a_faire: str
    reparation: str
    """The command that repairs it, empty where only a person can."""

    def as_dict(self) -> dict[str, Any]:
        """Return the page as JSON data."""
        example = {key: self.exemple[key] for key in _SHOWN if key in self.exemple}
        example |= {"ligne": int(example["ligne"])} if "ligne" in example else {}
        return {
            "code": self.code, "niveau": str(self.niveau), "groupe": self.groupe, "titre": self.titre,
            "message": self.message, "remede": self.remede, "explication": self.explication,
            "importance": self.importance, "exemple": example, "a_faire": self.a_faire,
            "reparation": self.reparation,
        }  # fmt: skip


@cache
def pages() -> dict[str, Page]:
    """Return every page by code, family after family."""
    found: dict[str, Page] = {}
    for file in sorted(path(_FOLDER).glob("*.yaml")):
        family = read_resource(_FOLDER, file.name)
        found |= {code: _page(code, family["titre"], body) for code, body in family["pages"].items()}
    return found


def _page(code: str, group: str, body: Mapping[str, Any]) -> Page:
    told = MESSAGES[code]
    return Page(
        code=code, niveau=Level(told.level), groupe=group, titre=body["titre"],
        message=_blanked(told.message), remede=_blanked(told.remedy),
        explication=body["explication"], importance=body["importance"],
        exemple=body.get("exemple") or {}, a_faire=body["a_faire"],
        reparation=f"qvtkit {body['reparation']}" if "reparation" in body else "",
    )  # fmt: skip


def _blanked(sentence: str) -> str:
    """Return a sentence of the catalogue with « … » where it changes; nothing where all of it does."""
    blank = re.sub(r"\{\w+\}", "…", re.sub(r"(?<=[\w».?])\{\w+\}", "", sentence))
    return blank if re.search(r"\w", blank) else ""


def page(typed: str) -> Page:
    """Return the page of the code that *typed* names, however it is typed.

    Raises RefusedError, with the code that was probably meant.
    """
    found = pages().get(fold(typed.strip("«»[]() \u00a0\u202f")))
    if found is None:
        advice = did_you_mean(closest(typed, pages()))
        raise RefusedError.of(
            "introuvable", quoi="de code", id=typed, conseil=advice,
            commande="Pour voir tous les codes : qvtkit explain",
        )  # fmt: skip
    return found


def groups() -> dict[str, list[Page]]:
    """Return the pages by family."""
    found: dict[str, list[Page]] = {}
    for each in pages().values():
        found.setdefault(each.groupe, []).append(each)
    return found


def markdown() -> str:
    """Return the page of the documentation: every code with its sentence and its remedy."""
    parts = [_HEAD]
    for group, members in groups().items():
        parts.append(f"\n## {group}\n\n{_TITLES}")
        for each in members:
            cells = (f"`{each.code}`", each.titre, each.message, each.remede)
            parts.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n")
    return typography("".join(parts))
