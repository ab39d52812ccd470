"""The traps of YAML typed by hand, each with a sentence and the corrected line."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from qvtkit.issues import Issue, Position, issue

if TYPE_CHECKING:
    from collections.abc import Iterator

    import yaml

    from qvtkit.store.nodes import Mark, Node

# Repetitions are possessive (`*+`): on a line of a million spaces, going back would take hours.
_MERGE = re.compile(r"(<{7}|\|{7}|={7}|>{7})( |$)")
_KEY_VALUE = re.compile(r"(?P<head>\s*+(?:- )?[^:#\"'\[{]++:\s++)(?P<value>[^\"'\[{].*+)")
_GLUED = re.compile(r"\s*+(?:- )?(?P<key>[A-Za-z0-9_-]++):(?P<value>(?:[\u00a0\u202f]|[^\s/]).*+)")
_NO_BREAK_INDENT = re.compile(r"[ \t]*+[\u00a0\u202f]")
_TAB_INDENT = re.compile(r" *+\t")
_COMMENT = re.compile(r"(^|\s)#.*+")
_BLOCK_TEXT = re.compile(r"[|>][+-]?\s*(#.*)?$")
_COLOUR = re.compile(r"couleur:\s+#(?:[0-9A-Fa-f]{3}){1,2}\s*$")  # a colour without its quotes: nothing is read
_NUMBER_SIGN, _COMMENTED = re.compile(r" ++#\d"), re.compile(r" #\s?\w")
# What a text file cannot hold: read by the tool, shown on a screen, it could be an order to the terminal.
UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RESERVED_START = re.compile(r"[%@`&*!]|[-?] |[|>](?![+-]?\d?[+-]?$)")
_FLOW_WORD = re.compile(r"[^,\]}\s]++")
LINE_END = re.compile(r"\r\n?|\n")
_MOST_LINES = 100_000
"""Beyond, lines are not looked at: no project file is so long, a hostile one may be."""


def explain(error: yaml.YAMLError, text: str, file: str) -> Iterator[Issue]:
    """Yield why *text* cannot be read: every trap recognised, else the parser's own place."""
    if found := UNPRINTABLE.search(text):
        yield invisible(text, found.start(), file)
        return
    mark = _mark(error)
    if mark is None:
        yield issue("yaml-invalide", Position(file, 1, 1), detail="")
        return
    explained = False
    lines = LINE_END.split(text)
    for trap in _line_traps(lines, file):
        explained |= trap.position is not None and abs(trap.position.line - 1 - mark.line) <= 1
        yield trap
    if not explained:
        yield _at_mark(lines, file, mark.line, mark.column)


def _mark(error: yaml.YAMLError) -> Mark | None:
    """Return where the error is; for a quotation mark that is never closed, where it opens."""
    opening: Mark | None = getattr(error, "context_mark", None)
    endless = "unexpected end" in str(getattr(error, "problem", ""))
    if endless and "quoted scalar" in str(getattr(error, "context", "")):
        return opening
    found: Mark | None = getattr(error, "problem_mark", None)
    return found or opening


def invisible(text: str, index: int, file: str) -> Issue:
    """Return the issue of the character at *index*, which nobody sees."""
    before = LINE_END.split(text[:index])
    place = Position(file, len(before), len(before[-1]) + 1)
    return issue("caractere-invisible", place, signe=code_point(text[index]))


def code_point(char: str) -> str:
    """Return how Unicode names *char*: « U+001B »."""
    return f"U+{ord(char):04X}"


def _line_traps(lines: list[str], file: str) -> Iterator[Issue]:
    in_block: int | None = None
    for number, line in enumerate(islice(lines, _MOST_LINES), 1):
        indent = len(line) - len(line.lstrip(" "))
        if in_block is not None and (not line.strip() or indent > in_block):
            continue
        in_block = indent if ("|" in line or ">" in line) and _BLOCK_TEXT.search(line.rstrip()) else None
        if _MERGE.match(line):
            yield issue("marques-de-fusion", Position(file, number, 1))
        elif _NO_BREAK_INDENT.match(line):
            yield issue("espace-insecable", Position(file, number, 1))
        elif _TAB_INDENT.match(line):
            yield issue("tabulation", Position(file, number, line.index("\t") + 1))
        elif ":" in line:
            yield from _value_traps(line, number, file)


def _value_traps(line: str, number: int, file: str) -> Iterator[Issue]:
    if glued := _GLUED.match(line):
        fixed = f"{glued['key']}: {glued['value'].strip()}"
        yield issue("espace-apres-deux-points", Position(file, number, glued.end("key") + 1), ligne=fixed)
        return
    match = _KEY_VALUE.match(_COMMENT.sub("", line).rstrip())
    if not match:
        return
    value, column = match["value"], match.start("value") + 1
    if ": " in value or value.endswith(":"):
        yield issue("deux-points-dans-texte", Position(file, number, column), ligne=_quoted(match))
    elif _RESERVED_START.match(value):
        yield issue("pourcent-au-debut", Position(file, number, column), signe=value[0], ligne=_quoted(match))


def _quoted(match: re.Match[str]) -> str:
    value = match["value"].replace("\\", "\\\\").replace('"', '\\"')
    return f'{match["head"].strip()} "{value}"'


def _at_mark(lines: list[str], file: str, line: int, column: int) -> Issue:
    """Report the parser's place; an error found at the end of a text belongs to its last line."""
    last = len(lines) - 1 if lines[-1] or len(lines) == 1 else len(lines) - 2
    line, column = (line, column) if line <= last else (last, len(lines[last]))
    if lines[line][column : column + 1] in {"%", "@", "`"} and (word := _FLOW_WORD.match(lines[line], column)):
        place = Position(file, line + 1, column + 1)
        return issue("pourcent-au-debut", place, signe=word[0][0], ligne=f'"{word[0]}"')
    shown = lines[line].strip()[:60]
    detail = f" : « {shown} »" if shown else ""
    return issue("yaml-invalide", Position(file, line + 1, column + 1), detail=detail)


def warnings(root: Node | None, text: str, file: str) -> Iterator[Issue]:
    """Yield what was read but may not be what was meant: « # » after a plain text."""
    lines = LINE_END.split(text)
    if "\u00a0" in text or "\u202f" in text:
        spaced = [number for number, line in enumerate(lines, 1) if _NO_BREAK_INDENT.match(line)]
        inside = _text_lines(root)
        yield from (issue("espace-insecable", Position(file, line, 1)) for line in spaced if line - 1 not in inside)
    if root is None or " #" not in text:
        return
    for number, line in enumerate(lines, 1):
        if _COLOUR.match(line):
            yield issue("diese-commentaire", Position(file, number, line.index("#") + 1))
    for node in root.walk():
        if node.kind != "scalar" or node.style or not node.value or node.end.line >= len(lines):
            continue
        line, end = lines[node.end.line], node.end.column
        if _NUMBER_SIGN.match(line, end) or (
            " " in node.value and not node.value[0].isdigit() and _COMMENTED.match(line, end)
        ):
            yield issue("diese-commentaire", Position(file, node.end.line + 1, line.index("#", end) + 1))


def _text_lines(root: Node | None) -> set[int]:
    """Return the lines (0-based) that are the inside of a text, where any space may stand."""
    texts = (node for node in root.walk() if node.kind == "scalar" and node.style) if root else ()
    return {line for node in texts for line in range(node.start.line + 1, node.end.line + 1)}
