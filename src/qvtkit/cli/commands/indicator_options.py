"""The options that define an indicator, and the questions that ask for the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any

from qvtkit.cli.ask import Question
from qvtkit.cli.options import code_help, codes, pick, text
from qvtkit.model import codes as closed
from qvtkit.model import formule as calculs
from qvtkit.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

Nom = Annotated[str | None, text("nom", "Nom de l’indicateur")]
Famille = Annotated[str | None, text("famille", code_help(closed.Famille), "FAMILLE")]
Unite = Annotated[str | None, text("unite", "Unité : %, jours, €…", "UNITÉ")]
Sens = Annotated[str | None, text("sens", f"Sens souhaité : {code_help(closed.Sens)}", "SENS")]
Nature = Annotated[str | None, text("nature", f"Nature du chiffre : {code_help(closed.Nature)}", "NATURE")]
Formule = Annotated[str | None, text("formule", "Calcul, avec des noms de variables : a / b * 100", "FORMULE")]
Variables = Annotated[
    list[str] | None, text("variables", "Ce que compte une variable (répétable) : etp=ETP moyens", "NOM=SENS")
]
Champ = Annotated[str | None, text("champ", "Qui ou quoi est compté")]
Motifs = Annotated[str | None, text("motifs-inclus", "Motifs inclus (maladie, maternité…)")]
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
        Question("formule", "S’il se calcule, comment ?", "--formule", obligatoire=False, verifie=is_formula,
                 aide="avec vos mots pour variables, sans espace : toilettes_reportees / toilettes_prevues * 100"),
        pick("nature", "Quelle est la nature du chiffre ?", "--nature", _NATURES, defaut=likely_nature),
        pick("periodicite", "À quel rythme le relèverez-vous ?", "--periodicite", codes(closed.Periodicite), defaut="mois"),
        Question("source", "D’où viendront les chiffres ?", "--source", obligatoire=False, aide="planning, feuille de relevé…"),
        Question("responsable", "Qui les relèvera (fonction) ?", "--responsable", obligatoire=False),
    ]  # fmt: skip


def variable_questions(formula: str, described: Mapping[str, Any]) -> list[Question]:
    """Return a question for each variable of the formula that nothing describes yet."""
    names = calculs.Formule.parse(formula).noms if formula and is_formula(formula) is None else ()
    return [
        Question(name, f"Que compte « {name} » ?", "--variables", obligatoire=False)
        for name in names
        if not described.get(name)
    ]


def likely_nature(answers: Mapping[str, Any]) -> str:
    """Return the nature that the unit suggests: a proposal, to be corrected."""
    unit, formula = fold(str(answers.get("unite") or "")), str(answers.get("formule") or "")
    if str(answers.get("unite") or "").strip().startswith("%"):
        return str(closed.Nature.PROPORTION)
    if "pour-1" in unit:
        return str(closed.Nature.TAUX)
    if unit.startswith(("point", "score", "note")):
        return str(closed.Nature.SCORE)
    return str(closed.Nature.COMPTAGE if unit == "nombre" and not formula else closed.Nature.MESURE)


def is_formula(answer: str) -> str | None:
    """Return what is wrong with a calculation typed in answer to a question, None when nothing is."""
    from qvtkit.issues import issue

    if _is_calculation(answer):
        return None
    found = issue("formule-illisible", formule=answer)
    times = re.sub(r"(?<=[\w)])\s+[xX]\s+(?=[\d(])", " * ", answer.strip())
    joined = re.sub(r"(?<=[^\W\d_])[ '’-]+(?=[^\W\d_])", "_", times)
    hint = f" Peut-être : {joined}" if _is_calculation(joined) else ""
    return f"{found.message} {found.remedy}{hint}"


def checked_formula(typed: str | None) -> str | None:
    """Return the formula given as an option; UsageError, with what was probably meant, for what is no calculation."""
    from qvtkit.errors import UsageError
    from qvtkit.issues import issue

    if typed and (wrong := is_formula(typed)):
        found = issue("formule-illisible", formule=typed)
        raise UsageError.of("valeur-option", option="--formule", message=found.message,
                            remede=wrong.removeprefix(found.message).strip())  # fmt: skip
    return typed


def _is_calculation(text: str) -> bool:
    try:
        calculs.Formule.parse(text)
    except calculs.FormulaError:
        return False
    return True


def meanings(typed: list[str] | None) -> dict[str, str]:
    """Return the sense of variables given as « nom=ce que l’on compte »; a figure there is no sense."""
    from qvtkit.errors import UsageError

    found = {}
    for pair in typed or ():
        name, equals, sense = pair.partition("=")
        if not equals or not re.search(r"[^\W\d_]", sense):
            raise UsageError.of(
                "valeur-option", option="--variables", message=f"« {pair} » : on attend nom=ce qui est compté.",
                remede='Exemple : --variables "etp=ETP moyens". Pour donner un chiffre : --variable etp=51,5',
            )  # fmt: skip
        found[fold(name).replace("-", "_")] = sense.strip()
    return found
