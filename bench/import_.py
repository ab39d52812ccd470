"""Speed of `indicator import` on a workbook of 20,000 lines, as whole processes.

    python bench/import_.py [--rounds 5]

Four times: a first import (every line is a new measure) and the same file again (nothing is new), from Excel and from
CSV. Exits with 1 where one takes longer than the limit.
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

import qvtkit

LINES, INDICATORS = 20_000, 40
LIMIT = 2.0
"""Seconds for the first import."""
HEAD = "nom: Indicateur {0:02}\nfamille: technique\nunite: min\nsens: baisse\nperiodicite: jour\nmesures:\n"


def rows() -> list[tuple[str, dt.date, float]]:
    """Return the lines of an export: service by service, day by day."""
    days = [dt.date(2020, 1, 1) + dt.timedelta(days=rank) for rank in range(LINES // INDICATORS)]
    return [
        (f"Indicateur {key:02}", day, (rank * 7 + key) % 90 + 0.5)
        for key in range(INDICATORS)
        for rank, day in enumerate(days)
    ]


def project(folder: Path) -> Path:
    """Write a project of indicators without measures."""
    (folder / "indicateurs").mkdir(parents=True)
    (folder / "qvt.yaml").write_text("format: 1\netablissement:\n  nom: Essai\n", encoding="utf-8")
    for key in range(INDICATORS):
        (folder / "indicateurs" / f"i-{key:02}.yaml").write_text(HEAD.format(key), encoding="utf-8")
    return folder


def files(folder: Path) -> list[Path]:
    """Write the same lines as a workbook and as a text."""
    import xlsxwriter

    book = xlsxwriter.Workbook(folder / "export.xlsx")
    sheet, day_format = book.add_worksheet("Export"), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, ("Indicateur", "Date", "Valeur"))
    for line, (name, day, value) in enumerate(rows(), 1):
        sheet.write_string(line, 0, name)
        sheet.write_datetime(line, 1, dt.datetime(day.year, day.month, day.day), day_format)  # noqa: DTZ001 (Excel)
        sheet.write_number(line, 2, value)
    book.close()
    text = "".join(f"{name};{day:%d/%m/%Y};{str(value).replace('.', ',')}\n" for name, day, value in rows())
    (folder / "export.csv").write_text("Indicateur;Date;Valeur\n" + text, encoding="cp1252")
    return [folder / "export.xlsx", folder / "export.csv"]


def once(qvt: str, where: Path, file: Path) -> float:
    """Return the seconds of one import."""
    start = time.perf_counter()
    command = [qvt, "-C", str(where), "indicator", "import", str(file), "--no-input"]
    subprocess.run(command, capture_output=True, check=True)
    return time.perf_counter() - start


def main() -> int:
    """Print the table; return 1 where the limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    compileall.compile_dir(Path(qvtkit.__file__).parent, quiet=1)
    qvt = str(Path(sys.executable).with_name("qvtkit"))
    failed = False
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        os.environ["QVTKIT_DATA"] = str(folder / "donnees")
        for file in files(folder):
            first, again = [], []
            for _ in range(rounds):
                shutil.rmtree(folder / "projet", ignore_errors=True)
                where = project(folder / "projet")
                first.append(once(qvt, where, file))
                again.append(once(qvt, where, file))
            over = statistics.median(first) > LIMIT
            failed |= over
            print(f"{file.name}: {LINES} lines, first {statistics.median(first):.2f} s (limit {LIMIT} s), "
                  f"again {statistics.median(again):.2f} s{' OVER THE LIMIT' if over else ''}")  # fmt: skip
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
