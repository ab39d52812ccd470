"""The copies that synchronisers make when two people write at once: laid beside their original."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from qvtkit.store.changes import Change
from qvtkit.store.files import FileText, decode, read_bytes
from qvtkit.store.folder import Folder
from qvtkit.store.guard import brings_no_error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qvtkit.model.projet import Projet

Choice = Literal["original", "copie", "reunir", "rien"]
_WHOLE_LINE = re.compile(r"\s*(- .*|[^\s:#][^:#]*:( .*)?|#.*)?")
"""A line that says something by itself: « rubrique : … », « - … », a comment, nothing."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy and its original. `reunion` is the original with what only the copy has, None where they contradict."""

    fichier: str
    original: str
    textes: tuple[str, str]
    """Of the original (empty where it is missing) and of the copy."""
    dates: tuple[datetime | None, datetime]
    bruts: tuple[bytes | None, bytes]
    reunion: str | None

    @property
    def adds_nothing(self) -> bool:
        """Tell whether the original says the same; a line that one of them lacks may have been deleted on purpose."""
        mine, theirs = self.textes
        return self.bruts[0] is not None and mine.splitlines() == theirs.splitlines()

    def changes(self, choice: Choice) -> tuple[Change, ...]:
        """Return what *choice* writes."""
        original, copy = self.bruts
        gone = Change(self.fichier, copy, None)
        if choice == "original":
            return (gone,)
        if choice == "copie":
            return (Change(self.original, original, copy), gone)
        if choice == "reunir" and self.reunion is not None and original is not None:
            decoded = decode(original)
            assert decoded is not None  # noqa: S101 (a text was read from it)
            return (Change(self.original, original, decoded.encode(self.reunion)), gone)
        return ()

    def lines(self, context: int = 1) -> Iterator[tuple[str, str, str]]:
        """Yield the lines that differ and those around: mark, line of the original, line of the copy.

        The mark is « = » for the same line, « < » and « > » where one side has none, « ! » where both
        differ, « … » between two passages.
        """
        mine, theirs = (text.splitlines() for text in self.textes)
        groups = list(difflib.SequenceMatcher(None, mine, theirs, autojunk=False).get_grouped_opcodes(context))
        for rank, group in enumerate(groups):
            if rank:
                yield "…", "", ""
            for tag, a, b, c, d in group:
                for offset in range(max(b - a, d - c)):
                    left = mine[a + offset] if a + offset < b else ""
                    right = theirs[c + offset] if c + offset < d else ""
                    yield _mark(tag, a + offset < b, c + offset < d), left, right

    def as_json(self) -> dict[str, Any]:
        """Return the copy as JSON values."""
        return {
            "fichier": self.fichier, "original": self.original, "original_present": self.bruts[0] is not None,
            "n_apporte_rien": self.adds_nothing, "reunion_possible": self.reunion is not None,
            "lignes": [list(line) for line in self.lines()],
        }  # fmt: skip


def _mark(tag: str, has_left: bool, has_right: bool) -> str:
    if tag == "equal":
        return "="
    return "!" if has_left and has_right else "<" if has_left else ">"


def copies(projet: Projet) -> list[Copy]:
    """Return the copies of conflicts of the project, except those that are no text."""
    root = Path(projet.racine)
    folder = Folder(root)
    found = (_copy(root, file, original) for file, original in sorted(folder.copies.items()))
    return [copy for copy in found if copy is not None]


def _copy(root: Path, file: str, original: str) -> Copy | None:
    raws = (read_bytes(root / original) if (root / original).is_file() else None, read_bytes(root / file))
    mine = decode(raws[0]) if raws[0] is not None else FileText("", "")
    theirs = decode(raws[1])
    if mine is None or theirs is None:
        return None
    dates = (_modified(root / original) if raws[0] is not None else None, _modified(root / file))
    both = _together(original, mine.text, theirs.text) if raws[0] is not None else None
    return Copy(file, original, (mine.text, theirs.text), dates, raws, both)


def _modified(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime).astimezone()


def _together(file: str, mine: str, theirs: str) -> str | None:
    """Return the lines of both, those of *mine* first; None where they say two things of the same."""
    left, right = mine.splitlines(keepends=True), theirs.splitlines(keepends=True)
    if left and not left[-1].endswith("\n"):
        left[-1] += "\n"
    result: list[str] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "replace" and not all(_WHOLE_LINE.fullmatch(line.rstrip()) for line in (*left[a:b], *right[c:d])):
            return None
        result += left[a:b] if tag == "equal" else [*left[a:b], *right[c:d]]
    text = "".join(result)
    if text == mine or text.rstrip("\n") == mine:
        return mine
    return text if brings_no_error(file, mine, text) else None
