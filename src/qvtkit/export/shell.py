"""What every document has around its blocks: who, when, the caution about figures, French typography."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from qvtkit.export.document import Document, Figure
from qvtkit.method.lexique import minuscule
from qvtkit.text import typography

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qvtkit.export.context import Contexte
    from qvtkit.export.document import Block

T = TypeVar("T")

ILLUSTRATION = "Chiffres d’illustration"


def document(
    seen: Contexte, *, titre: str, genre: str, sujet: str, blocs: Iterable[Block], compact: bool = False
) -> Document:
    """Return the document of *blocs* about the project *seen*; *genre* is its kind in words (« Note de cadrage »)."""
    who = seen.identite
    place = who.etablissement or "établissement à préciser"
    return typographed(
        Document(
            titre=titre,
            sous_titre=f"{genre} · {place}",
            blocs=tuple(blocs),
            auteur=place,
            sujet=sujet,
            date=seen.aujourdhui.isoformat(),
            pied=f"{place}, {seen.aujourdhui:%d/%m/%Y}",
            bandeau=f"{ILLUSTRATION} : {minuscule(who.illustration)}" if who.illustration else "",
            compact=compact,
            mots_cles=tuple(filter(None, (who.vocabulaire, who.type, *(c.theme for c in who.clusters)))),
        )
    )


def typographed(value: T) -> T:
    """Return *value* with French typography in every text; drawings are left as they are."""
    if isinstance(value, str):
        return cast("T", typography(value, quotes=True))
    if isinstance(value, tuple):
        return cast("T", tuple(typographed(item) for item in value))
    if is_dataclass(value) and not isinstance(value, type):
        node: Any = value
        kept = {"svg"} if isinstance(value, Figure) else {"genre", "style", "date", "langue", "alignements"}
        changes = {
            field.name: typographed(getattr(node, field.name))
            for field in fields(node) if field.name not in kept
        }  # fmt: skip
        return cast("T", replace(node, **changes))
    return value
