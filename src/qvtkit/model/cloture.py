"""The close as it is asked in one go: the rubriques of its two files, and the reviews to put in the agenda."""

from __future__ import annotations

from pydantic import Field

from qvtkit.model.base import Booleen, Date, Record
from qvtkit.model.perennisation import Bilan, SuitesEcrites


class Cloture(Bilan, SuitesEcrites, Record):
    """Both records of `4-perennisation/` at one level; no file holds it."""

    revues: Booleen | None = Field(None, description="Inscrire les deux revues à l’agenda")
    revue_6_mois: Date | None = Field(None, description="Date de la revue à six mois")
    revue_12_mois: Date | None = Field(None, description="Date de la revue à douze mois")
