"""`qvtkit export affiche`: the poster of a test, for the staff room."""

from __future__ import annotations

from typing import Annotated

import typer

from qvtkit.cli.produce import Vers, document_command, produce
from qvtkit.cli.session import Session
from qvtkit.model.codes import EtatExperimentation


@document_command
def affiche(
    session: Session,
    vers: Vers,
    experimentation: Annotated[
        str | None, typer.Argument(metavar="EXPÉRIMENTATION", help="Identifiant (celle en cours par défaut)")
    ] = None,
) -> None:
    """Produire l’affiche d’un essai pour la salle de pause : une page en grands caractères, sans nom ni chiffre.

    Elle change d’elle-même : avant l’essai, pendant, puis après. Refaites-la à chaque étape.
    Pour la lire de deux mètres, imprimez le PDF en A3.

    qvtkit export affiche --format pdf --ouvrir
    """
    from qvtkit.cli.choose import one
    from qvtkit.export.documents.affiche import build
    from qvtkit.ops import experiments

    running = experiments.in_state(session.projet, EtatExperimentation.EN_COURS)
    typed = one(session, "experimentation", experimentation, "EXPÉRIMENTATION", running)
    key = experiments.resolve(session.projet, typed)
    experiments.the(session.projet, key)
    produce(
        session, f"affiche-{key}", lambda: build(session.projet, key, session.today), vers, said="Affiche produite :",
    )  # fmt: skip
