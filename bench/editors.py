"""Three ways to edit a YAML text, on the layouts of the tests and the same random edits.

    python bench/editors.py [--edits 50]

Splicing at the reader's marks (what qvtkit does, guard included), yaml-edit and ruamel.yaml's round trip, each by its
own means, are given the same edits on files as people type them. An editor that is not installed is said to be absent.
`wrong` counts texts that do not say what was meant (the guard would refuse them); `lines` those that are right but lost
a line that was not theirs, or its line end; `comment` those that lost the comment beside the value that they replaced;
`lost` how many lines in all; `no-op` the layouts that come out byte for byte where nothing is asked. Times in ms.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import gc
import importlib.util
import io
import random
import statistics
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from qvtkit.errors import RefusedError
from qvtkit.store.edit import Append, Remove, SetValue, apply_edits
from qvtkit.store.files import decode
from qvtkit.store.reader import read_text

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "store"))
import layouts
import oracle

if TYPE_CHECKING:
    from collections.abc import Callable

    Editor = Callable[[str, oracle.Edit], str]

MEASURES = 5000


def splice(text: str, edit: oracle.Edit) -> str:
    """Edit as the product does, guard included."""
    file = decode(text.encode("utf-8"))
    assert file is not None  # noqa: S101
    asked: Any = {"remove": Remove, "append": Append}.get(edit.what, SetValue)
    if edit.what == "nothing":
        return file.encode(apply_edits(read_text(file.text, "f.yaml"), [], file.newline)).decode("utf-8")
    made = asked(edit.path) if edit.what == "remove" else asked(edit.path, edit.value, edit.order)
    return file.encode(apply_edits(read_text(file.text, "f.yaml"), [made], file.newline)).decode("utf-8")


def with_yaml_edit(text: str, edit: oracle.Edit) -> str:
    """Edit with yaml-edit's own tree: `set` with its order of fields, `append`, `del`; it chooses quotes and blocks."""
    import yaml_edit

    bom = "\ufeff" if text.startswith("\ufeff") else ""
    file = yaml_edit.YamlFile.parse(text.removeprefix("\ufeff"))
    if edit.what == "nothing":
        return bom + str(file)
    document = file.ensure_document()
    place: Any = document if document.root() is None else _collection(document.root())
    path, value = [_named(place, edit.path[0]), *edit.path[1:]], edit.value
    while len(path) > 1 and (inner := _inner(place, path[0])) is not None:
        place = inner
        path = [_named(place, path[1]), *path[2:]]
    if edit.what == "append" and len(path) == 1 and (there := _inner(place, path[0])) is not None:
        there.append(value)
        return bom + str(file)
    value = [value] if edit.what == "append" else value
    for key in reversed(path[1:]):
        value = {key: value}
    if edit.what == "remove":
        del place[path[0]]
    elif edit.order and path[0] in edit.order:
        place.set(path[0], value, field_order=edit.order)
    else:
        place[path[0]] = value
    return bom + str(file)


def _named(place: Any, key: str | int) -> Any:
    """Return *key* as yaml-edit holds it: `2016` is a number there."""
    if isinstance(key, int) or key in place:
        return key
    return next((known for known in place if str(known) == key), key)


def _inner(place: Any, key: Any) -> Any:
    """Return the mapping or the sequence under *key*, None where there is none or it is empty."""
    if not isinstance(key, int) and key not in place:
        return None
    inner = _collection(place[key])
    return inner if inner is not None and len(inner) else None


def _collection(node: Any) -> Any:
    return node.as_mapping() if node.is_mapping() else node.as_sequence() if node.is_sequence() else None


