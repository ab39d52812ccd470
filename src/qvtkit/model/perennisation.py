"""`4-perennisation/`: the bilan and the suites."""

from __future__ import annotations

from pydantic import Field

from qvtkit.model.base import AvisTextes, Date, Identifiant, Nombre, Record, Texte
from qvtkit.model.codes import College, EtatEvenement


class Reussite(Record):
    """A success, with the opinions when they differ."""

    texte: Texte = Field("", description="La réussite")
    avis: AvisTextes = Field(default_factory=dict, description="Avis par collège")


class Difficulte(Record):
    """A difficulty and what was done about it."""

    texte: Texte = Field("", description="La difficulté")
    reponse_apportee: Texte = Field("", description="Ce qui a été fait")


class Enseignement(Record):
    """A lesson."""

    texte: Texte = Field("", description="L’enseignement")


class ARetenir(Record):
    """What the one-page fiche tells a neighbour."""

    reussite: Texte = Field("", description="Une réussite")
    difficulte: Texte = Field("", description="Une difficulté")
    conseil: Texte = Field("", description="Un conseil")


class Visa(Record):
    """Who signed the fiche off."""

    college: College | None = Field(None, description="Collège")
    date: Date | None = Field(None, description="Date")


class Bilan(Record):
    """`4-perennisation/bilan.yaml`."""

    deroulement: Texte = Field("", description="Comment la démarche s’est déroulée")
    reussites: tuple[Reussite, ...] = Field((), description="Réussites")
    difficultes: tuple[Difficulte, ...] = Field((), description="Difficultés")
    enseignements: tuple[Enseignement, ...] = Field((), description="Enseignements")
    conditions_de_reussite: tuple[Texte, ...] = Field((), description="Conditions de réussite")
    transferabilite: Texte = Field("", description="Ce qui peut servir ailleurs")
    ce_que_l_on_referait_autrement: Texte = Field("", description="Ce que l’on referait autrement")
    a_retenir: ARetenir = Field(default_factory=ARetenir, description="Pour la page courte")
    visas: tuple[Visa, ...] = Field((), description="Visas")


class Pilote(Record):
    """Who carries the project after the cluster."""

    fonction: Texte = Field("", description="Fonction")
    groupe: Identifiant | None = Field(None, description="Groupe")


class MoyensSuites(Record):
    """Means for what follows; empty is said « non prévus »."""

    heures: Nombre | None = Field(None, description="Heures par an")
    euros: Nombre | None = Field(None, description="Euros par an")
    precision: Texte = Field("", description="Précision")


class ActionSuite(Record):
    """A next action."""

    titre: Texte = Field("", description="Action")
    etat: EtatEvenement | None = Field(None, description="État")
    echeance: Date | None = Field(None, description="Échéance")
    probleme: Identifiant | None = Field(None, description="Problème visé")


class Integration(Record):
    """How the project enters another one."""

    projet: Texte = Field("", description="Projet")
    comment: Texte = Field("", description="Comment")


class Suites(Record):
    """`4-perennisation/suites.yaml`."""

    pilote: Pilote = Field(default_factory=Pilote, description="Qui porte la suite")
    moyens: MoyensSuites = Field(default_factory=MoyensSuites, description="Moyens")
    actions: tuple[ActionSuite, ...] = Field((), description="Actions suivantes")
    integration: tuple[Integration, ...] = Field((), description="Projets qui l’intègrent")
