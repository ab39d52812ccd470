"""How a document looks: its colours and its logo, ours unless the establishment has its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture put at the top of the first page; `alt` says what it is to who cannot see it (« Logo de … »)."""

    contenu: bytes
    format: Literal["png", "jpeg", "svg"]
    alt: str


@dataclass(frozen=True, slots=True)
class Apparence:
    """Colours as « #RRGGBB »: `couleur` for titles and rules, `teinte` behind what is to be remembered.

    `couleur_sombre` and `teinte_sombre` are theirs on a dark page. A `logo` is optional.
    """

    couleur: str = "#0B5D6B"
    teinte: str = "#EDF3F4"
    couleur_sombre: str = "#7CC5D0"
    teinte_sombre: str = "#1F2A30"
    logo: Logo | None = None
