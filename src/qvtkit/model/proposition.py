"""`propositions/<id>.yaml`: a proposal, its answer and its delay."""

from __future__ import annotations

from pydantic import Field

from qvtkit.model.base import Chemin, Date, Identifiant, Record, Texte
from qvtkit.model.codes import EtatProposition


class OrigineProposition(Record):
    """Where a proposal was made."""

    seance: Chemin | None = Field(None, description="Séance : expérimentation/date")
    reunion: Identifiant | None = Field(None, description="Réunion")
    probleme: Identifiant | None = Field(None, description="Problème")
    questionnaire: Identifiant | None = Field(None, description="Questionnaire")


class Reponse(Record):
    """Reasoned answer to a proposal."""

    date: Date | None = Field(None, description="Date")
    texte: Texte = Field("", description="Réponse")
    par: Texte = Field("", description="Qui répond (fonction)")


class Proposition(Record):
    """`propositions/<id>.yaml`: a proposal, its answer and its delay."""

    texte: Texte = Field("", description="La proposition")
    date: Date | None = Field(None, description="Date")
    origine: OrigineProposition | None = Field(None, description="D’où elle vient")
    etat: EtatProposition = Field(EtatProposition.A_REPONDRE, description="État")
    echeance: Date | None = Field(None, description="Réponse attendue pour le")
    reponse: Reponse | None = Field(None, description="Réponse motivée")
