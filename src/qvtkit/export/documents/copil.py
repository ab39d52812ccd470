"""The dossier of the steering committee: what moved since the last meeting, what is asked, what is to be decided.

Two or three pages, read before the meeting or projected in it. Pure: the same project and the same
day give the same document.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qvtkit.export.context import contexte
from qvtkit.export.coupe import Place, ajuste
from qvtkit.export.document import Bullets, Callout, Heading, Para, Run, Table
from qvtkit.export.documents.copil_bouge import blocs_bouge
from qvtkit.export.documents.copil_demandes import blocs_demandes
from qvtkit.export.secret.masking import masked
from qvtkit.export.sections.communs import fiche_identite, gras, liste, sous_titre
from qvtkit.export.shell import document
from qvtkit.export.vues.attendus import heure, quand
from qvtkit.export.vues.base import Base
from qvtkit.export.vues.copil import copil
from qvtkit.export.vues.copil_bouge import bilan_en_mots
from qvtkit.export.vues.copil_reunion import Demandee
from qvtkit.export.vues.demande import en_bref
from qvtkit.method.lexique import majuscule, minuscule, phrase
from qvtkit.text import enumerate_fr, plural

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from qvtkit.export.document import Block, Document, Text
    from qvtkit.export.sections.communs import Blocks
    from qvtkit.export.vues.copil import Copil
    from qvtkit.export.vues.copil_suivi import Tache
    from qvtkit.model.projet import Projet

_PAGES = 3
_BUDGET = 9500
"""Characters of the whole that Word sets on three pages, with its tables and the room to write."""
_LONG, _LINE = 260, 150
_DECISIONS, _TASKS, _PROPOSALS, _DUE = 6, 8, 6, 8
_ROWS, _HEIGHT = 4, 0.9


def build(projet: Projet, aujourdhui: dt.date, asked: Demandee | None = None) -> Document:
    """Return the dossier for the meeting *asked* (the next one by default), as things are on the day *aujourdhui*.

    For a meeting that is past, things are told as they were that day.
    """
    wanted = asked or Demandee()
    day = min(aujourdhui, wanted.date) if wanted.date else aujourdhui
    seen, told = contexte(projet, aujourdhui), copil(Base.of(masked(projet), day), wanted)
    word = seen.identite.vocabulaire
    made = document(
        seen,
        titre=Place().coupe(seen.identite.demarche, 110),
        genre="Dossier du comité de pilotage",
        sujet=f"Dossier du comité de pilotage d’une démarche {word}",
        blocs=ajuste(lambda place: tuple(_blocs(told, place)), _BUDGET),
        compact=True,
    )
    return replace(made, pages=_PAGES)


def _blocs(told: Copil, place: Place) -> Iterator[Block]:
    yield from _reunion(told, place)
    yield _en_bref(told, place)
    yield from _suivis(told, place)
    asked = {each.seance: rank for rank, each in enumerate(told.demandes.decisions, 1) if each.seance and each.avis}
    yield from blocs_bouge(told.bouge, told.precedente.depuis, place, asked)
    yield from blocs_demandes(told.demandes, place)
    yield from _dates(told, place)
    yield Heading(1, "Décisions de la réunion")
    yield Table("", ("Décision", "Qui s’en charge", "Pour le"), (("", "", ""),) * _ROWS,
                largeurs=(6, 2.2, 1.8), hauteur=_HEIGHT)  # fmt: skip
    yield Para(_tenir(told), "note")


def _reunion(told: Copil, place: Place) -> Blocks:
    """When and where, and since when things are told."""
    coming = told.prochaine
    when = f"{coming.date:%d/%m/%Y}" if coming.date else "date à fixer"
    return fiche_identite((
        ("Réunion", ", ".join(filter(None, (when, heure(coming.heure), coming.lieu)))),
        ("Objet", place.coupe(coming.objet, _LINE)),
        ("Comité", place.coupe(told.groupe, 80)),
        ("Depuis", told.precedente.depuis or "le début de la démarche"),
    ))  # fmt: skip


def _en_bref(told: Copil, place: Place) -> Callout:
    """The phase, the tests, how much moved, what is asked: no score."""
    moved = enumerate_fr(bilan_en_mots(told.bouge))
    asked = enumerate_fr(en_bref(told.demandes.decisions))
    points, phase = len(told.demandes.points), told.demandes.phase
    items: list[Text] = [
        gras("Phase", told.phase or "aucune phase n’est ouverte"),
        *(gras("Test", place.coupe(each, 200)) for each in told.tests[-2:]),
        gras("Ce qui a bougé", phrase(moved) if moved else "rien n’est noté depuis."),
    ]
    if asked:
        items.append(gras("À décider", f"{asked}."))
    if points:
        items.append(gras("À regarder ensemble", f"{plural(points, 'question')} de la phase, « {phase} »."))
    if not told.demandes.nombre:
        items.append(gras("À décider", "rien n’attend de décision à ce jour."))
    return Callout("a-retenir", "En bref", (Bullets(tuple(items)),))


def _suivis(told: Copil, place: Place) -> Blocks:
    """What was decided, and what became of it."""
    found = told.suivis
    blocks = (
        *(_sans_compte_rendu(told) if found.sans_compte_rendu else ()),
        *sous_titre("Décidé", liste(place.premiers(found.decisions, _DECISIONS, _LONG))),
        *_taches(found.taches, place), *_propositions(told, place),
    )  # fmt: skip
    return (Heading(1, "Ce qui avait été décidé, et ce que c’est devenu"),
            *(blocks or (Para("Rien n’était en attente."),)))  # fmt: skip


def _sans_compte_rendu(told: Copil) -> Blocks:
    said = f"Le compte rendu de {told.precedente.depuis} n’est pas dans le dossier, ou n’a pas pu être lu."
    return (Para(said, "note"),)


def _taches(found: tuple[Tache, ...], place: Place) -> Blocks:
    shown = found[: place.nombre(_TASKS)]
    rows = tuple(
        ((Para(place.coupe(each.texte, _LINE)), *((Para(each.ailleurs, "note"),) if each.ailleurs else ())),
         place.coupe(each.qui, 60), each.pour, each.etat)
        for each in shown
    )  # fmt: skip
    heads = ("À faire", "Qui", "Pour le", "Où on en est")
    return (Table("", heads, rows, largeurs=(5, 2.2, 1.6, 2)), *_more(len(found) - len(shown))) if rows else ()


def _propositions(told: Copil, place: Place) -> Blocks:
    found = told.suivis.propositions
    shown = found[: place.nombre(_PROPOSALS)]
    rows = tuple((place.coupe(each.texte, _LINE), place.coupe(each.suite, _LONG)) for each in shown)
    heads = ("Proposition", "Réponse")
    return (Table("", heads, rows, largeurs=(4, 5)), *_more(len(found) - len(shown))) if rows else ()


def _more(rest: int) -> Blocks:
    return (Para(f"Et {plural(rest, 'autre')}, dans le dossier du projet.", "note"),) if rest > 0 else ()


def _dates(told: Copil, place: Place) -> Blocks:
    shown = told.dates[: place.nombre(_DUE)]
    rows = tuple((quand(each), phrase(place.coupe(each.texte, _LINE))) for each in shown)
    title = Heading(1, "Prochaines dates")
    rhythm = f" Fréquence prévue : {minuscule(told.rythme)}." if told.rythme else ""
    asked = Para((Run("Prochaine réunion du comité : ", gras=True), Run(f"……………………………….{rhythm}")))
    if not rows:
        return (title, Para("Aucune date n’est inscrite."), asked)
    return (title, Table("", ("Quand", "Quoi"), rows, largeurs=(2, 7)), *_more(len(told.dates) - len(shown)), asked)


def _tenir(told: Copil) -> Text:
    """What the person who keeps the folder types; the others need not read it."""
    group = f" --groupe {told.groupe_id}" if told.groupe_id else ""
    return (
        Run(majuscule("pour la personne qui tient le dossier : pendant la réunion, ")),
        Run(f"qvtkit meeting{group}", gras=True), Run(" garde chaque note ; ensuite, "),
        Run("qvtkit export compte-rendu", gras=True), Run(" en fait le compte rendu ; ce qu’il reste à saisir : "),
        Run("qvtkit next", gras=True), Run("."),
    )  # fmt: skip
