"""6. Expérimentation(s): what changes, where, with which safeguards, adjusted how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.document import Table
from qvtkit.export.sections.communs import Blocks, cellule, dit, fiche_identite, para, section, sous_titre
from qvtkit.method.lexique import phrase

if TYPE_CHECKING:
    from qvtkit.export.context import Contexte
    from qvtkit.export.vues.experimentation import ExperimentationVue

AUCUNE = "Aucune expérimentation n’est encore menée."


def experimentation(contexte: Contexte) -> Blocks:
    """Each experiment, or why there is none."""
    tests = contexte.experimentations
    title = "6. Expérimentations" if len(tests) > 1 else "6. Expérimentation"
    if not tests:
        reason = contexte.sans_experimentation or "La raison n’est pas encore notée."
        return section(title, para(f"{AUCUNE} {reason}"))
    return section(title, *(_experimentation(test) for test in tests))


def _experimentation(test: ExperimentationVue) -> Blocks:
    change = (
        *dit("Hypothèse", phrase(test.hypothese)),
        *dit("Ce qui change", phrase(test.ce_qui_change)),
        *dit("Ce qui ne change pas", phrase(test.ce_qui_ne_change_pas)),
    )
    dates = ", ".join(filter(None, (test.dates, test.duree)))
    card = fiche_identite((
        ("État", test.etat), ("Problème visé", test.probleme), ("Origine", test.origine),
        ("Dates", dates), *test.perimetre, *test.garanties,
    ))  # fmt: skip
    return sous_titre(test.titre, (*change, *card, *_ajustements(test)))


def _ajustements(test: ExperimentationVue) -> Blocks:
    if not test.ajustements:
        return dit("Ajustements", "Aucun ajustement noté." if test.dates else "")
    rows = tuple(tuple(map(cellule, change)) for change in test.ajustements)
    heads = ("Date", "Ce qui a été constaté", "Ce qui a été décidé")
    return (Table("Les ajustements en cours de test", heads, rows, largeurs=(1.3, 4, 4)),)
