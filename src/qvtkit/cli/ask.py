"""Questions, one at a time: a default, a way back (`<`), a draft kept after each answer.

questionary asks; where it cannot (some Windows shells), plain lines do.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from qvtkit.errors import InterruptedByUserError, MissingAnswersError
from qvtkit.issues import issue
from qvtkit.text import NBSP, fold, typography

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qvtkit.store.drafts import Draft

BACK = "<"
_BACK_LABEL = "‹ Revenir à la question précédente"


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

    def applies(self, answers: dict[str, Any]) -> bool:
        """Tell whether the question is to be asked, given *answers*."""
        return self.quand is None or self.quand(answers)


def complete(
    questions: Sequence[Question], known: dict[str, Any], *, can_ask: bool, draft: Draft | None = None
) -> dict[str, Any]:
    """Return *known* completed by the answers to the questions whose key it lacks.

    Without a terminal, defaults are taken and MissingAnswersError names the options that lack.
    With one, questions are asked in order; Ctrl-C raises InterruptedByUserError, the draft kept.
    """
    answers = {key: value for key, value in known.items() if value is not None}
    if not can_ask:
        return _defaults(questions, answers)
    kept = draft.load() if draft else {}
    if kept:
        _line("Vos réponses de la dernière fois ont été retrouvées ; on reprend où vous en étiez.")
    given = {q.cle for q in questions if q.cle in answers}
    answers = {**kept, **answers}
    try:
        return _dialogue(questions, answers, given, set(kept), draft)
    except (KeyboardInterrupt, EOFError) as stop:
        code = "interrompu-brouillon" if draft else "interrompu"
        raise InterruptedByUserError(issue(code)) from stop


def _defaults(questions: Sequence[Question], answers: dict[str, Any]) -> dict[str, Any]:
    missing: list[tuple[str, str]] = []
    for question in questions:
        if question.cle in answers or not question.applies(answers):
            continue
        if question.defaut is not None:
            answers[question.cle] = question.defaut
        elif question.obligatoire:
            missing.append((question.option, question.texte))
    if missing:
        raise MissingAnswersError(missing)
    return answers


def _dialogue(
    questions: Sequence[Question], answers: dict[str, Any], given: set[str], kept: set[str], draft: Draft | None
) -> dict[str, Any]:
    """Ask what is missing; `<` takes back the previous answer."""
    asked: list[int] = []
    position = 0
    while position < len(questions):
        question = questions[position]
        if question.cle in given or question.cle in kept or not question.applies(answers):
            position += 1
            continue
        answer = _ask(question, answers.get(question.cle, question.defaut))
        if answer == BACK:
            kept.clear()
            position = asked.pop() if asked else _first_kept(questions, given, answers, position)
            continue
        if answer is None:
            answers.pop(question.cle, None)
        else:
            answers[question.cle] = answer
        asked.append(position)
        if draft:
            draft.save({q.cle: answers[q.cle] for q in questions if q.cle in answers and q.cle not in given})
        position += 1
    return answers


def _first_kept(questions: Sequence[Question], given: set[str], answers: dict[str, Any], position: int) -> int:
    """Go back into the answers of a resumed draft: the nearest question before *position*."""
    before = [
        rank for rank, q in enumerate(questions[:position]) if q.cle not in given and q.applies(answers)
    ]
    return before[-1] if before else position


def _ask(question: Question, default: Any) -> Any:  # noqa: ANN401
    """Ask until the answer is acceptable. Returns `<`, an answer, or None where it may be empty."""
    while True:
        answer = prompt(question, default)
        if answer == BACK:
            return BACK
        if answer in {"", None} if not isinstance(answer, list) else not answer:
            if not question.obligatoire:
                return None
            _line("Une réponse est nécessaire ici (< pour revenir, Ctrl-C pour arrêter).")
            continue
        problem = question.verifie(answer) if question.verifie and isinstance(answer, str) else None
        if problem is None:
            return answer
        _line(problem)


def prompt(question: Question, default: Any) -> Any:  # noqa: ANN401
    """Ask once, by questionary or by plain lines."""
    if os.environ.get("QVTKIT_QUESTIONS") != "simples":
        try:
            return _questionary(question, default)
        except (KeyboardInterrupt, EOFError):
            raise
        except Exception as error:  # noqa: BLE001 (any failure of the terminal library)
            os.environ["QVTKIT_QUESTIONS"] = "simples"
            _line(f"(questions simplifiées : {type(error).__name__})")
    return _plain(question, default)


def _questionary(question: Question, default: Any) -> Any:  # noqa: ANN401
    import questionary  # noqa: PLC0415 (heavy; only when a question is asked)

    text = typography(question.texte)
    note = f" ({typography(question.aide)})" if question.aide else ""
    if question.genre == "oui-non":
        codes: tuple[tuple[str, str], ...] = (("oui", "Oui"), ("non", "Non"))
    else:
        codes = question.choix
    if question.genre == "texte":
        shown = "" if default is None else str(default)
        return str(questionary.text(text + note, default=shown, qmark="›").unsafe_ask()).strip()
    if question.genre == "choix-multiple":
        chosen = default or []
        choices = [questionary.Choice(label, value=code, checked=code in chosen) for code, label in codes]
        instruction = "(espace pour cocher, Entrée pour valider)"
        return questionary.checkbox(text + note, choices=choices, qmark="›", instruction=instruction).unsafe_ask()
    choices = [questionary.Choice(label, value=code) for code, label in codes]
    if not question.obligatoire:
        choices.append(questionary.Choice("(sans réponse)", value=""))
    choices.append(questionary.Choice(_BACK_LABEL, value=BACK))
    start = default if default in {code for code, _ in codes} else None
    instruction = "(flèches puis Entrée)"
    return questionary.select(text + note, choices=choices, default=start, qmark="›", instruction=instruction).unsafe_ask()


def _plain(question: Question, default: Any) -> Any:  # noqa: ANN401
    """Ask with plain lines: numbers or codes for choices."""
    codes = (("oui", "Oui"), ("non", "Non")) if question.genre == "oui-non" else question.choix
    _line("")
    _line(question.texte + (f" ({question.aide})" if question.aide else ""))
    for number, (_, label) in enumerate(codes, 1):
        _line(f"  {number}. {label}")
    shown = ", ".join(default) if isinstance(default, list) else default
    hint = f" [{shown}]" if shown not in {None, ""} else ""
    typed = input(f"{hint}{NBSP}> ").strip() or (shown or "")
    if not codes or typed in {"", BACK}:
        return typed
    words = typed.replace(";", ",").split(",") if question.genre == "choix-multiple" else [typed]
    picked = [_pick(word.strip(), codes) for word in words]
    if None in picked:
        _line(f"« {typed} » n’est pas une des réponses proposées.")
        return _plain(question, default)
    return picked if question.genre == "choix-multiple" else picked[0]


def _pick(typed: str, codes: Sequence[tuple[str, str]]) -> str | None:
    """Return the code meant by a number, a code or a label."""
    if typed.isdigit() and 1 <= int(typed) <= len(codes):
        return codes[int(typed) - 1][0]
    folded = fold(typed)
    exact = next((code for code, label in codes if folded in {fold(code), fold(label)}), None)
    starting = [code for code, label in codes if fold(label).startswith(folded)]
    return exact or (starting[0] if len(starting) == 1 else None)


def _line(text: str) -> None:
    sys.stdout.write(f"{typography(text)}\n")
    sys.stdout.flush()
