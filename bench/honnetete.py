"""How often the verdict of before and after is right: simulated series, whose truth is known.

    python bench/honnetete.py [--series 1000]

Monthly measures, normal law, the level moves at the start by so many standard deviations; fixed seeds. « R∧S » is the
share of signals before any guard-rail, « réserves » what is left of them once two guard-rails make a hint. Beside them
the figures of the design notes, and what two usual rules would say alone. Exits with 1 when a promise is not kept.
"""

from __future__ import annotations

import argparse
import datetime as dt
import math
import random
import sys
from itertools import product
from typing import NamedTuple

from qvtkit.analysis.reserves import reserves
from qvtkit.analysis.run_chart import run_chart
from qvtkit.analysis.verdict import Verdict, lire, prudent

CASES = ((0.0, 0.0), (1.0, 0.0), (2.0, 0.0), (0.0, 0.3), (0.0, 0.5))
"""Change in standard deviations, correlation of each measure with the one before."""
EXPECTED = {
    (6, 3): (3.2, 16, 50, 7, 12),
    (10, 5): (2.3, 26, 77, 9, 18),
    (12, 6): (3.6, 37, 92, 12, 19),
    (12, 12): (3.3, 58, 99, 12, 23),
    (24, 12): (3.7, 70, 100, 12, 24),
}
"""Percentages of signals, in the order of CASES, from the design notes."""
MOST_FALSE, FEWEST_SEEN, FEWEST_INSUFFICIENT = 0.06, 0.85, 0.99


class Rates(NamedTuple):
    """Shares of the series, from 0 to 1."""

    signal: float
    careful: float
    """Signals that fewer than two guard-rails leave."""
    insufficient: float
    points: float
    """A rule of Making Data Count alone finds a point after the start out of the ordinary, either way."""
    runs: float
    """The rules of Anhøj alone, median of the measures before, whole series."""


def series(source: random.Random, count: int, correlation: float) -> list[float]:
    """Return values of mean 0 and standard deviation 1, each resembling the one before by *correlation*."""
    values = [source.gauss(0, 1)]
    while len(values) < count:
        values.append(correlation * values[-1] + math.sqrt(1 - correlation**2) * source.gauss(0, 1))
    return values


def months(before: int, after: int) -> list[dt.date]:
    """Return the first days of so many months, the test beginning in January 2020."""
    return [dt.date(2020 + rank // 12, rank % 12 + 1, 1) for rank in range(-before, after)]


def rates(before: int, after: int, shift: float, correlation: float, *, count: int) -> Rates:
    """Read *count* series of *before* + *after* months whose level moves by *shift* at the start."""
    source = random.Random(f"{before}/{after} {shift} {correlation}")  # noqa: S311 (the same series each time)
    days, found = months(before, after), [0] * len(Rates._fields)
    for _ in range(count):
        values = series(source, before + after, correlation)
        first, then = values[:before], [value + shift for value in values[before:]]
        read = lire(first, then, "hausse")
        kept = reserves(first, then, jours_avant=days[:before], jours_apres=days[before:])
        (part,) = run_chart([*first, *then], freeze=before)
        said = (
            read.verdict.est_signal,
            prudent(read.verdict, len(kept)).est_signal,
            read.verdict is Verdict.DONNEES_INSUFFISANTES,
            read.vers_le_haut or read.vers_le_bas,
            part.signal is True,
        )
        found = [total + yes for total, yes in zip(found, said, strict=True)]
    return Rates(*(total / count for total in found))


def line(case: str, expected: str, found: Rates) -> str:
    """Return a line of the table."""
    shown = (found.signal, found.careful, found.points, found.runs)
    return f"{case:>28} {expected:>6} " + " ".join(f"{100 * share:8.1f} %" for share in shown)


def kept(name: str, share: float, *, least: float = 0.0, most: float = 1.0) -> bool:
    """Print whether a promise is kept, and return it."""
    good = least <= share <= most
    limit = f">= {100 * least:.0f} %" if least else f"<= {100 * most:.0f} %"
    print(f"{'kept' if good else 'NOT KEPT'}: {name}: {100 * share:.1f} % ({limit})")
    return good


def main() -> int:
    """Print the table; return 1 where a promise is not kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--series", type=int, default=1000, help="series for each line")
    count = parser.parse_args().series
    print(f"{'before/after, change, lag 1':>28} {'notes':>6} {'R∧S':>10} {'réserves':>10} {'MDC':>10} {'Anhøj':>10}")
    found = {}
    for (size, expected), (rank, case) in product(EXPECTED.items(), enumerate(CASES)):
        found[size, case] = rates(*size, *case, count=count)
        name = f"{size[0]}/{size[1]}, {case[0]:g} sigma, {case[1]:g}"
        print(line(name, f"{expected[rank]:g} %", found[size, case]), flush=True)
    few = rates(3, 3, 9, 0, count=count)
    promises = [
        kept("false signals at 12/6, independent", found[(12, 6), (0.0, 0.0)].signal, most=MOST_FALSE),
        kept("two sigma seen at 12/6", found[(12, 6), (2.0, 0.0)].signal, least=FEWEST_SEEN),
        kept("« données insuffisantes » at 3/3", few.insufficient, least=FEWEST_INSUFFICIENT),
    ]
    return int(not all(promises))


if __name__ == "__main__":
    sys.exit(main())
