"""The life of an experiment once it runs: adjust, close with a decision."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qvtkit.errors import RefusedError
from qvtkit.issues import Position, issue
from qvtkit.model.codes import ChoixDecision, EtatExperimentation
from qvtkit.model.experimentation import Ajustement, Experimentation
from qvtkit.model.kinds import KINDS
from qvtkit.ops import planning, records
from qvtkit.ops.experiments import KIND, known_ids, the

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from qvtkit.model.dates import DateSouple
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


def told_if_future(outcome: Outcome, date: DateSouple | None, day: dt.date) -> Outcome:
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
    if record.fin:
        closed = planning.with_agenda(closed, planning.after_close(projet, experiment_id, record.fin))
    return told_if_future(closed, record.fin, day)


def _after_close(projet: Projet, experiment_id: str) -> tuple[str, ...]:
    held = any(session.moment == "bilan" for session in projet.seances_de(experiment_id).values())
    review = () if held else (f"qvtkit session run {experiment_id} --moment bilan",)
    return (
        *review,
        "qvtkit export bilan   dire aux équipes ce qui a été vu et décidé",
        "qvtkit export fiche   écrire l’histoire pour d’autres",
    )
