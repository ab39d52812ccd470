"""A blank sheet to take along, as a file of `templates/formulaires/` describes it: room to write, where to type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qvtkit.export.document import Bullets, Callout, Case, Ensemble, Heading, Lignes, Para, Run, Table
from qvtkit.export.documents.formulaire_commun import SANS_NOM, WIDTH, feuille, source
from qvtkit.export.documents.formulaire_releve import releves, suivis

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from qvtkit.export.document import Block, Cell, Document, Text
    from qvtkit.model.indicateur import Indicateur
    from qvtkit.model.projet import Projet

_FIELD, _TICK = 1.0, 0.8
"""Centimetres of a row: of a word or two by hand, of a sentence to tick."""
_BOX = 12.0
"""Millimetres of a column of boxes."""


def build(projet: Projet, sheet: Mapping[str, Any], day: dt.date, usuels: Sequence[Indicateur] = ()) -> Document:
    """Return the sheet, blank but for the indicators of the project, the usual ones where it follows none."""
    titre = str(sheet["titre"])
    blocs = _blocs(sheet, suivis(projet) or usuels)
    return feuille(projet, day, titre=titre, sujet=f"Feuille à remplir : {titre}", blocs=blocs)


def _blocs(sheet: Mapping[str, Any], indicators: Sequence[Indicateur]) -> Iterator[Block]:
    yield mode_d_emploi(sheet["consigne"])
    for each in sheet["blocs"]:
        for genre, content in each.items():
            yield from releves(indicators, content) if genre == "indicateurs" else _bloc(str(genre), content)
    yield ensuite(sheet["saisie"])
    yield from source(str(sheet["source"]))


def mode_d_emploi(said: Iterable[object]) -> Callout:
    """Return how to fill the sheet, in three lines; that nobody is named is always said."""
    lines = [str(each) for each in said]
    told = any("jamais de noms" in line.lower() for line in lines)
    return Callout("a-retenir", "Mode d’emploi", (Bullets((*lines, *(() if told else (SANS_NOM,)))),))


def ensuite(typed: Iterable[Sequence[object]]) -> Callout:
    """Return where to type what was written: « A finding : **qvtkit finding add** »."""
    items: tuple[Text, ...] = tuple((Run(f"{what} : "), Run(str(command), gras=True)) for what, command in typed)
    return Callout("a-retenir", "Pour le recopier ensuite", (Bullets(items),))


def _bloc(genre: str, content: Any) -> Iterable[Block]:
    """Return the blocks of one entry of the file, whose key *genre* says what it is."""
    if genre == "lignes":
        return lignes(content)
    if genre in {"puces", "numeros"}:
        return (Bullets(tuple(map(str, content)), ordonnee=genre == "numeros"),)
    return (_ONE[genre](content),)


def champs(widths: Mapping[str, float], values: Mapping[str, str] | None = None) -> Table:
    """Return boxes side by side, a label over each; *values* are those known already."""
    known = values or {}
    row = tuple(known.get(label, "") for label in widths)
    return Table("", tuple(map(str, widths)), (row,), largeurs=_shared(widths.values()), hauteur=_FIELD)


def lignes(questions: Mapping[str, int]) -> Iterator[Ensemble]:
    """Yield each question with its lines to write on."""
    for question, count in questions.items():
        yield Ensemble((Lignes(str(question), int(count)),))


def _cocher(sentences: Iterable[object]) -> Table:
    rows = tuple(((Case(str(each)),), str(each)) for each in sentences)
    return Table("", ("Fait", "À vérifier"), rows, largeurs=(_BOX, WIDTH - _BOX), alignements="cg", hauteur=_TICK)


def _tableau(asked: Mapping[str, Any]) -> Table:
    """Return a table to fill: `colonnes` (widths by label), `cases`, `lignes` (how many, or their first cells)."""
    columns, boxes = [str(each) for each in asked["colonnes"]], set(map(str, asked.get("cases") or ()))
    given = asked["lignes"]
    named = isinstance(given, (list, tuple))
    firsts = [str(each) for each in given] if named else _numbers(columns, int(given))
    rows = tuple(_row(columns, boxes, first) for first in firsts)
    marks = "".join("c" if column in boxes else "g" for column in columns)
    return Table(
        "", tuple(columns), rows, largeurs=_shared(asked["colonnes"].values()), alignements=marks,
        entete_de_ligne=named, hauteur=float(asked["hauteur"]),
    )  # fmt: skip


def _numbers(columns: Sequence[str], count: int) -> list[str]:
    """Return the first cells of *count* blank rows: a number where the column is one of numbers."""
    return [str(rank) if columns[0] == "N°" else "" for rank in range(1, count + 1)]


def _row(columns: Sequence[str], boxes: Iterable[str], first: str) -> tuple[Cell, ...]:
    """Return a row of blanks and boxes, each box named by its row and its column."""
    blank: list[Cell] = [
        (Case(f"{first}, {column}".strip(", ")),) if column in boxes else "" for column in columns[1:]
    ]  # fmt: skip
    return (first, *blank)


def _shared(widths: Iterable[object]) -> tuple[float, ...]:
    return tuple(float(str(each)) for each in widths)


_ONE: dict[str, Callable[[Any], Block]] = {
    "titre": lambda said: Heading(1, str(said)), "texte": lambda said: Para(str(said)),
    "champs": champs, "cocher": _cocher, "tableau": _tableau,
}  # fmt: skip
