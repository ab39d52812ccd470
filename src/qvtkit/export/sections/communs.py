"""What sections share: sentences, optional blocks, the sentence of an empty section."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from qvtkit.export.document import Block, Bullets, Definitions, Heading, Para, Run, Text
from qvtkit.method.lexique import majuscule, minuscule, phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qvtkit.export.context import Contexte

Blocks: TypeAlias = "tuple[Block, ...]"

NON_RENSEIGNE = "Non renseigné à ce jour."
A_LA_FIN = "À écrire à la fin de la démarche."
MONOGRAPHIE = "la monographie de la démarche"
"""Where the long fiche sends for all that it does not tell."""


def section(titre: str, *parts: Blocks, vide: str = NON_RENSEIGNE) -> Blocks:
    """Return a numbered section; with nothing to say, the sentence *vide* says so."""
    blocks = tuple(block for part in parts for block in part)
    return (Heading(1, titre), *(blocks or (Para(vide),)))


def rien_encore(contexte: Contexte) -> str:
    """Say of what closes a project that it is not written: it may be too early."""
    return NON_RENSEIGNE if contexte.bilan_attendu else A_LA_FIN


def sous_titre(titre: str, blocks: Blocks, niveau: Literal[2, 3] = 2) -> Blocks:
    """Return *blocks* under a heading; nothing at all when there is nothing under it."""
    return (Heading(niveau, titre), *blocks) if blocks else ()


def para(texte: Text, style: str = "normal") -> Blocks:
    """Return one paragraph, or nothing for an empty text."""
    if not texte:
        return ()
    match style:
        case "chapeau":
            return (Para(texte, "chapeau"),)
        case "note":
            return (Para(texte, "note"),)
        case _:
            return (Para(texte),)


def dit(label: str, texte: str) -> Blocks:
    """Return « **Label.** texte » as one paragraph, or nothing."""
    return (Para((Run(f"{label}. ", gras=True), Run(texte))),) if texte else ()


def en_ligne(paires: Iterable[tuple[str, str]]) -> Blocks:
    """Return the pairs that say something as one paragraph: « **Où :** les deux étages. **Quand :** le matin. »."""
    runs: list[Run] = []
    for label, text in paires:
        if text:
            runs += [Run(f"{' ' if runs else ''}{label} : ", gras=True), Run(minuscule(phrase(text)))]
    return (Para(tuple(runs)),) if runs else ()


def liste(items: Iterable[Text]) -> Blocks:
    """Return a list, or nothing when it is empty."""
    kept = tuple(item for item in items if item)
    return (Bullets(kept),) if kept else ()


def fiche_identite(paires: Sequence[tuple[str, Text]]) -> Blocks:
    """Return the pairs that say something, each beginning with a capital, or nothing."""
    kept = tuple((label, majuscule(text) if isinstance(text, str) else text) for label, text in paires if text)
    return (Definitions(kept),) if kept else ()


def enchaine(items: Iterable[str]) -> str:
    """Return short texts as one sentence: « La première ; la deuxième. »."""
    return phrase(" ; ".join(minuscule(item.strip().rstrip(".")) for item in items if item.strip()))


def cellule(texte: str) -> str:
    """Return a short text as a cell of a table: a capital first, a dash for nothing."""
    return majuscule(texte) or "–"


def gras(label: str, texte: str) -> tuple[Run, ...]:
    """Return « **label** : texte » for an item of a list."""
    return (Run(label, gras=True), Run(f" : {texte}"))
