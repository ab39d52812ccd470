"""`qvtkit export clact`: the follow-up grid that an ARS asks for."""

from __future__ import annotations

from typing import Annotated

import typer

from qvtkit.cli.produce import Ouvrir, Remplacer, Sortie, produce
from qvtkit.cli.session import Session, command


@command
def clact(
    session: Session,
    impact: Annotated[
        bool, typer.Option("--impact", help="En csv : le tableau d’impact, au lieu du suivi des actions")
    ] = False,
    sortie: Sortie = None,
    format: Annotated[
        str | None, typer.Option("--format", metavar="FORMATS", help="xlsx (le classeur) ou csv (un seul tableau)")
    ] = None,
    remplacer: Remplacer = False,
    ouvrir: Ouvrir = False,
) -> None:
    """Produire la grille de suivi CLACT pour l’ARS : une ligne par action, une ligne par effet.

    Ce que le dossier ne dit pas reste vide. La feuille « À lire » en donne la liste.

    qvtkit export clact --ouvrir
    qvtkit export clact --format csv --impact
    """
    from qvtkit.export.classeur.clact import build

    produce(
        session, "clact-impact" if impact else "clact",
        lambda: build(session.projet, session.today, impact=impact),
        sortie=sortie, formats=format or ("csv" if impact and not sortie else None),
        remplacer=remplacer, ouvrir=ouvrir, said="Grille produite :", genre="grille",
    )  # fmt: skip
