"""The corrected lines of a fault: what to paste, where there is exactly one sensible correction.

`check` shows them; `doctor --fix` makes them. Nothing here writes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qvtkit.errors import QvtkitError
from qvtkit.store.correct_layout import LAYOUT
from qvtkit.store.correct_lines import LINES
from qvtkit.store.correct_values import VALUES
from qvtkit.store.faulty import Faulty, Splice
from qvtkit.store.reader import read_text_file
from qvtkit.store.traps import LINE_END

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from qvtkit.issues import Issue

_PATIENCE = 400_000
"""Characters that may be read again, in one run, to try corrections: about a second and a half."""
_ROUNDS = 10
"""Times that a file is read again as corrected: a fault may hide another, which hides another."""
_LONGEST = 200_000
"""Characters of a file beyond which nothing is corrected: it is no file of a person's."""


@dataclass(frozen=True, slots=True)
class Correction:
    """The lines *first* to *last* (from 1) of *file*, as they should be."""

    file: str
    first: int
    last: int
    lines: tuple[str, ...]
    splice: Splice

    @property
    def text(self) -> str:
        """The lines to paste."""
        return "\n".join(self.lines)


class Corrector:
    """Corrects the faults of one text; each try reads it again, within *patience* characters."""

    def __init__(self, text: str, file: str, patience: int = _PATIENCE) -> None:
        self.faulty = Faulty(text, file)
        self.patience = patience

    def correction(self, fault: Issue) -> Correction | None:
        """Return the one correction of *fault* that makes it go and brings no other error, or None."""
        if fault.position is None or not 0 < fault.position.line <= len(self.faulty.lines):
            return None
        right = self._by_word(fault) or self._by_line(fault) or self._by_layout(fault)
        return self._placed(right) if right else None

    def _by_word(self, fault: Issue) -> Splice | None:
        make = VALUES.get(fault.code)
        splice = make(self.faulty, fault) if make else None
        # past the patience, a word is trusted; a line never is
        return splice if splice and (self.patience <= 0 or self._mended(splice, fault)) else None

    def _by_line(self, fault: Issue) -> Splice | None:
        propose = LINES.get(fault.code)
        tries = propose(self.faulty, fault) if propose else ()
        return next((splice for splice in tries if self._mended(splice, fault)), None)

    def _by_layout(self, fault: Issue) -> Splice | None:
        propose = LAYOUT.get(fault.code)
        for rank, alternatives in enumerate(propose(self.faulty, fault) if propose else ()):
            read = [(splice, self._mended(splice, fault, layout=rank)) for splice in alternatives]
            right = [(splice, after.yaml.data) for splice, after in read if after is not None]
            if right:
                same = all(data == right[0][1] for _, data in right)
                return min((splice for splice, _ in right), key=_oddity) if same else None
        return None

    def corrections(self, faults: Iterable[Issue]) -> list[tuple[Issue, Correction]]:
        """Return the faults that have a correction, with it."""
        return [(fault, right) for fault in faults if (right := self.correction(fault))]

    def _mended(self, splice: Splice, fault: Issue, layout: int | None = None) -> Faulty | None:
        """Return the file without *fault*, None where *splice* is wrong; with *layout*, all of it must be readable.

        To judge a layout the other lines are supposed to be corrected likewise.
        """
        if self.patience <= 0:
            return None
        self.patience -= len(self.faulty.text) + 500
        after = Faulty(splice.applied(self.faulty.text), self.faulty.file)
        if layout is not None and after.yaml.data is None:
            after = self._cleared(after, layout)
        whole = layout is None or after.yaml.data is not None
        return after if whole and self.faulty.is_mended(after, splice, fault) else None

    def _cleared(self, faulty: Faulty, layout: int) -> Faulty:
        """Return the text with every line corrected in its most likely way, whatever it is worth."""
        for _ in range(_ROUNDS):
            made = {splice for fault in faulty.errors if (splice := _likely(faulty, fault, layout))}
            if faulty.yaml.data is not None or not made or self.patience <= 0:
                break
            self.patience -= len(faulty.text) + 500
            faulty = Faulty(_spliced(faulty.text, made), faulty.file)
        return faulty

    def _placed(self, splice: Splice) -> Correction:
        first, last, lines = self.faulty.lines_after(splice)
        return Correction(self.faulty.file, first + 1, last + 1, lines, splice)


