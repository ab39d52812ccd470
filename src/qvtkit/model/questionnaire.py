"""`questionnaires/<id>.yaml`: aggregated counts only, never an individual answer."""

from __future__ import annotations

from pydantic import Field

from qvtkit.model.base import Booleen, Date, Entier, Identifiant, Record, Texte


class Population(Record):
    """Who was asked."""

    invites: Entier | None = Field(None, description="Personnes invitées")
    services: tuple[Texte, ...] = Field((), description="Services")
    date: Date | None = Field(None, description="Date")


class Modalite(Record):
    """One answer of a scale."""

    code: Texte = Field("", description="Code")
    libelle: Texte = Field("", description="Libellé")
    positif: Booleen | None = Field(None, description="Réponse favorable")


class Question(Record):
    """One question of a survey."""

    id: Identifiant | None = Field(None, description="Identifiant")
    libelle: Texte = Field("", description="La question")
    echelle: Identifiant | None = Field(None, description="Échelle")
    filtre: Texte = Field("", description="Condition")
    cle: Booleen | None = Field(None, description="Question de profil")


class Vague(Record):
    """One wave: aggregated counts only, never an individual answer."""

    date: Date | None = Field(None, description="Date")
    invites: Entier | None = Field(None, description="Personnes invitées")
    reponses: Entier | None = Field(None, description="Réponses reçues")
    effectifs: dict[Identifiant, dict[Texte, Entier]] = Field(
        default_factory=dict, description="Effectifs par question et réponse"
    )
    par: dict[Identifiant, dict[Texte, dict[Identifiant, dict[Texte, Entier]]]] = Field(
        default_factory=dict, description="Effectifs croisés, jamais sous 5"
    )


class Questionnaire(Record):
    """`questionnaires/<id>.yaml`."""

    titre: Texte = Field("", description="Titre")
    source: Texte = Field("", description="Source")
    licence: Texte = Field("", description="Licence")
    population: Population | None = Field(None, description="Population")
    echelles: dict[Identifiant, tuple[Modalite, ...]] = Field(default_factory=dict, description="Échelles de réponse")
    questions: tuple[Question, ...] = Field((), description="Questions")
    vagues: tuple[Vague, ...] = Field((), description="Vagues")
