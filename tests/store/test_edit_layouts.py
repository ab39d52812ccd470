"""Random edits on every layout: the data is as meant, no other line changes, or the edit is refused."""

from __future__ import annotations

import importlib.util
import random
from pathlib import Path

import pytest
import yaml

from qvtkit.errors import RefusedError
from qvtkit.store.edit import Append, Remove, SetValue, apply_edits
from qvtkit.store.files import decode
from qvtkit.store.reader import read_text


def _neighbour(name):
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


LAYOUTS = _neighbour("layouts").LAYOUTS
oracle = _neighbour("oracle")
SEQUENCES, LENGTH = 30, 2
MOST_REFUSED = 0.01
"""Share of the edits of one layout: an editor that refuses is right, and of no use."""


def _asked(edit):
    if edit.what == "remove":
        return Remove(edit.path)
    return (Append if edit.what == "append" else SetValue)(edit.path, edit.value, edit.order)


def _edited(text, edit):
    """Edit as the store does, from the bytes of a file to the bytes of the file."""
    file = decode(text.encode("utf-8"))
    return file.encode(apply_edits(read_text(file.text, "f.yaml"), [_asked(edit)], file.newline)).decode("utf-8")


def _check(text, edit, after):
    """Assert that *after* is *text* with *edit* made and nothing else."""
    root, data = oracle.read(text)
    _, now = oracle.read(after)
    assert oracle.told(now) == oracle.told(oracle.meaning(data, edit)), (edit, after)
    assert oracle.lost(text, after, oracle.own_lines(root, text, edit)) == 0, (edit, after)
    assert oracle.comment_of(root, text, edit) in after, (edit, after)
    assert oracle.same_ends(text, after), (edit, after)


def _draw_and_check(name, seed):
    """Make random edits one after the other; return how many were made, how many refused."""
    chance = random.Random(f"{name} {seed}")  # noqa: S311
    text, made, refused = LAYOUTS[name], 0, 0
    for _ in range(LENGTH):
        edit = oracle.draw(oracle.read(text)[1], chance)
        try:
            after = _edited(text, edit)
        except RefusedError as error:
            if error.issues[0].code != "edition-impossible":
                raise
            refused += 1
            continue
        _check(text, edit, after)
        text, made = after, made + 1
    return made, refused


def test_layouts_are_many_and_readable():
    assert len(LAYOUTS) >= 45
    assert len(LAYOUTS) * SEQUENCES * LENGTH >= 2000
    assert len(set(LAYOUTS.values())) == len(LAYOUTS)
    unreadable = [name for name, text in LAYOUTS.items() if not read_text(text.removeprefix("\ufeff"), name).readable]
    assert not unreadable


@pytest.mark.parametrize("name", LAYOUTS)
def test_random_edits_touch_only_what_they_mean_to(name):
    counts = [_draw_and_check(name, seed) for seed in range(SEQUENCES)]
    assert sum(refused for _, refused in counts) <= MOST_REFUSED * SEQUENCES * LENGTH


@pytest.mark.parametrize("name", sorted(LAYOUTS.keys() - {"tabulations"}))  # it takes no tab after a colon
def test_edits_are_as_good_with_the_parser_in_pure_python(name, monkeypatch):
    """PyYAML has no compiled parser for Windows on ARM with Python 3.11; its marks differ here and there."""
    monkeypatch.setattr("qvtkit.store.reader._Loader", yaml.SafeLoader)
    counts = [_draw_and_check(name, seed) for seed in range(2)]
    assert sum(made for made, _ in counts) == 2 * LENGTH


@pytest.mark.parametrize("name", LAYOUTS)
def test_saying_again_what_a_file_says_changes_no_byte(name):
    text = LAYOUTS[name]
    _, data = oracle.read(text)
    for path, found in oracle.places(data)[1:]:
        assert _edited(text, oracle.Edit("set", path, found)) == text


@pytest.mark.parametrize("name", LAYOUTS)
def test_what_is_added_then_taken_out_leaves_the_file_as_it_was(name):
    text = LAYOUTS[name]
    _, data = oracle.read(text)
    for path, found in oracle.places(data):
        if found and isinstance(found, list):
            added, place = _edited(text, oracle.Edit("append", path, "ajout")), (*path, len(found))
        elif found and isinstance(found, dict):
            place = (*path, "ajout")
            added = _edited(text, oracle.Edit("set", place, 8.2))
        else:
            continue
        back = _edited(added, oracle.Edit("remove", place))
        assert oracle.read(back)[1] == data
        if text.count("\r\n") in {0, text.count("\n")} and "{\n" not in text:  # a comma may remain after the last one
            assert back == text, place
