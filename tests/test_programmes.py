"""Tests that open files are left out on a machine without the programs, and never where they have to run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.programmes import CHROMIUM, LIBREOFFICE, POPPLER, programme

ROOT = Path(__file__).parents[1]
OPENS = "def test_it_is_opened(libreoffice):\n    pass\n"


@pytest.mark.parametrize("names", [CHROMIUM, LIBREOFFICE, POPPLER])
@pytest.mark.parametrize(("wanted", "outcome"), [("", pytest.skip.Exception), ("requis", pytest.fail.Exception)])
def test_an_absent_program_skips_or_fails(names, wanted, outcome, monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("QVTKIT_PROGRAMMES", wanted)
    with pytest.raises(outcome, match=f"{names[0]} is absent: install"):
        programme(names, "paquet")


@pytest.mark.parametrize(
    ("more", "code", "said"),
    [((), 1, "soffice is absent"), (("--deselect", "test_opens.py::test_it_is_opened"), 4, "these have to run")],
)
def test_a_run_without_libreoffice_where_it_is_required_fails(more, code, said, tmp_path):
    (tmp_path / "test_opens.py").write_text(OPENS, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "tests.programmes",
        "test_opens.py",
    ]
    asked = os.environ | {"PATH": "", "QVTKIT_PROGRAMMES": "requis", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([*command, *more], cwd=tmp_path, env=asked, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    assert said in done.stdout + done.stderr
