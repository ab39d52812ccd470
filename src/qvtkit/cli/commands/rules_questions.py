"""The working rules: the usual ones to keep or not, then one's own words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qvtkit.cli.ask import Question
from qvtkit.method.cadrage import regles
from qvtkit.ops import groups

if TYPE_CHECKING:
    from qvtkit.model.projet import Projet


def rules(there: tuple[str, ...] = ()) -> tuple[Question, Question]:
    """Return the two questions about working rules, where there are the rules *there*."""
    usual = groups.usual_rules()
    sources = dict.fromkeys(source.partition(" ; ")[0] for source in usual.values())
    choices = tuple((text, text) for text in dict.fromkeys((*there, *usual)))
    return (
        Question(
            "regles", "Quelles règles de travail vous donnez-vous ?", "--regles", genre="choix-multiple",
            choix=choices, defaut=list(there) or None, obligatoire=False, aide="gardez celles qui vous conviennent",
            annonce=f"Les règles les plus courantes ({' ; '.join(sources)}). À dire et à choisir ensemble.",
        ),
        Question("regles_propres", "D’autres règles, dans vos mots ?", "--regles", obligatoire=False, liste=True),
    )  # fmt: skip


def of_a_group(projet: Projet, there: tuple[str, ...] = ()) -> tuple[Question, ...]:
    """Return the questions about the rules of one group: only what it adds, once the project has its own."""
    if not projet.cadrage.regles:
        return rules(there)
    common = " ; ".join(regles(projet).textes)
    asked = replace(
        rules()[1],
        texte="Ce groupe a-t-il des règles à lui, en plus ?",
        annonce=f"Les règles de la démarche : {common}.",
    )
    if not there:
        return (asked,)
    kept = Question(
        "regles", "Les règles propres à ce groupe, à garder :", "--regles", genre="choix-multiple",
        choix=tuple((text, text) for text in there), defaut=list(there), obligatoire=False,
    )  # fmt: skip
    return kept, asked
