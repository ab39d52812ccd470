"""The points that a phase left open when it ended, and whether they are settled by now."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qvtkit.method.jalons import Etat, jalon
from qvtkit.method.lexique import point_en_mots
from qvtkit.text import slugify

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from qvtkit.model.codes import Phase
    from qvtkit.model.projet import Projet


class PointOuvert(NamedTuple):
    """A point left open at the end of a phase: in words, settled since or not, what would settle it."""

    phase: Phase
    id: str
    texte: str
    regle: bool = False
    commande: str = ""
    """Empty for what the group wrote itself: no command knows how to settle it."""


def points_ouverts(projet: Projet, day: dt.date) -> Iterator[PointOuvert]:
    """Yield what each phase that is over left open: questions of its gate, or what the group wrote, each once."""
    seen = set[str]()
    for stay in projet.dossier.demarche.phases:
        if stay.phase is None or stay.fin is None or not stay.points_ouverts:
            continue
        for typed in stay.points_ouverts:
            found = point(projet, stay.phase, typed, day)
            if found.texte not in seen:
                seen.add(found.texte)
                yield found


def point(projet: Projet, phase: Phase, typed: str, day: dt.date) -> PointOuvert:
    """Return the point *typed*: the question of the gate that has this id, else the words of the group."""
    gate = jalon(projet, phase, day)
    named = {typed, slugify(typed)}  # a hand may have written « Climat_Social »
    question = next((each for each in gate.questions if each.id in named), None) if gate else None
    if question is None:
        return PointOuvert(phase, typed, point_en_mots(typed))
    settled = question.etat in {Etat.TROUVEE, Etat.REPONDUE}
    return PointOuvert(phase, typed, question.texte, settled, question.commande)
