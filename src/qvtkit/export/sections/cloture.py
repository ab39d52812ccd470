"""9 to 14: what was learnt, what follows, what a neighbour may take, annexes, visas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.document import Callout, Para, Run, Table
from qvtkit.export.sections.communs import (
    MONOGRAPHIE,
    NON_RENSEIGNE,
    Blocks,
    dit,
    en_ligne,
    enchaine,
    fiche_identite,
    gras,
    liste,
    para,
    rien_encore,
    section,
    sous_titre,
)
from qvtkit.method.lexique import majuscule, minuscule, phrase
from qvtkit.text import enumerate_fr

if TYPE_CHECKING:
    from qvtkit.export.context import Contexte
    from qvtkit.export.document import Text
    from qvtkit.export.vues.cloture import Bilan, Suites
    from qvtkit.export.vues.evaluations import GrilleVue, QuestionVue
    from qvtkit.export.vues.experimentation import ExperimentationVue
    from qvtkit.export.vues.revues import RevueVue


def lecons(contexte: Contexte) -> Blocks:
    """9. Successes, difficulties with what was done, lessons, conditions."""
    told = contexte.bilan
    return section(
        "9. Réussites, difficultés et conditions",
        sous_titre("Réussites", liste(told.reussites)),
        sous_titre("Difficultés", liste(difficulte(*pair) for pair in told.difficultes)),
        dit("Enseignements", " ".join(told.enseignements)),
        dit("Conditions de réussite", enchaine(told.conditions)),
        dit("Ce que nous referions autrement", told.autrement),
        vide=rien_encore(contexte),
    )


def difficulte(text: str, answer: str) -> Text:
    """Return a difficulty, then what was done about it."""
    return (Run(f"{text} "), Run(f"Réponse : {minuscule(answer)}", italique=True)) if answer else text


def decision(contexte: Contexte) -> Blocks:
    """10. What was decided, who carries on, with what."""
    return section("10. Décision et suites", *decisions(contexte), *suites(contexte))


def decisions(contexte: Contexte) -> tuple[Blocks, ...]:
    """Return what was decided of each test."""
    return tuple(_decision(contexte, test) for test in contexte.experimentations)


def suites(contexte: Contexte) -> tuple[Blocks, ...]:
    """Return who carries on, with what, to do what; then the reviews, held or to come."""
    after = contexte.suites
    means = fiche_identite((
        ("Qui porte la suite", after.pilote or "personne n’est désigné"),
        ("Moyens en heures", after.heures), ("Moyens en euros", after.euros), ("Précision", after.precision),
    ))  # fmt: skip
    return (
        means,
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
    items = (f"{title} ({details})." if details else f"{title}." for title, details in map(_etat, after.actions))
    return sous_titre("Les actions suivantes", liste(items))


def _etat(action: tuple[str, str, str]) -> tuple[str, str]:
    title, state, due = action
    return title.rstrip("."), ", ".join(filter(None, (minuscule(state), f"échéance : {due}" if due else "")))


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
    return section(
        "11. Ce que nous dirions à un voisin",
        a_retenir(contexte.bilan),
        dit("Ce qui peut servir ailleurs", contexte.bilan.transferabilite),
        vide=rien_encore(contexte),
    )


def a_retenir(told: Bilan) -> Blocks:
    """Return a success, a difficulty and an advice: what is told in a minute."""
    pairs = (("Une réussite", told.reussite), ("Une difficulté", told.difficulte), ("Un conseil", told.conseil))
    return liste(gras(label, text) for label, text in pairs if text)


def ressources(contexte: Contexte) -> Blocks:
    """12. The documents that may leave the folder."""
    return section("12. Ressources produites", a_partager(contexte))


def a_partager(contexte: Contexte) -> Blocks:
    """Return the titles of the documents that may leave the folder, and whom to ask."""
    found = dict.fromkeys(title for test in contexte.experimentations for title in test.ressources)
    if not found:
        return para("Aucune ressource à partager à ce jour.")
    asked = f"À demander à : {minuscule(contexte.identite.contact)}." if contexte.identite.contact else ""
    return (*liste(found), *para(asked))


def annexes(contexte: Contexte) -> Blocks:
    """13. Hours and costs, then the points of attention on which opinions differ."""
    return section("13. Annexes", moyens(contexte), *(_vigilance(grid) for grid in contexte.vigilance))


def moyens(contexte: Contexte) -> Blocks:
    """Return the hours and euros of the tests, planned and spent; nothing without a test."""
    if not contexte.experimentations:
        return ()
    several = len(contexte.experimentations) > 1
    told = tuple(
        block
        for test in contexte.experimentations
        for block in (*(para(f"{test.titre} :") if several and test.moyens else ()), *en_ligne(_prevu(test)))
    )
    return sous_titre("Heures et coûts de l’expérimentation", told or (Para(NON_RENSEIGNE),))


def _prevu(test: ExperimentationVue) -> tuple[tuple[str, str], ...]:
    return tuple((label, f"prévu {planned}, réalisé {spent}") for label, planned, spent in test.moyens)


def _vigilance(grid: GrilleVue) -> Blocks:
    """Say when the grid was filled, then only the questions that were not answered alike."""
    split = [question for question in grid.questions if question.partagee]
    items: tuple[Text, ...] = tuple(
        (Run(f"{q.texte} ", gras=True), Run(reponses(q)), Run(f" {q.commentaire}".rstrip(), italique=True))
        for q in split
    )
    rest = f"Toutes les questions et leurs réponses : dans {MONOGRAPHIE}."
    return sous_titre(grid.titre, (*para(rempli(grid)), *liste(items), *para(rest, "note")))


def rempli(grid: GrilleVue) -> str:
    """« Réponses du 20/01/2017 (à la fin). Les collèges répondent différemment à 4 questions sur 11. »."""
    asked = " ".join(filter(None, (grid.date, f"({grid.moment})" if grid.moment else "")))
    split = sum(question.partagee for question in grid.questions)
    told = [f"Réponses du {asked}." if asked else ""]
    if split:
        answers = "une question" if split == 1 else f"{split} questions"
        told.append(f"Les collèges répondent différemment à {answers} sur {len(grid.questions)}.")
    elif len(grid.questions) > 1:
        told.append(f"Aucun désaccord n’est noté sur les {len(grid.questions)} questions.")
    return " ".join(filter(None, told))


def reponses(question: QuestionVue) -> str:
    """Return each answer with who gave it: « Oui : direction. En partie : encadrement. »."""
    by_answer: dict[str, list[str]] = {}
    for who, word in question.reponses:
        by_answer.setdefault(word, []).append(minuscule(who))
    return " ".join(f"{majuscule(word)} : {', '.join(who)}." for word, who in by_answer.items())


def visas(contexte: Contexte) -> Blocks:
    """14. Direction and representatives of the staff."""
    return section("14. Visas", fiche_identite(contexte.visas))
