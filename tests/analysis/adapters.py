"""The cases of a folder, each with the call that answers it, and what differs from what its source gives.

The folder is `cases/`, or the one that the environment variable QVTKIT_CASES names.
"""

from __future__ import annotations

import json
import math
import os
import re
from fnmatch import fnmatchcase
from pathlib import Path

from tests.analysis.adapters_charts import CHARTS
from tests.analysis.adapters_groups import GROUPS

SAMPLES = Path(__file__).parent / "cases"
FOLDER = Path(os.environ.get("QVTKIT_CASES") or SAMPLES)
SAID = {"dates", "groups", "unit", "label", "labels", "title", "note", "notes", "description"}
"""Input fields that tell the reader something and change no figure."""
NEAR = (1e-9, 1e-9)
"""Relative and absolute; one of them is enough."""
OTHER_NAMES = {
    "funnel_exact_poisson": "funnel_exact",
    "funnel_poisson": "funnel_exact",
    "funnel_plotr_pr": "funnel_pr",
    "funnel_arcsine": "funnel_pr",
    "funnel_funnelplotr": "funnel_pr",
    "rate_ratio": "poisson_ratio",
    "rate_interval": "poisson_interval",
}
"""Families that a folder may name otherwise."""


class Given:
    """The input of a case: an adapter takes the fields it knows, what is left is told by its name."""

    def __init__(self, fields):
        self.left = {name: value for name, value in fields.items() if name not in SAID}
        self.dates = fields.get("dates") or []

    def take(self, *names, default=None):
        """Return the first of *names* that the case has, else *default*."""
        found = [self.left.pop(name) for name in names if name in self.left]
        return default if not found or found[0] is None else found[0]


def family(case):
    """Return the family of a case under the name that it has here; a funnel `fun-pr-` is one of FunnelPlotR."""
    if case["id"].startswith("fun-pr-"):
        return "funnel_pr"
    return OTHER_NAMES.get(case["family"], case["family"])


def cases(families=None, folder=None):
    """Return the cases of *families* (all of them when unsaid), by name of file."""
    found = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((folder or FOLDER).glob("*.json"))]
    if not found:
        raise FileNotFoundError(folder or FOLDER)
    return [case for case in found if families is None or family(case) in families]


def differences(case):
    """List what the library does not give as the case does: fields it cannot take or give, then figures that differ."""
    given, expected = Given(case["input"]), case["output"]
    computed = (CHARTS | GROUPS)[family(case)](given, expected)
    unread = [f"input field « {name} » is not known" for name in given.left if given.left[name] is not None]
    return unread or _Comparison(case).differing(expected, computed)


class _Comparison:
    """How a case says to compare: tolerances and ignored fields by name, positions (from 1) to leave out."""

    def __init__(self, case):
        how = case.get("compare") or {}
        self.ignored = how.get("ignore") or ()
        self.tolerances = _tolerances(how.get("tolerance") or {})
        self.doubtful = {place - 1 for place in how.get("doubtful_indices") or ()}
        self.points = len(case["input"].get("values") or ())

    def differing(self, expected, found, where=()):
        """Return the places where *found* is not what was *expected*."""
        if isinstance(expected, dict):
            return [each for name in expected for each in self._field(name, expected[name], found, where)]
        if isinstance(expected, list):
            return self._list(expected, found, where)
        place = "/".join(where)
        if expected is None or isinstance(expected, bool | str):
            same = expected == found and type(expected) is type(found)
        else:
            relative, absolute = self._near(where)
            number = isinstance(found, int | float) and not isinstance(found, bool)
            same = number and math.isclose(expected, found, rel_tol=relative, abs_tol=absolute)
        return [] if same else [f"{place}: expected {expected!r}, found {found!r}"]

    def _field(self, name, expected, found, where):
        path = (*where, name)
        if _named(path, self.ignored):
            return []
        if found is None:  # nothing may be shown of it: every field of it is then null
            return self.differing(expected, None, path)
        if name not in found:
            return [f"output field « {'/'.join(path)} » is not computed"]
        return self.differing(expected, found[name], path)

    def _list(self, expected, found, where):
        if not isinstance(found, list | tuple):
            found = [found] if len(expected) == 1 else ()
        if len(expected) != len(found):
            return [f"{'/'.join(where)}: {len(expected)} expected, {len(found)} found"]
        left_out = self.doubtful if len(expected) == self.points else ()
        return [
            each
            for rank, pair in enumerate(zip(expected, found, strict=True))
            if rank not in left_out
            for each in self.differing(*pair, (*where, str(rank)))
        ]

    def _near(self, where):
        return next((near for pattern, near in self.tolerances.items() if _named(where, [pattern])), NEAR)


def _named(where, patterns):
    """Tell whether a field is meant: by its own name, by one that holds it, or by its path (`groups[].n`, `points.*`)."""
    names = [part for part in where if not part.isdigit()]
    dotted = [".".join(names[: end + 1]) for end in range(len(names))]
    return any(fnmatchcase(each, pattern.replace("[]", "")) for pattern in patterns for each in (*names, *dotted))


def _tolerances(said):
    """Read « abs<=1e-9 or rel<=1e-6 »; « idem » is the one before; words without a figure leave the usual one."""
    read, last = {}, NEAR
    for name, words in said.items():
        figures = {kind: float(figure) for kind, figure in re.findall(r"(abs|rel) *<= *([0-9.e+-]*\d)", str(words))}
        if words != "idem":
            last = (figures.get("rel", 0.0), figures.get("abs", 0.0)) if figures else NEAR
        read[name] = last
    return read
