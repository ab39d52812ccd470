"""The note de cadrage on one page: what direction and staff representatives sign.

Pure: the same project and the same day give the same document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.context import contexte
from qvtkit.export.coupe import Place, ajuste
from qvtkit.export.document import Bullets, Callout, Definitions, Heading, Para, Run, Table
from qvtkit.export.secret.masking import masked
from qvtkit.export.sections.communs import enchaine, para
from qvtkit.export.shell import document
from qvtkit.method.cadrage import manques
from qvtkit.method.lexique import majuscule, minuscule, phrase
from qvtkit.model.codes import Famille
from qvtkit.text import plural

if TYPE_CHECKING:
    import datetime as dt

    from qvtkit.export.context import Contexte
    from qvtkit.export.document import Cell, Document, Text
    from qvtkit.export.sections.communs import Blocks
    from qvtkit.export.vues.gouvernance import GroupeVu
    from qvtkit.model.projet import Projet

A_COMPLETER = "à compléter"
_MOST, _LONG, _LINE = 4, 400, 140
"""Items of a list, characters of a paragraph, characters of an item: what keeps the note on its page."""
_BUDGET = 3500
"""Characters of the whole that Word sets on one page."""
_SIGNATURE = "Fonction : ……………………………………\nDate : ……… / ……… / …………\nSignature :\n\n\n\n"


def build(projet: Projet, aujourdhui: dt.date) -> Document:
    """Return the note de cadrage of *projet* as it stands on the day *aujourdhui*."""
    safe = masked(projet)
    seen = contexte(safe, aujourdhui)
    word = seen.identite.vocabulaire
    lacks = {each.partie: each.manque for each in manques(safe, aujourdhui)}
    return document(
        seen,
        titre=Place().coupe(seen.identite.demarche, 110),
        genre="Note de cadrage",
        sujet=f"Note de cadrage d’une démarche {word}",
        blocs=ajuste(lambda place: _blocs(seen, lacks, place), _BUDGET),
        compact=True,
    )


def _blocs(seen: Contexte, lacks: dict[str, str], place: Place) -> Blocks:
    return (
        *_identite(seen, place), *_pourquoi(seen, place), *_enjeux(seen, place), _cadre(seen, lacks, place), *_visas(),
    )  # fmt: skip


def _identite(seen: Contexte, place: Place) -> Blocks:
    who = seen.identite
    clusters = (cluster.dit for cluster in who.clusters[:2])
    kind = " ".join(filter(None, (who.type, who.statut.lower())))
    line = ", ".join(filter(None, (kind, who.effectif, who.region, *clusters)))
    return para(majuscule(place.coupe(line, 220)), "chapeau")


def _pourquoi(seen: Contexte, place: Place) -> Blocks:
    """The sentence that both sides sign."""
    said = place.coupe(seen.cadre.pourquoi, _LONG)
    genre: Blocks = (Callout("a-retenir", "Pourquoi cette démarche", (Para(phrase(said)),)),)
    wanted = "une phrase que la direction et les représentants du personnel signeraient"
    lacking = Para(f"{majuscule(A_COMPLETER)} : {wanted}")
    return genre if said else (Callout("a-completer", "Pourquoi cette démarche", (lacking,)),)


def _enjeux(seen: Contexte, place: Place) -> Blocks:
    """The three families side by side, an empty one too."""
    told = dict(seen.cadre.enjeux)
    cells: tuple[Cell, ...] = tuple(_stakes(told.get(family.libelle, ()), place) for family in Famille)
    heads = tuple(family.libelle for family in Famille)
    return (Heading(1, "Ce qui est en jeu"), Table("", heads, (cells,), largeurs=(1, 1, 1)))


def _stakes(texts: tuple[str, ...], place: Place) -> Cell:
    items: tuple[Text, ...] = place.premiers(texts, 3, 110)
    return ((Bullets(items),) if len(items) > 1 else (Para(items[0]),)) if items else majuscule(A_COMPLETER)


def _cadre(seen: Contexte, lacks: dict[str, str], place: Place) -> Definitions:
    """One line a part; what is missing says so."""
    frame = seen.cadre
    lines: dict[str, tuple[str, str]] = {
        "objectifs": ("Objectifs", enchaine(place.premiers(frame.objectifs, _MOST, _LINE))),
        "perimetre": ("Périmètre", phrase(place.coupe(frame.perimetre, _LONG // 2))),
        "moyens": ("Moyens", place.coupe(frame.moyens, _LONG)),
        "engagement": ("Engagement de la direction", place.coupe(frame.engagement, _LONG)),
        "pilotage": ("Qui pilote", _pilotage(seen, place)),
        "instances": ("Instances", enchaine(place.premiers(frame.instances, 5, _LINE))),
        "projets": ("Projets liés", enchaine(place.premiers(frame.projets, _MOST, _LINE))),
        "climat": ("Climat social", place.coupe(frame.climat, _LONG // 2)),
        "regles": ("Règles de travail", enchaine(place.premiers(frame.regles.textes, 6, 90))),
        "communication": ("Communication", place.coupe(frame.communication, _LONG // 2)),
    }  # fmt: skip
    if not seen.gouvernance.groupes:
        lacks = {**lacks, "pilotage": "les groupes et leurs sièges"}
    return Definitions(tuple((label, _dit(text, lacks.get(part, ""))) for part, (label, text) in lines.items()))


def _dit(text: str, lack: str) -> Text:
    """Return what is said, then what lacks, in clear."""
    if not lack:
        return text
    if text:
        return (Run(f"{text} "), Run(f"{A_COMPLETER} : {lack}", italique=True))
    return (Run(f"{majuscule(A_COMPLETER)} : {lack}", italique=True),)


def _pilotage(seen: Contexte, place: Place) -> str:
    return phrase(" ; ".join(_groupe(group, place) for group in seen.gouvernance.groupes[: place.nombre(3)]))


def _groupe(group: GroupeVu, place: Place) -> str:
    """« Groupe QVT : 10 sièges (direction, encadrement, métiers), fréquence : mensuelle »."""
    sides = ", ".join(map(minuscule, group.sieges))
    seats = plural(group.nombre, "siège") + (f" ({sides})" if sides else "")
    pace = f", fréquence : {minuscule(place.coupe(group.frequence, 45))}" if group.frequence else ""
    return f"{place.coupe(group.nom, 45)} : {seats}{pace}"


def _visas() -> Blocks:
    """Places to sign: one side is not enough."""
    heads = ("Pour la direction", "Pour les représentants du personnel")
    return (Heading(1, "Lu et approuvé"), Table("", heads, ((_SIGNATURE, _SIGNATURE),), largeurs=(1, 1)))
