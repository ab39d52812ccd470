"""What an edit means, apart from any text: the data as it is to be read back, and the smallest steps there.

Data here is as the reader gives it (dict, list, str, None); new values are as `render.stored` gives them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from qvtkit.store.render import Plain, stored
from qvtkit.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qvtkit.store.nodes import Path

_DECIMAL = re.compile(r"-?\d+[.,]\d+")


@dataclass(frozen=True, slots=True)
class SetValue:
    """Give *value* to the rubrique at *path*, adding it where it is missing; None empties it.

    `order` lists the rubriques of the record, so that a new one is written in its place.
    """

    path: Path
    value: Any
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Append:
    """Add *value* at the end of the list at *path*, creating the list where it is empty."""

    path: Path
    value: Any
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remove:
    """Take out the rubrique, or the item of a list, at *path*; a list left without items is an empty value."""

    path: Path


Edit: TypeAlias = SetValue | Append | Remove


def meant(data: Any, path: Path, edit: Edit) -> Any:
    """Return *data* with *edit* made at *path*, whose keys are spelled as in *data*."""
    if not path:
        value = stored(getattr(edit, "value", None))
        return [*(data or []), value] if isinstance(edit, Append) else value
    copy: Any = list(data) if isinstance(data, list) else dict(data or {})
    head: Any = path[0]
    rest = path[1:]
    if isinstance(edit, Remove) and not rest:
        del copy[head]
        return copy
    inner = copy.get(head) if isinstance(copy, dict) else copy[head]
    copy[head] = meant(inner, rest, edit)
    return copy


def alike(read: Any, wanted: Any) -> bool:
    """Tell whether *read* says what is *wanted*.

    What was there must be the same; in what is new, spelling may differ: the ends of a text's lines, the
    decimal mark of a number, the way of writing an empty value.
    """
    if read == wanted:
        return True
    if isinstance(read, dict) and isinstance(wanted, dict):
        return read.keys() == wanted.keys() and all(alike(read[key], wanted[key]) for key in wanted)
    if isinstance(read, list) and isinstance(wanted, list):
        return len(read) == len(wanted) and all(map(alike, read, wanted))
    if isinstance(read, str) and isinstance(wanted, str):
        return _text(read, wanted) == _text(wanted, wanted)
    return _empty(read) and _empty(wanted)


def _text(text: str, wanted: str) -> str:
    """Return *text* without what a block may change, and with one decimal mark where a number is *wanted*."""
    trimmed = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return trimmed.replace(",", ".") if isinstance(wanted, Plain) and _DECIMAL.fullmatch(trimmed) else trimmed


def _empty(value: Any) -> bool:
    return value is None or value in ({}, [])


def steps(data: Any, edit: Edit) -> Iterator[Edit]:
    """Yield the edits that touch the least and together do what *edit* does to *data*, the value at its path.

    A list or a record that is given anew keeps the lines of all that it already said.
    """
    if not isinstance(edit, SetValue):
        yield edit
        return
    value = stored(edit.value)
    if alike(data, value):
        return
    if isinstance(data, dict) and isinstance(value, dict) and data and value:
        yield from _record_steps(data, value, edit)
    elif isinstance(data, list) and isinstance(value, list) and data and value:
        yield from _list_steps(data, value, edit.path)
    else:
        yield edit


def _record_steps(data: dict[str, Any], value: dict[str, Any], edit: SetValue) -> Iterator[Edit]:
    """Change, add, then take out rubriques; one that is already empty stays, empty."""
    spelled = {fold(key): key for key in data}
    names = {key: key if key in data else spelled.get(fold(key), key) for key in value}
    order = tuple(names.values())
    for key, name in names.items():
        yield from steps(data.get(name), SetValue((*edit.path, name), value[key], order))
    gone = [key for key in data if key not in order and not _empty(data[key])]
    yield from (Remove((*edit.path, key)) for key in gone)


def _list_steps(data: list[Any], value: list[Any], path: Path) -> Iterator[Edit]:
    """Change the items that differ one by one; add at the end, or take out what the new list lacks."""
    start = _common(data, value)
    if len(value) >= len(data):
        for rank in range(start, len(data)):
            yield from steps(data[rank], SetValue((*path, rank), value[rank]))
        yield from (Append(path, item) for item in value[len(data) :])
        return
    end = _common(data[start:][::-1], value[start:][::-1])
    kept = len(value) - end
    for rank in range(start, kept):
        yield from steps(data[rank], SetValue((*path, rank), value[rank]))
    yield from (Remove((*path, rank)) for rank in reversed(range(kept, len(data) - end)))


def _common(data: list[Any], value: list[Any]) -> int:
    """Return how many items are alike from the start."""
    pairs = enumerate(zip(data, value, strict=False))
    return next((rank for rank, (old, new) in pairs if not alike(old, new)), min(len(data), len(value)))
