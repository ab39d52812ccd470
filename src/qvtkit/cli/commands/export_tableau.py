"""`qvtkit export tableau`: the indicators, their measures and their charts in a workbook."""

from __future__ import annotations

from qvtkit.cli.produce import Ouvrir, Remplacer, Sortie, produce
from qvtkit.cli.session import Session, command


@command
def tableau(
    session: Session,
    sortie: Sortie = None,
    remplacer: Remplacer = False,
    ouvrir: Ouvrir = False,
) -> None:
    """Produire le classeur (.xlsx) des indicateurs : définitions, mesures, courbes, les trois familles.

    Il s’ouvre dans Excel et dans LibreOffice. Ce qu’on y change ne revient pas dans le dossier.

    qvtkit export tableau --ouvrir
    """
    from qvtkit.export.classeur.build import build

    produce(
        session, "tableau", lambda: build(session.projet, session.today),
        sortie=sortie, formats=None, remplacer=remplacer, ouvrir=ouvrir, said="Classeur produit :", genre="classeur",
    )  # fmt: skip
