"""Speed of qvtkit as whole processes, as ratios to `python -c pass` in the same run.

    python bench/run.py [--rounds 11]

Runs the `qvtkit` of this Python's environment, compiled first. Peers (doorstop, strictdoc, todoman) are timed beside
it on their nearest equivalent where they are installed. Exits with 1 where a limit is passed.
"""

from __future__ import annotations

import argparse
import compileall
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import qvtkit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

EXAMPLE = "residence-absence-ash"
MEASURES = 120
SCALING_LIMIT = 1.2


def once(command: Sequence[str], cwd: Path) -> float:
    """Return the wall-clock seconds of one run of *command*."""
    start = time.perf_counter()
    subprocess.run(command, cwd=cwd, capture_output=True, check=True)
    return time.perf_counter() - start


def paired(
    command: Sequence[str], other: Sequence[str], cwd: Path, rounds: int, before: Callable[[], None] | None = None
) -> tuple[float, float]:
    """Return the median seconds of *command* and of *other*, run in turn so that both meet the same machine."""
    times: list[tuple[float, float]] = []
    for _ in range(rounds + 1):  # the first round warms up
        if before:
            before()
        times.append((once(command, cwd), once(other, cwd)))
    mine, theirs = zip(*times[1:], strict=True)
    return statistics.median(mine), statistics.median(theirs)


def project(folder: Path, indicators: int) -> Path:
    """Write a project of *indicators* × 120 measures."""
    (folder / "indicateurs").mkdir(parents=True)
    (folder / "qvt.yaml").write_text("format: 1\netablissement:\n  nom: Essai\n", encoding="utf-8")
    months = [f"{year}-{month:02}" for year in range(2010, 2020) for month in range(1, 13)]
    lines = "".join(f"  {month}: {rank % 17 + 3},5\n" for rank, month in enumerate(months[:MEASURES]))
    head = "nom: Indicateur\nfamille: technique\nunite: min\nsens: baisse\nperiodicite: mois\nmesures:\n"
    for number in range(indicators):
        (folder / "indicateurs" / f"i-{number:03}.yaml").write_text(head + lines, encoding="utf-8")
    return folder


def commands(qvt: list[str], folder: Path) -> list[tuple[str, list[str], float | None, Callable[[], None] | None]]:
    """Return what is timed: name, command, limit as a ratio, what to do before each round."""
    example = str(folder / "exemple")
    subprocess.run([*qvt, "init", example, "--exemple", EXAMPLE], cwd=folder, capture_output=True, check=True)
    measure = ["indicator", "add", "rappels-repos", "9", "-p", "2017-05", "--remplacer"]
    return [
        ("--version", [*qvt, "--version"], 8, None),
        ("--help", [*qvt, "--help"], 14, None),
        ("status (exemple)", [*qvt, "-C", example, "status"], 22, None),
        ("indicator add (exemple)", [*qvt, "-C", example, *measure], 22, None),
        ("check (exemple)", [*qvt, "-C", example, "check"], 30, None),
        ("demo", [*qvt, "demo", "essai"], None, lambda: shutil.rmtree(folder / "essai", ignore_errors=True)),
    ]


def peers() -> list[tuple[str, list[str]]]:
    """Return the nearest equivalents of the peers that are installed beside this Python."""
    binaries = Path(sys.executable).parent
    known = [
        ("doorstop --help", ["doorstop", "--help"]),
        ("strictdoc --help", ["strictdoc", "--help"]),
        ("todoman --version", ["todo", "--version"]),
    ]
    return [(name, [str(binaries / words[0]), *words[1:]]) for name, words in known if (binaries / words[0]).exists()]


def scaling(qvt: list[str], folder: Path, rounds: int) -> float:
    """Return what `indicator add` costs with 300 indicators, as a multiple of what it costs with 3."""
    small, large = project(folder / "petit", 3), project(folder / "grand", 300)
    measure = ["indicator", "add", "i-001", "9", "-p", "2020-01", "--remplacer"]
    mine, theirs = paired([*qvt, "-C", str(large), *measure], [*qvt, "-C", str(small), *measure], folder, rounds)
    return mine / theirs


def main() -> int:
    """Print the table; return 1 where a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=11)
    rounds = parser.parse_args().rounds
    compileall.compile_dir(Path(qvtkit.__file__).parent, quiet=1)
    qvt = [str(Path(sys.executable).with_name("qvtkit"))]
    failed = False
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        nothing = [sys.executable, "-c", "pass"]
        print(f"{'command':28} {'ms':>7} {'pass':>6} {'ratio':>6} {'limit':>6}")
        for name, command, limit, before in commands(qvt, folder):
            seconds, base = paired(command, nothing, folder, rounds, before)
            over = limit is not None and seconds / base > limit
            failed |= over
            shown = f"{name:28} {seconds * 1000:7.0f} {base * 1000:6.1f} {seconds / base:6.1f} {limit or '':>6}"
            print(f"{shown} {'OVER THE LIMIT' if over else ''}".rstrip())
        for name, command in peers():
            seconds, base = paired(command, nothing, folder, rounds)
            print(f"{'peer: ' + name:28} {seconds * 1000:7.0f} {base * 1000:6.1f} {seconds / base:6.1f}")
        ratio = scaling(qvt, folder, rounds)
        failed |= ratio > SCALING_LIMIT
        print(f"\nindicator add, 300 indicators of {MEASURES} measures against 3: {ratio:.2f} (limit {SCALING_LIMIT})")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
