"""1. Identité. 2. Contexte et enjeux."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.document import Bullets, Cell, Para, Table
from qvtkit.export.sections.communs import Blocks, dit, enchaine, fiche_identite, para, section
from qvtkit.export.vues.base import intervalle
from qvtkit.method.lexique import majuscule, minuscule
from qvtkit.text import fold

if TYPE_CHECKING:
    from qvtkit.export.context import Contexte
    from qvtkit.export.vues.identite import Cadre, ClusterVu, Identite


def identite(contexte: Contexte) -> Blocks:
    """The identity card of the establishment and of the project."""
    who = contexte.identite
    card = fiche_identite((
        ("Établissement", _etablissement(who)),
        ("Taille et région", ", ".join(filter(None, (who.effectif, who.places, who.region)))),
        ("Cluster", " ; ".join(map(cluster, who.clusters))),
        ("Démarche", demarche(contexte)),
        ("Contact", who.contact),
    ))  # fmt: skip
    return section("1. Identité", card)


def _etablissement(who: Identite) -> str:
    kind = genre(who, ", ")
    return f"{who.etablissement} ({kind})" if who.etablissement and kind else who.etablissement or majuscule(kind)


def genre(who: Identite, lien: str = " ") -> str:
    """« Ehpad privé non lucratif », « public » after « Centre hospitalier des Marronniers », that says the rest."""
    said = bool(who.type) and fold(who.etablissement).startswith(fold(who.type))
    kind = "" if said else who.type if fold(who.type) == "ehpad" else minuscule(who.type)
    return lien.join(filter(None, (kind, who.statut.lower())))


def cluster(seen: ClusterVu) -> str:
    """« Filière gérontologique (de 2016 à avril 2017), avec l’Aract… »: no theme that its name says."""
    theme = f"thème : {seen.theme_utile}" if seen.theme_utile else ""
    details = ", ".join(filter(None, (theme, seen.dates)))
    told = f"{seen.nom} ({details})" if details else seen.nom
    return f"{told}, avec {seen.accompagnement}" if seen.accompagnement else told


def demarche(contexte: Contexte) -> str:
    """« depuis janvier 2016, active »."""
    phases = contexte.phases
    start = next((p.debut for p in phases if p.debut), None)
    last = phases[-1].fin if phases and all(p.fin for p in phases) else None
    return ", ".join(filter(None, (intervalle(start, last), contexte.identite.etat.lower()))) if start else ""


def cadre(contexte: Contexte) -> Blocks:
    """Why the project began, what is at stake, with what means."""
    note = contexte.cadre
    return section(
        "2. Contexte et enjeux",
        para(note.pourquoi),
        dit("Objectifs", enchaine(note.objectifs)),
        enjeux(note),
        dit("Engagement de la direction", note.engagement),
        dit("Périmètre", f"{majuscule(note.perimetre.rstrip('.'))}." if note.perimetre else ""),
        dit("Moyens accordés", note.moyens),
        dit("Instances", enchaine(note.instances)),
        dit("Projets que la démarche nourrit", f"{' ; '.join(note.projets)}." if note.projets else ""),
    )


def enjeux(note: Cadre) -> Blocks:
    """The three families side by side, even when one is empty."""
    if not note.enjeux:
        return ()
    cells: tuple[Cell, ...] = tuple(
        (Bullets(texts),) if len(texts) > 1 else (Para(texts[0] if texts else "Aucun enjeu noté"),)
        for _, texts in note.enjeux
    )
    heads = tuple(family for family, _ in note.enjeux)
    return (Table("Les enjeux, famille par famille", heads, (cells,), largeurs=(1, 1, 1)),)
