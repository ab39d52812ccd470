"""The fiche de passation: one page for whoever arrives, so that nothing starts again from nothing.

Pure: the same project and the same day give the same document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.context import contexte
from qvtkit.export.coupe import Place, ajuste
from qvtkit.export.document import Bullets, Callout, Definitions, Heading, Para, Run, Table
from qvtkit.export.secret.masking import masked
from qvtkit.export.sections.communs import NON_RENSEIGNE, dit, enchaine, gras, para
from qvtkit.export.sections.identite import genre
from qvtkit.export.shell import document
from qvtkit.export.vues.attendus import quand
from qvtkit.export.vues.base import Base
from qvtkit.export.vues.passation import JOURS, Passation, passation
from qvtkit.method.lexique import majuscule, minuscule, phrase
from qvtkit.text import enumerate_fr, plural

if TYPE_CHECKING:
    import datetime as dt

    from qvtkit.export.context import Contexte
    from qvtkit.export.document import Document, Text
    from qvtkit.export.sections.communs import Blocks
    from qvtkit.export.vues.experimentation import ExperimentationVue
    from qvtkit.export.vues.gouvernance import GroupeVu
    from qvtkit.model.projet import Projet

_LONG, _LINE = 280, 190
_DECISIONS, _DUE, _GROUPS, _POINTS = 4, 5, 3, 3
_BUDGET = 4800
"""Characters of the whole that Word sets on one page."""
_COMMANDS = (
    ("qvtkit status", "où en est la démarche"),
    ("qvtkit next", "ce qu’il y a à faire maintenant"),
    ("qvtkit journal list", "toute l’histoire, date par date"),
)
_FOLDERS = (
    "les dossiers 1 à 4 suivent les phases ; « indicateurs », « propositions » et « reunions » gardent les chiffres, "
    "les réponses et les comptes rendus ; « documents », les pièces du groupe ; « exports », les documents produits"
)


_NOT_YET = "Rien n’est encore essayé."


def build(projet: Projet, aujourdhui: dt.date) -> Document:
    """Return the fiche de passation of *projet* as it stands on the day *aujourdhui*."""
    seen = contexte(projet, aujourdhui)
    state = passation(Base.of(masked(projet), aujourdhui))
    word = seen.identite.vocabulaire
    return document(
        seen,
        titre=Place().coupe(seen.identite.demarche, 110),
        genre="Fiche de passation",
        sujet=f"Fiche de passation d’une démarche {word}",
        blocs=ajuste(lambda place: _blocs(seen, state, place), _BUDGET),
        compact=True,
    )


def _blocs(seen: Contexte, state: Passation, place: Place) -> Blocks:
    return (
        *_projet(seen, place), *_ouvert(seen, state, place), *_echeances(state, place),
        *_decisions(state, place), *_sieges(seen, place), *_fichiers(seen, state, place),
    )  # fmt: skip


def _projet(seen: Contexte, place: Place) -> Blocks:
    """The project in ten lines, what is not known said so."""
    pairs = (
        ("Établissement", _identite(seen, place)),
        ("Pourquoi", phrase(place.coupe(seen.cadre.pourquoi, _LONG))),
        ("Périmètre", phrase(place.coupe(seen.cadre.perimetre, _LINE))),
        ("Problème retenu", _probleme(seen, place)),
        ("L’expérimentation", " ".join(_test(test, place) for test in seen.experimentations[-2:]) or _NOT_YET),
        ("Moyens", place.coupe(seen.cadre.moyens, _LINE)),
        ("Projets liés", enchaine(place.premiers(seen.cadre.projets, 3, 110))),
        ("Instances", enchaine(place.premiers(seen.cadre.instances, 4, 140))),
        ("Qui porte la suite", seen.suites.pilote or "Pas encore désigné."),
        ("Contact", seen.identite.contact),
    )
    return (
        Heading(1, "La démarche"),
        Definitions(tuple((label, text or NON_RENSEIGNE) for label, text in pairs)),
    )


def _identite(seen: Contexte, place: Place) -> str:
    who = seen.identite
    clusters = enumerate_fr(cluster.dit for cluster in who.clusters[:2])
    kind = genre(who)
    name = f"{who.etablissement} ({kind})" if who.etablissement and kind else who.etablissement or majuscule(kind)
    return place.coupe(", ".join(filter(None, (name, who.effectif, who.region, clusters))), 220)


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
    some = f"dont {state.en_retard} " if state.en_retard < state.sans_reponse else ""
    late = f", {some}en retard" if state.en_retard else ""
    open_items = (
        *place.premiers(state.points_ouverts, _POINTS, _LINE),
        *((_questions(state, place),) if state.reste else ()),
        *((f"{waiting}{late}",) if state.sans_reponse else ()),
        *place.premiers(seen.gouvernance.vacances, 2, _LINE),
    )
    items: tuple[Text, ...] = tuple(phrase(each) for each in open_items)
    box = Callout("attention", "Ce qui reste ouvert", (Bullets(items),)) if items else Para("Rien n’est resté ouvert.")
    return (
        Heading(1, "Où nous en sommes"),
        Para((Run("Phase. ", gras=True), Run(phrase(state.phase) or NON_RENSEIGNE))), box,
    )  # fmt: skip


def _questions(state: Passation, place: Place) -> str:
    """« Questions de la phase : 1 point ouvert. « Quel budget… ? » »: the words say more than the number."""
    asked = place.premiers((f"« {each} »" for each in state.questions), _POINTS, _LINE)
    return f"Questions de la phase : {state.reste}. {' ; '.join(asked)}"


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
    """The last decisions, the latest first; those of one day together, for they often say one thing."""
    title = Heading(1, "Ce qui a été décidé")
    by_date: dict[str, list[str]] = {}
    for date, text in reversed(state.decisions):
        by_date.setdefault(date, []).append(phrase(place.coupe(text, _LINE)))
    shown = list(by_date.items())[: place.nombre(_DECISIONS)]
    latest = tuple((date, " ".join(reversed(texts))) for date, texts in shown)
    if not latest:
        return (title, Para("Aucune décision n’est encore notée."))
    rest = len(state.decisions) - sum(len(texts) for _, texts in shown)
    older = f"Avant : {plural(rest, 'autre décision', 'autres décisions')}, dans le journal." if rest else ""
    return (title, Table("", ("Date", "Décision"), latest, largeurs=(1.7, 7)), *para(older, "note"))


def _sieges(seen: Contexte, place: Place) -> Blocks:
    """Who sits where, by function; then the last change."""
    groups = [group for group in seen.gouvernance.groupes if group.nombre]
    title = Heading(1, "Qui siège aujourd’hui")
    if not groups:
        return (title, Para("Aucun siège n’est encore pourvu."))
    items: tuple[Text, ...] = tuple(
        gras(place.coupe(group.nom, 60), minuscule(f"{_colleges(group, place)} {_frequence(group, place)}".strip()))
        for group in groups[: place.nombre(_GROUPS)]
    )
    return (title, Bullets((*items, *(place.coupe(each, 240) for each in seen.gouvernance.changements[-1:]))))


def _colleges(group: GroupeVu, place: Place) -> str:
    people = (
        f"{minuscule(college)} ({', '.join(map(minuscule, functions))})" for college, functions in group.sieges.items()
    )
    return place.coupe(phrase(", ".join(people)), 330)


def _frequence(group: GroupeVu, place: Place) -> str:
    return place.coupe(phrase(f"Fréquence : {minuscule(group.frequence)}"), 80) if group.frequence else ""


def _fichiers(seen: Contexte, state: Passation, place: Place) -> Blocks:
    """Where things are, and the first commands; the drive is written by hand, for it is nobody else's business."""
    where = f"« {place.coupe(state.dossier, 60)} », sur le lecteur ou le partage : …………………………………………………"
    pieces = enumerate_fr(place.coupe(each, 60) for test in seen.experimentations for each in test.ressources[:3])
    return (
        Heading(1, "Où sont les fichiers, par où commencer"), *dit("Le dossier", where),
        *dit("Dedans", phrase(_FOLDERS)), *dit("Pièces à connaître", phrase(pieces)), Para(_commandes()),
    )  # fmt: skip


def _commandes() -> Text:
    """« Dans un terminal : **qvtkit status** (où en est la démarche), … »."""
    said = [Run("Dans un terminal ouvert dans ce dossier : ")]
    for rank, (command, why) in enumerate(_COMMANDS, 1):
        said += [Run(command, gras=True), Run(f" ({why}){'.' if rank == len(_COMMANDS) else ', '}")]
    return tuple(said)
