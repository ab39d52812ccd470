"""`qvtkit export dashboard`: one page that opens anywhere, for the steering group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from qvtkit.cli.produce import Vers, file_command, produce
from qvtkit.cli.session import Session

if TYPE_CHECKING:
    from qvtkit.export.dashboard.modele import TableauDeBord


@file_command
def dashboard(
    session: Session,
    vers: Vers,
    presentation: Annotated[
        bool, typer.Option("--presentation", help="Pour la salle : en grand, sans noms ni effectifs")
    ] = False,
) -> None:
    """Produire le tableau de bord : une seule page (.html) à ouvrir, projeter ou imprimer.

    Elle s’ouvre dans tout navigateur, même depuis une clé USB, sans réseau.
    Refaites-la avant chaque réunion : elle montre le dossier tel qu’il est ce jour-là.

    qvtkit export dashboard --ouvrir
    qvtkit export dashboard --presentation
    """

    def build() -> TableauDeBord:
        from qvtkit.export.dashboard.page import build as gather
        from qvtkit.export.secret.masking import masked
        from qvtkit.ops.next import suivant

        shown = masked(session.projet)
        suite = None if presentation else suivant(shown, session.today)
        return gather(shown, session.today, suite, presentation=presentation)

    produce(
        session, f"tableau-de-bord{'-presentation' if presentation else ''}", build, vers,
        said="Tableau de bord produit :", genre="page",
    )  # fmt: skip
