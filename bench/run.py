"""Speed of qvtkit as whole processes, as ratios to `python -c pass` in the same run.

    python bench/run.py [--rounds 11]

Runs the `qvtkit` of this Python's environment, compiled first. Peers (doorstop, strictdoc, todoman) are timed beside
it on their nearest equivalent where they are installed. Exits with 1 where a limit is passed.
"""

from __future__ import annotations

import argparse
import compileall
import datetime as dt
import os
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
CHECK_LIMIT = 2.5
"""Seconds that `check` may take on 300 indicators × 120 measures."""
LINEAR_LIMIT, IN_A_ROW_LIMIT = 1.3, 1.2


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


def whole_check(qvt: list[str], folder: Path, rounds: int) -> tuple[float, float]:
    """Return the median seconds of `check` on 36,000 measures, and those of `python -c pass` beside it."""
    large = project(folder / "verifie", 300)
    return paired([*qvt, "-C", str(large), "check"], [sys.executable, "-c", "pass"], folder, rounds)


READ_ONCE = """
import sys, time
from pathlib import Path
from qvtkit.model.kinds import KINDS
from qvtkit.store.project import load_record
folder, name = Path(sys.argv[1]), sys.argv[2]
load_record(folder, KINDS["indicateur"], "i-1", "i-1.yaml")
start = time.process_time()
load_record(folder, KINDS["indicateur"], name, f"{name}.yaml")
print(time.process_time() - start)
"""
"""Each reading in a process of its own: nothing is remembered from the one before."""


def linear(folder: Path, rounds: int) -> float:
    """Return what one measure costs to read and validate among 4,000, as a multiple of what it costs among 1,000."""
    first = dt.date(2000, 1, 1)
    head = "nom: Indicateur\nfamille: technique\nunite: min\nsens: baisse\nbornes: {min: 0, max: 9}\nmesures:\n"
    for number in (1, 1_000, 4_000):
        days = (first + dt.timedelta(days=rank) for rank in range(number))
        lines = "".join(f"  {day:%d/%m/%Y}: {{valeur: {rank % 17}.5, note: relevé}}\n" for rank, day in enumerate(days))
        (folder / f"i-{number}.yaml").write_text(head + lines, encoding="utf-8")

    def cost(number: int) -> float:
        command = [sys.executable, "-c", READ_ONCE, str(folder), f"i-{number}"]
        return float(subprocess.run(command, capture_output=True, check=True).stdout) / number

    pairs = [(cost(4_000), cost(1_000)) for _ in range(rounds)]
    return min(large for large, _ in pairs) / min(small for _, small in pairs)


def in_a_row(qvt: list[str], folder: Path) -> float:
    """Return what the last ten of a hundred `indicator add` in a row cost, as a multiple of the first ten."""
    where, first = project(folder / "suite", 3), dt.date(2022, 1, 1)
    days = [first + dt.timedelta(days=rank) for rank in range(101)]
    commands_ = [[*qvt, "-C", str(where), "indicator", "add", "i-001", "9", "-p", f"{day:%d/%m/%Y}"] for day in days]
    times = [once(command, folder) for command in commands_][1:]  # the first warms up
    return statistics.median(times[-10:]) / statistics.median(times[:10])


def told(what: str, measured: float, limit: float, unit: str = "") -> bool:
    """Print a measure beside its limit; return whether it is over."""
    print(f"{what}: {measured:.2f}{unit} (limit {limit}{unit}){' OVER THE LIMIT' if measured > limit else ''}")
    return measured > limit


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
        os.environ["QVTKIT_DATA"] = str(folder / "donnees")
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
        print()
        what = f"indicator add, 300 indicators of {MEASURES} measures against 3"
        failed |= told(what, scaling(qvt, folder, rounds), SCALING_LIMIT)
        seconds, base = whole_check(qvt, folder, rounds)
        failed |= told(f"check, 36,000 measures ({seconds / base:.0f} × pass)", seconds, CHECK_LIMIT, " s")
        failed |= told("reading, a measure among 4,000 against 1,000", linear(folder, rounds), LINEAR_LIMIT)
        failed |= told("a hundred indicator add, the last ten against the first", in_a_row(qvt, folder), IN_A_ROW_LIMIT)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
