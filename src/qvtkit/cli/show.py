"""Show: sentences and tables for people, one JSON document for machines."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import sys
import textwrap
from typing import TYPE_CHECKING, Any

from qvtkit.text import NBSP, NNBSP, typography

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console

    from qvtkit.cli.session import Session
    from qvtkit.issues import Issue
    from qvtkit.ops.outcome import Outcome

SCHEMA_VERSION = 1


def envelope(kind: str, data: object, issues: Sequence[Issue] = ()) -> str:
    """Return the one JSON document of a command."""
    body = {
        "schema_version": SCHEMA_VERSION,
        "kind": kind,
        "data": data,
        "issues": [found.as_dict() for found in issues],
    }
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def say(text: str, *, error: bool = False) -> None:
    """Print a paragraph, in French typography that every console can show."""
    stream = sys.stderr if error else sys.stdout
    stream.write(typography(text).replace(NNBSP, NBSP) + "\n")


def issue_lines(found: Issue) -> list[str]:
    """Return the lines that show one issue: level, place, sentence, remedy."""
    word = {"erreur": "Erreur", "avertissement": "Attention", "info": "À noter"}[found.level]
    place = f"{found.position} : " if found.position else ""
    lines = [f"{word} : {place}{found.message}"]
    if found.remedy:
        lines.append(f"    → {found.remedy}")
    return lines


def issues(found: Iterable[Issue], *, error: bool = True) -> None:
    """Print issues, on the error stream unless they are what was asked for."""
    for problem in found:
        for line in issue_lines(problem):
            paragraph(line.strip(), indent=len(line) - len(line.lstrip()), error=error)


def outcome(session: Session, result: Outcome) -> None:
    """Say what was done."""
    data = {**result.data, "fichiers": [change.file for change in result.changes]}
    if session.reply(result.kind, data, result.issues):
        return
    issues(result.issues)
    if not session.quiet:
        paragraph(result.message)
        next_steps(result.suite)


def next_steps(commands: Sequence[str]) -> None:
    """Print the commands that come next."""
    if commands:
        say("Ensuite :")
        for line in commands:
            sys.stdout.write(f"  {line}\n")


def preview(session: Session, result: Outcome) -> None:
    """Show what would be written."""
    changes = [
        {"fichier": change.file, "nouveau": change.creates, "difference": change.diff()} for change in result.changes
    ]
    if session.reply(result.kind, {**result.data, "simulation": True, "changements": changes}, result.issues):
        return
    issues(result.issues)
    for change in result.changes:
        say(f"{'Nouveau fichier' if change.creates else 'Modifié'} : {change.file}")
        sys.stdout.write((change.new_text.rstrip() if change.creates else change.diff()) + "\n\n")
    say("Rien n’a été écrit (--dry-run).")


def console(session: Session) -> Console:
    """Return a rich console: no markup in user's texts, no colour where it is unwanted."""
    from rich.console import Console

    no_color = session.color is False or (session.color is None and bool(os.environ.get("NO_COLOR")))
    force = True if session.color else None
    width = None if sys.stdout.isatty() else 100
    return Console(no_color=no_color, force_terminal=force, highlight=False, markup=False, emoji=False, width=width)


def table(session: Session, titles: Sequence[str], rows: Sequence[Sequence[str]], fmt: str = "texte") -> None:
    """Print a table as text, CSV (« ; », for French spreadsheets) or Markdown."""
    if fmt == "csv":
        sys.stdout.write(as_csv(titles, rows))
    elif fmt == "md":
        from tabulate import tabulate

        cells = [[cell.replace("|", "\\|").replace("\n", " ") for cell in row] for row in rows]
        sys.stdout.write(tabulate(cells, headers=list(titles), tablefmt="pipe", disable_numparse=True) + "\n")
    else:
        console(session).print(rich_table(titles, rows))


def as_csv(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a CSV; a cell that a spreadsheet would run as a formula gets an apostrophe."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\n")
    writer.writerow(titles)
    for row in rows:
        writer.writerow([f"'{cell}" if cell[:1] in {"=", "+", "@", "\t"} else cell for cell in row])
    return stream.getvalue()


def rich_table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> Any:
    """Return a rich table of plain texts."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    result = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for rank, title in enumerate(titles):
        result.add_column(typography(title), no_wrap=rank == 0 or title == "Évolution")
    for row in rows:
        result.add_row(*(Text(typography(cell).replace(NNBSP, NBSP)) for cell in row))
    return result


def pairs(rows: Iterable[tuple[str, str]]) -> None:
    """Print « label : value » lines; values of several lines are indented, empty ones left out."""
    for label, value in rows:
        if not value:
            continue
        first, *rest = value.strip().splitlines()
        paragraph(f"{label} : {first}", indent=2)
        for line in rest:
            paragraph(line, indent=6)


def paragraph(text: str, *, indent: int = 0, error: bool = False) -> None:
    """Print a text; a terminal gets it cut between words, anything else on one line."""
    lines = [text]
    if (sys.stderr if error else sys.stdout).isatty():
        width = shutil.get_terminal_size().columns - indent - 5
        lines = textwrap.wrap(typography(text), max(width, 30), break_on_hyphens=False) or [""]
    for rank, line in enumerate(lines):
        say(" " * (indent + (4 if rank else 0)) + line, error=error)


def unreadable(files: Sequence[str]) -> None:
    """Say which files could not be understood and are missing from what is shown."""
    if files:
        say(
            f"Attention : {', '.join(files)} contient des erreurs et n’est pas compté ici. Pour les voir : qvtkit check",
            error=True,
        )


def title(text: str) -> None:
    """Print a heading, underlined."""
    shown = typography(text)
    sys.stdout.write(f"\n{shown}\n{'─' * len(shown)}\n")
