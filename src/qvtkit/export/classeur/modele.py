"""What a workbook is made of, before any format: sheets of tables of plain data, with a line chart at most.

Texts are never formulas: whoever writes the file writes them as texts, whatever they begin with. Sheets and tables
are named by an ASCII key; the names that people see are made safe here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST = 31
_RESERVED = {"history", "historique"}
_UNNAMED = "Feuille"


@dataclass(frozen=True, slots=True)
class Nombre:
    """A number, and how many decimals are worth showing; None where the software shows what it likes."""

    valeur: float
    decimales: int | None = None


@dataclass(frozen=True, slots=True)
class Lien:
    """A text that leads to the sheet of that key."""

    texte: str
    feuille: str


Genre: TypeAlias = Literal["mesure", "centre", "ecartee", "test"]
Cellule: TypeAlias = "str | Nombre | dt.date | Lien | None"


@dataclass(frozen=True, slots=True)
class Colonne:
    """A column of a table; its width in characters."""

    titre: str
    largeur: float


@dataclass(frozen=True, slots=True)
class Tableau:
    """A table of at least one row, each as long as there are columns."""

    cle: str
    titre: str
    """What the table is, as a screen reader says it."""
    colonnes: tuple[Colonne, ...]
    lignes: tuple[tuple[Cellule, ...], ...]
    filtre: bool = False
    annonce: bool = False
    """Whether the title is written above the table."""


@dataclass(frozen=True, slots=True)
class Serie:
    """A column of the table that is drawn, and how."""

    colonne: int
    genre: Genre


@dataclass(frozen=True, slots=True)
class Courbe:
    """A line chart of the first table of its sheet; the first column names the points."""

    titre: str
    description: str
    """What is heard in place of the drawing."""
    axe: str
    """What the values are: the title of their axis."""
    series: tuple[Serie, ...]
    graduations: tuple[float, float, float] | None = None
    """Ends of the axis of the values, and its step; None where the software chooses."""


@dataclass(frozen=True, slots=True)
class Feuille:
    """A sheet: a title, a few lines, its tables one under the other, a chart on their right and what it says."""

    cle: str
    nom: str
    titre: str
    tableaux: tuple[Tableau, ...] = ()
    lignes: tuple[str, ...] = ()
    courbe: Courbe | None = None
    lecture: tuple[str, ...] = ()
    une_page: bool = False
    """Whether it is printed on one page, however small that makes it."""
    pages_de_large: int = 1
    repetees: int = 0
    """How many pages wide it is printed, and how many of its first columns are repeated on each."""


@dataclass(frozen=True, slots=True)
class Classeur:
    """A whole workbook, ready for its renderer."""

    titre: str
    sujet: str
    auteur: str
    date: str
    pied: str
    feuilles: tuple[Feuille, ...]
    mots_cles: tuple[str, ...] = ()
    seul: Tableau | None = None
    """What a format of one table holds; None where it would lose too much."""
    avertissement: str = ""
    """A caution that goes with that table."""
    langue: str = "fr-FR"


def nommees(feuilles: Iterable[Feuille]) -> tuple[Feuille, ...]:
    """Return the sheets with names that any software takes: short, of allowed characters, each different."""
    sheets = list(feuilles)
    return tuple(replace(each, nom=nom) for each, nom in zip(sheets, _names(each.nom for each in sheets), strict=True))


def _names(wanted: Iterable[str]) -> Iterator[str]:
    taken = set(_RESERVED)
    for name in wanted:
        clean = " ".join(_FORBIDDEN.sub(" ", name).split()).strip("' ")
        base = _short(clean) or _UNNAMED
        tries = [base, *(f"{_cut(base, _LONGEST - len(f' {rank}'))} {rank}" for rank in range(2, len(taken) + 3))]
        chosen = next(each for each in tries if each.casefold() not in taken)
        taken.add(chosen.casefold())
        yield chosen


def _short(text: str) -> str:
    """Return *text*, cut between words where it is too long, never inside brackets."""
    cut = _cut(text, _LONGEST)
    if cut == text or " " not in cut:
        return cut
    words = cut if text[len(cut)] == " " else cut.rpartition(" ")[0]
    if words.count("(") > words.count(")"):
        words = words.rpartition("(")[0]
    return words.strip("' ,;:–-(") or cut


def _cut(text: str, longest: int) -> str:
    """Return the beginning of *text*, of at most *longest* units of UTF-16: what spreadsheets count."""
    raw = text.encode("utf-16-le", "ignore")[: 2 * longest]
    return raw.decode("utf-16-le", "ignore").strip("' ")
