"""A file that has faults: its text, its tree, and every fault that reading it gives.

What the corrections are computed from, and what tells whether one of them is right.
"""

from __future__ import annotations

import bisect
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from qvtkit.issues import MOST, Issue, Level
from qvtkit.model.kinds import kind_of
from qvtkit.store.reader import YamlText, read_text
from qvtkit.store.traps import LINE_END
from qvtkit.store.validate import validate

if TYPE_CHECKING:
    from qvtkit.model.base import Record
    from qvtkit.store.nodes import Node, Path


@dataclass(frozen=True, slots=True, order=True)
class Splice:
    """What to put in place of the characters from *start* to *end*."""

    start: int
    end: int
    body: str

    def applied(self, text: str) -> str:
        """Return *text* with the splice made."""
        return text[: self.start] + self.body + text[self.end :]


class Faulty:
    """One text read as the file of a project."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file

    @cached_property
    def yaml(self) -> YamlText:
        """The text as it is read."""
        return read_text(self.text, self.file)

    @cached_property
    def model(self) -> type[Record] | None:
        """The class of the records of this file; None for a file that is no record."""
        found = kind_of(self.file)
        return found[0].model if found else None

    @cached_property
    def errors(self) -> list[Issue]:
        """The errors of the file alone, each at its place."""
        found = list(self.yaml.issues)
        if self.yaml.data is not None and self.model is not None:
            placed = validate(self.model, self.yaml.data)[1]
            found += [each.at(self.yaml.position(*each.path)) for each in placed]
        return [each for each in found if each.level is Level.ERREUR]

    @cached_property
    def starts(self) -> list[int]:
        """Index of the first character of each line."""
        return [0, *(match.end() for match in LINE_END.finditer(self.text))]

    @cached_property
    def lines(self) -> list[str]:
        """The lines, without their ends."""
        return LINE_END.split(self.text)

    def line_of(self, index: int) -> int:
        """Return the number (0-based) of the line that holds the character *index*."""
        return bisect.bisect_right(self.starts, index) - 1

    def line_splice(self, number: int, body: str) -> Splice:
        """Return what replaces the line *number* (0-based) by *body*."""
        start = self.starts[number]
        return Splice(start, start + len(self.lines[number]), body)

    def lines_after(self, splice: Splice) -> tuple[int, int, tuple[str, ...]]:
        """Return the first and last lines (0-based) that *splice* touches, and what they become."""
        first, last = self.line_of(splice.start), self.line_of(splice.end)
        end = self.starts[last] + len(self.lines[last])
        body = self.text[self.starts[first] : splice.start] + splice.body + self.text[splice.end : end]
        return first, last, tuple(LINE_END.split(body))

    def entry(self, path: Path) -> tuple[Node | None, Node | None]:
        """Return the key and the value at *path*; a part that the file does not write is passed over.

        « 8 hours » for a measure is told at `mesures, 2016-05, valeur`, and the file has no `valeur`.
        """
        key, node = None, self.yaml.root
        for part in path:
            if node is None:
                break
            pair = node.entry(part) if isinstance(part, str) else None
            child = pair[1] if pair else node.child(part)
            if child is not None:
                key, node = (pair[0] if pair else None), child
        return key, node

    def is_mended(self, after: Faulty, splice: Splice, fault: Issue) -> bool:
        """Tell whether in *after*, made by *splice*, *fault* is gone and no other error has come."""
        if self.yaml.data is not None:
            return after.yaml.data is not None and _is_better(self.errors, after.errors, fault)
        first, last, _ = self.lines_after(splice)
        if after.yaml.data is not None:
            return not any(first < _line(each) <= last + 1 for each in after.errors)
        told = {(each.code, _line(each)) for each in self.errors}
        new = [each for each in after.errors if (each.code, _line(each)) not in told]
        gone = (fault.code, _line(fault)) not in {(each.code, _line(each)) for each in after.errors}
        return gone and all(_line(each) > last + 1 for each in new)  # what the fault was hiding


def _line(found: Issue) -> int:
    return found.position.line if found.position else 0


def _is_better(before: list[Issue], after: list[Issue], fault: Issue) -> bool:
    """Tell whether *fault* is told less often, and nothing that was not told before.

    One between records is not told by the file alone; where there are too many faults to tell them
    all, one that goes lets another be told.
    """
    old, new = _tally(before), _tally(after)
    key = (fault.code, fault.message)
    if len(before) >= MOST:
        told = {(each.code, _line(each)) for each in after}
        return (fault.code, _line(fault)) not in told and {code for code, _ in new} <= {code for code, _ in old}
    return not new - old and (key not in old or new[key] < old[key])


def _tally(found: list[Issue]) -> Counter[tuple[str, str]]:
    return Counter((each.code, each.message) for each in found)
