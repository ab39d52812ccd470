"""The end of the bilan for the staff: what is decided and with what means, what comes next, how to react."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.document import Callout, Definitions, Heading, Para, Run
from qvtkit.export.sections.communs import liste
from qvtkit.export.vues import mots_simples as mots
from qvtkit.export.vues.cloture import NON_PREVU
from qvtkit.method.echeances import echeances
from qvtkit.method.lexique import majuscule, minuscule, phrase
from qvtkit.method.preuve import groupes_de
from qvtkit.model.codes import EtatEvenement, Role, TypeEvenement
from qvtkit.text import NBSP

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from qvtkit.export.context import Contexte
    from qvtkit.export.coupe import Place
    from qvtkit.export.sections.communs import Blocks
    from qvtkit.export.vues.base import Base
    from qvtkit.export.vues.bilan_personnel import EssaiVue
    from qvtkit.model.perennisation import ActionSuite

_SPOKEN = frozenset(map(str, (
    TypeEvenement.REUNION, TypeEvenement.RESTITUTION, TypeEvenement.SEANCE, TypeEvenement.REVUE
)))  # fmt: skip
_WHERE = f"Où et quand{NBSP}: ……………………………………………………"


def decide(seen: Contexte, tests: tuple[EssaiVue, ...], place: Place) -> Blocks:
    """What was decided of each test, who carries on and with what means; « non prévus » in clear."""
    title = Heading(1, "Ce qui est décidé, et avec quels moyens")
    decided = (each for each in tests[: place.nombre(3)] if each.affiche.decision)
    told = tuple(_decision(each, place, named=len(tests) > 1) for each in decided)
    after = seen.suites
    if not told and not seen.suites.actions and not after.pilote:
        return (title, Para("Rien n’est encore décidé. Les moyens de la suite ne sont pas encore prévus."))
    means = (
        ("Qui s’en occupe", place.coupe(after.pilote, 110) or "Personne n’est encore désigné."),
        ("Temps", _moyen(after.heures)), ("Argent", _moyen(after.euros)),
        ("Précision", mots.bref(after.precision, int(place.part * 160))),
    )  # fmt: skip
    return (title, *told, Definitions(tuple((label, text) for label, text in means if text)))


def _moyen(amount: str) -> str:
    return "Non prévu." if amount == NON_PREVU else f"{amount}."


def _decision(test: EssaiVue, place: Place, *, named: bool) -> Para:
    label = test.affiche.decision
    if named:
        label = f"{place.coupe(test.affiche.titre, 80)} : {minuscule(label)}"
    return Para((Run(f"{majuscule(label)} ", gras=True), Run(mots.bref(test.affiche.motif, int(place.part * 260)))))


def suite(base: Base, tests: tuple[EssaiVue, ...], place: Place) -> Blocks:
    """What comes next, and when."""
    planned = [each for each in base.projet.suites.actions if each.titre]
    actions = tuple(
        f"{majuscule(place.coupe(each.titre, 120))}{f' : {when}' if (when := _quand(each, base.aujourdhui)) else ''}."
        for each in planned[: place.nombre(5)]
    )
    dates = tuple(text for each in tests for text in each.affiche.rendez_vous) if tests else tuple(_agenda(base))
    items = liste((*actions, *tuple(dict.fromkeys(dates))[: place.nombre(3)]))
    return (Heading(1, "La suite, et quand"), *(items or (Para("Aucune date n’est encore fixée."),)))


def _agenda(base: Base) -> Iterator[str]:
    """Yield what is planned for everybody, or for the groups, where no test has its own dates."""
    for each in echeances(base.projet):
        if each.attendue and each.genre in _SPOKEN and each.date and each.date.last_day >= base.aujourdhui:
            yield mots.rendez_vous(each)


def _quand(action: ActionSuite, day: dt.date) -> str:
    """« prévu en juin 2017 », « était prévu avant le 20/06/2017 » once that is past, « fait »."""
    if action.etat not in {None, EtatEvenement.PREVU}:
        return minuscule(action.etat.libelle) if action.etat else ""
    if action.echeance is None:
        return ""
    late = "était " if action.echeance.last_day < day else ""
    return f"{late}prévu {'avant le ' if action.echeance.jour else 'en '}{action.echeance.francais}"


def reagir(seen: Contexte, base: Base, tests: tuple[EssaiVue, ...], place: Place) -> Blocks:
    """Whom to tell; where and when is written by hand."""
    groups = dict.fromkeys(each.affiche.groupe for each in tests if each.affiche.groupe)
    if not groups:
        known = groupes_de(base.projet, Role.GROUPE_DE_TRAVAIL) or groupes_de(base.projet, Role.COPIL)
        groups = dict.fromkeys(group.nom for group in known.values() if group.nom)
    people = (
        *((place.coupe(seen.identite.contact, 90),) if seen.identite.contact else ()),
        *(f"une personne du {minuscule(place.coupe(name, 60))}" for name in list(groups)[:2]),
    )
    who = (Para(phrase(f"Dites-le à : {minuscule(', ou '.join(people))}")),) if people else ()
    return (Callout("a-retenir", "Vous n’êtes pas d’accord ? Vous avez une idée ?", (*who, Para(_WHERE))),)
