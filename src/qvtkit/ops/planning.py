"""The sessions of a test in the agenda: proposed when it starts, done when they are held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.method.seances_prevues import seances_prevues
from qvtkit.model.agenda import Evenement
from qvtkit.model.codes import EtatEvenement, MomentSeance, TypeEvenement
from qvtkit.model.dates import DateSouple
from qvtkit.ops import records
from qvtkit.ops.experiments import title
from qvtkit.store.edit import SetValue

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from qvtkit.model.experimentation import Experimentation
    from qvtkit.model.projet import Projet
    from qvtkit.store.changes import Change


def proposed(projet: Projet, test_id: str, test: Experimentation, day: dt.date) -> list[Evenement]:
    """Return the sessions to plan for a test with both dates: to come, and neither held nor planned already."""
    if not (test.debut and test.fin_prevue):
        return []
    described = any(each.moment is MomentSeance.T0 for each in projet.seances_de(test_id).values())
    taken = {str(each.date) for each in projet.agenda.evenements if each.type is TypeEvenement.SEANCE}
    return [
        Evenement(
            date=DateSouple.of(each.jour), type=TypeEvenement.SEANCE, groupe=test.groupe,
            titre=f"{each.titre} : {title(test, test_id)}",
        )
        for each in seances_prevues(test.debut.first_day, test.fin_prevue.last_day)
        if each.jour >= day and each.jour.isoformat() not in taken
        and not (described and each.moment is MomentSeance.T0)
    ]  # fmt: skip


def in_words(events: Iterable[Evenement]) -> list[str]:
    """Return each session to plan as « 18/04/2017 : séance au premier tiers du test »."""
    return [
        f"{each.date.francais if each.date else ''} : {each.titre[:1].lower()}{each.titre[1:].partition(' : ')[0]}"
        for each in events
    ]


def planned_change(projet: Projet, events: Iterable[Evenement]) -> Change:
    """Return the change that notes *events* in the agenda."""
    edits = [records.append_edit("agenda", "evenements", each) for each in events]
    return records.edited(projet, "agenda", "", edits)[0]


def held_change(projet: Projet, test: Experimentation, day: DateSouple) -> Change | None:
    """Return the change that says held the session planned that very day for the group, None where none was."""
    for rank, each in enumerate(projet.agenda.evenements):
        due = each.type is TypeEvenement.SEANCE and each.etat is EtatEvenement.PREVU
        if due and each.date == day and each.groupe in {None, test.groupe}:
            order = tuple(Evenement.model_fields)
            done = SetValue(("evenements", rank, "etat"), EtatEvenement.FAIT, order)
            return records.edited(projet, "agenda", "", [done])[0]
    return None
