"""Tell whether a text that was put together still makes sense as the file that it is."""

from __future__ import annotations

from collections import Counter

from qvtkit.model.kinds import kind_of
from qvtkit.store.reader import read_text
from qvtkit.store.validate import validate


def brings_no_error(file: str, before: str, after: str) -> bool:
    """Tell whether *after* has no error that *before*, the former text of *file*, did not have.

    Lines that fit beside one another may not make sense together: the same period twice.
    """
    return not _errors(file, after) - _errors(file, before)


def _errors(file: str, text: str) -> Counter[str]:
    read = read_text(text, file)
    found = list(read.issues)
    kind = kind_of(file)
    if kind is not None and read.data is not None:
        found += validate(kind[0].model, read.data)[1]
    return Counter(each.code for each in found if each.level == "erreur")
