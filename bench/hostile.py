"""What hostile folders cost `qvtkit check`, as whole processes: at most 2 seconds and 200 megabytes each.

    python bench/hostile.py

The suite plays the same contents smaller (`tests/store/test_hostile.py`); here they are as large as the limits of the
reader let them be. Linux only: the peak is read from /proc. Exits with 1 where a limit is passed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS, KILOBYTES = 2.0, 200_000
RUNNER = """
import sys
from qvtkit.__main__ import main
code = main(sys.argv[1:])
status = open("/proc/self/status", encoding="ascii").read()
sys.stderr.write("PEAK" + status.partition("VmHWM:")[2].split()[0])
sys.exit(code)
"""
DAYS = [f"{day:02}/{month:02}/{year}" for year in range(1900, 1970) for month in range(1, 13) for day in range(1, 29)]
INDICATOR = {
    "aliases": "a: &a [x, x]\nb: [*a, *a]\n",
    "depth": "a: " + "{a: " * 100_000,
    "one word": "nom: " + "x" * 3_900_000,
    "one text": "nom: |\n" + "  x\n" * 950_000,
    "one key": "x" * 3_900_000 + ": 1\n",
    "never closed": 'nom: "' + "x\n" * 1_900_000,
    "spaces": "a: [\n" + " " * 3_900_000 + "\n",
    "blank lines": "\n" * 3_900_000,
    "items": "- a\n" * 970_000,
    "tabulations": "a:\n" + "\tb: 1\n" * 600_000,
    "lone words": "a: {" + ",".join(f"k{rank}" for rank in range(24_000)) + "}\n",
    "same key": "a: 1\n" * 24_000,
    "unknown keys": "".join(f"k{rank}: 1\n" for rank in range(24_000)),
    "out of range": "nom: A\nbornes: {max: 1}\nmesures:\n" + "".join(f"  {day}: 9\n" for day in DAYS),
    "no numbers": "nom: A\nmesures:\n" + "".join(f"  {day}: zz\n" for day in DAYS),
    "no periods": "nom: A\nmesures:\n" + "".join(f"  zz{rank}: 1\n" for rank in range(24_000)),
    "no such group": "nom: A\nexclusions:\n" + "- {periode: 2016, par: zz}\n" * 9_800,
}


def strays(root: Path) -> None:
    for rank in range(20_000):
        (root / "indicateurs" / f"{rank}.txt").touch()


def sparse(root: Path) -> None:
    with (root / "indicateurs/a.yaml").open("wb") as file:
        file.truncate(1 << 30)


def seats(root: Path) -> None:
    (root / "1-conception/groupes").mkdir(parents=True)
    lines = "".join(f"- {{metier: zz{rank}}}\n" for rank in range(9_500))
    (root / "1-conception/groupes/g.yaml").write_text(f"nom: A\nsieges:\n{lines}", encoding="utf-8")


FOLDERS: dict[str, Callable[[Path], None]] = {"20,000 strays": strays, "a gigabyte": sparse, "9,500 seats": seats}


def measured(name: str, root: Path) -> tuple[float, int, int]:
    """Return seconds, peak in kB and exit code of `check` on the folder *name*."""
    (root / "indicateurs").mkdir(parents=True)
    (root / "qvt.yaml").write_text("format: 1\netablissement:\n  nom: Essai\n", encoding="utf-8")
    if name in FOLDERS:
        FOLDERS[name](root)
    else:
        (root / "indicateurs/a.yaml").write_text(INDICATOR[name], encoding="utf-8")
    environment = {key: value for key, value in os.environ.items() if key != "QVTKIT_DEBUG"}
    start = time.perf_counter()
    command = [sys.executable, "-c", RUNNER, "-C", str(root), "check"]
    done = subprocess.run(command, capture_output=True, check=False, env=environment)
    seconds = time.perf_counter() - start
    return seconds, int(done.stderr.rpartition(b"PEAK")[2] or 0), done.returncode


def main() -> int:
    """Print the table; return 1 where a limit is passed, or where a folder got no answer."""
    failed = False
    print(f"{'folder':16} {'s':>6} {'MB':>5} {'exit':>5}")
    with tempfile.TemporaryDirectory() as temporary:
        for name in [*INDICATOR, *FOLDERS]:
            seconds, peak, code = measured(name, Path(temporary) / name)
            over = seconds > SECONDS or not 0 < peak < KILOBYTES or code not in {0, 1}
            failed |= over
            print(f"{name:16} {seconds:6.2f} {peak // 1000:5} {code:5}{' OVER THE LIMIT' if over else ''}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
