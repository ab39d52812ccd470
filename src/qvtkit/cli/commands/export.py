"""`qvtkit export`: the documents."""

from __future__ import annotations

from typing import Annotated

import typer

from qvtkit.cli.produce import Formats, Ouvrir, Remplacer, SansModele, Sortie, produce
from qvtkit.cli.session import Session, command


@command
def fiche(
    session: Session,
    court: Annotated[bool, typer.Option("--court", help="La version d’une page")] = False,
    sortie: Sortie = None,
    format: Formats = None,
    remplacer: Remplacer = False,
    ouvrir: Ouvrir = False,
    sans_modele: SansModele = False,
) -> None:
    """Produire la fiche de capitalisation, en Word et en PDF sauf demande contraire.

    qvtkit export fiche
    qvtkit export fiche --court -o fiche.pdf
    qvtkit export fiche --format docx,pdf,html
    """
    from qvtkit.export.documents.fiche import build

    produce(
        session, "fiche-courte" if court else "fiche",
        lambda: build(session.projet, court=court, aujourdhui=session.today),
        sortie=sortie, formats=format, remplacer=remplacer, ouvrir=ouvrir, said="Fiche produite :",
        sans_modele=sans_modele,
    )  # fmt: skip