def with_ruamel(text: str, edit: oracle.Edit) -> str:
    """Load, change and dump the whole with ruamel.yaml's round trip, line ends put back."""
    from ruamel.yaml import YAML
    from ruamel.yaml.comments import CommentedMap

    bom = "\ufeff" if text.startswith("\ufeff") else ""
    editor = YAML()
    editor.preserve_quotes, editor.width = True, 100_000
    editor.indent(mapping=2, sequence=4, offset=2)
    data: Any = editor.load(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    data = CommentedMap() if data is None else data
    if edit.what != "nothing":
        _in_ruamel(data, edit)
    stream = io.StringIO()
    editor.dump(data, stream)
    body = stream.getvalue()
    return bom + (body.replace("\n", "\r\n") if "\r\n" in text else body)


def _in_ruamel(data: Any, edit: oracle.Edit) -> None:
    from ruamel.yaml.comments import CommentedMap

    holder, head = data, edit.path[-1]
    for part in edit.path[:-1]:
        if isinstance(holder, dict) and not holder.get(part):
            holder[part] = CommentedMap()
        holder = holder[part]
    if edit.what == "remove":
        del holder[head]
    elif edit.what == "append" and (holder.get(head) if isinstance(holder, dict) else holder[head]):
        holder[head].append(edit.value)
    elif edit.what == "set" and edit.order and isinstance(holder, dict) and head not in holder:
        holder.insert(edit.order.index(head), head, edit.value)
    else:
        holder[head] = [edit.value] if edit.what == "append" else edit.value


def guarded(editor: Editor) -> Editor:
    """Return *editor* behind the product's guard: the text is read before and after, and must say what was meant."""

    def edit_and_read(text: str, edit: oracle.Edit) -> str:
        before = read_text(text.removeprefix("\ufeff"), "f.yaml")
        after = editor(text, edit)
        if edit.what != "nothing":
            found = read_text(after.removeprefix("\ufeff"), "f.yaml")
            if not found.readable or oracle.told(found.data) != oracle.told(oracle.meaning(before.data, edit)):
                raise RefusedError.of("edition-impossible", fichier="f.yaml", quoi="")
        return after

    return edit_and_read


EDITORS: dict[str, tuple[str, Editor]] = {
    "splice": ("qvtkit.store.edit", splice),
    "yaml-edit": ("yaml_edit", with_yaml_edit),
    "yaml-edit, guarded": ("yaml_edit", guarded(with_yaml_edit)),
    "ruamel.yaml": ("ruamel.yaml", with_ruamel),
}


def verdict(edit: oracle.Edit, text: str, editor: Editor, kept: list[int]) -> str:
    """Return what became of one edit: a column of the table."""
    try:
        after = editor(text, edit)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 (a panic of compiled code is no Exception)
        return "refused" if isinstance(error, Exception) else "crash"
    root, data = oracle.read(text)
    try:
        right = oracle.told(oracle.read(after)[1]) == oracle.told(oracle.meaning(data, edit))
    except yaml.YAMLError:
        right = False
    if not right:
        return "wrong"
    own = oracle.own_lines(root, text, edit)
    if edit.what == "remove" and edit.path[:-1]:
        own |= oracle.own_lines(root, text, oracle.Edit("fill", edit.path[:-1]))  # « key: {} » is as good as « key: »
    others = oracle.lost(text, after, own)
    kept.append(others)
    if others or not oracle.same_ends(text, after):
        return "lines"
    return "right" if oracle.comment_of(root, text, edit) in after else "comment"


def compare(edits: int) -> dict[str, tuple[Counter[str], list[int]]]:
    """Return, by editor, how many edits came to each end, and the lines lost by those that are right."""
    results: dict[str, tuple[Counter[str], list[int]]] = {name: (Counter(), []) for name in present()}
    for layout, text in layouts.LAYOUTS.items():
        _, data = oracle.read(text)
        for seed in range(edits):
            edit = oracle.draw(data, random.Random(f"{layout} {seed}"))  # noqa: S311
            for name, (counts, lost) in results.items():
                counts[verdict(edit, text, EDITORS[name][1], lost)] += 1
    return results


def present() -> list[str]:
    """Return the editors that are installed."""
    return [name for name, (module, _) in EDITORS.items() if importlib.util.find_spec(module.split(".")[0])]


def unchanged(reprint: Editor) -> int:
    """Return how many layouts come out byte for byte where nothing is asked."""
    nothing = oracle.Edit("nothing", ())
    count = 0
    for text in layouts.LAYOUTS.values():
        with contextlib.suppress(Exception):  # an editor that fails did not keep the text
            count += reprint(text, nothing) == text
    return count


def milliseconds(editor: Editor, text: str, edit: oracle.Edit, rounds: int) -> float:
    """Return the median processor time of one edit, parse included."""
    times = []
    gc.disable()  # as the product runs
    for _ in range(rounds + 1):
        start = time.process_time()
        editor(text, edit)
        times.append(time.process_time() - start)
    gc.enable()
    return statistics.median(times[1:]) * 1000


def import_cost(module: str) -> float:
    """Return what importing *module* costs in milliseconds, once what a command has loaded anyway is there."""
    code = f"import time, qvtkit.store.reader, qvtkit.store.render; t = time.perf_counter(); import {module}"
    times = [
        float(
            subprocess.run(
                [sys.executable, "-c", f"{code}; print(time.perf_counter() - t)"], check=True, capture_output=True
            ).stdout
        )
        for _ in range(7)
    ]
    return min(times) * 1000


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=50, help="random edits a layout")
    edits = parser.parse_args().edits
    total = edits * len(layouts.LAYOUTS)
    print(f"{total} edits on {len(layouts.LAYOUTS)} layouts")
    head = (
        "editor",
        "right",
        "lines",
        "comment",
        "wrong",
        "refused",
        "crash",
        "lost",
        "no-op",
        "small",
        "5,000",
        "import",
    )
    print("{:18} {:>6} {:>6} {:>8} {:>6} {:>8} {:>6} {:>6} {:>6} {:>7} {:>7} {:>7}".format(*head))
    small = layouts.LAYOUTS["simple"]
    day = dt.date(2001, 1, 1)
    large = "nom: A\nmesures:\n" + "".join(f"  {day + dt.timedelta(rank)}: {rank % 17},5\n" for rank in range(MEASURES))
    added = oracle.Edit("set", ("mesures", "2017-05"), 8.2)
    for name, (counts, lost) in compare(edits).items():
        module, editor = EDITORS[name]
        ends = " ".join(
            f"{counts[end]:>{width}}"
            for end, width in (("right", 6), ("lines", 6), ("comment", 8), ("wrong", 6), ("refused", 8), ("crash", 6))
        )
        speed = f"{milliseconds(editor, small, added, 50):7.2f} {milliseconds(editor, large, added, 7):7.0f}"
        print(f"{name:18} {ends} {sum(lost):6} {unchanged(editor):6} {speed} {import_cost(module):7.0f}")
    for name in EDITORS.keys() - present():
        print(f"{name} is not installed here")


if __name__ == "__main__":
    main()
