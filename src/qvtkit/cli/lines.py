"""Questions as plain lines, and the wording that plain and drawn questions share.

Read aloud from top to bottom they make sense: the question, its choices, how to answer, then the prompt.
"""

from __future__ import annotations

import re
import sys
import textwrap
import unicodedata
from typing import TYPE_CHECKING, Any

from qvtkit.cli import terminal
from qvtkit.text import NBSP, NNBSP, NOTHING, fold, typography

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qvtkit.cli.ask import Question

BACK = "<"
HELP = "?"
ERASE = "-"
WIDEST = 100
NO_ANSWER = "Sans réponse"
_ROOM = 20
"""What is left for typing beside a proposal."""
_HINT = {"oui-non": "oui ou non", "choix-multiple": "numéros séparés par des virgules, ou « aucun »"}
_SEVERAL = "séparez par des points-virgules"
_ESCAPES = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|O.)|[\x00-\x08\x0b-\x1f\x7f\ufeff]")
_HOW = {
    "texte": "Tapez votre réponse, puis Entrée.",
    "choix": "Tapez le numéro de votre réponse, ou ses premières lettres, puis Entrée.",
    "oui-non": "Tapez oui ou non, puis Entrée.",
    "choix-multiple": "Tapez les numéros de vos réponses, séparés par des virgules (ou « aucun »), puis Entrée.",
}


def plain(question: Question, default: Any) -> Any:
    """Ask with plain lines: numbers, codes or first letters for choices."""
    _put(question, default)
    while True:
        typed = typed_line(_prompt(_proposed(question, default)))
        if typed == HELP:
            _explain(question, default)
            continue
        answer = _understood(question, typed, default)
        if answer is not None:
            return answer
        line(f"« {typed} » n’est pas une des réponses proposées. Tapez ? pour l’aide.")


def _put(question: Question, default: Any) -> None:
    line("")
    line(head(question, default))
    choices = choices_of(question)
    if choices and not question.obligatoire and question.genre == "choix":
        line(f"  0. {NO_ANSWER}", indent=5)
    for number, (_, label) in enumerate(question.choix, 1):
        line(f"  {number}. {label}", indent=5)
    for hint in (_HINT.get(question.genre, ""), "? explique comment répondre" if question.premiere else ""):
        if hint:
            line(f"  ({hint})", indent=3)


def _prompt(proposed: str) -> str:
    """Return what stands before the answer; a long proposal gets lines of its own, cut between words."""
    if len(proposed) < terminal.width() - _ROOM:
        return f"{proposed}{NBSP}> "
    line(proposed, indent=2)
    return f"{NBSP}> "


def _proposed(question: Question, default: Any) -> str:
    """Return what Enter takes, in brackets and in words."""
    shown = told(question, default)
    return f" [{french(shown)}]" if shown else ""


def told(question: Question, answer: Any) -> str:
    """Return an answer in words: the labels of its codes, what was typed else."""
    wanted = answer if isinstance(answer, list) else [answer]
    labels = dict(choices_of(question))
    return ", ".join(labels.get(each, str(each)) for each in wanted if each is not None)


def _explain(question: Question, default: Any) -> None:
    """Say how to answer: what `?` is for."""
    if question.explication:
        for paragraph in question.explication.split("\n"):
            line(paragraph, indent=4)
    line(_HOW[question.genre])
    if default not in (None, "", []):
        line("Entrée seule garde la réponse entre crochets.")
        if _can_erase(question, default):
            line(f"{ERASE} seul l’efface.")
    elif not question.obligatoire:
        line("Entrée seule passe la question.")
    if not question.premiere:
        line(f"{BACK} revient à la question précédente.")
    line("Ctrl-C arrête.")


def _can_erase(question: Question, default: Any) -> bool:
    return question.genre == "texte" and not question.obligatoire and default not in (None, "", [])


def is_nothing(question: Question, typed: str) -> bool:
    """Tell whether *typed* is the sign that leaves the answer empty: « - », and « aucun » for a list."""
    if question.obligatoire and question.genre != "choix-multiple":
        return False
    several = question.liste or question.genre == "choix-multiple"
    return typed == ERASE or (several and fold(typed) in NOTHING)


def _understood(question: Question, typed: str, default: Any) -> Any:
    """Return the answer that *typed* gives, None where it is none of the choices."""
    choices = choices_of(question)
    if not typed:
        return default or ""
    if is_nothing(question, typed):
        return [] if question.genre == "choix-multiple" else ""
    if not choices or typed == BACK:
        return typed
    if question.genre != "choix-multiple":
        skips = not question.obligatoire and (typed == "0" or fold(typed) == fold(NO_ANSWER))
        return "" if skips else pick(typed, choices)
    words = typed.split() if re.fullmatch(r"[\d ]+", typed) else re.split(r"[,;]", typed)
    picked = [pick(word.strip(), choices) for word in words if word.strip()]
    return None if None in picked or not picked else list(dict.fromkeys(picked))


def pick(typed: str, codes: Sequence[tuple[str, str]]) -> str | None:
    """Return the code meant by a number, a code or a label."""
    if typed.isdecimal() and 1 <= int(typed) <= len(codes):
        return codes[int(typed) - 1][0]
    folded = fold(typed)
    exact = next((code for code, label in codes if folded in {fold(code), fold(label)}), None)
    starting = [code for code, label in codes if folded and fold(label).startswith(folded)]
    return exact or (starting[0] if len(starting) == 1 else None)


def typed_line(prompt: str) -> str:
    """Read one line, without what arrow keys, Ctrl-Z or a paste left in it. Raises EOFError at its end."""
    sys.stdout.flush()
    return cleaned(input(prompt))


def cleaned(typed: str) -> str:
    """Return a typed answer without keys that are no character; accents in one piece."""
    return unicodedata.normalize("NFC", _ESCAPES.sub("", typed)).strip()


def head(question: Question, default: Any = None) -> str:
    """Return the question with its help: how to type a list, how to empty it, that a text may be left out."""
    skip = question.genre == "texte" and not question.obligatoire and "Entrée" not in question.aide
    notes = [
        question.aide, _SEVERAL if question.liste else "",
        _erasing(question) if _can_erase(question, default) else "",
        "facultatif" if skip else "",
    ]  # fmt: skip
    said = " ; ".join(filter(None, notes))
    return (question.invite or question.texte) + (f" ({said})" if said else "")


def _erasing(question: Question) -> str:
    """Say how to take out what is there, unless the help of the question says it."""
    if question.aide.startswith(f"{ERASE} "):
        return ""
    return f"« {ERASE} » vide la liste" if question.liste else f"« {ERASE} » l’efface"


def choices_of(question: Question) -> tuple[tuple[str, str], ...]:
    """Return the pairs code, label that may answer."""
    return (("oui", "Oui"), ("non", "Non")) if question.genre == "oui-non" else question.choix


def line(text: str, *, indent: int = 0) -> None:
    """Print a paragraph; its next lines begin at *indent*."""
    sys.stdout.write(cut(text, indent=indent) + "\n")
    sys.stdout.flush()


def cut(text: str, *, indent: int = 0) -> str:
    """Return *text* in French typography, cut between words at the width of the terminal."""
    width = min(terminal.width() - 3, WIDEST)
    return textwrap.fill(
        french(text), width, subsequent_indent=" " * indent, break_on_hyphens=False, break_long_words=False
    )


def french(text: str) -> str:
    """Return *text* in French typography, with the spaces that every console can show."""
    return typography(text).replace(NNBSP, NBSP)
