"""Every link leads somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.checks.rule import Rule
from qvtkit.issues import Issue, issue
from qvtkit.model.references import INNER, Reference, known, references
from qvtkit.text import closest, did_you_mean, only_close

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator

    from qvtkit.model.projet import Projet

_NOUNS = {
    "probleme": "problème", "groupe": "groupe", "indicateur": "indicateur", "experimentation": "expérimentation",
    "questionnaire": "questionnaire", "grille": "grille", "seance": "séance", "reunion": "réunion",
    "proposition": "proposition", "constat": "constat", "siege": "siège", "echelle": "échelle",
    "question": "question",
}  # fmt: skip
_FEMININE = frozenset({"experimentation", "grille", "seance", "reunion", "proposition", "echelle", "question"})


def links(projet: Projet, aujourdhui: dt.date | None) -> Iterator[Issue]:  # noqa: ARG001
    """What a record refers to exists; where the list of what exists cannot be read, nothing is said."""
    declared: dict[str, frozenset[str] | None] = {}
    for reference in references(projet):
        if reference.kind not in declared or reference.kind in INNER:
            declared[reference.kind] = known(projet, reference)
        names = declared[reference.kind]
        if names is not None and reference.value not in names:
            yield from _unknown(reference, names)


def _unknown(reference: Reference, names: Collection[str]) -> Iterator[Issue]:
    hint = closest(reference.value, names)
    if reference.kind == "groupe" and not reference.path:  # the name of a meeting's file
        if hint:
            yield issue("reunion-sans-groupe", reference.position, valeur=reference.value, conseil=did_you_mean(hint))
        return
    yield issue(
        "reference-inconnue", reference.position, reference.path,
        aucun=f"{'Aucune' if reference.kind in _FEMININE else 'Aucun'} {_NOUNS[reference.kind]}",
        valeur=reference.value, conseil=did_you_mean(hint), remplacement=only_close(reference.value, names),
    )  # fmt: skip


RULE = Rule(
    "references",
    "Ce qu’un fichier cite existe : groupe, problème, indicateur, séance, siège remplacé…",
    ("reference-inconnue", "reunion-sans-groupe"),
    (links,),
)
