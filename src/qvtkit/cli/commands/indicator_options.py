"""The options that define an indicator, and the questions that ask for the same."""

from __future__ import annotations

from typing import Annotated

from qvtkit.cli.ask import Question
from qvtkit.cli.options import code_help, codes, pick, text
from qvtkit.model import codes as closed

Nom = Annotated[str | None, text("nom", "Nom de l’indicateur")]
Famille = Annotated[str | None, text("famille", code_help(closed.Famille), "FAMILLE")]
Unite = Annotated[str | None, text("unite", "Unité : %, jours, €…", "UNITÉ")]
Sens = Annotated[str | None, text("sens", f"Sens souhaité : {code_help(closed.Sens)}", "SENS")]
Nature = Annotated[str | None, text("nature", f"Nature du chiffre : {code_help(closed.Nature)}", "NATURE")]
Formule = Annotated[str | None, text("formule", "Calcul, avec des noms de variables : a / b * 100", "FORMULE")]
Periodicite = Annotated[str | None, text("periodicite", code_help(closed.Periodicite), "PÉRIODICITÉ")]
Source = Annotated[str | None, text("source", "D’où viennent les chiffres")]
Responsable = Annotated[str | None, text("responsable", "Fonction qui relève le chiffre")]
Service = Annotated[str | None, text("service", "Service, si l’indicateur est local")]


_NATURES = (
    ("mesure", "Mesure : une durée, un coût, une moyenne"),
    ("comptage", "Comptage : un nombre d’événements, sans rien pour le rapporter"),
    ("proportion", "Proportion : une part de ce que l’on compte (13 toilettes sur 248)"),
    ("taux", "Taux : des événements rapportés à une activité (chutes pour 1 000 journées)"),
    ("score", "Score : le résultat d’un questionnaire"),
)


def definition_questions(indicator_id: str) -> list[Question]:
    """Return the questions that define an indicator."""
    name = indicator_id.replace("-", " ").capitalize()
    return [
        Question("nom", "Quel est le nom complet de l’indicateur ?", "--nom", defaut=name),
        pick("famille", "Dans quelle famille ?", "--famille", codes(closed.Famille)),
        Question("unite", "Dans quelle unité ?", "--unite", aide="%, jours, €, minutes, nombre…"),
        pick("sens", "Dans quel sens souhaitez-vous qu’il aille ?", "--sens", codes(closed.Sens)),
        pick("nature", "Quelle est la nature du chiffre ?", "--nature", _NATURES, defaut="mesure"),
        pick("periodicite", "À quel rythme le relèverez-vous ?", "--periodicite", codes(closed.Periodicite), defaut="mois"),
        Question("source", "D’où viendront les chiffres ?", "--source", obligatoire=False, aide="planning, feuille de relevé…"),
        Question("responsable", "Qui les relèvera (fonction) ?", "--responsable", obligatoire=False),
    ]  # fmt: skip
