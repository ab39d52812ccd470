"""Time and size of the dashboard as a whole process: `python bench/documents.py [--rounds 7]`.

Runs the `qvtkit` of this Python's environment. Exits with 1 where a limit is passed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SECONDS = 1.0
"""What the dashboard of 30 indicators may take, start-up included."""
INDICATORS, YEARS = 30, range(2014, 2018)
FAMILIES = ("economique", "technique", "social-sante")
HEAD = """format: 1
etablissement: {nom: Essai, type: ehpad}
demarche:
  titre: Essai
  phases: [{phase: conception, debut: 2015-01, fin: 2015-06}, {phase: experimentation, debut: 2016-01}]
"""
TEST = """titre: Essai
etat: en-cours
debut: 2016-06-01
fin_prevue: 2017-06-30
ce_qui_change: Une règle commune.
indicateurs:
"""


def project(folder: Path) -> Path:
    """Write a project of 30 indicators, half of them followed by a test, 48 monthly measures each."""
    test = folder / "3-experimentation" / "essai"
    for each in (folder / "indicateurs", test):
        each.mkdir(parents=True)
    (folder / "qvt.yaml").write_text(HEAD, encoding="utf-8")
    names = [f"i-{number:02}" for number in range(INDICATORS)]
    plan = "".join(f"  - {{indicateur: {name}}}\n" for name in names[::2])
    (test / "experimentation.yaml").write_text(TEST + plan, encoding="utf-8")
    for rank, name in enumerate(names):
        months = [f"{year}-{month:02}" for year in YEARS for month in range(1, 13)]
        lines = "".join(f"  {month}: {(7 * at + rank) % 17 + 3},5\n" for at, month in enumerate(months))
        head = f"nom: Indicateur {rank}\nfamille: {FAMILIES[rank % 3]}\nunite: min\nsens: baisse\nperiodicite: mois\n"
        (folder / "indicateurs" / f"{name}.yaml").write_text(f"{head}mesures:\n{lines}", encoding="utf-8")
    return folder


def dashboard(qvt: list[str], folder: Path, rounds: int) -> tuple[float, int]:
    """Return the seconds of the fastest `export dashboard` (the machine may be busy), and the size of the page."""
    page, times = folder / "page.html", []
    for _ in range(rounds):
        start = time.perf_counter()
        command = [*qvt, "-C", str(folder), "export", "dashboard", "-o", str(page), "--remplacer"]
        subprocess.run(command, capture_output=True, check=True)
        times.append(time.perf_counter() - start)
    return min(times), page.stat().st_size


def main() -> int:
    """Print the measures; return 1 where a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    qvt = [str(Path(sys.executable).with_name("qvtkit"))]
    with tempfile.TemporaryDirectory() as temporary:
        os.environ["QVTKIT_DATA"] = str(Path(temporary) / "donnees")
        seconds, size = dashboard(qvt, project(Path(temporary) / "projet"), rounds)
    over = seconds > SECONDS
    said = f"export dashboard, {INDICATORS} indicators: {seconds:.2f} s (limit {SECONDS} s), {size / 1000:.0f} kB"
    print(f"{said}{' OVER THE LIMIT' if over else ''}")
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
