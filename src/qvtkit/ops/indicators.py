"""Indicators: create, record a measure, change the definition."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace as with_changes
from typing import TYPE_CHECKING, Any

from pydantic_core import PydanticCustomError

from qvtkit.errors import InvalidRecordError, RefusedError, UsageError
from qvtkit.issues import Issue, Position, issue
from qvtkit.model.base import period
from qvtkit.model.indicateur import Indicateur
from qvtkit.model.mesure import Mesure
from qvtkit.model.numbers import NOT_AVAILABLE, parse_number
from qvtkit.model.periods import Periode
from qvtkit.ops import catalogue, records
from qvtkit.store.edit import SetValue
from qvtkit.text import closest, did_you_mean, fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qvtkit.model.projet import Projet
    from qvtkit.ops.outcome import Outcome

_WITH_UNIT = re.compile(r"(.*\d)[\s\u00a0\u202f]*([^\W\d_]+\.?|%|€)")


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


def join_value(words: Sequence[str]) -> str:
    """Return the value typed, which the terminal may have cut at spaces or at the comma.

    « 1 234,5 » is one number. « 8 2 » may be « 8,2 » cut by PowerShell: UsageError shows both.
    """
    text = " ".join(words).strip()
    numbers = [word for word in words if word not in {"%", "€"}]
    if len(numbers) > 1 and all(re.fullmatch(r"[-\u2212]?\d+", word) for word in numbers):
        raise UsageError.of("virgule-separee", recu=text, propose='" ou "'.join(meanings(numbers)))
    return text


def meanings(words: Sequence[str]) -> list[str]:
    """Return what numbers cut by the terminal may mean: « 8 2 » is 8,2; « 1 234 » may be 1 234 or 1,234."""
    decimal = f"{words[0]},{''.join(words[1:])}"
    grouped = all(re.fullmatch(r"\d{3}", word) for word in words[1:])
    return [" ".join(words), decimal] if grouped else [decimal]


def _is_value(text: str) -> bool:
    """Tell whether *text* is a number, a ratio « a / b » or « n. d. »."""
    try:
        for part in text.split("/"):
            parse_number(part)
    except ValueError:
        return fold(text) in {"nd", "n-d"}
    return True


def parse(data: Mapping[str, Any]) -> Indicateur:
    """Return the indicator that *data* describes; UsageError where an answer is not valid."""
    return records.parse(Indicateur, data)


def parse_period(text: str, indicator: Indicateur) -> Periode:
    """Return the period typed; UsageError where it does not exist."""
    try:
        return period(text, _frequency(indicator))
    except PydanticCustomError as error:
        found = issue(error.type, valeur=text)
        raise UsageError(
            records.as_option(Issue(found.code, found.level, found.message, found.remedy, None, ("periode",)))
        ) from error


def is_period(answer: str, indicator: Indicateur) -> str | None:
    """Return what is wrong with a period typed in answer to a question, None when nothing is."""
    try:
        period(answer, _frequency(indicator))
    except PydanticCustomError as error:
        found = issue(error.type, valeur=answer)
        return f"{found.message} {found.remedy}"
    return None


def _frequency(indicator: Indicateur) -> str | None:
    return str(indicator.periodicite) if indicator.periodicite else None


def default_period(indicator: Indicateur, day: dt.date) -> Periode:
    """Return the period to propose: the one after the last measure, else the last that is over."""
    own = [each for each in indicator.mesures if str(indicator.periodicite) == each.genre]
    measured = sorted(own or indicator.mesures, key=lambda each: each.sort_key)
    frequency = str(indicator.periodicite or "mois")
    if measured and frequency != "ponctuelle":
        return measured[-1].next()
    current = Periode.containing(day, frequency)
    if frequency == "ponctuelle":
        return current
    return Periode.containing(current.first_day - dt.timedelta(days=1), frequency)


def without_unit(value: str, unite: str) -> str:
    """Return « 12 » for « 12 min » where the indicator is in minutes.

    Raises UsageError for another unit than the indicator's: « 12 h » is not « 12 min ».
    """
    match = _WITH_UNIT.fullmatch(value.strip())
    if match is None or not unite or fold(value) in NOT_AVAILABLE:
        return value
    number, word = match.groups()
    if _same_unit(word, unite):
        return str(number)
    if _is_value(number):
        message = f"« {value} » : l’indicateur est en « {unite} »."
        raise UsageError.of(
            "valeur-option", option="VALEUR", message=message, remede=f"Convertissez, puis écrivez {number}."
        )
    return value


def _same_unit(word: str, unite: str) -> bool:
    """Tell whether *word* names the unit: whole, abbreviated or spelled out."""
    typed, mine = fold(word).rstrip("s") or fold(word), fold(unite)
    if not word[0].isalpha():  # a symbol: %, €
        return word in unite
    first = re.split(r"[^a-z]", mine)[0].rstrip("s")
    same = {frozenset(pair) for pair in (("h", "heure"), ("j", "jour"), ("min", "minute"), ("s", "seconde"))}
    long_enough = len(typed) > 2 and len(first) > 2  # noqa: PLR2004 (« m » is neither a month nor a minute)
    return typed == first or frozenset((typed, first)) in same or (long_enough and first.startswith(typed))


def parse_measure(
    value: str | None,
    variables: Sequence[str],
    extra: Mapping[str, str | None],
    formula_names: Sequence[str],
    unite: str = "",
) -> Mesure | None:
    """Return the measure typed: a value, « nd », « a/b », or `nom=valeur` variables; None for nothing."""
    data: dict[str, Any] = {key: text for key, text in extra.items() if text}
    for pair in variables:
        name, equals, number = pair.partition("=")
        key = fold(name).replace("-", "_")
        if not equals:
            raise UsageError.of(
                "valeur-option",
                option="--variable",
                message=f"« {pair} » : on attend nom=valeur.",
                remede="Exemple : --variable jours_absence=171",
            )
        if key not in formula_names:
            hint = closest(key, formula_names)
            conseil = did_you_mean(hint)
            raise UsageError.of("variable-inconnue", nom=name, conseil=conseil)
        if key in data:
            raise UsageError.of(
                "valeur-option", option="--variable", message=f"« {name} » est donné deux fois.", remede="Gardez-en un."
            )
        data[key] = number
    if value is not None:
        data["valeur"] = without_unit(value, unite)
    if set(data) <= {"note", "motif"}:
        return None
    mesure = records.parse(Mesure, data)
    if mesure.is_empty:
        raise UsageError.of("pas-de-valeur")
    return mesure.named(tuple(formula_names))


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

    Raises RefusedError where the period already has a measure and *replace* is false.
    """
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
    message = f"Indicateur « {record.nom or indicator_id} » créé."
    if measure:
        message += " " + _recorded(record, *measure)
    suite = () if measure else (f"qvtkit indicator add {indicator_id} 8,2 --periode {default_period(record, day)}",)
    outcome = records.create(projet, "indicateur", indicator_id, whole, message, suite)
    return _with_doubts(outcome, record, measure, day)


