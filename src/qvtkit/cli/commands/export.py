"""`qvtkit export`: the documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from qvtkit.cli import show
from qvtkit.cli.ask import Question
from qvtkit.cli.session import Session, command

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qvtkit.ops.exports import Target


@command
def fiche(
    session: Session,
    court: Annotated[bool, typer.Option("--court", help="La version d’une page")] = False,
    sortie: Annotated[
        str | None,
        typer.Option("--sortie", "-o", metavar="FICHIER", help="Où l’enregistrer (l’extension choisit le format)"),
    ] = None,
    format: Annotated[
        str | None,
        typer.Option("--format", metavar="FORMATS", help="docx, pdf, html ; plusieurs séparés par des virgules"),
    ] = None,
    remplacer: Annotated[bool, typer.Option("--remplacer", help="Remplacer le fichier s’il existe")] = False,
    ouvrir: Annotated[bool, typer.Option("--ouvrir", help="Ouvrir le document ensuite")] = False,
) -> None:
    """Produire la fiche de capitalisation, en Word et en PDF sauf demande contraire.

    qvtkit export fiche
    qvtkit export fiche --court -o fiche.pdf
    qvtkit export fiche --format docx,pdf,html
    """
    from qvtkit.model.kinds import KINDS
    from qvtkit.ops import exports

    projet = session.projet
    wanted = exports.targets(
        projet, "fiche-courte" if court else "fiche", sortie, exports.formats(format, sortie), session.today
    )
    if not remplacer:
        _confirm(session, wanted)
    if session.dry_run:
        _announce(session, [target.path for target in wanted], (), done=False)
        return
    produced = exports.fiche(projet, wanted, court=court, day=session.today)
    if not session.json:
        show.unreadable(projet.unreadable(*KINDS))
    _announce(session, produced.files, produced.warnings, done=True)
    if ouvrir:
        typer.launch(str(produced.files[0]))


def _confirm(session: Session, wanted: list[Target]) -> None:
    """Ask before replacing a file; refuse where nobody can be asked."""
    from qvtkit.ops import exports

    existing = [target.path.name for target in wanted if target.path.exists()]
    if existing and session.can_ask:
        question = Question("remplacer", f"{', '.join(existing)} existe déjà. Le remplacer ?", "--remplacer",
                            genre="oui-non", defaut="non")  # fmt: skip
        if session.ask([question], {})["remplacer"] == "oui":
            return
    exports.require_free(wanted)


def _announce(session: Session, files: Sequence[Path], warnings: Sequence[str], *, done: bool) -> None:
    data = {"fichiers": [str(path) for path in files], "avertissements": list(warnings), "simulation": not done}
    if session.reply("export", data):
        return
    for text in warnings:
        show.say(f"Attention : {text}", error=True)
    if not session.quiet:
        show.say("Fiche produite :" if done else "Seraient produits (--dry-run) :")
        for path in files:
            show.say(f"  {path}")
