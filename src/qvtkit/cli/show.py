"""Show: sentences and tables for people, one JSON document for machines."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import textwrap
from typing import TYPE_CHECKING

from qvtkit.cli import terminal
from qvtkit.text import NBSP, NNBSP, typography

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qvtkit.cli.session import Session
    from qvtkit.issues import Issue
    from qvtkit.ops.outcome import Outcome

SCHEMA_VERSION = 1
_FORMULA = re.compile(r"[=+@\t\r]|-(?![\d\s.,%€]*$)")
"""A cell that a spreadsheet would run; a negative number is only a number."""
_DECORATION = "Évolution"
"""The column that says nothing that the others do not: the first to go where room lacks."""


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
    """Print a text in French typography; a terminal gets its lines cut between words, at their own indentation."""
    stream = sys.stderr if error else sys.stdout
    lines = _french(text).split("\n")
    if stream.isatty():
        lines = [_cut(line, terminal.width(stream) - 1) for line in lines]
    stream.write("\n".join(lines) + "\n")


def places(files: Iterable[object]) -> None:
    """Print where files are, a line each, just as they are named: neither typography nor cut, so as to be copied."""
    for file in files:
        sys.stdout.write(f"  {file}\n")


def _cut(line: str, width: int) -> str:
    margin = " " * (len(line) - len(line.lstrip(" ")) + 4)
    if len(line) <= width:
        return line
    return textwrap.fill(line, width, subsequent_indent=margin, break_on_hyphens=False, break_long_words=False)


def _french(text: str) -> str:
    return typography(text).replace(NNBSP, NBSP)


def issue_lines(found: Issue) -> list[str]:
    """Return the lines that show one issue: level, place, sentence, remedy."""
    word = {"erreur": "Erreur : ", "avertissement": "Attention : ", "info": "À noter : "}[found.level]
    if found.code.startswith("interrompu"):  # Ctrl-C is no mistake
        word = ""
    place = f"{found.position} : " if found.position else ""
    lines = [f"{word}{place}{found.message}"]
    if found.remedy:
        lines.append(f"    → {found.remedy}")
    return lines


def issues(found: Iterable[Issue], *, error: bool = True) -> None:
    """Print issues, on the error stream unless they are what was asked for."""
    for problem in found:
        for line in issue_lines(problem):
            paragraph(line.strip(), indent=len(line) - len(line.lstrip()), error=error)


def outcome(session: Session, result: Outcome, told: Sequence[Issue] = ()) -> None:
    """Say what was done, and what happened while it was written (*told*)."""
    data = {**result.data, "fichiers": [change.file for change in result.changes]}
    found = (*told, *result.issues)
    if session.reply(result.kind, data, found):
        return
    issues(found)
    if not session.quiet:
        paragraph(result.message)
        next_steps(result.suite)


def next_steps(commands: Sequence[str]) -> None:
    """Print the commands that come next, what each is for beside it, or below where room lacks."""
    if not commands:
        return
    say("Ensuite :")
    steps = [[*re.split(r" {2,}", line, maxsplit=1), ""][:2] for line in commands]
    wide = max((len(command) for command, why in steps if why), default=0)
    lines = [f"  {command:<{wide}}   {why}".rstrip() for command, why in steps]
    if sys.stdout.isatty() and any(len(line) >= terminal.width() for line in lines):
        lines = [line for command, why in steps for line in (f"  {command}", f"      {why}") if line.strip()]
    sys.stdout.writelines(f"{line}\n" for line in lines)


def preview(session: Session, result: Outcome) -> None:
    """Show what would be written."""
    changes = [
        {"fichier": change.file, "nouveau": change.creates, "supprime": change.deletes, "difference": change.diff()}
        for change in result.changes
    ]
    if session.reply(result.kind, {**result.data, "simulation": True, "changements": changes}, result.issues):
        return
    issues(result.issues)
    for change in result.changes:
        word = "Nouveau fichier" if change.creates else "Supprimé" if change.deletes else "Modifié"
        say(f"{word} : {change.file}")
        sys.stdout.write((change.new_text.rstrip() if change.creates else change.diff()) + "\n\n")
    say("Rien n’a été écrit (--dry-run).")


def table(session: Session, titles: Sequence[str], rows: Sequence[Sequence[str]], fmt: str = "texte") -> None:
    """Print a table as text, CSV (« ; », for French spreadsheets) or Markdown."""
    if fmt == "csv":
        from qvtkit.cli.streams import for_spreadsheets

        for_spreadsheets()
        sys.stdout.write(as_csv(titles, rows))
    elif fmt == "md":
        from tabulate import tabulate

        cells = [[cell.replace("|", "\\|").replace("\n", " ") for cell in row] for row in rows]
        sys.stdout.write(tabulate(cells, headers=list(titles), tablefmt="pipe", disable_numparse=True) + "\n")
    elif fmt == "texte":
        grid(session, titles, rows)
    else:
        from qvtkit.errors import UsageError

        raise UsageError.of("format-tableau", valeur=fmt)


def grid(session: Session, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table in columns; where no column could hold its words, or in plain lines, one record after the other."""
    from qvtkit.cli import columns

    heads, cells = [_french(each) for each in titles], [[_french(cell) for cell in row] for row in rows]
    wide = None if terminal.simple() else columns.widths(heads, cells, table_width())
    if wide is None and _DECORATION in titles and not terminal.simple():
        rank = heads.index(_DECORATION)
        heads, cells = [*heads[:rank], *heads[rank + 1 :]], [[*row[:rank], *row[rank + 1 :]] for row in cells]
        wide = columns.widths(heads, cells, table_width())
    sys.stdout.write("\n")
    if wide is None:
        _one_below_the_other(heads, cells)
        return
    for line in columns.lines(heads, wide):
        _heading(session, line)
    sys.stdout.write("─" * (sum(wide) + 2 * (len(wide) - 1)) + "\n")
    sys.stdout.writelines(f"{line}\n" for row in cells for line in columns.lines(row, wide))
    sys.stdout.write("\n")


