"""`qvtkit check`: everything wrong or doubtful in the folder, without changing a byte."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qvtkit.cli import faults, show
from qvtkit.cli.session import Session, command

if TYPE_CHECKING:
    from qvtkit.issues import Issue

_FORMATS = ("texte", "github")


@command
def check(
    session: Session,
    strict: Annotated[bool, typer.Option("--strict", help="Les avertissements comptent comme des erreurs")] = False,
    regle: Annotated[
        list[str] | None, typer.Option("--regle", metavar="NOM", help="Cette règle seulement ; peut être répété")
    ] = None,
    sans_regle: Annotated[
        list[str] | None, typer.Option("--sans-regle", metavar="NOM", help="Sans cette règle ; peut être répété")
    ] = None,
    regles: Annotated[bool, typer.Option("--regles", help="Lister les règles")] = False,
    format: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="texte, ou github pour annoter une demande de fusion")
    ] = "texte",
) -> None:
    """Vérifier tout le dossier : chaque problème avec sa place et son remède. Rien n’est modifié.

    Exemple : qvtkit check --regle references --regle dates
    """
    from qvtkit.checks.run import check as run_check
    from qvtkit.checks.run import has_errors

    if regles:
        _list_rules(session)
        return
    only, without = _names(regle), _names(sans_regle)
    style = _format(format)
    found = run_check(session.untouched, session.today, regles=only, sans=without)
    failed = has_errors(found) or (strict and any(each.level == "avertissement" for each in found))
    counts = {f"{level}s": sum(each.level == level for each in found) for level in ("erreur", "avertissement")}
    if not session.reply("check", counts, found):
        root = Path(session.untouched.racine)
        shown = [each for each in found if not (session.quiet and each.level == "info")]
        (faults.to_github if style == "github" else faults.to_people)(root, shown)
        if style == "texte":
            _conclude(session, found, partial=bool(only or without))
    if failed:
        raise typer.Exit(1)


def _conclude(session: Session, found: list[Issue], *, partial: bool) -> None:
    if partial:
        show.unreadable(session.untouched.unreadable())
    for sentence in () if session.quiet else faults.summary(found, partial=partial):
        show.say(sentence)


def _names(words: list[str] | None) -> list[str]:
    """Return the names of the rules that were asked for; several may be given at once, with commas."""
    from qvtkit.checks.rules import RULES, named
    from qvtkit.errors import UsageError
    from qvtkit.text import closest, did_you_mean

    names = []
    for word in ",".join(words or ()).split(","):
        rule = named(word)
        if word.strip() and rule is None:
            hint = closest(word, [each.nom for each in RULES])
            raise UsageError.of("regle-inconnue", valeur=word.strip(), conseil=did_you_mean(hint))
        names += [rule.nom] if rule else []
    return names


def _format(word: str) -> str:
    from qvtkit.errors import UsageError
    from qvtkit.text import fold

    if fold(word) not in _FORMATS:
        raise UsageError.of("valeur-option", option="--format", message=f"« {word} » n’est pas prévu ici.",
                            remede="Au choix : --format texte ou --format github")  # fmt: skip
    return fold(word)


def _list_rules(session: Session) -> None:
    from qvtkit.checks.rules import RULES

    rows = [{"nom": rule.nom, "niveau": str(rule.niveau), "description": rule.description} for rule in RULES]
    if not session.reply("regles", rows):
        show.table(session, ("Règle", "Niveau", "Ce qu’elle vérifie"), [tuple(row.values()) for row in rows])
