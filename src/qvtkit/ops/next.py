"""What to do now, as plain data: what `next` shows."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qvtkit.method import suivant as method
from qvtkit.method.conseil import Conseil, Vue
from qvtkit.method.jalons import Jalon, current
from qvtkit.method.suivant import MOST, Suite
from qvtkit.store.project import read_resource

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qvtkit.model.projet import Projet

__all__ = ["Suite", "as_data", "first", "produced", "suivant"]

_NAME = re.compile(r"(?P<name>.+?)-(?P<day>\d{4}-\d{2}-\d{2})(?:-\d+)?\.\w+")


def suivant(projet: Projet, day: dt.date, most: int = MOST) -> Suite:
    """Return what to do on *day*, documents that lie in `exports/` put aside."""
    return method.suivant(projet, day, most, produced(projet), _reperes)


def _reperes() -> Sequence[Mapping[str, Any]]:
    """Read the advice on who sits in a group."""
    found: Sequence[Mapping[str, Any]] = read_resource("composition.yaml")["reperes"]
    return found


def first(projet: Projet, day: dt.date) -> tuple[Conseil | None, Jalon | None]:
    """Return the first thing to do on *day*, and the gate of the phase, computed once for both."""
    vue = Vue(projet, day, current(projet, day), produced(projet), _reperes)
    return method.premier(vue), vue.jalon


def produced(projet: Projet) -> dict[str, dt.date]:
    """Return the last day on which each document was produced, as the names of `exports/` tell it.

    That folder may be emptied, and a document may have gone elsewhere: nothing is proved by its absence.
    """
    found: dict[str, dt.date] = {}
    try:
        names = sorted(each.name for each in (Path(projet.racine) / "exports").iterdir())
        for match in filter(None, map(_NAME.fullmatch, names)):
            found[match["name"]] = max(found.get(match["name"], dt.date.min), dt.date.fromisoformat(match["day"]))
    except (OSError, ValueError):  # no such folder, or a name that only looks like ours
        return found
    return found


def as_data(projet: Projet, suite: Suite, day: dt.date) -> dict[str, Any]:
    """Return the advice, JSON-ready, with the phase in which it is given."""
    stay = projet.dossier.phase_courante
    phase = str(stay.phase) if stay and stay.phase else None
    return {"date": day.isoformat(), "phase": phase, **suite.as_dict()}
