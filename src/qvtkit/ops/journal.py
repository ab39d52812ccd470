"""The history of the project: its own facts, and the dated facts of every record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from qvtkit.errors import UsageError
from qvtkit.issues import Position, issue
from qvtkit.method.chronologie import chronologie
from qvtkit.model.codes import Phase, TypeFait
from qvtkit.model.dates import DateSouple
from qvtkit.model.journal import Fait
from qvtkit.model.kinds import KINDS
from qvtkit.ops import records

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from qvtkit.model.projet import Projet
    from qvtkit.ops.outcome import Outcome

_SUITE = ("qvtkit journal list",)


@dataclass(frozen=True, slots=True)
class Ligne:
    """One line of the history; `source` is the file that says it."""

    date: DateSouple | None
    phase: Phase | None
    texte: str
    source: str

    def as_dict(self) -> dict[str, Any]:
        """Return the line as JSON data."""
        return {
            "date": str(self.date) if self.date else None,
            "phase": str(self.phase) if self.phase else None,
            "texte": self.texte,
            "source": self.source,
        }


def current_phase(projet: Projet) -> Phase | None:
    """Return the phase in which the project is."""
    stay = projet.dossier.phase_courante
    return stay.phase if stay else None


def add(projet: Projet, data: Mapping[str, Any], day: dt.date) -> Outcome:
    """Note a fact: today, as a plain fact of the current phase, unless told otherwise."""
    given = {"date": DateSouple.of(day), "type": TypeFait.FAIT, "phase": current_phase(projet), **data}
    fact = records.parse(Fait, given)
    message = "Noté dans le journal" + (f" ({fact.date.francais})." if fact.date else ".")
    if projet.loaded("journal"):
        outcome = records.edit(projet, "journal", "", [records.append_edit("journal", "faits", fact)], message, _SUITE)
    else:
        outcome = records.create(projet, "journal", "", {"faits": [fact]}, message, _SUITE)
    found = outcome.issues
    if fact.date and fact.date.first_day > day:
        place = Position(KINDS["journal"].chemin)
        found = (*found, issue("date-future", place, date=fact.date.francais))
    return replace(outcome, data={"fait": records.as_json(fact)}, issues=found)


def lines(projet: Projet, depuis: str | None = None, phase: str | None = None) -> list[Ligne]:
    """Return the history in order of date, from a date on, or of one phase.

    Facts of the journal without a date come last, unless a date is asked. Raises UsageError.
    """
    wanted = _wanted(depuis, phase)
    told = [Ligne(fact.date, fact.phase, fact.texte, fact.source) for fact in chronologie(projet)]
    file = KINDS["journal"].chemin
    told += [Ligne(None, fact.phase, fact.texte, file) for fact in projet.journal.faits if fact.texte and not fact.date]
    return [
        line
        for line in told
        if (wanted.phase is None or line.phase is wanted.phase)
        and (wanted.date is None or (line.date is not None and not line.date.surely_before(wanted.date)))
    ]


def _wanted(depuis: str | None, phase: str | None) -> Fait:
    """Read the two filters; UsageError naming the option."""
    try:
        date = DateSouple.parse(depuis) if depuis else None
    except ValueError as error:
        found = issue("date-invalide", valeur=depuis)
        raise UsageError.of("valeur-option", option="--depuis", message=found.message, remede=found.remedy) from error
    return records.parse(Fait, {"date": date, "phase": phase})
