"""Recognise by their names the copies that synchronisers and file managers put beside a file.

Never by a word alone: `conflits-ouverts.yaml` and `temps-pc.yaml` are honest ids. Either the name
bears a mark that nobody types (a date and a time, a word of conflict in brackets), or it is the
name of another file of the same folder and an ending that copies have.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

# Nextcloud « (conflicted copy 2018-04-10 093612) », translated « (copie en conflit …) », formerly
# « _conflict-20180410-093612 »: docs.nextcloud.com, user manual, desktop/conflicts. Syncthing
# « .sync-conflict-20180410-093612-D4LGQYW »: docs.syncthing.net, users/syncing. Dropbox « (Copie en conflit
# de Marie 2016-03-14) », « (Case Conflict) », « (conflit de casse) »: help.dropbox.com, conflicted copy.
# Windows names a machine that was not given a name DESKTOP-XXXXXXX or LAPTOP-XXXXXXXX.
_SURE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<stem>.+?) ?\([^()]*\b(conflict(ed)?|conflit)\b[^()]*\)",
        r"(?P<stem>.+?)[._ -]sync-conflict-\d{8}-\d{6}(-\w+)?",
        r"(?P<stem>.+?)[._ -]conflict-(\w+-)?\d{8}-\d{4,6}",
        r"(?P<stem>.+?)-(DESKTOP|LAPTOP)-(?-i:[0-9A-Z]{5,8})",
    )
)
# Windows « - Copie (2) », « Copie de … »; browsers and Google Drive « (1) ».
_BESIDE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<stem>.+?) ?\(\d{1,3}\)",
        r"(?P<stem>.+?) - (copie|copy)( ?\(\d{1,3}\))?",
        r"(copie|copy) (\(\d{1,3}\) )?(de|of) (?P<stem>.+)",
    )
)
# OneDrive adds « - » and the machine's name: support.microsoft.com, « OneDrive file name conflicts ».
# A word that machines are called by, or capitals with a number of at least three digits that is no year.
_MACHINE = re.compile(r"(?i:\b(pc|laptop|desktop|macbook|imac|mac|surface|portable|poste|ordinateur)\d*\b)")
_INVENTORY = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})(?!.*(?<!\d)(?:19|20)\d\d(?!\d))[A-Z0-9-]*\d{3}[A-Z0-9-]*")


def conflict_copies(files: Collection[str]) -> dict[str, str]:
    """Return those of *files* (relative, with `/`) that are copies, each with the file that it copies.

    The original may be missing where the mark of the copy is sure.
    """
    beside = {_key(file): file for file in files}
    found = {file: _original(file, beside) for file in files}
    return {file: original for file, original in found.items() if original is not None}


def original_of(file: str, files: Iterable[str]) -> str | None:
    """Return the file of which *file* is a copy, None where it is none."""
    return _original(file, {_key(other): other for other in files})


def _original(file: str, beside: dict[str, str]) -> str | None:
    folder, slash, name = file.rpartition("/")
    stem, dot, extension = name.rpartition(".")
    if not stem:
        return None
    for sure, candidate in _candidates(stem):
        path = f"{folder}{slash}{candidate}{dot}{extension}"
        known = beside.get(_key(path))
        if known is not None and known != file:
            return known
        if (further := _original(path, beside)) is not None:  # a copy of a copy
            return further
        if sure:
            return path
    return None


def _candidates(stem: str) -> Iterator[tuple[bool, str]]:
    """Yield what the original may be called, and whether it needs not be there; the longest name first."""
    for sure, patterns in ((True, _SURE), (False, _BESIDE)):
        for pattern in patterns:
            if match := pattern.fullmatch(stem):
                yield sure, match["stem"]
    for place in range(len(stem) - 1, 0, -1):
        if stem[place] == "-" and _is_machine(stem[place + 1 :]):
            yield False, stem[:place]


def _is_machine(word: str) -> bool:
    """Tell whether a machine may be called so; ids that the tool writes hold no capital."""
    return word != word.lower() and bool(_MACHINE.match(word) or _INVENTORY.fullmatch(word))


def _key(file: str) -> str:
    return unicodedata.normalize("NFC", file).casefold()
