"""What must hold on any text: each function raises AssertionError where it does not.

Played by hypothesis in `test_fuzz.py`, and for longer by `bench/fuzz.py`.
"""

from __future__ import annotations

import math
import re
from contextlib import suppress

from qvtkit.errors import RefusedError
from qvtkit.model.dates import DateSouple
from qvtkit.model.kinds import KINDS
from qvtkit.model.numbers import format_number, parse_number, plain_number
from qvtkit.model.periods import Periode
from qvtkit.store.copies import conflict_copies
from qvtkit.store.edit import SetValue, apply_edits
from qvtkit.store.reader import read_text
from qvtkit.store.validate import validate

WORDS = [
    "nom: ", "mesures:\n", "  2016-01: ", "- ", "{", "}", "[", "]", ", ", ": ", "\n", "\n  ", '"', "'", " #", "|\n", ">-\n",
    "&a ", "*a", "!x ", "<<: ", "---\n", "...\n", "%YAML 1.2\n", "? ", "\t", "\u00a0", "\u202f", "\ufeff", "\r\n", "\r",
    "\u2028", "\x85", "\\0", "\\e", "nd", "8,2", "171/1798", "valeur: ", "note: ", "famille: ", "formule: a/b\n", "é", "😀",
]  # fmt: skip
VALUE_WORDS = [
    "2016", "-", "/", " ", ",", ".", "S1", "T3", "W11", "semaine", "mars", "1er", "trimestre", "%", "€", "h", "'",
    "\u202f", "\u2212", "+", "1234", "février",
]  # fmt: skip
EDITED = [
    "", "# rien\n", "a: 1\n", "a: 1 # dit\nb:\n  c: d\n  e: [x, 'y']\n", "l:\n- a\n- {b: 1, c: }\n", "l: []\nm: {}\n",
    "t: |\n  un\n\n  deux\n\nfin: x\n", 'mesures:\r\n  2016-01: 10,3   # vu\r\n  2016-02: {valeur: 1.5, note: "é, à"}\r\n',
    "a:\n# seul\nb: \"\"\nc: 'l''un'", "s:\n  - id: un\n    fin:\n  -\n  - id: deux", "g: >-\n  plié\n  ici\nz: ~\n",
]  # fmt: skip
_LINE = re.compile(r"\r\n?|\n")


def reading(text: str) -> None:
    """Reading never raises, every place is inside the text, every record says yes or why not."""
    read = read_text(text, "f.yaml")
    lines = _LINE.split(text)
    _places(read.issues, lines)
    if read.root is not None:
        for node in read.root.walk():
            assert 0 <= node.start.index <= node.end.index <= len(text), node
            if not node.is_null and node.kind == "scalar":  # where nothing is written, the parser is vague
                assert _at(text, node.start.index) == (node.start.line, node.start.column), node
    for path, value in _paths(read.data):
        assert value is None or isinstance(value, (str, dict, list)), path
        place = read.position(*path)
        assert 1 <= place.line <= len(lines) + 1, path
    for kind in ("indicateur", "groupe", "dossier", "experimentation", "seance", "evaluation", "questionnaire"):
        record, found = validate(KINDS[kind].model, read.data if read.data is not None else {})
        assert record is not None or found
        _places([each.at(read.position(*each.path)) for each in found], lines)


def _at(text: str, index: int) -> tuple[int, int]:
    """Return line and column (from 0) of *index*: a « \\r\\n » is one end of line."""
    before = text[:index]
    if before.endswith("\r") and text[index : index + 1] == "\n":
        return (0, -1)  # inside an end of line: no mark may be there
    parts = _LINE.split(before)
    return len(parts) - 1, len(parts[-1])


def _places(found: object, lines: list[str]) -> None:
    for each in found:  # type: ignore[attr-defined]
        place = each.position
        assert each.message, each
        if place.line:
            assert 1 <= place.line <= max(len(lines), 1), each
            assert 1 <= place.column <= len(lines[place.line - 1]) + 1, each


