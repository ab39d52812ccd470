"""4. Déroulement: the story in a paragraph, then a few dates a phase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.coupe import coupe
from qvtkit.export.document import Bullets, Para, Run, Table
from qvtkit.export.sections.communs import MONOGRAPHIE, Blocks, para, section
from qvtkit.export.vues.base import intervalle
from qvtkit.method.lexique import majuscule, minuscule, phrase
from qvtkit.model.codes import Phase, TypeFait
from qvtkit.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qvtkit.export.context import Contexte
    from qvtkit.export.document import Cell
    from qvtkit.method.chronologie import FaitDate, Genre

_ELSEWHERE: frozenset[Genre] = frozenset({
    "phase", "rencontre", "cadrage", "groupe", "instance", "outil", "ajustement", "evaluation",
    "reunion", "proposition", "reponse", "visa",
})  # fmt: skip
"""Told in another section, or by the names of the phases."""
_BY_PHASE, _LONG = 3, 165
_TURNS: frozenset[Genre] = frozenset({"decision", "experimentation", "revue"})


def deroulement(contexte: Contexte) -> Blocks:
    """The history of the project in a dozen lines: the dates that count most in each phase."""
    facts = faits(contexte.faits)
    rows: list[tuple[Cell, ...]] = []
    left = 0
    for phase in (*Phase, None):
        of_phase = [fact for fact in facts if fact.phase is phase]
        chosen = _jalons(of_phase)
        left += len(of_phase) - len(chosen)
        passages = tuple(passage(contexte, phase)) if phase else ()
        if chosen or passages:
            rows.append((_tete(contexte, phase), (*passages, *_dates(chosen))))
    table = (Table("", ("Phase", "Ce qui s’est passé"), tuple(rows), largeurs=(2.1, 7)),) if rows else ()
    more = f"{plural(left, 'autre date est', 'autres dates sont')} dans {MONOGRAPHIE}." if left else ""
    return section("4. Déroulement", para(contexte.bilan.deroulement), table, para(more, "note"))


def faits(found: Sequence[FaitDate]) -> list[FaitDate]:
    """Return the facts that no other section tells: a day told by the journal is told once."""
    told = {fact.date for fact in found if fact.genre == "journal" and fact.date.jour}
    return [
        fact for fact in found
        if fact.genre == "journal" or (fact.genre not in _ELSEWHERE and fact.date not in told)
    ]  # fmt: skip


def _jalons(found: Sequence[FaitDate]) -> list[FaitDate]:
    """Return the few facts of a phase that turned something, else the first ones, in order of date."""
    ranked = sorted(enumerate(found), key=lambda each: (_poids(each[1]), each[0]))
    return [fact for _, fact in sorted(ranked[:_BY_PHASE], key=lambda each: each[0])]


def _poids(fact: FaitDate) -> int:
    if fact.genre in _TURNS or fact.texte.startswith(f"{TypeFait.DECISION.libelle} : "):
        return 0
    return 1 if fact.genre == "journal" else 2


def _tete(contexte: Contexte, phase: Phase | None) -> Cell:
    if phase is None:
        return (Para((Run("En dehors des phases", gras=True),)),)
    dates = [intervalle(each.debut, each.fin) for each in contexte.phases if each.phase is phase]
    return (Para((Run(phase.libelle, gras=True),)), *(Para(majuscule(text)) for text in dates if text))


def passage(contexte: Contexte, phase: Phase) -> Iterator[Para]:
    """Yield what was decided when the phase ended, each time."""
    for each in contexte.phases:
        if each.phase is phase and (each.debut or each.decision):
            decided = f"Décision de passage : {phrase(each.decision)}" if each.decision else ""
            reason = f"Motif : {phrase(each.motif)}" if each.motif else ""
            text = " ".join(filter(None, (decided, reason)))
            if text:
                yield Para((Run(text, italique=True),))


def _dates(found: Sequence[FaitDate]) -> tuple[Bullets, ...]:
    items = tuple(
        (Run(f"{majuscule(fact.date.francais)} : ", gras=True), Run(minuscule(phrase(coupe(fact.texte, _LONG)))))
        for fact in found
    )
    return (Bullets(items),) if items else ()
