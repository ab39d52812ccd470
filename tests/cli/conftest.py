"""Dialogues: qvtkit in a child process, in a terminal."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.every_verdict import write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SOURCE = Path(__file__).parents[2] / "src"


def _wait_until_it_listens(pid: int) -> None:
    """Wait until the process sleeps, reading its terminal.

    A Ctrl-C that falls between the prompt and the reading is seen by Python at the next key only:
    a person presses again, a test must not fall there.
    """
    state, quiet = Path(f"/proc/{pid}/stat"), 0
    for _ in range(200):
        time.sleep(0.05)
        quiet = (
            quiet + 1
            if not state.exists() or state.read_text(encoding="ascii").rpartition(")")[2].split()[0] == "S"
            else 0
        )
        if quiet > 5:
            return


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
        press = child.sendintr
        child.sendintr = lambda: (_wait_until_it_listens(child.pid), press())
        children.append(child)
        return child

    start.end = pexpect.EOF  # type: ignore[attr-defined]
    yield start
    for child in children:
        child.close(force=True)


@pytest.fixture
def tout(tmp_path: Path) -> Path:
    """A project whose one test has an indicator for every verdict, and those that get none."""
    return write(tmp_path / "tout")