def table_width() -> int:
    """Return the room of a table: the terminal's, less the last cell, where some consoles add a line."""
    return terminal.width() - 1 if sys.stdout.isatty() else 100


def _one_below_the_other(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print each row as its first cell, then « title : value »."""
    for name, *values in rows:
        if name:
            paragraph(name.replace("\n", " "))
        pairs(zip((title.replace("\n", " ") for title in titles[1:]), values, strict=True))
        sys.stdout.write("\n")


def _heading(session: Session, text: str) -> None:
    """Print the line of titles, bold where there are colours."""
    if terminal.colours(session.color):
        from rich.console import Console
        from rich.text import Text

        Console(force_terminal=True, no_color=False, width=200).print(Text(text, style="bold"), soft_wrap=True)
    else:
        sys.stdout.write(text + "\n")


def as_csv(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a CSV; a cell that a spreadsheet would run as a formula gets an apostrophe."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\n")
    writer.writerow(titles)
    for row in rows:
        writer.writerow([f"'{cell}" if _FORMULA.match(cell) else cell for cell in row])
    return stream.getvalue()


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
    """Print a text at *indent*, on one line or as many as the terminal needs."""
    say(" " * indent + text, error=error)


def unreadable(files: Sequence[str]) -> None:
    """Say which files could not be understood and are missing from what is shown."""
    if files:
        paragraph(f"Attention : {left_out(files)}", error=True)


def left_out(files: Sequence[str]) -> str:
    """Return the sentence that names *files*, which could not be understood."""
    one = "contient des erreurs et n’est pas compté ici"
    many = "contiennent des erreurs et ne sont pas comptés ici"
    return f"{', '.join(files)} {one if len(files) == 1 else many}. Pour les voir : qvtkit check"


def title(text: str) -> None:
    """Print a heading, underlined (not in plain lines: nothing drawn there)."""
    lines = textwrap.wrap(_french(text), table_width(), break_on_hyphens=False) or [""]
    rule = [] if terminal.simple() else ["─" * max(map(len, lines))]
    sys.stdout.write("\n" + "".join(f"{line}\n" for line in [*lines, *rule]))
