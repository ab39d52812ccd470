"""What a review is about: the changes that were kept, what the indicators say since, what was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qvtkit.analysis.comparaison import comparer, fin_du_test
from qvtkit.method.familles import lire_familles
from qvtkit.method.familles_mots import verdict_dit
from qvtkit.method.lexique import Lexique, minuscule, phrase
from qvtkit.method.preuve import nom_du_test
from qvtkit.method.revues import LAISSES, TITRES
from qvtkit.model.codes import ChoixDecision
from qvtkit.text import enumerate_fr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qvtkit.analysis.comparaison import Releve
    from qvtkit.method.lecture_indicateur import Ligne
    from qvtkit.model.codes import Devenir
    from qvtkit.model.dates import DateSouple
    from qvtkit.model.experimentation import Experimentation
    from qvtkit.model.indicateur import Indicateur
    from qvtkit.model.perennisation import ChangementRevu, Revue
    from qvtkit.model.projet import Projet


class Changement(NamedTuple):
    """A change that was kept, of which a review asks what has become: a test, or a next action."""

    cle: str
    """Id of the test, or the title of the action."""
    titre: str
    experimentation: str | None
    decide: str
    """What was decided of it, in words."""


def changements(projet: Projet) -> tuple[Changement, ...]:
    """Return the changes of which a review asks what has become."""
    found = [
        Changement(key, nom_du_test(key, test), key, f"décision : {test.decision.choix.libelle.lower()}")
        for key, test in projet.experimentations.items()
        if test.decision and test.decision.choix and test.decision.choix is not ChoixDecision.ARRETER
    ]
    found += [
        Changement(action.titre, action.titre, None, action.etat.libelle.lower() if action.etat else "")
        for action in projet.suites.actions
        if action.titre and action.etat not in LAISSES
    ]
    return tuple(found)


class Lecture(NamedTuple):
    """What an indicator says around a closed test: T0, the last value, the last since the end."""

    indicateur: str
    nom: str
    t0: str
    derniere: str
    suivi: str
    lue: str = ""
    """What is read of it, with its counts and a caution; or why nothing is."""


def lectures(projet: Projet) -> tuple[Lecture, ...]:
    """Return what the indicators of the kept changes say now, once each; a value that lacks is empty."""
    found: dict[str, Lecture] = {}
    for change in changements(projet):
        test = projet.experimentations.get(change.experimentation or "")
        if test is None or change.experimentation is None:
            continue
        for line in lire_familles(projet, change.experimentation, test).lignes:
            found.setdefault(line.identifiant, _lecture(projet.indicateurs[line.identifiant], test, line))
    return tuple(found.values())


def _lecture(indicator: Indicateur, test: Experimentation, line: Ligne) -> Lecture:
    seen = comparer(indicator, debut=test.debut, fin=fin_du_test(test))
    shown = (
        () if line.muette else (seen.t0, seen.derniere, seen.dernier_suivi)
    )  # a silent index is not set side by side
    t0, last, since = (_value(indicator, each) for each in shown or (None, None, None))
    return Lecture(line.identifiant, line.nom, t0, last, since, verdict_dit(line))


def _value(indicator: Indicateur, releve: Releve | None) -> str:
    """« 4,2 % (mars 2017) »."""
    return f"{indicator.shown(releve.valeur)} ({releve.periode.francais})" if releve else ""


def intitule(held: Revue) -> str:
    """« Revue à six mois (20/06/2017) »."""
    title = TITRES.get(held.mois or 0, "Revue")
    return f"{title} ({held.date.francais})" if held.date else title


def devenu(each: ChangementRevu, words: Lexique) -> str:
    """Return what a change has become, in words: « adapté ; métiers : s’est défait. La règle tient. »."""
    by_answer: dict[Devenir, list[str]] = {}
    for party, answer in each.avis.items():
        by_answer.setdefault(answer, []).append(minuscule(words.partie(party)))
    common = each.devenir.libelle.lower() if each.devenir else "les avis diffèrent"
    apart = (f"{enumerate_fr(who)} : {answer.libelle.lower()}" for answer, who in by_answer.items())
    said = " ; ".join([common, *apart])
    return f"{said}. {phrase(each.commentaire)}" if each.commentaire else said


def nom(projet: Projet, each: ChangementRevu) -> str:
    """Return how a change is called in a sentence."""
    test = projet.experimentations.get(each.experimentation or "")
    return (test.titre if test else "") or each.experimentation or each.action


def faits_des_revues(projet: Projet) -> Iterator[tuple[DateSouple, str]]:
    """Yield what each dated review found of the changes, then what was decided in it."""
    words = Lexique(projet)
    for held in projet.suites.revues:
        if held.date is None:
            continue
        told = (f"{nom(projet, each)} : {devenu(each, words)}".rstrip(".") for each in held.changements)
        said = " ; ".join(told)
        yield held.date, TITRES.get(held.mois or 0, "Revue") + (f" : {said}" if said else "")
        if held.decision:
            yield held.date, f"Décision de la revue : {held.decision}"
