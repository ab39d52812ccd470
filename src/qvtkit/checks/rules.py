"""The rules of `check`, in the order in which they are listed."""

from __future__ import annotations

from qvtkit.checks import (
    codes,
    confidentiality,
    dates,
    experiments,
    folder,
    groups,
    indicators,
    persons,
    references,
)
from qvtkit.checks.rule import Rule
from qvtkit.text import fold

LECTURE = Rule("lecture", "Chaque fichier se lit, ses rubriques et ses valeurs sont comprises", ())
"""Claims every fault found while reading a file that no other rule claims."""

RULES: tuple[Rule, ...] = (
    LECTURE, folder.FICHIERS, folder.IDENTIFIANTS, references.RULE, dates.RULE, groups.RULE, experiments.RULE,
    indicators.RULE, confidentiality.CONFIDENTIALITE, confidentiality.QUESTIONNAIRES, persons.RULE,
    codes.GRILLES, codes.LISTES,
)  # fmt: skip
_OWNERS = {code: rule for rule in RULES for code in rule.codes}


def owner(code: str) -> Rule:
    """Return the rule to which a fault found while reading belongs."""
    return _OWNERS.get(code, LECTURE)


def named(word: str) -> Rule | None:
    """Return the rule called *word*, however it is typed."""
    return next((rule for rule in RULES if rule.nom == fold(word)), None)
