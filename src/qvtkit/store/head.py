"""What `qvt.yaml` says of the folder itself: its format, and which project it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qvtkit.errors import FormatError
from qvtkit.store.nodes import find
from qvtkit.store.reader import YamlText, read_text, read_text_file

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "qvt.yaml"
FORMAT = 1
"""The format that this version writes."""
_UID = re.compile(r"""\buid[ \t]*:[ \t]*["']?([0-9A-Za-z-]+)""")


def require_present_format(root: Path) -> None:
    """Raise FormatError where the folder is of another format than the one that we write."""
    number = format_of(root)
    if number != FORMAT:
        code = "format-recent" if number > FORMAT else "format-ancien"
        raise FormatError.of(code, format=number, connu=FORMAT)


def format_of(root: Path) -> int:
    """Return the format that the project's `qvt.yaml` states; ours where it states none."""
    read = read_text_file(root, HEAD)
    return _format(read[1]) if read else FORMAT


def format_in(text: str) -> int:
    """Return the format that the text of a `qvt.yaml` states; ours where it states none."""
    return _format(read_text(text, HEAD))


def _format(read: YamlText) -> int:
    written = _stated(read, "format")
    return int(written[:9]) if written.isdecimal() else FORMAT  # Python refuses a number of thousands of digits


def identity(root: Path) -> str:
    """Return what names the project at *root*, wherever it lies: its uid, else its folder.

    The uid is found in a text that cannot be read too: a tabulation must not hide a whole history.
    """
    read = read_text_file(root, HEAD)
    if read is None:
        return str(root.resolve())
    written = _UID.search(read[0].text)
    return _stated(read[1], "demarche", "uid") or (written[1] if written else "") or str(root.resolve())


def _stated(read: YamlText, *path: str) -> str:
    """Return the value at *path* as written, empty where there is none."""
    node = find(read.root, path)
    return node.value.strip() if node is not None and not node.is_null else ""
