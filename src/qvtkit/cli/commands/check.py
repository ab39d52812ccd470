"""`qvtkit check`: everything wrong or doubtful in the folder, without changing a byte."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from qvtkit.cli import show
from qvtkit.cli.session import Session, command
from qvtkit.text import plural

if TYPE_CHECKING:
    from qvtkit.issues import Issue
    from qvtkit.model.projet import Projet


@command
def check(
    session: Session,
    strict: Annotated[bool, typer.Option("--strict", help="Les avertissements comptent comme des erreurs")] = False,
) -> None:
    """Vérifier tout le dossier : chaque problème avec sa place et son remède. Rien n’est modifié."""
    from qvtkit.checks.run import check as run_check
    from qvtkit.checks.run import has_errors

    found = run_check(session.projet, session.today)
    failed = has_errors(found) or (strict and any(each.level == "avertissement" for each in found))
    counts = {level: sum(each.level == level for each in found) for level in ("erreur", "avertissement", "info")}
    if not session.reply("check", {"erreurs": counts["erreur"], "avertissements": counts["avertissement"]}, found):
        for problem in found:
            if not (session.quiet and problem.level == "info"):
                _show(session.projet, problem)
        if not session.quiet:
            show.say(_summary(counts))
    if failed:
        raise typer.Exit(1)


def _summary(counts: dict[str, int]) -> str:
    if not counts["erreur"] and not counts["avertissement"]:
        return "Tout est en ordre."
    words = []
    if counts["erreur"]:
        words.append(plural(counts["erreur"], "erreur"))
    if counts["avertissement"]:
        words.append(plural(counts["avertissement"], "avertissement"))
    return f"{' et '.join(words)}. Rien n’a été modifié."


def _show(projet: Projet, problem: Issue) -> None:
    """Show one issue, with the line of the file and a mark under the fault."""
    first, *rest = show.issue_lines(problem)
    show.paragraph(first)
    place = problem.position
    if place and place.line and (line := _line(projet, place.file, place.line)) is not None:
        shown = line[:100].rstrip()
        show.say(f"    | {shown}")
        if place.column <= len(shown):
            show.say(f"    | {' ' * (place.column - 1)}^")
    for remedy in rest:
        show.paragraph(remedy.strip(), indent=4)
    show.say("")


def _line(projet: Projet, file: str, number: int) -> str | None:
    from pathlib import Path

    from qvtkit.store.project import read_text_file

    read = read_text_file(Path(projet.racine), file)
    lines = read[0].text.splitlines() if read else []
    return lines[number - 1] if number <= len(lines) else None
