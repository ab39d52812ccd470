"""1. Identité. 2. Contexte et enjeux."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.document import Bullets, Cell, Para, Table
from qvtkit.export.sections.communs import Blocks, dit, enchaine, fiche_identite, para, section
from qvtkit.export.vues.base import intervalle
from qvtkit.method.lexique import majuscule
from qvtkit.text import enumerate_fr

if TYPE_CHECKING:
    from qvtkit.export.context import Contexte
    from qvtkit.export.vues.identite import Cadre, ClusterVu


def identite(contexte: Contexte) -> Blocks:
    """The identity card of the establishment and of the project."""
    who = contexte.identite
    phases = contexte.phases
    start = next((p.debut for p in phases if p.debut), None)
    last = phases[-1].fin if phases and all(p.fin for p in phases) else None
    card = fiche_identite((
        ("Établissement", who.etablissement),
        ("Type et statut", ", ".join(filter(None, (who.type, who.statut.lower())))),
        ("Région", who.region),
        ("Taille", ", ".join(filter(None, (who.effectif, who.places)))),
        ("Cluster", " ; ".join(_cluster(cluster) for cluster in who.clusters)),
        ("Accompagnement", " ; ".join(filter(None, (c.accompagnement for c in who.clusters)))),
        ("Démarche", ", ".join(filter(None, (intervalle(start, last), who.etat.lower()))) if start else ""),
        ("Contact", who.contact),
    ))  # fmt: skip
    return section("1. Identité", card)


def _cluster(cluster: ClusterVu) -> str:
    details = ", ".join(filter(None, (f"thème : {cluster.theme.lower()}" if cluster.theme else "", cluster.dates)))
    return f"{cluster.nom} ({details})" if details else cluster.nom


def cadre(contexte: Contexte) -> Blocks:
    """Why the project began, what is at stake, with what means."""
    note = contexte.cadre
    return section(
        "2. Contexte et enjeux",
        para(note.pourquoi, "chapeau"),
        dit("Objectifs", enchaine(note.objectifs)),
        _enjeux(note),
        dit("Climat de départ", note.climat),
        dit("Engagement de la direction", note.engagement),
        dit("Périmètre", f"{majuscule(note.perimetre.rstrip('.'))}." if note.perimetre else ""),
        dit("Moyens accordés", note.moyens),
        dit("Instances", f"{enumerate_fr(note.instances)}." if note.instances else ""),
        dit("Projets que la démarche nourrit", f"{' ; '.join(note.projets)}." if note.projets else ""),
        dit("Règles de travail", "" if note.regles.groupe else enchaine(note.regles.textes)),
        dit("Information du personnel", note.communication),
    )


def _enjeux(note: Cadre) -> Blocks:
    """The three families side by side, even when one is empty."""
    if not note.enjeux:
        return ()
    cells: tuple[Cell, ...] = tuple(
        (Bullets(texts),) if len(texts) > 1 else (Para(texts[0] if texts else "Aucun enjeu noté"),)
        for _, texts in note.enjeux
    )
    heads = tuple(family for family, _ in note.enjeux)
    return (Table("Les enjeux, famille par famille", heads, (cells,), largeurs=(1, 1, 1)),)
