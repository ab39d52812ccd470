"""Random edits, what each means and which lines it may touch: worked out apart from the product's own code."""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

if TYPE_CHECKING:
    import random

NUMBER = re.compile(r"-?\d+[.,]\d+")
WORDS = (
    "oui",
    "null",
    "~",
    "2016-01",
    "8,2",
    "- a",
    "a: b",
    "# x",
    "%",
    "@x",
    "[a",
    "*a",
    "'",
    '"',
    "a #b",
    "a, b",
    "{",
    "é :",
    "fin.",
)
LONG = "Chacun improvise quand une ASH manque : toilettes reportées, tensions, et personne ne sait qui décide de quoi."
LINES = "Une ligne\n\n  en retrait # et dièse\n- tiret : fin"
KEYS = ("ajout", "note", "2017-05", "Durée prévue", "a_revoir")


class Edit(NamedTuple):
    """`what` is set, append or remove; `order` places a new key."""

    what: str
    path: tuple[str | int, ...]
    value: Any = None
    order: tuple[str, ...] = ()


def value(chance: random.Random) -> Any:
    """Return something that a command may write."""
    number, word = round(chance.uniform(-5, 200), 1), chance.choice(WORDS)
    record = {"valeur": chance.randrange(50) + 0.5, "note": word, "motif": None}
    return chance.choice((number, number, None, word, LONG, LINES, record, ["un", "deux, trois", word], "Ménage"))


