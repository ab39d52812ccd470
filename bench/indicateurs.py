"""What reading and drawing indicators costs: whole processes, and one indicator as they grow.

    python bench/indicateurs.py [--rounds 5]

30 indicators × 36 measures are loaded, read and drawn as SVG by one process; then 1,000 series of 120 measures are
read and drawn in one process, the last hundred against the first. The commands that show one indicator are timed as
whole processes beside `status`. Exits with 1 where a limit is passed.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import run

MEASURES, FEW, MANY = 36, 30, 1_000
WHOLE_LIMIT, GROWTH_LIMIT, SHOW_LIMIT = 2.0, 1.2, 1.2
"""Seconds of a whole report; the last hundred against the first; one indicator shown against `status`."""

DRAW_ALL = """
import sys
from qvtkit.export.charts.reading import reading_chart
from qvtkit.method.lecture import lire_indicateur
from qvtkit.store.project import load
projet = load(sys.argv[1])
print(sum(len(reading_chart(lire_indicateur(projet, key))) for key in projet.indicateurs))
"""

DRAW_MANY = """
import random, sys, time
from qvtkit.export.charts.reading import reading_chart
from qvtkit.method.lecture import lire
from qvtkit.model.indicateur import Indicateur
rng = random.Random(1)
months = [f"{year}-{month:02}" for year in range(2010, 2020) for month in range(1, 13)]
def cost(count):
    made = [Indicateur.model_validate({"nom": "i", "periodicite": "mois",
            "mesures": {month: rng.gauss(50, 6) for month in months}}) for _ in range(count)]
    start = time.process_time()
    for each in made:
        reading_chart(lire(each))
    return (time.process_time() - start) / count
cost(20)
first = cost(100)
cost(int(sys.argv[1]) - 220)
print(first, cost(100))
"""


def project(folder: Path, indicators: int) -> Path:
    """Write a project of *indicators* × 36 measures that move."""
    where = run.project(folder, 0)
    months = [f"{year}-{month:02}" for year in range(2014, 2017) for month in range(1, 13)]
    head = "nom: Indicateur\nfamille: technique\nunite: min\nsens: baisse\nperiodicite: mois\nmesures:\n"
    for number in range(indicators):
        lines = "".join(f"  {month}: {(rank * (number + 7)) % 17 + 3},5\n" for rank, month in enumerate(months))
        (where / "indicateurs" / f"i-{number:03}.yaml").write_text(head + lines, encoding="utf-8")
    return where


def growth() -> tuple[float, float]:
    """Return the seconds that one indicator of 120 measures costs at first, and after a thousand of them."""
    done = subprocess.run([sys.executable, "-c", DRAW_MANY, str(MANY)], capture_output=True, check=True, text=True)
    first, last = map(float, done.stdout.split())
    return first, last


def main() -> int:
    """Print the figures; return 1 where a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    failed = False
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        os.environ["QVTKIT_DATA"] = str(folder / "donnees")
        where = project(folder / "trente", FEW)
        whole = statistics.median(run.once([sys.executable, "-c", DRAW_ALL, str(where)], folder) for _ in range(rounds))
        failed |= run.told(
            f"{FEW} indicators of {MEASURES} measures read and drawn, whole process", whole, WHOLE_LIMIT, " s"
        )
        qvtkit = [sys.executable, "-m", "qvtkit", "-C", str(where)]
        for words in (["show", "i-001"], ["chart", "i-001"], ["chart", "i-001", "-o", "c.svg", "--remplacer"]):
            seconds, status = run.paired([*qvtkit, "indicator", *words], [*qvtkit, "status"], folder, rounds)
            what = f"indicator {' '.join(words[:3])}, {seconds * 1000:.0f} ms, against status"
            failed |= run.told(what, seconds / status, SHOW_LIMIT)
        first, last = growth()
        what = f"one of {MANY} series of {run.MEASURES} ({last * 1000:.1f} ms), the last hundred against the first"
        failed |= run.told(what, last / first, GROWTH_LIMIT)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