def _oddity(splice: Splice) -> int:
    """Return 1 for a line at an odd indentation: of two lines that disagree, the odd one is the slip."""
    return (len(splice.body) - len(splice.body.lstrip(" "))) % 2


def _likely(faulty: Faulty, fault: Issue, layout: int) -> Splice | None:
    if fault.position is None or fault.code == "yaml-invalide":
        return None
    if fault.code in LINES:
        return next(iter(LINES[fault.code](faulty, fault)), None)
    found = list(LAYOUT[fault.code](faulty, fault)) if fault.code in LAYOUT else []
    return found[min(layout, len(found) - 1)][0] if found else None


def corrected(root: Path, found: Sequence[Issue]) -> list[Issue]:
    """Return the issues of the project at *root*, each with the corrected lines where there are some.

    Faults of one line share one corrected line: pasting it for the first mends the others. A file that
    cannot be read is read again as it would be once corrected: what its faults hide is told too, at the end.
    """
    by_file: dict[str, list[Issue]] = {}
    for each in found:
        if each.position and each.position.line and (each.code in VALUES or each.code in LINES or each.code in LAYOUT):
            by_file.setdefault(each.position.file, []).append(each)
    fixed: dict[Issue, Issue] = {}
    hidden: list[Issue] = []
    patience = _PATIENCE
    for file, faults in by_file.items():
        if corrector := _open(root, file, patience):
            made = corrector.corrections(faults)
            fixed |= _shared(corrector.faulty, made)
            told = {each.position.line for each in faults if each.position}
            hidden += _behind(corrector, made, told)
            patience = corrector.patience
    return [*(fixed.get(each, each) for each in found), *hidden]


def _behind(corrector: Corrector, made: Sequence[tuple[Issue, Correction]], told: set[int]) -> list[Issue]:
    """Return the errors that those of an unreadable file hide, on other lines than theirs."""
    found: list[Issue] = []
    current = corrector
    for _ in range(_ROUNDS):
        if current.faulty.yaml.data is not None or not made:
            break
        told |= {line for _, each in made for line in range(each.first, each.last + 1)}
        text = mended(current.faulty.text, [each for _, each in made])
        current = Corrector(text, current.faulty.file, current.patience)
        new = [each for each in current.faulty.errors if each.position and each.position.line not in told]
        made = current.corrections(new)
        fixed = _shared(current.faulty, made)
        found += [fixed.get(each, each) for each in new]
        told |= {each.position.line for each in new if each.position}
    corrector.patience = current.patience
    return found


def _open(root: Path, file: str, patience: int) -> Corrector | None:
    try:
        read = read_text_file(root, file)
    except QvtkitError:
        return None
    return Corrector(read[0].text, file, patience) if read and len(read[0].text) <= _LONGEST else None


def _shared(faulty: Faulty, made: list[tuple[Issue, Correction]]) -> dict[Issue, Issue]:
    """Return the faults with their corrections, those that touch the same lines made together."""
    groups: list[list[tuple[Issue, Correction]]] = []
    last = 0
    for fault, correction in sorted(made, key=lambda pair: (pair[1].first, -pair[1].last, pair[1].splice)):
        if groups and correction.first <= last:
            groups[-1].append((fault, correction))
        else:
            groups.append([(fault, correction)])
        last = max(last, correction.last)
    fixed: dict[Issue, Issue] = {}
    for group in groups:
        first, last = group[0][1].first, max(each.last for _, each in group)
        text = _lines(faulty, first, last, [each for _, each in group])
        fixed |= {fault: replace(fault, correction=text, correction_lines=(first, last)) for fault, _ in group}
    return fixed


def _lines(faulty: Faulty, first: int, last: int, corrections: Sequence[Correction]) -> str:
    """Return the lines *first* to *last* (from 1) with *corrections* made."""
    end = faulty.starts[last - 1] + len(faulty.lines[last - 1])
    after = mended(faulty.text[:end], corrections)
    return "\n".join(LINE_END.split(after[faulty.starts[first - 1] :]))


def mended(text: str, corrections: Iterable[Correction]) -> str:
    """Return *text* with *corrections* made; of two that overlap the first is made."""
    return _spliced(text, {each.splice for each in corrections})


def _spliced(text: str, splices: Iterable[Splice]) -> str:
    kept: list[Splice] = []
    for splice in sorted(splices):
        if not kept or splice.start >= kept[-1].end:
            kept.append(splice)
    for splice in reversed(kept):
        text = splice.applied(text)
    return text
