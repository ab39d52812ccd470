"""The sessions of a test in the agenda: proposed when it starts, done when they are held."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qvtkit.method.preuve import nom_du_test
from qvtkit.method.seances_prevues import inscrites, seances_prevues, sort_des_seances, tenues
from qvtkit.model.agenda import Evenement
from qvtkit.model.codes import EtatEvenement, MomentSeance, TypeEvenement
from qvtkit.model.dates import DateSouple
from qvtkit.ops import records
from qvtkit.store.edit import SetValue

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from qvtkit.model.experimentation import Experimentation
    from qvtkit.model.projet import Projet
    from qvtkit.ops.outcome import Outcome
    from qvtkit.store.changes import Change


@dataclass(frozen=True)
class Suites:
    """What else changes in the agenda, and the sentences that say it."""

    changes: tuple[Change, ...] = ()
    lignes: tuple[str, ...] = ()


def proposed(projet: Projet, test_id: str, test: Experimentation, day: dt.date) -> list[Evenement]:
    """Return the sessions to plan for a test with both dates: to come, and neither held nor planned already."""
    if not (test.debut and test.fin_prevue):
        return []
    described = any(each.moment is MomentSeance.T0 for each in projet.seances_de(test_id).values())
    taken = {str(each.date) for each in projet.agenda.evenements if each.type is TypeEvenement.SEANCE}
    return [
        Evenement(
            date=DateSouple.of(each.jour), type=TypeEvenement.SEANCE, groupe=test.groupe,
            titre=f"{each.titre} : « {nom_du_test(test_id, test)} »",
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


def after_session(projet: Projet, test_id: str, day: DateSouple, moment: MomentSeance | None) -> Suites:
    """Return what a session held on *day* changes in the agenda: the planned one is held, those missed are said so."""
    test = projet.experimentations[test_id]
    held = sorted([*tenues(projet, test_id), (day.first_day, moment)])
    end = test.fin.last_day if test.fin else None
    return _suites(projet, sort_des_seances(projet, test_id, held, end))


def after_close(projet: Projet, test_id: str, fin: DateSouple) -> Suites:
    """Return what the end of a test changes in the agenda: no session but its review is awaited any more."""
    return _suites(projet, sort_des_seances(projet, test_id, tenues(projet, test_id), fin.last_day))


def _suites(projet: Projet, found: Mapping[int, tuple[EtatEvenement, dt.date]]) -> Suites:
    order = tuple(Evenement.model_fields)
    edits: list[SetValue] = []
    lines: list[str] = []
    for rank, (state, day) in found.items():
        event = projet.agenda.evenements[rank]
        planned = event.date.francais if event.date else ""
        edits.append(SetValue(("evenements", rank, "etat"), state, order))
        if state is EtatEvenement.FAIT and event.date != DateSouple.of(day):
            edits.append(SetValue(("evenements", rank, "date"), DateSouple.of(day), order))
            lines.append(f"Dans l’agenda, la séance prévue le {planned} est notée tenue le {day:%d/%m/%Y}.")
        elif state is EtatEvenement.NON_TENU:
            lines.append(f"Dans l’agenda, la séance prévue le {planned} est notée non tenue.")
        elif state is EtatEvenement.ANNULE:
            lines.append(f"Dans l’agenda, la séance prévue le {planned} est annulée : le test est clos.")
    return Suites(_changes(projet, edits), tuple(lines))


def after_move(projet: Projet, test_id: str, new: Experimentation, day: dt.date) -> Suites:
    """Return what new dates of a test change in the agenda: the sessions still to come follow.

    One that people had put on another day than the one proposed stays there, and is told.
    """
    old = projet.experimentations[test_id]
    before, after = _by_title(old), _by_title(new)
    order = tuple(Evenement.model_fields)
    edits: list[SetValue] = []
    moved: list[str] = []
    kept: list[str] = []
    for each in inscrites(projet, test_id):
        name = each.titre.partition(" : ")[0]
        there, wanted = before.get(name), after.get(name)
        if each.etat is not EtatEvenement.PREVU or each.jour < day or wanted in {None, each.jour}:
            continue
        if wanted is None or each.jour != there or wanted < day:
            kept.append(f"{_lower(name)} le {each.jour:%d/%m/%Y}")
            continue
        edits.append(SetValue(("evenements", each.rang, "date"), DateSouple.of(wanted), order))
        moved.append(f"{_lower(name)} le {wanted:%d/%m/%Y} (au lieu du {each.jour:%d/%m/%Y})")
    lines = [f"Séances déplacées dans l’agenda : {' ; '.join(moved)}."] if moved else []
    lines += [f"Restent à leur jour : {' ; '.join(kept)}."] if kept else []
    return Suites(_changes(projet, edits), tuple(lines))


def _by_title(test: Experimentation) -> dict[str, dt.date]:
    if test.debut is None or test.fin_prevue is None:
        return {}
    planned = seances_prevues(test.debut.first_day, test.fin_prevue.last_day)
    return {each.titre: each.jour for each in planned}


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]


def _changes(projet: Projet, edits: Sequence[SetValue]) -> tuple[Change, ...]:
    return (records.edited(projet, "agenda", "", edits)[0],) if edits else ()


def with_agenda(outcome: Outcome, more: Suites) -> Outcome:
    """Return *outcome* with what also changes in the agenda, and says so."""
    message = "\n".join([outcome.message, *more.lignes])
    return replace(outcome, message=message, changes=(*outcome.changes, *more.changes))
