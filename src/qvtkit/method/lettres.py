"""A line of letters for a whole checklist, typed back from paper: « o o e n s », or « 4n » for one question."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qvtkit.text import enumerate_fr, strip_accents

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

RIEN = "-"
"""What stands for « no answer »."""
_TIED = re.compile(r"\s*([=:])\s*")
_WHOLE = re.compile(r"(?:(\d+)[=:]?)?(.*)")
_BEFORE_LETTER = re.compile(r"(\d+)[=:]?")
_BEFORE_DIGIT = re.compile(r"(\d+)[=:]")


class LigneError(ValueError):
    """What is wrong with a line, in French."""


def lettres(echelle: Sequence[str]) -> dict[str, str]:
    """Return the letter of each answer: its first one, or its rank where two would share it."""
    first = {code: code[0] for code in echelle}
    clash = len(set(first.values())) < len(first) or any(not letter.isalpha() for letter in first.values())
    return {code: str(rank) for rank, code in enumerate(echelle, 1)} if clash else first


def lire(ligne: str, questions: Sequence[int], echelle: Sequence[str]) -> dict[int, str | None]:
    """Return the answer to each question that *ligne* gives (None: said to have none).

    *questions* are the numbers of those put to this party. Letters follow one another from the first
    question; « 4n » answers question 4, and what follows goes on from there. Raises LigneError.
    """
    found: dict[int, str | None] = {}
    place = 0
    for number, answer in _answers(ligne, echelle):
        if number is not None:
            place = _place(number, questions)
        if place >= len(questions):
            too_many = f"Trop de réponses : il y a {len(questions)} questions ici ({quelles(questions)})."
            raise LigneError(too_many)
        found[questions[place]] = answer
        place += 1
    return found


def manquent(found: Mapping[int, str | None], questions: Sequence[int]) -> list[int]:
    """Return the questions that nothing was said of."""
    return [number for number in questions if number not in found]


def quelles(numbers: Sequence[int]) -> str:
    """« 1, 2, 3 et 5 »."""
    return enumerate_fr(map(str, numbers))


def _place(number: int, questions: Sequence[int]) -> int:
    if number not in questions:
        elsewhere = f"La question {number} ne se pose pas ici. Questions : {quelles(questions)}."
        raise LigneError(elsewhere)
    return questions.index(number)


def _answers(ligne: str, echelle: Sequence[str]) -> Iterator[tuple[int | None, str | None]]:
    """Yield each answer of the line, with the number of its question where it is given."""
    for word in re.split(r"[\s,;]+", _TIED.sub(r"\1", ligne.strip())):
        number, rest = _WHOLE.fullmatch(word).groups()  # type: ignore[union-attr]
        plain = strip_accents(rest).lower()  # not folded: « -non » is four answers, not the word
        whole = next((code for code in echelle if code == plain), None)
        if whole:
            yield int(number) if number else None, whole
        else:
            yield from _letters(word.lower(), echelle)


def _letters(word: str, echelle: Sequence[str]) -> Iterator[tuple[int | None, str | None]]:
    """Yield the answers of letters that may touch: « oen », « 4o6n »; with digits for letters, « 4=1 »."""
    by_letter = {letter: code for code, letter in lettres(echelle).items()}
    digits = any(letter.isdigit() for letter in by_letter)
    place = 0
    while place < len(word):
        match = (_BEFORE_DIGIT if digits else _BEFORE_LETTER).match(word, place)
        number = match[1] if match else None
        place = match.end() if match else place
        letter = word[place : place + 1]
        if letter != RIEN and letter not in by_letter:
            told = ", ".join(f"{each} {code.replace('-', ' ')}" for each, code in by_letter.items())
            unknown = f"« {letter or word} » n’est pas une réponse. Réponses : {told}, {RIEN} sans réponse."
            raise LigneError(unknown)
        yield int(number) if number else None, by_letter.get(letter)
        place += 1
