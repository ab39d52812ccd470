"""Texts in Markdown that come out as they were typed: every sign that would be markup is escaped, no other.

Bold and italic are left out where the rules of CommonMark would show their signs instead (« mot**gras**é »).
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING

from qvtkit.export.document import Run

if TYPE_CHECKING:
    from qvtkit.export.document import Text

BREAK = "<br>"
"""The end of a line inside a cell."""

_MARKUP = re.compile(r"[\\`*<|~$]|\](?=[(\[:])|(?<![^\W_])_|_(?![^\W_])|&(?=[#\w])")
# What a line would start: a title, a quote, a list, a task, a rule, the second line of a table.
_LINE_START = re.compile(
    r"#{1,6}(?= |$)|>|[-+](?=[ :+-]|$)|=|:(?=-)|\[(?=[ xX]\])|(?P<number>[0-9]{1,9})(?=[.)](?: |$))"
)
_ASCII_MARKS = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


def paragraphs(text: Text) -> list[str]:
    """Return *text* as paragraphs, which its blank lines separate."""
    found: list[list[str]] = [[]]
    for line in _lines(text):
        if line:
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return ["  \n".join(each) for each in found if each]


def inline(text: Text) -> str:
    """Return *text* as one paragraph, its lines kept."""
    return "  \n".join(filter(None, _lines(text)))


def cell(text: Text) -> str:
    """Return *text* for a cell, where no line can start a block."""
    return BREAK.join(_lines(text, block=False)).strip()


def one_line(text: str) -> str:
    """Return *text* as a title: one line, whose last « # » is not taken for its end."""
    line = _lines(" ".join(text.split("\n")), block=False)[0]
    return re.sub(r"(?<!\\)#$", r"\\#", line)


def bold(text: str) -> str:
    """Return *text* in bold."""
    return inline((Run(text, gras=True),))


def italic(text: str) -> str:
    """Return *text* in italic."""
    return inline((Run(text, italique=True),))


def _lines(text: Text, *, block: bool = True) -> list[str]:
    """Return each line of *text* in Markdown; with *block*, none starts anything but a paragraph."""
    runs = (Run(text),) if isinstance(text, str) else text
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.texte.split("\n")
        lines[-1].append(Run(first, run.gras, run.italique))
        lines += [[Run(other, run.gras, run.italique)] for other in others]
    return [_line(line, block=block) for line in lines]


def _line(runs: list[Run], *, block: bool) -> str:
    """Return one line of *runs*; runs of one look that follow each other make one."""
    merged = [
        ("".join(run.texte for run in same), look)
        for look, same in groupby(filter(lambda run: run.texte, runs), key=lambda run: (run.gras, run.italique))
    ]
    texts = [text for text, _ in merged]
    if texts:
        texts[0], texts[-1] = texts[0].lstrip(), texts[-1].rstrip() if len(texts) > 1 else texts[0].strip()
    line = ""
    for rank, text in enumerate(texts):
        start = block and not line
        after = "".join(texts[rank + 1 :])[:1]
        line += _run(text, merged[rank][1], line[-1:], after, start=start)
    return line


def _run(text: str, look: tuple[bool, bool], before: str, after: str, *, start: bool) -> str:
    """Return *text* with the signs of its *look*, between the characters *before* and *after*."""
    core = text.strip()
    if not core or look == (False, False):
        return _escaped(text, start=start, last=not after)
    head, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    before, after, last = (head or before)[-1:], (tail or after)[:1], not after
    sign = "**" if look[0] and before != "*" and _holds(before, core[0]) and _holds(after, core[-1]) else ""
    slanted = look[1] and before != "_" and _is_apart(before) and _is_apart(after)
    body = _escaped(core, start=start and not (sign or slanted), last=last)  # after a sign, it begins no line
    if slanted:
        body = f"_{body}_"
    return f"{head}{sign}{body}{sign}{tail}"


def _holds(outside: str, inside: str) -> bool:
    """Tell whether « ** » between the two characters is taken for a sign of bold."""
    return _is_apart(outside) or not (inside in _ASCII_MARKS or unicodedata.category(inside)[0] in "PSZ")


def _is_apart(char: str) -> bool:
    """Tell whether *char* is no part of a word, for every version of CommonMark."""
    return not char or char.isspace() or char in _ASCII_MARKS or unicodedata.category(char)[0] == "P"


def _escaped(text: str, *, start: bool, last: bool) -> str:
    """Return *text*, a piece of line, with its markup escaped; *start*: it begins the line, *last*: it ends it."""
    safe = _MARKUP.sub(r"\\\g<0>", text)
    if not last and safe.endswith("]"):
        safe = f"{safe[:-1]}\\]"  # what follows might make it a link
    return _LINE_START.sub(_at_start, safe, count=1) if start and _LINE_START.match(safe) else safe


def _at_start(found: re.Match[str]) -> str:
    return f"{found['number']}\\" if found["number"] else f"\\{found.group()}"
