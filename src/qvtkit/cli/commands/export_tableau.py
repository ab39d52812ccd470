"""`qvtkit export tableau`: the indicators, their measures and their charts in a workbook."""

from __future__ import annotations

from qvtkit.cli.produce import Vers, file_command, produce
from qvtkit.cli.session import Session


@file_command
def tableau(session: Session, vers: Vers) -> None:
    """Produire le classeur (.xlsx) des indicateurs : définitions, mesures, courbes, les trois familles.

    Il s’ouvre dans Excel et dans LibreOffice. Ce qu’on y change ne revient pas dans le dossier.

    qvtkit export tableau --ouvrir
    """
    from qvtkit.export.classeur.build import build

    produce(
        session, "tableau", lambda: build(session.projet, session.today), vers,
        said="Classeur produit :", genre="classeur",
    )  # fmt: skip
