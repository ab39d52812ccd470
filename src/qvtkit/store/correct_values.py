"""The correction of one word: a key, a code, a reference, a number, a date."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from qvtkit.model.base import record_in
from qvtkit.model.meant import MEANT
from qvtkit.store.faulty import Faulty, Splice
from qvtkit.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from qvtkit.issues import Issue
    from qvtkit.model.base import Record
    from qvtkit.store.nodes import Node

_DECIMALS = re.compile(r"-?\d[\d \u00a0\u202f]*,\d+ ?[%€]?")
_LONE = re.compile(r"[^,}\]\n]*")
_NEXT_LONE = re.compile(r"\s*,\s*(?=[^,:}\]\n]+[,}])")
_MOST_WORDS = 50
_SLUGS = re.compile(r"[\w-]+(\s*,\s*[\w-]+)*")


def quoted(value: str) -> str:
    """Return *value* between quotes, the simplest that it allows."""
    if '"' in value and "'" not in value:
        return f"'{value}'"
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def word(faulty: Faulty, fault: Issue) -> Splice | None:
    """Put what was surely meant in place of a key or of a value."""
    key, node = faulty.entry(fault.path)
    if not fault.remplacement or node is None:
        return None
    if fault.code in _ON_KEYS or node.kind != "scalar":
        return _renamed_key(faulty, fault, key)
    return Splice(node.start.index, node.end.index, fault.remplacement)


_ON_KEYS = frozenset({"cle-inconnue", "item-inconnu", "variable-inconnue"})


def _renamed_key(faulty: Faulty, fault: Issue, key: Node | None) -> Splice | None:
    _, parent = faulty.entry(fault.path[:-1])
    if key is None or parent is None or parent.entry(fault.remplacement) is not None:
        return None
    return Splice(key.start.index, key.end.index, fault.remplacement)


def value(faulty: Faulty, fault: Issue) -> Splice | None:
    """Put the canonical spelling in place of a value, or of the period of a measure."""
    key, node = faulty.entry(fault.path)
    if fault.code == "periode-invalide" and key is not None and fault.path[:1] == ("mesures",):
        node = key
    if node is None or node.kind != "scalar":
        return None
    meant = MEANT[fault.code](node.value)
    if meant is None:
        return None
    if fault.code == "nombre-attendu" and not _inside_braces(faulty, node):
        meant = meant.replace(".", ",")
    return Splice(node.start.index, node.end.index, meant)


def _inside_braces(faulty: Faulty, node: Node) -> bool:
    root = faulty.yaml.root
    found = root.walk() if root else ()
    return any(each.flow and each.start.index < node.start.index < each.end.index for each in found)


def as_list(faulty: Faulty, fault: Issue) -> Splice | None:
    """Put a lone value between brackets; commas separate only what looks like codes."""
    _, node = faulty.entry(fault.path)
    if node is None or node.kind != "scalar" or node.start.line != node.end.line:
        return None
    if "," in node.value and not _SLUGS.fullmatch(node.value):
        return None
    return Splice(node.start.index, node.end.index, f"[{faulty.text[node.start.index : node.end.index]}]")


def comma(faulty: Faulty, fault: Issue) -> Splice | None:
    """Join what a comma cut off between braces: a decimal gets its point, a text its quotes."""
    place = fault.position
    if place is None or faulty.yaml.root is None:
        return None
    lone = faulty.starts[place.line - 1] + place.column - 1
    scalars = (each for each in faulty.yaml.root.walk() if each.kind == "scalar" and each.value)
    left = max((each for each in scalars if each.end.index < lone), key=lambda each: each.end.index, default=None)
    if left is None:
        return None
    end = _end_of_lone_words(faulty, lone)
    cut = faulty.text[left.start.index : end]
    if left.style or "\n" in cut or ":" in cut:
        return None
    if _DECIMALS.fullmatch(cut):
        return Splice(left.start.index, end, cut.replace(",", "."))
    words = [fold(each) for each in cut.split(",")]
    if left.value[0].isdigit() or words[-1].isdigit() or any(each in _keys(faulty.model) for each in words[1:]):
        return None
    opened = cut.count('"') == 1 and cut.endswith('"')  # only the first quote was forgotten
    return Splice(left.start.index, end, f'"{cut}' if opened else quoted(cut))


def _end_of_lone_words(faulty: Faulty, lone: int) -> int:
    """Return where the words that nothing follows end: « grippe, gastro, covid » is cut twice."""
    end = lone
    for _ in range(_MOST_WORDS):
        match = _LONE.match(faulty.text, lone)
        end = lone + len(match[0].rstrip()) if match else lone
        follows = _NEXT_LONE.match(faulty.text, end)
        if follows is None:
            break
        lone = follows.end()
    return end


@cache
def _keys(model: type[Record] | None) -> frozenset[str]:
    """Return the folded names of every rubrique of *model* and of the records inside it."""
    if model is None:
        return frozenset()
    names = {fold(name) for name in model.model_fields}
    for field in model.model_fields.values():
        inner = record_in(field.annotation)
        names |= _keys(inner) if inner else set()
    return frozenset(names)


VALUES: dict[str, Callable[[Faulty, Issue], Splice | None]] = {
    **dict.fromkeys(_ON_KEYS, word),
    **dict.fromkeys(("code-inconnu", "reference-inconnue", "code-referentiel", "reponse-hors-echelle"), word),
    **dict.fromkeys(MEANT, value),
    "liste-attendue": as_list,
    "virgule-entre-accolades": comma,
}  # fmt: skip
"""How to correct the word where each of these is told."""
