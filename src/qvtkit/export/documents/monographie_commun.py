"""What the parts of the monograph share: the questions that only people can answer, and the room to answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.document import Callout, Lignes, Para
from qvtkit.method.lexique import minuscule
from qvtkit.text import NBSP

if TYPE_CHECKING:
    from qvtkit.export.sections.communs import Blocks

VOIX = "À vous"


def raconter(*demandes: str, lignes: int = 3) -> Blocks:
    """Return room to write for each of *demandes*, which begin with a verb: « Racontez… », « Décrivez… »."""
    return tuple(Lignes(f"{VOIX}{NBSP}– {minuscule(demande)}", lignes) for demande in demandes)


def mode_d_emploi() -> Callout:
    """Say how the document is read and completed."""
    return Callout("a-completer", "Une trame à compléter ensemble", (
        Para(
            "Ce que le dossier sait est déjà écrit, avec ses dates et ses sources. "
            f"Les lignes qui commencent par « {VOIX} » attendent ce que seules des personnes peuvent dire : le travail "
            "réel, les hésitations, ce que les chiffres ne montrent pas. Écrivez à leur place dans Word, et effacez "
            "celles qui ne vous servent pas (questions : proposition qvtkit). Des fonctions plutôt que des noms : "
            "faites relire par le groupe avant de diffuser."
        ),
    ))  # fmt: skip
