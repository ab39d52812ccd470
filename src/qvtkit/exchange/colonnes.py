"""What each column of a table is for: the figures, or what names them (period, label, service, unit)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from qvtkit.exchange import mots, perimetre
from qvtkit.exchange.cellules import nature, number, shown
from qvtkit.exchange.jetons import Jeton, token, within
from qvtkit.exchange.tableaux import tokens_of
from qvtkit.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qvtkit.exchange.libelles import Repertoire
    from qvtkit.exchange.mots import Role
    from qvtkit.exchange.tableaux import Tableau
    from qvtkit.exchange.tableur import Valeur

_SERIALS = range(32_874, 55_153)
"""Days of 1990 to 2050, as workbooks count them."""
_ASIDE = frozenset({"mediane-nationale", "moyenne-nationale", "reference-nationale", "region", "objectif", "objectifs"})
_MOST = {"mois": 12, "trimestre": 4, "semestre": 2, "semaine": 53}


@dataclass(frozen=True)
class Colonne:
    """One column: its role, the periods and the words of its headings."""

    numero: int
    role: Role
    textes: tuple[str, ...] = ()
    jetons: tuple[Jeton, ...] = ()

    @property
    def titre(self) -> str:
        """The lowest heading."""
        return self.textes[-1] if self.textes else ""

    @property
    def a_cote(self) -> str:
        """The heading that makes its figures no measure: « Objectif », « Région »."""
        return next((text for text in self.textes if _is_aside(text)), self.titre)

    @cached_property
    def genre(self) -> str:
        """The kind of period that bare numbers of the column are: the months 1 to 12 of « Mois »."""
        word = fold(self.titre)
        return next((genre for genre in _MOST if word.startswith(genre)), "")

    def token(self, value: Valeur) -> Jeton | None:
        """Return what a cell of a column of periods says."""
        read = number(value) if nature(value) == "nombre" else None
        if read is None or read.rapport or not read.valeur.is_integer():
            return token(value)
        whole = int(read.valeur)
        if self.genre and 1 <= whole <= _MOST[self.genre]:
            return Jeton(genre=self.genre, numero=whole)
        return Jeton(jour=dt.date(1899, 12, 30) + dt.timedelta(days=whole)) if whole in _SERIALS else None


def columns_of(table: Tableau, known: Repertoire) -> list[Colonne]:
    """Return the columns of a table from left to right."""
    lines = table.feuille.lignes
    numbers = sorted({column for line in (*table.entetes, *table.lignes) for column in lines[line]})
    headings = _headings(table, numbers)
    found = [_column(table, column, headings[column], known) for column in numbers]
    if any(each.role == "donnee" and each.jetons for each in found):
        return found
    if not any(each.role == "periode" for each in found):
        return [_as_years(table, each) if rank == 0 else each for rank, each in enumerate(found)]
    return found


def _as_years(table: Tableau, column: Colonne) -> Colonne:
    """Return the first column as the periods of the lines, where it holds nothing but years."""
    values = [cells[column.numero] for line in table.lignes if column.numero in (cells := table.feuille.lignes[line])]
    only_years = values and all(
        nature(value) in {"annee", "periode"} or mots.is_total(shown(value)) for value in values
    )
    return Colonne(column.numero, "periode", column.textes) if only_years else column


def _headings(table: Tableau, numbers: list[int]) -> Mapping[int, list[tuple[Valeur, Jeton | None]]]:
    """Return the headings above each column, the upper ones spread over the columns that they cover."""
    found: dict[int, list[tuple[Valeur, Jeton | None]]] = {column: [] for column in numbers}
    for rank, line in enumerate(table.entetes):
        cells = table.feuille.lignes[line]
        tokens = tokens_of(cells)
        lowest = rank == len(table.entetes) - 1
        held: int | None = None
        for column in numbers:
            held = column if column in cells else _covering(table, line, column, None if lowest else held, cells)
            if held is not None:
                found[column].append((cells[held], tokens[held]))
    return found


def _covering(table: Tableau, line: int, column: int, held: int | None, cells: dict[int, Valeur]) -> int | None:
    """Return the column of the heading that covers an empty one: its merged range, else the one on its left."""
    merged = [each for each in table.feuille.fusions if each[0] <= line <= each[2]]
    inside = next((left for top, left, _, right in merged if left <= column <= right and left in cells), None)
    if inside is not None:
        return inside
    if held is not None and any(left <= held <= right for _, left, _, right in merged):
        return None  # the heading on the left covers its own columns, no more
    return held


def _column(table: Tableau, column: int, headings: list[tuple[Valeur, Jeton | None]], known: Repertoire) -> Colonne:
    tokens, texts = [], []
    for value, read in headings:
        around, rest = (read, "") if read else within(shown(value))
        if around:
            tokens.append(around)
        if rest and rest not in texts:
            texts.append(rest)
    lines = table.feuille.lignes
    values = [lines[line][column] for line in table.lignes if column in lines[line]]
    whole = any(read is not None for _, read in headings)
    aside = any(map(_is_aside, texts))
    role = "hors" if aside else _role(texts, values, known, whole=whole, tokens=bool(tokens))
    return Colonne(column, role, tuple(texts), tuple(tokens))


def _role(texts: list[str], values: list[Valeur], known: Repertoire, *, whole: bool, tokens: bool) -> Role:
    """Return what a column is for: by its heading, else by what its cells are."""
    counts = Counter(nature(value) for value in values)
    figures = counts["nombre"] + counts["manque"] + counts["annee"]
    told = mots.role(texts[-1]) if texts else None
    if (whole and told is None) or (tokens and figures and figures >= counts["texte"]):
        return "donnee"
    if told == "unite":
        return "unite" if all(_is_unit(shown(value), known) for value in values) else "service"
    if told in {"hors", "periode"} or (told and figures <= counts["texte"]):
        return told
    if figures > counts["texte"] + counts["periode"] or (figures and texts and known.names(texts[-1])):
        return "donnee"
    if counts["periode"] >= counts["texte"] and counts["periode"]:
        return "periode"
    return _of_words({shown(value) for value in values}, known)


def _is_aside(text: str) -> bool:
    return perimetre.is_aim(text) or perimetre.is_beyond(text) or fold(text) in _ASIDE


def _is_unit(text: str, known: Repertoire) -> bool:
    return mots.is_unit(text) or fold(text) in known.unites


def _of_words(words: set[str], known: Repertoire) -> Role:
    """Return what a column of texts names."""
    if not words:
        return "hors"
    if all(mots.is_unit(word) for word in words):
        return "unite"
    told = all(fold(word) in known.services or mots.is_whole(word) for word in words)
    return "service" if told else "libelle"
