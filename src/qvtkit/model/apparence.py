"""`modeles/apparence.yaml`: the establishment's own look, for the documents that leave qvtkit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from qvtkit.model import couleurs
from qvtkit.model.base import Problem, Record, Texte

if TYPE_CHECKING:
    from collections.abc import Iterator


class ApparenceEtablissement(Record):
    """A colour, a logo, a Word file for its styles: what is absent stays as qvtkit has it."""

    couleur: Texte = Field("", description='La couleur des titres et des filets, entre guillemets : "#0B5D6B"')
    logo: Texte = Field("", description="Le fichier du logo, dans modeles/ : logo.png, logo.jpg ou logo.svg")
    logo_texte: Texte = Field("", description="Ce que dit le logo à qui ne le voit pas (Logo et nom, par défaut)")
    word: Texte = Field("", description="Un fichier Word de modeles/ qui donne sa page et ses styles : papier.docx")

    @property
    def couleur_lue(self) -> str | None:
        """The colour as « #RRGGBB », None where none can be read."""
        return couleurs.lue(self.couleur)

    def problems(self) -> Iterator[Problem]:
        """Yield a colour that is none, or too pale to be read."""
        colour = self.couleur_lue
        if self.couleur and colour is None:
            yield Problem("couleur-invalide", "couleur", valeur=self.couleur)
        elif colour and couleurs.contraste(colour, couleurs.BLANC) < couleurs.LISIBLE:
            used = couleurs.lisible(colour, couleurs.BLANC)
            yield Problem("couleur-trop-pale", "couleur", valeur=colour, employee=used)
