"""The monograph of an establishment: all that the folder knows, in the order of a case study, with room to tell more.

Pure: the same project and the same day give the same document.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qvtkit.export.context import contexte
from qvtkit.export.documents.fiche import a_completer
from qvtkit.export.documents.monographie_annexes import annexes
from qvtkit.export.documents.monographie_commun import mode_d_emploi
from qvtkit.export.documents.monographie_lieu import deroulement, dialogue, lieu, pourquoi
from qvtkit.export.documents.monographie_resultats import apres, enseignements, resultats
from qvtkit.export.documents.monographie_travail import etat_des_lieux, evaluation, experimentations, probleme
from qvtkit.export.secret.masking import masked
from qvtkit.export.sections.essentiel import essentiel
from qvtkit.export.shell import document
from qvtkit.export.vues.base import Base
from qvtkit.export.vues.evaluations import grilles
from qvtkit.export.vues.mesures import fiches

if TYPE_CHECKING:
    import datetime as dt

    from qvtkit.export.document import Document
    from qvtkit.export.sections.communs import Blocks
    from qvtkit.model.projet import Projet

_PARTS = (
    lieu, pourquoi, dialogue, deroulement, etat_des_lieux, probleme, experimentations, evaluation, resultats,
    enseignements, apres,
)  # fmt: skip


def build(projet: Projet, aujourdhui: dt.date) -> Document:
    """Return the monograph of *projet* as it stands on the day *aujourdhui*."""
    seen = contexte(projet, aujourdhui)
    base = Base.of(masked(projet), aujourdhui)
    word = seen.identite.vocabulaire
    body: Blocks = tuple(block for part in _PARTS for block in part(seen))
    made = document(
        seen,
        titre=seen.identite.demarche,
        genre="Monographie d’établissement",
        sujet=f"Monographie d’une démarche {word}",
        blocs=(
            *essentiel(seen), mode_d_emploi(), *a_completer(seen.manques),
            *body, *annexes(seen, grilles(base), fiches(base)),
        ),
    )  # fmt: skip
    return replace(made, sommaire=True)
