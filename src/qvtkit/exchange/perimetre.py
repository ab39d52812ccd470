"""Of whom the figures of a table are, by the words around it: the whole house, a service, or words to ask about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from qvtkit.exchange import mots
from qvtkit.exchange.jetons import is_edition, within
from qvtkit.exchange.mots_autour import NEUTRES, PARTIES, PETITS
from qvtkit.text import fold

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from qvtkit.exchange.libelles import Repertoire

TOUT, IGNORER = "tout", "ignorer"
"""What people may say of a text, besides the name of a service."""
_AIM = re.compile(
    r"(?:^|-)(?:objectifs?|previsionnel(?:le)?s?|previsions?|prevus?|prevues?|eprd|budget(?:s|e|aire)?|cibles?|n\+1|"
    r"simulations?|projections?|projetee?s?|attendus?)(?:-|$)"
)
_BEFORE = re.compile(r"(?:^|-)n-[1-9](?:-|$)")
_BEYOND = re.compile(
    r"(?:^|-)(?:nationa(?:l|le|ux|les)|region(?:s|al|ale|aux|ales)?|departementa(?:l|le|ux)|france|secteur-entier)(?:-|$)"
)
_NOTE = re.compile(
    r"^\s*(?:\*|\(\d\)|[¹²³]|n\.?b\.?\b|source|note|remarque|attention|lecture|définition|legende|légende)",
    re.IGNORECASE,
)
PROVISOIRE = re.compile(
    r"\b(?:provisoires?|prov\.?|à confirmer|a confirmer|estim\w*|non consolid\w*|à vérifier)(?!\w)", re.IGNORECASE
)
"""A figure that may still change."""


@dataclass(frozen=True, slots=True)
class Portee:
    """What a text says of whom the figures are: a service, figures to leave aside, or words that are not understood."""

    service: str = ""
    inconnu: str = ""
    cote: str = ""
    entier: bool = False


def is_note(text: str) -> bool:
    """Tell whether a text alone on its line is a note on the figures, not a title of them."""
    return bool(_NOTE.match(text))


@lru_cache(maxsize=4096)
def is_aim(text: str) -> bool:
    """Tell whether a heading is that of what is hoped, planned or budgeted, or of the year before."""
    return bool(_AIM.search(_spelled(text)) or _BEFORE.search(_spelled(text)))


@lru_cache(maxsize=4096)
def is_beyond(text: str) -> bool:
    """Tell whether a heading is that of figures of the region or of the country."""
    return bool(_BEYOND.search(_spelled(text)))


def _spelled(text: str) -> str:
    return re.sub(r"[^a-z0-9+]+", "-", fold(text.replace("+", "plus9")).replace("plus9", "+"))


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text that may say something: no number, no article."""
    return frozenset(word for word in re.split(r"[^a-z]+", fold(text)) if len(word) > 1 and word not in PETITS)


def neutral_words(names: AbstractSet[str], establishment: str) -> frozenset[str]:
    """Return the words that say nothing here: those of any house, of its name, of the names of its indicators."""
    own = frozenset(word for name in names for word in words_of(name))
    return NEUTRES | (own - PARTIES) | words_of(establishment)


def of_text(text: str, known: Repertoire, *, file_name: bool = False) -> Portee:
    """Return what a title, a section or the name of a sheet says; that of the file is freer in its words."""
    said = known.said_of(text)
    if said:
        return Portee(service=said) if said not in {TOUT, IGNORER} else _told(said)
    rest = within(text)[1]
    if mots.is_whole(rest) or known.is_house(rest):
        return _told(TOUT)
    service = known.service_in(rest)
    if is_note(text) or service:
        return Portee(service=service if not is_note(text) else "")
    if is_aim(rest):
        return Portee(cote="objectif")
    return Portee(inconnu=text) if _is_strange(rest, known, free=file_name or is_edition(rest)) else Portee()


def _told(said: str) -> Portee:
    return Portee(entier=True) if said == TOUT else Portee(cote="ignore")


def _is_strange(rest: str, known: Repertoire, *, free: bool) -> bool:
    """Tell whether a text has words that may be those of a part of the house, or of more than it."""
    if mots.is_generic(rest) or mots.role(rest) or known.names(rest):
        return False
    strange = words_of(rest) & PARTIES if free else words_of(rest) - known.neutral
    return bool(strange) or is_beyond(rest)
