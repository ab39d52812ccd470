"""1 to 4 of the monograph: the place, why, who carries the project, what happened and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.document import Table
from qvtkit.export.documents.monographie_commun import raconter
from qvtkit.export.sections.communs import Blocks, dit, fiche_identite, liste, para, section, sous_titre
from qvtkit.export.sections.deroulement import passage
from qvtkit.export.sections.gouvernance import groupe, sieges
from qvtkit.export.sections.identite import cluster, demarche, enjeux
from qvtkit.export.vues.base import intervalle
from qvtkit.method.lexique import majuscule, phrase
from qvtkit.model.codes import Phase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qvtkit.export.context import Contexte
    from qvtkit.method.chronologie import FaitDate


def lieu(seen: Contexte) -> Blocks:
    """1. The establishment and what surrounds it."""
    who = seen.identite
    card = fiche_identite((
        ("Établissement", who.etablissement),
        ("Type et statut", ", ".join(filter(None, (who.type, who.statut.lower())))),
        ("Région", who.region),
        ("Taille", ", ".join(filter(None, (who.effectif, who.places)))),
        ("Cluster", " ; ".join(map(cluster, who.clusters))),
        ("Démarche", demarche(seen)),
        ("Contact", who.contact),
    ))  # fmt: skip
    return section(
        "1. L’établissement et son contexte",
        card,
        dit("Climat au départ", seen.cadre.climat),
        raconter(
            "Décrivez l’établissement en quelques phrases (les personnes accueillies, les équipes, les locaux)",
            "Racontez ce qui pesait ou aidait au moment où la démarche a commencé",
        ),
    )


def pourquoi(seen: Contexte) -> Blocks:
    """2. Why the project began."""
    note = seen.cadre
    return section(
        "2. Pourquoi la démarche",
        para(note.pourquoi),
        sous_titre("Les objectifs", liste(note.objectifs)),
        enjeux(note),
        dit("Engagement de la direction", note.engagement),
        dit("Périmètre", phrase(note.perimetre)),
        dit("Moyens accordés", note.moyens),
        sous_titre("Les projets que la démarche nourrit", liste(note.projets)),
        raconter("Racontez qui a eu l’idée, ce qui a décidé chacun à s’y mettre, et ce qui faisait hésiter"),
    )


def dialogue(seen: Contexte) -> Blocks:
    """3. Who carries the project, and how people talk to one another."""
    carried, note = seen.gouvernance, seen.cadre
    return section(
        "3. Gouvernance et dialogue social",
        liste(map(groupe, carried.groupes)),
        sieges(carried),
        sous_titre("Changements de personnes", liste(carried.changements)),
        sous_titre("Sièges vacants", liste(carried.vacances)),
        sous_titre("Les instances", liste(note.instances)),
        sous_titre("Les règles de travail", () if note.regles.groupe else liste(note.regles.textes)),
        dit("Information du personnel", note.communication),
        raconter(
            "Racontez comment direction, représentants du personnel et métiers ont travaillé ensemble, un moment où "
            "cela a été facile, un moment où cela a été difficile",
            "Racontez ce que les arrivées et les départs ont changé",
        ),
    )


def deroulement(seen: Contexte) -> Blocks:
    """4. Every dated fact, phase by phase."""
    facts = [fact for fact in seen.faits if fact.genre != "phase"]
    phases = (
        sous_titre(_titre(seen, phase), (*passage(seen, phase), *_table([f for f in facts if f.phase is phase])))
        for phase in Phase
    )
    outside = _table([fact for fact in facts if fact.phase is None])
    return section(
        "4. Le déroulement, date par date",
        para(seen.bilan.deroulement),
        *phases,
        sous_titre("En dehors des phases", outside),
        raconter("Racontez le moment où la démarche a failli s’arrêter, ou celui où elle a changé d’allure"),
    )


def _titre(seen: Contexte, phase: Phase) -> str:
    """« Diagnostic, de mars 2016 à septembre 2016 »; a phase that was reopened has its dates twice."""
    dates = [intervalle(each.debut, each.fin) for each in seen.phases if each.phase is phase]
    return ", ".join(filter(None, (phase.libelle, " puis ".join(filter(None, dates)))))


def _table(facts: Sequence[FaitDate]) -> Blocks:
    rows = tuple((majuscule(fact.date.francais), phrase(fact.texte)) for fact in facts)
    return (Table("", ("Date", "Ce qui s’est passé"), rows, largeurs=(1.6, 7)),) if rows else ()
