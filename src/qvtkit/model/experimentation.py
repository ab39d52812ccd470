"""`3-experimentation/<id>/experimentation.yaml`: the fiche expérimentation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from qvtkit.model.base import Booleen, Date, Entier, Identifiant, Nombre, Problem, Record, Texte
from qvtkit.model.codes import (
    ChoixDecision,
    College,
    EtatExperimentation,
    Origine,
    Sens,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


class Perimetre(Record):
    """Where and for whom the change is tested."""

    services: tuple[Texte, ...] = Field((), description="Services")
    metiers: tuple[Identifiant, ...] = Field((), description="Métiers")
    horaires: Texte = Field("", description="Horaires")
    effectif: Entier | None = Field(None, description="Nombre de personnes concernées")


class Reversibilite(Record):
    """How to go back, who decides, when to stop."""

    retour_arriere: Texte = Field("", description="Comment revenir en arrière")
    qui_decide: Texte = Field("", description="Qui décide d’arrêter")
    conditions_arret: tuple[Texte, ...] = Field((), description="Conditions d’arrêt")


class Suspension(Record):
    """A party that declared to wait for the test before judging."""

    college: College | None = Field(None, description="Collège")
    date: Date | None = Field(None, description="Date")


class Concepteur(Record):
    """Someone who designed the change."""

    fonction: Texte = Field("", description="Fonction")
    nom: Texte = Field("", description="Nom (facultatif)")


class Quantite(Record):
    """Hours and euros."""

    heures: Nombre | None = Field(None, description="Heures")
    euros: Nombre | None = Field(None, description="Euros")


class MoyensExperimentation(Record):
    """Planned and spent."""

    prevu: Quantite = Field(default_factory=Quantite, description="Prévu")
    realise: Quantite = Field(default_factory=Quantite, description="Réalisé")


class IndicateurSuivi(Record):
    """An indicator of the plan, dated."""

    indicateur: Identifiant | None = Field(None, description="Identifiant de l’indicateur")
    sens: Sens | None = Field(None, description="Sens souhaité dans cette expérimentation")
    ajoute: Date | None = Field(None, description="Date d’ajout au plan")


class Plan(Record):
    """What was planned, as it stood on the day when the test began: written once, then only read."""

    date: Date | None = Field(None, description="Jour où le plan a été gardé")
    debut: Date | None = Field(None, description="Début du test, tel que prévu")
    fin_prevue: Date | None = Field(None, description="Fin prévue au départ")
    conditions_arret: tuple[Texte, ...] = Field((), description="Conditions d’arrêt, au départ")
    indicateurs: tuple[IndicateurSuivi, ...] = Field((), description="Indicateurs suivis et sens souhaité, au départ")


class Ajustement(Record):
    """A change made during the test."""

    date: Date | None = Field(None, description="Date")
    constat: Texte = Field("", description="Ce qui a été constaté")
    decision: Texte = Field("", description="Ce qui a été décidé")


class Decision(Record):
    """What was decided at the end, and why."""

    date: Date | None = Field(None, description="Date")
    choix: ChoixDecision | None = Field(None, description="Choix")
    motif: Texte = Field("", description="Motif")
    par: Identifiant | None = Field(None, description="Groupe qui a décidé")


class Ressource(Record):
    """A document produced, which others may reuse."""

    titre: Texte = Field("", description="Titre")
    fichier: Texte = Field("", description="Chemin dans le dossier, sous documents/")
    exportable: Booleen | None = Field(None, description="Peut sortir du dossier")


class Experimentation(Record):
    """The fiche expérimentation."""

    titre: Texte = Field("", description="Titre")
    probleme: Identifiant | None = Field(None, description="Problème visé")
    origine: Origine | None = Field(None, description="D’où elle vient")
    hypothese: Texte = Field("", description="Si nous…, alors…")
    ce_qui_change: Texte = Field("", description="Ce qui change concrètement")
    ce_qui_ne_change_pas: Texte = Field("", description="Ce qui ne change pas")
    perimetre: Perimetre = Field(default_factory=Perimetre, description="Périmètre du test")
    etat: EtatExperimentation = Field(EtatExperimentation.PREVUE, description="État")
    debut: Date | None = Field(None, description="Début du test")
    fin_prevue: Date | None = Field(None, description="Fin prévue")
    fin: Date | None = Field(None, description="Fin réelle")
    reversibilite: Reversibilite = Field(default_factory=Reversibilite, description="Retour en arrière")
    droit_a_l_erreur: Booleen | None = Field(None, description="Droit à l’erreur affirmé")
    suspension_du_jugement: tuple[Suspension, ...] = Field((), description="Collèges qui attendent le test pour juger")
    concepteurs: tuple[Concepteur, ...] = Field((), description="Concepteurs associés")
    groupe: Identifiant | None = Field(None, description="Groupe qui évalue")
    moyens: MoyensExperimentation = Field(default_factory=MoyensExperimentation, description="Moyens")
    indicateurs: tuple[IndicateurSuivi, ...] = Field((), description="Plan de suivi, daté")
    plan: Plan = Field(default_factory=Plan, description="Plan tel qu’il était au début du test, écrit par qvtkit")
    ajustements: tuple[Ajustement, ...] = Field((), description="Ajustements en cours de test")
    decision: Decision | None = Field(None, description="Décision finale")
    ressources: tuple[Ressource, ...] = Field((), description="Documents produits")

    def problems(self) -> Iterator[Problem]:
        """No end, planned or real, before the start; no resource out of the folder."""
        for rank, resource in enumerate(self.ressources):
            parts = resource.fichier.replace("\\", "/").split("/")
            if ".." in parts or parts[0].endswith(":") or resource.fichier.startswith(("/", "\\")):
                yield Problem("chemin-hors-dossier", "ressources", rank, "fichier", fichier=resource.fichier)
        for key in ("fin_prevue", "fin"):
            end = getattr(self, key)
            if self.debut and end and end.surely_before(self.debut):
                yield Problem("fin-avant-debut", key, debut=self.debut.francais, fin=end.francais)
