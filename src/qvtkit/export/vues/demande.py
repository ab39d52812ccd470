"""Something asked of the steering committee."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qvtkit.export.vues.base import Paire

_BRACKETED = re.compile(r"\s*\([^()]*\bqvtkit [^()]*\)")


class Genre(Enum):
    """What a decision is about, for one and for several."""

    TEST = "décider de la suite d’un test", "décider de la suite de {} tests"
    SUITE = "dire ce qui suit une décision", "dire ce qui suit {} décisions"
    PROPOSITION = "répondre à une proposition", "répondre à {} propositions"
    REVUE = "tenir une revue", "tenir {} revues"
    DEPART = "dire si un test commence sans valeur de départ", "dire si {} tests commencent sans valeur de départ"
    INSTANCE = "informer une instance", "informer {} instances"
    SIEGE = "pourvoir un siège", "pourvoir {} sièges"
    PASSAGE = "dire si l’on passe à la suite", "dire si l’on passe à la suite"


@dataclass(frozen=True, slots=True)
class Demande:
    """A decision to take: the facts, the choices that the method gives, what each says where opinions differ."""

    genre: Genre
    titre: str
    faits: tuple[str, ...] = ()
    choix: tuple[str, ...] = ()
    avis: tuple[Paire, ...] = ()
    """What it is about, who says what."""
    seance: str = ""
    """The session where that was said, by its full id."""


def en_bref(asked: Iterable[Demande]) -> Iterator[str]:
    """Yield « répondre à 2 propositions », « pourvoir un siège »: in the order in which they are asked."""
    for genre, count in Counter(each.genre for each in asked).items():
        one, many = genre.value
        yield one if count == 1 else many.format(count)


def sans_commande(text: str) -> str:
    """Return *text* without what it says to type: the committee has no terminal."""
    clauses = _BRACKETED.sub("", text).split(" ; ")
    return " ; ".join(each for each in clauses if "qvtkit " not in each)
