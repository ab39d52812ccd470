"""The dialogue about one measure, which `add` and `round` share: period, value or variables, doubts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qvtkit.cli import show as display
from qvtkit.cli.ask import Question
from qvtkit.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qvtkit.cli.session import Session
    from qvtkit.issues import Issue
    from qvtkit.model.indicateur import Indicateur
    from qvtkit.model.mesure import Mesure
    from qvtkit.model.periods import Periode

_RESULT = "="


def period(session: Session, indicator: Indicateur) -> Periode:
    """Ask for the period, proposing the one that comes next."""
    from qvtkit.ops import indicators
    from qvtkit.ops.typed_measures import is_period, parse_period

    proposed = indicators.default_period(indicator, session.today)
    question = Question(
        "periode", "Pour quelle période ?", "--periode", defaut=proposed.francais if session.can_ask else None,
        verifie=lambda answer: is_period(answer, indicator),
    )  # fmt: skip
    return parse_period(str(session.ask([question], {})["periode"]), indicator)


def measure(
    session: Session, indicator_id: str, indicator: Indicateur, heading: str = "", note: str | None = None,
    *, may_skip: bool = False,
) -> Mesure | None:  # fmt: skip
    """Ask for the value, or for the variables of the formula; None where the question was skipped."""
    from qvtkit.cli.commands.indicator_words import explanation
    from qvtkit.ops.typed_measures import parse_measure

    names = indicator.formule_lue.noms if indicator.formule_lue else ()
    questions = _variables(indicator, names) if names else [_value(indicator)]
    first = questions[0]
    questions[0] = replace(
        first, texte=f"{heading}{first.texte}", aide=f"{first.aide} ; Entrée pour passer" if may_skip else first.aide,
        obligatoire=not may_skip, explication=explanation(indicator_id, indicator),
    )  # fmt: skip
    answers = session.ask([*questions, _reason(first.cle)], {})
    typed = str(answers.get(first.cle) or "")
    if not typed:
        return None
    extra = {"motif": answers.get("motif"), "note": note}
    if not names or is_missing(typed) or typed.startswith(_RESULT) or "/" in typed:
        return parse_measure(typed.removeprefix(_RESULT), (), extra, names, indicator.unite)
    return parse_measure(None, [f"{name}={answers[name]}" for name in names], extra, names, indicator.unite)


def is_missing(typed: object) -> bool:
    """Tell whether the answer says that the value is not available."""
    from qvtkit.model.numbers import NOT_AVAILABLE

    return fold(str(typed or "")) in NOT_AVAILABLE


def _value(indicator: Indicateur) -> Question:
    from qvtkit.ops.typed_measures import is_measure

    unit = f" (en {indicator.unite})" if indicator.unite else ""
    return Question("valeur", f"Quelle est la valeur{unit} ?", "VALEUR", aide="nd si elle n’est pas disponible",
                    verifie=lambda answer: is_measure(answer, indicator.unite))  # fmt: skip


def _variables(indicator: Indicateur, names: Sequence[str]) -> list[Question]:
    """Return a question for each variable; the first also takes « nd », the ready result and, of two, « a/b »."""
    from qvtkit.cli.options import is_number
    from qvtkit.ops.typed_measures import is_measure

    first, *rest = names

    def checked(answer: str) -> str | None:
        return is_measure(answer.removeprefix(_RESULT), indicator.unite)

    def apart(answers: dict[str, object]) -> bool:
        typed = str(answers.get(first) or "")
        return bool(typed) and not (is_missing(typed) or typed.startswith(_RESULT) or "/" in typed)

    example = f"{_RESULT}8,2 pour donner le résultat sans les variables"
    help_ = f"nd si elle manque ; {example}"
    return [
        Question(first, f"{indicator.variables.get(first) or first} ?", "--variable", aide=help_, verifie=checked),
        *(Question(name, f"{indicator.variables.get(name) or name} ?", "--variable", verifie=is_number, quand=apart)
          for name in rest),
    ]  # fmt: skip


def _reason(first: str) -> Question:
    return Question("motif", "Pourquoi manque-t-elle ?", "--motif", obligatoire=False,
                    quand=lambda answers: is_missing(answers.get(first)))  # fmt: skip


def kept(session: Session, indicator: Indicateur, periode: Periode, mesure: Mesure) -> tuple[bool, tuple[Issue, ...]]:
    """Tell what surprises in the measure and ask « Garder ? »; what was told need not be told again.

    Without a terminal the measure is kept, and nothing is said here.
    """
    from qvtkit.ops.indicators import doubts

    found = doubts(indicator, periode, mesure, session.today)
    if not found or not session.can_ask:
        return True, ()
    display.issues(found, error=False)
    question = Question("garder", "Garder cette mesure ?", "--no-input", genre="oui-non")
    return session.ask([question], {})["garder"] == "oui", found


def without(issues: Sequence[Issue], told: Sequence[Issue]) -> tuple[Issue, ...]:
    """Return *issues* less those already told."""
    said = {(each.code, each.message) for each in told}
    return tuple(each for each in issues if (each.code, each.message) not in said)
