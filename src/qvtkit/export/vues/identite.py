"""Who: the establishment, its clusters, and why the project began."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.export.secret.masking import tranche
from qvtkit.export.vues.base import date_fr, intervalle, quantite
from qvtkit.method.cadrage import Regles, regles
from qvtkit.method.instances import precision
from qvtkit.method.lexique import minuscule, phrase
from qvtkit.model.codes import Famille
from qvtkit.text import enumerate_fr, fold

if TYPE_CHECKING:
    from qvtkit.export.vues.base import Base
    from qvtkit.model.cadrage import Consultation, DateEtTexte, MoyensCadrage, ProjetLie
    from qvtkit.model.dossier import Cluster

_INVENTED = "aucun ne vient d’un établissement"


@dataclass(frozen=True, slots=True)
class ClusterVu:
    """A cluster in which the establishment takes part."""

    nom: str
    theme: str
    dates: str
    accompagnement: str

    @property
    def dit(self) -> str:
        """« cluster « Parcours » »; a name that already says cluster is enough."""
        named = fold(self.nom).startswith("cluster")
        return self.nom[:1].lower() + self.nom[1:] if named else f"cluster « {self.nom} »"

    @property
    def theme_utile(self) -> str:
        """The theme in the middle of a sentence; empty where the name of the cluster says it."""
        return "" if fold(self.theme) in fold(self.nom) else minuscule(self.theme)


@dataclass(frozen=True, slots=True)
class Identite:
    """The identity card."""

    titre: str
    etablissement: str
    type: str
    statut: str
    region: str
    effectif: str
    places: str
    clusters: tuple[ClusterVu, ...]
    contact: str
    vocabulaire: str
    etat: str
    illustration: str
    """What a made-up project says of itself; empty for a real one."""

    @property
    def demarche(self) -> str:
        """What the project is called, even where nobody has named it."""
        return self.titre or f"Démarche {self.vocabulaire}"


@dataclass(frozen=True, slots=True)
class Cadre:
    """The framing: why, what is at stake, with what means."""

    pourquoi: str
    enjeux: tuple[tuple[str, tuple[str, ...]], ...]
    """The three families, always in the same order, each with its stakes."""
    objectifs: tuple[str, ...]
    perimetre: str
    moyens: str
    engagement: str
    instances: tuple[str, ...]
    projets: tuple[str, ...]
    climat: str
    regles: Regles
    communication: str


def identite(base: Base) -> Identite:
    """Return the identity card of the project."""
    head = base.projet.dossier
    place, project = head.etablissement, head.demarche
    band = tranche(place.effectif)
    return Identite(
        titre=project.titre,
        etablissement=place.nom,
        type=base.mots.type_etablissement(place.type),
        statut=place.statut.libelle if place.statut else "",
        region=place.region,
        effectif=f"{band} personnes" if band else "",
        places=f"{place.places} places" if place.places else "",
        clusters=tuple(_cluster(base, cluster) for cluster in head.clusters),
        contact=project.contact,
        vocabulaire=project.vocabulaire.libelle,
        etat=project.etat.libelle,
        illustration=(project.illustration or _INVENTED) if project.illustratif else "",
    )


def _cluster(base: Base, cluster: Cluster) -> ClusterVu:
    support = enumerate_fr(_article(name) for name in (cluster.aract, cluster.ars) if name)
    theme = base.mots.theme(cluster.thematique)
    return ClusterVu(cluster.nom, theme, intervalle(cluster.debut, cluster.fin), support)


def _article(name: str) -> str:
    """« l’Aract Normandie », « l’ARS Normandie »; what is written otherwise stays as it is."""
    return f"l’{name}" if name.partition(" ")[0] in {"Aract", "ARACT", "ARS"} else name


def cadre(base: Base) -> Cadre:
    """Return the framing of the project."""
    note = base.projet.cadrage
    stakes = tuple(
        (family.libelle, tuple(e.texte for e in note.enjeux if e.famille is family and e.texte)) for family in Famille
    )
    return Cadre(
        pourquoi=note.pourquoi,
        enjeux=stakes if any(texts for _, texts in stakes) else (),
        objectifs=note.objectifs,
        perimetre=note.perimetre,
        moyens=_moyens(note.moyens),
        engagement=_dated(note.engagement_direction),
        instances=tuple(_instance(base, c) for c in note.instances if c.instance),
        projets=tuple(_projet(base, p) for p in note.projets_lies if p.nom),
        climat=_dated(note.climat_social),
        regles=regles(base.projet),
        communication=_dated(note.communication),
    )


def _dated(note: DateEtTexte | None) -> str:
    """Return a sentence with its date in front."""
    if note is None:
        return ""
    date = date_fr(note.date)
    if not note.texte:
        return f"Datée : {date}." if date else ""
    return f"{phrase(note.texte)[:-1]} ({date})." if date and phrase(note.texte)[-1] == "." else phrase(note.texte)


def _moyens(means: MoyensCadrage) -> str:
    parts = []
    if means.heures is not None:
        parts.append(quantite(means.heures, "heures"))
    if means.euros is not None:
        parts.append(quantite(means.euros, "€"))
    if means.remplacements is not None:
        parts.append("participants remplacés" if means.remplacements else "participants non remplacés")
    return " ".join(filter(None, (phrase(", ".join(parts)), phrase(means.precision))))


def _instance(base: Base, consultation: Consultation) -> str:
    details = precision(consultation, base.aujourdhui, base.mots)
    return f"{base.mots.instance(consultation.instance)} : {details}"


def _projet(base: Base, linked: ProjetLie) -> str:
    details = linked.lien or base.mots.projet(linked.type)
    return f"{linked.nom} ({details})" if details else linked.nom
