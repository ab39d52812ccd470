"""The reviews at six and twelve months: when they fall due, and what the agenda already says of them.

The delays are a qvtkit proposal (« proposition qvtkit »): no source that could be read gives any.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qvtkit.method.programme import months_after
from qvtkit.model.codes import EtatEvenement, Phase, TypeEvenement
from qvtkit.model.dates import DateSouple
from qvtkit.text import fold

if TYPE_CHECKING:
    import datetime as dt

    from qvtkit.model.projet import Projet

_WORDS = {6: ("six-mois", "6-mois"), 12: ("douze-mois", "12-mois", "un-an")}
_TITLES = {6: "Revue à six mois", 12: "Revue à douze mois"}
_OPEN = frozenset({EtatEvenement.PREVU, EtatEvenement.REPORTE})


@dataclass(frozen=True, slots=True)
class Revue:
    """A review: after how many months, on which day, and its rank in the agenda while it is still to be held."""

    mois: int
    date: DateSouple
    titre: str
    notee: bool = False
    """The agenda has it: planned, or held."""
    rang: int | None = None
    groupe: str | None = None

    def on(self, date: DateSouple, group: str | None) -> Revue:
        """Return the review held on *date* by *group*."""
        return replace(self, date=date, groupe=group)


def revues(projet: Projet, day: dt.date) -> tuple[Revue, ...]:
    """Return the two reviews, each on the date of the agenda, else on the one to propose."""
    start = _start(projet)
    if start is None or months_after(start, min(_WORDS)) < day:  # its first review would already be past
        start = day
    return tuple(_revue(projet, months, DateSouple.of(months_after(start, months))) for months in _WORDS)


def _revue(projet: Projet, months: int, date: DateSouple) -> Revue:
    found = Revue(months, date, _TITLES[months])
    for rank, event in enumerate(projet.agenda.evenements):
        if event.type is TypeEvenement.REVUE and any(word in fold(event.titre) for word in _WORDS[months]):
            if event.etat is EtatEvenement.ANNULE:
                continue
            still = rank if event.etat in _OPEN else None
            found = replace(found, notee=True, rang=still, date=event.date or date)
    return found


def _start(projet: Projet) -> dt.date | None:
    """Return the day from which months are counted: the end of the last test, else the start of the phase."""
    ends = [test.fin.last_day for test in projet.experimentations.values() if test.fin]
    stays = [stay.debut.first_day for stay in projet.dossier.demarche.phases
             if stay.phase is Phase.PERENNISATION and stay.debut]  # fmt: skip
    return max(ends or stays, default=None)
