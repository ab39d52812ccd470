"""What the framing says and what it still lacks, part by part. Advice: an empty part stops nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qvtkit.method.instances import EtatInstance, court, etat
from qvtkit.method.lexique import Lexique
from qvtkit.model.codes import Famille, Role
from qvtkit.text import enumerate_fr

if TYPE_CHECKING:
    import datetime as dt

    from qvtkit.model.cadrage import Cadrage
    from qvtkit.model.projet import Projet


class PartieManquante(NamedTuple):
    """A part of the framing (its name in `templates/cadrage.yaml`) and what it lacks, in words."""

    partie: str
    manque: str

    def as_dict(self) -> dict[str, str]:
        """Return the gap as JSON data."""
        return self._asdict()


def manques(projet: Projet, day: dt.date | None = None) -> tuple[PartieManquante, ...]:
    """Return what the framing of *projet* lacks on *day* (at no known day), in the order of its questions."""
    note = projet.cadrage
    found = {
        "pourquoi": "" if note.pourquoi else "une phrase que direction et représentants du personnel signeraient",
        "enjeux": _stakes(note),
        "objectifs": "" if note.objectifs else "deux ou trois objectifs",
        "perimetre": "" if note.perimetre else "jusqu’où va la démarche",
        "moyens": _means(note),
        "engagement": _dated(note, "engagement_direction", "ce à quoi la direction s’engage"),
        "instances": _bodies(projet, day),
        "projets": "" if any(each.nom for each in note.projets_lies) else "au moins un projet en cours",
        "climat": _dated(note, "climat_social", "si l’on peut se parler du travail"),
        "regles": "" if regles(projet).textes else "les règles que vous vous donnez",
        "communication": _dated(note, "communication", "comment le personnel est tenu au courant"),
    }
    return tuple(PartieManquante(part, lack) for part, lack in found.items() if lack)


class Regles(NamedTuple):
    """The working rules of the project, and the group that holds them where the framing does not."""

    textes: tuple[str, ...] = ()
    groupe: str | None = None

    def as_dict(self) -> dict[str, object]:
        """Return the rules as JSON data."""
        return {"groupe": self.groupe, "regles": list(self.textes)}


def regles(projet: Projet) -> Regles:
    """Return the working rules of the whole project: those of the framing.

    Where the framing has none, those that a group wrote count, the one that steers first: rules
    that were once decided are not asked again because another group came.
    """
    written = tuple(filter(None, projet.cadrage.regles))
    if written:
        return Regles(written)
    ruled = {key: rules for key, group in projet.groupes.items() if (rules := tuple(filter(None, group.regles)))}
    for role in (Role.COPIL, Role.GROUPE_DE_TRAVAIL, Role.GROUPE_EVALUATION):
        found = next((key for key in ruled if role in projet.groupes[key].roles), None)
        if found:
            return Regles(ruled[found], found)
    key = next(iter(ruled), None)
    return Regles(ruled[key], key) if key else Regles()


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


def _bodies(projet: Projet, day: dt.date | None) -> str:
    named = [(each.instance, etat(each, day)) for each in projet.cadrage.instances if each.instance]
    told = [state for _, state in named]
    if not told:
        return "les instances informées, avec la date"
    if EtatInstance.A_INFORMER in told:
        words = Lexique(projet)
        undated = (court(words.instance(code)) for code, state in named if state is EtatInstance.A_INFORMER)
        return f"la date de l’information ({enumerate_fr(undated)})"
    if EtatInstance.A_CONFIRMER in told:
        return "si l’information prévue a eu lieu"
    return "" if EtatInstance.INFORMEE in told else "l’information, qui est prévue"
