"""`qvtkit export clact`: the follow-up grid that an ARS asks for."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from qvtkit.cli.produce import Vers, file_command, produce
from qvtkit.cli.session import Session


@file_command
def clact(
    session: Session,
    vers: Vers,
    impact: Annotated[
        bool, typer.Option("--impact", help="En csv : le tableau d’impact, au lieu du suivi des actions")
    ] = False,
    format: Annotated[
        str | None, typer.Option("--format", metavar="FORMATS", help="xlsx (le classeur) ou csv (un seul tableau)")
    ] = None,
) -> None:
    """Produire la grille de suivi CLACT pour l’ARS : une ligne par action, une ligne par effet.

    Ce que le dossier ne dit pas reste vide. La feuille « À lire » en donne la liste.

    qvtkit export clact --ouvrir
    qvtkit export clact --format csv --impact
    """
    from qvtkit.export.classeur.clact import build

    wanted = format or ("csv" if impact and not vers.sortie else None)
    produce(
        session, "clact-impact" if impact else "clact",
        lambda: build(session.projet, session.today, impact=impact), replace(vers, format=wanted), said="Grille produite :", genre="grille",
    )  # fmt: skip
