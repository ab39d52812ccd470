"""Choosing a record, and asking again for what a record already says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qvtkit.cli.ask import Question
from qvtkit.cli.options import pick
from qvtkit.errors import RefusedError, UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from qvtkit.cli.session import Session

_EMPTY: dict[str, list[str]] = {"choix-multiple": []}
_MANY = 8
"""Above this many questions, an edit first asks which ones matter."""
_NOUNS = {
    "groupe": ("Quel groupe ?", "Aucun groupe dans ce projet.", "qvtkit group add"),
    "indicateur": ("Quel indicateur ?", "Aucun indicateur dans ce projet.", "qvtkit indicator add"),
    "probleme": ("Quel problème ?", "Aucun problème dans ce projet.", "qvtkit problem add"),
    "experimentation": ("Quelle expérimentation ?", "Aucune expérimentation dans ce projet.", "qvtkit experiment add"),
    "evaluation": ("Quelle évaluation ?", "Aucune grille remplie dans ce projet.", "qvtkit evaluation run"),
}


def one(session: Session, kind: str, typed: str | None, option: str = "ID", among: Sequence[str] | None = None) -> str:
    """Return *typed*, else the only record of *kind*, else the one chosen by the user.

    *among* narrows the choice to some records, where it holds any.
    Raises RefusedError where there is none, UsageError where several exist and nobody can be asked.
    """
    if typed:
        return typed
    question, none, command = _NOUNS[kind]
    ids = list(among or session.projet.loaded(kind))
    if not ids:
        raise RefusedError.of("aucun", quoi=none, commande=command)
    if len(ids) == 1:
        return ids[0]
    if not session.can_ask:
        raise UsageError.of("preciser", liste=", ".join(ids), option=option)
    labels = [(key, label(session, kind, key)) for key in ids]
    return str(session.ask([pick("id", question, option, labels)], {})["id"])


def label(session: Session, kind: str, record_id: str) -> str:
    """Return « title (id) » for a record."""
    record = session.projet.loaded(kind)[record_id].record
    title = getattr(record, "titre", "") or getattr(record, "nom", "")
    return f"{title} ({record_id})" if title else record_id


def edited(
    session: Session,
    known: dict[str, Any],
    questions: Sequence[Question],
    current: object,
    awaited: Collection[str] = (),
) -> dict[str, Any]:
    """Return what to change: the options given, else the answers, each proposed with its present value.

    Where there are many questions, those still empty are ticked: the *awaited* ones, all of them by default.
    """
    if known:
        return known
    if not session.can_ask:
        names = ", ".join(question.option for question in questions)
        raise UsageError.of("reponse-manquante", question="que modifier ?", option=f"une de ces options : {names}")
    asked = [replace(each, defaut=_shown(getattr(current, each.cle, None))) for each in questions]
    if len(asked) > _MANY:
        wanted = session.ask([_which(asked, awaited)], {})["modifier"]
        asked = [question for question in asked if question.cle in wanted]
    answers = session.ask(asked, {})
    changes = {key: value for key, value in answers.items() if value != _shown(getattr(current, key, None))}
    return changes | {each.cle: _EMPTY.get(each.genre, "") for each in asked if _emptied(each, answers)}


def _emptied(question: Question, answers: dict[str, Any]) -> bool:
    """Tell whether what stood there was taken out: an answer that is left empty is one."""
    return question.defaut is not None and question.cle not in answers and question.applies(answers)


def _which(questions: Sequence[Question], awaited: Collection[str]) -> Question:
    """Return the question that picks which rubriques to go through again; those that lack are ticked."""
    empty = {question.cle for question in questions if question.defaut is None}
    choices = tuple((each.cle, each.texte + (" (vide)" if each.cle in empty else "")) for each in questions)
    ticked = [each.cle for each in questions if each.cle in empty and (not awaited or each.cle in awaited)]
    return Question(
        "modifier", "Que voulez-vous modifier ?", "une option", genre="choix-multiple", choix=choices, defaut=ticked
    )


def _shown(value: Any) -> Any:
    """Return a value as the answer that would give it."""
    from qvtkit.model.numbers import plain_number

    match value:
        case None | "" | ():
            return None
        case bool():
            return "oui" if value else "non"
        case float():
            return plain_number(value).replace(".", ",")
        case tuple():
            return [str(item) for item in value]
        case _:
            return str(value)
