"""Where the tables of a sheet are: lines of headings, lines of figures, titles above, sections between."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from qvtkit.exchange.cellules import Nature, nature, shown
from qvtkit.exchange.jetons import LAST, Jeton, token
from qvtkit.exchange.mots import is_generic, role
from qvtkit.exchange.tableur import address
from qvtkit.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qvtkit.exchange.tableur import Feuille, Valeur

_FEW = 2
_WEEKDAYS = frozenset({"lun", "mer", "jeu", "ven", "sam", "dim", "lundi", "mercredi"})
_INITIALS = "jfmamjjasond"


@dataclass(frozen=True, slots=True)
class Titre:
    """A text above a table, and where it stands."""

    texte: str
    cellule: str


@dataclass
class Tableau:
    """One table of a sheet: the numbers of its lines, and the texts around it."""

    feuille: Feuille
    entetes: list[int] = field(default_factory=list)
    lignes: list[int] = field(default_factory=list)
    titres: list[Titre] = field(default_factory=list)
    """Texts above the table, the nearest last."""
    en_tete: list[Titre] = field(default_factory=list)
    """Texts above the first table of the sheet, for the tables that follow it."""
    sections: dict[int, Titre] = field(default_factory=dict)
    """Texts alone on their line, among the lines of figures."""


def tables(sheet: Feuille) -> list[Tableau]:
    """Return the tables of a sheet, from top to bottom."""
    return [table for table in _Scan(sheet).run() if table.lignes]


class _Scan:
    """Goes down the lines of a sheet."""

    def __init__(self, sheet: Feuille) -> None:
        self._sheet = sheet
        self._found: list[Tableau] = []
        self._titles: list[Titre] = []
        self._top: list[Titre] = []
        self._headings: list[int] = []
        self._current: Tableau | None = None
        self._period_columns: set[int] = set()
        self._last = 0

    def run(self) -> Iterator[Tableau]:
        """Yield the tables."""
        for line in sorted(self._sheet.lignes):
            cells = self._sheet.lignes[line]
            natures = {column: nature(value) for column, value in cells.items()}
            if "manque" in natures.values() and _initials(cells):  # the S of September is no mark
                natures |= dict.fromkeys(_initials(cells), "periode")
            self._take(line, cells, natures)
            self._last = line
        yield from self._found

    def _take(self, line: int, cells: dict[int, Valeur], natures: dict[int, Nature]) -> None:
        counts = Counter(natures.values())
        first = self._current is None and not self._headings
        words = counts["texte"] + counts["periode"] > counts["manque"]  # « NC » over a column is a name, not a mark
        figures = counts["nombre"] + (0 if first and words else counts["manque"])
        if not figures and self._is_heading(line, cells, natures, counts):
            self._add_heading(line, cells)
        elif figures or (
            (counts["annee"] or self._under_periods(natures)) and (self._current or self._headings) and len(cells) > 1
        ):
            self._add_data(line)
        elif len(cells) == 1 or not (self._current or self._headings):
            self._add_text(line, self._title(line))
        elif self._current:
            self._current.lignes.append(line)  # a line without figures yet: its labels may be followed below

    def _is_heading(
        self, line: int, cells: dict[int, Valeur], natures: dict[int, Nature], counts: Counter[Nature]
    ) -> bool:
        """Tell whether a line without figures holds headings."""
        if len(cells) < _FEW or (counts["annee"] and not _is_series(cells, natures)):
            return False
        if counts["annee"] and self._may_be_figures(cells, natures):
            return False
        if self._current is None or self._under_periods(natures):
            return not self._under_periods(natures)
        if counts["periode"] + counts["annee"] > 1 and (counts["texte"] <= 1 or self._period_columns):
            return True
        if self._period_columns:
            return any(natures[column] == "texte" for column in self._period_columns & set(natures))
        return not counts["periode"] and not counts["annee"] and self._differs(line, natures)

    def _under_periods(self, natures: dict[int, Nature]) -> bool:
        """Tell whether a line begins the figures: a period stands under the heading « Mois »."""
        headings = self._current.entetes if self._current else self._headings
        if not headings:
            return False
        above = self._sheet.lignes[headings[-1]]
        return any(
            each in {"periode", "annee"} and column in above and role(shown(above[column])) == "periode"
            for column, each in natures.items()
        )

    def _may_be_figures(self, cells: dict[int, Valeur], natures: dict[int, Nature]) -> bool:
        """Tell whether numbers like years stand under headings of periods, beside a label: « Heures | 2012 | 2013 »."""
        years = {column for column, each in natures.items() if each == "annee"}
        words = [shown(cells[column]) for column, each in natures.items() if each == "texte"]
        return years <= self._period_columns and any(not is_generic(word) for word in words)

    def _differs(self, line: int, natures: dict[int, Nature]) -> bool:
        """Tell whether a line of texts cannot be one more line of the table above: it has titles over its figures."""
        assert self._current is not None  # noqa: S101 (the caller looked)
        above = [self._sheet.lignes[each] for each in self._current.lignes[-3:]]
        columns = {
            column for cells in above for column, value in cells.items() if nature(value) in {"nombre", "manque"}
        }
        return bool(columns & set(natures)) or line > self._last + 1

    def _add_heading(self, line: int, cells: dict[int, Valeur]) -> None:
        if self._current is not None:
            self._current, self._headings = None, []
        elif self._headings and line > self._headings[-1] + 1:
            self._titles += [self._title(each) for each in self._headings]
            self._headings = []
        self._headings.append(line)
        self._period_columns = {column for column, each in tokens_of(cells).items() if each is not None}

    def _add_data(self, line: int) -> None:
        if self._current is None:
            headings = self._levels()
            self._current = Tableau(self._sheet, headings, titres=self._titles, en_tete=self._top)
            self._top = self._top or self._titles
            self._found.append(self._current)
            self._titles, self._headings = [], []
        self._current.lignes.append(line)

    def _levels(self) -> list[int]:
        """Return the lines of headings; one above the last that covers a single column is a title."""
        if not self._headings:
            return []
        *above, last = self._headings
        first = min(self._sheet.lignes[last])
        kept = []
        for line in above:
            cells = self._sheet.lignes[line]
            over = [column for column in cells if column > first]
            merged = any(top <= line <= bottom and right > left for top, left, bottom, right in self._sheet.fusions)
            if len(over) > 1 or (over and merged):
                kept.append(line)
            else:
                self._titles.append(self._title(line))
        return [*kept, last]

    def _title(self, line: int) -> Titre:
        cells = self._sheet.lignes[line]
        return Titre(" ".join(shown(value) for value in cells.values()), address(line, min(cells)))

    def _add_text(self, line: int, title: Titre) -> None:
        if self._current is not None and line <= self._last + 1:
            self._current.sections[line] = title
            return
        if self._current is not None:  # a title below a blank line: for the table below, or for what follows here
            self._current.sections[line] = title
        self._titles.append(title)


def _is_series(cells: dict[int, Valeur], natures: dict[int, Nature]) -> bool:
    """Tell whether numbers that may be years are years: the same or the next, from left to right."""
    read = [token(cells[column]) for column in sorted(cells) if natures[column] == "annee"]
    ranks = [each.annee * 12 + each.numero if each.genre else each.annee for each in read if each and each.annee]
    steps = range(2 if ranks and ranks[0] < LAST + 1 else 13)
    return all(after - before in steps or after == ranks[0] for before, after in pairwise(ranks))


def tokens_of(cells: dict[int, Valeur]) -> dict[int, Jeton | None]:
    """Return what each heading of a line says of time: initials of months too, never a day of the week."""
    columns = sorted(cells)
    words = {column: fold(value) if isinstance(value := cells[column], str) else "" for column in columns}
    if set(words.values()) & _WEEKDAYS:
        return {column: None if words[column] == "mar" else token(cells[column]) for column in columns}
    months = {column: Jeton(genre="mois", numero=rank) for rank, column in enumerate(_initials(cells), 1)}
    return {column: months.get(column) or token(cells[column]) for column in columns}


def _initials(cells: dict[int, Valeur]) -> list[int]:
    """Return the columns of « J F M A M J J A S O N D », none where the line is another."""
    letters = [column for column in sorted(cells) if isinstance(value := cells[column], str) and len(value) == 1]
    return letters if "".join(str(cells[column]) for column in letters).lower() == _INITIALS else []
