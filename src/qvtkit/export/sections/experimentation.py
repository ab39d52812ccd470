"""6. Expérimentation(s): what changes, where, with which safeguards, adjusted how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.sections.communs import Blocks, dit, en_ligne, gras, liste, para, section, sous_titre
from qvtkit.export.vues.experimentation import RETOUR
from qvtkit.method.lexique import minuscule, phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qvtkit.export.context import Contexte
    from qvtkit.export.document import Text
    from qvtkit.export.vues.experimentation import ExperimentationVue

AUCUNE = "Aucune expérimentation n’est encore menée."


def experimentation(contexte: Contexte) -> Blocks:
    """Each experiment, or why there is none."""
    tests = contexte.experimentations
    title = "6. Expérimentations" if len(tests) > 1 else "6. Expérimentation"
    if not tests:
        return section(title, para(aucune(contexte)))
    return section(title, *(_experimentation(test) for test in tests))


def aucune(contexte: Contexte) -> str:
    """Say that nothing was tested, and why where it is known; while the project goes on, no reason is awaited."""
    unknown = "La raison n’est pas encore notée." if contexte.bilan_attendu else ""
    return f"{AUCUNE} {contexte.sans_experimentation or unknown}".strip()


def _experimentation(test: ExperimentationVue) -> Blocks:
    return sous_titre(test.titre, (
        *changement(test),
        *en_ligne((("État", test.etat), ("Dates", ", ".join(filter(None, (test.dates, test.duree)))),
                   *test.perimetre, ("Origine", test.origine))),
        *en_ligne(each for each in test.garanties if each[0] in RETOUR),
        *en_ligne(each for each in test.garanties if each[0] not in RETOUR),
        *_ajustements(test),
    ))  # fmt: skip


def changement(test: ExperimentationVue) -> Blocks:
    """Return the hypothesis, what changes, what does not."""
    return (
        *dit("Hypothèse", phrase(test.hypothese)),
        *dit("Ce qui change", phrase(test.ce_qui_change)),
        *dit("Ce qui ne change pas", phrase(test.ce_qui_ne_change_pas)),
    )


def _ajustements(test: ExperimentationVue) -> Blocks:
    if not test.ajustements:
        return dit("Ajustements", "Aucun ajustement noté." if test.dates else "")
    return sous_titre("Ajustements en cours de test", liste(_dits(test.ajustements)), 3)


def _dits(changes: Iterable[tuple[str, str, str]]) -> Iterable[Text]:
    for date, seen, decided in changes:
        done = f"Décidé : {minuscule(phrase(decided))}" if decided else ""
        yield gras(date or "Sans date", " ".join(filter(None, (minuscule(phrase(seen)), done))))
