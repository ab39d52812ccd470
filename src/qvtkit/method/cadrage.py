"""What the framing says and what it still lacks, part by part. Advice: an empty part stops nobody."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from qvtkit.model.codes import Famille, Role
from qvtkit.text import enumerate_fr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qvtkit.model.cadrage import Cadrage
    from qvtkit.model.groupe import Groupe
    from qvtkit.model.projet import Projet


@dataclass(frozen=True, slots=True)
class PartieManquante:
    """A part of the framing (its name in `templates/cadrage.yaml`) and what it lacks, in words."""

    partie: str
    manque: str

    def as_dict(self) -> dict[str, str]:
        """Return the gap as JSON data."""
        return asdict(self)


def manques(projet: Projet) -> tuple[PartieManquante, ...]:
    """Return what the framing of *projet* lacks, in the order of its questions."""
    note = projet.cadrage
    steering = pilote(projet.groupes)
    found = {
        "pourquoi": "" if note.pourquoi else "une phrase que direction et représentants du personnel signeraient",
        "enjeux": _stakes(note),
        "objectifs": "" if note.objectifs else "deux ou trois objectifs",
        "perimetre": "" if note.perimetre else "jusqu’où va la démarche",
        "moyens": _means(note),
        "engagement": _dated(note, "engagement_direction", "ce à quoi la direction s’engage"),
        "instances": _bodies(note),
        "projets": "" if any(each.nom for each in note.projets_lies) else "au moins un projet en cours",
        "climat": _dated(note, "climat_social", "si l’on peut se parler du travail"),
        "regles": "" if steering and projet.groupes[steering].regles else "les règles que le groupe se donne",
        "communication": _dated(note, "communication", "comment le personnel est tenu au courant"),
    }
    return tuple(PartieManquante(part, lack) for part, lack in found.items() if lack)


def pilote(groups: Mapping[str, Groupe]) -> str | None:
    """Return the group whose working rules are those of the project: the first COPIL, else the first working group."""
    for role in (Role.COPIL, Role.GROUPE_DE_TRAVAIL, Role.GROUPE_EVALUATION):
        found = next((key for key, group in groups.items() if role in group.roles), None)
        if found:
            return found
    return next(iter(groups), None)


def _stakes(note: Cadrage) -> str:
    told = {stake.famille for stake in note.enjeux if stake.texte}
    absent = [f"« {family.libelle} »" for family in Famille if family not in told]
    return f"un enjeu dans {enumerate_fr(absent)}" if absent else ""


def _means(note: Cadrage) -> str:
    means = note.moyens
    pieces = [
        word
        for value, word in (
            (means.heures, "les heures"), (means.remplacements, "les remplacements"), (means.euros, "le budget"),
        )
        if value is None
    ]  # fmt: skip
    return enumerate_fr(pieces)


def _dated(note: Cadrage, key: str, what: str) -> str:
    told = getattr(note, key)
    if told is None or not (told.texte or told.date):
        return what
    return "" if told.date else "la date"


def _bodies(note: Cadrage) -> str:
    told = [each for each in note.instances if each.instance]
    if not told:
        return "les instances informées, avec la date"
    return "" if all(each.date for each in told) else "la date de chaque information"
