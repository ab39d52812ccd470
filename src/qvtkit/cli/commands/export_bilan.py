"""`qvtkit export bilan`: the bilan for the staff, in plain words."""

from __future__ import annotations

from qvtkit.cli.produce import Formats, Ouvrir, Remplacer, SansModele, Sortie, produce
from qvtkit.cli.session import Session, command


@command
def bilan(
    session: Session,
    sortie: Sortie = None,
    format: Formats = None,
    remplacer: Remplacer = False,
    ouvrir: Ouvrir = False,
    sans_modele: SansModele = False,
) -> None:
    """Produire le bilan pour les équipes, en mots simples : une feuille, recto verso. Avant la fin, c’est un point d’étape.

    qvtkit export bilan --format pdf --ouvrir
    """
    from qvtkit.export.documents.bilan_personnel import build

    produce(
        session, "bilan-equipes", lambda: build(session.projet, session.today),
        sortie=sortie, formats=format, remplacer=remplacer, ouvrir=ouvrir, said="Bilan produit :",
        sans_modele=sans_modele,
    )  # fmt: skip
