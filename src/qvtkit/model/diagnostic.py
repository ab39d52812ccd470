"""`2-diagnostic/`: the état des lieux and the problems, candidate or retained."""

from __future__ import annotations

from typing import Any

from pydantic import Field, field_validator

from qvtkit.model.base import Booleen, Date, Entier, Identifiant, Record, Texte
from qvtkit.model.codes import EtatProbleme, NatureConstat


class OutilEmploye(Record):
    """A diagnostic tool that was used."""

    outil: Identifiant | None = Field(None, description="Outil : questionnaire, safari-photo…")
    date: Date | None = Field(None, description="Date")
    questionnaire: Identifiant | None = Field(None, description="Questionnaire employé")
    participants: Entier | None = Field(None, description="Nombre de participants")
    restitution: Date | None = Field(None, description="Date de la restitution")


class Constat(Record):
    """One finding."""

    id: Identifiant | None = Field(None, description="Identifiant court")
    nature: NatureConstat | None = Field(None, description="Nature")
    texte: Texte = Field("", description="Le constat, comme une situation de travail")
    source: Identifiant | None = Field(None, description="D’où il vient")
    theme: Identifiant | None = Field(None, description="Thème")
    service: Texte = Field("", description="Service concerné")


class EtatDesLieux(Record):
    """What works, what hurts, what exists."""

    outils: tuple[OutilEmploye, ...] = Field((), description="Outils employés")
    constats: tuple[Constat, ...] = Field((), description="Constats")
    synthese: Texte = Field("", description="Synthèse")


class Priorisation(Record):
    """The eight criteria, 0 to 3 each: a profile, never only a sum (proposition qvtkit)."""

    precision: Entier | None = Field(None, ge=0, le=3, description="Précision")
    perimetre: Entier | None = Field(None, ge=0, le=3, description="Petit périmètre")
    metiers: Entier | None = Field(None, ge=0, le=3, description="Plusieurs métiers")
    lien_soin: Entier | None = Field(None, ge=0, le=3, description="Lien avec le soin")
    faisable_organisation: Entier | None = Field(None, ge=0, le=3, description="Faisable")
    faisable_budget: Entier | None = Field(None, ge=0, le=3, description="Finançable")
    delai: Entier | None = Field(None, ge=0, le=3, description="Délai court")
    independance: Entier | None = Field(None, ge=0, le=3, description="Indépendant des autres")


class Option(Record):
    """A lead that was considered."""

    texte: Texte = Field("", description="La piste")
    ecartee: Booleen | None = Field(None, description="Écartée")
    motif: Texte = Field("", description="Pourquoi")


class Probleme(Record):
    """A subject, from candidate to treated."""

    titre: Texte = Field("", description="Titre")
    etat: EtatProbleme = Field(EtatProbleme.CANDIDAT, description="État")
    constats: tuple[Identifiant, ...] = Field((), description="Constats d’où il vient")
    theme: Identifiant | None = Field(None, description="Thème")
    priorisation: Priorisation | None = Field(None, description="Huit critères, de 0 à 3")
    enonce: Texte = Field("", description="L’énoncé : où, quand, quelle tâche, quels effets")
    lieu: Texte = Field("", description="Lieu")
    moment: Texte = Field("", description="Moment")
    tache: Texte = Field("", description="Tâche")
    metiers: tuple[Identifiant, ...] = Field((), description="Métiers, ou tous")
    effet_soin: Texte = Field("", description="Effet sur le soin")
    effet_travail: Texte = Field("", description="Effet sur le travail")
    services_dependants: tuple[Texte, ...] = Field((), description="Services dont il dépend")
    options: tuple[Option, ...] = Field((), description="Pistes étudiées")
    principes: tuple[Texte, ...] = Field((), description="Ce qui a guidé le choix")

    @field_validator("metiers", mode="before")
    @classmethod
    def _one_or_many(cls, data: Any) -> Any:
        """« tous » alone stands for the list of one."""
        return [data] if isinstance(data, str) else data
