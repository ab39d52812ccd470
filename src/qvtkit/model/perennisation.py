"""`4-perennisation/`: the bilan and the suites."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from qvtkit.model.base import (
    AvisTextes,
    Date,
    Effectifs,
    Entier,
    Identifiant,
    Nombre,
    Record,
    Texte,
    without_empty,
)
from qvtkit.model.codes import College, Devenir, EtatEvenement


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


class ChangementRevu(Record):
    """What has become of a change that was kept: a test, or a next action."""

    experimentation: Identifiant | None = Field(None, description="Test dont on garde le changement")
    action: Texte = Field("", description="Ou titre de l’action suivante")
    devenir: Devenir | None = Field(None, description="Ce qu’il est devenu")
    avis: Annotated[dict[Identifiant, Devenir], BeforeValidator(without_empty)] = Field(
        default_factory=dict, description="Réponses par collège ou métier, quand elles diffèrent"
    )
    commentaire: Texte = Field("", description="Ce que l’on constate, dans les mots du groupe")


class Revue(Record):
    """A review held some months after the test: what has become of the changes."""

    date: Date | None = Field(None, description="Date de la revue")
    mois: Entier | None = Field(None, description="Combien de mois après : 6 ou 12")
    groupe: Identifiant | None = Field(None, description="Groupe réuni")
    presents: Effectifs = Field(default_factory=dict, description="Nombre de présents par collège")
    changements: tuple[ChangementRevu, ...] = Field((), description="Ce qu’est devenu chaque changement")
    indicateurs: Texte = Field("", description="Ce que le groupe lit dans les indicateurs")
    divergences: Texte = Field("", description="Désaccords, gardés tels quels")
    decision: Texte = Field("", description="Ce qui est décidé pour la suite")


class SuitesEcrites(Record):
    """What is written of the suites when the project closes."""

    pilote: Pilote = Field(default_factory=Pilote, description="Qui porte la suite")
    moyens: MoyensSuites = Field(default_factory=MoyensSuites, description="Moyens")
    actions: tuple[ActionSuite, ...] = Field((), description="Actions suivantes")
    integration: tuple[Integration, ...] = Field((), description="Projets qui l’intègrent")


class Suites(SuitesEcrites, Record):
    """`4-perennisation/suites.yaml`: with the reviews, held one by one."""

    revues: tuple[Revue, ...] = Field((), description="Revues tenues")
