"""Errors of the command line itself (unknown option, missing argument) said in French."""

from __future__ import annotations

from typing import Any

from typer._click import exceptions as click_errors  # typer vendors click and has no public door to it

from qvtkit.errors import InterruptedByUserError, QvtkitError, UsageError
from qvtkit.issues import issue
from qvtkit.text import closest


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
                return f"Mots en trop : {extra.partition('(')[2].rstrip(')')}. Un texte avec des espaces se met entre guillemets."
            return f"Commande non comprise ({extra})"
