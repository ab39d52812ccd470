"""The correction of a whole line: what YAML misreads, and how the line should be typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qvtkit.store.correct_values import quoted
from qvtkit.store.faulty import Faulty, Splice
from qvtkit.store.traps import UNPRINTABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qvtkit.issues import Issue

# Repetitions are possessive (`*+`): on a line of a million spaces, going back would take hours.
_ENTRY = re.compile(r"(?P<head>[ ]*+(?:- )*+[^\s:#\"'\[{&*!|>%@`-][^:#\"'\[{]*+:[ ]++)(?P<value>\S.*+)")
_ITEM = re.compile(r"(?P<head>[ ]*+- )(?P<value>[^\s\[{].*+)")
_GLUED = re.compile(r"(?P<head>[ ]*+(?:- )*+[A-Za-z0-9_-]++:)(?P<value>[^\s/].*+)")
_COMMENT = re.compile(r"\s#")
_SIGNS = "%@`&*!|>"
_BLOCK = re.compile(r"[|>][+-]?")
_IN_BRACES = re.compile(r"(?P<head>[{,]\s*[\w-]+:[ ]+)(?P<value>[^\"'\[{,}][^,}]*: [^,}]*?)(?=\s*[,}])")
_DASH = re.compile(r"(?P<head>[ ]*+)-(?P<value>[\w{].*+)")
_FIRST_WORDS = re.compile(r"\[[^\[\]]*\]\s*[^\s,\]]")
"""« [brouillon] Taux »: brackets that begin a text, not a list."""
_CLOSERS = {"[": "]", "{": "}"}
_SECOND_SET = re.compile("[\\x80-\\x9f]")
_FAR = 60
"""Lines above the place of an error where an opening quote is looked for."""


def texts(faulty: Faulty, fault: Issue) -> Iterator[Splice]:
    """Yield the line with its value between quotes."""
    number = line_number(fault)
    for form in (_ENTRY, _ITEM):
        match = form.fullmatch(faulty.lines[number].rstrip())
        if match:
            said, comment = _said(match["value"])
            if fault.code != "ecriture-avancee" or " " in said:  # « *a » alone may be a real link
                yield faulty.line_splice(number, match["head"] + quoted(said) + comment)


def _said(value: str) -> tuple[str, str]:
    """Split a value from the comment that follows it."""
    found = _COMMENT.search(value)
    cut = found.start() if found else len(value)
    said = value[:cut].rstrip()
    return said, value[len(said) :]


def unreadable(faulty: Faulty, fault: Issue) -> Iterator[Splice]:
    """Yield the line with what it lacks: a space, an indentation, a closing mark (there or above), quotes."""
    place = line_number(fault)
    line = faulty.lines[place]
    if match := _DASH.fullmatch(line):
        yield faulty.line_splice(place, f"{match['head']}- {match['value']}")
    if (fixed := _IN_BRACES.sub(lambda found: found["head"] + quoted(found["value"]), line)) != line:
        yield faulty.line_splice(place, fixed)
    yield from _unclosed(faulty, place)


def _unclosed(faulty: Faulty, place: int) -> Iterator[Splice]:
    for number in range(place, max(place - _FAR, -1), -1):
        line = faulty.lines[number].rstrip()
        match = re.fullmatch(_ANY_ENTRY, line)
        if not match:
            continue
        said, comment = _said(match["value"])
        closed = _closed(said)
        if closed and (number >= place - 1 or said[0] in "\"'"):
            yield faulty.line_splice(number, match["head"] + closed + comment)
        if number >= place - 1 and (said[0] in "\"'" or _FIRST_WORDS.match(said)):
            yield faulty.line_splice(number, match["head"] + quoted(_unquoted(said)) + comment)


_ANY_ENTRY = re.compile(r"(?P<head>[ ]*+(?:- )*+[^\s:#\"'\[{&*!|>%@`-][^:#\"'\[{]*+:[ ]++|[ ]*+- )(?P<value>\S.*+)")


def _closed(said: str) -> str:
    """Return *said* with the one mark that it opens and does not close; empty where it closes all."""
    first = said[0]
    if first in "\"'":
        return said + first if said.count(first) == 1 else ""
    if first not in _CLOSERS:
        return ""
    close = _CLOSERS[first]
    return said.rstrip(",") + close if said.count(first) - said.count(close) == 1 else ""


def _unquoted(said: str) -> str:
    """Return the text without the quotes that wrap it, where they wrap the whole."""
    wrapped = len(said) > 1 and said[0] == said[-1] and said[0] in "\"'"
    return said[1:-1] if wrapped else said


def glued(faulty: Faulty, fault: Issue) -> Iterator[Splice]:
    """Yield a space after the colon, on the line or on all those that were taken for one text."""
    key, node = faulty.entry(fault.path)
    if faulty.yaml.data is None or node is None or node.kind != "scalar":
        yield from _spaced(faulty, line_number(fault), line_number(fault))
    elif key is not None and key.start.line == node.start.line:
        name, _, said = node.value.partition(":")
        yield Splice(node.start.index, node.end.index, f"{{{name}: {said}}}")
    else:
        yield from _spaced(faulty, node.start.line, faulty.line_of(max(node.end.index - 1, 0)))


def glued_everywhere(faulty: Faulty, fault: Issue) -> Iterator[Splice]:  # noqa: ARG001
    """Yield a space after every colon of a file whose lines were all taken for one text."""
    said = [number for number, line in enumerate(faulty.lines) if line.strip()]
    yield from _spaced(faulty, said[0], said[-1])


def _spaced(faulty: Faulty, first: int, last: int) -> Iterator[Splice]:
    lines = faulty.lines[first : last + 1]
    fixed = [_with_space(line) for line in lines]
    changed = [rank for rank, (old, new) in enumerate(zip(lines, fixed, strict=True)) if old != new]
    if changed:
        yield block(faulty, first + changed[0], fixed[changed[0] : changed[-1] + 1])


def _with_space(line: str) -> str:
    match = _GLUED.fullmatch(line)
    if match is None:
        return line
    said, comment = _said(match["value"])
    sign = said[0] in _SIGNS and not _BLOCK.fullmatch(said)
    return f"{match['head']} {quoted(said) if sign else said}{comment}"


def block(faulty: Faulty, first: int, fixed: list[str]) -> Splice:
    """Return what replaces as many lines from *first*, their ends kept."""
    last = first + len(fixed) - 1
    end = faulty.starts[last] + len(faulty.lines[last])
    body = ""
    for rank, line in enumerate(fixed):
        after = faulty.starts[first + rank] + len(faulty.lines[first + rank])
        body += line + (faulty.text[after : faulty.starts[first + rank + 1]] if rank < len(fixed) - 1 else "")
    return Splice(faulty.starts[first], end, body)


def printable(faulty: Faulty, fault: Issue) -> Iterator[Splice]:
    """Yield the line without what cannot be seen."""
    number = line_number(fault)
    line = faulty.lines[number]
    # One of the second set comes of a bad conversion (« Ã\x89 » for « É »): without it, no way back.
    if not _SECOND_SET.search(line) and (seen := UNPRINTABLE.sub("", line)) != line:
        yield faulty.line_splice(number, seen)


def line_number(fault: Issue) -> int:
    """Return the line of *fault*, counted from 0."""
    return fault.position.line - 1 if fault.position else 0


LINES: dict[str, Callable[[Faulty, Issue], Iterator[Splice]]] = {
    **dict.fromkeys(("deux-points-dans-texte", "pourcent-au-debut", "ecriture-avancee", "texte-attendu"), texts),
    "yaml-invalide": unreadable,
    "espace-apres-deux-points": glued,
    "racine-invalide": glued_everywhere,
    "caractere-invisible": printable,
}  # fmt: skip
"""The lines to try, best first, where each of these is told."""