def _record(
    projet: Projet, indicator_id: str, measure: tuple[Periode, Mesure], day: dt.date, *, replace: bool
) -> Outcome:
    loaded = projet.one("indicateur", indicator_id)
    indicator = find(projet, indicator_id)
    assert loaded is not None  # noqa: S101 (find said so)
    assert indicator is not None  # noqa: S101
    periode, mesure = measure
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
        _recorded(indicator, periode, kept), (f"qvtkit indicator show {indicator_id}",),
    )  # fmt: skip
    return _with_doubts(outcome, indicator, (periode, kept), day)


def _place(source: Any, indicator: Indicateur, periode: Periode) -> tuple[str, tuple[str, ...]]:
    """Return the key under which to write, as the file spells it, and the order of the periods."""
    written = source.data.get("mesures") if isinstance(source.data, dict) else None
    spelled = {Periode.parse(key, _frequency(indicator)): key for key in (written or {})}
    key = spelled.get(periode, str(periode))
    ordered = sorted({*spelled, periode}, key=lambda each: each.sort_key)
    return key, tuple(spelled.get(each, key) for each in ordered)


def _recorded(indicator: Indicateur, periode: Periode, mesure: Mesure) -> str:
    value = indicator.compute(periode, mesure)
    shown = indicator.shown(value) if value is not None else "non disponible"
    return f"{indicator.nom or 'Mesure'}, {periode.francais} : {shown}."


def _with_doubts(
    outcome: Outcome, indicator: Indicateur, measure: tuple[Periode, Mesure] | None, day: dt.date
) -> Outcome:
    """Add to the outcome what is doubtful in the measure itself, and drop doubts about the others."""
    if measure is None:
        return outcome
    periode, mesure = measure
    kept = [found for found in outcome.issues if found.path[:2] == ("mesures", str(periode))]
    if indicator.periodicite and str(indicator.periodicite) not in {"ponctuelle", periode.genre}:
        kept.append(
            issue(
                "periode-mauvaise-taille", periodicite=indicator.periodicite.libelle.lower(), periode=periode.francais
            )
        )
    if periode.first_day > day:
        kept.append(issue("date-future", date=periode.francais))
    if _is_bare(indicator, mesure):
        names = " ".join(f"-v {name}=…" for name in indicator.formule_lue.noms) if indicator.formule_lue else ""
        kept.append(issue("valeur-sans-variables", unite=indicator.unite or "valeur", variables=names))
    value = indicator.compute(periode, mesure)
    data = {
        **outcome.data,
        "mesure": {"periode": str(periode), "valeur": value, "saisie": mesure.model_dump(mode="json")},
    }
    return with_changes(outcome, issues=tuple(kept), data=data)


def _is_bare(indicator: Indicateur, mesure: Mesure) -> bool:
    """Tell whether a value is given where a formula and other measures expect variables."""
    if indicator.formule_lue is None or mesure.valeur is None or mesure.variables:
        return False
    others = [other for other in indicator.mesures.values() if other is not mesure and not other.nd]
    return not others or any(other.variables for other in others)


def edit(projet: Projet, indicator_id: str, data: Mapping[str, Any]) -> Outcome:
    """Change the definition of an indicator."""
    edits = records.set_edits("indicateur", data)
    return records.edit(projet, "indicateur", indicator_id, edits, f"Indicateur « {indicator_id} » modifié.")


def is_measure(answer: str, unite: str = "") -> str | None:
    """Return what is wrong with a value typed in answer to a question, None when nothing is."""
    try:
        answer = without_unit(answer, unite)
    except UsageError as error:
        return f"{error.issues[0].message} {error.issues[0].remedy}"
    if fold(answer) in {"nd", "n-d"} or _is_value(answer):
        return None
    return f"« {answer} » n’est pas un nombre. Exemples : 8,2 ou 1 234,5 ; nd si elle n’est pas disponible."
