"""5 to 8 of the monograph: the work as it was looked at, the problem, what was tried, what was said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.document import Run, Table
from qvtkit.export.documents.monographie_commun import raconter
from qvtkit.export.sections.communs import (
    NON_RENSEIGNE,
    Blocks,
    cellule,
    dit,
    fiche_identite,
    gras,
    liste,
    para,
    section,
    sous_titre,
)
from qvtkit.export.sections.evaluation import divergences, tableaux
from qvtkit.export.sections.experimentation import aucune, changement
from qvtkit.method.lexique import majuscule, minuscule, phrase

if TYPE_CHECKING:
    from qvtkit.export.context import Contexte
    from qvtkit.export.document import Text
    from qvtkit.export.vues.diagnostic import Diagnostic, ProblemeVu
    from qvtkit.export.vues.experimentation import ExperimentationVue
    from qvtkit.export.vues.seances import GrilleSeances, ReponseVue


def etat_des_lieux(seen: Contexte) -> Blocks:
    """5. Tools, participation, findings."""
    found = seen.diagnostic
    return section(
        "5. L’état des lieux",
        _outils(found),
        para(found.synthese),
        *(sous_titre(nature, liste(texts)) for nature, texts in found.constats),
        raconter(
            "Décrivez une situation de travail telle que le groupe l’a vue (qui fait quoi, dans quel ordre, avec quoi, "
            "et ce qui complique)",
        ),
    )


def _outils(found: Diagnostic) -> Blocks:
    rows = tuple(
        (tool.nom, cellule(tool.date), cellule(tool.participation), cellule(tool.restitution)) for tool in found.outils
    )
    heads = ("Outil", "Date", "Participation", "Restitution")
    return (Table("Les outils employés", heads, rows, largeurs=(3.6, 1.8, 2.6, 2)),) if rows else ()


def probleme(seen: Contexte) -> Blocks:
    """6. The problem that was kept, those that were not."""
    return section(
        "6. Le problème",
        *map(_probleme, seen.diagnostic.problemes),
        sous_titre("Autres sujets étudiés", liste(map(phrase, seen.diagnostic.autres))),
        raconter("Racontez pourquoi ce problème plutôt qu’un autre, et comment sa formulation a changé en chemin"),
    )


def _probleme(problem: ProblemeVu) -> Blocks:
    return sous_titre(majuscule(problem.titre), (
        *para(problem.enonce),
        *fiche_identite(problem.cadre),
        *_deux_listes(("Ce qui a guidé le choix", problem.principes), ("Pistes écartées", problem.ecartees)),
    ))  # fmt: skip


def _deux_listes(*lists: tuple[str, tuple[str, ...]]) -> Blocks:
    return tuple(block for title, texts in lists for block in sous_titre(title, liste(map(phrase, texts)), 3))


def experimentations(seen: Contexte) -> Blocks:
    """7. What was tried, with which safeguards, adjusted how."""
    tests = seen.experimentations
    title = "7. Les expérimentations" if len(tests) > 1 else "7. L’expérimentation"
    if not tests:
        return section(title, para(aucune(seen)), raconter("Racontez ce que vous aimeriez essayer, où et avec qui"))
    return section(
        title,
        *map(_experimentation, tests),
        raconter(
            "Décrivez une journée de travail pendant l’essai (ce que chacun a fait vraiment, ce qui a surpris, "
            "les ruses et les arrangements)",
            "Racontez ce qui a permis d’oser essayer, et ce que le droit à l’erreur a changé",
        ),
    )


def _experimentation(test: ExperimentationVue) -> Blocks:
    dates = ", ".join(filter(None, (test.dates, test.duree)))
    card = fiche_identite((
        ("État", test.etat), ("Problème visé", test.probleme), ("Origine", test.origine),
        ("Dates", dates), *test.perimetre, *test.garanties,
    ))  # fmt: skip
    rows = tuple(tuple(map(cellule, change)) for change in test.ajustements)
    heads = ("Date", "Ce qui a été constaté", "Ce qui a été décidé")
    changes = (Table("Les ajustements en cours d’essai", heads, rows, largeurs=(1.3, 4, 4)),) if rows else ()
    none = dit("Ajustements", "Aucun ajustement noté." if test.dates and not rows else "")
    return sous_titre(test.titre, (*changement(test), *card, *changes, *none))


def evaluation(seen: Contexte) -> Blocks:
    """8. Every appreciation, session by session, then side by side."""
    tests = [test for test in seen.experimentations if test.seances.seances]
    several = len(tests) > 1
    parts = (
        (*(sous_titre(test.titre, para("Les séances de cette expérimentation.")) if several else ()), *_seances(test))
        for test in tests
    )
    return section(
        "8. L’évaluation embarquée",
        *(parts if tests else (para(NON_RENSEIGNE),)),
        raconter("Racontez une discussion où le groupe n’était pas d’accord, et ce que chacun a pu y dire"),
    )


def _seances(test: ExperimentationVue) -> Blocks:
    grid = test.seances
    sessions = tuple(block for rank in range(len(grid.seances)) for block in _seance(grid, rank))
    return (
        *tableaux(grid),
        *sous_titre("Les avis qui diffèrent", liste(divergences(grid))),
        *sessions,
    )


def _seance(grid: GrilleSeances, rank: int) -> Blocks:
    """One session: who was there, each activity with the answer, the split and the comment."""
    session = grid.seances[rank]
    answers = [(row, answer) for row in grid.activites if (answer := row.reponses[rank])]
    title = ", ".join(filter(None, (f"Séance du {session.date}", minuscule(session.moment))))
    told = (
        ("Effets inattendus", session.effets_inattendus), ("Hors du périmètre", session.hors_perimetre),
        ("Désaccords gardés", session.divergences),
    )  # fmt: skip
    return sous_titre(title, (
        *para(phrase(f"Présents : {session.presents}") if session.presents else ""),
        *liste(_reponse(row.activite, answer) for row, answer in answers),
        *(block for label, text in told for block in dit(label, text)),
    ))  # fmt: skip


def _reponse(activity: str, answer: ReponseVue) -> Text:
    """« **Petits-déjeuners** : amélioré (ASH : amélioré ; infirmier : inchangé). Le service… »."""
    split = " ; ".join(f"{minuscule(word)} : {who}" for word, who in answer.partages)
    said = f"{minuscule(answer.reponse)} ({split})" if split else minuscule(answer.reponse)
    comment = (Run(f" {answer.commentaire}"),) if answer.commentaire else ()
    return (*gras(activity or "Activité", f"{said}."), *comment)
