"""Time of the documents: `python bench/documents.py [--rounds 7]`.

- the dashboard of 30 indicators, and its size;
- a first PDF (the fiche, and its one page): what somebody waits for after having typed one command;
- ten documents in five formats, one command after the other in one process: what the renderers themselves cost.

Runs the `qvtkit` of this Python's environment, compiled first. Each time is that of the fastest of the rounds, start-up
included: the machine may be busy. Exits with 1 where a limit is passed.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import qvtkit

DASHBOARD_LIMIT = 1.0
"""Seconds that the dashboard of 30 indicators may take."""
PDF_LIMIT = 0.6
"""Seconds that the first PDF of a person's day may take."""
TEN_LIMIT = 6.0
"""Seconds that ten documents in five formats may take: about 0.1 s a file."""
EXAMPLE = "residence-absence-ash"
TEN = (
    ("fiche",), ("fiche", "--court"), ("copil",), ("compte-rendu", "2016-11-08-groupe-qvt"), ("cadrage",),
    ("passation",), ("monographie",), ("affiche", "procedure-absence-ash"), ("bilan",),
    ("formulaires", "points-de-vigilance"),
)  # fmt: skip
ALL_OF_THEM = """
import json, sys
from qvtkit.__main__ import main
for words in json.loads(sys.argv[1]):
    if main([*words, "--format", "tous", "--quiet", "--no-input"]):
        sys.exit(1)
"""
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


def fastest(command: list[str], rounds: int) -> float:
    """Return the seconds of the fastest run of *command*."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True)
        times.append(time.perf_counter() - start)
    return min(times)


def dashboard(qvt: list[str], folder: Path, rounds: int) -> float:
    """Return the seconds of `export dashboard`; print the size of the page."""
    page = folder / "page.html"
    seconds = fastest([*qvt, "-C", str(folder), "export", "dashboard", "-o", str(page), "--remplacer"], rounds)
    print(f"page of the dashboard: {page.stat().st_size / 1000:.0f} kB")
    return seconds


def first_pdf(qvt: list[str], folder: Path, rounds: int, *short: str) -> float:
    """Return the seconds of `export fiche` in PDF, of one page where it is *short*."""
    place = str(folder / "fiche.pdf")
    return fastest([*qvt, "-C", str(folder), "export", "fiche", *short, "-o", place, "--remplacer"], rounds)


def ten(folder: Path, rounds: int) -> float:
    """Return the seconds of ten documents in five formats, in one process."""
    place = ["-o", f"{folder / 'documents'}/", "--remplacer"]
    words = [["-C", str(folder), "export", *each, *place] for each in TEN]
    return fastest([sys.executable, "-c", ALL_OF_THEM, json.dumps(words)], rounds)


def told(what: str, seconds: float, limit: float) -> bool:
    """Print a time beside its limit; return whether it is over."""
    over = seconds > limit
    print(f"{what}: {seconds:.2f} s (limit {limit} s){' OVER THE LIMIT' if over else ''}")
    return over


def main() -> int:
    """Print the measures; return 1 where a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    compileall.compile_dir(Path(qvtkit.__file__).parent, quiet=1)
    qvt = [str(Path(sys.executable).with_name("qvtkit"))]
    with tempfile.TemporaryDirectory() as temporary:
        os.environ |= {"QVTKIT_DATA": str(Path(temporary) / "donnees"), "SOURCE_DATE_EPOCH": "1490140800"}
        example = Path(temporary) / "exemple"
        subprocess.run([*qvt, "init", str(example), "--exemple", EXAMPLE], capture_output=True, check=True)
        large = project(Path(temporary) / "projet")
        over = [
            told(f"export dashboard, {INDICATORS} indicators", dashboard(qvt, large, rounds), DASHBOARD_LIMIT),
            told("first PDF, fiche of one page", first_pdf(qvt, example, rounds, "--court"), PDF_LIMIT),
            told("first PDF, fiche", first_pdf(qvt, example, rounds), PDF_LIMIT),
            told("ten documents in five formats", ten(example, max(2, rounds // 2)), TEN_LIMIT),
        ]
    return int(any(over))


if __name__ == "__main__":
    sys.exit(main())
