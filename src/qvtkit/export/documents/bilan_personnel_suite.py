"""The end of the bilan for the staff: what is decided and with what means, what comes next, how to react."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.document import Bullets, Callout, Definitions, Heading, Para, Run
from qvtkit.export.documents import affiche_mots as mots
from qvtkit.export.sections.communs import liste
from qvtkit.export.vues.cloture import NON_PREVU
from qvtkit.method.lexique import majuscule, minuscule
from qvtkit.text import NBSP

if TYPE_CHECKING:
    from qvtkit.export.context import Contexte
    from qvtkit.export.coupe import Place
    from qvtkit.export.documents.bilan_personnel_vue import EssaiVue
    from qvtkit.export.sections.communs import Blocks

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


def suite(seen: Contexte, tests: tuple[EssaiVue, ...], place: Place) -> Blocks:
    """What comes next, and when."""
    actions = tuple(
        f"{majuscule(place.coupe(title, 120))}{f' : {when}' if (when := _quand(due)) else ''}."
        for title, _, due in seen.suites.actions[: place.nombre(5)]
    )
    dates = tuple(dict.fromkeys(text for each in tests for text in each.affiche.rendez_vous))[: place.nombre(3)]
    items = liste((*actions, *dates))
    return (Heading(1, "La suite, et quand"), *(items or (Para("Aucune date n’est encore fixée."),)))


def _quand(due: str) -> str:
    return f"avant le {due}" if "/" in due else f"prévu en {due}" if due else ""


def reagir(seen: Contexte, tests: tuple[EssaiVue, ...], place: Place) -> Blocks:
    """Whom to tell; where and when is written by hand."""
    groups = dict.fromkeys(each.affiche.groupe for each in tests if each.affiche.groupe)
    people = (
        *((place.coupe(seen.identite.contact, 90),) if seen.identite.contact else ()),
        *(f"une personne du {minuscule(place.coupe(name, 60))}" for name in list(groups)[:2]),
    )
    who = (Para("Dites ce que vous en pensez à :"), Bullets(tuple(map(majuscule, people)))) if people else ()
    return (Callout("a-retenir", "Vous n’êtes pas d’accord ? Vous avez une idée ?", (*who, Para(_WHERE))),)
