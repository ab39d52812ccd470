"""What people type of a measure: a value with or without its unit, variables, a period."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pydantic_core import PydanticCustomError

from qvtkit.errors import UsageError
from qvtkit.issues import Issue, issue
from qvtkit.model.base import period
from qvtkit.model.mesure import Mesure
from qvtkit.model.numbers import NOT_AVAILABLE, parse_number
from qvtkit.ops import records
from qvtkit.text import closest, did_you_mean, fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qvtkit.model.indicateur import Indicateur
    from qvtkit.model.periods import Periode

_WITH_UNIT = re.compile(r"(.*\d)[\s\u00a0\u202f]*([^\W\d_]+\.?|%|€)")


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


def parse_period(text: str, indicator: Indicateur) -> Periode:
    """Return the period typed; UsageError where it does not exist."""
    try:
        return period(text, frequency(indicator))
    except PydanticCustomError as error:
        found = issue(error.type, valeur=text)
        raise UsageError(
            records.as_option(Issue(found.code, found.level, found.message, found.remedy, None, ("periode",)))
        ) from error


def is_period(answer: str, indicator: Indicateur) -> str | None:
    """Return what is wrong with a period typed in answer to a question, None when nothing is."""
    try:
        period(answer, frequency(indicator))
    except PydanticCustomError as error:
        found = issue(error.type, valeur=answer)
        return f"{found.message} {found.remedy}"
    return None


def frequency(indicator: Indicateur) -> str | None:
    """Return the rhythm that decides how a period is read, None where none is set."""
    return str(indicator.periodicite) if indicator.periodicite else None


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
            expected = ", ".join(formula_names) or "rien, il n’y en a pas"
            raise UsageError.of("variable-inconnue", nom=name, conseil=conseil, attendues=expected)
        if key in data:
            raise UsageError.of(
                "valeur-option", option="--variable", message=f"« {name} » est donné deux fois.", remede="Gardez-en un."
            )
        _refuse_percentage(number, "--variable", unite)
        data[key] = number
    if value is not None:
        if "/" in value:
            _refuse_percentage(value, "VALEUR", unite)
        data["valeur"] = without_unit(value, unite)
    if set(data) <= {"note", "motif"}:
        return None
    mesure = records.parse(Mesure, data)
    if mesure.is_empty:
        raise UsageError.of("pas-de-valeur")
    return mesure.named(tuple(formula_names))


def _refuse_percentage(typed: str, option: str, unite: str) -> None:
    """« 12 % » stands for no count: UsageError."""
    if "%" in typed:
        remedy = "Donnez le nombre compté"
        if unite.strip().startswith("%"):
            remedy += " ; si c’est le résultat, écrivez-le seul, sans variable ni barre"
        raise UsageError.of("valeur-option", option=option, message=is_count(typed) or "", remede=f"{remedy}.")


def is_count(answer: str, unite: str = "") -> str | None:
    """Return what is wrong with a variable typed in answer to a question, None when nothing is.

    « 12/310 » gives two of them; « 12 % » is no count: the result is typed with « = ».
    """
    if "%" in answer:
        result = f" Si c’est le résultat, tapez ={answer}." if unite.strip().startswith("%") else ""
        return f"« {answer} » est un pourcentage : on attend ici un nombre compté.{result}"
    if not answer.strip() or not _is_value(answer) or fold(answer) in NOT_AVAILABLE:
        return f"« {answer} » n’est pas un nombre. Exemples : 8,2 ou 1 234,5."
    return None


def is_measure(answer: str, unite: str = "") -> str | None:
    """Return what is wrong with a value typed in answer to a question, None when nothing is."""
    try:
        answer = without_unit(answer, unite)
    except UsageError as error:
        return f"{error.issues[0].message} {error.issues[0].remedy}"
    if fold(answer) in {"nd", "n-d"} or _is_value(answer):
        return None
    return f"« {answer} » n’est pas un nombre. Exemples : 8,2 ou 1 234,5 ; nd si elle n’est pas disponible."
