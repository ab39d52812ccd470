"""Change a YAML text only where it is meant to change.

The editor splices at the reader's own marks; comments, order, quotes, blank lines and line ends
elsewhere keep every character. A guard reads the result back: where it does not mean exactly what
was asked, nothing is returned and the caller is told to do it by hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qvtkit.errors import RefusedError
from qvtkit.store.intent import Append, Edit, Remove, SetValue, alike, meant, steps
from qvtkit.store.reader import YamlText, read_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qvtkit.store.nodes import Node, Path

__all__ = ["Append", "Edit", "Remove", "SetValue", "apply_edits", "edited"]

_MANY = 10
"""Edits that are worth making all at once, where they can be."""


def apply_edits(source: YamlText, edits: Sequence[Edit], newline: str = "\n") -> str:
    """Return the text of *source* with *edits* made: see `edited`."""
    return edited(source, edits, newline).text


def edited(source: YamlText, edits: Sequence[Edit], newline: str = "\n") -> YamlText:
    """Return *source* with *edits* made, in order, read again; *newline* is for a text that has no line yet.

    Raises RefusedError where the result would not read back as what was meant, or where there is
    nothing at the place of the edit.
    """
    if len(edits) > _MANY:
        from qvtkit.store.bulk import batched  # a rare case: an import

        begun = edited(source, edits[:1], newline)  # the first one makes the place of the others
        return batched(begun, edits[1:], newline) or _one_by_one(begun, edits[1:], newline)
    return _one_by_one(source, edits, newline)


def _one_by_one(source: YamlText, edits: Sequence[Edit], newline: str) -> YamlText:
    current = source
    for edit in edits:
        data = current.data
        for step in steps(_value_at(data, _spelled(current, edit)), edit):
            current = _made(current, step, newline)
    return current


def _made(source: YamlText, edit: Edit, newline: str) -> YamlText:
    """Return *source* with one edit made, read again."""
    from qvtkit.store.page import NoPlaceError  # the editor proper is loaded when something is edited
    from qvtkit.store.splice import spliced

    path = _spelled(source, edit)
    wanted = meant(source.data, path, edit)
    try:
        for one_line in (False, True):
            after = read_text(spliced(source, path, edit, newline, one_line=one_line), source.file)
            if after.readable and alike(after.data, wanted):
                return after
    except NoPlaceError as error:
        raise _refused(source, edit) from error
    raise _refused(source, edit)


def _refused(source: YamlText, edit: Edit) -> RefusedError:
    from qvtkit.store import render

    where = ", ".join(f"n° {part + 1}" if isinstance(part, int) else part for part in edit.path)
    what = "à supprimer" if isinstance(edit, Remove) else render.inline(edit.value)
    error = RefusedError.of("edition-impossible", fichier=source.file, quoi=f"{where} : {what}")
    assert isinstance(error, RefusedError)  # noqa: S101
    return error


def _spelled(source: YamlText, edit: Edit) -> Path:
    """Return the path of *edit* with its keys as the file spells them.

    Raises RefusedError where it goes through a text, past the end of a list, or has nothing to take out.
    """
    data, node, found = source.data, source.root, list[str | int]()
    for part in edit.path:
        key, node = _step(data, node, part)
        if key is None or (isinstance(edit, Remove) and node is None):
            raise _refused(source, edit)
        found.append(key)
        data = _value_at(data, (key,))
    if isinstance(edit, Append) and not isinstance(data, list) and data:
        raise _refused(source, edit)
    return tuple(found)


def _step(data: Any, node: Node | None, part: str | int) -> tuple[str | int | None, Node | None]:
    """Return the key under which *data* holds *part*, None where it cannot, and the node there if any."""
    if isinstance(part, int):
        there = isinstance(data, list) and 0 <= part < len(data) and node is not None
        return (part, node.items[part]) if there and node else (None, None)
    if isinstance(data, dict) and node is not None:
        pair = next((pair for pair in node.entries if pair[0].value == part), None) or node.entry(part)
        return (pair[0].value, pair[1]) if pair else (part, None)
    return (part if data is None or data == {} else None), None


def _value_at(data: Any, path: Path) -> Any:
    """Return the value at *path*, None where there is none."""
    for part in path:
        if isinstance(data, dict):
            data = data.get(part)
        else:
            data = data[part] if isinstance(data, list) and isinstance(part, int) else None
    return data
