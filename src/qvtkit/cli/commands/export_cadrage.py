"""`qvtkit export cadrage` and `passation`: the two short documents of governance."""

from __future__ import annotations

from qvtkit.cli.produce import Formats, Ouvrir, Remplacer, SansModele, Sortie, produce
from qvtkit.cli.session import Session, command


@command
def cadrage(
    session: Session,
    sortie: Sortie = None,
    format: Formats = None,
    remplacer: Remplacer = False,
    ouvrir: Ouvrir = False,
    sans_modele: SansModele = False,
) -> None:
    """Produire la note de cadrage : une page, avec la place des signatures. Ce qui manque y est écrit en clair.

    qvtkit export cadrage --format pdf --ouvrir
    """
    from qvtkit.export.documents.note_cadrage import build

    produce(
        session, "note-de-cadrage", lambda: build(session.projet, session.today),
        sortie=sortie, formats=format, remplacer=remplacer, ouvrir=ouvrir, said="Note de cadrage produite :",
        sans_modele=sans_modele,
    )  # fmt: skip


@command
def passation(
    session: Session,
    sortie: Sortie = None,
    format: Formats = None,
    remplacer: Remplacer = False,
    ouvrir: Ouvrir = False,
    sans_modele: SansModele = False,
) -> None:
    """Produire la fiche de passation : où en est la démarche, pour une personne qui arrive. Une page.

    qvtkit export passation --format pdf --ouvrir
    """
    from qvtkit.export.documents.passation import build

    produce(
        session, "passation", lambda: build(session.projet, session.today),
        sortie=sortie, formats=format, remplacer=remplacer, ouvrir=ouvrir, said="Fiche de passation produite :",
        sans_modele=sans_modele,
    )  # fmt: skip
