"""The fiche de passation: two pages for whoever arrives, so that nothing starts again from nothing.

Pure: the same project and the same day give the same document.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qvtkit.export.context import contexte
from qvtkit.export.coupe import Place, ajuste
from qvtkit.export.document import Bullets, Callout, Definitions, Heading, Para, Run, Table
from qvtkit.export.masking import masked
from qvtkit.export.sections.communs import NON_RENSEIGNE, enchaine, liste, para
from qvtkit.export.shell import document
from qvtkit.export.vues.base import Base
from qvtkit.export.vues.passation import JOURS, Passation, passation, quand
from qvtkit.method.lexique import minuscule, phrase
from qvtkit.text import enumerate_fr, plural

if TYPE_CHECKING:
    import datetime as dt

    from qvtkit.export.context import Contexte
    from qvtkit.export.document import Document, Text
    from qvtkit.export.sections.communs import Blocks
    from qvtkit.export.vues.experimentation import ExperimentationVue
    from qvtkit.export.vues.gouvernance import GroupeVu
    from qvtkit.model.projet import Projet

_LONG, _LINE = 300, 170
_DECISIONS, _DUE, _GROUPS, _POINTS = 7, 8, 4, 5
_BUDGET = 6200
"""Characters of the whole that Word sets on two pages."""
_COMMANDS = (
    ("qvtkit status", "où en est la démarche, en un écran"),
    ("qvtkit next", "ce qu’il y a à faire maintenant, et pourquoi"),
    ("qvtkit journal list", "toute l’histoire, date par date"),
)
_FILES = (
    ("qvt.yaml", "l’établissement, les phases"),
    ("1-conception", "le cadrage, les groupes et leurs sièges"),
    ("2-diagnostic", "l’état des lieux, les problèmes"),
    ("3-experimentation", "ce qui est essayé, les séances"),
    ("4-perennisation", "le bilan, les suites"),
    ("indicateurs, propositions, reunions", "les chiffres, les réponses données, les comptes rendus"),
    ("documents", "les pièces du groupe"),
    ("exports", "les documents produits"),
)  # fmt: skip


def build(projet: Projet, aujourdhui: dt.date) -> Document:
    """Return the fiche de passation of *projet* as it stands on the day *aujourdhui*."""
    seen = contexte(projet, aujourdhui)
    state = passation(Base.of(masked(projet), aujourdhui))
    word = seen.identite.vocabulaire
    made = document(
        seen,
        titre=Place().coupe(seen.identite.titre or f"Démarche {word}", 110),
        genre="Fiche de passation",
        sujet=f"Fiche de passation d’une démarche {word}",
        blocs=ajuste(lambda place: _blocs(seen, state, place), _BUDGET),
        compact=True,
    )
    return replace(made, pages=2)


def _blocs(seen: Contexte, state: Passation, place: Place) -> Blocks:
    return (
        *_accueil(), *_projet(seen, place), *_ouvert(seen, state, place), *_echeances(state, place),
        *_decisions(state, place), *_sieges(seen, place), *_fichiers(seen, state, place), *_commandes(),
    )  # fmt: skip


def _accueil() -> Blocks:
    text = "Pour une personne qui arrive dans la démarche : où nous en sommes, ce qui est décidé, ce qui est attendu."
    return (Para(text, "chapeau"),)


def _projet(seen: Contexte, place: Place) -> Blocks:
    """The project in ten lines, what is not known said so."""
    pairs = (
        ("Établissement", _identite(seen, place)),
        ("Pourquoi", phrase(place.coupe(seen.cadre.pourquoi, _LONG))),
        ("Périmètre", phrase(place.coupe(seen.cadre.perimetre, _LINE))),
        ("Problème retenu", _probleme(seen, place)),
        ("Ce qui est essayé", " ".join(_test(test, place) for test in seen.experimentations[-2:])),
        ("Moyens", place.coupe(seen.cadre.moyens, _LINE)),
        ("Projets liés", enchaine(place.premiers(seen.cadre.projets, 3, 110))),
        ("Instances informées", enchaine(place.premiers(seen.cadre.instances, 4, 110))),
        ("Qui porte la suite", seen.suites.pilote or "Pas encore désigné."),
        ("Contact", seen.identite.contact),
    )
    return (
        Heading(1, "La démarche en dix lignes"),
        Definitions(tuple((label, text or NON_RENSEIGNE) for label, text in pairs)),
    )


def _identite(seen: Contexte, place: Place) -> str:
    who = seen.identite
    clusters = enumerate_fr(f"cluster « {cluster.nom} »" for cluster in who.clusters[:2])
    kind = " ".join(filter(None, (who.type, who.statut.lower())))
    return phrase(
        place.coupe(", ".join(filter(None, (who.etablissement, kind, who.effectif, who.region, clusters))), 260)
    )


def _probleme(seen: Contexte, place: Place) -> str:
    kept = seen.diagnostic.problemes
    return " ".join(phrase(place.coupe(each.enonce or each.titre, _LONG)) for each in kept[:1])


def _test(test: ExperimentationVue, place: Place) -> str:
    """« Une procédure partagée : terminée, du … au …, décision : adapter. »."""
    decided = f"décision : {minuscule(test.decision.choix)}" if test.decision and test.decision.choix else ""
    details = ", ".join(filter(None, (minuscule(test.etat), minuscule(test.dates), decided)))
    return phrase(f"{place.coupe(test.titre, 120)} : {details}")


def _ouvert(seen: Contexte, state: Passation, place: Place) -> Blocks:
    """Where we are, and what waits for someone."""
    waiting = plural(state.sans_reponse, "proposition attend une réponse", "propositions attendent une réponse")
    open_items = (
        *place.premiers(state.points_ouverts, _POINTS, _LINE),
        *((waiting,) if state.sans_reponse else ()),
        *place.premiers(seen.gouvernance.vacances, 2, _LINE),
    )
    items: tuple[Text, ...] = tuple(phrase(each) for each in open_items)
    box = Callout("attention", "Ce qui reste ouvert", (Bullets(items),)) if items else Para("Rien n’est resté ouvert.")
    return (
        Heading(1, "Où nous en sommes"),
        Para((Run("Phase. ", gras=True), Run(phrase(state.phase) or NON_RENSEIGNE))), box,
    )  # fmt: skip


def _echeances(state: Passation, place: Place) -> Blocks:
    title = Heading(1, f"Ce qui est attendu d’ici {JOURS} jours")
    near = state.echeances[: place.nombre(_DUE)]
    rows = tuple((quand(each), phrase(place.coupe(each.texte, _LINE))) for each in near)
    rest = len(state.echeances) - len(rows)
    more = [f"{plural(rest, 'autre date', 'autres dates')} d’ici là" if rest > 0 else ""]
    more += [f"{plural(state.plus_tard, 'date')} plus tard" if state.plus_tard else ""]
    note = para(phrase(" ; ".join(filter(None, more))), "note")
    if not rows:
        return (title, Para("Aucune date n’est inscrite."), *note)
    return (title, Table("", ("Quand", "Quoi"), rows, largeurs=(1.7, 7)), *note)


def _decisions(state: Passation, place: Place) -> Blocks:
    """The last decisions, the latest first."""
    title = Heading(1, "Ce qui a été décidé")
    last = state.decisions[: -place.nombre(_DECISIONS) - 1 : -1]
    latest = tuple((date, phrase(place.coupe(text, _LINE))) for date, text in last)
    if not latest:
        return (title, Para("Aucune décision n’est encore notée."))
    rest = len(state.decisions) - len(latest)
    older = f"Avant : {plural(rest, 'autre décision', 'autres décisions')}, dans le journal." if rest else ""
    return (title, Table("", ("Date", "Décision"), latest, largeurs=(1.7, 7)), *para(older, "note"))


def _sieges(seen: Contexte, place: Place) -> Blocks:
    """Who sits where, by function; then the last changes."""
    groups = [group for group in seen.gouvernance.groupes if group.nombre]
    title = Heading(1, "Qui siège")
    if not groups:
        return (title, Para("Aucun siège n’est encore pourvu."))
    rows = tuple(
        (place.coupe(group.nom, 60), _colleges(group, place), _role(group, place))
        for group in groups[: place.nombre(_GROUPS)]
    )
    table = Table("", ("Groupe", "Sièges d’aujourd’hui", "Rôle"), rows, largeurs=(2, 5, 3), entete_de_ligne=True)
    changes = place.premiers(reversed(seen.gouvernance.changements), 2, 230)
    return (title, table, *liste(changes))


def _colleges(group: GroupeVu, place: Place) -> str:
    people = (f"{college} : {', '.join(map(minuscule, functions))}" for college, functions in group.sieges.items())
    return place.coupe(phrase(" ; ".join(people)), 360)


def _role(group: GroupeVu, place: Place) -> str:
    pace = f"Rythme : {minuscule(group.frequence)}" if group.frequence else ""
    return place.coupe(" ".join(filter(None, (phrase(group.roles), phrase(pace)))), 130)


def _fichiers(seen: Contexte, state: Passation, place: Place) -> Blocks:
    """Where things are; the drive is written by hand, for it is nobody else's business."""
    where = Para((
        Run(f"Tout est dans le dossier « {place.coupe(state.dossier, 60)} ». "),
        Run("Où le trouver (lecteur, partage), à écrire à la main : ………………………………………………………………"),
    ))  # fmt: skip
    items: tuple[Text, ...] = tuple((Run(name, gras=True), Run(f" : {what}")) for name, what in _FILES)
    pieces = enumerate_fr(place.coupe(each, 80) for test in seen.experimentations for each in test.ressources[:3])
    said = para(f"Pièces à connaître : {pieces}.") if pieces else ()
    return (Heading(1, "Où sont les fichiers"), where, Bullets(items), *said)


def _commandes() -> Blocks:
    items: tuple[Text, ...] = tuple((Run(command, gras=True), Run(f" : {why}")) for command, why in _COMMANDS)
    return (Heading(1, "Les trois premières commandes"), Para("Dans un terminal, depuis ce dossier :"), Bullets(items))
