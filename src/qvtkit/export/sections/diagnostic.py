"""5. Diagnostic: tools, participation, findings by nature, the problem with its frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.document import Table
from qvtkit.export.sections.communs import (
    Blocks,
    cellule,
    dit,
    enchaine,
    fiche_identite,
    gras,
    liste,
    para,
    section,
    sous_titre,
)
from qvtkit.method.lexique import minuscule

if TYPE_CHECKING:
    from qvtkit.export.context import Contexte
    from qvtkit.export.vues.diagnostic import Diagnostic, ProblemeVu


def diagnostic(contexte: Contexte) -> Blocks:
    """What was looked at, found and kept."""
    seen = contexte.diagnostic
    problems = tuple(block for problem in seen.problemes for block in _probleme(problem))
    return section(
        "5. Diagnostic",
        _outils(seen),
        para(seen.synthese),
        sous_titre("Les constats", liste(
            gras(nature, minuscule(enchaine(texts))) for nature, texts in seen.constats
        )),
        problems,
        dit("Autres sujets étudiés", enchaine(seen.autres)),
    )  # fmt: skip


def _outils(seen: Diagnostic) -> Blocks:
    if not seen.outils:
        return ()
    rows = tuple(
        (tool.nom, cellule(tool.date), cellule(tool.participation), cellule(tool.restitution)) for tool in seen.outils
    )
    heads = ("Outil", "Date", "Participation", "Restitution")
    return (Table("Les outils employés", heads, rows, largeurs=(3.6, 1.8, 2.6, 2)),)


def _probleme(problem: ProblemeVu) -> Blocks:
    return (
        *sous_titre(f"Le problème retenu : {minuscule(problem.titre)}", (
            *para(problem.enonce, "chapeau"),
            *fiche_identite(problem.cadre),
            *dit("Ce qui a guidé le choix", enchaine(problem.principes)),
            *dit("Pistes écartées", enchaine(problem.ecartees)),
        )),
    )  # fmt: skip
