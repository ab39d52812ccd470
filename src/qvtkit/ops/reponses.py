"""Answers to a checklist as people give them: by options, or in a file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from qvtkit.errors import UsageError
from qvtkit.issues import Issue, Position, issue
from qvtkit.model.base import field_by_fold
from qvtkit.model.codes import College
from qvtkit.model.evaluation import Evaluation, Grille, ItemGrille
from qvtkit.store.project import read_answers
from qvtkit.store.validate import validate
from qvtkit.text import closest, did_you_mean, fold, slugify

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from qvtkit.model.codes import MomentEvaluation
    from qvtkit.store.reader import YamlText

GROUPE = "groupe"
COMMENTAIRE = "commentaire"
ECHELLE = ("oui", "en-partie", "non", "sans-objet")
"""The answers of a grid that names none."""

_OPTION = re.compile(r"([^=.:]+)(?:\.([^=.:]+))?=([^:]+)(?::(.*))?", re.DOTALL)


@dataclass(frozen=True)
class Formulaire:
    """A checklist as it is put at one moment: its questions, its answers, who may give them."""

    id: str
    grille: Grille
    moment: MomentEvaluation | None = None
    metiers: frozenset[str] = frozenset()

    @cached_property
    def items(self) -> dict[str, ItemGrille]:
        """The questions of the moment by id, in order."""
        asked = self.grille.items_for(self.moment)
        return {item.id or f"question-{rank}": item for rank, item in enumerate(asked, 1)}

    @property
    def echelle(self) -> tuple[str, ...]:
        """The possible answers, in order."""
        return self.grille.echelle or ECHELLE

    def answer(self, item: str, who: str, value: str) -> tuple[str, str] | Issue:
        """Return the key « question.party » and the code of an answer, or what is wrong with it."""
        item_id, party = slugify(item), slugify(who)
        if item_id not in self.items:
            return self._unknown_item(item)
        parties = (GROUPE, *(str(college) for college in College))
        if party not in parties and party not in self.metiers:
            hint = closest(who, parties)
            return issue("code-inconnu", valeur=who, conseil=did_you_mean(hint), possibles=", ".join(parties))
        code = next((code for code in self.echelle if fold(code) == fold(value)), None)
        if code is None:
            return issue("reponse-hors-echelle", valeur=value.strip(), possibles=", ".join(self.echelle))
        return f"{item_id}.{party}", code

    def _unknown_item(self, typed: str) -> Issue:
        if self.moment and slugify(typed) in {item.id for item in self.grille.items}:
            return issue("item-hors-moment", valeur=typed, moment=self.moment.libelle)
        return issue("item-inconnu", valeur=typed, conseil=did_you_mean(closest(typed, self.items)))

    def from_options(self, typed: Iterable[str]) -> dict[str, str]:
        """Return the answers of `--reponse`, by « question.party » and « question.commentaire ».

        Raises UsageError with one issue a faulty option.
        """
        answers: dict[str, str] = {}
        found: list[Issue] = []
        for text in typed:
            match = _OPTION.fullmatch(text.strip())
            if match is None:
                found.append(issue("reponse-illisible", valeur=text))
                continue
            item, who, value, comment = match.groups()
            read = self.answer(item, who or GROUPE, value)
            if isinstance(read, Issue):
                found.append(_of_option(read, text))
                continue
            answers[read[0]] = read[1]
            if comment and comment.strip():
                _add_comment(answers, slugify(item), who, comment.strip())
        if found:
            raise UsageError(*found)
        return answers


def opinions(answers: Mapping[str, str], item: str) -> dict[str, str]:
    """Return, of answers by « question.party », those of each party to one question."""
    start = f"{item}."
    given = {key.removeprefix(start): value for key, value in answers.items() if key.startswith(start)}
    return {who: value for who, value in given.items() if who != COMMENTAIRE}


def _add_comment(answers: dict[str, str], item_id: str, who: str | None, comment: str) -> None:
    """Add a comment to those of the question; one given with the answer of a party names it."""
    party = next((c.libelle for c in College if c == slugify(who or "")), who)
    said = f"{party} : {comment}" if party and slugify(party) != GROUPE else comment
    before = answers.get(f"{item_id}.{COMMENTAIRE}")
    answers[f"{item_id}.{COMMENTAIRE}"] = f"{before} ; {said}" if before else said


def _of_option(found: Issue, text: str) -> Issue:
    return issue("valeur-option", option=f"--reponse {text}", message=found.message, remede=found.remedy)


@dataclass(frozen=True)
class Feuille:
    """A file of answers: a whole evaluation record, or only its « reponses »."""

    text: YamlText
    evaluation: Evaluation
    entete: bool
    """Whether the file has the shape of a record."""

    @property
    def warnings(self) -> tuple[Issue, ...]:
        """What is doubtful, not wrong, in the file."""
        return tuple(found for found in self.text.issues if found.level != "erreur")

    def require_grid(self, wanted: str) -> None:
        """Raise UsageError where the file says that it answers another grid."""
        read = self.evaluation.grille
        if read and read != wanted:
            place = self.text.position("grille")
            raise UsageError(issue("grille-differente", place, lue=read, demandee=wanted))

    def answers(self, form: Formulaire) -> dict[str, str]:
        """Return the answers by « question.party » and « question.commentaire ».

        Raises UsageError with every answer that the grid does not know, at its place.
        """
        answers: dict[str, str] = {}
        found: list[Issue] = []
        for item, given in self.evaluation.reponses.items():
            for who, value in given.avis.items():
                read = form.answer(item, who, value)
                if isinstance(read, Issue):
                    found.append(read.at(self._place(item, who)))
                else:
                    answers[read[0]] = read[1]
            if given.commentaire and item in form.items:
                answers[f"{item}.{COMMENTAIRE}"] = given.commentaire
        if found:
            raise UsageError(*dict.fromkeys(found))
        return answers

    def _place(self, *path: str) -> Position:
        return self.text.position(*(("reponses", *path) if self.entete else path))


def read(path: Path, shown: str) -> Feuille:
    """Read a file of answers, called *shown* in messages.

    Raises FileSystemError where it cannot be read, UsageError with all that is wrong in it.
    """
    text = read_answers(path, shown)
    data = text.data
    if not text.readable or not isinstance(data, dict):
        raise UsageError(*text.issues)
    head = bool({fold(str(key)) for key in data} & set(field_by_fold(Evaluation)))
    record, found = validate(Evaluation, data if head else {"reponses": data})
    if not isinstance(record, Evaluation):
        raise UsageError(*_placed(found, text, head=head))
    return Feuille(text, record, head)


def _placed(found: Sequence[Issue], text: YamlText, *, head: bool) -> list[Issue]:
    return [each.at(text.position(*(each.path if head else each.path[1:]))) for each in found]
