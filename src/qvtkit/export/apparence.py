"""How a document looks: its colours and its logo, ours unless the establishment has its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from qvtkit.model import couleurs

if TYPE_CHECKING:
    from typing import Self

_TINT, _NIGHT_TINT = 0.075, 0.14  # how much of the colour there is behind what is to be remembered


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture put at the top of the first page; `alt` says what it is to who cannot see it (« Logo de … »).

    `largeur` and `hauteur` are its own, in pixels: only their ratio counts.
    """

    contenu: bytes
    format: Literal["png", "jpeg", "svg"]
    alt: str
    largeur: float = 2.0
    hauteur: float = 1.0

    def taille(self, widest: float, tallest: float) -> tuple[float, float]:
        """Return the width and the height that fit in *widest* × *tallest*, in the same unit."""
        scale = min(widest / self.largeur, tallest / self.hauteur)
        return self.largeur * scale, self.hauteur * scale


@dataclass(frozen=True, slots=True)
class Apparence:
    """Colours as « #RRGGBB »: `couleur` for titles and rules, `teinte` behind what is to be remembered.

    `couleur_sombre` and `teinte_sombre` are theirs on a dark page. A `logo` is optional. `word` is the Word file
    whose page and styles take the place of ours.
    """

    couleur: str = "#0B5D6B"
    teinte: str = "#EDF3F4"
    couleur_sombre: str = "#7CC5D0"
    teinte_sombre: str = "#1F2A30"
    logo: Logo | None = None
    word: bytes | None = None

    @classmethod
    def de_couleur(cls, couleur: str, logo: Logo | None = None) -> Self:
        """Derive the four colours from one: each text keeps the contrast that makes it readable."""
        tint = couleurs.melange(couleur, couleurs.BLANC, _TINT)
        night = couleurs.melange(couleur, couleurs.NUIT, _NIGHT_TINT)
        return cls(
            couleur=couleurs.lisible(couleur, couleurs.BLANC, tint),
            teinte=tint,
            couleur_sombre=couleurs.lisible(couleur, couleurs.NUIT, night),
            teinte_sombre=night,
            logo=logo,
        )
