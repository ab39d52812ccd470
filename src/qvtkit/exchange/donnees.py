"""The figures of a table, each with all that the table says of it: period, label, part, service, unit."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from qvtkit.exchange import contexte
from qvtkit.exchange.cellules import nature, shown
from qvtkit.exchange.colonnes import Colonne, columns_of
from qvtkit.exchange.etiquettes import Etiquette, describe, heading, shortened
from qvtkit.exchange.jetons import Jeton, within
from qvtkit.exchange.perimetre import PROVISOIRE, Portee, is_note, of_text
from qvtkit.exchange.suites import CODE, over_new_year
from qvtkit.exchange.tableur import address
from qvtkit.text import enumerate_fr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qvtkit.exchange.contexte import Contexte
    from qvtkit.exchange.libelles import Repertoire
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
    partie_ecrite: str = ""
    """The word that names the part: « Taux », « Numérateur »."""
    cote: str = ""
    """Why it is no measure, whatever it is: the heading of its column, an objective."""
    reserves: tuple[tuple[str, str], ...] = ()
    """Codes and details of what a person has to confirm."""
    suite: object = None
    """What the figures of one series have in common, from line to line or from column to column."""

    @property
    def cellule(self) -> str:
        """The address, « C7 »."""
        return address(self.ligne, self.colonne)


@dataclass(frozen=True, slots=True)
class _Autour:
    """What stands above a line: the section, the label of the lines above, and whether the table names its figures."""

    section: str
    parent: str
    named: bool
    contexte: tuple[Jeton, ...]
    portee: Portee


@dataclass(frozen=True)
class Lecteur:
    """Reads the figures of one table."""

    tableau: Tableau
    colonnes: list[Colonne]
    contexte: Contexte
    connus: Repertoire

    @classmethod
    def of(cls, table: Tableau, known: Repertoire, around: Sequence[Jeton], annee: int | None = None) -> Lecteur:
        """Return the reader of *table*; *around* are the years told outside of its sheet, *annee* prevails."""
        columns = columns_of(table, known)
        return cls(table, columns, contexte.around(table, columns, known, around, annee), known)

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

    def figures(self) -> list[Donnee]:
        """Return the figures, from top to bottom and from left to right."""
        return over_new_year(self._figures())

    def _figures(self) -> Iterator[Donnee]:
        columns = [each for each in self.colonnes if each.role in {"donnee", "hors"}]
        heads = [(each, heading(each, self.connus)) for each in columns]
        named = any(each.role == "libelle" for each in self.colonnes) or any(
            head.libelles for each, head in heads if each.role == "donnee"
        )
        above = _Autour("", "", named, self.contexte.jetons, Portee())
        held: dict[int, Valeur] = {}
        for line in sorted([*self.tableau.lignes, *self.tableau.sections]):
            if line in self.tableau.sections:
                above = self._below(self.tableau.sections[line].texte, above)
                continue
            cells = self.tableau.feuille.lignes[line]
            row = self._row(line, cells, held)
            if row.libelles and row.libelles[-1] != above.parent:
                above = replace(above, parent=row.libelles[-1])
            for column, head in heads:
                value = cells.get(column.numero)
                if value is not None and (column.role == "donnee" or nature(value) in {"nombre", "annee"}):
                    yield self._figure((line, column), value, row, head, above)

    def _below(self, text: str, above: _Autour) -> _Autour:
        """Return what stands above the lines that follow a text alone: a year of its own, a part of the house."""
        if is_note(text):
            return above
        read, rest = within(text)
        context = above.contexte if read is None else (read,)
        if read is not None and read.annee is None:
            context = (*(each for each in self.contexte.jetons if not each.genre), read)
        return _Autour(rest, "", above.named, context, of_text(text, self.connus) if rest else above.portee)

    def _row(self, line: int, cells: dict[int, Valeur], held: dict[int, Valeur]) -> Etiquette:
        """Read what names the figures of a line; an empty cell takes what is above it where the line goes on."""
        row = Etiquette()
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
                describe(row, column, value, self.connus)
        told = next(
            (shown(cells[each]) for each in self._asides if each in cells and PROVISOIRE.search(shown(cells[each]))), ""
        )
        if told:
            row.reserves.append(("import-a-verifier", f"« {shortened(told)} », dit le tableau"))
        return row

    @cached_property
    def _asides(self) -> list[int]:
        """The columns of remarks."""
        return [each.numero for each in self.colonnes if each.role in {"hors", "libelle"}]

    def _figure(
        self, place: tuple[int, Colonne], value: Valeur, row: Etiquette, head: Etiquette, above: _Autour
    ) -> Donnee:  # fmt: skip
        """Return one figure; where others of the table have a label and it has none, its title says nothing of it."""
        line, column = place
        labels = list(dict.fromkeys([*row.libelles, *head.libelles]))
        part = row.partie or head.partie
        if not labels and part and above.parent:
            labels = [above.parent]
        heard = [above.section] if above.section and not above.portee.service else []
        titles = () if above.named and not part else (*heard, *self.contexte.titres)
        service = (
            row.service or head.service or above.portee.service or ("établissement" if above.portee.entier else "")
        )
        aside = f"colonne « {column.a_cote} »" if column.role == "hors" else above.portee.cote or self.contexte.cote
        by_line = any(each.genre for each in row.jetons)
        return Donnee(
            self.tableau.feuille.nom, line, column.numero, value, (*row.jetons, *head.jetons), above.contexte,
            tuple(labels), titles, part, service or self.contexte.service, row.unite or head.unite,
            row.total or head.total,
            row.partie_ecrite or head.partie_ecrite, aside, self._reserves(place, row, head, above),
            (column.numero if by_line else -line, tuple(labels), service, above.section, above.contexte),
        )  # fmt: skip

    def _reserves(
        self, place: tuple[int, Colonne], row: Etiquette, head: Etiquette, above: _Autour
    ) -> tuple[tuple[str, str], ...]:
        """Return what a person has to confirm of a figure."""
        found = [*row.reserves, *head.reserves]
        unknown = above.portee.inconnu or ("" if above.portee.service or above.portee.entier else self.contexte.inconnu)
        if unknown:
            found.append(("import-perimetre", unknown))
        merged = self._merged.get((place[0], place[1].numero))
        if merged:
            found.append(("import-a-verifier", f"une seule valeur fusionnée pour {merged}"))
        mark = row.marque or head.marque
        note = next((each for each in self.contexte.notes if mark and each.startswith(mark)), "")
        if note:
            found.append(("import-a-verifier", f"une note s’y rapporte : « {shortened(note)} »"))
        return (*found, *self._on_year(row, head, above)) if found or self.contexte.jetons else ()

    def _on_year(self, row: Etiquette, head: Etiquette, above: _Autour) -> Iterator[tuple[str, str]]:
        """Yield what is to be confirmed of the year: that of the file's name, or another than that of the title."""
        own = {year for each in (*row.jetons, *head.jetons) if (year := each.annee or (each.jour and each.jour.year))}
        told = {each.annee for each in above.contexte if each.annee}
        if self.contexte.du_fichier:
            if not own and above.contexte == self.contexte.jetons:
                yield CODE, f"l’année {max(told, default=0)} n’est lue que dans le nom du fichier"
        elif own and told and not self.contexte.dite and not (self._years & told):
            yield CODE, f"le titre dit {enumerate_fr(map(str, sorted(told)))}, ces chiffres sont de {max(own)}"

    @cached_property
    def _years(self) -> frozenset[int]:
        """The years that the columns and the lines of the table write."""
        found = {each.annee for column in self.colonnes if column.role == "donnee" for each in column.jetons}
        lines = self.tableau.feuille.lignes
        for column in (each for each in self.colonnes if each.role == "periode"):
            for line in self.tableau.lignes:
                read = column.token(lines[line][column.numero]) if column.numero in lines[line] else None
                found.add((read.annee or (read.jour.year if read.jour else None)) if read else None)
        return frozenset(year for year in found if year)

    @cached_property
    def _merged(self) -> dict[tuple[int, int], str]:
        """The cells of figures that a merged range spreads over several lines or columns of figures."""
        columns = {each.numero for each in self.colonnes if each.role == "donnee"}
        lines = set(self.tableau.lignes)
        return {
            (top, left): f"{address(top, left)}:{address(bottom, right)}"
            for top, left, bottom, right in self.tableau.feuille.fusions
            if top in lines and left in columns and (bottom > top or len(columns & set(range(left, right + 1))) > 1)
        }
