"""The dialogue about one measure, which `add` and `round` share: value or variables, doubts, the period that follows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

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
_VALUE = "valeur"


def note_one(session: Session, indicator_id: str, periode: Periode) -> bool:
    """Ask for the measure of one period on a fresh snapshot and save it; tell whether one was given."""
    from qvtkit.ops import indicators

    fresh = replace(session)  # a `Session` keeps its snapshot: the measure before has changed the file
    indicator = fresh.projet.indicateurs[indicator_id]
    questions = measure_questions(indicator_id, indicator, f"{periode.francais} : ", may_skip=True)
    while True:
        mesure = read(fresh.ask(questions, {}), indicator)
        if mesure is None:
            return False
        keep, told = kept(fresh, indicator, periode, mesure)
        if keep:
            break
    written = indicator.mesures.get(periode)
    outcome = indicators.add(
        fresh.projet, indicator_id, data=None, measure=(periode, mesure), day=fresh.today, replace=written is not None
    )
    fresh.finish(replace(outcome, suite=(), issues=without(outcome.issues, told)))
    return True


def go_on(session: Session, indicator_id: str) -> None:
    """Propose the next period that waits, again and again, until one is not given."""
    from qvtkit.method.completude import dues

    while True:
        waiting = dues(replace(session).projet.indicateurs[indicator_id], session.today)
        if not waiting:
            return
        question = Question(
            "aussi", f"Relever aussi {_with_article(waiting[0])} ?", "--periode", genre="oui-non", defaut="oui"
        )
        if session.ask([question], {})["aussi"] == "non" or not note_one(session, indicator_id, waiting[0]):
            return


def _with_article(periode: Periode) -> str:
    article = {"semaine": "la ", "trimestre": "le ", "semestre": "le ", "annee": "l’année ", "jour": "le "}
    return f"{article.get(periode.genre, '')}{periode.francais}"


def measure_questions(
    indicator_id: str, indicator: Indicateur, heading: str = "", *, may_skip: bool = False
) -> list[Question]:
    """Return the questions about the value, or about the variables of the formula."""
    from qvtkit.cli.commands.indicator_words import explanation

    names = indicator.formule_lue.noms if indicator.formule_lue else ()
    first, *rest = _variables(indicator, names) if names else [_value(indicator)]
    first = replace(
        first, texte=f"{heading}{first.texte}", aide=f"{first.aide} ; Entrée pour passer" if may_skip else first.aide,
        obligatoire=not may_skip, explication=explanation(indicator_id, indicator),
    )  # fmt: skip
    return [first, *rest, _reason(first.cle)]


def read(answers: dict[str, Any], indicator: Indicateur, note: str | None = None) -> Mesure | None:
    """Return the measure that the answers give; None where the question was skipped."""
    from qvtkit.ops.typed_measures import parse_measure

    names = indicator.formule_lue.noms if indicator.formule_lue else ()
    typed = str(answers.get(names[0] if names else _VALUE) or "")
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
    return Question(_VALUE, f"Quelle est la valeur{unit} ?", "VALEUR", aide="nd si elle n’est pas disponible",
                    verifie=lambda answer: is_measure(answer, indicator.unite))  # fmt: skip


def _variables(indicator: Indicateur, names: Sequence[str]) -> list[Question]:
    """Return a question for each variable; the first also takes « nd », the ready result and, of two, « a/b »."""
    from qvtkit.ops.typed_measures import is_count, is_measure

    first, *rest = names

    def checked(answer: str) -> str | None:
        result = answer.startswith(_RESULT) or is_missing(answer)
        return (
            is_measure(answer.removeprefix(_RESULT), indicator.unite) if result else is_count(answer, indicator.unite)
        )

    def apart(answers: dict[str, object]) -> bool:
        typed = str(answers.get(first) or "")
        return bool(typed) and not (is_missing(typed) or typed.startswith(_RESULT) or "/" in typed)

    example = f"{_RESULT}8,2 pour donner le résultat sans les variables"
    help_ = f"nd si elle manque ; {example}"
    return [
        Question(first, f"{indicator.variables.get(first) or first} ?", "--variable", aide=help_, verifie=checked),
        *(Question(name, f"{indicator.variables.get(name) or name} ?", "--variable", verifie=_second, quand=apart)
          for name in rest),
    ]  # fmt: skip


def _second(answer: str) -> str | None:
    """Return what is wrong with a variable after the first: the ready result is given at the first one."""
    from qvtkit.ops.typed_measures import is_count

    if answer.strip().startswith(_RESULT):
        return f"Le résultat se donne à la première question : tapez < pour y revenir, puis {answer.strip()}."
    return is_count(answer)


def _reason(first: str) -> Question:
    return Question("motif", "Pourquoi manque-t-elle ?", "--motif", obligatoire=False,
                    quand=lambda answers: is_missing(answers.get(first)))  # fmt: skip


def kept(session: Session, indicator: Indicateur, periode: Periode, mesure: Mesure) -> tuple[bool, tuple[Issue, ...]]:
    """Tell what surprises in the measure and ask « Garder ? »; what was told need not be told again.

    Without a terminal the measure is kept, and nothing is said here.
    """
    from qvtkit.errors import UsageError
    from qvtkit.ops.indicators import doubts, etp_of, require_a_result

    try:
        require_a_result(indicator, periode, mesure)
    except UsageError as error:
        if not session.can_ask:
            raise
        display.issues(error.issues, error=True)
        return False, ()
    found = doubts(indicator, periode, mesure, session.today, etp_of(session.projet))
    if not found or not session.can_ask:
        return True, ()
    asked = [each for each in found if each.code != "periode-mauvaise-taille"]  # confirmed with the period
    if not asked:
        return True, found
    display.issues(asked, error=False)
    question = Question("garder", "Garder cette mesure ?", "--no-input", genre="oui-non", defaut="non")
    return session.ask([question], {})["garder"] == "oui", found


def without(issues: Sequence[Issue], told: Sequence[Issue]) -> tuple[Issue, ...]:
    """Return *issues* less those already told."""
    said = {(each.code, each.message) for each in told}
    return tuple(each for each in issues if (each.code, each.message) not in said)
