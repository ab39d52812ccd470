"""`qvtkit export monographie`: the case study of the establishment, to complete together."""

from __future__ import annotations

from qvtkit.cli.produce import Vers, document_command, produce
from qvtkit.cli.session import Session


@document_command
def monographie(session: Session, vers: Vers) -> None:
    """Produire la monographie : toute l’histoire, les chiffres et les avis, avec la place de raconter le reste.

    À compléter dans Word : ce que le dossier sait est écrit, des lignes attendent ce que seules des personnes peuvent dire.

    qvtkit export monographie --format docx --ouvrir
    """
    from qvtkit.export.documents.monographie import build

    produce(session, "monographie", lambda: build(session.projet, session.today), vers, said="Monographie produite :")
