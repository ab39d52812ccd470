"""5. Diagnostic: tools, participation, findings by nature, the problem with its frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.coupe import Place
from qvtkit.export.document import Para, Run
from qvtkit.export.sections.communs import Blocks, dit, en_ligne, enchaine, gras, liste, para, section, sous_titre
from qvtkit.method.lexique import minuscule

if TYPE_CHECKING:
    from qvtkit.export.context import Contexte
    from qvtkit.export.vues.diagnostic import Diagnostic, OutilVu, ProblemeVu

_FINDINGS, _LONG = 5, 170


def diagnostic(contexte: Contexte) -> Blocks:
    """What was looked at, found and kept."""
    seen = contexte.diagnostic
    return section(
        "5. Diagnostic",
        dit("Outils employés", enchaine(map(_outil, seen.outils))),
        para(seen.synthese),
        _constats(seen),
        *(_probleme(problem) for problem in seen.problemes),
        dit("Autres sujets étudiés", enchaine(seen.autres)),
    )


def _outil(tool: OutilVu) -> str:
    """« espace de discussion (avril 2016, 10 participants, restitué en mai 2016) »."""
    back = f"restitution : {tool.restitution}" if tool.restitution else ""
    details = ", ".join(filter(None, (tool.date, tool.participation, back)))
    return f"{tool.nom} ({details})" if details else tool.nom


def _constats(seen: Diagnostic) -> Blocks:
    place = Place()
    return liste(
        gras(nature, minuscule(enchaine(place.premiers(texts, _FINDINGS, _LONG)))) for nature, texts in seen.constats
    )


def _probleme(problem: ProblemeVu) -> Blocks:
    stated = (Para((Run(problem.enonce, gras=True),)),) if problem.enonce else ()
    return sous_titre(f"Le problème retenu : {minuscule(problem.titre)}", (
        *stated,
        *en_ligne(problem.cadre),
        *dit("Ce qui a guidé le choix", enchaine(problem.principes)),
        *dit("Pistes écartées", enchaine(problem.ecartees)),
    ))  # fmt: skip
