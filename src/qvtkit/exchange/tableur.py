"""Workbooks as they come: any format becomes sheets of typed cells, each at its address.

A file received from anywhere is hostile until read: sizes are bounded, nothing in it is run.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TypeAlias

MAX_BYTES = 50_000_000
"""A workbook larger than this holds something else than measures."""
MAX_CELLS = 2_000_000
"""Cells that are read at most, all sheets together."""


class Pourcent(float):
    """A number that the workbook shows as a percentage: 12.5 for « 12,5 % »."""

    __slots__ = ()


class MoisAffiche(dt.date):
    """A date that the workbook shows without its day: « janv-25 »."""


Valeur: TypeAlias = str | float | dt.date
"""What a cell holds: a text, a number, a date. Empty cells are not kept."""


class TableurError(ValueError):
    """The file cannot be read as a workbook; `raison` is one of `RAISONS`."""

    def __init__(self, raison: str) -> None:
        super().__init__(raison)
        self.raison = raison


RAISONS = {
    "vide": ("il est vide.", "Vérifiez que l’export est allé jusqu’au bout."),
    "protege": (
        "il est protégé par un mot de passe.",
        "Ouvrez-le, enregistrez-le sans mot de passe (« Enregistrer sous… »), puis recommencez.",
    ),
    "abime": (
        "il est abîmé, ou n’est pas de la sorte que dit son nom.",
        "Ouvrez-le dans Excel ou LibreOffice, puis « Enregistrer sous… », type « Classeur Excel (.xlsx) » ou « CSV ».",
    ),
    "xlsb": (
        "c’est un classeur binaire (.xlsb), que qvtkit ne lit pas.",
        "Dans Excel : « Enregistrer sous… », type « Classeur Excel (.xlsx) ».",
    ),
    "numbers": ("c’est un document Numbers.", "Dans Numbers : Fichier, « Exporter vers », Excel."),
    "pdf": (
        "c’est un PDF : ses chiffres ne sont plus dans des cases.",
        "Demandez le tableau d’origine (Excel, ODS ou CSV), ou recopiez-le dans un tableur.",
    ),
    "word": ("c’est un document de texte.", "Copiez le tableau dans un tableur, puis enregistrez-le en .xlsx."),
    "html": (
        "c’est une page web, malgré son nom.",
        "Ouvrez-le dans Excel ou LibreOffice, puis « Enregistrer sous… », type « Classeur Excel (.xlsx) ».",
    ),
    "image": ("c’est une image.", "Recopiez les chiffres dans un tableur, ou saisissez-les : qvtkit indicator add"),
    "ancien": (
        "ce vieux format (.xls) ne peut pas être lu sur cet ordinateur.",
        "Dans Excel : « Enregistrer sous… », type « Classeur Excel (.xlsx) ».",
    ),
    "trop-gros": (
        "il est trop gros pour être un tableau de mesures.",
        "Gardez la feuille utile, sans les lignes ni les colonnes vides, enregistrez-la en CSV, puis recommencez.",
    ),
    "colonnes": (
        "la virgule y sépare les colonnes et aussi les décimales : on ne sait pas où finit chaque nombre.",
        "Enregistrez-le de nouveau, avec le point-virgule comme séparateur.",
    ),
}
"""Why a file cannot be read, and what to do, in French."""


@dataclass(frozen=True)
class Feuille:
    """One sheet: its cells by line and by column, both counted from 1."""

    nom: str
    lignes: dict[int, dict[int, Valeur]]
    fusions: tuple[tuple[int, int, int, int], ...] = ()
    """Merged ranges: first line, first column, last line, last column."""
    cachee: bool = False
    du_fichier: bool = False
    """Whether its name is that of the file: a text has no sheets."""
    lignes_cachees: frozenset[int] = frozenset()
    colonnes_cachees: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Classeur:
    """A whole file, with what it is."""

    sorte: str
    feuilles: tuple[Feuille, ...] = field(default=())


def column_name(column: int) -> str:
    """Return the letters of a column: 1 is A, 28 is AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(line: int, column: int) -> str:
    """Return « C7 »."""
    return f"{column_name(column)}{line}"


def read(raw: bytes, name: str) -> Classeur:
    """Return the sheets of a file, by what its bytes are, whatever its *name*.

    Raises TableurError where it is no workbook that can be read.
    """
    if not raw.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise TableurError("vide")
    if len(raw) > MAX_BYTES:
        raise TableurError("trop-gros")
    if raw.startswith(b"PK"):
        from qvtkit.exchange import tableur_zip

        return tableur_zip.read(raw)
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        from qvtkit.exchange import tableur_xls

        return tableur_xls.read(raw)
    _refuse_other_kinds(raw)
    from qvtkit.exchange import tableur_csv

    return tableur_csv.read(raw, name)


_STARTS = (
    (b"%PDF", "pdf"), (b"{\\rtf", "word"), (b"\x89PNG", "image"), (b"\xff\xd8\xff", "image"), (b"GIF8", "image"),
    (b"\x1f\x8b", "abime"), (b"7z\xbc\xaf", "abime"), (b"Rar!", "abime"), (b"SQLite", "abime"),
)  # fmt: skip


def _refuse_other_kinds(raw: bytes) -> None:
    reason = next((reason for start, reason in _STARTS if raw.startswith(start)), None)
    head = raw[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if reason is None and (head.startswith((b"<html", b"<!doctype html", b"<table")) or b"<html" in head):
        reason = "html"
    if reason is None and head.startswith(b"<?xml"):
        reason = "abime"
    if reason is not None:
        raise TableurError(reason)
