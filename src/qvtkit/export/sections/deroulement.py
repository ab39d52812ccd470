"""4. Déroulement: the story in a paragraph, then the dated facts phase by phase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.document import Para, Table
from qvtkit.export.sections.communs import Blocks, para, section, sous_titre
from qvtkit.export.vues.base import intervalle
from qvtkit.method.lexique import majuscule, phrase
from qvtkit.model.codes import Phase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qvtkit.export.context import Contexte
    from qvtkit.method.chronologie import FaitDate, Genre

_ELSEWHERE: frozenset[Genre] = frozenset({
    "phase", "rencontre", "cadrage", "groupe", "instance", "outil", "ajustement", "evaluation",
    "reunion", "proposition", "reponse", "visa",
})  # fmt: skip
"""Told in another section, or by the headings of this one."""


def deroulement(contexte: Contexte) -> Blocks:
    """The history of the project, phase by phase."""
    facts = _kept(contexte.faits)
    phases = [
        sous_titre(phase.libelle, (*_dates(contexte, phase), *_table(chosen)), 2)
        for phase in Phase
        if (chosen := [fact for fact in facts if fact.phase is phase]) or _dates(contexte, phase)
    ]
    outside = [fact for fact in facts if fact.phase is None]
    return section(
        "4. Déroulement",
        para(contexte.bilan.deroulement),
        *phases,
        sous_titre("En dehors des phases", _table(outside)),
    )


def _kept(facts: Sequence[FaitDate]) -> list[FaitDate]:
    """Return the facts that this section tells: a day told by the journal is told once."""
    told = {fact.date for fact in facts if fact.genre == "journal" and fact.date.jour}
    return [
        fact for fact in facts
        if fact.genre == "journal" or (fact.genre not in _ELSEWHERE and fact.date not in told)
    ]  # fmt: skip


def _dates(contexte: Contexte, phase: Phase) -> Blocks:
    """« De janvier 2016 à mars 2016. » and what was decided when the phase ended."""
    blocks: list[Para] = []
    for passage in contexte.phases:
        if passage.phase is phase and (passage.debut or passage.decision):
            dates = intervalle(passage.debut, passage.fin)
            decided = f"Décision de passage : {phrase(passage.decision)}" if passage.decision else ""
            reason = f"Motif : {phrase(passage.motif)}" if passage.motif else ""
            blocks += [Para(" ".join(filter(None, (phrase(dates), decided, reason))))]
    return tuple(blocks)


def _table(facts: Sequence[FaitDate]) -> Blocks:
    if not facts:
        return ()
    rows = tuple((majuscule(fact.date.francais), phrase(fact.texte)) for fact in facts)
    return (Table("", ("Date", "Ce qui s’est passé"), rows, largeurs=(1.6, 7)),)
