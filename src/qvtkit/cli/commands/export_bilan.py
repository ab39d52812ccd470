"""`qvtkit export bilan`: the bilan for the staff, in plain words."""

from __future__ import annotations

from qvtkit.cli.produce import Vers, document_command, produce
from qvtkit.cli.session import Session


@document_command
def bilan(session: Session, vers: Vers) -> None:
    """Produire le bilan pour les équipes, en mots simples : une feuille, recto verso. Avant la fin, c’est un point d’étape.

    qvtkit export bilan --format pdf --ouvrir
    """
    from qvtkit.export.documents.bilan_personnel import build

    produce(session, "bilan-equipes", lambda: build(session.projet, session.today), vers, said="Bilan produit :")
