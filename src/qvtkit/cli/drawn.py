"""Questions drawn by questionary: lists to walk through with the arrows."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from qvtkit.cli import lines, terminal
from qvtkit.text import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qvtkit.cli.ask import Question

_LONG_LIST = 16
"""Above it, typing letters searches the choices."""
_MARK = "›"
_POINTER, _TICK = 3, 5
"""What stands before a choice: « » », then « ● » where one ticks."""
_ACCENTED = "àâäçéèêëîïôöùûüÿœæ’"
_KEYBOARD_APOSTROPHE, _APOSTROPHE = "'", "’"
_NO_ANSWER = "(sans réponse)"
_LONG_TEXT = 160
"""Above it, a text is corrected in its line rather than typed again."""
_IN_LINE = "(le texte est dans la ligne : corrigez-le, ou Entrée pour le garder)"
_CHOOSE = "(à choisir avec les flèches)"
_BACK_LABEL = "‹ Revenir à la question précédente"


def ask(question: Question, default: Any) -> Any:
    """Ask once. Raises whatever the terminal library does where it cannot draw."""
    import questionary

    head = lines.cut(lines.head(question, default))
    if question.genre == "texte":
        return _text(question, head, "" if default is None else str(default))
    codes = lines.choices_of(question)
    if question.genre == "choix-multiple":
        return _checkbox(head, codes, default or [])
    offered = list(codes) + ([] if question.obligatoire else [("", _NO_ANSWER)])
    start = default if default in {code for code, _ in codes} else None
    choices = [questionary.Choice(_CHOOSE, value="")] if question.a_choisir and start is None else []
    choices += [questionary.Choice(_label(label), value=code) for code, label in offered]
    if not question.premiere:
        choices.append(questionary.Choice(_BACK_LABEL, value=lines.BACK))
    long = len(choices) > _LONG_LIST
    keys = _beside(head, "(tapez quelques lettres pour chercher, puis Entrée)" if long else "(flèches puis Entrée)")
    asked = questionary.select(
        head, choices=choices, default=start, qmark=_MARK, instruction=keys, use_search_filter=long, use_jk_keys=False
    )
    if long:
        _mend_search(asked.application)
    answer = _with_back_key(asked)
    if answer or not question.a_choisir:
        _tell(head, dict(offered).get(answer, lines.BACK))
    return answer


def _text(question: Question, head: str, shown: str) -> str:
    """Ask for a text; *shown* stands in brackets, Enter keeps it, what is typed replaces it.

    A long text stands in the line instead, to be corrected: nobody types ten lines again for a word.
    """
    import questionary

    if len(shown) <= _LONG_TEXT:
        proposed = f" [{lines.french(shown)}]" if shown else ""
        typed = lines.cleaned(questionary.text(head + proposed, qmark=_MARK).unsafe_ask()) or shown
    else:
        asked = lines.cut(f"{head} {_IN_LINE}")
        typed = lines.cleaned(questionary.text(asked, default=shown, qmark=_MARK).unsafe_ask())
        if typed.endswith(lines.BACK):
            return lines.BACK
    return "" if lines.is_nothing(question, typed) else typed


def _label(text: str, margin: int = _POINTER) -> str:
    """Return a choice cut between words: the terminal library would drop what does not fit."""
    room = max(terminal.width() - margin - 1, 10)
    return f"\n{' ' * margin}".join(textwrap.wrap(lines.french(text), room, break_on_hyphens=False))


def _checkbox(head: str, codes: Sequence[tuple[str, str]], chosen: Sequence[str]) -> Any:
    """Ask to tick."""
    import questionary

    choices = [questionary.Choice(_label(label, _TICK), value=code, checked=code in chosen) for code, label in codes]
    keys = _beside(head, "(espace pour cocher, Entrée pour valider, < pour revenir)")
    asked = questionary.checkbox(head, choices=choices, qmark=_MARK, instruction=keys)
    answer = _with_back_key(asked)
    labels = " · ".join(label for code, label in codes if code in answer) or "(rien de coché)"
    told = labels if len(labels) <= lines.WIDEST else f"({plural(len(answer), 'réponse cochée', 'réponses cochées')})"
    _tell(head, lines.BACK if answer == lines.BACK else told)
    return answer


def _beside(head: str, keys: str) -> str:
    """Return how to answer, on its own line where the question leaves no room for it."""
    room = terminal.width() - len(head.rpartition("\n")[2]) - 5
    return keys if len(keys) < room else f"\n  {keys}"


def _mend_search(app: Any) -> None:
    """Search by letters with accents and either apostrophe; where nothing is found, Enter only clears the search.

    The terminal library then shows the whole list again, and says so by a colour alone.
    """
    control = next(each for each in app.layout.find_all_controls() if hasattr(each, "search_filter"))

    def search(event: Any) -> None:
        typed = event.key_sequence[0].key
        control.add_search_character(_APOSTROPHE if typed == _KEYBOARD_APOSTROPHE else typed)

    def choose(event: Any) -> None:
        pointed = control.get_pointed_at()
        if control.search_filter and not control.found_in_search:
            control.search_filter = None
            return
        control.is_answered = True
        event.app.exit(result=pointed.value)

    for letter in (*_ACCENTED, _KEYBOARD_APOSTROPHE):
        app.key_bindings.add(letter, eager=True)(search)
    app.key_bindings.add("enter", eager=True)(choose)


def _with_back_key(asked: Any) -> Any:
    """Ask; the key `<` goes back, as it does where one types. Nothing is left of the list: see `_tell`."""
    asked.application.erase_when_done = True

    def go_back(event: Any) -> None:
        event.app.exit(result=lines.BACK)

    asked.application.key_bindings.add(lines.BACK, eager=True)(go_back)
    return asked.unsafe_ask()


def _tell(head: str, answer: str) -> None:
    """Say what was answered (the terminal library would say it in English, or cut it at the edge)."""
    lines.line(f"{_MARK} {head} {answer}")
