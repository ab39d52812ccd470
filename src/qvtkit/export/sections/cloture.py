"""9 to 14: what was learnt, what follows, what a neighbour may take, annexes, visas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.document import Callout, Cell, Para, Run, Table
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
from qvtkit.export.sections.evaluation import PARTAGES
from qvtkit.method.lexique import majuscule, minuscule, phrase
from qvtkit.text import enumerate_fr

if TYPE_CHECKING:
    from qvtkit.export.context import Contexte
    from qvtkit.export.document import Text
    from qvtkit.export.vues.cloture import Suites
    from qvtkit.export.vues.evaluations import GrilleVue, QuestionVue
    from qvtkit.export.vues.experimentation import ExperimentationVue
    from qvtkit.export.vues.revues import RevueVue


def lecons(contexte: Contexte) -> Blocks:
    """9. Successes, difficulties with what was done, lessons, conditions."""
    told = contexte.bilan
    return section(
        "9. Réussites, difficultés et conditions",
        sous_titre("Réussites", liste(told.reussites)),
        sous_titre("Difficultés", liste(_difficulte(*pair) for pair in told.difficultes)),
        sous_titre("Enseignements", liste(told.enseignements)),
        sous_titre("Conditions de réussite", liste(told.conditions)),
        dit("Ce que nous referions autrement", told.autrement),
    )


def _difficulte(text: str, answer: str) -> Text:
    return (Run(f"{text} "), Run(f"Réponse : {minuscule(answer)}", italique=True)) if answer else text


def decision(contexte: Contexte) -> Blocks:
    """10. What was decided, who carries on, with what."""
    after = contexte.suites
    decided = tuple(block for test in contexte.experimentations for block in _decision(contexte, test))
    means = fiche_identite((
        ("Qui porte la suite", after.pilote or "personne n’est désigné"),
        ("Moyens en heures", after.heures), ("Moyens en euros", after.euros), ("Précision", after.precision),
    ))  # fmt: skip
    return section(
        "10. Décision et suites",
        decided,
        sous_titre("Moyens pour la suite", means),
        _actions(after),
        dit("Intégration à d’autres projets", " ".join(phrase(text) for text in after.integration)),
        *(_revue(each) for each in contexte.revues_tenues),
        dit("Prochains rendez-vous", phrase(enumerate_fr(map(minuscule, contexte.revues)))),
    )


def _revue(held: RevueVue) -> Blocks:
    """What a review found, months after the test: each change in words, opinions that differ apart."""
    rows = tuple(held.changements)
    table = (Table("", ("Changement", "Ce qu’il est devenu"), rows, largeurs=(4, 5)),) if rows else ()
    told = (
        ("Les indicateurs", held.indicateurs), ("Désaccords", held.divergences), ("Décidé pour la suite", held.decision)
    )  # fmt: skip
    return sous_titre(held.titre, (*table, *(block for label, text in told for block in dit(label, text))))


def _actions(after: Suites) -> Blocks:
    if not after.actions:
        return ()
    rows = tuple((title, cellule(state), cellule(due)) for title, state, due in after.actions)
    heads = ("Action", "État", "Échéance")
    return (Table("Les actions suivantes", heads, rows, largeurs=(6, 1.5, 2)),)


def _decision(contexte: Contexte, test: ExperimentationVue) -> Blocks:
    """A framed decision; a test still running says that nothing is decided yet."""
    name = f" ({minuscule(test.titre)})" if len(contexte.experimentations) > 1 else ""
    made = test.decision
    if made is None:
        return para(f"Pas encore de décision{name}.")
    by = ", ".join(filter(None, (made.par, made.date)))
    title = f"Décision : {minuscule(made.choix) or 'à préciser'}{name}"
    return (Callout("a-retenir", title, (*_p(made.motif), *_p(by, note=True))),)


def _p(text: str, *, note: bool = False) -> tuple[Para, ...]:
    return (Para(text, "note" if note else "normal"),) if text else ()


def transferabilite(contexte: Contexte) -> Blocks:
    """11. What we would tell a neighbour."""
    told = contexte.bilan
    pairs = (
        ("Une réussite", told.reussite), ("Une difficulté", told.difficulte), ("Un conseil", told.conseil)
    )  # fmt: skip
    return section(
        "11. Ce que nous dirions à un voisin",
        liste(gras(label, text) for label, text in pairs if text),
        dit("Ce qui peut servir ailleurs", told.transferabilite),
    )


def ressources(contexte: Contexte) -> Blocks:
    """12. The documents that may leave the folder."""
    found = dict.fromkeys(title for test in contexte.experimentations for title in test.ressources)
    if not found:
        return section("12. Ressources produites", para("Aucune ressource à partager à ce jour."))
    asked = f"À demander à : {minuscule(contexte.identite.contact)}." if contexte.identite.contact else ""
    return section("12. Ressources produites", liste(found), para(asked, "note"))


def annexes(contexte: Contexte) -> Blocks:
    """13. Hours and costs, then the points of attention."""
    return section("13. Annexes", _moyens(contexte), *(_vigilance(grid) for grid in contexte.vigilance))


def _moyens(contexte: Contexte) -> Blocks:
    several = len(contexte.experimentations) > 1
    rows = tuple(
        (f"{test.titre} : {label.lower()}" if several else label, cellule(planned), cellule(spent))
        for test in contexte.experimentations
        for label, planned, spent in test.moyens
    )
    table = Table("", ("Moyens", "Prévu", "Réalisé"), rows, largeurs=(3, 2, 2), entete_de_ligne=True)
    return sous_titre("Heures et coûts de l’expérimentation", (table,) if rows else (Para(NON_RENSEIGNE),))


def _vigilance(grid: GrilleVue) -> Blocks:
    asked = " ".join(filter(None, (grid.date, f"({grid.moment})" if grid.moment else "")))
    rows = tuple((q.texte, _reponses(q), q.commentaire or "–") for q in grid.questions)
    table = Table("", ("Question", "Réponses", "Commentaire"), rows, largeurs=(4.4, 2.8, 2.8))
    split = sum(q.partagee for q in grid.questions)
    intro = f"Réponses du {asked}. " if asked else ""
    intro += f"Les collèges répondent différemment à {split} questions sur {len(rows)}." if split > 1 else ""
    source = f"Source des questions : {grid.source}." if grid.source else ""
    return sous_titre(grid.titre, (*para(intro.strip()), table, *para(source, "note")))


def _reponses(question: QuestionVue) -> Cell:
    """Each answer with who gave it; « Avis partagés » in words where they differ."""
    by_answer: dict[str, list[str]] = {}
    for who, word in question.reponses:
        by_answer.setdefault(word, []).append(minuscule(who))
    head = (Para((Run(PARTAGES, gras=True),)),) if question.partagee else ()
    said = (f"{majuscule(word)} : {', '.join(who)}" for word, who in by_answer.items())
    return (*head, *(Para(text) for text in said))


def visas(contexte: Contexte) -> Blocks:
    """14. Direction and representatives of the staff."""
    rows = tuple((college, cellule(state)) for college, state in contexte.visas)
    return section("14. Visas", (Table("", ("Collège", "Fiche"), rows, largeurs=(3, 3), entete_de_ligne=True),))
