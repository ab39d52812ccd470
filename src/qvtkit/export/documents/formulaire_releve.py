"""The part of a sheet where figures are copied: what each indicator counts, then a box for each period."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qvtkit.export.document import Ensemble, Heading, Para, Run, Table
from qvtkit.export.documents.formulaire_commun import WIDTH
from qvtkit.export.secret.masking import masked
from qvtkit.method.lexique import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qvtkit.export.document import Block
    from qvtkit.model.indicateur import Indicateur
    from qvtkit.model.projet import Projet

_LABEL, _ROW = 62.0, 0.95
_MOST = 6
"""Indicators of the project on one sheet: two pages."""


def suivis(projet: Projet) -> tuple[Indicateur, ...]:
    """Return the first indicators that the project follows, as anyone may read them."""
    return tuple(each for each in masked(projet).indicateurs.values() if each.nom)[:_MOST]


def releves(indicators: Sequence[Indicateur], asked: Mapping[str, Any]) -> Iterator[Block]:
    """Yield what each indicator counts, and a table with a column for each of the `periodes` asked."""
    for each in indicators:
        yield Heading(2, each.nom)
        yield Ensemble((*_said(each), _table(each, int(asked["periodes"]))))


def _said(indicator: Indicateur) -> tuple[Para, ...]:
    """Say what is counted and where it is found."""
    counted = indicator.definition
    parts = (
        ("Qui ou quoi est compté : ", phrase(counted.champ) if counted else ""),
        ("Motifs inclus : ", phrase(counted.motifs_inclus) if counted else ""),
        ("Où le trouver : ", phrase(indicator.source)),
        ("D’où vient la définition : ", phrase(counted.source) if counted else ""),
    )
    runs = tuple(run for label, text in parts if text for run in (Run(label, gras=True), Run(f"{text} ")))
    return (Para(runs),) if runs else ()


def _table(indicator: Indicateur, periods: int) -> Table:
    """Return a row for each figure of the formula, then the result."""
    unit = f" ({indicator.unite})" if indicator.unite else ""
    rows = (*indicator.variables.values(), f"Résultat{unit}")
    width = (WIDTH - _LABEL) / periods
    return Table(
        "", ("Période", *["………………"] * periods), tuple((row, *[""] * periods) for row in rows),
        largeurs=(_LABEL, *[width] * periods), entete_de_ligne=True, hauteur=_ROW,
    )  # fmt: skip
