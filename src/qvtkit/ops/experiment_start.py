"""Start a test: what it should have, or the reason why it starts without; its sessions planned."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qvtkit.errors import UsageError
from qvtkit.issues import issue
from qvtkit.method.depart import manques, points_ouverts
from qvtkit.model.codes import EtatExperimentation
from qvtkit.model.dates import DateSouple
from qvtkit.model.experimentation import Experimentation, Plan, Suspension
from qvtkit.ops import experiment_dates, planning, records
from qvtkit.ops.experiment_life import on, require, told_if_future
from qvtkit.ops.experiments import KIND, late, nested, the, title, with_journal
from qvtkit.store.edit import SetValue
from qvtkit.text import plural

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from qvtkit.method.depart import Manque
    from qvtkit.model.agenda import Evenement
    from qvtkit.model.projet import Projet
    from qvtkit.ops.outcome import Outcome

WRITTEN = ("fin_prevue", "retour_arriere", "conditions_arret", "droit_a_l_erreur")
"""What the fiche may still lack, and `start` can give it."""


def _given(projet: Projet, answers: Mapping[str, Any], day: dt.date) -> dict[str, Any]:
    """Return the data of the record that the answers give, the start among them."""
    typed = {key: answers[key] for key in WRITTEN if answers.get(key)}
    return {"etat": "en-cours", "debut": answers.get("debut") or DateSouple.of(day), **nested(projet, typed)}


def _waiting(answers: Mapping[str, Any], debut: DateSouple, test: Experimentation) -> list[Suspension]:
    """Return the collèges newly said to suspend their judgement: « direction », « direction, métier »."""
    typed = [word.strip() for text in answers.get("suspension") or () for word in text.split(",") if word.strip()]
    read = [_party(word, debut) for word in typed]
    said = {each.college for each in test.suspension_du_jugement}
    return list({each.college: each for each in read if each.college not in said}.values())


def _party(typed: str, debut: DateSouple) -> Suspension:
    try:
        return records.parse(Suspension, {"college": typed, "date": debut})
    except UsageError as error:
        told = (replace(each, message=each.message.replace("--college", "--suspension", 1)) for each in error.issues)
        raise UsageError(*told) from error


def as_started(projet: Projet, test_id: str, answers: Mapping[str, Any], day: dt.date) -> Experimentation:
    """Return the experiment as it would be, started with *answers*; UsageError where one is wrong."""
    test = the(projet, test_id)
    given = records.parse(Experimentation, _given(projet, answers, day))
    debut = given.debut or DateSouple.of(day)
    right = test.droit_a_l_erreur if given.droit_a_l_erreur is None else given.droit_a_l_erreur
    back = {key: getattr(given.reversibilite, key) for key in ("retour_arriere", "conditions_arret")}
    return test.model_copy(update={
        "etat": given.etat, "debut": debut, "fin_prevue": given.fin_prevue or test.fin_prevue,
        "droit_a_l_erreur": right,
        "reversibilite": test.reversibilite.model_copy(update={key: value for key, value in back.items() if value}),
        "suspension_du_jugement": (*test.suspension_du_jugement, *_waiting(answers, debut, test)),
    })  # fmt: skip


def gaps(projet: Projet, test_id: str, answers: Mapping[str, Any], day: dt.date) -> tuple[Manque, ...]:
    """Return what the test still lacks with *answers*."""
    test = as_started(projet, test_id, answers, day)
    return manques(projet, test_id, test, test.debut or DateSouple.of(day))


def to_plan(projet: Projet, test_id: str, answers: Mapping[str, Any], day: dt.date) -> list[Evenement]:
    """Return the sessions worth noting in the agenda."""
    return planning.proposed(projet, test_id, as_started(projet, test_id, answers, day), day)


def kept_plan(projet: Projet, test: Experimentation, day: dt.date) -> Plan:
    """Return the plan as it stands on *day*: indicators with the direction wanted, dates, what would stop the test."""
    lines = []
    for line in test.indicateurs:
        found = projet.indicateurs.get(line.indicateur or "")
        lines.append(line.model_copy(update={"sens": line.sens or (found.sens if found else None)}))
    return Plan(
        date=DateSouple.of(day), debut=test.debut, fin_prevue=test.fin_prevue,
        conditions_arret=test.reversibilite.conditions_arret, indicateurs=tuple(lines),
    )  # fmt: skip


def start(projet: Projet, test_id: str, answers: Mapping[str, Any], day: dt.date) -> Outcome:
    """Start the test: `debut`, what was missing, `suspension` (collèges), `motif` for what still is, `planifier`."""
    test = the(projet, test_id)
    require(test, test_id, EtatExperimentation.PREVUE)
    after = as_started(projet, test_id, answers, day)
    debut = after.debut or DateSouple.of(day)
    lacking = manques(projet, test_id, after, debut)
    reason = str(answers.get("motif") or "").strip()
    edits = records.set_edits(KIND, _given(projet, answers, day))
    if lacking and not reason:
        raise UsageError(*(each.probleme for each in lacking), issue("motif-possible"))
    new = after.suspension_du_jugement[len(test.suspension_du_jugement) :]
    edits += [records.append_edit(KIND, "suspension_du_jugement", each) for each in new]
    edits.append(SetValue(("plan",), kept_plan(projet, after, day), tuple(Experimentation.model_fields)))
    started = records.edit(
        projet, KIND, test_id, edits, _said(title(test, test_id), debut, after),
        (
            f"qvtkit export affiche {test_id}   l’afficher en salle de pause",
            f"qvtkit session run {test_id}", f"qvtkit experiment adjust {test_id}",
        ),
    )  # fmt: skip
    told = experiment_dates.doubts(projet, test_id, after, ("debut", "fin_prevue"), day)
    started = replace(started, issues=(*started.issues, *told, *late(projet, test_id, after, after.indicateurs)))
    started = _planned(projet, told_if_future(started, debut, day), to_plan(projet, test_id, answers, day),
                       wanted=answers.get("planifier") == "oui")  # fmt: skip
    return _noted(projet, started, lacking, reason, title(test, test_id), debut, day) if lacking else started


def _said(name: str, debut: DateSouple, test: Experimentation) -> str:
    """Say that the test began, and that its plan is kept."""
    begun, followed = f"Test {name} : début {on(debut)}.", len(test.indicateurs)
    if not followed:
        return begun
    kept = f"{plural(followed, 'indicateur')}, sens souhaités, dates, conditions d’arrêt"
    return f"{begun} Le plan est gardé tel qu’il est ({kept})."


def _planned(projet: Projet, started: Outcome, events: list[Evenement], *, wanted: bool) -> Outcome:
    """Return the outcome with the sessions in the agenda where *wanted*, else with the days proposed."""
    words = planning.in_words(events)
    data = {**started.data, "seances_proposees": [records.as_json(each) for each in events], "planifiees": wanted}
    if not events:
        return replace(started, data=data)
    if wanted:
        told = f"{started.message}\nSéances notées dans l’agenda : {', '.join(words)}."
        change = planning.planned_change(projet, events)
        return replace(started, data=data, message=told, changes=(*started.changes, change))
    told = f"{started.message}\nSéances proposées, non notées dans l’agenda : {', '.join(words)}."
    return replace(started, data=data, message=told, suite=(*started.suite, "qvtkit agenda add --type seance"))


def _noted(
    projet: Projet, started: Outcome, lacking: Iterable[Manque], reason: str, name: str, debut: DateSouple, day: dt.date
) -> Outcome:
    """Return the outcome with the open points and the reason in the journal."""
    text = f"Test {name} commencé. Points ouverts : {points_ouverts(lacking)}. Motif : {reason}"
    return with_journal(projet, started, text, min(debut, DateSouple.of(day), key=lambda date: date.sort_key))
