"""`1-conception/cadrage.yaml`: why, with what means, linked to what."""

from __future__ import annotations

from pydantic import Field

from qvtkit.model.base import Booleen, Date, Identifiant, Nombre, Record, Texte
from qvtkit.model.codes import Famille


class Enjeu(Record):
    """What is at play, in one of the three families."""

    famille: Famille | None = Field(None, description="Famille")
    texte: Texte = Field("", description="L’enjeu, en une phrase")


class MoyensCadrage(Record):
    """Means granted to the project."""

    heures: Nombre | None = Field(None, description="Heures accordées")
    remplacements: Booleen | None = Field(None, description="Participants remplacés")
    euros: Nombre | None = Field(None, description="Budget en euros")
    precision: Texte = Field("", description="Précision")


class DateEtTexte(Record):
    """A dated sentence."""

    date: Date | None = Field(None, description="Date")
    texte: Texte = Field("", description="Texte")


class Consultation(Record):
    """A statutory body that was informed or consulted."""

    instance: Identifiant | None = Field(None, description="Code de l’instance")
    date: Date | None = Field(None, description="Date")
    avis: Identifiant | None = Field(None, description="Avis rendu : favorable, reserve…")
    prevue: Booleen | None = Field(None, description="La date était à venir : reste à dire si l’information a eu lieu")


class ProjetLie(Record):
    """Another project of the establishment that this one feeds."""

    nom: Texte = Field("", description="Nom du projet")
    type: Identifiant | None = Field(None, description="Type de projet")
    lien: Texte = Field("", description="Ce qui les relie")


class Cadrage(Record):
    """The framing note."""

    pourquoi: Texte = Field("", description="Une phrase que direction et personnel signeraient")
    enjeux: tuple[Enjeu, ...] = Field((), description="Enjeux, par famille")
    objectifs: tuple[Texte, ...] = Field((), description="Objectifs")
    perimetre: Texte = Field("", description="Périmètre")
    moyens: MoyensCadrage = Field(default_factory=MoyensCadrage, description="Moyens accordés")
    engagement_direction: DateEtTexte | None = Field(None, description="Engagement de la direction")
    instances: tuple[Consultation, ...] = Field((), description="Instances informées")
    projets_lies: tuple[ProjetLie, ...] = Field((), description="Projets que celui-ci nourrit")
    climat_social: DateEtTexte | None = Field(None, description="Climat social")
    regles: tuple[Texte, ...] = Field((), description="Règles de travail de toute la démarche")
    communication: DateEtTexte | None = Field(None, description="Communication au personnel")
