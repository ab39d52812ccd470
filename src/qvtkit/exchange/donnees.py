"""The figures of a table, each with all that the table says of it: period, label, part, service, unit."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from qvtkit.exchange import mots
from qvtkit.exchange.cellules import nature, shown
from qvtkit.exchange.colonnes import Colonne, columns_of
from qvtkit.exchange.jetons import ILLISIBLE, Jeton, within
from qvtkit.exchange.tableur import address
from qvtkit.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from qvtkit.exchange.tableaux import Tableau
    from qvtkit.exchange.tableur import Valeur


@dataclass(frozen=True, slots=True)
class Donnee:
    """One cell that holds a figure, or the mark of a missing one."""

    feuille: str
    ligne: int
    colonne: int
    valeur: Valeur
    jetons: tuple[Jeton, ...]
    contexte: tuple[Jeton, ...]
    libelles: tuple[str, ...]
    titres: tuple[str, ...]
    """What the table is about, where the cell has no label of its own; the nearest first."""
    partie: str = ""
    service: str = ""
    unite: str = ""
    total: str = ""
    """The word that makes it a total or an average."""

    @property
    def cellule(self) -> str:
        """The address, « C7 »."""
        return address(self.ligne, self.colonne)


@dataclass
class _Ligne:
    """What a line says of its figures."""

    jetons: list[Jeton] = field(default_factory=list)
    libelles: list[str] = field(default_factory=list)
    partie: str = ""
    service: str = ""
    unite: str = ""
    total: str = ""


@dataclass(frozen=True, slots=True)
class _Autour:
    """What stands above a line: the section, the label of the lines above, and whether the table names its figures."""

    section: str
    parent: str
    named: bool


@dataclass(frozen=True)
class Lecteur:
    """Reads the figures of one table."""

    tableau: Tableau
    colonnes: list[Colonne]
    titres: tuple[str, ...]
    contexte: tuple[Jeton, ...]
    service: str
    services: AbstractSet[str]

    @classmethod
    def of(
        cls, table: Tableau, services: AbstractSet[str], around: Sequence[Jeton], annee: int | None = None
    ) -> Lecteur:
        """Return the reader of *table*; *around* are the years told outside of its sheet, *annee* prevails."""
        columns = columns_of(table, services)
        titles, service = [], ""
        tokens = [each for column in columns if column.role != "donnee" for each in column.jetons]
        corner = [each.titre for each in columns if each.role == "periode" and each.titre]
        for text in (*corner, *reversed(table.titres), table.feuille.nom):
            read, rest = within(text)
            if read is not None:
                tokens.append(read)
            named = mots.service_in(text) or (text if fold(text) in services else "")
            service = service or named
            if rest and not named and not mots.is_generic(rest) and mots.role(rest) is None:
                titles.append(rest)
        nearest = tokens[:1] if tokens and tokens[0].genre and tokens[0].annee else tokens
        context = (Jeton(annee),) if annee else tuple(nearest or around)
        return cls(table, columns, tuple(titles), context, service, services)

    @property
    def descripteurs(self) -> list[Colonne]:
        """The columns that name the figures."""
        return [each for each in self.colonnes if each.role not in {"donnee", "hors"}]

    @cached_property
    def _covered(self) -> frozenset[tuple[int, int]]:
        """The cells of the naming columns that a merged cell above covers."""
        columns = [each.numero for each in self.descripteurs]
        lines = self.tableau.lignes
        return frozenset(
            (line, column)
            for top, left, bottom, right in self.tableau.feuille.fusions
            if bottom > top
            for line in lines[bisect_right(lines, top) : bisect_right(lines, bottom)]
            for column in columns
            if left <= column <= right
        )

    def figures(self) -> Iterator[Donnee]:
        """Yield the figures, from top to bottom and from left to right."""
        columns = [each for each in self.colonnes if each.role == "donnee"]
        heads = [(each, _heading(each, self.services)) for each in columns]
        named = any(each.role == "libelle" for each in self.colonnes) or any(head.libelles for _, head in heads)
        section = parent = ""
        held: dict[int, Valeur] = {}
        for line in sorted([*self.tableau.lignes, *self.tableau.sections]):
            if line in self.tableau.sections:
                section, parent = self.tableau.sections[line], ""
                continue
            cells = self.tableau.feuille.lignes[line]
            row = self._row(line, cells, held)
            if row.libelles:
                parent = row.libelles[-1]
            for column, head in heads:
                if (value := cells.get(column.numero)) is not None:
                    around = _Autour(section, parent, named=named)
                    yield self._figure((line, column.numero), value, row, head, around)

    def _row(self, line: int, cells: dict[int, Valeur], held: dict[int, Valeur]) -> _Ligne:
        """Read what names the figures of a line; an empty cell takes what is above it where the line goes on."""
        row = _Ligne()
        given = [each for each in self.descripteurs if each.numero in cells]
        for column in self.descripteurs:
            value = cells.get(column.numero)
            if value is None:
                right = any(each.numero > column.numero for each in given)
                merged = (line, column.numero) in self._covered
                value = held.get(column.numero) if (right or merged) and column.role != "unite" else None
            else:
                held[column.numero] = value
            if value is not None:
                _describe(row, column, value)
        return row

    def _figure(
        self, place: tuple[int, int], value: Valeur, row: _Ligne, head: _Ligne, around: _Autour
    ) -> Donnee:  # fmt: skip
        """Return one figure; where others of the table have a label and it has none, its title says nothing of it."""
        labels = list(dict.fromkeys([*row.libelles, *head.libelles]))
        part = row.partie or head.partie
        of_section = mots.service_in(around.section)
        above = [around.section] if around.section and not of_section else []
        if not labels and part and around.parent:
            labels = [around.parent]
        titles = () if around.named and not part else (*above, *self.titres)
        return Donnee(
            self.tableau.feuille.nom, *place, value, (*row.jetons, *head.jetons), self.contexte, tuple(labels), titles,
            part, row.service or head.service or of_section or self.service, row.unite or head.unite,
            row.total or head.total,
        )  # fmt: skip


def _describe(row: _Ligne, column: Colonne, value: Valeur) -> None:
    """Add to *row* what one of its cells says."""
    text = shown(value)
    if column.role == "service":
        row.service = text
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


def _heading(column: Colonne, services: AbstractSet[str]) -> _Ligne:
    """Return what the headings of a column say of its figures."""
    head = _Ligne(jetons=list(column.jetons))
    for text in column.textes:
        if fold(text) in services:
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


def _name(row: _Ligne, text: str) -> None:
    """Add what a label says: a part of a measure, a total, a unit, or which indicator it is."""
    if mots.part(text):
        row.partie = mots.part(text)
    elif mots.is_total(text):
        row.total = text
        row.libelles.append(text)
    elif mots.is_generic(text) or mots.role(text) == "libelle":
        return
    elif mots.service_in(text):
        row.service = mots.service_in(text)
    else:
        label, unit = mots.without_unit(text)
        row.unite = row.unite or unit
        row.libelles.append(label)
