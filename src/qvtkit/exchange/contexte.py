"""What the texts around a table say of all its figures: their year, their service, or words to ask about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.exchange import mots, perimetre
from qvtkit.exchange.jetons import Jeton, within

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qvtkit.exchange.colonnes import Colonne
    from qvtkit.exchange.libelles import Repertoire
    from qvtkit.exchange.perimetre import Portee
    from qvtkit.exchange.tableaux import Tableau

_OF_FILE = "lue dans le nom du fichier"


@dataclass(frozen=True)
class Contexte:
    """The period, the labels and the service that the texts around a table give to its figures."""

    titres: tuple[str, ...] = ()
    jetons: tuple[Jeton, ...] = ()
    du_fichier: bool = False
    """Whether the year comes from the name of the file alone."""
    dite: bool = False
    """Whether the year was said by a person."""
    annee: str = ""
    """« année 2016, lue en A1 »."""
    service: str = ""
    lieu: str = ""
    """Where the service was read."""
    inconnu: str = ""
    """Words that may be those of a part of the house."""
    cote: str = ""
    notes: tuple[str, ...] = ()


def around(
    table: Tableau, columns: Sequence[Colonne], known: Repertoire, from_file: Sequence[Jeton], annee: int | None
) -> Contexte:
    """Return what the texts around *table* say; *from_file*: the year that the name of the file tells."""
    texts = list(_texts(table, columns))
    titles = [rest for text, _ in texts if (rest := _title(text, known))]
    spans = [
        (each, "écrite en titre de colonne")
        for column in columns
        if column.role not in {"donnee", "hors"}
        for each in column.jetons
    ]
    spans += [
        (read, place) for text, place in texts
        if not (table.feuille.du_fichier and text == table.feuille.nom) and (read := within(text)[0]) is not None
    ]  # fmt: skip
    if spans and spans[0][0].genre and spans[0][0].annee:
        spans = spans[:1]
    tokens = (Jeton(annee),) if annee else tuple(each for each, _ in spans) or tuple(from_file)
    service, place, unknown, aside = _whose(table, texts, known)
    notes = [each.texte for each in (*table.titres, *table.sections.values()) if perimetre.is_note(each.texte)]
    return Contexte(
        tuple(titles), tokens, not annee and not spans and bool(from_file), annee is not None,
        _said(tokens, spans, annee), service, place, unknown, aside, tuple(dict.fromkeys(notes)),
    )  # fmt: skip


def _texts(table: Tableau, columns: Sequence[Colonne]) -> Iterator[tuple[str, str]]:
    """Yield the texts around a table and where they are, the nearest first."""
    for column in columns:
        if column.role == "periode" and column.titre:
            yield column.titre, "en haut de sa colonne"
    for each in reversed(table.titres):
        yield each.texte, f"lue en {each.cellule}"
    yield (
        table.feuille.nom,
        "lue dans le nom du fichier" if table.feuille.du_fichier else "lue dans le nom de la feuille",
    )


def _title(text: str, known: Repertoire) -> str:
    """Return the words of a title that may name an indicator, empty where they say something else."""
    rest = within(text)[1]
    other = known.service_in(rest) or mots.is_generic(rest) or mots.role(rest) is not None or perimetre.is_note(rest)
    return "" if other else rest


def _said(tokens: Sequence[Jeton], spans: Sequence[tuple[Jeton, str]], annee: int | None) -> str:
    """Return where the year of the figures comes from."""
    years = {each.annee for each in tokens if each.annee}
    if len(years) != 1:
        return ""
    year = years.pop()
    place = next((place for each, place in spans if each.annee == year), _OF_FILE)
    return f"année {year}, {'dite par vous' if annee else place}"


def _whose(table: Tableau, texts: Sequence[tuple[str, str]], known: Repertoire) -> tuple[str, str, str, str]:
    """Return the service of a table, where it was read, the words that are not understood, why it is left aside."""
    found: list[tuple[Portee, str]] = []
    for text, place in texts:
        named = table.feuille.du_fichier and text == table.feuille.nom
        found.append((perimetre.of_text(text, known, file_name=named), place))
    aside = next((each.cote for each, _ in found if each.cote), "")
    service, place = next(((each.service, place) for each, place in found if each.service), ("", ""))
    whole = any(each.entier for each, _ in found)
    unknown = next((each.inconnu for each, _ in found if each.inconnu), "")
    if not service and not whole and not unknown:
        above = [(each.texte, perimetre.of_text(each.texte, known)) for each in table.en_tete]
        unknown = next((text for text, each in above if each.service or each.inconnu), "")
        aside = aside or next((each.cote for _, each in above if each.cote), "")
    return ("établissement" if whole and not service else service), place, unknown, aside
