"""`qvtkit closing`: what the group takes from its project, and what goes on after the cluster."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

from qvtkit.cli import show as display
from qvtkit.cli.options import Reponses, code_help, given, text
from qvtkit.cli.session import Session, command
from qvtkit.errors import UsageError
from qvtkit.model.codes import College

_DRAFT = "closing-edit"
Reussites = Annotated[list[str] | None, text("reussites", "Une réussite (répétable)")]
Difficultes = Annotated[
    list[str] | None, text("difficultes", 'Une difficulté (répétable) : "la difficulté => ce qui a été fait"')
]
Enseignements = Annotated[list[str] | None, text("enseignements", "Un enseignement (répétable)")]
Conditions = Annotated[list[str] | None, text("conditions_de_reussite", "Une condition de réussite (répétable)")]
Actions = Annotated[
    list[str] | None, text("actions", 'Une action (répétable) : "l’action => juin 2017 => problème => fait"')
]
Integration = Annotated[list[str] | None, text("integration", 'Un projet (répétable) : "le projet => de quelle façon"')]
Visa = Annotated[
    list[str] | None, text("visa", f"Visa (répétable) : direction=28/03/2017 ; {code_help(College)}", "COLLÈGE=DATE")
]


@command
def edit(
    session: Session,
    deroulement: Annotated[str | None, text("deroulement", "Comment la démarche s’est déroulée")] = None,
    reussites: Reussites = None, difficultes: Difficultes = None, enseignements: Enseignements = None,
    conditions_de_reussite: Conditions = None,
    transferabilite: Annotated[str | None, text("transferabilite", "Ce qui peut servir ailleurs")] = None,
    ce_que_l_on_referait_autrement: Annotated[
        str | None, text("ce_que_l_on_referait_autrement", "Ce que l’on referait autrement")
    ] = None,
    a_retenir_reussite: Annotated[str | None, text("a_retenir_reussite", "La réussite à retenir, en une phrase")] = None,
    a_retenir_difficulte: Annotated[str | None, text("a_retenir_difficulte", "La difficulté à retenir")] = None,
    a_retenir_conseil: Annotated[str | None, text("a_retenir_conseil", "Le conseil à un voisin")] = None,
    pilote: Annotated[str | None, text("pilote", "Qui porte la suite", "FONCTION")] = None,
    groupe: Annotated[str | None, text("groupe", "Avec quel groupe", "ID")] = None,
    heures: Annotated[str | None, text("heures", "Heures par an pour la suite", "NOMBRE")] = None,
    euros: Annotated[str | None, text("euros", "Euros par an pour la suite", "NOMBRE")] = None,
    precision: Annotated[str | None, text("precision", "Précision sur ces moyens")] = None,
    actions: Actions = None, integration: Integration = None,
    revues: Annotated[str | None, text("revues", "Inscrire à l’agenda les revues à 6 et 12 mois", "oui|non")] = None,
    revue_6_mois: Annotated[str | None, text("revue_6_mois", "Jour de la revue à six mois", "DATE")] = None,
    revue_12_mois: Annotated[str | None, text("revue_12_mois", "Jour de la revue à douze mois", "DATE")] = None,
    visa: Visa = None, reponses: Reponses = None,
) -> None:  # fmt: skip
    """Écrire le bilan et les suites. Une liste donnée remplace l’ancienne ; les questions gardent ce qui est écrit.

    Exemple : qvtkit closing edit --pilote "Infirmière coordinatrice" --heures 90 --revues oui
    """
    from qvtkit.ops import closing, closing_words

    words = given(
        deroulement=deroulement, reussites=reussites, difficultes=difficultes, enseignements=enseignements,
        conditions_de_reussite=conditions_de_reussite, transferabilite=transferabilite,
        ce_que_l_on_referait_autrement=ce_que_l_on_referait_autrement, a_retenir_reussite=a_retenir_reussite,
        a_retenir_difficulte=a_retenir_difficulte, a_retenir_conseil=a_retenir_conseil, pilote=pilote, groupe=groupe,
        heures=heures, euros=euros, precision=precision, actions=actions, integration=integration, revues=revues,
        revue_6_mois=revue_6_mois, revue_12_mois=revue_12_mois, visa=visa,
    )  # fmt: skip
    data = closing.read(session.projet, Path(reponses), reponses) if reponses else {}
    data = closing_words.joined(data, closing_words.nested(session.projet, words, session.today))
    asked = not (reponses or words)
    outcome = closing.edit(session.projet, _asked(session) if asked else data, session.today)
    if asked:  # each line was seen: what went was taken out on purpose
        outcome = replace(outcome, issues=tuple(each for each in outcome.issues if each.code != "liste-remplacee"))
    session.finish(outcome)
    if asked:
        session.clear_draft(_DRAFT)


def _asked(session: Session) -> dict[str, Any]:
    """Return what the answers give; where nothing can be asked, name the options."""
    from qvtkit.cli.commands import closing_answers, closing_questions

    questions = closing_questions.questions(session.projet, session.today)
    if not session.can_ask:
        options = dict.fromkeys(question.option for question in questions if question.option.startswith("--"))
        raise UsageError.of(
            "reponse-manquante", question="que voulez-vous écrire ?",
            option=f"une de ces options : {', '.join(options)}, ou --reponses FICHIER.yaml",
        )  # fmt: skip
    answers = session.ask(questions, {}, draft=_DRAFT)
    return closing_answers.data_of(session.projet, questions, answers)


@command
def show(session: Session) -> None:
    """Relire le bilan et les suites : ce qui est écrit, ce qui n’est pas prévu, ce qui manque encore."""
    from qvtkit.cli.commands.closing_view import view
    from qvtkit.ops import closing

    state = closing.state(session.projet, session.today)
    if not session.reply("cloture", state):
        display.unreadable(session.projet.unreadable("bilan", "suites", "agenda"))
        view(session.projet, state)
