"""Indicators: create, record a measure, change the definition."""

from __future__ import annotations

from dataclasses import replace as with_changes
from typing import TYPE_CHECKING, Any

from qvtkit.errors import InvalidRecordError, RefusedError, UsageError
from qvtkit.issues import Position, issue
from qvtkit.method.completude import derniere_finie, dues
from qvtkit.method.vraisemblance import doutes
from qvtkit.model.indicateur import Indicateur
from qvtkit.model.numbers import format_number, rounded
from qvtkit.model.periods import Periode
from qvtkit.ops import catalogue, records
from qvtkit.ops.typed_measures import frequency
from qvtkit.store.edit import SetValue

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from qvtkit.issues import Issue
    from qvtkit.model.mesure import Mesure
    from qvtkit.model.projet import Projet
    from qvtkit.ops.outcome import Outcome

_TWO = 2


def resolve(projet: Projet, typed: str) -> str:
    """Return the id of the indicator that *typed* names."""
    return records.existing(projet, "indicateur", typed, "d’indicateur", "Pour les voir : qvtkit indicator list")


def find(projet: Projet, indicator_id: str) -> Indicateur | None:
    """Return the indicator, None where it does not exist yet.

    Raises InvalidRecordError where its file holds errors: nothing can be added to it safely.
    """
    loaded = projet.one("indicateur", indicator_id)
    if loaded is None:
        return None
    errors = [found for found in loaded.issues if found.level == "erreur"]
    if loaded.record is None or errors:
        place = Position(loaded.file)
        raise InvalidRecordError(issue("fichier-en-erreur", place, fichier=loaded.file), *errors)
    assert isinstance(loaded.record, Indicateur)  # noqa: S101 (the kind says so)
    return loaded.record


def new_data(indicator_id: str, given: Mapping[str, Any], *, from_catalogue: bool) -> dict[str, Any]:
    """Return the rubriques of a new indicator: those of the catalogue, then those given."""
    base = (catalogue.as_indicator(indicator_id) or {}) if from_catalogue else {}
    return {**base, **given}


def parse(data: Mapping[str, Any]) -> Indicateur:
    """Return the indicator that *data* describes; UsageError where an answer is not valid."""
    return records.parse(Indicateur, data)


def default_period(indicator: Indicateur, day: dt.date) -> Periode:
    """Return the period to propose: the first that is waited for, else the last that is over; never one to come."""
    rhythm = str(indicator.periodicite or "mois")
    if rhythm == "ponctuelle":
        return Periode.containing(day, rhythm)
    waited = dues(indicator, day)
    return waited[0] if waited else derniere_finie(rhythm, day)


def to_come(periode: Periode, day: dt.date) -> Issue | None:
    """Return what to say of a measure of a period that has not begun on *day*; None of any other."""
    return issue("periode-a-venir", periode=periode.francais) if periode.first_day > day else None


def add(
    projet: Projet,
    indicator_id: str,
    *,
    data: Mapping[str, Any] | None,
    measure: tuple[Periode, Mesure] | None,
    day: dt.date,
    replace: bool = False,
) -> Outcome:
    """Create the indicator from *data* when it is new, and record *measure* when there is one.

    Raises RefusedError where the period has not begun, or already has a measure and *replace* is false.
    """
    if measure is not None and (early := to_come(measure[0], day)):
        raise RefusedError(early)
    if data is not None:
        return _create(projet, indicator_id, data, measure, day)
    assert measure is not None  # noqa: S101 (the command asked for one)
    return _record(projet, indicator_id, measure, day, replace=replace)


def _create(
    projet: Projet, indicator_id: str, data: Mapping[str, Any], measure: tuple[Periode, Mesure] | None, day: dt.date
) -> Outcome:
    whole = dict(data)
    if measure:
        whole["mesures"] = {str(measure[0]): measure[1].as_file()}
    record = records.parse(Indicateur, whole)
    if measure:
        require_a_result(record, *measure)
    message = f"Indicateur « {record.nom or indicator_id} » créé."
    if measure:
        message += " " + _recorded(record, *measure)
    suite = () if measure else (f"qvtkit indicator add {indicator_id} 8,2 --periode {default_period(record, day)}",)
    outcome = _with_doubts(
        records.create(projet, "indicateur", indicator_id, whole, message, suite), record, measure, day, etp_of(projet)
    )
    trap = record.definition.limites if record.definition else ""
    return with_changes(outcome, issues=(*outcome.issues, issue("piege-connu", piege=trap))) if trap else outcome


def _record(
    projet: Projet, indicator_id: str, measure: tuple[Periode, Mesure], day: dt.date, *, replace: bool
) -> Outcome:
    loaded = projet.one("indicateur", indicator_id)
    indicator = find(projet, indicator_id)
    assert loaded is not None  # noqa: S101 (find said so)
    assert indicator is not None  # noqa: S101
    periode, mesure = measure
    require_a_result(indicator, periode, mesure)
    key, order = _place(loaded.source, indicator, periode)
    old = indicator.mesures.get(periode)
    if old is not None and not old.is_empty and not replace:
        value = indicator.value_of(periode)
        shown = indicator.shown(value) if value is not None else "non disponible"
        raise RefusedError.of(
            "periode-deja-mesuree", loaded.position("mesures", key), periode=periode.francais, valeur=shown
        )
    kept = mesure.with_words_of(old) if old else mesure
    outcome = records.edit(
        projet, "indicateur", indicator_id, [SetValue(("mesures", key), kept, order)],
        _recorded(indicator, periode, kept), _after(indicator_id, indicator, (periode, kept), day),
    )  # fmt: skip
    return _with_doubts(outcome, indicator, (periode, kept), day, etp_of(projet))


