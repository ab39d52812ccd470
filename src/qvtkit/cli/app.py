"""The root of the command line."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from qvtkit import __version__
from qvtkit.cli.catalog import COMMANDS
from qvtkit.cli.lazy import SETTINGS, LazyGroup
from qvtkit.cli.session import Session, command

_HELP = """Conduire une démarche de qualité de vie au travail (QVT, QVCT) dans un établissement de santé
ou médico-social, au sein d’un cluster social : un dossier de fichiers que tout le monde peut lire.

Pour commencer : qvtkit init. Pour voir un exemple complet : qvtkit demo.
"""


class _Root(LazyGroup):
    entries = COMMANDS


def _show_version(value: bool) -> None:
    if value:
        typer.echo(f"qvtkit {__version__}")
        raise typer.Exit


@command
def _root(
    session: Session,
    version: Annotated[  # noqa: ARG001 (its callback does it all)
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Afficher la version")
    ] = False,
) -> None:
    """Keep the common options given before the command."""
    context = typer_context()
    context.obj = session
    if context.invoked_subcommand is None:
        from qvtkit.cli.commands.menu import menu

        menu(session, context)


def typer_context() -> Any:
    """Return the context of the running command."""
    from typer._click.globals import get_current_context

    return get_current_context()


def build() -> Any:
    """Return the root command."""
    app = typer.Typer(
        cls=_Root, add_completion=False, rich_markup_mode=None, invoke_without_command=True,
        context_settings=SETTINGS, help=_HELP, pretty_exceptions_enable=False,
    )  # fmt: skip
    app.callback()(_root)
    return typer.main.get_command(app)
