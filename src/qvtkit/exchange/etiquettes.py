"""What names a figure: the texts of its line and of the headings of its column."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qvtkit.exchange import mots
from qvtkit.exchange.cellules import nature, shown
from qvtkit.exchange.jetons import ILLISIBLE, Jeton
from qvtkit.exchange.perimetre import PROVISOIRE
from qvtkit.text import fold

if TYPE_CHECKING:
    from qvtkit.exchange.colonnes import Colonne
    from qvtkit.exchange.libelles import Repertoire
    from qvtkit.exchange.tableur import Valeur

_LONG = 60


@dataclass
class Etiquette:
    """What a line, or the headings of a column, say of their figures."""

    jetons: list[Jeton] = field(default_factory=list)
    libelles: list[str] = field(default_factory=list)
    partie: str = ""
    service: str = ""
    unite: str = ""
    total: str = ""
    partie_ecrite: str = ""
    marque: str = ""
    """The call of a note: « * », « (1) »."""
    reserves: list[tuple[str, str]] = field(default_factory=list)


def describe(row: Etiquette, column: Colonne, value: Valeur, known: Repertoire) -> None:
    """Add to *row* what one of its cells says."""
    text = shown(value)
    if column.role == "service":
        row.service = "établissement" if known.is_house(text) else known.service_in(text) or text
    elif column.role == "unite":
        row.unite = text
    elif column.role == "periode":
        read = column.token(value)
        if read is not None:
            row.jetons.append(read)
        elif mots.is_total(text) and nature(value) == "texte":
            row.total = text
        else:
            row.jetons.append(Jeton(genre=ILLISIBLE))
    else:
        _name(row, text)


def heading(column: Colonne, known: Repertoire) -> Etiquette:
    """Return what the headings of a column say of its figures."""
    head = Etiquette(jetons=list(column.jetons))
    if any(PROVISOIRE.search(text) for text in column.textes):
        head.reserves.append(("import-a-verifier", f"« {column.titre} », dit le titre"))
    for text in column.textes:
        if fold(text) in known.services or mots.is_whole(text):
            head.service = text
        elif mots.is_unit(text) and not mots.part(text):
            head.unite = head.unite or text
        else:
            _name(head, text)
    named = head.libelles or head.partie or head.service or head.jetons
    if head.unite and not named and head.unite in column.textes:  # « ETP » alone is a name
        head.libelles.append(head.unite)
        head.unite = ""
    return head


def shortened(text: str) -> str:
    """Return a text of the workbook, cut where it is long."""
    return text if len(text) <= _LONG else f"{text[: _LONG - 1].rstrip()}…"


def _name(row: Etiquette, text: str) -> None:
    """Add what a label says: a part of a measure, a total, a unit, or which indicator it is."""
    if mots.part(text):
        row.partie, row.partie_ecrite = mots.part(text), text
    elif mots.is_total(text):
        row.total = text
        row.libelles.append(text)
    elif mots.is_generic(text) or mots.role(text) == "libelle":
        return
    elif mots.service_in(text):
        row.service = mots.service_in(text)
    else:
        text, row.marque = mots.without_mark(text)
        label, unit = mots.without_unit(text)
        row.unite = row.unite or unit
        row.libelles.append(label)