def _after(indicator_id: str, indicator: Indicateur, measure: tuple[Periode, Mesure], day: dt.date) -> tuple[str, ...]:
    """Return what comes next: the period that still waits once *measure* is there, then the indicator whole."""
    noted = indicator.model_copy(update={"mesures": {**indicator.mesures, measure[0]: measure[1]}})
    waiting = dues(noted, day)[:1]
    more = (
        f"qvtkit indicator add {indicator_id} --periode {each}  à relever aussi : {each.francais}" for each in waiting
    )
    return (*more, f"qvtkit indicator show {indicator_id}")


def _place(source: Any, indicator: Indicateur, periode: Periode) -> tuple[str, tuple[str, ...]]:
    """Return the key under which to write, as the file spells it, and the order of the periods."""
    written = source.data.get("mesures") if isinstance(source.data, dict) else None
    spelled = {Periode.parse(key, frequency(indicator)): key for key in (written or {})}
    key = spelled.get(periode, str(periode))
    ordered = sorted({*spelled, periode}, key=lambda each: each.sort_key)
    return key, tuple(spelled.get(each, key) for each in ordered)


def _recorded(indicator: Indicateur, periode: Periode, mesure: Mesure) -> str:
    value = indicator.compute(periode, mesure)
    shown = indicator.shown(value) if value is not None else "non disponible"
    return f"{indicator.nom or 'Mesure'}, {periode.francais} : {shown}{_counted(indicator, mesure)}."


def _counted(indicator: Indicateur, mesure: Mesure) -> str:
    """Return « (171 jours d’absence pour 51,5 ETP) », so that two numbers that changed places are seen."""
    parts = [
        f"{format_number(rounded(number))} {lower_first(indicator.variables.get(name) or name)}"
        for name, number in mesure.variables.items()
    ]
    return f" ({' pour '.join(parts)})" if len(parts) == _TWO and indicator.formule_lue else ""


def lower_first(text: str) -> str:
    """Return *text* as it stands inside a sentence: « Jours d’absence » lowered, « ETP » as it is."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def require_a_result(indicator: Indicateur, periode: Periode, mesure: Mesure) -> None:
    """Raise UsageError for variables that give no result: a division by zero is most often a number left out."""
    formula = indicator.formule_de(periode)
    complete = formula is not None and bool(mesure.variables) and set(formula.noms) <= set(mesure.variables)
    if complete and indicator.compute(periode, mesure) is None:
        zeros = [lower_first(indicator.variables.get(key) or key) for key, n in mesure.variables.items() if not n]
        why = f"diviser par 0 ({zeros[-1]})" if zeros else "calculer avec ces nombres"
        raise UsageError.of(
            "valeur-option", option="VALEUR", message=f"{why} ne donne pas de résultat.",
            remede="Vérifiez les nombres ; si rien n’était à compter, écrivez nd avec un motif.",
        )  # fmt: skip


def etp_of(projet: Projet) -> float | None:
    """Return the staff of the establishment in full-time equivalents, None where it is not known."""
    return projet.dossier.etablissement.etp


def _with_doubts(
    outcome: Outcome, indicator: Indicateur, measure: tuple[Periode, Mesure] | None, day: dt.date, etp: float | None
) -> Outcome:
    """Add to the outcome what is doubtful in the measure itself, and drop doubts about the others."""
    if measure is None:
        return outcome
    periode, mesure = measure
    surprises = doubts(indicator, periode, mesure, day, etp)
    told = {each.code for each in surprises}
    kept = [each for each in outcome.issues if each.path[:2] == ("mesures", str(periode)) and each.code not in told]
    if _is_bare(indicator, mesure):
        names = " ".join(f"-v {name}=…" for name in indicator.formule_lue.noms) if indicator.formule_lue else ""
        kept.append(issue("valeur-sans-variables", unite=indicator.unite or "valeur", variables=names))
    value = indicator.compute(periode, mesure)
    data = {
        **outcome.data,
        "mesure": {"periode": str(periode), "valeur": value, "saisie": mesure.model_dump(mode="json")},
    }
    return with_changes(outcome, issues=(*kept, *surprises), data=data)


def doubts(
    indicator: Indicateur, periode: Periode, mesure: Mesure, day: dt.date, etp: float | None
) -> tuple[Issue, ...]:
    """Return what to ask before the measure is kept: « Garder cette mesure ? »."""
    found = doutes(indicator, periode, mesure, day, etp)
    return found + other_length(indicator, periode, day)


def other_length(indicator: Indicateur, periode: Periode, day: dt.date) -> tuple[Issue, ...]:
    """Return the doubt about a period of another length than the indicator's own; nothing where it is its own."""
    if indicator.periodicite is None or indicator.de_sa_duree(periode):
        return ()
    rhythm, awaited = indicator.periodicite.libelle.lower(), default_period(indicator, day).francais
    return (issue("periode-mauvaise-taille", periodicite=rhythm, periode=periode.francais, attendue=awaited),)


def _is_bare(indicator: Indicateur, mesure: Mesure) -> bool:
    """Tell whether a value is given where a formula and other measures expect variables."""
    if indicator.formule_lue is None or mesure.valeur is None or mesure.variables:
        return False
    others = [other for other in indicator.mesures.values() if other is not mesure and not other.nd]
    return not others or any(other.variables for other in others)
