"""`qvtkit history`, `undo`, `redo`: what this computer did in the folder, and the way back."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qvtkit.cli import show as display
from qvtkit.cli.options import Format  # noqa: TC001 (typer reads it)
from qvtkit.cli.session import Session, command
from qvtkit.text import plural

if TYPE_CHECKING:
    from collections.abc import Callable

    from qvtkit.ops.outcome import Outcome
    from qvtkit.store.history import Entry

_STATES = {
    "fait": "", "annule": "annulé", "non-enregistre": "pas enregistré (qvtkit redo)", "partiel": "interrompu",
}  # fmt: skip


Numero = Annotated[
    int | None, typer.Argument(metavar="NUMÉRO", help="Lequel, parmi ceux de qvtkit history (le dernier)")
]


@command
def undo(session: Session, numero: Numero = None) -> None:
    """Annuler le dernier changement fait par qvtkit sur cet ordinateur.

    Ce qui a été modifié depuis, ailleurs dans les mêmes fichiers, est gardé. Si les mêmes lignes ont été
    modifiées, rien n’est écrit et la différence est montrée. Répétez la commande pour remonter plus loin.
    """
    from qvtkit.ops import undo as ops

    _finish(session, ops.undo, numero)


@command
def redo(session: Session, numero: Numero = None) -> None:
    """Refaire le dernier changement annulé, ou enregistrer une saisie qui n’avait pas pu l’être."""
    from qvtkit.ops import undo as ops

    _finish(session, ops.redo, numero)


def _finish(session: Session, plan: Callable[[Path, int | None], Outcome], number: int | None) -> None:
    from qvtkit.errors import EditedSinceError

    try:
        session.finish(plan(Path(session.projet.racine), number))
    except EditedSinceError as error:
        if session.json:
            raise
        display.issues(error.issues)
        sys.stderr.write(error.difference + "\n")
        raise typer.Exit(error.exit_code) from error


@command
def history(
    session: Session,
    numero: Annotated[int | None, typer.Argument(metavar="NUMÉRO", help="Montrer ce changement en détail")] = None,
    effacer: Annotated[
        bool, typer.Option("--effacer", help="Oublier cette histoire : elle ne sera plus sur cet ordinateur")
    ] = False,
    format: Format = "texte",
) -> None:
    """Voir ce que qvtkit a fait dans ce dossier depuis cet ordinateur, du plus récent au plus ancien.

    qvtkit history
    qvtkit history 1
    """
    from qvtkit.ops import undo as ops

    root = Path(session.projet.racine)
    if effacer:
        _forget(session, root)
        return
    if numero is not None:
        _show_one(session, root, numero)
        return
    entries = ops.entries(root)
    if session.reply("historique", [{"numero": n, **ops.summary(e)} for n, e in enumerate(entries, 1)]):
        return
    if not entries and format == "texte":
        display.say("Cet ordinateur n’a encore rien changé dans ce dossier.")
        return
    titles = ("N°", "Quand", "Ce qui a été fait", "État", "Fichiers")
    display.table(session, titles, [(str(n), *_row(entry)) for n, entry in enumerate(entries, 1)], format)


def _row(entry: Entry) -> tuple[str, ...]:
    when = dt.datetime.fromisoformat(entry.quand).astimezone()
    first, *rest = [each.fichier for each in entry.fichiers]
    files = first + (f" et {plural(len(rest), 'autre')}" if rest else "")
    return f"{when:%d/%m/%Y %H:%M}", entry.geste, _STATES[entry.etat], files


def _show_one(session: Session, root: Path, number: int) -> None:
    from qvtkit.ops import undo as ops

    entry = ops.numbered(root, number)
    differences = ops.differences(entry)
    if session.reply("historique", {"numero": number, **ops.summary(entry), "differences": differences}):
        return
    when, said, state, _ = _row(entry)
    display.say(f"{when} : {said}{f' ({state})' if state else ''}")
    sys.stdout.write("\n" + "\n\n".join(differences) + "\n")


def _forget(session: Session, root: Path) -> None:
    """Delete the history after a question: what was deleted from the folder may still be in it."""
    from qvtkit.cli.ask import Question
    from qvtkit.ops import undo as ops

    if session.can_ask:
        text = "Les changements déjà faits ne pourront plus être annulés. Oublier cette histoire"
        sure = Question("sur", f"{text} ?", "--effacer", genre="oui-non", defaut="non")
        if session.ask([sure], {})["sur"] != "oui":
            return
    count = 0 if session.dry_run else ops.forget(root)
    if not session.reply("historique", {"oublies": count}):
        display.say(f"{plural(count, 'changement oublié', 'changements oubliés')} sur cet ordinateur.")
