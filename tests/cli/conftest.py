"""Dialogues: qvtkit in a child process, in a terminal."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SOURCE = Path(__file__).parents[2] / "src"


@pytest.fixture
def talk(projet: Path) -> Iterator[Callable[..., Any]]:
    """Start qvtkit in a terminal of 80 columns on the example's copy; questions are plain lines.

    With `simple=False` they are those of questionary. Returns the pexpect child; `talk.end` is
    what to expect last.
    """
    pexpect = pytest.importorskip("pexpect", reason="no pseudo-terminal on Windows")
    children = []

    def start(*args: str, simple: bool = True) -> Any:
        env = {**os.environ, "PYTHONPATH": str(SOURCE), "TERM": "xterm", "LANG": "C.UTF-8"}
        env["PROMPT_TOOLKIT_NO_CPR"] = "1"
        env["QVTKIT_QUESTIONS"] = "simples" if simple else ""
        command = ["-m", "qvtkit", "-C", str(projet), *args]
        child = pexpect.spawn(sys.executable, command, env=env, encoding="utf-8", timeout=60, dimensions=(24, 80))
        children.append(child)
        return child

    start.end = pexpect.EOF  # type: ignore[attr-defined]
    yield start
    for child in children:
        child.close(force=True)
