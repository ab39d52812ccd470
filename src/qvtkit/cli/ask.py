"""Questions, one at a time: a default, a way back (`<`), a draft kept after each answer.

`drawn` asks; where it cannot (some Windows shells), `lines` does.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from qvtkit.cli import lines, resumed, terminal
from qvtkit.errors import InterruptedByUserError, MissingAnswersError, UsageError
from qvtkit.issues import issue

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qvtkit.store.drafts import Draft

BACK = lines.BACK


@dataclass(frozen=True)
class Question:
    """One question. `option` is what gives the same answer without being asked."""

    cle: str
    texte: str
    option: str
    genre: Literal["texte", "choix", "choix-multiple", "oui-non"] = "texte"
    choix: tuple[tuple[str, str], ...] = ()
    """Pairs code, label."""
    defaut: Any = None
    aide: str = ""
    obligatoire: bool = True
    verifie: Callable[[str], str | None] | None = None
    """Returns what is wrong with an answer, or None."""
    quand: Callable[[dict[str, Any]], bool] | None = field(default=None)
    """Tells from the answers so far whether the question is to be asked."""
    selon: Callable[[dict[str, Any]], dict[str, Any]] | None = field(default=None)
    """Returns, from the answers so far, the fields of the question that depend on them."""
    prudente: bool = False
    """What `verifie` says is for the dialogue only: an option is judged by the operation."""
    premiere: bool = False
    """Nothing was asked before: there is no question to go back to."""
    annonce: str = ""
    """What to print above the question, once for consecutive questions that share it."""
    invite: str = ""
    """Short wording of the question, where the announcement already holds its text."""
    liste: bool = False
    """Several answers on one line, which `text.listed` takes apart."""
    explication: str = ""
    """What « ? » tells besides how to answer."""
    a_choisir: bool = False
    """No choice stands ready for a distracted Enter: one has to be chosen."""

    def resolved(self, answers: dict[str, Any]) -> Question:
        """Return the question as it is put, given *answers*."""
        return replace(self, **self.selon(answers)) if self.selon else self

    def default_for(self, answers: dict[str, Any]) -> Any:
        """Return the default, which may depend on *answers*."""
        return self.defaut(answers) if callable(self.defaut) else self.defaut

    def applies(self, answers: dict[str, Any]) -> bool:
        """Tell whether the question is to be asked, given *answers*."""
        return self.quand is None or self.quand(answers)


_RESUME = Question(
    "reprendre", "Les reprendre ?", "", genre="choix", defaut="oui", premiere=True,
    choix=(("oui", "Oui"), ("non", "Non, répondre de nouveau à tout")),
)  # fmt: skip


def complete(
    questions: Sequence[Question],
    known: dict[str, Any],
    *,
    can_ask: bool,
    draft: Draft | None = None,
    confirm: bool = False,
) -> dict[str, Any]:
    """Return *known* completed by the answers to the questions whose key it lacks.

    Without a terminal, defaults are taken and MissingAnswersError names the options that lack.
    With one, questions are asked in order; Ctrl-C raises InterruptedByUserError, the draft kept.
    A draft found again is confirmed where nothing is left to ask, where it is old, or on *confirm*.
    """
    answers = {key: value for key, value in known.items() if value is not None and value != ""}
    _require_valid(questions, answers)
    if not can_ask:
        return _defaults(questions, answers)
    given = {q.cle for q in questions if q.cle in answers}
    try:
        kept = _taken_up(questions, answers, draft, confirm=confirm) if draft else {}
        answers = {**{key: value for key, value in kept.items() if value is not None}, **answers}
        return _relevant(questions, _dialogue(questions, answers, given, set(kept), draft), given)
    except (KeyboardInterrupt, EOFError) as stop:
        code = "interrompu-brouillon" if draft and draft.keeps else "interrompu"
        raise InterruptedByUserError(issue(code)) from stop


def _taken_up(questions: Sequence[Question], known: dict[str, Any], draft: Draft, *, confirm: bool) -> dict[str, Any]:
    """Return the answers kept last time, unless the person would rather begin again."""
    kept = resumed.still_true(questions, draft, known)
    if not kept:
        return {}
    whole = resumed.is_whole(questions, kept, known)
    lines.line(resumed.recap(questions, kept, draft, whole=whole))
    if not (whole or draft.is_old or confirm):
        return kept
    answer = BACK
    while answer == BACK:
        answer = _ask(_RESUME, _RESUME.defaut)
    return kept if answer == _RESUME.defaut else {}


def _require_valid(questions: Sequence[Question], given: dict[str, Any]) -> None:
    """Raise UsageError for an option that is wrong, before anything is asked."""
    for question in questions:
        value = given.get(question.cle)
        if question.verifie is None or question.prudente or not isinstance(value, str):
            continue
        if problem := question.verifie(value):
            remedy = "Corrigez, puis recommencez."
            raise UsageError.of("valeur-option", option=question.option, message=problem, remede=remedy)


def _defaults(questions: Sequence[Question], answers: dict[str, Any]) -> dict[str, Any]:
    missing: list[tuple[str, str]] = []
    for question in questions:
        if question.cle in answers or not question.applies(answers):
            continue
        put = question.resolved(answers)
        default = put.default_for(answers)
        if default is not None:
            answers[put.cle] = default
        elif put.obligatoire:
            missing.append((put.option, put.texte))
    if missing:
        raise MissingAnswersError(missing)
    return answers


def _dialogue(
    questions: Sequence[Question], answers: dict[str, Any], given: set[str], kept: set[str], draft: Draft | None
) -> dict[str, Any]:
    """Ask what is missing; `<` takes back the previous answer."""
    asked: list[int] = []
    position, announced = 0, ""
    proposed = draft.proposed() if draft else {}
    while position < len(questions):
        question = questions[position]
        if question.cle in given or question.cle in kept or not question.applies(answers):
            position += 1
            continue
        put = replace(question.resolved(answers), premiere=not asked and not kept)
        announced = _announce(put.annonce, announced)
        offered = put.default_for(answers)
        answer = _ask(put, answers.get(put.cle, offered))
        if answer == BACK:
            kept.clear()
            position = asked.pop() if asked else _first_kept(questions, given, answers, position)
            continue
        _settle(question.cle, answer, answers)
        _settle(question.cle, offered if answer == offered and isinstance(offered, str) else None, proposed)
        asked.append(position)
        if draft:
            settled = {*kept, *answers, *(questions[rank].cle for rank in asked)} - given
            draft.save({q.cle: answers.get(q.cle) for q in questions if q.cle in settled}, proposed)
        position += 1
    return answers


def _settle(key: str, value: Any, values: dict[str, Any]) -> None:
    """Write down a value; None takes out what was there."""
    if value is None:
        values.pop(key, None)
    else:
        values[key] = value


def _relevant(questions: Sequence[Question], answers: dict[str, Any], given: set[str]) -> dict[str, Any]:
    """Return *answers* without those to questions that a later change of mind made pointless."""
    for key in {q.cle: None for q in questions}:
        pointless = key in answers and not any(q.applies(answers) for q in questions if q.cle == key)
        if pointless and key not in given:
            del answers[key]
    return answers


def _first_kept(questions: Sequence[Question], given: set[str], answers: dict[str, Any], position: int) -> int:
    """Go back into the answers of a resumed draft: the nearest question before *position*."""
    before = [rank for rank, q in enumerate(questions[:position]) if q.cle not in given and q.applies(answers)]
    return before[-1] if before else position


def _ask(question: Question, default: Any) -> Any:
    """Ask until the answer is acceptable. Returns `<`, an answer, or None where it may be empty."""
    while True:
        answer = prompt(question, default)
        if answer == BACK:
            return BACK
        if answer in {"", None} if not isinstance(answer, list) else not answer:
            if not question.obligatoire:
                return None
            lines.line("Une réponse est nécessaire ici (< pour revenir, Ctrl-C pour arrêter).")
            continue
        if answer == lines.HELP and question.explication:
            for paragraph in question.explication.split("\n"):
                lines.line(paragraph, indent=4)
            continue
        problem = question.verifie(answer) if question.verifie and isinstance(answer, str) else None
        if problem is None:
            return answer
        lines.line(problem)


def prompt(question: Question, default: Any) -> Any:
    """Ask once: drawn where the terminal can, by plain lines elsewhere and from the first failure on."""
    if terminal.can_draw():
        from qvtkit.cli import drawn

        try:
            return drawn.ask(question, default)
        except (KeyboardInterrupt, EOFError):
            raise
        except Exception:  # noqa: BLE001 (any failure of the terminal library)
            os.environ["QVTKIT_QUESTIONS"] = "simples"
            lines.line("Cette fenêtre ne sait pas montrer les listes à parcourir avec les flèches : "
                       "vous répondrez en tapant un numéro ou un mot, puis Entrée.")  # fmt: skip
    return lines.plain(question, default)


def _announce(text: str, before: str) -> str:
    """Print what stands above a question unless it was just printed; return it."""
    if text and text != before:
        for paragraph in ("", *text.split("\n")):
            lines.line(paragraph)
    return text
