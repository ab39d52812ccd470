"""The framing on a screen: what it says, what it lacks, what to type next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qvtkit.cli import show as display
from qvtkit.model.codes import Famille
from qvtkit.model.numbers import format_number
from qvtkit.text import NBSP

if TYPE_CHECKING:
    from qvtkit.model.cadrage import Cadrage, DateEtTexte
    from qvtkit.model.projet import Projet

A_COMPLETER = "à compléter"


def view(projet: Projet, data: dict[str, Any]) -> None:
    """Print the framing, part by part, and what remains to be said."""
    from qvtkit.ops import framing

    parts = framing.texts()["parties"]
    lacks = {each["partie"]: each["manque"] for each in data["a_completer"]}
    said = _said(projet, data)
    display.title("Cadrage")
    display.pairs((part["titre"], _line(said[name], lacks.get(name, ""))) for name, part in parts.items())
    if "instances" in lacks and data["instances_proposees"]:
        display.say("\nInstances de votre établissement, en général (proposition, à vous de voir) :")
        for body in data["instances_proposees"]:
            why = f"{NBSP}: {body['pourquoi']}" if body["pourquoi"] else ""
            display.paragraph(f"{body['code']}, {body['libelle']}{why}", indent=2)
    commands = ["qvtkit framing edit     compléter, question par question"] if lacks else []
    display.next_steps([*commands, "qvtkit export cadrage   la note d’une page, à signer"])


def _line(text: str, lack: str) -> str:
    if not lack:
        return text
    return f"{text}\n({A_COMPLETER} : {lack})" if text else f"{A_COMPLETER} ({lack})"


def _said(projet: Projet, data: dict[str, Any]) -> dict[str, str]:
    """Return what each part says."""
    note = projet.cadrage
    return {
        "pourquoi": note.pourquoi,
        "enjeux": "\n".join(
            f"{stake.famille.libelle if stake.famille else 'Sans famille'} : {stake.texte}"
            for family in (*Famille, None)
            for stake in note.enjeux
            if stake.famille is family and stake.texte
        ),
        "objectifs": "\n".join(note.objectifs),
        "perimetre": note.perimetre,
        "moyens": _means(note),
        "engagement": _dated(note.engagement_direction),
        "instances": "\n".join(data["instances"]),
        "projets": "\n".join(
            each.nom + (f" : {each.lien}" if each.lien else "") for each in note.projets_lies if each.nom
        ),
        "climat": _dated(note.climat_social),
        "regles": "\n".join(data["regles"]["regles"]),
        "communication": _dated(note.communication),
    }


def _means(note: Cadrage) -> str:
    means = note.moyens
    pieces = [f"{format_number(means.heures)} heures" if means.heures is not None else ""]
    if means.remplacements is not None:
        pieces.append("participants remplacés" if means.remplacements else "participants non remplacés")
    pieces.append(f"{format_number(means.euros)} €" if means.euros is not None else "")
    return "\n".join(filter(None, (", ".join(filter(None, pieces)), means.precision)))


def _dated(told: DateEtTexte | None) -> str:
    if told is None:
        return ""
    return " ".join(filter(None, (told.texte, f"({told.date.francais})" if told.date else "")))
