"""The life of an experiment: start, adjust, close with a decision."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qvtkit.analysis.comparaison import comparer
from qvtkit.errors import RefusedError, UsageError
from qvtkit.issues import Position, issue
from qvtkit.model.codes import ChoixDecision, EtatExperimentation
from qvtkit.model.dates import DateSouple
from qvtkit.model.experimentation import Ajustement, Experimentation, Suspension
from qvtkit.model.kinds import KINDS
from qvtkit.ops import records
from qvtkit.ops.experiments import KIND, known_ids, the, title, with_journal
from qvtkit.text import enumerate_fr

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from qvtkit.issues import Issue
    from qvtkit.model.projet import Projet
    from qvtkit.ops.outcome import Outcome


def require(experiment: Experimentation, experiment_id: str, wanted: EtatExperimentation) -> None:
    """Refuse kindly an action that fits another state, with what to type instead."""
    state = experiment.etat
    if state is wanted:
        return
    if state is EtatExperimentation.PREVUE:
        raise RefusedError.of("debut-manquant", id=experiment_id)
    advice = {
        EtatExperimentation.EN_COURS: f"Pour tenir une séance : qvtkit session run {experiment_id}. "
        f"Pour corriger une date : qvtkit experiment edit {experiment_id} --debut …",
    }.get(state, f"Pour la relire : qvtkit experiment show {experiment_id}. Pour un autre test : qvtkit experiment add")
    raise RefusedError.of(
        "deja-dans-etat", Position(KINDS[KIND].path(experiment_id)), etat=state.libelle.lower(), conseil=advice,
        quoi=f"L’expérimentation « {experiment_id} »",
    )  # fmt: skip


def without_t0(projet: Projet, experiment: Experimentation, debut: DateSouple) -> list[str]:
    """Return the indicators of the plan that have no value wholly before *debut*, in words."""
    missing = []
    for line in experiment.indicateurs:
        found = projet.indicateurs.get(line.indicateur or "")
        if found is None or comparer(found, debut=debut).t0 is None:
            missing.append((found.nom if found else "") or line.indicateur or "")
    return missing


def start_gaps(projet: Projet, experiment_id: str, debut: DateSouple) -> tuple[Issue, ...]:
    """Return what lacks to compare later: no plan, or no value before the start."""
    experiment = the(projet, experiment_id)
    if not experiment.indicateurs:
        return (issue("plan-vide", id=experiment_id),)
    missing = without_t0(projet, experiment, debut)
    return (issue("t0-manquant", liste=enumerate_fr(missing)),) if missing else ()


def start(projet: Projet, experiment_id: str, answers: Mapping[str, Any], day: dt.date) -> Outcome:
    """Start the test: `debut`, `fin_prevue`, `suspension` (collèges), `motif` where T0 lacks."""
    experiment = the(projet, experiment_id)
    require(experiment, experiment_id, EtatExperimentation.PREVUE)
    dates = records.parse(Experimentation, {key: answers.get(key) for key in ("debut", "fin_prevue")})
    debut = dates.debut or DateSouple.of(day)
    gaps = start_gaps(projet, experiment_id, debut)
    reason = str(answers.get("motif") or "").strip()
    if gaps and not reason:
        raise UsageError(*gaps)
    given = {"etat": "en-cours", "debut": debut} | ({"fin_prevue": dates.fin_prevue} if dates.fin_prevue else {})
    edits = records.set_edits(KIND, given)
    for college in answers.get("suspension") or ():
        waiting = records.parse(Suspension, {"college": college, "date": debut})
        edits.append(records.append_edit(KIND, "suspension_du_jugement", waiting))
    started = records.edit(
        projet, KIND, experiment_id, edits, f"Test {title(experiment, experiment_id)} : début {on(debut)}.",
        (f"qvtkit session run {experiment_id}", f"qvtkit experiment adjust {experiment_id}"),
    )  # fmt: skip
    started = _told_if_future(started, debut, day)
    if not gaps:
        return started
    what = enumerate_fr(without_t0(projet, experiment, debut))
    lacking = f"sans valeur de départ pour {what}" if what else "sans indicateur"
    text = f"Test {title(experiment, experiment_id)} commencé {lacking}. Motif : {reason}"
    return with_journal(projet, started, text, min(debut, DateSouple.of(day), key=lambda date: date.sort_key))


def _told_if_future(outcome: Outcome, date: DateSouple | None, day: dt.date) -> Outcome:
    """Return *outcome* with a warning where *date* has not come yet."""
    if date is None or date.first_day <= day:
        return outcome
    return replace(outcome, issues=(*outcome.issues, issue("date-future", date=date.francais)))


def on(date: DateSouple) -> str:
    """« le 03/10/2016 », « en octobre 2016 », « en 2016 »."""
    return f"le {date.francais}" if date.jour else f"en {date.francais}"


def adjust(projet: Projet, experiment_id: str, answers: Mapping[str, Any]) -> Outcome:
    """Note an adjustment of a running test: `date`, `constat`, `decision`."""
    require(the(projet, experiment_id), experiment_id, EtatExperimentation.EN_COURS)
    item = records.parse(Ajustement, answers)
    return records.edit(
        projet, KIND, experiment_id, [records.append_edit(KIND, "ajustements", item)],
        "Ajustement noté.", (f"qvtkit experiment show {experiment_id}",),
    )  # fmt: skip


def close(projet: Projet, experiment_id: str, answers: Mapping[str, Any], day: dt.date) -> Outcome:
    """Close the test with a decision: `fin`, `date`, `choix`, `motif`, `par`, `heures`, `euros`."""
    require(the(projet, experiment_id), experiment_id, EtatExperimentation.EN_COURS)
    decision = {key: answers[key] for key in ("date", "choix", "motif", "par") if answers.get(key)}
    if "par" in decision:
        decision["par"] = records.existing(projet, "groupe", decision["par"], "de groupe", known_ids(projet, "groupe"))
    spent = {key: answers[key] for key in ("heures", "euros") if answers.get(key) is not None}
    data: dict[str, Any] = {"fin": answers.get("fin"), "decision": decision}
    data |= {"moyens": {"realise": spent}} if spent else {}
    record = records.parse(Experimentation, data)
    choice = record.decision.choix if record.decision else None
    state = EtatExperimentation.ARRETEE if choice is ChoixDecision.ARRETER else EtatExperimentation.TERMINEE
    edits = records.set_edits(KIND, {"etat": str(state), **data})
    end = on(record.fin) if record.fin else ""
    said = f"Test clos {end} ; décision : {choice.libelle.lower() if choice else ''}."
    closed = records.edit(projet, KIND, experiment_id, edits, said, _after_close(projet, experiment_id))
    return _told_if_future(closed, record.fin, day)


def _after_close(projet: Projet, experiment_id: str) -> tuple[str, ...]:
    held = any(session.moment == "bilan" for session in projet.seances_de(experiment_id).values())
    review = () if held else (f"qvtkit session run {experiment_id} --moment bilan",)
    return (*review, "qvtkit export fiche")
