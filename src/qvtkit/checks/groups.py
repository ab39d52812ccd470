"""Seats: who replaces whom, and never two persons in one seat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.checks.rule import Rule
from qvtkit.issues import Issue, issue

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from qvtkit.model.groupe import Siege
    from qvtkit.model.projet import Projet


def seats(projet: Projet, aujourdhui: dt.date | None) -> Iterator[Issue]:
    """A seat does not come back to itself, and the one it replaces has ended."""
    for key, group in projet.groupes.items():
        loaded = projet.loaded("groupe")[key]
        by_id = {seat.id: seat for seat in group.sieges if seat.id}
        for rank, seat in enumerate(group.sieges):
            path = ("sieges", rank, "remplace")
            if _comes_back(seat, by_id):
                yield issue("siege-en-boucle", loaded.position(*path), path, id=seat.id)
            elif seat.remplace in by_id and _still_held(by_id[seat.remplace], seat, aujourdhui):
                yield issue("siege-encore-tenu", loaded.position(*path), path, id=seat.id, remplace=seat.remplace)


def _comes_back(seat: Siege, by_id: dict[str, Siege]) -> bool:
    """Tell whether following who replaces whom leads back to *seat*."""
    current, seen = seat, set[str]()
    while current.remplace in by_id and current.remplace not in seen:
        if current.remplace == seat.id:
            return True
        seen.add(current.remplace)
        current = by_id[current.remplace]
    return False


def _still_held(old: Siege, new: Siege, today: dt.date | None) -> bool:
    """Tell whether two persons hold one seat: the first has no end, or one after the second's own.

    A month or two together to hand over is usual, and a successor may be known in advance.
    """
    if old.fin is None:
        return not (today and new.debut and new.debut.first_day > today)
    return bool(new.fin and new.fin.surely_before(old.fin))


RULE = Rule(
    "sieges",
    "Dans un groupe, chaque siège a son nom, et une seule personne à la fois",
    ("siege-en-double", "siege-en-boucle", "siege-encore-tenu"),
    (seats,),
)
