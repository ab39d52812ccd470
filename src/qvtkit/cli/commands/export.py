"""`qvtkit export`: the documents."""

from __future__ import annotations

from typing import Annotated

import typer

from qvtkit.cli.produce import Vers, document_command, produce
from qvtkit.cli.session import Session


@document_command
def fiche(
    session: Session,
    vers: Vers,
    court: Annotated[bool, typer.Option("--court", help="La version d’une page")] = False,
) -> None:
    """Produire la fiche de capitalisation, en Word et en PDF sauf demande contraire.

    qvtkit export fiche
    qvtkit export fiche --court -o fiche.pdf
    qvtkit export fiche --format docx,pdf,html
    """
    from qvtkit.export.documents.fiche import build

    produce(
        session, "fiche-courte" if court else "fiche",
        lambda: build(session.projet, court=court, aujourdhui=session.today), vers, said="Fiche produite :",
    )  # fmt: skip
