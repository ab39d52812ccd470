"""The dialogue about the period of a measure: another length is confirmed, a measure already there is not lost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from qvtkit.cli.ask import Question
from qvtkit.cli.commands import indicator_dialogue as dialogue

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qvtkit.cli.session import Session
    from qvtkit.issues import Issue
    from qvtkit.model.indicateur import Indicateur
    from qvtkit.model.mesure import Mesure
    from qvtkit.model.periods import Periode

_ASIDE, _REPLACE = "a-part", "remplacer"
"""Whether to keep a period of another length; whether to replace the measure that a period has."""


@dataclass(frozen=True)
class Asked:
    """A measure that was asked for, what was told of it, and whether it replaces another."""

    periode: Periode
    mesure: Mesure
    told: tuple[Issue, ...]
    replace: bool


def period(session: Session, indicator: Indicateur, typed: str | None = None) -> Periode:
    """Return the period *typed*, else asked for; one of another length is kept only where that is confirmed."""
    from qvtkit.ops.typed_measures import parse_period

    known = {"periode": _begun(session, indicator, typed).francais} if typed else {}
    while True:
        answers = session.ask(_periods(session, indicator), known)
        if answers.get(_ASIDE) != "non":
            return parse_period(str(answers["periode"]), indicator)
        known = {}


def _begun(session: Session, indicator: Indicateur, typed: str) -> Periode:
    """Return the period typed as an option; RefusedError for one that has not begun."""
    from qvtkit.errors import RefusedError
    from qvtkit.ops import indicators
    from qvtkit.ops.typed_measures import parse_period

    periode = parse_period(typed, indicator)
    if early := indicators.to_come(periode, session.today):
        raise RefusedError(early)
    return periode


def _periods(session: Session, indicator: Indicateur, proposed: Periode | None = None) -> list[Question]:
    """Return the question of the period, and whether to keep one of another length."""
    from qvtkit.ops import indicators
    from qvtkit.ops.typed_measures import is_period, parse_period

    def checked(answer: str) -> str | None:
        wrong = is_period(answer, indicator)
        early = None if wrong else indicators.to_come(parse_period(answer, indicator), session.today)
        return f"{early.message} {early.remedy}" if early else wrong

    def doubt(answers: dict[str, Any]) -> tuple[Issue, ...]:
        return indicators.other_length(indicator, parse_period(str(answers["periode"]), indicator), session.today)

    first = proposed or indicators.default_period(indicator, session.today)
    return [
        Question("periode", "Pour quelle période ?", "--periode", defaut=first.francais if session.can_ask else None,
                 verifie=checked),
        Question(_ASIDE, "Garder quand même cette mesure, à part ?", "--no-input", genre="oui-non", defaut="non",
                 quand=lambda answers: session.can_ask and bool(doubt(answers)),
                 selon=lambda answers: {"annonce": doubt(answers)[0].message}),
    ]  # fmt: skip


def ask_all(
    session: Session, indicator_id: str, indicator: Indicateur, *, typed: str | None, note: str | None, replace: bool
) -> Asked | None:
    """Ask for the period, then the measure: `<` goes back from one to the other, a doubt not confirmed begins again.

    None where the period *typed* on the command line keeps the measure that it has.
    """
    from qvtkit.ops.typed_measures import parse_period

    when = _begun(session, indicator, typed) if typed else None
    known = {"periode": when.francais} if when else {}
    while True:
        questions = [
            *_periods(session, indicator, when),
            _replacing(indicator, replace=replace),
            *_only_if(_accepted(indicator, replace=replace), dialogue.measure_questions(indicator_id, indicator)),
        ]
        answers = session.ask(questions, known)
        if answers.get(_REPLACE) == "non":
            if known:
                return None
            continue
        if answers.get(_ASIDE) == "non":
            known = {}
            continue
        when = parse_period(str(answers["periode"]), indicator)
        mesure = dialogue.read(answers, indicator, note)
        keep, told = dialogue.kept(session, indicator, when, mesure) if mesure else (False, ())
        if keep and mesure:
            return Asked(when, mesure, told, replace or _REPLACE in answers)


def _measured(indicator: Indicateur, answers: dict[str, Any]) -> Mesure | None:
    """Return the measure that the period answered already has."""
    from qvtkit.ops.typed_measures import parse_period

    old = indicator.mesures.get(parse_period(str(answers["periode"]), indicator))
    return None if old is None or old.is_empty else old


def _replacing(indicator: Indicateur, *, replace: bool) -> Question:
    """Return the question whether the measure that the period already has is to be replaced."""
    from qvtkit.ops.typed_measures import parse_period

    def wording(answers: dict[str, Any]) -> dict[str, Any]:
        when = parse_period(str(answers["periode"]), indicator)
        value = indicator.value_of(when)
        shown = indicator.shown(value) if value is not None else "non disponible"
        return {"texte": f"{when.francais} a déjà une mesure ({shown}). La remplacer ?"}

    return Question(
        _REPLACE, "La remplacer ?", "--remplacer", genre="oui-non", defaut="non", selon=wording,
        quand=lambda answers: not replace and answers.get(_ASIDE) != "non" and bool(_measured(indicator, answers)),
    )  # fmt: skip


def _accepted(indicator: Indicateur, *, replace: bool) -> Callable[[dict[str, Any]], bool]:
    """Return what tells whether the period may receive a measure."""

    def accepted(answers: dict[str, Any]) -> bool:
        free = replace or answers.get(_REPLACE) == "oui" or not _measured(indicator, answers)
        return answers.get(_ASIDE) != "non" and free

    return accepted


def _only_if(condition: Callable[[dict[str, Any]], bool], questions: Sequence[Question]) -> list[Question]:
    """Return *questions* put only where *condition* holds too."""

    def both(question: Question) -> Callable[[dict[str, Any]], bool]:
        return lambda answers: condition(answers) and question.applies(answers)

    return [replace(each, quand=both(each)) for each in questions]
