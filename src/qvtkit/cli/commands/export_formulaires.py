"""`qvtkit export formulaires`: a checklist on paper, to fill by hand."""

from __future__ import annotations

from typing import Annotated

import typer

from qvtkit.cli.options import code_help, pick, text
from qvtkit.cli.produce import Formats, Ouvrir, Remplacer, Sortie, produce
from qvtkit.cli.session import Session, command
from qvtkit.errors import UsageError
from qvtkit.model.codes import College, MomentEvaluation


@command
def formulaires(
    session: Session,
    grille: Annotated[str | None, typer.Argument(metavar="GRILLE", help="Identifiant ou titre de la grille")] = None,
    moment: Annotated[
        str | None, text("moment", f"Un seul moment : {code_help(MomentEvaluation)} (tous par défaut)", "MOMENT")
    ] = None,
    colleges: Annotated[
        list[str] | None,
        text(
            "colleges",
            f"Collège à qui donner sa ligne (répétable ; ceux du groupe par défaut) : {code_help(College)}",
            "COLLÈGE",
        ),
    ] = None,
    sortie: Sortie = None,
    format: Formats = None,
    remplacer: Remplacer = False,
    ouvrir: Ouvrir = False,
) -> None:
    """Produire le formulaire d’une grille, à remplir à la main, en Word et en PDF sauf demande contraire.

    qvtkit export formulaires points-de-vigilance
    Pour recopier les réponses : qvtkit evaluation run points-de-vigilance --rapide
    """
    from qvtkit.export.formulaire import build
    from qvtkit.ops import forms

    grid_id = _grid(session, grille)
    asked = forms.request(session.projet, grid_id, session.today, moment, colleges or ())
    produce(
        session, f"formulaire-{grid_id}", lambda: build(session.projet, asked, session.today),
        sortie=sortie, formats=format, remplacer=remplacer, ouvrir=ouvrir, said="Formulaire produit :",
    )  # fmt: skip


def _grid(session: Session, typed: str | None) -> str:
    from qvtkit.ops import evaluations

    if typed is None:
        choices = [(key, grid.titre or key) for key, grid in session.projet.grilles.items()]
        if not session.can_ask:
            raise UsageError.of("preciser", liste=", ".join(key for key, _ in choices), option="GRILLE")
        typed = str(session.ask([pick("grille", "Quelle grille ?", "GRILLE", choices)], {})["grille"])
    return evaluations.resolve_grid(session.projet, typed)
