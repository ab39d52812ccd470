"""Options and questions that several commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from qvtkit.cli.ask import Question
from qvtkit.text import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qvtkit.model.codes import Code

Id = Annotated[str | None, typer.Argument(metavar="ID", help="Identifiant (un nom court) ou titre")]
Format = Annotated[str, typer.Option("--format", metavar="FORMAT", help="texte, csv ou md")]
Date = Annotated[str | None, typer.Option("--date", metavar="DATE", help="Date : 2016, mars 2016, 15/03/2016")]
Motif = Annotated[str | None, typer.Option("--motif", help="Pourquoi, en une phrase")]
Reponses = Annotated[
    str | None, typer.Option("--reponses", metavar="FICHIER.yaml", help="Réponses lues dans un fichier, sans question")
]


def text(key: str, help_: str, metavar: str = "TEXTE") -> Any:
    """Return an option that carries the rubrique *key*."""
    return typer.Option(f"--{key.replace('_', '-')}", metavar=metavar, help=help_)


def codes(kind: type[Code]) -> tuple[tuple[str, str], ...]:
    """Return a closed list as choices of a question."""
    return tuple((str(code), code.libelle) for code in kind)


def code_help(kind: type[Code]) -> str:
    """Return « a, b ou c » for the help of an option."""
    values = [str(code) for code in kind]
    return f"{', '.join(values[:-1])} ou {values[-1]}"


def given(**values: object) -> dict[str, Any]:
    """Return the options that were given, by rubrique."""
    return {key: value for key, value in values.items() if value is not None and value != []}


def pick(key: str, text_: str, option: str, choices: Iterable[tuple[str, str]], **more: Any) -> Question:
    """Return the question that picks one of *choices*."""
    return Question(key, text_, option, genre="choix", choix=tuple(choices), **more)


def items(typed: Iterable[str] | None, *, short: bool = False) -> list[str] | None:
    """Return the items that a repeated option gives, several of them in one where « ; » separates (see `listed`)."""
    return None if typed is None else [item for each in typed for item in listed(each, short=short)]


def is_date(answer: str) -> str | None:
    """Return what is wrong with a date typed in answer to a question, with the date that was meant."""
    from qvtkit.model.dates import DateSouple

    try:
        DateSouple.parse(answer)
    except ValueError:
        from qvtkit.model.meant import no_date

        return no_date(answer)
    return None


def is_whole(answer: str) -> str | None:
    """Return what is wrong with a number of persons typed in answer to a question."""
    from qvtkit.model.numbers import parse_number

    try:
        right = parse_number(answer).is_integer() and parse_number(answer) >= 0
    except ValueError:
        right = False
    return None if right else f"« {answer} » n’est pas un nombre entier. Exemple : 120."


def is_number(answer: str) -> str | None:
    """Return what is wrong with a number typed in answer to a question."""
    from qvtkit.model.numbers import parse_number

    try:
        parse_number(answer)
    except ValueError:
        return f"« {answer} » n’est pas un nombre. Exemples : 8,2 ou 1 234,5."
    return None