def _paths(data: object, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], object]]:
    found: list[tuple[tuple[str | int, ...], object]] = [(path, data)]
    if isinstance(data, dict):
        for key, value in data.items():
            found += _paths(value, (*path, key))
    elif isinstance(data, list):
        for rank, value in enumerate(data):
            found += _paths(value, (*path, rank))
    return found


def editing(text: str, rank: int, typed: str) -> None:
    """An edit is made or refused: what is read after is what was meant, and what stands beside stays."""
    source = read_text(text, "f.yaml")
    if not source.readable:  # a file with errors is never edited
        return
    paths = [path for path, _ in _paths(source.data) if path]
    path = paths[rank % len(paths)] if paths and rank % 3 else ("nouveau",)
    value: object = (typed, [typed], {"x": typed}, typed.split())[rank % 4]
    with suppress(RefusedError):
        after = apply_edits(source, [SetValue(path, value)], "\r\n" if "\r\n" in text else "\n")
        read = read_text(after, "f.yaml")
        assert read.readable
        assert _canonical(read.data) == _canonical(_put(source.data, path, value))
        if path == ("nouveau",) and source.data:
            for line in _LINE.split(text):
                assert line.strip() in after


def _put(data: object, path: tuple[str | int, ...], value: object) -> object:
    if not path:
        return value
    head, rest = path[0], path[1:]
    if isinstance(data, list):
        return [_put(item, rest, value) if rank == head else item for rank, item in enumerate(data)]
    inner = data if isinstance(data, dict) else {}
    return {**inner, head: _put(inner.get(head), rest, value)}


def _canonical(data: object) -> object:
    """Return *data* without what a spelling may change: the ends of lines, how nothing is written."""
    if isinstance(data, dict):
        filled = {key: _canonical(value) for key, value in data.items()}
        return {key: value for key, value in filled.items() if value != ""} or ""
    if isinstance(data, list):
        return [_canonical(value) for value in data] or ""
    return "\n".join(line.rstrip() for line in str(data or "").strip().splitlines())


def number(text: str) -> None:
    """A number is refused or is the digits that were typed, at the magnitude that they were typed."""
    try:
        value = parse_number(text)
    except ValueError:
        return
    assert math.isfinite(value)
    digits = "".join(char for char in text if char.isdecimal())
    after = re.search(r"[.,](\d+)\D*$", text)
    expected = float(f"{digits}e-{len(after[1]) if after else 0}")
    assert math.isclose(abs(value), expected, rel_tol=1e-12), (text, value)
    assert (value < 0) <= (text.strip()[0] in "-\u2212")
    assert parse_number(plain_number(value)) == value
    assert parse_number(format_number(value)) == value


def date(text: str) -> None:
    """A date is refused or reads back from what is written and from what is shown."""
    try:
        found = DateSouple.parse(text)
    except ValueError:
        return
    assert found.first_day <= found.last_day
    assert DateSouple.parse(str(found)) == found
    assert DateSouple.parse(found.francais) == found
    assert str(found.annee) in "".join(str(int(char)) if char.isdecimal() else char for char in text)


def period(text: str) -> None:
    """A period is refused or reads back, holds its days, and is followed without a gap."""
    for periodicite in (None, "semaine", "mois", "semestre"):
        try:
            found = Periode.parse(text, periodicite)
        except ValueError:
            continue
        own = "semaine" if found.genre == "semaine" else None
        assert Periode.parse(str(found), own) == found
        assert Periode.parse(found.francais, own) == found
        assert found.first_day <= found.last_day
        assert found.days == (found.last_day - found.first_day).days + 1
        assert (found.next().first_day - found.last_day).days == 1
        assert found.court


def copies(text: str) -> None:
    """Names of files are copies or not: never an exception, never a copy of itself."""
    files = [f"indicateurs/{name}.yaml" for name in text.split("/")]
    for copy, original in conflict_copies(files).items():
        assert copy != original


VALUES = {"numbers": number, "dates": date, "periods": period, "copies": copies}
