"""Lazy commands over typer, with help pages in French.

typer loads every subcommand at once; here a command's module is imported when it is called.
"""

from __future__ import annotations

import inspect
import textwrap
from importlib import import_module
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from qvtkit.cli import terminal
from qvtkit.cli.catalog import Entry, find
from qvtkit.errors import UsageError
from qvtkit.text import NBSP, closest, did_you_mean, fold, typography

if TYPE_CHECKING:
    from collections.abc import Callable

_NARROW = 64
"""Up to it, long names of options stand on a line of their own."""
SETTINGS: dict[str, Any] = {
    "help_option_names": ["--help", "-h"],
    "token_normalize_func": lambda token: fold(token) if len(token) > 1 else token,
    "max_content_width": 100,
}
"""Options are understood with accents, capitals or underscores: `--Fin_prévue` is `--fin-prevue`."""


class FrenchCommand(TyperCommand):
    """A command whose help page is in French."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Refuse the options that would be taken amiss, then parse."""
        from qvtkit.cli.usage import require_values

        require_values(self.get_params(ctx), args)
        return super().parse_args(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write usage, text, arguments and options."""
        _fit(formatter)
        arguments = [p for p in self.params if isinstance(p, TyperArgument)]
        pieces = [p.make_metavar(ctx) for p in arguments]
        _usage(ctx, formatter, [*pieces, "[OPTIONS]"])
        _text(formatter, self.help)
        if arguments:
            _section(formatter, "Arguments", [(p.make_metavar(ctx), p.help or "") for p in arguments])
        own, common = _options(self, ctx)
        _section(formatter, "Options", own)
        _section(formatter, "Options communes", common)


class LazyGroup(TyperGroup):
    """A group whose commands come from the catalog."""

    entries: tuple[Entry, ...] = ()

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """Return the names, in the order of the catalog."""
        return [entry.nom for entry in self.entries]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """Load the command called *cmd_name*, in English or in French."""
        entry = find(self.entries, cmd_name)
        return None if entry is None else load(entry)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Resolve a command, or say which one was meant."""
        word = args[0]
        if find(self.entries, word) is None and not word.startswith("-"):
            names = [name for entry in self.entries for name in (entry.nom, entry.francais)]
            hint = closest(word, names)
            advice = did_you_mean(hint)
            raise UsageError.of(
                "option-inconnue",
                message=f"« {word} » n’est pas une commande.{advice}",
                commande=f"{ctx.command_path} --help",
            )
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write usage, text, commands with their French names, options."""
        _fit(formatter)
        _usage(ctx, formatter, ["COMMANDE", "…"])
        _text(formatter, self.help)
        rows = [(_both_names(entry), entry.aide) for entry in self.entries]
        _section(formatter, "Commandes (nom anglais ou français)", rows)
        own, common = _options(self, ctx)
        _section(formatter, "Options", own + common)


def load(entry: Entry) -> Any:
    """Return the typer command or group of *entry*."""
    if entry.verbes:
        group = LazyGroup(name=entry.nom, help=entry.aide, no_args_is_help=True, rich_markup_mode=None,
                          context_settings=SETTINGS)  # fmt: skip
        group.entries = entry.verbes
        return group
    module, _, function = entry.cible.partition(":")
    callback = getattr(import_module(f"qvtkit.cli.commands.{module}"), function)
    return build(entry.nom, callback)


def build(name: str, callback: Callable[..., None]) -> Any:
    """Return the typer command that runs *callback*."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.command(name, cls=FrenchCommand, context_settings=SETTINGS)(callback)
    return typer.main.get_command(app)


def _fit(formatter: Any) -> None:
    """Make the page as wide as the terminal, however narrow (typer stops at 50 characters)."""
    formatter.width = min(terminal.width(), SETTINGS["max_content_width"]) - 2


def _both_names(entry: Entry) -> str:
    return entry.nom if entry.nom == entry.francais else f"{entry.nom}, {entry.francais}"


def _usage(ctx: Any, formatter: Any, pieces: list[str]) -> None:
    words = f"Usage{NBSP}: {ctx.command_path} {' '.join(pieces)}"
    formatter.write(textwrap.fill(words, formatter.width, subsequent_indent="    ") + "\n")


def _text(formatter: Any, text: str | None) -> None:
    for paragraph in inspect.cleandoc(text or "").split("\n\n"):
        formatter.write("\n")
        lines = paragraph.splitlines()
        if lines and all(line.strip().startswith("qvtkit ") for line in lines):
            formatter.write("".join(f"  {line.strip()}\n" for line in lines))
        else:
            formatter.write_text(typography(" ".join(lines)))


def _section(formatter: Any, title: str, rows: list[tuple[str, str]]) -> None:
    if rows:
        formatter.write(f"\n{title}{NBSP}:\n")
        formatter.indent()
        formatter.write_dl(rows, col_max=34 if formatter.width > _NARROW else 12)
        formatter.dedent()


def _options(command: Any, ctx: Any) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the rows of the command's own options and of the common ones."""
    own: list[tuple[str, str]] = []
    common: list[tuple[str, str]] = []
    for param in command.get_params(ctx):
        if not isinstance(param, TyperOption) or param.hidden or param.name == "help":
            continue
        names = ", ".join([*param.opts, *param.secondary_opts])
        value = "" if param.is_flag else f" {param.metavar or 'TEXTE'}"
        row = (names + value, typography(param.help or ""))
        (common if param.rich_help_panel == "commun" else own).append(row)
    common.append(("--help, -h", "Afficher cette aide"))
    return own, common
