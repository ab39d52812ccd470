"""The documents of the examples say what they said: a change of words is wanted, or is a defect."""

from __future__ import annotations

import difflib

import pytest
from tests.golden.golden import FOLDER, made

KEPT = sorted(file.relative_to(FOLDER).as_posix() for file in (*FOLDER.glob("*/*.md"), *FOLDER.glob("*/*.txt")))


@pytest.fixture(scope="module")
def today() -> dict[str, str]:
    """What is made of the examples now."""
    return made()


def test_every_document_to_be_kept_is_kept(today: dict[str, str]) -> None:
    assert sorted(today) == KEPT


@pytest.mark.parametrize("name", KEPT)
def test_a_document_says_what_it_said(name: str, today: dict[str, str]) -> None:
    kept = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    change = [*difflib.unified_diff(kept, today[name].splitlines(), n=0, lineterm="")]
    assert change == [], "If this is wanted: python -m tests.golden.renew, then read the difference."
