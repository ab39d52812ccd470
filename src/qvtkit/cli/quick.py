"""Typing back a checklist filled on paper: one line of letters for each collège, read again, corrected."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from qvtkit.cli import checklist
from qvtkit.cli.ask import Question
from qvtkit.errors import UsageError
from qvtkit.issues import issue
from qvtkit.method.lettres import RIEN, LigneError, lettres, lire, manquent, quelles
from qvtkit.method.lexique import Lexique
from qvtkit.model.codes import College, Repondant
from qvtkit.ops.reponses import COMMENTAIRE, GROUPE, opinions
from qvtkit.text import closest, did_you_mean, slugify

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from qvtkit.cli.session import Session
    from qvtkit.model.evaluation import Evaluation
    from qvtkit.ops.reponses import Formulaire

    Answers = dict[str, Any]

_ROUNDS = 3
_COMMENT = re.compile(r"\s*(\d+)\s*[:=]\s*(\S.*)", re.DOTALL)
_PARTIES = (GROUPE, *(str(college) for college in College))


@dataclass(frozen=True)
class Saisie:
    """What a line is read against: the form, what is answered already, whether gaps are accepted."""

    form: Formulaire
    known: Mapping[str, str]
    partiel: bool
    words: Lexique

    @cached_property
    def items(self) -> list[str]:
        """The questions in the order of the screen and of the paper."""
        return list(self.form.items)

    def numbers(self, party: str, colleges: Iterable[str]) -> list[int]:
        """Return the numbers of the questions that *party* still has to answer."""
        wanted = []
        for rank, (key, item) in enumerate(self.form.items.items(), 1):
            said = opinions(self.known, key)
            apart = item.par is Repondant.COLLEGE and bool(list(colleges))
            if (party != GROUPE) == apart and party not in said and GROUPE not in said:
                wanted.append(rank)
        return wanted

    def problem(self, line: str, numbers: list[int], *, whole: bool = True) -> str | None:
        """Return what is wrong with a line; *whole* wants an answer, or a dash, for each question."""
        try:
            found = lire(line, numbers, self.form.echelle)
        except LigneError as error:
            return str(error)
        missing = manquent(found, numbers) if whole and not self.partiel else []
        if missing:
            return f"Il manque une réponse à : {quelles(missing)}. Mettez {RIEN} là où il n’y en a pas."
        return None

    def told(self, line: str, corrections: Iterable[str], numbers: list[int]) -> dict[int, str | None]:
        """Return the answers of a line, corrected."""
        found = lire(line, numbers, self.form.echelle)
        for each in corrections:
            found |= lire(each, numbers, self.form.echelle)
        return found

    def in_words(self, found: Mapping[int, str | None]) -> str:
        """« 1 oui · 2 en partie · 3 sans réponse »."""
        said = (
            f"{rank} {self.words.reponse(code) if code else 'sans réponse'}" for rank, code in sorted(found.items())
        )
        return " · ".join(said)

    @property
    def legend(self) -> str:
        """« o oui, e en partie, n non, s sans objet, - sans réponse »."""
        letters = lettres(self.form.echelle)
        return ", ".join(
            [*(f"{letter} {self.words.reponse(code)}" for code, letter in letters.items()), f"{RIEN} sans réponse"]
        )


def lines_given(typed: Iterable[str]) -> dict[str, str]:
    """Read `--ligne "direction=o e n"`, by party; UsageError naming the option."""
    found: dict[str, str] = {}
    for text in typed:
        name, equals, line = text.partition("=")
        party = slugify(name)
        if not equals or party not in _PARTIES:
            hint = did_you_mean(closest(name, _PARTIES)) if equals else ""
            raise _wrong("--ligne", f"« {text} » ne dit pas qui répond.{hint}", 'Exemple : --ligne "direction=o o e n"')
        found[party] = line
    return found


def _wrong(option: str, message: str, remedy: str = "Corrigez, puis recommencez.") -> UsageError:
    return UsageError(issue("valeur-option", option=option, message=message, remede=remedy))


def _wrong_line(party: str, line: str, message: str) -> UsageError:
    return _wrong(f'--ligne "{party}={line}"', message)


def complete(
    session: Session, form: Formulaire, head: Evaluation, known: Answers, lines: Mapping[str, str],
    comments: Iterable[str], draft: str, *, partiel: bool,
) -> Answers:  # fmt: skip
    """Return *known* with the answers of the lines, given or asked, by « question.party »; and « groupe »."""
    entry = Saisie(form, {key: value for key, value in known.items() if "." in key}, partiel, Lexique(session.projet))
    if "colleges" not in known and set(lines) - {GROUPE}:
        known = known | {"colleges": [party for party in _PARTIES if party in lines and party != GROUPE]}
    for party, line in lines.items():  # a slip in what was typed is said before what was not
        _require_letters(entry, party, line)
    given = known | {f"ligne {party}": line for party, line in lines.items()}
    said = _comments(entry, comments)
    asked = [*checklist.who(session, form, head, entry.known, form.items), *_lines(session, entry)]
    if session.can_ask and not said:
        asked += _comment_rounds(entry)
    answers = session.ask(asked, given, draft=draft)
    colleges = answers.get("colleges") or []
    for party in lines:
        if not _numbers(entry, party, {"colleges": colleges}):
            wrong = f"« {party} » n’a pas de question à laquelle répondre seul ici."
            raise _wrong("--ligne", wrong)
    return {**entry.known, **_read(entry, answers), **said, **_said(entry, answers), "groupe": answers.get("groupe")}


def _require_letters(entry: Saisie, party: str, line: str) -> None:
    """Refuse letters that are no answer and numbers that are no question, whoever is asked what."""
    wrong = entry.problem(line, list(range(1, len(entry.items) + 1)), whole=False)
    if wrong:
        raise _wrong_line(party, line, wrong)


def _lines(session: Session, entry: Saisie) -> Iterator[Question]:
    """Yield, for each party, its line, then what was understood, to be corrected."""
    for party in _PARTIES:
        numbers = partial(_numbers, entry, party)
        name = entry.words.partie(party)
        yield Question(
            f"ligne {party}", f"{name} : les réponses", f'--ligne "{party}=…"', obligatoire=not entry.partiel,
            quand=lambda answers, numbers=numbers: bool(numbers(answers)),  # type: ignore[misc]
            selon=partial(_put, entry, party),
        )  # fmt: skip
        if session.can_ask:
            yield from _corrections(entry, party)


def _numbers(entry: Saisie, party: str, answers: Answers) -> list[int]:
    colleges = answers.get("colleges") or []
    return entry.numbers(party, colleges) if party == GROUPE or party in colleges else []


def _put(entry: Saisie, party: str, answers: Answers) -> Answers:
    """Return the question of one line: which questions, which letters, and how it is checked."""
    numbers = _numbers(entry, party, answers)
    where = "questions" if len(numbers) > 1 else "question"
    return {
        "aide": f"{where} {quelles(numbers)} ; {entry.legend}",
        "verifie": partial(entry.problem, numbers=numbers),
    }


def _corrections(entry: Saisie, party: str) -> Iterator[Question]:
    """Yield the rounds of « here is what I read; correct it »."""
    for rank in range(1, _ROUNDS + 1):
        before = f"ligne {party}" if rank == 1 else f"correction{rank - 1} {party}"
        yield Question(
            f"correction{rank} {party}", "Une correction ?", "--ligne", obligatoire=False,
            quand=lambda answers, before=before: bool(answers.get(before)),  # type: ignore[misc]
            selon=partial(_read_again, entry, party, rank),
            aide="par exemple 4n ; Entrée si tout est juste",
        )  # fmt: skip


def _read_again(entry: Saisie, party: str, rank: int, answers: Answers) -> Answers:
    numbers = _numbers(entry, party, answers)
    before = [answers[key] for n in range(1, rank) if (key := f"correction{n} {party}") in answers]
    try:
        found = entry.told(answers[f"ligne {party}"], before, numbers)
    except LigneError:  # an option given wrong: said at the end, with its name
        return {}
    return {
        "annonce": f"{entry.words.partie(party)} : {entry.in_words(found)}",
        "verifie": lambda line: entry.problem(line, numbers, whole=False),
    }


def _read(entry: Saisie, answers: Answers) -> dict[str, str]:
    """Return the answers of every line, by « question.party »; UsageError where an option is wrong."""
    found: dict[str, str] = {}
    for party in _PARTIES:
        line, numbers = answers.get(f"ligne {party}"), _numbers(entry, party, answers)
        if not line or not numbers:
            continue
        if wrong := entry.problem(line, numbers):
            raise _wrong_line(party, line, wrong)
        corrections = [answers[key] for n in range(1, _ROUNDS + 1) if (key := f"correction{n} {party}") in answers]
        told = entry.told(line, corrections, numbers)
        found |= {f"{entry.items[rank - 1]}.{party}": code for rank, code in told.items() if code}
    return found


def _comment_rounds(entry: Saisie) -> Iterator[Question]:
    """Yield the questions that take comments, one at a time, until none."""
    for rank in range(1, len(entry.items) + 1):
        before = f"remarque{rank - 1}"
        yield Question(
            f"remarque{rank}", "Un autre commentaire ?" if rank > 1 else "Un commentaire à recopier ?", "--commentaire",
            obligatoire=False, aide="numéro de la question : texte ; Entrée pour finir",
            quand=lambda answers, rank=rank, before=before: rank == 1 or bool(answers.get(before)),  # type: ignore[misc]
            verifie=partial(_comment_problem, entry),
        )  # fmt: skip


def _comment_problem(entry: Saisie, typed: str) -> str | None:
    match = _COMMENT.fullmatch(typed)
    if match is None or not 1 <= int(match[1]) <= len(entry.items):
        return f"Écrivez le numéro de la question (1 à {len(entry.items)}), deux-points, puis le commentaire."
    return None


def _said(entry: Saisie, answers: Answers) -> dict[str, str]:
    return _by_item(entry, (answers[key] for n in range(1, len(entry.items) + 1) if (key := f"remarque{n}") in answers))


def _comments(entry: Saisie, typed: Iterable[str]) -> dict[str, str]:
    """Read `--commentaire "4: texte"`; UsageError naming the option."""
    texts = list(typed)
    for text in texts:
        if wrong := _comment_problem(entry, text):
            raise _wrong("--commentaire", wrong, 'Exemple : --commentaire "4: la gouvernante est seule"')
    return _by_item(entry, texts)


def _by_item(entry: Saisie, texts: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in filter(None, map(_COMMENT.fullmatch, texts)):
        key = f"{entry.items[int(match[1]) - 1]}.{COMMENTAIRE}"
        found[key] = f"{found[key]} ; {match[2]}" if key in found else match[2]
    return found
