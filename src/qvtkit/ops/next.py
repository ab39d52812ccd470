"""What to do now, as plain data: what `next` shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qvtkit.method.suivant import Suite, suivant

if TYPE_CHECKING:
    import datetime as dt

    from qvtkit.model.projet import Projet

__all__ = ["Suite", "as_data", "suivant"]


def as_data(projet: Projet, suite: Suite, day: dt.date) -> dict[str, Any]:
    """Return the advice, JSON-ready, with the phase in which it is given."""
    stay = projet.dossier.phase_courante
    phase = str(stay.phase) if stay and stay.phase else None
    return {"date": day.isoformat(), "phase": phase, **suite.as_dict()}
