"""What people answered in their own words: never quoted when fewer than twenty answered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qvtkit.model.diagnostic import EtatDesLieux

MINIMUM = 20
"""Answers under which the words of one person are recognised (rule of the project, decision 0015)."""
NON_REPRIS = "[propos non repris : moins de 20 réponses]"
_OF_PERSONS = frozenset({"questionnaire", "entretien", "entretiens"})
"""Tools in which each answers alone. A discussion group agrees on what it says: its words are its own."""
_QUOTED = re.compile(r"«[^«»]+»|“[^“”]+”|\"[^\"]+\"")
_WORDS = 4
"""Words from which what stands between quotation marks is somebody's sentence, not a term (proposition qvtkit)."""


def sans_paroles(survey: EtatDesLieux) -> EtatDesLieux:
    """Return *survey* without the sentences quoted from too few answers, or from nobody knows how many."""
    many = {
        tool.outil for tool in survey.outils
        if tool.outil in _OF_PERSONS and tool.participants is not None and tool.participants >= MINIMUM
    }  # fmt: skip
    few = _OF_PERSONS - many
    findings = tuple(
        each.model_copy(update={"texte": _sans(each.texte)}) if each.source in few else each
        for each in survey.constats
    )  # fmt: skip
    return survey.model_copy(update={"constats": findings})


def _sans(text: str) -> str:
    return _QUOTED.sub(lambda found: NON_REPRIS if len(re.findall(r"\w+", found[0])) >= _WORDS else found[0], text)
