"""The traps of YAML typed by hand, each with a sentence and the corrected line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from qvtkit.issues import Issue, Position, issue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qvtkit.store.nodes import Node

_MERGE = re.compile(r"^(<{7}|={7}|>{7})( |$)")
_KEY_VALUE = re.compile(r"^(?P<head>\s*(?:- )?[^:#\"'\[{]+:\s+)(?P<value>[^\"'|>\[{].*?)\s*$")
_GLUED = re.compile(r"^\s*(?:- )?(?P<key>[A-Za-z0-9_-]+):(?P<value>[^\s/].*)$")
_NO_BREAK_INDENT = re.compile(r"^[ \t]*[\u00a0\u202f]")
_TAB_INDENT = re.compile(r"^ *\t")
_RESERVED_START = "%@`&*!|>"


def explain(error: yaml.YAMLError, text: str, file: str) -> Iterator[Issue]:
    """Yield why *text* cannot be read: every trap recognised, else the parser's own place."""
    found = list(_line_traps(text, file))
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if isinstance(error, yaml.reader.ReaderError):
        yield issue("fichier-illisible", Position(file, text.count("\n", 0, error.position) + 1, 1))
        return
    yield from found
    lines = {trap.position.line - 1 for trap in found if trap.position}
    explained = mark is not None and bool(lines & {mark.line - 1, mark.line, mark.line + 1})
    if mark is None and not found:
        yield issue("yaml-invalide", Position(file, 1, 1), detail="")
    elif mark is not None and not explained:
        yield _at_mark(text, file, mark.line, mark.column)


def _line_traps(text: str, file: str) -> Iterator[Issue]:
    in_block: int | None = None
    for number, line in enumerate(text.splitlines(), 1):
        indent = len(line) - len(line.lstrip(" "))
        if in_block is not None and (not line.strip() or indent > in_block):
            continue
        in_block = indent if re.search(r"[|>][+-]?\s*(#.*)?$", line) else None
        if _MERGE.match(line):
            yield issue("marques-de-fusion", Position(file, number, 1))
        elif _NO_BREAK_INDENT.match(line):
            yield issue("espace-insecable", Position(file, number, 1))
        elif _TAB_INDENT.match(line):
            yield issue("tabulation", Position(file, number, line.index("\t") + 1))
        else:
            yield from _value_traps(line, number, file)


def _value_traps(line: str, number: int, file: str) -> Iterator[Issue]:
    if glued := _GLUED.match(line):
        fixed = f"{glued['key']}: {glued['value'].strip()}"
        yield issue("espace-apres-deux-points", Position(file, number, glued.end("key") + 1), ligne=fixed)
        return
    match = _KEY_VALUE.match(re.sub(r"(^|\s)#.*", "", line))
    if not match:
        return
    value, column = match["value"], match.start("value") + 1
    if ": " in value or value.endswith(":"):
        yield issue("deux-points-dans-texte", Position(file, number, column), ligne=_quoted(match))
    elif value[0] in _RESERVED_START:
        yield issue("pourcent-au-debut", Position(file, number, column), signe=value[0], ligne=_quoted(match))


def _quoted(match: re.Match[str]) -> str:
    value = match["value"].replace("\\", "\\\\").replace('"', '\\"')
    return f'{match["head"].strip()} "{value}"'


def _at_mark(text: str, file: str, line: int, column: int) -> Issue:
    """Report the parser's place; an error found at the end of a line belongs to that line."""
    lines = text.splitlines() or [""]
    line = min(line, len(lines) - 1)
    shown = lines[line].strip()[:60]
    detail = f" : « {shown} »" if shown else ""
    return issue("yaml-invalide", Position(file, line + 1, column + 1), detail=detail)


def warnings(root: Node | None, text: str, file: str) -> Iterator[Issue]:
    """Yield what was read but may not be what was meant: « # » after a plain text."""
    lines = text.splitlines()
    if "\u00a0" in text or "\u202f" in text:
        spaced = [number for number, line in enumerate(lines, 1) if _NO_BREAK_INDENT.match(line)]
        inside = _text_lines(root)
        yield from (issue("espace-insecable", Position(file, line, 1)) for line in spaced if line - 1 not in inside)
    if root is None or " #" not in text:
        return
    for node in root.walk():
        if node.kind != "scalar" or node.style or not node.value or node.end.line >= len(lines):
            continue
        rest = lines[node.end.line][node.end.column :]
        if re.match(r" +#\d", rest) or (
            " " in node.value and not node.value[0].isdigit() and re.match(r" #\s?\w", rest)
        ):
            place = Position(file, node.end.line + 1, node.end.column + rest.index("#") + 1)
            yield issue("diese-commentaire", place)


def _text_lines(root: Node | None) -> set[int]:
    """Return the lines (0-based) that are the inside of a text, where any space may stand."""
    texts = (node for node in root.walk() if node.kind == "scalar" and node.style) if root else ()
    return {line for node in texts for line in range(node.start.line + 1, node.end.line + 1)}
