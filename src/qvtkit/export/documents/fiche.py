"""The fiche de capitalisation: long, or on one page.

Pure: the same project and the same day give the same document.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qvtkit.export.context import Contexte, contexte
from qvtkit.export.document import Bullets, Callout, Run
from qvtkit.export.documents import fiche_courte
from qvtkit.export.sections.cloture import annexes, decision, lecons, ressources, transferabilite, visas
from qvtkit.export.sections.deroulement import deroulement
from qvtkit.export.sections.diagnostic import diagnostic
from qvtkit.export.sections.essentiel import essentiel
from qvtkit.export.sections.evaluation import evaluation
from qvtkit.export.sections.experimentation import experimentation
from qvtkit.export.sections.gouvernance import gouvernance
from qvtkit.export.sections.identite import cadre, identite
from qvtkit.export.sections.resultats import resultats
from qvtkit.export.shell import document
from qvtkit.method.lexique import majuscule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from qvtkit.export.document import Block, Document, Text
    from qvtkit.method.manques import Manque
    from qvtkit.model.projet import Projet

_CORPS, _PAGES = 9.8, 6
"""The long fiche is set tight, in one size: longer than that, the PDF says that it would be better shorter."""
A_COMPLETER = "À compléter"
_SECTIONS = (
    identite, cadre, gouvernance, deroulement, diagnostic, experimentation, evaluation, resultats,
    lecons, decision, transferabilite, ressources, annexes, visas,
)  # fmt: skip


def build(projet: Projet, *, court: bool, aujourdhui: dt.date) -> Document:
    """Return the fiche of *projet* as it stands on the day *aujourdhui*."""
    seen = contexte(projet, aujourdhui)
    word = seen.identite.vocabulaire
    made = document(
        seen,
        titre=seen.identite.demarche,
        genre=f"Fiche de capitalisation {word}{' en une page' if court else ''}",
        sujet=f"Fiche de capitalisation d’une démarche {word}",
        blocs=fiche_courte.blocs(seen) if court else _blocs(seen),
        compact=True,
    )
    return made if court else replace(made, pages=_PAGES, corps_possibles=(_CORPS,))


def _blocs(seen: Contexte) -> Iterable[Block]:
    yield from essentiel(seen)
    yield from a_completer(seen.manques)
    for section in _SECTIONS:
        yield from section(seen)


def a_completer(missing: tuple[Manque, ...]) -> tuple[Callout, ...]:
    """Return the box of what is not filled in: the pieces, and the one command that asks for them."""
    by_command: dict[str, list[str]] = {}
    for item in missing:
        by_command.setdefault(item.commande, []).append(item.quoi)
    items: tuple[Text, ...] = tuple(
        (Run(f"{majuscule(', '.join(pieces))}{' : ' if command else ''}"), Run(command, gras=True))
        for command, pieces in by_command.items()
    )
    return (Callout("a-completer", A_COMPLETER, (Bullets(items),)),) if items else ()