def places(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    """Return every path of *data* with what is there."""
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [(path, data)] + [place for key, item in inner for place in places(item, (*path, key))]


def draw(data: Any, chance: random.Random) -> Edit:
    """Return a random edit that makes sense on *data*."""
    everywhere = places(data)
    inside = everywhere[1:]
    what = chance.choice(("set", "set", "add", "add", "append", "remove"))
    if what == "remove" and inside:
        return Edit("remove", chance.choice(inside)[0])
    if what == "append":
        lists = [path for path, found in inside if isinstance(found, list) or not found]
        return Edit("append", chance.choice(lists) if lists else (f"liste-{len(everywhere)}",), value(chance))
    if what == "set" and inside:
        return Edit("set", chance.choice(inside)[0], value(chance))
    maps = [(path, found) for path, found in everywhere if isinstance(found, dict)]
    path, found = chance.choice(maps)
    key = chance.choice(KEYS)
    order = [*found]
    order.insert(chance.randint(0, len(order)), key)
    deeper = chance.random() < 0.1 and key not in found
    new = (*path, key, "valeur") if deeper else (*path, key)
    return Edit("set", new, value(chance), tuple(order) if chance.random() < 0.5 else ())


def read(text: str) -> tuple[yaml.Node | None, Any]:
    """Return the tree of PyYAML and the data, all as text, of a YAML text."""
    root = yaml.compose(text.removeprefix("\ufeff"), Loader=yaml.CBaseLoader)
    return root, (_data(root) if root else None) or {}


def _data(node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _data(item) for key, item in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_data(item) for item in node.value]
    return None if not node.style and node.value in {"", "~", "null"} else node.value


def meaning(data: Any, edit: Edit) -> Any:
    """Return the data that *edit* is to give."""
    result = copy.deepcopy(data)
    holder, key = result, edit.path[-1]
    for part in edit.path[:-1]:
        if isinstance(holder, dict) and not holder.get(part):
            holder[part] = {}
        holder = holder[part]
    if edit.what == "remove":
        del holder[key]
    elif edit.what == "append":
        there = holder.get(key) if isinstance(holder, dict) else holder[key]
        holder[key] = [*(there or []), edit.value]
    else:
        holder[key] = edit.value
    return result


def told(data: Any) -> Any:
    """Return *data* without spelling: numbers with a point, no ends of lines, no empty rubrique."""
    if isinstance(data, dict):
        full = {key: told(item) for key, item in data.items()}
        return {key: item for key, item in full.items() if item is not None} or None
    if isinstance(data, list):
        return [told(item) for item in data] or None
    if isinstance(data, float):
        return f"{data:g}"
    if isinstance(data, str):
        text = "\n".join(line.rstrip() for line in data.strip().splitlines())
        return f"{float(text.replace(',', '.')):g}" if NUMBER.fullmatch(text) else text
    return data


def lines_of(text: str, line_end: str) -> list[str]:
    """Return the lines, a carriage return being part of its line; the last one is given the end that it lacks."""
    text = text.removeprefix("\ufeff")
    return (text if not text or text.endswith("\n") else text + line_end).split("\n")


def lost(before: str, after: str, own: set[int]) -> int:
    """Return how many lines of *before*, apart from its *own*, are not in *after* byte for byte and in order."""
    line_end = "\r\n" if before.count("\r\n") == before.count("\n") > 0 else "\n"
    kept = [line for rank, line in enumerate(lines_of(before, line_end)) if rank not in own]
    found = lines_of(after, line_end)
    rest = iter(found)
    if all(line in rest for line in kept):
        return 0
    best = [0] * (len(kept) + 1)  # the longest common subsequence, line by line of what came out
    for line in found:
        previous = best[:]
        for rank, wanted in enumerate(kept):
            best[rank + 1] = previous[rank] + 1 if line == wanted else max(previous[rank + 1], best[rank])
    return len(kept) - best[-1]


def own_lines(root: yaml.Node | None, text: str, edit: Edit) -> set[int]:
    """Return the lines (0-based) that *edit* may touch."""
    lines = text.removeprefix("\ufeff").split("\n")
    node, allowed, holder = root, set[int](), None
    for depth, part in enumerate(edit.path):
        last = depth == len(edit.path) - 1
        if isinstance(node, yaml.CollectionNode) and node.flow_style and (last or _entry(node, part) is None):
            allowed |= set(range(node.start_mark.line, node.end_mark.line + 1))
        entry = _entry(node, part)
        if entry is None:
            if isinstance(node, yaml.MappingNode) and node.value and _shares_a_dash(lines, node.value[0][0]):
                allowed.add(node.value[0][0].start_mark.line)  # a rubrique may go before the first one
            if holder is not None and not (isinstance(node, yaml.CollectionNode) and node.value):
                allowed |= holder
            return allowed
        holder = set(range(_first(lines, node, entry, part), _last_line(entry[1]) + 1))
        if last and (edit.what != "append" or not isinstance(entry[1], yaml.CollectionNode)):
            allowed |= holder
        if last and edit.what == "append" and isinstance(entry[1], yaml.CollectionNode) and entry[1].flow_style:
            allowed |= set(range(entry[1].start_mark.line, entry[1].end_mark.line + 1))
        if last and edit.what == "remove" and not node.flow_style:
            allowed |= _brought_up(lines, node, entry, part)
        node = entry[1]
    return allowed


def _entry(node: Any, part: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int):
        return (node.value[part], node.value[part]) if part < len(node.value) else None
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((pair for pair in pairs if pair[0].value == part), None)


def _first(lines: list[str], parent: Any, entry: tuple[yaml.Node, yaml.Node], part: str | int) -> int:
    """Line of the key, or of the dash when it stands alone above its item."""
    line: int = entry[0].start_mark.line
    if isinstance(part, int) and not parent.flow_style:
        while line and lines[line].split("#")[0].strip() in {"", "-"} and not lines[line].lstrip().startswith("-"):
            line -= 1
        if lines[line - 1].split("#")[0].strip() == "-" and not lines[line].lstrip().startswith("-"):
            line -= 1
    return line


def _last_line(node: yaml.Node) -> int:
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    if isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"} and node.end_mark.column == 0:
        return max(node.start_mark.line, node.end_mark.line - 1)
    line: int = node.end_mark.line
    return line


def _shares_a_dash(lines: list[str], key: yaml.Node) -> bool:
    return "-" in lines[key.start_mark.line][: key.start_mark.column]


def _brought_up(lines: list[str], parent: Any, entry: tuple[yaml.Node, yaml.Node], part: str | int) -> set[int]:
    """Return the line of what follows an entry taken out of the line of a dash."""
    first = parent.value[0][0] if isinstance(parent, yaml.MappingNode) else parent.value[0]
    column = entry[0].start_mark.column - (2 if isinstance(part, int) else 0)
    before = lines[entry[0].start_mark.line][: max(column, 0)]
    if first is not entry[0] or "-" not in before or len(parent.value) < 2:
        return set()
    follows = parent.value[1][0] if isinstance(parent, yaml.MappingNode) else parent.value[1]
    return {follows.start_mark.line}


def comment_of(root: yaml.Node | None, text: str, edit: Edit) -> str:
    """Return the comment at the end of the line of a value that *edit* replaces; empty where there is none."""
    node: Any = root
    for part in edit.path:
        entry = _entry(node, part)
        if entry is None:
            return ""
        node = entry[1]
    if edit.what != "set" or not isinstance(node, yaml.ScalarNode) or node.style in {"|", ">"}:
        return ""
    lines = text.removeprefix("\ufeff").split("\n")
    rest = lines[node.end_mark.line][node.end_mark.column :].strip()
    return rest if rest.startswith("#") else ""


def same_ends(before: str, after: str) -> bool:
    """Tell whether *after* keeps the BOM, the kind of line ends and the last line end (or its absence) of *before*."""
    if before.startswith("\ufeff") != after.startswith("\ufeff"):
        return False
    old, new = before.removeprefix("\ufeff"), after.removeprefix("\ufeff")
    if old and new and old.endswith("\n") != new.endswith("\n"):
        return False
    windows = old.count("\r\n")
    return windows not in {0, old.count("\n")} or new.count("\r\n") == (new.count("\n") if windows else 0)
