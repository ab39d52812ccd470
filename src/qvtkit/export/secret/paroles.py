"""What people answered in their own words: never quoted when fewer than twenty answered."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qvtkit.model.diagnostic import EtatDesLieux

MINIMUM = 20
"""Answers under which the words of one person are recognised (rule of the project, decision 0015)."""
NON_REPRIS = "[propos non repris : moins de 20 réponses]"
_OF_PERSONS = ("questionnaire", "entretien", "enquete", "sondage", "barometre")
"""Tools in which each answers alone. A discussion group agrees on what it says: its words are its own."""
_QUOTED = re.compile(r"«[^«»]+»|<<[^<>]+>>|“[^“”]+”|„[^„“”]+[“”]|‘[^‘’]+(?:’\w[^‘’]*)*’|\"[^\"]+\"")
_WORDS = 4
"""Words from which what stands between quotation marks is somebody's sentence, not a term (proposition qvtkit)."""


def sans_paroles(survey: EtatDesLieux) -> EtatDesLieux:
    """Return *survey* without the sentences quoted from too few answers, or from nobody knows how many."""
    answers: dict[str, list[int]] = defaultdict(list)
    for tool in survey.outils:  # two questionnaires: nobody knows which one is quoted
        answers[tool.outil or ""].append(tool.participants or 0)
    named = {tool.questionnaire: tool.outil for tool in survey.outils if tool.questionnaire}
    findings = tuple(
        each.model_copy(update={"texte": _sans(each.texte)}) if _from_few(each.source or "", named, answers) else each
        for each in survey.constats
    )
    return survey.model_copy(update={"constats": findings})


def _from_few(source: str, named: Mapping[str, str | None], answers: Mapping[str, list[int]]) -> bool:
    """Tell whether a source in which each answers alone had too few answers; one may be cited by its own id."""
    tool = named.get(source) or source
    return tool.startswith(_OF_PERSONS) and min(answers.get(tool) or [0]) < MINIMUM


def _sans(text: str) -> str:
    return _QUOTED.sub(lambda found: NON_REPRIS if len(re.findall(r"\w+", found[0])) >= _WORDS else found[0], text)
