"""`qvtkit export cadrage` and `passation`: the two short documents of governance."""

from __future__ import annotations

from qvtkit.cli.produce import Vers, document_command, produce
from qvtkit.cli.session import Session


@document_command
def cadrage(session: Session, vers: Vers) -> None:
    """Produire la note de cadrage : une page, avec la place des signatures. Ce qui manque y est écrit en clair.

    qvtkit export cadrage --format pdf --ouvrir
    """
    from qvtkit.export.documents.note_cadrage import build

    produce(
        session, "note-de-cadrage", lambda: build(session.projet, session.today), vers,
        said="Note de cadrage produite :",
    )  # fmt: skip


@document_command
def passation(session: Session, vers: Vers) -> None:
    """Produire la fiche de passation : où en est la démarche, pour une personne qui arrive. Une page.

    qvtkit export passation --format pdf --ouvrir
    """
    from qvtkit.export.documents.passation import build

    produce(
        session, "passation", lambda: build(session.projet, session.today), vers, said="Fiche de passation produite :",
    )  # fmt: skip
