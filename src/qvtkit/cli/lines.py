"""Questions as plain lines, and the wording that plain and rich questions share."""

from __future__ import annotations

import shutil
import sys
import textwrap
from typing import TYPE_CHECKING, Any

from qvtkit.text import NBSP, NNBSP, fold, typography

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qvtkit.cli.ask import Question

BACK = "<"
WIDEST = 100


def plain(question: Question, default: Any) -> Any:
    """Ask with plain lines: numbers or codes for choices."""
    choices = choices_of(question)
    multiple = question.genre == "choix-multiple"
    line("")
    line(head(question))
    for number, (_, label) in enumerate(choices, 1):
        line(f"  {number}. {label}")
    if multiple:
        line("  (numéros séparés par des virgules, ou « aucun »)")
    shown = ", ".join(label for code, label in choices if code in default) if isinstance(default, list) else default
    hint = f" [{shown}]" if shown not in {None, ""} else ""
    typed = input(f"{hint}{NBSP}> ").strip()
    if not typed:
        return default or ""
    if not choices or typed == BACK:
        return typed
    if multiple and fold(typed) in {"aucun", "aucune", "rien"}:
        return []
    words = typed.replace(";", ",").split(",") if multiple else [typed]
    picked = [pick(word.strip(), choices) for word in words]
    if None in picked:
        line(f"« {typed} » n’est pas une des réponses proposées.")
        return plain(question, default)
    return picked if multiple else picked[0]


def pick(typed: str, codes: Sequence[tuple[str, str]]) -> str | None:
    """Return the code meant by a number, a code or a label."""
    if typed.isdigit() and 1 <= int(typed) <= len(codes):
        return codes[int(typed) - 1][0]
    folded = fold(typed)
    exact = next((code for code, label in codes if folded in {fold(code), fold(label)}), None)
    starting = [code for code, label in codes if fold(label).startswith(folded)]
    return exact or (starting[0] if len(starting) == 1 else None)


def head(question: Question) -> str:
    """Return the question with its help; a text that may be left out says so."""
    skip = "facultatif" if question.genre == "texte" and not question.obligatoire else ""
    notes = [note for note in (question.aide, "" if "Entrée" in question.aide else skip) if note]
    return (question.invite or question.texte) + (f" ({' ; '.join(notes)})" if notes else "")


def choices_of(question: Question) -> tuple[tuple[str, str], ...]:
    """Return the pairs code, label that may answer."""
    return (("oui", "Oui"), ("non", "Non")) if question.genre == "oui-non" else question.choix


def line(text: str) -> None:
    """Print a paragraph."""
    sys.stdout.write(cut(text) + "\n")
    sys.stdout.flush()


def cut(text: str) -> str:
    """Return *text* in French typography, cut between words at the width of the terminal."""
    width = min(shutil.get_terminal_size().columns - 3, WIDEST)
    return textwrap.fill(french(text), width, break_on_hyphens=False)


def french(text: str) -> str:
    """Return *text* in French typography, with the spaces that every console can show."""
    return typography(text).replace(NNBSP, NBSP)
