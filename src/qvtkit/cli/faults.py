"""Show what `check` found: to people, with the line quoted and the corrected one; to GitHub."""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from qvtkit.cli import show
from qvtkit.cli.quote import quoted
from qvtkit.text import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qvtkit.issues import Issue, Position

_SHOWN = 20
"""Problems of one kind that are shown; the others are counted."""
_LINES = 12
"""Lines of one correction that are shown."""


def to_people(root: Path, found: Sequence[Issue]) -> None:
    """Print each problem with its place, its line, what to write instead; the twenty first of each kind."""
    totals, told = Counter(each.code for each in found), Counter[str]()
    files: dict[str, tuple[str, ...]] = {}
    written = set[tuple[str, object]]()
    for problem in found:
        told[problem.code] += 1
        if told[problem.code] <= _SHOWN:
            _show(problem, _line(root, problem.position, files))
            _correct(problem, written)
        if told[problem.code] == _SHOWN < totals[problem.code]:
            rest = totals[problem.code] - _SHOWN
            show.say(f"… et {plural(rest, 'autre')} du même genre. Pour tout avoir : qvtkit check --json\n")


def _line(root: Path, place: Position | None, files: dict[str, tuple[str, ...]]) -> str | None:
    from qvtkit.store.project import lines_of

    if place is None or not place.line:
        return None
    if place.file not in files:
        files[place.file] = lines_of(root, place.file)
    lines = files[place.file]
    return lines[place.line - 1] if place.line <= len(lines) else None


def _show(problem: Issue, line: str | None) -> None:
    first, *_ = show.issue_lines(problem)
    show.paragraph(f"{first} [{problem.code}]")
    if line is not None and problem.position:
        shown = quoted(line, problem.position.column, show.table_width())
        sys.stdout.writelines(f"{each}\n" for each in shown)


def _correct(problem: Issue, written: set[tuple[str, object]]) -> None:
    """Print what to write instead, once for the lines it replaces, then what to do."""
    place = (problem.position.file if problem.position else "", problem.correction_lines)
    lines = problem.correction.split("\n")
    if problem.correction and place in written:
        show.say("    Même correction que ci-dessus.")
    elif problem.correction:
        written.add(place)
        show.say(f"    Écrivez plutôt{_where(problem)} :")
        sys.stdout.writelines(f"{each}\n" for each in lines[:_LINES])  # to be pasted: as they are, from column 1
        if len(lines) > _LINES:
            show.say(f"    … et {plural(len(lines) - _LINES, 'autre ligne', 'autres lignes')}, de même")
    if problem.remedy and (problem.remplacement or not problem.correction):  # a guess leaves the choice
        show.paragraph(f"→ {problem.remedy}", indent=4)
    show.say("")


def _where(problem: Issue) -> str:
    """Return which lines are replaced, unless it is the one quoted above."""
    first, last = problem.correction_lines or (0, 0)
    if problem.position and first == last == problem.position.line:
        return ""
    return f", ligne {first}" if first == last else f", de la ligne {first} à la ligne {last}"


def summary(found: Sequence[Issue], *, partial: bool) -> list[str]:
    """Return the sentences that end `check`; *partial* says that some rules only were asked for."""
    counts = Counter(str(each.level) for each in found)
    if not counts["erreur"] and not counts["avertissement"]:
        return ["Rien à signaler pour ces règles." if partial else "Tout est en ordre."]
    words = [plural(counts[word], word) for word in ("erreur", "avertissement") if counts[word]]
    sentences = [f"{' et '.join(words)}. Rien n’a été modifié."]
    if any(each.correction for each in found):
        sentences.append("Pour faire ces corrections d’un coup : qvtkit doctor --fix")
    return [*sentences, f"Pour comprendre un code : qvtkit explain {found[0].code}"]


_COMMANDS = {"erreur": "error", "avertissement": "warning", "info": "notice"}


def to_github(root: Path, found: Sequence[Issue]) -> None:
    """Print each problem as the annotation of a file that GitHub shows beside its line."""
    for problem in found:
        place = problem.position
        properties = {"file": _from_workspace(root, place.file)} if place else {}
        if place and place.line:
            properties |= {"line": str(place.line), "col": str(max(place.column, 1))}
        properties["title"] = problem.code
        shown = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in properties.items())
        said = " ".join(part for part in (problem.message, problem.remedy) if part)
        instead = f"\nÉcrivez plutôt :\n{problem.correction}" if problem.correction else ""
        sys.stdout.write(f"::{_COMMANDS[problem.level]} {shown}::{_escaped(said + instead)}\n")


def _from_workspace(root: Path, file: str) -> str:
    """Return *file* from the top of the repository where GitHub says which it is, else from the project."""
    workspace = os.environ.get("GITHUB_WORKSPACE")
    path = (root / file).resolve()
    if workspace and path.is_relative_to(Path(workspace).resolve()):
        return path.relative_to(Path(workspace).resolve()).as_posix()
    return file


def _escaped(text: str, others: str = "") -> str:
    """Return *text* as GitHub reads it back: what would end the line, or the property, in hexadecimal."""
    for char in f"%\r\n{others}":
        text = text.replace(char, f"%{ord(char):02X}")
    return text
