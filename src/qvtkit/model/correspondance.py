"""`modeles/correspondances/`: what the labels of a workbook that comes back every month mean here."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from qvtkit.model.base import Booleen, Identifiant, Nombre, Record, Texte


class LibelleConnu(Record):
    """One label of a workbook, and the indicator, or the variable of its formula, that its figures feed."""

    libelle: Texte = Field("", description="Le libellé, comme il est écrit dans le tableau")
    service: Texte = Field("", description="Le service de la ligne, si le même libellé revient pour chacun")
    indicateur: Identifiant | None = Field(None, description="L’indicateur du projet")
    variable: Texte = Field("", description="La variable de sa formule, si ce n’est pas le résultat")
    multiplier: Nombre | None = Field(None, description="Par combien multiplier (100 pour une fraction)")
    ignorer: Booleen = Field(default=False, description="Ces chiffres ne servent pas ici")

    def as_file(self) -> Any:
        """Return what the file holds; a label that is not ignored says nothing of it."""
        return {name: value for name, value in super().as_file().items() if value is not False}


class PerimetreConnu(Record):
    """One text around the figures of a workbook, and whose figures those are."""

    texte: Texte = Field(
        "", description="Le titre, la feuille ou la section, comme c’est écrit ; vide : tout le tableau"
    )
    perimetre: Texte = Field("", description="tout (l’établissement), le nom d’un service, ou ignorer")


class Correspondance(Record):
    """What was answered once about the labels of a workbook."""

    titre: Texte = Field("", description="De quel tableau il s’agit")
    libelles: tuple[LibelleConnu, ...] = Field((), description="Libellés, et ce qu’ils veulent dire")
    perimetres: tuple[PerimetreConnu, ...] = Field((), description="Titres et feuilles, et de qui sont leurs chiffres")
