"""Whether a table speaks of persons one by one: its labels are then neither shown nor kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qvtkit.exchange import mots
from qvtkit.exchange.cellules import nature, shown
from qvtkit.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qvtkit.exchange.donnees import Lecteur

_HEADINGS = frozenset({
    "agent", "agent-n°", "n°-agent", "n°-d-agent", "numero-d-agent", "numero-agent", "num-agent", "no-agent",
    "id-agent", "nom-agent", "nom-de-l-agent", "salarie", "salarie-e", "nom-du-salarie", "matricule",
    "matricule-agent", "n°-matricule", "prenom", "nom-prenom", "nom-et-prenom", "nom-/-prenom", "nom-prenom-agent",
    "nom-usuel", "nom-d-usage", "nom-de-naissance", "nom-patronymique", "resident", "nom-du-resident", "patient",
    "nom-du-patient", "ipp", "n°-de-securite-sociale", "nir",
})  # fmt: skip
_FORMS = (
    re.compile(r"(?:M\.|Mr|Mme|Mlle|Dr|Pr|Madame|Monsieur)\.?\s+\S.*"),
    re.compile(r"[A-ZÀ-Ý][A-ZÀ-Ý'’-]+(?:\s[A-ZÀ-Ý'’-]+)?\s+[A-ZÀ-Ý][a-zà-ÿ'’]+(?:-[A-ZÀ-Ý][a-zà-ÿ'’]+)?"),
    re.compile(r"[A-ZÀ-Ý][a-zà-ÿ'’-]+\s+[A-ZÀ-Ý][A-ZÀ-Ý'’-]+"),
)  # fmt: skip
_FEW = 2


def is_nominative(reader: Lecteur) -> bool:
    """Tell whether a column names persons, or whether the labels of the table look like their names."""
    if any(fold(text.strip(" :*")) in _HEADINGS for column in reader.colonnes for text in column.textes):
        return True
    lines = reader.tableau.feuille.lignes
    for column in reader.descripteurs:
        values = {
            shown(value) for line in reader.tableau.lignes
            if (value := lines[line].get(column.numero)) is not None and nature(value) == "texte"
        }  # fmt: skip
        if _persons(value for value in values if not reader.connus.names(value)):
            return True
    return _persons(
        text for column in reader.colonnes for text in column.textes
        if column.role == "donnee" and not reader.connus.names(text) and not mots.is_generic(text)
    )  # fmt: skip


def _persons(labels: Iterable[str]) -> bool:
    every = set(labels)
    alike = sum(any(form.fullmatch(label) for form in _FORMS) for label in every)
    return alike >= _FEW and 2 * alike >= len(every)
