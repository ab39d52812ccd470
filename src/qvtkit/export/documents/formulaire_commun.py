"""What every sheet to fill by hand has: twelve points at least, its name on each page, room to write."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qvtkit.export.context import contexte
from qvtkit.export.document import Para, Run
from qvtkit.export.shell import document

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from qvtkit.export.document import Block, Document
    from qvtkit.model.projet import Projet

_TWELVE_POINTS = 12.65
"""The body that leaves twelve points to the smallest text of the sheet, that of its tables."""
_NO_LIMIT = 99
"""Pages: a sheet is never set in smaller type to hold on fewer of them."""
WIDTH = 182.0
"""Millimetres between the margins."""
SANS_NOM = "Des fonctions, jamais de noms : ni collègue, ni résident, ni patient."


def feuille(projet: Projet, day: dt.date, *, titre: str, sujet: str, blocs: Iterable[Block]) -> Document:
    """Return the sheet of *blocs*, titled *titre*, whose name stands at the foot of each page; no figure is in it."""
    made = document(
        contexte(projet, day), titre=titre, genre="Feuille à remplir à la main", sujet=sujet, blocs=blocs, compact=True
    )
    return replace(
        made, bandeau="", pages=_NO_LIMIT, corps_possibles=(_TWELVE_POINTS,), pied=f"{made.titre} · {made.pied}"
    )


def source(said: str) -> tuple[Para, ...]:
    """Return the line that says where the sheet comes from, none where nobody knows."""
    return (Para(f"Source : {said}"),) if said else ()


def gras(command: str) -> Para:
    """Return a command to type, on its own line."""
    return Para((Run(command, gras=True),))
