"""Errors of the command line itself (unknown option, missing argument) said in French."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from typer._click import exceptions as click_errors  # typer vendors click and has no public door to it

from qvtkit.errors import InterruptedByUserError, QvtkitError, UsageError
from qvtkit.issues import issue
from qvtkit.text import closest, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NUMBER = re.compile(r"\d+")


def is_usage_error(error: Exception) -> bool:
    """Tell whether *error* comes from the parsing of the command line."""
    return isinstance(error, click_errors.ClickException) or type(error).__name__ == "Abort"


def help_page(error: Any) -> str:
    """Return the help to print for a noun typed alone, empty for any other error."""
    return error.ctx.get_help() if isinstance(error, click_errors.NoArgsIsHelpError) else ""


def as_usage_error(error: Any) -> QvtkitError:
    """Return the same error as a sentence and a remedy."""
    if type(error).__name__ == "Abort":
        return InterruptedByUserError(issue("interrompu"))
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "qvtkit"
    return UsageError(issue("option-inconnue", message=_sentence(error, context), commande=f"{path} --help"))


def _sentence(error: Any, context: Any) -> str:
    match error:
        case click_errors.NoSuchOption():
            names = [opt for p in context.command.params for opt in p.opts] if context else []
            hint = closest(error.option_name, names)
            return f"L’option {error.option_name} n’existe pas ici." + (f" Vouliez-vous dire {hint} ?" if hint else "")
        case click_errors.MissingParameter():
            name = error.param.make_metavar(context) if error.param else ""
            return f"Il manque {name}."
        case click_errors.BadOptionUsage():
            return f"L’option {error.option_name} attend une valeur."
        case click_errors.BadParameter():
            name = error.param.opts[0] if error.param else "une option"
            return f"La valeur donnée à {name} n’est pas comprise."
        case _:
            extra = error.format_message()
            if "unexpected extra argument" in extra:
                return _too_many(extra.rpartition("(")[2].rstrip(")").split(), context)
            return f"Commande non comprise ({extra})"


def _too_many(words: Sequence[str], context: Any) -> str:
    """Say which words nothing waits for: most often a text without quotes, or « 8,2 » cut by PowerShell."""
    told = f"Mots en trop : {' '.join(words)}. Ce qui contient une espace ou une virgule se met entre guillemets"
    given = [value for value in (context.params if context else {}).values() if isinstance(value, str)]
    cut = [f'"{value},{words[0]}"' for value in given if _NUMBER.fullmatch(value) and _NUMBER.fullmatch(words[0])]
    return f"{told} : {cut[0]}." if cut else f"{told}."


def require_values(params: Iterable[Any], words: Sequence[str]) -> None:
    """Raise UsageError where an option took the next one for its value, or was given twice.

    The parser would keep the last of two values, and file « -p » as a note, without a word.
    """
    options = {
        _normal(name): param for param in params for name in [*param.opts, *param.secondary_opts] if name[:1] == "-"
    }
    seen: dict[str, str] = {}
    position = 0
    while position < len(words) and words[position] != "--":
        name, equal, value = words[position].partition("=")
        param = options.get(_normal(name))
        position += 1
        if param is None or getattr(param, "is_flag", False):
            continue
        if not equal:
            value = words[position] if position < len(words) else ""
            if _normal(value) in options or position == len(words):
                raise UsageError.of("option-sans-valeur", option=name)
            position += 1
        if not param.multiple and seen.setdefault(param.name, value) != value:
            raise UsageError.of("option-deux-fois", option=name, valeurs=f"« {seen[param.name]} » et « {value} »")


def _normal(word: str) -> str:
    """Return an option as the parser compares it: `--Fin_prévue` is `--fin-prevue`, `-C` is not `-c`."""
    dashes = re.match("-*", word)
    prefix = dashes[0] if dashes else ""
    name = word[len(prefix) :]
    return prefix + (fold(name) if len(name) > 1 else name) if prefix else ""
