"""The document model: what every export is made of, before any format.

A document is a tree of frozen blocks that hold plain text only. Text is never markup: a renderer
escapes whatever its format would understand. Builders (`fiche.py`…) make documents from a
masked context; renderers (`render/`) turn the same document into Word, PDF, HTML.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from qvtkit.text import NBSP


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one look inside a paragraph."""

    texte: str
    gras: bool = False
    italique: bool = False


Text: TypeAlias = "str | tuple[Run, ...]"


@dataclass(frozen=True, slots=True)
class Heading:
    """A title of level 1 to 3; the document's own title is not a Heading."""

    niveau: Literal[1, 2, 3]
    texte: str


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph. `chapeau` introduces, `note` is small print (source, caution)."""

    texte: Text
    style: Literal["normal", "chapeau", "note"] = "normal"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, numbered when `ordonnee`."""

    items: tuple[Text, ...]
    ordonnee: bool = False


@dataclass(frozen=True, slots=True)
class Definitions:
    """Pairs « label : value », as an identity card shows them."""

    paires: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing given as SVG, with the text that says the same to who cannot see it.

    `largeur` is in centimetres; the height follows the SVG's own ratio.
    """

    svg: str
    alt: str
    legende: str = ""
    largeur: float = 16.0


@dataclass(frozen=True, slots=True)
class Case:
    """A box to tick, by hand or in Word; `libelle` is the answer that it stands for, for who cannot see it."""

    libelle: str

    @property
    def alt(self) -> str:
        """What a screen reader says."""
        return f"case à cocher{NBSP}: {self.libelle}"


@dataclass(frozen=True, slots=True)
class Lignes:
    """Room to write by hand under a label."""

    libelle: str
    nombre: int = 2

    @property
    def annonce(self) -> str:
        """The label and its colon, which a question has no need of."""
        return self.libelle if self.libelle.endswith(("?", "…")) else f"{self.libelle}{NBSP}:"


Cell: TypeAlias = "str | tuple[Para | Bullets | Figure | Case, ...]"


@dataclass(frozen=True, slots=True)
class Table:
    """A data table with one header row.

    `largeurs` are relative column widths; `alignements` one of `g` (left), `d` (right),
    `c` (centre) a column. With `entete_de_ligne` the first cell of each row is its header.
    With a `hauteur` (centimetres, the least of each row) it is filled by hand: every rule is drawn.
    """

    titre: str
    entetes: tuple[str, ...]
    lignes: tuple[tuple[Cell, ...], ...]
    largeurs: tuple[float, ...] = ()
    alignements: str = ""
    entete_de_ligne: bool = False
    hauteur: float = 0.0


@dataclass(frozen=True, slots=True)
class Callout:
    """A framed box: what is still missing, a caution, something to remember."""

    genre: Literal["a-completer", "attention", "a-retenir"]
    titre: str
    blocs: tuple[Para | Bullets, ...]


@dataclass(frozen=True, slots=True)
class Ensemble:
    """Blocks that no page end separates, as long as they fit on one."""

    blocs: tuple[Para | Table | Lignes, ...]


Block: TypeAlias = "Heading | Para | Bullets | Definitions | Table | Figure | Callout | Lignes | Ensemble"


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document, ready for any renderer.

    `compact` asks for small margins and the largest type that fits on `pages` pages. `bandeau` is a line shown at
    the top of the first page (« chiffres d'illustration : … »); the footer of each one recalls its first words.
    `corps_possibles` are the sizes it may take then, largest first: ours where there are none.
    Word and LibreOffice cannot try: they take `corps_unique`, else the last.
    `sommaire` asks for a table of contents of its parts, before them, where the format has one.
    `date` (« 2017-05-12 », « mai 2017 ») is written in the file's properties, not shown: say it
    in `sous_titre` or `pied` if readers need it. `corps` is the size of the text, in points (a
    compact document chooses its own).
    """

    titre: str
    sous_titre: str
    blocs: tuple[Block, ...]
    auteur: str
    sujet: str
    date: str
    pied: str = ""
    bandeau: str = ""
    compact: bool = False
    pages: int = 1
    corps: float = 10.5
    corps_possibles: tuple[float, ...] = ()
    corps_unique: float | None = None
    sommaire: bool = False
    langue: str = "fr-FR"
    mots_cles: tuple[str, ...] = field(default=())

    @property
    def pied_entier(self) -> str:
        """The footer of every page: the caution in a few words, then `pied`."""
        caution = self.bandeau.partition(":")[0].strip()
        return " · ".join(filter(None, (caution, self.pied)))
