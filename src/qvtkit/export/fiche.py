"""The fiche de capitalisation: long, or on one page.

Pure: the same project and the same day give the same document.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from qvtkit.export import fiche_courte
from qvtkit.export.context import Contexte, contexte
from qvtkit.export.document import Bullets, Callout, Document, Figure, Run
from qvtkit.export.sections.cloture import annexes, decision, lecons, ressources, transferabilite, visas
from qvtkit.export.sections.deroulement import deroulement
from qvtkit.export.sections.diagnostic import diagnostic
from qvtkit.export.sections.evaluation import evaluation
from qvtkit.export.sections.experimentation import experimentation
from qvtkit.export.sections.gouvernance import gouvernance
from qvtkit.export.sections.identite import cadre, identite
from qvtkit.export.sections.resultats import resultats
from qvtkit.text import typography

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from qvtkit.export.document import Block, Text
    from qvtkit.export.manques import Manque
    from qvtkit.model.projet import Projet

T = TypeVar("T")

ILLUSTRATION = "Chiffres d’illustration : d’après un cas publié, complété par des données inventées"
A_COMPLETER = "À compléter"
_SECTIONS = (
    identite, cadre, gouvernance, deroulement, diagnostic, experimentation, evaluation, resultats,
    lecons, decision, transferabilite, ressources, annexes, visas,
)  # fmt: skip


def build(projet: Projet, *, court: bool, aujourdhui: dt.date) -> Document:
    """Return the fiche of *projet* as it stands on the day *aujourdhui*."""
    seen = contexte(projet, aujourdhui)
    blocks = fiche_courte.blocs(seen) if court else _blocs(seen)
    who, word = seen.identite, seen.identite.vocabulaire
    place = who.etablissement or "établissement à préciser"
    document = Document(
        titre=who.titre or f"Démarche {word}",
        sous_titre=f"Fiche de capitalisation {word}{' en une page' if court else ''} · {place}",
        blocs=tuple(blocks),
        auteur=place,
        sujet=f"Fiche de capitalisation d’une démarche {word}",
        date=aujourdhui.isoformat(),
        pied=f"{place}, {aujourdhui:%d/%m/%Y}",
        bandeau=ILLUSTRATION if who.illustratif else "",
        compact=court,
        mots_cles=tuple(filter(None, (word, who.type, *(c.theme for c in who.clusters)))),
    )
    return _typographed(document)


def _blocs(seen: Contexte) -> Iterable[Block]:
    yield from a_completer(seen.manques)
    for section in _SECTIONS:
        yield from section(seen)


def a_completer(missing: tuple[Manque, ...]) -> tuple[Callout, ...]:
    """Return the box of what is not filled in: one line a file, with the pieces that go there."""
    by_file: dict[str, list[str]] = {}
    for item in missing:
        by_file.setdefault(item.fichier, []).append(item.quoi)
    items: tuple[Text, ...] = tuple(
        (Run(file, gras=True), Run(f" : {', '.join(pieces)}")) for file, pieces in by_file.items()
    )
    return (Callout("a-completer", A_COMPLETER, (Bullets(items),)),) if items else ()


def _typographed(value: T) -> T:
    """Return *value* with French typography in every text; drawings are left as they are."""
    if isinstance(value, str):
        return cast("T", typography(value, quotes=True))
    if isinstance(value, tuple):
        return cast("T", tuple(_typographed(item) for item in value))
    if is_dataclass(value) and not isinstance(value, type):
        node: Any = value
        kept = {"svg"} if isinstance(value, Figure) else {"genre", "style", "date", "langue", "alignements"}
        changes = {
            field.name: _typographed(getattr(node, field.name))
            for field in fields(node) if field.name not in kept
        }  # fmt: skip
        return cast("T", replace(node, **changes))
    return value
