"""The bones of a document, read back from each format by libraries that are not ours: headings, tables, pictures.

`plan` says them as the document model has them; each reader (`structure_readers.LIRE`) says them as a screen reader would meet
them, and what is wrong on the way. All say the same, or something is lost in one format.
"""

from __future__ import annotations

import difflib
import re
from bisect import bisect
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from qvtkit.export.document import Case, Figure, Heading, Lignes, Run, Table
from qvtkit.export.render.prepare import prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from qvtkit.export.document import Document


_PIECES, _LEAST = 3, 15
"""Of a text that the end of a page cuts: how many at most, how long at least."""


class Lu(NamedTuple):
    """What was read of a file: its bones in order, and what is wrong."""

    plan: list[str]
    fautes: list[str]
    dit: str
    """Every word that is shown, without blanks."""


def plan(document: Document, *, cases: bool = True) -> list[str]:
    """Return the bones of *document*: « H1 Résultats », « tableau 3 × 5 », « image : alt »; the boxes to tick on demand."""
    bones = ["H0 " + flat(document.titre), *_bones(prepare(document)[0].blocs)]
    return bones if cases else [bone for bone in bones if not bone.startswith("image : case à cocher")]


def _bones(value: object) -> Iterator[str]:
    match value:
        case Heading():
            yield f"H{value.niveau} {flat(value.texte)}"
        case Figure() | Case():
            yield f"image : {flat(value.alt)}"
            return
        case Table():
            yield f"tableau {len(value.entetes)} × {1 + len(value.lignes)}"
    if isinstance(value, tuple):
        for item in value:
            yield from _bones(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _bones(getattr(value, field.name))


def mots(document: Document) -> list[str]:
    """Return every text that *document* shows, without blanks: each has to be found whole in every format."""
    ready = prepare(document)[0]
    return [
        serre(text) for text in (ready.titre, ready.sous_titre, ready.bandeau, *_shown(ready.blocs)) if text.strip()
    ]


def _shown(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case (Run(), *_):
            yield "".join(run.texte for run in value)
        case tuple():
            for item in value:
                yield from _shown(item)
        case Heading() | Figure() | Lignes():
            yield (
                value.legende
                if isinstance(value, Figure)
                else value.texte
                if isinstance(value, Heading)
                else value.libelle
            )
        case Case():
            return
        case _ if is_dataclass(value):
            for field in fields(value):
                if field.name not in {"style", "genre", "alignements"}:
                    yield from _shown(getattr(value, field.name))


def serre(text: str) -> str:
    """Return *text* without blanks, nor what only helps to cut a word."""
    return "".join(flat(text).split())


def flat(text: str) -> str:
    """Return *text* on one line: blanks alike, and nothing of what only helps to cut a word."""
    return " ".join(text.replace("\u200b", "").replace("\u00ad", "").replace("\u2011", "-").split())


def ordre(levels: Iterable[int]) -> list[str]:
    """Return where headings skip a level, or begin under the first."""
    faults, before = [], 0
    for level in levels:
        faults += [f"titre de niveau {level} après {before}"] if level > before + 1 else []
        before = level
    return faults


def niveaux(plan: Iterable[str]) -> list[int]:
    return [int(bone[1]) for bone in plan if re.match(r"H[1-9]", bone)]


def tag_of(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def ecart(wanted: list[str], read: list[str]) -> list[str]:
    """Return what is missing or too much in a plan."""
    told = {"-": "manque", "+": "en trop"}
    lines = list(difflib.unified_diff(wanted, read, n=0, lineterm=""))[2:]
    return [f"{told[line[0]]} : {line[1:]}" for line in lines if line[0] in told]


def perdus(document: Document, said: str) -> list[str]:
    """Return the texts of *document* that *said*, blanks aside, does not hold, be it in pieces cut by the end of a page."""
    return [text for text in mots(document) if text not in said and not _in_pieces(text, said)]


def _in_pieces(text: str, said: str) -> bool:
    """Tell whether *text* is found as at most three pieces that are long enough to be its own."""
    for _ in range(_PIECES):
        if len(text) <= _LEAST or text in said:
            return text in said
        size = bisect(range(1, len(text)), 0, key=lambda size: int(text[:size] not in said))
        if size <= _LEAST:
            return False
        text = text[size:]
    return not text


def dit_pdf(content: bytes, folder: Path, read: Callable[..., str]) -> str:
    """Return what the pages of a PDF show, without blanks, as *read* (`texte_pdf`) reads it."""
    file = folder / "lu.pdf"
    file.write_bytes(content)
    return serre(read(file, "-raw"))
