"""`qvt.yaml`: the establishment, its clusters, the project and its phases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from qvtkit.model.base import Booleen, Date, Entier, Identifiant, Nombre, Problem, Record, Texte
from qvtkit.model.codes import EtatDemarche, Identites, Phase, Statut, Vocabulaire

if TYPE_CHECKING:
    from collections.abc import Iterator

MIN_SEUIL_DEROGATION = 5
SEUIL_PAR_DEFAUT = 10


class Etablissement(Record):
    """The establishment that runs the project."""

    nom: Texte = Field("", description="Nom de l’établissement")
    type: Identifiant | None = Field(None, description="Type, parmi referentiels/types-etablissement")
    statut: Statut | None = Field(None, description="Statut juridique")
    finess: Texte = Field("", description="Numéro Finess (9 caractères)")
    region: Texte = Field("", description="Région")
    effectif: Entier | None = Field(None, description="Nombre de personnes")
    etp: Nombre | None = Field(None, description="Équivalents temps plein")
    places: Entier | None = Field(None, description="Lits ou places installés")


class Cluster(Record):
    """A cluster social in which the establishment takes part."""

    nom: Texte = Field("", description="Nom du cluster")
    thematique: Identifiant | None = Field(None, description="Thème du cluster")
    debut: Date | None = Field(None, description="Début")
    fin: Date | None = Field(None, description="Fin")
    aract: Texte = Field("", description="Aract qui accompagne")
    ars: Texte = Field("", description="ARS qui porte le cluster")


class PassagePhase(Record):
    """A stay in one phase; phases may overlap and be reopened."""

    phase: Phase | None = Field(None, description="Phase")
    debut: Date | None = Field(None, description="Début")
    fin: Date | None = Field(None, description="Fin ; vide tant que la phase est ouverte")
    decision: Texte = Field("", description="Ce qui a été décidé au passage")
    points_ouverts: tuple[Texte, ...] = Field(
        (), description="Ce qui reste à régler : identifiant d’une question de passage, ou une phrase"
    )
    motif: Texte = Field("", description="Pourquoi la phase a été passée ou rouverte ainsi")


class Demarche(Record):
    """The project itself."""

    uid: Texte = Field("", description="Identifiant écrit par init ; ne change jamais")
    titre: Texte = Field("", description="Titre de la démarche")
    vocabulaire: Vocabulaire = Field(Vocabulaire.QVT, description="Le mot employé : qvt ou qvct")
    etat: EtatDemarche = Field(EtatDemarche.ACTIVE, description="État de la démarche")
    illustratif: Booleen = Field(default=False, description="oui : chiffres d’illustration, dit dans chaque document")
    illustration: Texte = Field("", description="D’où vient un projet illustratif, en quelques mots")
    contact: Texte = Field("", description="Fonction à contacter")
    phases: tuple[PassagePhase, ...] = Field((), description="Phases parcourues, dans l’ordre")


class Derogation(Record):
    """Written exemption that lowers the threshold for a whole small establishment."""

    date: Date | None = Field(None, description="Date de la décision")
    par: Texte = Field("", description="Qui a décidé")
    motif: Texte = Field("", description="Pourquoi")


class Confidentialite(Record):
    """How persons are protected in what leaves the folder."""

    seuil: Entier = Field(SEUIL_PAR_DEFAUT, description="Plus petit groupe montré (5 à 9 avec une dérogation écrite)")
    derogation: Derogation | None = Field(None, description="Dérogation : date, par, motif")
    identites: Identites = Field(
        Identites.FONCTIONS, description="Comment les personnes sont nommées dans les documents"
    )

    def problems(self) -> Iterator[Problem]:
        """A threshold under 10 wants a written exemption; under 5 is never allowed."""
        if self.seuil < MIN_SEUIL_DEROGATION:
            yield Problem("seuil-trop-bas", "seuil", valeur=self.seuil)
        elif self.seuil < SEUIL_PAR_DEFAUT and not (self.derogation and self.derogation.motif):
            yield Problem("seuil-sans-derogation", "seuil", valeur=self.seuil)


class Dossier(Record):
    """`qvt.yaml`, the head of the folder."""

    format: Entier = Field(1, description="Version du format du dossier")
    etablissement: Etablissement = Field(default_factory=Etablissement, description="L’établissement")
    clusters: tuple[Cluster, ...] = Field((), description="Cluster(s) ; vide si hors cluster")
    demarche: Demarche = Field(default_factory=Demarche, description="La démarche")
    confidentialite: Confidentialite = Field(default_factory=Confidentialite, description="Protection des personnes")

    @property
    def phase_courante(self) -> PassagePhase | None:
        """The last phase without an end, else the last one, else None."""
        phases = self.demarche.phases
        return next((p for p in reversed(phases) if p.fin is None), phases[-1] if phases else None)

    def problems(self) -> Iterator[Problem]:
        """Collect those of the nested records, phases and clusters that end before they start."""
        for problem in self.confidentialite.problems():
            yield Problem(problem.code, "confidentialite", *problem.path, **problem.params)
        for rank, phase in enumerate(self.demarche.phases):
            yield from _end_before_start(phase, "demarche", "phases", rank)
        for rank, cluster in enumerate(self.clusters):
            yield from _end_before_start(cluster, "clusters", rank)


def _end_before_start(stay: PassagePhase | Cluster, *path: str | int) -> Iterator[Problem]:
    if stay.debut and stay.fin and stay.fin.surely_before(stay.debut):
        yield Problem("fin-avant-debut", *path, "fin", debut=stay.debut.francais, fin=stay.fin.francais)
